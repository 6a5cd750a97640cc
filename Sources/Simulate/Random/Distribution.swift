/// A probability law, in whatever unit its parameters have.
///
/// Parameters that make no sense (a negative mean, a shape of zero) are not rejected here: whoever
/// reads them from a document reports that. `isValid` says whether sampling means anything.
package indirect enum Distribution: Sendable, Hashable {
  case deterministic(Double)
  case uniform(Double, Double)
  case exponential(mean: Double)
  case normal(mean: Double, deviation: Double)
  /// exp(N(mu, sigma²)).
  case lognormal(mu: Double, sigma: Double)
  case weibull(shape: Double, scale: Double)
  case gamma(shape: Double, scale: Double)
  /// The sum of `stages` exponentials.
  case erlang(stages: Int, mean: Double)
  /// A mixture of exponentials; probabilities and means of equal count.
  case hyperexponential([Branch])
  /// P(X > x) = (minimum / x)^shape.
  case pareto(shape: Double, minimum: Double)
  /// One with the probability, else zero.
  case bernoulli(Double)
  case poisson(mean: Double)
  /// Ranks 1 … count with weights rank^−exponent.
  case zipf(count: Int, exponent: Double)
  /// Values with weights, which need not add up to one.
  case discrete([Branch])
  /// Observed values, each as likely as the others.
  case empirical([Double])
  /// Conditioned on lying in the closed interval.
  case truncated(Distribution, from: Double, to: Double)
  /// A constant added.
  case shifted(Distribution, by: Double)

  /// A value (or a mean) with its weight.
  package struct Branch: Sendable, Hashable {
    package let weight: Double
    package let value: Double

    package init(weight: Double, value: Double) {
      self.weight = weight
      self.value = value
    }
  }
}
