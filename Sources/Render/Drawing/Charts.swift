import Model
import Quantities

/// Numbers on a chart's axis: a unit's symbol and scale, and enough digits to tell them apart.
struct AxisUnit: Sendable {
  let unit: Unit
  let symbol: String

  var scale: Double { unit.scale }

  func label(_ value: Double, step: Double) -> String {
    let digits = places(forStep: step / scale)
    return withMinus(decimal(value / scale, places: digits))
  }

  /// Values that are round in this unit.
  func ticks(from lower: Double, to upper: Double, count: Int) -> [Double] {
    SVG.ticks(from: lower / scale, to: upper / scale, count: count).map { $0 * scale }
  }

  private func places(forStep step: Double) -> Int {
    guard step > 0, step.isFinite else { return 3 }
    var places = 0
    var rest = step
    while rest < 0.999, places < 9 {
      rest *= 10
      places += 1
    }
    return places
  }
}

/// Where values lie on an axis: what is claimed and what the evidence says, with some room around.
private struct ValueScale {
  let lower: Double
  let upper: Double
  private let left: Double
  private let length: Double

  init?(_ values: [Double?], from left: Double, length: Double) {
    let finite = values.compactMap { $0 }.filter(\.isFinite)
    guard let least = finite.min(), let most = finite.max() else { return nil }
    let span = most > least ? most - least : max(most.magnitude * 0.1, 1e-9)
    lower = least < 0 ? least - span * 0.15 : max(0, least - span * 0.15)
    upper = most + span * 0.15
    self.left = left
    self.length = length
  }

  /// The coordinate of a value; that of the nearer end for one beyond the axis.
  func callAsFunction(_ value: Double) -> Double {
    left + length * (min(max(value, lower), upper) - lower) / (upper - lower)
  }
}

/// Charts are as wide as a phone's screen nearly is, so that they need no scrolling anywhere.
private let chartWidth = 400.0

/// What a claim allows and what the evidence says, on one axis.
func intervalChart(
  id: String, claimed: Interval, evidence: Interval, estimate: Double?, unit: AxisUnit,
  language: Language, description: String
) -> HTML {
  let left = 66.0
  let right = chartWidth - 16
  guard
    let x = ValueScale(
      [claimed.lower, claimed.upper, evidence.lower, evidence.upper, estimate], from: left,
      length: right - left)
  else { return HTML() }
  var html = SVG.chart(
    id: id, width: chartWidth, height: 138, title: language(.evidenceInterval),
    description: description)
  let ticks = unit.ticks(from: x.lower, to: x.upper, count: 4)
  let step = ticks.count > 1 ? ticks[1] - ticks[0] : x.upper - x.lower
  for tick in ticks {
    html += """
      <path class="grid" d="M\(x(tick)) 16V96"/><text class="small" text-anchor="middle" \
      x="\(x(tick))" y="114">\(unit.label(tick, step: step))</text>

      """
  }
  html += """
    <path class="axis" d="M\(left) 96H\(right)"/>
    <text class="small" text-anchor="end" x="\(right)" y="132">\(unit.symbol)</text>
    <text x="0" y="41">\(language(.claimed))</text>
    <text x="0" y="79">\(language(.judgedBy))</text>
    <rect class="region" x="\(x(claimed.lower))" y="22" \
    width="\(max(2, x(claimed.upper) - x(claimed.lower)))" height="66"/>
    <rect class="holds" x="\(x(claimed.lower))" y="33" \
    width="\(max(2, x(claimed.upper) - x(claimed.lower)))" height="7"/>
    <path class="whisker" d="M\(x(evidence.lower)) 67v16M\(x(evidence.lower)) 75\
    H\(x(evidence.upper))M\(x(evidence.upper)) 67v16"/>

    """
  if let estimate {
    html += "<circle class=\"dot\" cx=\"\(x(estimate))\" cy=\"75\" r=\"5\"/>\n"
  }
  html.raw("</svg>")
  return html
}

/// The same in the height of a line, without numbers or a name: they stand beside it.
func intervalStrip(claimed: Interval, evidence: Interval) -> HTML {
  guard
    let x = ValueScale(
      [claimed.lower, claimed.upper, evidence.lower, evidence.upper], from: 2, length: 236)
  else { return HTML() }
  let (from, to) = (x(claimed.lower), x(claimed.upper))
  let (lower, upper) = (x(evidence.lower), x(evidence.upper))
  var html: HTML = """
    <svg class="strip" aria-hidden="true" viewBox="0 0 240 24" width="240" height="24"><rect \
    class="region" x="\(from)" y="1" width="\(max(2, to - from))" height="22"/>\
    <path class="axis" d="M2 12H238"/><path class="mark" d="
    """
  for limit in [claimed.lower, claimed.upper] where limit.isFinite {
    html += "M\(x(limit)) 1V23"
  }
  html += """
    "/><path class="whisker" d="M\(lower) 6v12M\(lower) 12H\(upper)M\(upper) 6v12"/>
    """
  if lower == upper { html += "<circle class=\"dot\" cx=\"\(lower)\" cy=\"12\" r=\"4\"/>" }
  html.raw("</svg>")
  return html
}

