extension Vocabulary {
  /// Kubernetes, limits, accelerators, caches and generators.
  static let platform = """
    hpa: hpa, horizontal-pod-autoscaler; rule=bounds: 1.33, new-rule; words: kubernetes-v, old-rule
    hpa-metrics: hpa multiple-metric, hpa several-metric, multiple-metric, several-metric, hpa #-metric
    hpa-pods: hpa missing-metric, hpa unready, missing-metric, hpa missing, hpa not-ready
      names: hpa ready; words: not, yet, scale, up, down, cpu, utilization, #-of-#-missing
      words: #-of-#-pod-missing, #-missing, #-unready
      describes: replicas
    hpa-window: hpa stabilization-window, stabilization-window, hpa-window, hpa stabilization
      up: up-stabilization-window-#t, up-stabilization-#t; down: #t
    hpa-policy: hpa ramp, hpa policy, hpa behavior, hpa scaleup, hpa scaledown, scaling-policy
      names: hpa-scale; select=min: policy-min, min-policy, selectpolicy-min, select-min; pods percent?=0%: #-pod; percent pods?=0: #%; period: #t
      start needed: #-→-#; period sync=#: sync-=-policy-period-=-#t, sync-=-period-=-#t
      period sync=#: policy-period-=-sync-=-#t, period-=-sync-=-#t
    hpa-ramp: hpa under saturation, hpa cpu-saturation; target: target-#p; needed: need-#
      words: under, cpu-saturation
    cluster-autoscaler: cluster-autoscaler, ca, cluster-scaling
      describes: scan, scaninterval
    vpa: vpa, vertical-pod-autoscaler
    flagger: flagger, canary; unused: #-metric; words: a/b, testing, blue/green, blue, green
    canary-exposure: canary exposure, load-balanced canary, canary-exposure, canary
    dora: dora
    restore-mix: mttr mixture, auto-rolled-back, mttr-mixture
    packing: utilization-identity, request-packing
    token-bucket: token-bucket, rate-limit, rate-limiter, token; not: empty-start, empty, queue, queueing
      window: over-#t, window-of-#t, in-#t; needs fill: discrete
    leaky-bucket: leaky-bucket
    gcra: gcra, generic-cell-rate
    fixed-window: fixed-window
    sliding-window: sliding-window, sliding-log
    backoff: exponential-backoff, backoff
    retry-budget: retry-budget
    retry-storm: retry-storm
    retry: retry-amplification, retry
      describes: pertrytimeout, timeout
    placement-groups: placement-group, pg-count, pg-num, pgcalc; words: ceph, pool
    bandwidth-delay: bandwidth-delay, bandwidth-delay-product, bdp, tcp-window; words: product
    tcp-throughput: tcp-throughput, mathis; words: mathis
    bloom-filter: bloom-filter, bloom; words: false-positive
    outlier-detection: outlier-detection, outlier-ejection, max-ejection, host-ejection, outlier
      names: circuit-breaker; ejection: #-th|st|nd|rd-ejection; ejection=1: first-ejection
      always-one=yes: always-eject-one-host, 1.27; words: 1.28; describes: interval
      ejection=2: second-ejection; ejection=3: third-ejection; ejection=4: fourth-ejection
      ejection=5: fifth-ejection
    node-failure: node-failure, node-not-ready, node-unreachable, pod-eviction; grace=50s: 1.32; grace: grace-#t
    node-score: least-allocated, least-requested, most-allocated, balanced-allocation
    pdb: pod-disruption-budget, pdb, disruption
    rolling-update: rolling-update, deployment-rollout, rolling-deployment
    bin-packing: bin-packing, ffd, first-fit, first-fit-decreasing, best-fit; words: decreasing
    gang: gang, deadlock
      describes: nongangorder
    fragmentation: fragmentation
      describes: nodes, gpuspernode
    batch: backfill, fifo easy, easy; words: conservative
      describes: format
    gpu-claims: gpu-claim
    mig: mig; instances: #g; gpu=a100-80gb: a100-80gb; gpu=a100: a100-40gb, a100
      gpu=h100-94gb: h100-94gb; gpu=h100-96gb: h100-96gb; gpu=h100: h100-80gb, h100
      gpu=gh200: gh200; words: configuration; gpu=h200: h200-141gb, h200; gpu=a30: a30-24gb, a30; gpu=b200: b200
    allreduce: allreduce, alpha-beta, ring tree; size?=1MB: crossover
      words: rabenseifner, recursive-doubling, binary-tree, nccl
    collective: all-gather, reduce-scatter, broadcast, all-to-all, collective-time
      operation=all-gather: all-gather; operation=reduce-scatter: reduce-scatter
      operation=all-to-all: all-to-all; operation=broadcast: broadcast; operation=allreduce: all-reduce
      operation=reduce: reduce; words: rabenseifner, binomial
    hierarchical-allreduce: hierarchical-allreduce, 2-level-allreduce; nodes gpus: #-node-x-#
    busbw: busbw, bus-bandwidth, nccl-test, collective-correction-factor, nccl
      collective=all-gather: all-gather; collective=reduce-scatter: reduce-scatter
      collective=all-to-all: all-to-all; collective=broadcast: broadcast; collective=allreduce: all-reduce
      collective=reduce: reduce; words: perf; not: sendrecv, sendreceive
    speed-up: speedup, amdahl-inverse, inverse-amdahl, exposed-communication, communication-share, communication-fraction
      names: comm-share, comm-fraction, rdma-gain; gain: #%; words: needed, required
    step-time: overlap, step-time
    statistical-efficiency: statistical-efficiency, pollux
    pipeline-bubble: pipeline-bubble, bubble-fraction, pipeline-parallel*, gpipe, 1f1b
      words: parallel*, interleaved
    mfu: model-flop, mfu
    young-daly: goodput, checkpoint, daly, young, young-formula
    fleet-mtbf: fleet-mtbf, system-mtbf, cluster-mtbf, interruption
    epoch-cache: reshuffled-epoch; words: uncoordinated, lru, cache, random
    zipf-cache: zipf, che-approximation, che, lru, lfu; policy=lfu: lfu; policy=fifo: fifo
      not: exact lru
      not: lru-k, arc, slru, clock, gdsf, ttl, w-tinylfu, tinylfu
      policy=random: random-replacement, random
    access-time: cdn, cache-hit-ratio, effective-read-time, access-time, effective-latency, amat, cache-latency
    cache-chain: cache-chain, multi-level-cache, cache-hierarchy, chained-cache
      words: multi, level
    ttl-cache: ttl-cache, cache-ttl, time-to-live, ttl
      renewal=yes: reset, renew*, refresh*, sliding
    ci-coverage: ci-coverage, interval-coverage, coverage-of-interval
      describes: model
    splitmix64: splitmix64, splitmix
    pcg32: pcg32; words: xsh-rr
    pcg64: pcg64, pcg; words: xsl-rr
    lindley: lindley, lindley-recursion; words: recursion
    sample: sample, student-t, welford, batch-mean, confidence-interval; not: coverage
      words: batch, t-interval, ci
    xoshiro256++: xoshiro256++, xoshiro
    mrg32k3a: mrg32k3a; substream: substream-#; words: stream, substream, 2-127-apart
    event-order: tie-breaking, event-order, order-of-event, simultaneous-event; words: equal
    segmentation: network-rule, network-segmentation, segmentation, firewall, network-policy
      names: microsegmentation, micro-segmentation, reachability, segmented-network
    """

