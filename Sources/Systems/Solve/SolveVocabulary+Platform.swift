extension SolveVocabulary {
  /// Kubernetes, limits, accelerators, caches and generators.
  static let platform = """
    hpa: hpa, horizontal-pod-autoscaler; rule=bounds: 1.33, new-rule; words: kubernetes-v, old-rule
      keys: tol=tolerance currentmetric=current targetmetric=target currentutilization=current
      keys: targetutilization=target utilization=current utilisation=current usage=current
      keys: currentcpu=current targetcpu=target minreplicas=min maxreplicas=max scaleuptolerance=up
      keys: scaledowntolerance=down uptolerance=up downtolerance=down currentvalue=current
      keys: cpu=current desiredmetric=target desiredmetricvalue=target targetvalue=target
      keys: targetcpuutilizationpercentage=target averageutilization=target averagevalue=target
      keys: n=replicas
    hpa-metrics: hpa multiple-metric, hpa several-metric, multiple-metric, several-metric
      keys: desired=wishes metrics=current targets=target tol=tolerance
    hpa-pods: hpa missing-metric, hpa unready, missing-metric, hpa missing, hpa not-ready
      keys: replicas=- usage=pods tol=tolerance
    hpa-window: hpa stabilization-window, stabilization-window, hpa-window, hpa stabilization
      up: up-stabilization-window-#t, up-stabilization-#t; down: #t; keys: recs=wishes cur=replicas
    hpa-policy: hpa ramp, hpa policy, hpa behavior, hpa scaleup, hpa scaledown, scaling-policy
      names: hpa-scale; pods percent?=0%: #-pod; percent pods?=0: #%; period: #t; keys: need=needed
    hpa-ramp: hpa under saturation, hpa cpu-saturation; target: target-#p; needed: need-#
      words: under, cpu-saturation; keys: need=needed
    cluster-autoscaler: cluster-autoscaler, ca, cluster-scaling
      keys: podcpu=pod nodecpu=node podrequest=pod nodecapacity=node requests=pod allocatable=node
      keys: nodes=have pendingpods=pods nodeutil=utilisation cpu=pod podmem=memory
      keys: podmemory=memory mem=memory nodemem=node-memory podspernode=most maxpods=most
      keys: maxpodspernode=most scan=- scaninterval=- unneededtime=unneeded
    vpa: vpa, vertical-pod-autoscaler
    flagger: flagger, canary; unused: #-metric
      keys: maxweight=max:% stepweight=step:% weight=max:%
    canary-exposure: canary exposure, load-balanced canary, canary-exposure
      keys: rollbackbigbang=rollback
    dora: dora; keys: dep=deployments:/d deploys=deployments changefailurerate=cfr deploymentfrequency=deployments
    restore-mix: mttr mixture, auto-rolled-back, mttr-mixture; keys: auto=automatic
    packing: utilization-identity, request-packing; keys: hpatarget=target nodeutil=utilisation
    token-bucket: token-bucket, rate-limit, rate-limiter, token; not: empty-start, queue, queueing
      window: over-#t, window-of-#t, in-#t
      keys: capacity=burst b=burst r=rate size=burst fillrate=rate refillrate=rate time=window
      keys: capacitytokens=burst bucketsize=burst
    leaky-bucket: leaky-bucket
      keys: r=rate leak=rate leakrate=rate drain=rate b=capacity size=capacity bucketsize=capacity
      keys: burstarrivals=burst queue=capacity n=burst requests=burst
    gcra: gcra, generic-cell-rate
      keys: t=interval tau=tolerance increment=interval emissioninterval=interval limit=tolerance
      keys: cdvt=tolerance times=arrivals period=interval
    fixed-window: fixed-window; keys: n=limit requests=limit period=window
    sliding-window: sliding-window, sliding-log
      keys: n=limit prev=previous cur=current period=window
    backoff: exponential-backoff, backoff
      keys: initial=base multiplier=factor cap=max maxdelay=max maxbackoff=max basedelay=base
      keys: maxattempts=attempts initialbackoff=base retries=attempts:+1 maxretries=attempts:+1
    retry-budget: retry-budget
      keys: activerequests=active budgetpercent=budget:% budgetpct=budget:%
      keys: minretryconcurrency=minimum minretries=minimum min=minimum
    retry-storm: retry-storm
    retry: retry-amplification, retry
      keys: retries=attempts:+1 retrieseach=attempts:+1 attemptseach=attempts pfail=failure failurerate=failure p=failure errorrate=failure
    outlier-detection: outlier-detection, outlier-ejection, max-ejection, host-ejection, outlier
      names: circuit-breaker; ejection: #-th|st|nd|rd-ejection; ejection=1: first-ejection
      ejection=2: second-ejection; ejection=3: third-ejection; ejection=4: fourth-ejection
      ejection=5: fifth-ejection
      keys: consecutive5xx=consecutive baseejection=base maxejection=cap,longest
      keys: consecutive5xxerrors=consecutive consecutiveerrors=consecutive k=ejection
      keys: ejections=ejection times=ejection count=ejection
    node-failure: node-failure; grace=50s: 1.32; grace: grace-#t
      keys: nodemonitorgrace=grace nodemonitorgraceperiod=grace tolerationseconds=toleration:s
    node-score: least-allocated, most-allocated, balanced-allocation
      keys: cap=capacity req=requested
    pdb: pod-disruption-budget, pdb, disruption
      keys: n=replicas currenthealthy=healthy expectedpods=replicas
    rolling-update: rolling-update, deployment-rollout, rolling-deployment
      keys: n=replicas
    bin-packing: bin-packing; keys: cap=capacity
    gang: gang, deadlock; keys: nongangorder=- dur=duration
    fragmentation: fragmentation
      keys: request=per gpusperpod=per gpus=per nodes=- gpuspernode=- jobs=pods count=pods
    batch: backfill, fifo easy, easy; words: conservative; keys: format=-
    gpu-claims: gpu-claim; keys: s=job
    mig: mig; instances: #g; gpu=a100-80gb: a100-80gb; gpu=a100: a100-40gb, a100
      gpu=h100-94gb: h100-94gb; gpu=h100-96gb: h100-96gb; gpu=h100: h100-80gb, h100
      gpu=gh200: gh200; gpu=h200: h200-141gb, h200; gpu=a30: a30-24gb, a30; gpu=b200: b200
      keys: mixes=instances requests=instances
    allreduce: allreduce, alpha-beta, ring tree; size?=1MB: crossover
      words: rabenseifner, recursive-doubling, binary-tree, nccl; keys: b=bandwidth
    collective: all-gather, reduce-scatter, broadcast, all-to-all, collective-time
      operation=all-gather: all-gather; operation=reduce-scatter: reduce-scatter
      operation=all-to-all: all-to-all; operation=broadcast: broadcast
      words: rabenseifner, binomial; keys: b=bandwidth p=ranks op=operation
    hierarchical-allreduce: hierarchical-allreduce, 2-level-allreduce; nodes gpus: #-node-x-#
      keys: bintra=intra bnode=inter
    busbw: busbw, bus-bandwidth, nccl-test, collective-correction-factor, nccl
      collective=all-gather: all-gather; collective=reduce-scatter: reduce-scatter
      collective=all-to-all: all-to-all; collective=broadcast: broadcast
      words: all-reduce, allreduce, perf; keys: op=collective
    speed-up: speedup, exposed-communication, communication-share, communication-fraction
      keys: p=share n=faster commspeedup=faster bandwidthratio=faster bwratio=faster
      keys: throughputgain=gain
    step-time: overlap, step-time; keys: tgrad=compute tsync=network gamma=overlap
      keys: tcomp=compute tnet=network tcomm=network
    statistical-efficiency: statistical-efficiency, pollux; keys: gradsqr=square gradvar=variance
    pipeline-bubble: pipeline-bubble, bubble-fraction, pipeline-parallel*, gpipe, 1f1b
      words: parallel*, interleaved
      keys: pipelinestages=stages p=stages m=microbatches v=chunks pp=stages k=stages
      keys: interleave=chunks virtualstages=chunks microbatch=microbatches n=microbatches s=stages
      keys: d=stages
    mfu: model-flop, mfu
      keys: params=parameters p=parameters n=parameters tokenspersecond=tokens:/s
      keys: tokenspers=tokens:/s throughput=tokens peakflops=peak
    young-daly: checkpoint, daly, young, young-formula
      keys: tau=interval c=checkpoint r=restart checkpointcost=checkpoint mtti=mtbf nodemtbf=mtbf
      keys: gpumtbf=mtbf
    fleet-mtbf: fleet-mtbf, system-mtbf, cluster-mtbf, interruption
      keys: nodes=wanted mtbfnode=time nodemtbf=time gpus=parts interruptions=failures
      keys: scaleto=wanted n=wanted mtbf=time targetgpus=wanted targetnodes=wanted
    epoch-cache: reshuffled-epoch; words: uncoordinated, lru, cache, random
      keys: dataset=items c=capacity
    zipf-cache: zipf, che-approximation, che, lru; policy=lfu: lfu; policy=fifo: fifo
      not: lru-k, arc, slru, clock, gdsf, ttl, w-tinylfu, tinylfu
      policy=random: random-replacement, random; keys: c=capacity s=exponent
    access-time: effective-read-time, access-time, effective-latency, amat, cache-latency
      keys: misspenalty=penalty m=miss missrate=hit-ratio:1- missratio=hit-ratio:1-
    ttl-cache: ttl-cache, cache-ttl, time-to-live, ttl
      renewal=yes: reset, renew*, refresh*, sliding
      keys: t=ttl requests=arrival expiry=ttl
    ci-coverage: ci-coverage, interval-coverage, coverage-of-interval
      keys: model=- replications=reps intervals=reps confidence=level
    splitmix64: splitmix64, splitmix
    xoshiro256++: xoshiro256++, xoshiro
    mrg32k3a: mrg32k3a; words: stream, 2-127-apart
    event-order: tie-breaking, event-order, order-of-event, simultaneous-event; words: equal
    segmentation: network-rule, network-segmentation, segmentation, firewall, network-policy
      names: microsegmentation, micro-segmentation, reachability, segmented-network
      keys: query=flow defaultaction=default policy=rules policies=rules allow=rules
    """

  /// What every calculator takes up where it has such an argument; words that change a question; words that
  /// say nothing.
  static let shared = """
    shared:
      at-least: p-n-≥-#, p-n-<-#; at-least=+1: p-n->-#, p-n-≤-#; exactly: p-n-=-#
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
      not: discouraged, balanced-routing, impatience
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
      keys: lambda=arrival,arrivals,failures,outages,defects,mtbf:1/
      keys: lam=arrival,arrivals,failures,outages,defects,mtbf:1/
      keys: lmbda=arrival,arrivals,failures,outages,defects calls=arrival requestrate=arrival,rate
      keys: arrival=rate interarrival=arrival:1/ interarrivaltime=arrival:1/ ta=arrival:1/
      keys: services=n rps=arrival:/s,rate:/s qps=arrival:/s,rate:/s tps=arrival:/s,rate:/s
      keys: hours=within:h,window:h,time:h days=within:d,window:d,time:d
      keys: duration=window,time,within mission=within,time missiontime=within,time
      keys: wq=wait need=k every=interval hosts=nodes,members,servers,machines,n
      keys: drives=disks,copies targetw=sojourn
      keys: concurrency=depth,customers,servers instances=servers,members,hosts,n
      keys: sla=slo,availability uptime=availability,parts,member quorum=k needed=k required=k
      keys: throughput=rate aht=service holdingtime=service handletime=service agents=servers
      keys: trunks=servers lines=servers channels=servers circuits=servers repairmen=crews
      keys: repairpersons=crews technicians=crews te=service ts=service ce2=cs2
      keys: meantimebetweenfailures=mtbf meantimetofailure=mtbf meantimetorepair=mttr mtr=mttr
      keys: users=customers population=customers,machines servicedemands=demands buffer=capacity
      keys: systemsize=capacity diskmttf=mtbf ttr=mttr bin=capacity binsize=capacity waittarget=wait
      keys: targetwait=wait asa=wait servicelevel=level sl=level t=within,time,window
      keys: slo=availability branchfactor=servers fanout=servers leaves=servers quantile=percentile
      keys: nranks=ranks allocatable=capacity layers=tiers hops=tiers arrivalrate=arrival,arrivals
      keys: cv=scv:^2 ca=ca2:^2 cs=cs2:^2 ce=cs2:^2
      keys: mu=service:1/,mttr:1/,rebuild:1/,mean:1/,demands:1/ mus=rates,service:1/
      keys: failurerate=mtbf:1/ servicerate=service:1/ repairrate=mttr:1/ theta=patience:1/
      keys: abandonmentrate=patience:1/ rate=arrival,mean:1/ gamma=arrivals servicetime=service
      keys: mean=service,job p=routing,parallel preturn=routing c=servers,crews
      keys: s=service,job,size,servers,serial k=capacity workers=servers,processors
      keys: n=ranks,servers,machines,members,items,customers,nodes,hosts,processors
      keys: a=load,availability,parts,member ahost=parts erlangs=load traffic=load offered=load
      keys: cv2=scv cs2=scv scvs=cs2 scva=ca2 mttf=mtbf mtbi=mtbf repair=mttr mdt=mttr repairs=crews
      keys: availabilities=parts availability=member,parts replication=copies
      keys: replicas=copies,members,servers,n fragments=copies recovery=rebuild
      keys: annualfailurerate=afr utilization=utilisation rho=utilisation u=utilisation
      keys: util=utilisation gpus=ranks,processors,nodes processes=ranks worldsize=ranks cores=processors
      keys: cpus=processors parallelfraction=parallel f=parallel serialfraction=serial
      keys: sequential=serial sequentialfraction=serial nodes=processors,members,hosts,servers,n
      keys: message=size bytes=size data=size bw=bandwidth alpha=latency,exponent,serial
      keys: skew=exponent zipf=exponent cache=capacity,share cachefraction=share objects=items
      keys: delta=checkpoint cost=checkpoint m=servers,mtbf maxtokens=burst bucket=burst
      keys: tokensperfill=tokens fillinterval=fill profiles=instances mix=instances stepweight=step
      keys: maxweight=max tries=attempts h=hit-ratio replicasnow=replicas currentreplicas=replicas
      keys: pods=replicas
    """
}
