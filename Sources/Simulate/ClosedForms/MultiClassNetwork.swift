/// A closed network of single-server stations with several classes of customers: exact mean value analysis.
///
/// Source: Reiser and Lavenberg, J. ACM 27 (1980): a customer of class r sees at its arrival the network with one
/// of its class less. All stations are of product form (first come with equal exponential services, or sharing).
package struct MultiClassNetwork: Sendable {
  /// Service demands by class and station, in a unit of time.
  package let demands: [[Double]]

  /// Think times by class, in that unit.
  package let thinks: [Double]

  /// What the network does with a population.
  package struct Solution: Sendable {
    /// By class, per unit of time.
    package let throughputs: [Double]

    /// By class, without thinking.
    package let responses: [Double]

    /// By station, all classes together.
    package let meanNumbers: [Double]

    /// By station.
    package let utilisations: [Double]
  }

  /// Nil where the rows are not alike, or a class would go round in no time.
  package init?(demands: [[Double]], thinks: [Double]) {
    guard let stations = demands.first?.count, stations > 0, demands.count == thinks.count,
      demands.allSatisfy({ $0.count == stations }),
      zip(demands, thinks).allSatisfy({ $0.reduce($1, +) > 0 })
    else { return nil }
    self.demands = demands
    self.thinks = thinks
  }

  /// How many populations up to `population` there are.
  package static func steps(_ population: [Int]) -> Double {
    population.reduce(1) { $0 * Double($1 + 1) }
  }

  /// O(classes · stations · Π(Nᵣ + 1)), and as much memory but for the classes.
  package func solve(population: [Int]) -> Solution {
    let (classes, stations) = (demands.count, demands[0].count)
    var strides = [1]
    for count in population { strides.append((strides.last ?? 1) * (count + 1)) }
    var numbers = [Double](repeating: 0, count: (strides.last ?? 1) * stations)
    var throughputs = [Double](repeating: 0, count: classes)
    var responses = throughputs
    for index in 0..<(strides.last ?? 1) {
      throughputs = [Double](repeating: 0, count: classes)
      responses = throughputs
      for kind in 0..<classes {
        let present = index / strides[kind] % (population[kind] + 1)
        guard present > 0 else { continue }
        let before = (index - strides[kind]) * stations
        let residence = (0..<stations).map { demands[kind][$0] * (1 + numbers[before + $0]) }
        responses[kind] = residence.reduce(0, +)
        throughputs[kind] = Double(present) / (thinks[kind] + responses[kind])
        for station in 0..<stations {
          numbers[index * stations + station] += throughputs[kind] * residence[station]
        }
      }
    }
    let utilisations = (0..<stations).map { station in
      (0..<classes).reduce(0) { $0 + throughputs[$1] * demands[$1][station] }
    }
    return Solution(
      throughputs: throughputs, responses: responses, meanNumbers: numbers.suffix(stations),
      utilisations: utilisations)
  }
}
