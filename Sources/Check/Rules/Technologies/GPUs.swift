import Catalog
import Diagnostics
import Model
import Quantities

extension Rule {
  /// Checks MIG profiles against the GPU that is to be cut.
  static let migProfile = Rule(
    "mig-profile", .error, "这种 GPU 没有这样的 MIG 切法", "MIG profile that the GPU does not have",
    """
    A GPU is cut by the profiles that its model has, and into seven slices of compute at most.

        ├─ NVIDIA A100 80GB (MIG 1g.5gb × 7)        <- the 80 GB card has 1g.10gb
        └─ NVIDIA A100 40GB (MIG 3g.20gb + 4g.20gb + 1g.5gb)        <- eight slices

    The profiles are the catalog's, with their sources; where nobody has checked them, a warning.
    """
  ) { collection, reporter in
    for design in collection.designs {
      let models = Set(design.places.flatMap(\.technologies)).filter {
        collection.catalog[$0]?.limits.contains { $0.name.hasPrefix("mig-profiles") } ?? false
      }
      guard !models.isEmpty else { continue }
      for place in design.places {
        let profiles = migProfiles(in: place.text)
        guard !profiles.isEmpty else { continue }
        let named = models.intersection(place.technologies)
        guard let id = named.count == 1 ? named.first : (models.count == 1 ? models.first : nil),
          let gpu = collection.catalog[id]
        else { continue }
        let all = gpu.limits.filter { $0.name.hasPrefix("mig-profiles") }
        let fitting = all.filter { limit in
          guard let size = limit.name.split(separator: "-").last, size.hasSuffix("gb") else {
            return true
          }
          return place.text.lowercased().filter { $0 != " " }.holds(String(size))
        }
        let limits = fitting.isEmpty ? all : fitting
        let known = Set(limits.flatMap(\.values))
        let isChecked = limits.allSatisfy {
          collection.catalog.sources[$0.source].map { $0.grade != .memory } ?? false
        }
        if let wrong = profiles.first(where: { !known.contains($0.name) }) {
          let list = known.sorted().joined(separator: ", ")
          reporter.report(
            "a GPU is cut by the profiles of its model, and \(gpu.name) has no \(wrong.name)",
            at: place.span, severity: isChecked ? nil : .warning, notes: [.init("it has \(list)")])
          continue
        }
        let slices = profiles.reduce(0) { $0 + $1.slices * $1.count }
        let isOneGPU = place.text.contains("+") || profiles.count == 1 && profiles[0].count > 1
        guard isOneGPU, slices > 7 else { continue }
        reporter.report(
          "a GPU has seven slices of compute, and these profiles take \(slices)", at: place.span)
      }
    }
  }

  /// Multiplies nodes by cards and compares the total.
  static let deviceTotal = Rule(
    "device-total", .warning, "卡的总数与节点数不符", "Total of cards that does not fit the nodes",
    """
    A stated total of cards must be the nodes times the cards of each.

        GPU节点 (50节点, 共300卡)
        └─ NVIDIA A100 (8卡/节点)        <- 50 × 8 = 400

    Judged where the total stands at the cards or at something that holds them.
    """
  ) { collection, reporter in
    for document in collection.examinedDocuments {
      for architecture in document.architectures where architecture.kind == .architecture {
        for (index, component) in architecture.components.enumerated() {
          guard let count = component.count, count.comparator == .equal, isDevice(count.dimension),
            let product = architecture.total(of: index), product != count.value, product < 1e12
          else { continue }
          var holder: Int? = index
          while let place = holder {
            let holding = architecture.components[place]
            holder = holding.parent
            guard let total = statedTotal(holding), total.value.comparator == .equal,
              total.value.value != product, total.value.value != count.value
            else { continue }
            reporter.report(
              "a total of cards is the nodes times the cards of each: \(Int(product)), not "
                + format(total.value, .en),
              at: total.span, notes: [.init("so many in each", at: component.span)])
            break
          }
        }
      }
    }
  }
}

private func isDevice(_ dimension: Dimension) -> Bool {
  dimension == .count(of: "卡") || dimension == .count(of: "GPU")
}

/// The number of devices that a component's text calls a total.
private func statedTotal(_ component: Component) -> Located<Quantity>? {
  let offset = component.span.start
  let bytes = Array(component.text.utf8)
  return component.quantities.first { located in
    guard isDevice(located.value.dimension) else { return false }
    let end = located.span.start - offset
    guard end > 0, end <= bytes.count else { return false }
    let lead = String(decoding: bytes[max(0, end - 12)..<end], as: UTF8.self)
    return totals.occurInAnyCase(in: lead)
  }
}

private let totals: Words = ["共", "总", "合计", "total"]

private struct MIGProfile {
  let name: String
  let slices: Int
  var count = 1
}

/// The profiles that a text names, `1g.5gb`, with their numbers, `× 7`.
private func migProfiles(in text: String) -> [MIGProfile] {
  guard text.holds("g.") || text.holds("G.") else { return [] }
  let pattern =
    /(?:(\d{1,4})\s{0,4}[×x\*]\s{0,4})?\b(\d)g\.(\d{1,4})gb(?:\+me)?(?:\s{0,4}[×x\*]\s{0,4}(\d{1,4}))?/
  return text.lowercased().matches(of: pattern).map { match in
    MIGProfile(
      name: "\(match.2)g.\(match.3)gb", slices: Int(match.2) ?? 0,
      count: (match.1 ?? match.4).flatMap { Int($0) } ?? 1)
  }
}
