"""M/M/1 at utilisation 0.8 in SimPy: one server process fed by a store.

kernel-simpy.py CUSTOMERS  ->  CPU seconds, mean sojourn
"""

import random
import sys
import time

import simpy

customers = int(sys.argv[1])
random.seed(1)
environment = simpy.Environment()
queue = simpy.Store(environment)
total = 0.0


def arrivals():
    for _ in range(customers):
        yield queue.put(environment.now)
        yield environment.timeout(random.expovariate(0.8))


def server():
    global total
    for _ in range(customers):
        arrived = yield queue.get()
        yield environment.timeout(random.expovariate(1.0))
        total += environment.now - arrived


environment.process(arrivals())
done = environment.process(server())
start = time.process_time()
environment.run(done)
print(time.process_time() - start, total / customers)
