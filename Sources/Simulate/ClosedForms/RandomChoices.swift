import Glibc

/// Exponential servers with queues of their own, where each arrival joins the shortest of few drawn at random.
///
/// Source: Vvedenskaya, Dobrushin and Karpelevich 1996; Mitzenmacher, IEEE TPDS 12(10), 2001: the limit of many servers.
package enum RandomChoices {
  /// The mean sojourn in mean services, of a load below 1: Σ ρ^((dⁱ − d)/(d − 1)) over i from 1 on.
  package static func meanSojourn(load: Double, choices: Double) -> Double {
    guard choices > 1 else { return 1 / (1 - load) }
    guard load > 0 else { return 1 }
    var (sum, exponent) = (0.0, 0.0)
    // (dⁱ⁺¹ − d)/(d − 1) is d times the one before, and d.
    while case let term = pow(load, exponent), term > 1e-18 {
      sum += term
      exponent = choices * exponent + choices
    }
    return sum
  }
}