  /// What every calculator takes up where it has such an argument; words that change a question; words that
  /// say nothing.
  static let shared = """
    shared:
      at-least: p-n-≥-#, p-n-<-#; at-least=+1: p-n->-#, p-n-≤-#; exactly: p-n-=-#, p-exactly-#
      customer: customer-#; size: size-=-#m
      within: p-t|w|wq->|≥|<|≤-#m, more|longer|greater-than-#t, exceed*-#t
      percentile: p-#p, #p-th-percentile
      not: cold, warm, standby, imperfect, preemptive, nonpreemptive, priority, repeat, srpt, spt
      not: sjf, shortest-job, siro, lcfs, lifo, last-come, lfu, common-cause, common-mode
      not: conservative, vacation, balking, balk*, retrial, breakdown, polling, setup, switchover
      not: bulk, batch, busy-period, asymptotic, jump, substream, hedged, rabenseifner, binomial
      not: declustered, weighted, compound, predictive, latent, lps, limited-processor-sharing
      not: vector, then, feedback, tandem, closed, processor-sharing, abandonment, reneg*
      not: impatien*, inverse, parallel, series, consecutive, finite-buffer, empty-start, crew
      not: multiclass, multiple-class, join-shortest-queue, jsq, shortest-queue, power-of-2-choice
      not: fast, round-robin, dispatch*, jockeying, n-policy, t-policy, tmr, triple-modular, bursty
      not: mmpp, time-varying, nonstationary, autocorrelated, correlated, heterogeneous, degraded
      not: byzantine, witness, local-reconstruction, lrc, gated, truncated, self-similar
      not: load-sharing, scheduled-maintenance, preventive-maintenance, **, lognormal, gamma
      not: weibull, pareto, hyperexponential, deterministic, nonexponential, transient
      not: negative-customer, phase-type, ps, hot-spare, switch-failure, switchover-failure, voter
      not: unreliab*, least-connection, random-routing, work-stealing, threshold, deadline
      not: discouraged, balanced-routing, impatience, waiting-place, waiting-room, waiting-space
      not: buffer-of
      words: a, an, and, or, of, in, on, at, to, by, with, for, from, under, over, through, per
      words: via, its, than, onto, between, after, before, during, vs, versus, system, model
      words: queue, queueing, queuing, network, station, node, server, single, many, multi, open
      words: closed-form, form, formula, equation, theorem, law, rule, problem, question, exact
      words: large, small, general, standard, default, steady, state, stationary, fcf, fcfs, fifo
      words: fair, first, come, served, wait, waiting, time, rate, mean, average, number, level
      words: expected, maximum, max, min, minimum, probability, active, repair, repairable
      words: independent, identical, iid, component, unit, exponential, exp, perfect, switch, data
      words: gpu, pod, kubernete, kube, inf, infinite, load, hour, day, year, new, old
      words: calculation, compute, analysis, performance, sizing, capacity, planning, estimate
      words: value, result, daily, service
    """
}
