extension Vocabulary {
  /// Queues, networks of them, and laws of scaling.
  static let queues = """
    mm1: single-server-queue; queue: M/M/1; words: busy-period, asymptotic
    mm1-transient:; beside: M/M/1; notated: transient, empty-start; words: transient, empty-start
    mg1k:; queue: M/G/1/K; words: finite-buffer, deterministic, constant
    gmc:; queue: G/M/c G/M/c/K; words: multi-server
    dispatch: dispatch*, round-robin #-server, round-robin #-node, round-robin #-worker
      names: load-balancer, load-balancing, random-routing, random-split*, pooling; beside: M/M/1 M/M/c
      servers: to-#-server, over-#-server, among-#-server, across-#-server, #-server
      words: round-robin, random, separate
    mmc: multi-server-queue; queue: M/M/c; words: erlang-c, multi-server; ask wait: giving-#t
    mm-inf: infinite-server; queue: M/A/inf
    mmck: finite-buffer; queue: M/M/c/K; beside: M/M/1 M/M/c; words: erlang-b
    erlang-b: erlang-b, erlang-loss, loss-system, blocking-probability; queue: M/A/c/c
      words: inverse, max-load, dimension*, insensitivity, lost-call-cleared; target: <-#%
    erlang-c: erlang-c, erlang-delay, staffing, inverse, max-load, call-center, call-centre
      beside: M/M/c; words: inbound; target: <-#%
    md1:; queue: M/D/1; words: deterministic, constant
    mdc:; queue: M/D/c; words: deterministic, constant
    mg1: pollaczek-khinchine, pollaczek-khintchine, p-k-formula, pk; queue: M/G/1
      words: #-point, bimodal, busy-period; law=lognormal: lognormal; law=gamma: gamma
      law=hyperexponential: hyperexponential; law=weibull: weibull; law=moments: bounded-pareto; law=pareto: pareto
    gm1:; queue: G/M/1
    kingman: kingman, vut; queue: G/G/1; words: heavy-traffic, approximation
    ggc: sakasegawa, allen-cunneen; queue: G/G/c; words: multi-server, approximation
    ps: ps, processor-sharing, time-slic*, egalitarian-processor-sharing, round-robin
      beside: M/A/1
    priority: priority, head-of-line, cobham; beside: M/G/1 M/M/c
      discipline=preemptive: preemptive, preemptive-resume; discipline=nonpreemptive: nonpreemptive
      words: conservation, hol
    lcfs: lcfs, last-come, lifo; beside: M/G/1
      discipline=preemptive scv?=1: preemptive, preemptive-resume, pr, lcfspr
      discipline=nonpreemptive: nonpreemptive
    srpt: srpt, shortest-remaining; beside: M/M/1; words: preemptive
    vacations: vacation, server-vacation; beside: M/G/1; words: multiple, exhaustive
      not: single-vacation
    bulk-arrivals: bulk-arrival, batch-arrival, mxm1, mxg1, arrival batch; queue: M[X]/G/1
      law=geometric: geometric
      beside: M/G/1
    erlang-a: erlang-a, abandonment, abandon*, reneg*, impatien*, palm-model; queue: M/M/c+M
      beside: M/M/c
    max-load: inverse, max-load, maximum-load, mm1-max-load; beside: M/M/1 M/M/c
      percentile: p-#p
    engset: engset, finite-source-loss; queue: M/A/c/c/N; not: delay, queue, wait
    multi-rate-loss: kaufman-robert, multi-rate; words: multi-service, erlang
    machine-repair: machine-interference, machine-repair, finite-source, finite-population
      names: repairman, repairmen; queue: M/M/c//N; beside: M/M/1 M/M/c
    jackson: jackson, feedback, open-network, open-queueing-network, open-queuing-network, tandem
      beside: M/M/c; tandem=yes: tandem; words: bernoulli, open
      unused: #-node, #-single-server-node, #-station, #-stage
    closed-network: closed-network, central-server, closed-queueing, closed-queuing, closed-jackson
      names: gordon-newell, mva, buzen, mean-value-analysis, interactive-system, terminal-model
      names: asymptotic-bound
      beside: M/M/c
      words: closed, asymptotic, bound, convolution
    multiclass-mva: multiclass, multiple-class, several-class
      words: closed, mva, mean-value-analysis
    forced-flow: forced-flow, forced-flow-law
    utilisation-law: utilization-law, service-demand-law; beside: M/M/1
    response-time-law: response-time-law, interactive-response
    setup: setup, setup-time; beside: M/M/1 M/G/1
    breakdowns: breakdown, unreliable-server, server-failure; beside: M/M/1 M/G/1
    retrial: retrial, orbit; beside: M/M/1; not: erlang
    polling: polling; queues: #-queue, #-station; discipline=gated: gated
      discipline=exhaustive: exhaustive; words: symmetric, cyclic
    sjf: sjf, shortest-job, spt, shortest-processing-time; beside: M/M/1; words: first, nonpreemptive
      not: backfill, srpt
    choices: power-of-2-choice, power-of-d-choice, power-of-#-choice, supermarket, #-choice
      names: jsq-#, jsq-d, sq-#, sq-d, shortest-of-#, shortest-of-d, join-shortest-of-#, join-shortest-of-d
      choices: power-of-#-choice, #-choice, jsq-#, sq-#, shortest-of-#
      words: 2-choice
    sequence: sequence, sum-of-exponential, hypoexponential, sequential-call, call-in-series, service-in-series
      names: erlang-distribution, one-after-another, serial-call; words: series, independent, sum, call
    timeout-retry: timeout-retry, timeout retry, retry-after-timeout, metastable; beside: M/M/1
      words: metastable, failure, amplification
    square-root-staffing: square-root-staffing, halfin-whitt, qed-regime, square-root-rule; words: rule
    hedge: hedge, hedged, hedging, hedged-request, tied-request; not: all-reduce
    little: little-law, little, queue-depth, 利特尔法则; latency: at-#t
    fork-join: fork-join, split-merge; beside: M/M/1; words: parallel
      branches: fork-join-of-#, #-parallel, #-branch, #-way
    slowest: expected-maximum, max-of, maximum-of, slowest-of, last-of, straggler, barrier
      n: max|maximum|slowest|largest|last-of-#
    order-statistic: order-statistic, kth-out-of-n, min-of, minimum-of, fastest-of, first-of
      k=1 n: min|minimum|fastest|smallest|first-of-#; k=1: min-of, minimum-of, fastest-of, first-of
    fan-out: fan-out, tail-at-scale, 尾延迟, 长尾延迟; servers: fan-out-of-#
      words: leaf, quantile, needed
    run-length: run-length; beside: M/M/1; words: asymptotic
    amdahl: amdahl, 阿姆达尔定律; words: strong-scaling, parallel
    gustafson: gustafson; words: weak-scaling, parallel
    usl: usl, universal-scalability
    """
}