/// The results of the replications as columns, with the claim's limits marked.
func histogramChart(
  id: String, _ histogram: SimulationRecord.Histogram, claimed: Interval, unit: AxisUnit,
  language: Language, description: String
) -> HTML {
  let edges = histogram.edges
  guard let first = edges.first, let last = edges.last, last > first,
    histogram.counts.count + 1 == edges.count, let highest = histogram.counts.max(), highest > 0
  else { return HTML() }
  let height = 200.0
  let base = height - 44
  let (left, right) = (36.0, chartWidth - 16)
  func x(_ value: Double) -> Double { left + (right - left) * (value - first) / (last - first) }

  var html = SVG.chart(
    id: id, width: chartWidth, height: height, title: language(.histogram),
    description: description)
  if claimed.upper > first, claimed.lower < last {
    let from = x(max(claimed.lower, first))
    html += """
      <rect class="region" x="\(from)" y="10" width="\(max(1, x(min(claimed.upper, last)) - from))" \
      height="\(base - 10)"/>

      """
  }
  for (index, count) in histogram.counts.enumerated() where count > 0 {
    let barHeight = max(1, (base - 20) * Double(count) / Double(highest))
    html += """
      <rect class="bar" x="\(x(edges[index]) + 0.5)" y="\(base - barHeight)" \
      width="\(max(1, x(edges[index + 1]) - x(edges[index]) - 1))" height="\(barHeight)"/>

      """
  }
  for limit in [claimed.lower, claimed.upper] where limit > first && limit < last {
    html += "<path class=\"mark\" d=\"M\(x(limit)) 10V\(base)\"/>\n"
  }
  let ticks = unit.ticks(from: first, to: last, count: 4)
  let step = ticks.count > 1 ? ticks[1] - ticks[0] : last - first
  for tick in ticks {
    html += """
      <text class="small" text-anchor="middle" x="\(x(tick))" y="\(base + 18)">\
      \(unit.label(tick, step: step))</text>

      """
  }
  html += """
    <path class="axis" d="M\(left) \(base)H\(right)"/>
    <text class="small" text-anchor="end" x="\(right)" y="\(height - 6)">\(unit.symbol)</text>
    <text class="small" text-anchor="end" x="\(left - 4)" y="24">\(highest)</text></svg>
    """
  return html
}

/// Elasticities as bars to the left and right of nought, each under its name, the strongest first.
func tornadoChart(
  id: String, _ bars: [(label: String, value: Double)], language: Language, description: String
) -> HTML {
  // What changes nothing has no bar: the table under the chart has it.
  let sorted = bars.filter { $0.value.isFinite && $0.value.magnitude >= 5e-4 }
    .sorted { $0.value.magnitude > $1.value.magnitude }
  guard let strongest = sorted.first?.value.magnitude, strongest > 0 else { return HTML() }
  let row = 40.0
  let height = row * Double(sorted.count) + 26
  // Only the sides that there are bars on have room.
  let (hasLeft, hasRight) = (
    sorted.contains { $0.value < 0 }, sorted.contains { $0.value >= 0 }
  )
  let room = 52.0
  let (left, right) = (hasLeft ? room : 2.0, chartWidth - (hasRight ? room : 2))
  let zero = hasLeft ? (hasRight ? (left + right) / 2 : right) : left
  let half = hasLeft && hasRight ? (right - left) / 2 : right - left

  var html = SVG.chart(
    id: id, width: chartWidth, height: height, title: language(.sensitivity),
    description: description)
  for (index, bar) in sorted.enumerated() {
    let y = Double(index) * row
    let length = half * bar.value.magnitude / strongest
    let label = TextMetrics.lines(bar.label, width: chartWidth - 4, size: 12)[0]
    let x = bar.value < 0 ? zero - length : zero
    let textX = bar.value < 0 ? x - 5 : x + length + 5
    html += """
      <text class="name" x="0" y="\(y + 14)">\(label)</text>\
      <path class="axis" d="M\(zero) \(y + 18)V\(y + 34)"/>\
      <rect class="bar\(bar.value < 0 ? " negative" : "")" \
      x="\(x)" y="\(y + 20)" width="\(max(1, length))" height="12" rx="2"/>\
      <text class="small" text-anchor="\(bar.value < 0 ? "end" : "start")" x="\(textX)" \
      y="\(y + 30)">\(signed(bar.value, digits: 2))</text>

      """
  }
  let anchor = zero > chartWidth - 60 ? "end" : zero < 60 ? "start" : "middle"
  html += """
    <text class="small" text-anchor="\(anchor)" x="\(zero)" y="\(height - 6)">%</text></svg>
    """
  return html
}

/// A figure with so many significant digits, in print's own minus sign.
func signed(_ value: Double, digits: Int) -> String {
  withMinus(significant(value, digits: digits))
}

private func withMinus(_ figure: String) -> String { figure.replacing("-", with: "−") }

/// How many claims have which verdict, as one bar with its legend.
///
/// The parts of the bar lead where the legend does, for a pointer; the keyboard has the legend.
func verdictBar(_ counts: [Verdict: Int], language: Language, link: (Verdict) -> String?) -> HTML {
  var bar: HTML = "<div class=\"verdict-bar\" aria-hidden=\"true\">"
  var legend: HTML = "<ul class=\"legend\">"
  for verdict in Verdict.allCases {
    guard let count = counts[verdict], count > 0 else { continue }
    let part: HTML =
      "class=\"\(verdict.rawValue)\" style=\"flex-grow:\(count)\""
    let badge: HTML =
      "<span aria-hidden=\"true\">\(verdict.sign)</span> \(language(verdict.label)) \(grouped(count))"
    if let href = link(verdict) {
      bar += "<a \(part) href=\"\(href)\" tabindex=\"-1\">\(grouped(count))</a>"
      legend += "<li><a class=\"verdict \(verdict.rawValue)\" href=\"\(href)\">\(badge)</a></li>"
    } else {
      bar += "<span \(part)>\(grouped(count))</span>"
      legend += "<li><span class=\"verdict \(verdict.rawValue)\">\(badge)</span></li>"
    }
  }
  bar.raw("</div>\n")
  legend.raw("</ul>\n")
  return bar + legend
}
