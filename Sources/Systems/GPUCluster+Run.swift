import Simulate

package enum GPUClusterRun {
  /// The computing that jobs ask for, over what there is.
  static func offered(_ inputs: Inputs) -> Double {
    let small = inputs.number("small.share")
    let sharing = GPUSharing(inputs)
    let slowed = sharing.slowdown(use: inputs.number("small.use"))
    let smallWork = small * inputs.number("small.time") * slowed / Double(sharing.places)
    let largeWork = (1 - small) * inputs.number("large.time") * inputs.number("large.gpus")
    return inputs.number("jobs") * (smallWork + largeWork)
      / (inputs.number("nodes") * inputs.number("gpus"))
  }

  /// The computing that is used over what there is while every job finds its place, by Little's law.
  static func offeredUse(_ inputs: Inputs) -> Double {
    let small = inputs.number("small.share")
    let need = inputs.number("small.use")
    let parts = GPUSharing(inputs).parts
    let smallWork =
      small * inputs.number("small.time") * max(1, parts * need) * min(need, 1 / parts)
    let largeWork =
      (1 - small) * inputs.number("large.time") * inputs.number("large.gpus")
      * inputs.number("large.use")
    return inputs.number("jobs") * (smallWork + largeWork)
      / (inputs.number("nodes") * inputs.number("gpus"))
  }

  /// How long the queue takes to forget how it began, in seconds; infinite where it grows for ever.
  ///
  /// A busy queue is a Brownian motion that is reflected where nothing waits, of drift θ = 1 − ρ and of variance
  /// σ² = Σ λ·E[S²]·w² a second, where a job holds a share w of all there is for a time S. What is left of its start
  /// falls as exp(−t·θ²/2σ²) or faster (Abate and Whitt, Advances in Applied Probability 19, 1987). Gangs queue for
  /// the places that are wide enough for one as well as for GPUs: the slower of both counts.
  package static func settlingTime(_ inputs: Inputs) -> Double {
    let small = inputs.number("small.share")
    let sharing = GPUSharing(inputs)
    let gpus = inputs.number("nodes") * inputs.number("gpus")
    let slowed = sharing.slowdown(use: inputs.number("small.use"))
    let smallSquare = secondMoment(inputs.law("small.time")) * slowed * slowed
    let largeSquare = secondMoment(inputs.law("large.time"))
    let (smallPart, largePart) = (
      1 / Double(sharing.places) / gpus, inputs.number("large.gpus") / gpus
    )
    let largeRate = inputs.number("jobs") * (1 - small)
    let whole = settlingTime(
      load: offered(inputs),
      variance: inputs.number("jobs") * small * smallSquare * smallPart * smallPart
        + largeRate * largeSquare * largePart * largePart)
    let places = gangPlaces(inputs)
    guard largeRate > 0, places > 0 else { return whole }
    let gangs = settlingTime(
      load: largeRate * inputs.number("large.time") / places,
      variance: largeRate * largeSquare / (places * places))
    return max(whole, gangs)
  }

  private static func settlingTime(load: Double, variance: Double) -> Double {
    load < 1 ? 2 * variance / ((1 - load) * (1 - load)) : .infinity
  }

  private static func secondMoment(_ law: Law?) -> Double {
    law.map { $0.mean * $0.mean * (1 + $0.scv) } ?? 0
  }

  /// How many gangs the cluster holds at once, at most.
  private static func gangPlaces(_ inputs: Inputs) -> Double {
    let (nodes, gpus) = (inputs.number("nodes"), inputs.number("gpus"))
    let width = inputs.number("large.gpus")
    return width <= gpus
      ? nodes * (gpus / width).rounded(.down) : (nodes * gpus / width).rounded(.down)
  }

  /// How long a run goes on before it is measured, in seconds: three times as long as it takes to settle, after which
  /// about a hundredth of the mean queue is missing where it began with none; twice as long as what is measured at most.
  package static func warmUp(_ inputs: Inputs) -> Double {
    let horizon = inputs.number("horizon")
    return min(max(3 * settlingTime(inputs), horizon / 20), 2 * horizon)
  }

  /// What is wrong with a horizon that cannot hold the time in which the queue settles.
  static func horizonProblems(_ inputs: Inputs) -> [InputProblem] {
    let (horizon, settling) = (inputs.number("horizon"), settlingTime(inputs))
    guard 3 * settling > 2 * horizon else { return [] }
    let concerned = ["horizon", "jobs", "small.time", "large.time"]
    guard settling.isFinite else {
      return [
        InputProblem(
          .unsettled, concerned,
          "the jobs ask for all that the cluster has, or more: the queue grows for ever, and no `horizon` holds it"
        )
      ]
    }
    return [
      InputProblem(
        .unsettled, concerned,
        "a run of so short a `horizon` still shows how its queue began: at this load it takes "
          + "\(days(1.5 * settling)) days or more")
    ]
  }

  private static func days(_ seconds: Double) -> Int {
    Int(min((seconds / Time.day).rounded(.up), 1e9))
  }

  /// How many kinds of jobs there are.
  static func kinds(_ inputs: Inputs) -> Int {
    [inputs.number("small.share"), 1 - inputs.number("small.share")].count { $0 > 0 }
  }

  static func replicate(_ inputs: Inputs, _ replication: Replication) -> Observations {
    let warmUp = warmUp(inputs)
    let length = warmUp + inputs.number("horizon")
    let start = Ticks(seconds: warmUp, resolution: .microsecond)
    let end = Ticks(seconds: length, resolution: .microsecond)
    var run = Simulation(GPUClusterModel(inputs, replication, length: length))
    run.model.begin(&run.effects)
    var path = RunPath(warmUp: warmUp / length)
    for window in 1...RunPath.windows {
      if window - 1 == path.measuredFrom { run.model.startMeasuring(at: start) }
      let share = Double(window) / Double(RunPath.windows)
      run.run(
        until: window == path.measuredFrom
          ? start : Ticks(seconds: length * share, resolution: .microsecond))
      path.add(run.model.present)
    }
    run.run(until: end)
    return Observations(
      run.model.result(at: end), trace: run.trace, path: path, controls: run.model.offered.controls)
  }
}
