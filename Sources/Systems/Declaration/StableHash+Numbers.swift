package import Diagnostics

extension StableHash {
  package mutating func combine(_ value: Double) { combine(value.bitPattern) }

  package mutating func combine(_ law: Law) {
    switch law {
    case .constant(let value):
      combine("constant")
      combine(value)
    case .exponential(let mean):
      combine("exponential")
      combine(mean)
    case .lognormal(let median, let p95):
      combine("lognormal")
      combine(median)
      combine(p95)
    case .weibull(let mean, let shape):
      combine("weibull")
      combine(mean)
      combine(shape)
    case .uniform(let lower, let upper):
      combine("uniform")
      combine(lower)
      combine(upper)
    }
  }
}
