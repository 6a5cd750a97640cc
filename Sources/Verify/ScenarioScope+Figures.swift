import Diagnostics
import Model
import Quantities

/// A figure of the text around a scenario, and what it is a figure of.
struct StatedFigure {
  /// The component, the first cell of the row, or the subject of the metric.
  let name: String

  /// The header of the column that it stands in.
  let column: String?
  let quantity: Quantity

  /// What it stands in: the text of the component, the cell, the remark behind the metric.
  let text: String
  let span: Span

  /// The words that lead to it: `主库切换 / 年次数`.
  var path: String { column.map { "\(name) / \($0)" } ?? name }
}

extension ScenarioScope {
  /// The figures in scope that components, rows of tables and metrics state, in document order.
  var figures: [StatedFigure] {
    let found = componentFigures + tableFigures + metricFigures
    return found.sorted { $0.span < $1.span }
  }

  /// The figures under a name: those that have just this one before those that have it among others, and of either
  /// those of the nearest section.
  func figures(named name: String, in all: [StatedFigure]) -> [StatedFigure] {
    let wanted = normalised(name)
    guard !wanted.isEmpty else { return [] }
    let exact = all.filter { normalised($0.name) == wanted }
    let found = exact.isEmpty ? all.filter { mentions($0.name, [name]) } : exact
    return nearest(found) { $0.span }
  }

  private var componentFigures: [StatedFigure] {
    architectures.flatMap(\.components).flatMap { component in
      ([component.count] + component.quantities.map(\.value)).compactMap { $0 }.map {
        StatedFigure(
          name: component.name.isEmpty ? component.text : component.name, column: nil, quantity: $0,
          text: component.text, span: component.span)
      }
    }
  }

  private var tableFigures: [StatedFigure] {
    document.tables.filter { holds($0.span) }.flatMap { table in
      table.rows.flatMap { row in
        row.indices.dropFirst().compactMap { index in
          row[index].quantity.map {
            StatedFigure(
              name: row[0].text,
              column: table.columns.indices.contains(index) ? table.columns[index].header : nil,
              quantity: $0, text: row[index].text, span: row[index].span)
          }
        }
      }
    }
  }

  /// A metric that went from one value to another has two, under `before` and `after`.
  private var metricFigures: [StatedFigure] {
    document.claims.filter { holds($0.span) && $0.role != .selfCount }.flatMap { claim in
      let stated: [(column: String?, quantity: Quantity)] =
        switch claim.statement {
        case .value(let quantity): [(nil, quantity)]
        case .transition(let before, let after): [("before", before), ("after", after)]
        case .change: []
        }
      return stated.map {
        StatedFigure(
          name: claim.subject, column: $0.column, quantity: $0.quantity,
          text: claim.qualifier ?? "", span: claim.figure)
      }
    }
  }
}
