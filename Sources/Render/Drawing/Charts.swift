import Model
import Quantities

/// Numbers on a chart's axis: a unit's symbol and scale, and enough digits to tell them apart.
struct AxisUnit: Sendable {
  let unit: Unit
  let symbol: String

  var scale: Double { unit.scale }

  func label(_ value: Double, step: Double) -> String {
    let digits = places(forStep: step / scale)
    return decimal(value / scale, places: digits)
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

/// What a claim allows and what the evidence says, on one axis.
func intervalChart(
  id: String, claimed: Interval, evidence: Interval, estimate: Double?, unit: AxisUnit,
  language: Language, description: String
) -> HTML {
  let finite = [claimed.lower, claimed.upper, evidence.lower, evidence.upper, estimate]
    .compactMap { $0 }.filter(\.isFinite)
  guard let least = finite.min(), let most = finite.max() else { return HTML() }
  let span = most > least ? most - least : max(most.magnitude * 0.1, 1e-9)
  let lower = least - span * 0.15
  let upper = most + span * 0.15
  let width = 640.0
  let left = 110.0
  let plot = width - left - 24
  func x(_ value: Double) -> Double {
    left + plot * (min(max(value, lower), upper) - lower) / (upper - lower)
  }

  var html = SVG.open(
    id: id, width: width, height: 138, title: language(.evidenceInterval), description: description)
  let ticks = SVG.ticks(from: lower, to: upper, count: 5)
  let step = ticks.count > 1 ? ticks[1] - ticks[0] : span
  for tick in ticks {
    html += """
      <path class="grid" d="M\(x(tick)) 16V96"/><text class="small" text-anchor="middle" \
      x="\(x(tick))" y="114">\(unit.label(tick, step: step))</text>

      """
  }
  html += """
    <path class="axis" d="M\(left) 96H\(width - 24)"/>
    <text class="small" text-anchor="end" x="\(width - 24)" y="132">\(unit.symbol)</text>
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

/// The results of the replications as columns, with the claim's limits marked.
func histogramChart(
  id: String, _ histogram: SimulationRecord.Histogram, claimed: Interval, unit: AxisUnit,
  language: Language, description: String
) -> HTML {
  let edges = histogram.edges
  guard let first = edges.first, let last = edges.last, last > first,
    histogram.counts.count + 1 == edges.count, let highest = histogram.counts.max(), highest > 0
  else { return HTML() }
  let width = 640.0
  let height = 220.0
  let base = height - 44
  func x(_ value: Double) -> Double { 40 + (width - 64) * (value - first) / (last - first) }

  var html = SVG.open(
    id: id, width: width, height: height, title: language(.histogram), description: description)
  if claimed.upper > first, claimed.lower < last {
    let from = x(max(claimed.lower, first))
    html += """
      <rect class="region" x="\(from)" y="10" width="\(max(1, x(min(claimed.upper, last)) - from))" \
      height="\(base - 10)"/>

      """
  }
  for (index, count) in histogram.counts.enumerated() where count > 0 {
    let barHeight = (base - 20) * Double(count) / Double(highest)
    html += """
      <rect class="bar" x="\(x(edges[index]) + 0.5)" y="\(base - barHeight)" \
      width="\(max(1, x(edges[index + 1]) - x(edges[index]) - 1))" height="\(barHeight)"/>

      """
  }
  for limit in [claimed.lower, claimed.upper] where limit > first && limit < last {
    html += "<path class=\"mark\" d=\"M\(x(limit)) 10V\(base)\"/>\n"
  }
  let ticks = SVG.ticks(from: first, to: last, count: 5)
  let step = ticks.count > 1 ? ticks[1] - ticks[0] : last - first
  for tick in ticks {
    html += """
      <text class="small" text-anchor="middle" x="\(x(tick))" y="\(base + 18)">\
      \(unit.label(tick, step: step))</text>

      """
  }
  html += """
    <path class="axis" d="M40 \(base)H\(width - 24)"/>
    <text class="small" text-anchor="end" x="\(width - 24)" y="\(height - 6)">\(unit.symbol)</text>
    <text class="small" text-anchor="end" x="36" y="24">\(highest)</text></svg>
    """
  return html
}

/// Elasticities as bars to the left and right of nought, the strongest first.
func tornadoChart(
  id: String, _ bars: [(label: String, value: Double)], language: Language, description: String
) -> HTML {
  let sorted = bars.filter(\.value.isFinite).sorted { $0.value.magnitude > $1.value.magnitude }
  guard let strongest = sorted.first?.value.magnitude, strongest > 0 else { return HTML() }
  let width = 640.0
  let labelWidth = 240.0
  let row = 30.0
  let height = row * Double(sorted.count) + 34
  let half = (width - labelWidth - 110) / 2
  let zero = labelWidth + 55 + half

  var html = SVG.open(
    id: id, width: width, height: height, title: language(.sensitivity), description: description)
  html += "<path class=\"axis\" d=\"M\(zero) 4V\(height - 26)\"/>\n"
  for (index, bar) in sorted.enumerated() {
    let y = Double(index) * row + 8
    let length = half * bar.value.magnitude / strongest
    let label = TextMetrics.lines(bar.label, width: labelWidth - 8, size: 13)[0]
    let x = bar.value < 0 ? zero - length : zero
    let textX = bar.value < 0 ? x - 6 : x + length + 6
    html += """
      <text x="0" y="\(y + 14)">\(label)</text><rect class="bar\(bar.value < 0 ? " negative" : "")" \
      x="\(x)" y="\(y + 2)" width="\(max(1, length))" height="16" rx="2"/>\
      <text class="small" text-anchor="\(bar.value < 0 ? "end" : "start")" x="\(textX)" \
      y="\(y + 14)">\(significant(bar.value, digits: 2))</text>

      """
  }
  html += """
    <text class="small" text-anchor="middle" x="\(zero)" y="\(height - 8)">\
    d ln y / d ln x</text></svg>
    """
  return html
}

/// How many claims have which verdict, as one bar with its legend.
func verdictBar(_ counts: [Verdict: Int], language: Language, link: (Verdict) -> String?) -> HTML {
  var bar: HTML = "<div class=\"verdict-bar\" aria-hidden=\"true\">"
  var legend: HTML = "<ul class=\"legend\">"
  for verdict in Verdict.allCases {
    guard let count = counts[verdict], count > 0 else { continue }
    bar += "<span class=\"\(verdict.rawValue)\" style=\"flex-grow:\(count)\"></span>"
    let badge: HTML =
      "<span aria-hidden=\"true\">\(verdict.sign)</span> \(language(verdict.label)) \(grouped(count))"
    if let href = link(verdict) {
      legend += "<li><a class=\"verdict \(verdict.rawValue)\" href=\"\(href)\">\(badge)</a></li>"
    } else {
      legend += "<li><span class=\"verdict \(verdict.rawValue)\">\(badge)</span></li>"
    }
  }
  bar.raw("</div>\n")
  legend.raw("</ul>\n")
  return bar + legend
}
