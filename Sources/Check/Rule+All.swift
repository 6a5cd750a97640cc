package import Catalog

extension Rule {
  /// Every rule: those that are written here, by the folders of `Rules`, and those that are data of the catalog.
  package static func all(in catalog: Catalog) -> [Rule] {
    written + catalog.rules.map { Rule($0, in: catalog) }
  }

  private static let written =
    ofLinks + ofCounts + ofAvailability + ofRequirements + ofClusters + ofArithmetic + ofSums
    + ofTimes + ofManifests + ofTechnologies

  private static let ofLinks: [Rule] = [
    unresolvedLink, unresolvedAnchor, spaceInLink, droppedCell,
  ]

  private static let ofCounts: [Rule] = [
    documentCount, lineCount, partCount, listedLines, listedDocument, unlistedDocument,
    listedFolder, stubMarkedDone, selfScore, announcedItems, conflictingCount, repeatedNumber,
    countedRows, numberedThings, unbalancedBracket,
  ]

  private static let ofArithmetic: [Rule] = [
    arithmetic, derivedFigure, percentileOrder, transitionDirection, transitionVerb,
    percentChange, fractionPercent, rowProduct, rowRatio, percentSum, rangeOrder, overHundred,
    transferTime, periodSum, tableExtreme,
  ]

  private static let ofSums: [Rule] = [
    tableTotal, rowSum, treeTotal, listTotal, listedParts, weightedMark,
  ]

  private static let ofAvailability: [Rule] = [
    availabilityDowntime, availabilityRepair, availabilitySeries, recoveryPoint,
  ]

  private static let ofRequirements: [Rule] = [
    unmetRequirement, unansweredRequirement, unlikeScope, fullerAndFaster, caseWithoutOutcome,
    restatedFigure, oneWayRelation,
  ]

  private static let ofTimes: [Rule] = [clockDuration, impossibleDate, dateOrder]

  private static let ofClusters: [Rule] = [
    quorumFailures, redundantCapacity, recoveryCapacity, usableCapacity, operationBandwidth,
    replicasOverDomains,
  ]

  private static let ofManifests: [Rule] = [
    scaledReplicas, unmatchedLabels, requestOverLimit, autoscalerBounds, autoscalerMetric,
    requiredField, repeatedKey, foreignKind, selectorLabels, disruptionBudget, limitRange,
  ]

  private static let ofTechnologies: [Rule] = [
    deviceTotal, migProfile, memoryType, memoryChannels, processorSockets, numaFit,
    conflictingSupport, hardwareFigure, endOfLife, claimedSupport, unversionedTechnology,
    undatedDesign, subnetSize,
  ]
}
