/// The parts that all drawings share.
package enum SVG {
  /// The opening of a drawing that assistive technology presents as one image with a name.
  static func open(
    id: String, width: Double, height: Double, title: String, description: String
  ) -> HTML {
    """
    <svg id="\(id)" class="\(width > 420 ? "wide" : "narrow")" role="img" \
    aria-labelledby="\(id)-title \(id)-desc" viewBox="0 0 \(width) \(height)" width="\(width)" \
    height="\(height)"><title id="\(id)-title">\(title)</title><desc id="\(id)-desc">\
    \(description)</desc>

    """
  }

  /// The opening of a chart, which is drawn to the width of its column, and as large as reads well.
  static func chart(
    id: String, width: Double, height: Double, title: String, description: String
  ) -> HTML {
    """
    <svg id="\(id)" class="chart" role="img" aria-labelledby="\(id)-title \(id)-desc" \
    viewBox="0 0 \(width) \(height)" width="\(width)" height="\(height)">\
    <title id="\(id)-title">\(title)</title><desc id="\(id)-desc">\(description)</desc>

    """
  }

  /// A drawing without what differs from page to page: its identifiers and its name.
  struct Drawing: Sendable {
    let width: Double
    let height: Double
    let body: HTML

    /// - Parameter id: unique on the page and usable in an `id` attribute.
    func svg(id: String, title: String, description: String) -> HTML {
      var html = SVG.open(
        id: id, width: width, height: height, title: title, description: description)
      html += body
      html.raw("</svg>")
      return html
    }
  }

  /// A drawing in a region that scrolls sideways where the screen is narrower.
  static func region(_ drawing: HTML, label: String) -> HTML {
    "<div class=\"drawing\" role=\"group\" tabindex=\"0\" aria-label=\"\(label)\">\(drawing)</div>"
  }

  /// Round values at which an axis is marked, at most one more than `count` of them.
  package static func ticks(from lower: Double, to upper: Double, count: Int) -> [Double] {
    guard upper > lower, (upper - lower).isFinite else { return [lower] }
    let rough = (upper - lower) / Double(max(1, count))
    var step = 1.0
    while step > rough { step /= 10 }
    while step * 10 <= rough { step *= 10 }
    if step < rough { step *= rough <= step * 2 ? 2 : rough <= step * 5 ? 5 : 10 }
    var ticks: [Double] = []
    var tick = (lower / step).rounded(.up) * step
    while tick <= upper + step * 1e-9, ticks.count < 50 {
      ticks.append(tick.magnitude < step * 1e-9 ? 0 : tick)
      tick += step
    }
    return ticks
  }
}
