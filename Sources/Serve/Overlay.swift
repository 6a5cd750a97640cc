import Diagnostics
import Driver
import Model
import Render

/// What `serve` adds to every page: reloading, and the findings of the last run.
struct Overlay {
  private static let shown = 50

  /// The findings of a run, most serious first, in the language of its site but for the messages.
  static func findings(_ run: Run) -> [UInt8] {
    let isChinese = run.isChinese
    let open = run.diagnostics.filter { $0.acceptance == nil && $0.severity > .note }
      .sorted { ($1.severity, $0) < ($0.severity, $1) }
    guard !open.isEmpty else { return html(summary: nil, items: []) }
    let errors = open.count { $0.severity == .error }
    let notes = run.diagnostics.count { $0.acceptance == nil && $0.severity == .note }
    var tables: [SourceID: LineTable] = [:]
    let items = open.prefix(shown).map { diagnostic in
      let file = run.displaySources[diagnostic.span.source]
      let table = tables[file.id] ?? LineTable(file)
      tables[file.id] = table
      let place = table.scalarPosition(at: diagnostic.span.start)
      // A Chinese page says in a few words what the English message is about.
      let title =
        isChinese ? run.site.titles[diagnostic.id].map { escaped($0.zh) + "：" } ?? "" : ""
      return
        "<li><b>\(name(of: diagnostic.severity, isChinese))</b> \(title)"
        + "<span lang=\"en\">\(escaped(diagnostic.message))</span> "
        + "<small>\(escaped(file.path)):\(place.line):\(place.column) "
        + "[\(escaped(diagnostic.id))]</small></li>"
    }
    let rest = open.count - items.count
    var more: [String] = []
    if rest > 0 {
      more = [
        isChinese
          ? "<li>另有 \(rest) 条：运行 <code>docgen check</code></li>"
          : "<li>… and \(rest) more: run <code>docgen check</code></li>"
      ]
    }
    let warnings = open.count - errors
    let summary =
      isChinese
      ? "\(errors) 个错误，\(warnings) 条警告，\(notes) 条提示"
      : "\(plural(errors, "error")), \(plural(warnings, "warning")), \(plural(notes, "note"))"
    return html(summary: summary, items: items + more, language: isChinese ? "zh-CN" : "en")
  }

  private static func name(of severity: Severity, _ isChinese: Bool) -> String {
    switch severity {
    case .error: isChinese ? "错误" : "error"
    case .warning: isChinese ? "警告" : "warning"
    case .note: isChinese ? "提示" : "note"
    }
  }

  /// A run that could not be made.
  static func failure(_ message: String) -> [UInt8] {
    html(summary: "docgen could not rebuild", items: ["<li>\(escaped(message))</li>"])
  }

  private static func html(
    summary: String?, items: [String], language: String = "en"
  ) -> [UInt8] {
    var text = ""
    if let summary {
      text += """
        <details id="docgen-findings" lang="\(language)" style="position:fixed;inset:auto 1rem 1rem auto;\
        z-index:99;max-width:min(40rem,calc(100vw - 2rem));max-height:60vh;overflow:auto;\
        padding:.5rem .75rem;border-radius:.5rem;background:#3b0d0d;color:#fff;\
        font:14px/1.5 system-ui,sans-serif"><summary style="cursor:pointer">\(escaped(summary))\
        </summary><ul style="margin:.5rem 0 0;padding-left:1.2rem">\(items.joined())</ul></details>
        """
    }
    // After a dropped connection (the server restarted) the first message is taken as a change.
    text += """
      <script>
      (() => {
        let seen = null, lost = false;
        const events = new EventSource("/-/docgen/events");
        events.onmessage = event => {
          if (lost || (seen !== null && seen !== event.data)) location.reload();
          seen = event.data;
        };
        events.onerror = () => { lost = true; };
      })();
      </script>
      """
    return Array(text.utf8)
  }
}

/// Text made safe for HTML.
private func escaped(_ text: String) -> String {
  var result = ""
  for character in text {
    switch character {
    case "&": result += "&amp;"
    case "<": result += "&lt;"
    case ">": result += "&gt;"
    case "\"": result += "&quot;"
    default: result.append(character)
    }
  }
  return result
}
