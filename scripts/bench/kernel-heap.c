// The reference of scripts/bench/kernel: an event loop in C on a binary heap ordered by (time,
// sequence), with a table of callbacks, running M/M/1 at utilisation 0.8 or the hold model.
//   kernel-heap mm1|hold SIZE [PENDING]  ->  CPU seconds, events/s, mean sojourn or clock
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct { double time; uint64_t sequence; uint32_t kind, subject; } Event;

static Event *heap;
static size_t count, capacity;
static uint64_t sequence, state[4];
static double now;

static uint64_t rotl(uint64_t x, int k) { return x << k | x >> (64 - k); }

static uint64_t next(void) {
  uint64_t result = rotl(state[0] + state[3], 23) + state[0], t = state[1] << 17;
  state[2] ^= state[0]; state[3] ^= state[1]; state[1] ^= state[2]; state[0] ^= state[3];
  state[2] ^= t; state[3] = rotl(state[3], 45);
  return result;
}

static double exponential(void) { return -log(1 - (double)(next() >> 11) * 0x1p-53); }

static int precedes(const Event *a, const Event *b) {
  return a->time < b->time || (a->time == b->time && a->sequence < b->sequence);
}

static void push(double time, uint32_t kind, uint32_t subject) {
  if (count == capacity) {
    capacity = capacity ? capacity * 2 : 1024;
    heap = realloc(heap, capacity * sizeof *heap);
  }
  Event event = {time, sequence++, kind, subject};
  size_t i = count++;
  while (i > 0) {
    size_t parent = (i - 1) / 2;
    if (!precedes(&event, &heap[parent])) break;
    heap[i] = heap[parent];
    i = parent;
  }
  heap[i] = event;
}

static Event pop(void) {
  Event top = heap[0], last = heap[--count];
  size_t i = 0;
  for (;;) {
    size_t child = 2 * i + 1;
    if (child >= count) break;
    if (child + 1 < count && precedes(&heap[child + 1], &heap[child])) child++;
    if (!precedes(&heap[child], &last)) break;
    heap[i] = heap[child];
    i = child;
  }
  heap[i] = last;
  return top;
}

static long customers, admitted, finished;
static uint32_t first, last;
static double arrivals[1 << 16], sojourn;

static void arrive(Event event) {
  (void)event;
  if (++admitted < customers) push(now + exponential() * 1.25, 0, 0);
  arrivals[last++ & 0xffff] = now;
  if (last - first == 1) push(now + exponential(), 1, 0);
}

static void finish(Event event) {
  (void)event;
  sojourn += now - arrivals[first++ & 0xffff];
  finished++;
  if (first != last) push(now + exponential(), 1, 0);
}

static void hold(Event event) { push(now + exponential(), 2, event.subject); }
static void idle(Event event) { (void)event; }

static void (*const handlers[])(Event) = {arrive, finish, hold, idle};

static double seconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

int main(int argc, char **argv) {
  long size = argc > 2 ? atol(argv[2]) : 1000000, pending = argc > 3 ? atol(argv[3]) : 0;
  state[0] = 1; state[1] = 2; state[2] = 3; state[3] = 4;
  for (int i = 0; i < 64; i++) next();
  double start = seconds();
  if (argc > 1 && !strcmp(argv[1], "hold")) {
    for (long i = 0; i < pending; i++) push(exponential(), 2, (uint32_t)i);
    start = seconds();
    for (long i = 0; i < size; i++) {
      Event event = pop();
      now = event.time;
      handlers[event.kind](event);
    }
    double spent = seconds() - start;
    printf("%f %.0f %f\n", spent, (double)size / spent, now);
    return 0;
  }
  customers = size;
  for (long i = 0; i < pending; i++) push(1e9 + (double)i, 3, 0);
  push(0, 0, 0);
  while (finished < customers) {
    Event event = pop();
    now = event.time;
    handlers[event.kind](event);
  }
  double spent = seconds() - start;
  printf("%f %.0f %f\n", spent, 2.0 * (double)size / spent, sojourn / (double)customers);
  return 0;
}
