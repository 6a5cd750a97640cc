import Model
import Quantities
import Simulate
import Systems
import Testing

@Suite struct DeclarationTests {
  @Test("names are unique, in kebab-case, and documented in both languages")
  func names() {
    let systems = SystemDefinition.all
    #expect(Set(systems.map(\.name)).count == systems.count)
    for system in systems {
      #expect(Set(system.parameters.map(\.name)).count == system.parameters.count, "\(system.name)")
      #expect(Set(system.outputs.map(\.name)).count == system.outputs.count, "\(system.name)")
      #expect(!system.outputs.isEmpty && !system.mechanisms.isEmpty)
      for parameter in system.parameters {
        #expect(!parameter.documentation.zh.isEmpty)
        #expect(!parameter.documentation.en.isEmpty)
        #expect(parameter.name == parameter.name.lowercased())
      }
    }
  }

  @Test("an answer measures metrics that are known, those of its own name among them")
  func measures() {
    for system in SystemDefinition.all {
      for output in system.outputs {
        let metrics = output.measure.metrics
        #expect(metrics.allSatisfy { Metric.named($0) != nil }, "\(system.name) \(output.name)")
        for label in [output.label.zh, output.label.en] {
          let bytes = Array(label.utf8)
          for mention in MetricNames.shared.mentions(in: bytes, 0..<bytes.count)
          where mention.metric.accepts(output.dimension) && mention.range == 0..<bytes.count {
            #expect(
              metrics.contains(mention.metric.id),
              "\(system.name) \(output.name): \(mention.metric.id)")
          }
        }
      }
    }
  }

  @Test("statistics are named as people and programs know them")
  func statistics() {
    #expect(Measure.Statistic.quantile(0.999).name == "p99.9")
    #expect(Measure.Statistic.quantile(0.99).label.en == "P99 quantile")
    #expect(Measure.Statistic.quantile(0.5).label.zh == "中位数")
    #expect(Measure.Statistic.worst.name == "worst")
  }

  @Test("a system that simulates an output can replicate, and one that only computes need not")
  func replicates() {
    for system in SystemDefinition.all {
      #expect((system.replicate == nil) == system.simulatedOutputs.isEmpty, "\(system.name)")
    }
  }

  @Test("examples are quantities of their parameter, inside its range")
  func examples() {
    for system in SystemDefinition.all {
      for parameter in system.parameters where parameter.dimension != nil {
        for part in parameter.example.split(separator: ";") {
          let words = part.split(separator: " ").map(String.init)
          let text =
            parameter.fields.contains(words.first ?? "")
            ? words.dropFirst().joined(separator: " ") : words.joined(separator: " ")
          let quantity = parseQuantity(text)
          #expect(quantity != nil, "\(system.name) \(parameter.name): \(text)")
          if let quantity, parameter.example.split(separator: ";").count == 1 {
            #expect(
              parameter.range.contains(quantity.value), "\(system.name) \(parameter.name): \(text)")
          }
        }
      }
    }
  }

  @Test("a parameter says what it takes, and between which ends")
  func domains() throws {
    let pool = SystemDefinition.cephPool
    let fill = try #require(pool.parameter("fill"))
    #expect(fill.valueTitle == "ratio" && fill.rangeTitle == "1% to 95%")
    let repair = try #require(pool.parameter("node.repair"))
    #expect(repair.valueTitle == "random time" && repair.rangeTitle == "1 min to 90 days")
    let failures = try #require(pool.parameter("disk.afr"))
    #expect(failures.typicalTitle == "0.5% to 7%" && fill.typicalTitle == nil)
    let chains = try #require(SystemDefinition.segmentedNetwork.parameter("chains"))
    #expect(chains.valueTitle == "yes, no" && chains.rangeTitle == nil)
    for parameter in SystemDefinition.all.flatMap(\.parameters) {
      #expect((parameter.rangeTitle == nil) == (parameter.dimension == nil), "\(parameter.name)")
    }
  }

  @Test("the mean and quantiles of laws agree with draws from them")
  func laws() {
    let laws: [Law] = [
      .exponential(mean: 3), .lognormal(median: 2, p95: 7), .weibull(mean: 4, shape: 0.6),
      .uniform(1, 5), .constant(2),
    ]
    for law in laws {
      let exact = (0..<20_000).map { law.quantile((Double($0) + 0.5) / 20_000) }
      let mean = exact.reduce(0, +) / 20_000
      #expect(abs(mean / law.mean - 1) < 0.01, "\(law)")
      #expect(abs(law.scaled(by: 2).mean / law.mean - 2) < 1e-12)
    }
  }
}
