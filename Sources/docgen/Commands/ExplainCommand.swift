import ArgumentParser
import Catalog
import Diagnostics
import Driver
import Glibc
import Project

/// `docgen explain`: the manual page of a kind of finding.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Explain a kind of finding; without one, list them all.")

  @Argument(help: "The identifier that stands in brackets in a finding.")
  var id: String?

  @Option(help: "When to use colours.")
  var color = ColorChoice.auto

  func run() throws {
    // docgen's own manual can be read where the project cannot.
    let catalog = (try? Workspace(paths: []))?.catalog() ?? .standard
    let kinds = DiagnosticKind.all(in: catalog)
    guard let id else {
      list(kinds)
      return
    }
    guard let kind = kinds.first(where: { $0.id == id }) else {
      let near = nearMiss(to: id, in: kinds.map(\.id))
      throw ProjectError(
        "no finding is named `\(id)`"
          + (near.map { "; did you mean `\($0)`?" } ?? "; `docgen explain` lists them"))
    }
    printLine("\(painted(kind.id, kind.severity)) (\(kind.severity.rawValue))\n")
    printLine(kind.explanation)
  }

  /// A line for each kind: its name, its level, and the rule; on a terminal, as much as fits.
  private func list(_ kinds: [DiagnosticKind]) {
    let width = kinds.map(\.id.count).max() ?? 0
    let columns = terminalColumns()
    var text = ""
    for kind in kinds.sorted(by: { $0.id < $1.id }) {
      let gap = String(repeating: " ", count: width - kind.id.count + 2)
      let level = kind.severity.rawValue.padded(to: 9)
      let room = columns.map { max(20, $0 - width - 2 - 9) } ?? Int.max
      text +=
        "\(painted(kind.id, kind.severity))\(gap)\(level)\(cut(firstSentence(kind), to: room))\n"
    }
    printOutput(Array(text.utf8))
  }

  private func painted(_ text: String, _ severity: Severity) -> String {
    guard color.isOn(for: STDOUT_FILENO) else { return text }
    let code =
      switch severity {
      case .error: "1;31"
      case .warning: "1;33"
      case .note: "1;36"
      }
    return "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }

  /// The rule itself: what stands before the first full stop or blank line.
  private func firstSentence(_ kind: DiagnosticKind) -> String {
    let paragraph = kind.explanation.split(separator: "\n\n", maxSplits: 1).first ?? ""
    let line = paragraph.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return line.firstRange(of: ". ").map { String(line[..<$0.lowerBound]) + "." } ?? line
  }

  private func cut(_ text: String, to columns: Int) -> String {
    guard displayWidth(text) > columns else { return text }
    var width = 0
    let kept = text.prefix { character in
      width += displayWidth(String(character))
      return width < columns
    }
    return kept + "…"
  }

  private func terminalColumns() -> Int? {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }
}

extension String {
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
