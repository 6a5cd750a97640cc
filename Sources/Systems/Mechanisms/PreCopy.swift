import Glibc

/// Memory that moves to another host while its machine goes on writing: in rounds, each of what was written during
/// the last.
///
/// Round i sends M·ρⁱ, ρ being what is written in a time over what the network sends in it, until what is left fits
/// the time for which the machine may stand still: n = ⌈ln(pause·B ÷ M) ÷ ln ρ⌉ rounds, which take
/// M/B·(1 − ρⁿ)/(1 − ρ), and then M·ρⁿ with the machine at a standstill (Clark et al., Live migration of virtual
/// machines, NSDI 2005). Where as much is written as is sent, it never comes to that: its figures are infinite.
/// Oracle: the rounds one by one.
struct PreCopy {
  private let memory: Double
  private let bandwidth: Double
  private let written: Double
  private let pause: Double

  static let parameters = ["vm.memory", "vm.dirty", "vmotion.bandwidth", "vmotion.pause"]

  /// Nil where not all of it is given.
  init?(_ inputs: Inputs) {
    guard let memory = inputs.optional("vm.memory"), let dirty = inputs.optional("vm.dirty"),
      let bandwidth = inputs.optional("vmotion.bandwidth"),
      let pause = inputs.optional("vmotion.pause"), bandwidth > 0
    else { return nil }
    self.memory = memory
    self.bandwidth = bandwidth
    self.pause = pause
    written = dirty / bandwidth
  }

  /// The rounds before the last stop; infinite where there are always more.
  var rounds: Double {
    let fits = pause * bandwidth / memory
    guard fits < 1 else { return 0 }
    guard written < 1, fits > 0 || written == 0 else { return .infinity }
    guard written > 0 else { return 1 }
    // What is left after the last round may fit to the bit.
    return (log(fits) / log(written) - 1e-12).rounded(.up)
  }

  /// How long the machine stands still at the end.
  var standstill: Double {
    rounds.isFinite ? memory / bandwidth * pow(written, rounds) : .infinity
  }

  /// From the first page until the machine runs on the other host.
  var duration: Double {
    guard rounds.isFinite else { return .infinity }
    return memory / bandwidth * (1 - pow(written, rounds)) / (1 - written) + standstill
  }

  /// What goes over the network.
  var traffic: Double { duration * bandwidth }
}
