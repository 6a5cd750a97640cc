extension SystemDefinition {
  /// Every system, in the order in which they are listed. A new one is a file and a line here.
  package static let all: [SystemDefinition] = [
    vsphereSitePair, flashDatastore, cephPool, quorumControlPlane, replicatedDatabase,
    lowLatencyMachine, autoscaledService, resilientCallGraph, progressiveDelivery, gpuCluster,
    trainingStep, nfvDataPlane, edgeSite, segmentedNetwork, serviceOutages, failoverSequence,
    decoupledPipeline, slicedJob, mixedCapacity, stagedRollout, balancedCluster,
    rightSizedWorkload, outlierEjection, trafficExperiment,
  ]

  package static func named(_ name: String) -> SystemDefinition? { all.first { $0.name == name } }
}
