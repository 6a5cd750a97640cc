/// Little's law, L = λW, solved for each of the three (Oper. Res. 9(3), 1961).
package enum LittlesLaw {
  /// The mean number inside, from the rate and the mean time inside: outstanding requests from IOPS and
  /// latency.
  package static func number(rate: Double, time: Double) -> Double { rate * time }

  /// The rate that a number inside sustains: IOPS from queue depth and latency.
  package static func rate(number: Double, time: Double) -> Double { number / time }

  /// The mean time inside that a rate allows: the longest latency for IOPS at a queue depth.
  package static func time(number: Double, rate: Double) -> Double { number / rate }
}
