import Model
import Quantities
import Simulate
import Systems

extension Calculator {
  /// What is decided by order and rules alone: events of a simulation, flows between zones.
  static let ordering: [Calculator] = [eventOrder, segmentation]

  // MARK: Events

  private static let eventOrder = Calculator(
    "event-order", "事件的执行顺序", "order of events", "events=A@2,B@1,C@1,D@1:-1",
    formula: "by time, then priority (lower first), then in the order in which they were scheduled",
    source: "the kernel's total order (time, priority, sequence); SimPy core.py has the same",
    [
      Parameter(
        "events", "名称@时刻[:优先级]，以逗号分隔，按安排的先后", "name@time[:priority], by commas, as scheduled", nil)
    ]
  ) { arguments throws(SolveError) in
    let events = try scheduled(arguments.text("events"))
    var simulation = Simulation(Silent())
    for (index, event) in events.enumerated() {
      simulation.schedule(
        Silent.Event(index: index), at: Ticks(seconds: event.time),
        priority: Priority(rawValue: UInt8(128 + event.priority)))
    }
    let order = simulation.transcript(limit: events.count).map(\.event.index)
    return [
      Figure(
        "order", "执行顺序", "order of execution", Double(order.count), .number,
        text: order.map { events[$0].name }.joined(separator: ", "))
    ]
  }

  /// A model in which events happen, and nothing follows from them.
  private struct Silent: DiscreteModel {
    struct Event: SimulationEvent {
      let index: Int
      var traceWord: UInt64 { UInt64(index) }
    }

    mutating func handle(_ event: Event, _ effects: inout Effects<Event>) {}
  }

  /// `A@2,B@1:-1`, or prose in which each time follows the names that it is of: `A,B (prio 2) scheduled for t=1`.
  private static func scheduled(
    _ text: String
  ) throws(SolveError) -> [(name: String, time: Double, priority: Int)] {
    let form = /([A-Za-z_]\w*)@(\d+\.?\d*)(?::(-?\d+))?/
    let item = /([A-Z]\w*) ?(?:\(prio(?:rity)? ?(-?\d+)\))?|t ?= ?(\d+\.?\d*)/
    var events: [(name: String, time: Double, priority: Int)] = []
    let parts = text.split(separator: ",").map { $0.filter { $0 != " " } }
    let typed = parts.compactMap { $0.wholeMatch(of: form)?.output }
    if typed.count == parts.count {
      events = typed.map { (String($0.1), Double($0.2) ?? 0, $0.3.flatMap { Int($0) } ?? 0) }
    } else {
      var untimed = 0
      for found in text.matches(of: item).map(\.output) {
        if let name = found.1 {
          events.append((String(name), 0, found.2.flatMap { Int($0) } ?? 0))
          untimed += 1
        } else if let time = found.3.flatMap({ Double($0) }) {
          for index in events.indices.suffix(untimed) { events[index].time = time }
          untimed = 0
        }
      }
      if untimed > 0 { events = [] }
    }
    guard !events.isEmpty, events.count <= 10_000,
      events.allSatisfy({ $0.time < 1e9 && (-128...127).contains($0.priority) })
    else { throw SolveError("`events` is like `A@2,B@1:-1`, with priorities from -128 to 127") }
    return events
  }

  // MARK: Flows

  private static let segmentation = Calculator(
    "segmentation", "网络分段规则", "rules of a segmented network",
    "rules=allow:web->app:8080,allow:app->db:5432 flow=web->db:5432",
    formula: "the first rule that fits decides, else `default`; a chain by breadth-first search",
    source: "first-match firewalls; with allowing rules alone, Kubernetes NetworkPolicy",
    [
      Parameter(
        "rules", "allow 或 deny、来源->去向[:端口]，以逗号分隔，* 为任意",
        "allow or deny from->to[:port], by commas, `*` for any", nil, aka: "policy policies allow"),
      Parameter(
        "flow", "所问的流 来源->去向[:端口]", "the flow asked for, from->to[:port]", nil, aka: "query"),
      Parameter(
        "default", "无规则时：deny 或 allow", "where no rule fits", nil, default: "deny",
        aka: "defaultaction"),
    ]
  ) { arguments throws(SolveError) in
    let isOpen = try arguments.choice("default", ["deny": false, "allow": true])
    var rules: [FlowRule] = []
    for part in arguments.text("rules").split(separator: ",") {
      guard let rule = FlowRule(part) else {
        throw SolveError("`rules` is like `allow web->app:8080`, which `\(part)` is not")
      }
      rules.append(rule)
    }
    guard rules.count <= 2_000, let asked = FlowRule(arguments.text("flow")[...]) else {
      throw SolveError("`flow` is like `web->db:5432`")
    }
    func isAllowed(_ source: String, _ target: String, _ port: String) -> Bool {
      rules.first { $0.fits(source, target, port) }?.isAllowing ?? isOpen
    }
    let zones = Set(([asked] + rules).flatMap { [$0.source, $0.target] }).subtracting(["*"])
    let ports = Set(([asked] + rules).map(\.port))
    var next: [String: [String]] = [:]
    for source in zones {
      next[source] = zones.sorted().filter { target in
        target != source && ports.contains { isAllowed(source, target, $0) }
      }
    }
    let direct = isAllowed(asked.source, asked.target, asked.port)
    let decided = rules.first { $0.fits(asked.source, asked.target, asked.port) }?.text
    let path = Segmentation.path(from: asked.source, to: asked.target, next, chains: true)
    return [
      Figure("allowed", "是否直接放行", "allowed directly", direct),
      Figure("rule", "起作用的规则", "what decides", 1, .number, text: decided ?? "the default"),
      Figure(
        "reachable", "经跳转可达", "reachable by a chain of flows", path == nil ? 0 : 1, .number,
        text: path.map { "yes: " + $0.joined(separator: " → ") } ?? "no"),
    ]
  }

  /// A rule on flows, `allow web->app:8080`; without a word before it, it allows.
  private struct FlowRule {
    let text: String
    var isAllowing = true
    let source: String
    let target: String

    /// `*` where any port is meant.
    let port: String

    init?(_ rule: Substring) {
      text = rule.filter { $0 != " " }
      var plain = text[...]
      for (word, allows) in [("allow", true), ("deny", false)] where plain.hasPrefix(word) {
        isAllowing = allows
        plain = plain.dropFirst(word.count).drop { $0 == ":" }
      }
      guard let found = plain.wholeMatch(of: /([^:>]+)->([^:>]+)(?::([^:]+))?/)?.output else {
        return nil
      }
      (source, target, port) = (String(found.1), String(found.2), found.3.map(String.init) ?? "*")
    }

    func fits(_ source: String, _ target: String, _ port: String) -> Bool {
      [(self.source, source), (self.target, target), (self.port, port)].allSatisfy {
        $0.0 == "*" || $0.0 == $0.1
      }
    }
  }
}
