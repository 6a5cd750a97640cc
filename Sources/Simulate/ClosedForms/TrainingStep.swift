import Glibc

/// The arithmetic of data-parallel training.
package enum TrainingStep {
  /// A step whose computation and communication overlap in part: (Tcᵞ + Tnᵞ)^(1/γ), γ of 1 for none
  /// and growing to complete overlap (Pollux, OSDI 2021).
  package static func time(computation: Double, network: Double, overlap gamma: Double) -> Double {
    let longer = max(computation, network)
    guard longer > 0 else { return 0 }
    let ratio = min(computation, network) / longer
    return longer * pow(1 + pow(ratio, gamma), 1 / gamma)
  }

  /// Pollux's network time: nothing for one replica, else α + β · max(replicas − 2, 0).
  package static func networkTime(replicas: Int, alpha: Double, beta: Double) -> Double {
    replicas > 1 ? alpha + beta * Double(max(replicas - 2, 0)) : 0
  }

  /// The progress per example of a batch `scale` times the initial, by the gradient's noise: the gain
  /// (v + s)/(v/scale + s) over `scale` (AdaptDL, goodput.py).
  package static func statisticalEfficiency(
    gradientSquare: Double, gradientVariance: Double, scale: Double
  ) -> Double {
    let gain =
      (gradientVariance + gradientSquare) / (gradientVariance / scale + gradientSquare)
    return gain / scale
  }

  /// The speed-up when the exposed communication, a share of the step, becomes `faster` times as fast.
  package static func speedUp(exposed: Double, faster: Double) -> Double {
    1 / (1 - exposed + exposed / faster)
  }

  /// The exposed share that must have been there for a speed-up: (1 − 1/s) / (1 − 1/faster). Above 1 the
  /// speed-up cannot come from communication.
  package static func exposedShare(speedUp: Double, faster: Double = .infinity) -> Double {
    (1 - 1 / speedUp) / (1 - 1 / faster)
  }

  /// The utilisation inside allocations that a total one implies, when the mean wait of whole jobs on
  /// `servers` is known: the allocated share follows from Erlang C's inverse.
  package static func impliedUtilisation(
    utilisation: Double, servers: Int, meanService: Double, meanWait: Double
  ) -> Double {
    utilisation
      / MultiServerQueue.utilisation(
        servers: servers, meanService: meanService, meanWait: meanWait)
  }
}
