/// The proof of isolation: which forbidden flows are possible, each with a shortest path as witness.
///
/// Breadth-first from every forbidden source: O(forbidden · (zones + rules)). Oracle: the transitive
/// closure of random rule sets by Warshall's algorithm.
package struct Segmentation: Sendable {
  private struct Flow: Sendable {
    let from: String
    let to: String

    /// A number, a range of them or a name; nil stands for any.
    let port: String?

    /// Whether a rule lets some of what is forbidden pass, as far as ports go.
    func sharesPort(with other: Flow) -> Bool {
      guard let port, let otherPort = other.port, port != otherPort else { return true }
      guard let range = Flow.range(port), let otherRange = Flow.range(otherPort) else {
        return false
      }
      return range.overlaps(otherRange)
    }

    private static func range(_ port: String) -> ClosedRange<Int>? {
      let ends = port.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
      guard ends.count <= 2, let first = ends.first ?? nil, let last = ends.last ?? nil,
        first <= last
      else { return nil }
      return first...last
    }
  }

  package let leaks: [[String]]
  private let rules: [Flow]
  private let denied: [Flow]

  init?(_ inputs: Inputs) {
    guard let allow = inputs.choice("allow"), let forbid = inputs.choice("forbid") else {
      return nil
    }
    self.init(allow: allow, forbid: forbid, chains: inputs.choice("chains") != "no")
  }

  /// Reads flows as `from->to:port`, comma-separated; nil where one is not of that form, or nothing is forbidden. A
  /// forbidden flow to a port is one whose last step may go to it, whatever the steps before it are.
  package init?(allow: String, forbid: String, chains: Bool = true) {
    guard let rules = Segmentation.flows(allow), let denied = Segmentation.flows(forbid),
      !denied.isEmpty
    else { return nil }
    self.rules = rules
    self.denied = denied
    let zones = Segmentation.zones(of: rules + denied)
    func meant(_ zone: String) -> [String] { zone == "*" ? zones : [zone] }
    func steps(_ rules: [Flow]) -> [String: [String]] {
      var next: [String: [String]] = [:]
      for rule in rules {
        for source in meant(rule.from) {
          next[source, default: []] += meant(rule.to).filter { $0 != source }
        }
      }
      return next
    }
    let next = steps(rules)
    leaks = denied.compactMap { flow in
      let last = flow.port == nil ? next : steps(rules.filter { $0.sharesPort(with: flow) })
      for source in meant(flow.from) {
        for target in meant(flow.to) where target != source {
          if let path = Segmentation.path(
            from: source, to: target, next, last: last, chains: chains)
          {
            return path
          }
        }
      }
      return nil
    }
  }

  /// How many flows are forbidden.
  package var forbidden: Int { denied.count }

  /// The zones of forbidden flows that no rule names, of which everything would be proved; and those of the
  /// rules, which may be misspelt: for one that the architecture names, or, where no rule leads there, for one
  /// that no rule leaves.
  package var doubtfulZones: [InputProblem] {
    let known = Segmentation.zones(of: rules)
    let sources = Set(rules.map(\.from))
    let targets = Set(rules.map(\.to))
    let ends = targets.subtracting(sources).subtracting(["*"]).sorted()
    let unknown = Segmentation.zones(of: denied).filter { !known.contains($0) }.map {
      InputProblem(
        .unknownName($0, known: known), ["forbid", "allow"],
        "`forbid` speaks of `\($0)`, which neither a rule of `allow` nor the architecture names")
    }
    let doubtful = known.map { zone in
      targets.contains(zone)
        ? InputProblem(
          .doubtfulName(zone, known: []), ["allow"], "the architecture does not name `\(zone)`")
        : InputProblem(
          .doubtfulName(zone, known: ends), ["allow"], "no rule of `allow` leads to `\(zone)`")
    }
    return unknown + doubtful
  }

  private static func zones(of flows: [Flow]) -> [String] {
    Set(flows.flatMap { [$0.from, $0.to] }).subtracting(["*"]).sorted()
  }

  private static func flows(_ text: String) -> [Flow]? {
    var flows: [Flow] = []
    for part in text.split(whereSeparator: { $0 == "," || $0 == "，" || $0 == ";" || $0 == "\n" }) {
      let ends = part.replacing("→", with: "->").replacing("->", with: "\u{1}")
        .split(separator: "\u{1}").map { trimmed($0) }
      guard ends.count == 2, !ends[0].isEmpty else { return nil }
      let parts = ends[1].split(omittingEmptySubsequences: false) { $0 == ":" || $0 == "：" }
        .map { trimmed($0) }
      guard parts.count <= 2, !parts.contains("") else { return nil }
      flows.append(
        Flow(from: ends[0], to: parts[0], port: parts.count > 1 && parts[1] != "*" ? parts[1] : nil)
      )
    }
    return flows
  }

  private static func trimmed(_ text: some StringProtocol) -> String {
    var text = Substring(text)
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }

  /// A shortest chain of flows from one zone to another, both ends included, whose last step is one of `last`, or any of
  /// them where that is not given; nil where there is none.
  package static func path(
    from source: String, to target: String, _ next: [String: [String]],
    last: [String: [String]]? = nil, chains: Bool
  ) -> [String]? {
    let last = last ?? next
    guard chains else { return last[source]?.contains(target) == true ? [source, target] : nil }
    var before: [String: String] = [:]
    var queue = [source]
    var head = 0
    while head < queue.count {
      let zone = queue[head]
      head += 1
      for other in next[zone] ?? [] where other != source && before[other] == nil {
        guard other == target else {
          before[other] = zone
          queue.append(other)
          continue
        }
        guard last[zone]?.contains(target) == true else { continue }
        before[target] = zone
        var path = [target]
        while let last = path.last, let previous = before[last] { path.append(previous) }
        return path.reversed()
      }
    }
    return nil
  }
}
