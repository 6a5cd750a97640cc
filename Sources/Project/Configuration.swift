package import Diagnostics
package import Syntax

/// The settings of a project: `docgen.yml`, every key optional.
package struct Configuration: Sendable {
  /// What a rule's findings are turned into; nil means that the rule is off.
  package typealias RuleLevel = Severity?

  package var title: String?

  /// The language of the interface: `zh` or `en`; nil follows the documents.
  package var language: String?

  /// Folders relative to the project.
  package var content: String?
  package var output = "public"
  package var theme = "site"

  /// Folders relative to the content that hold no documents of the project.
  package var exclude: [String] = []
  package var rules: [String: RuleLevel] = [:]
  package var seed: UInt64 = 1

  package init() {}

  /// The name of the file, in the project's root.
  package static let fileName = "docgen.yml"

  static let keys = [
    "title", "language", "content", "output", "theme", "exclude", "rules", "seed",
  ]
}

extension Configuration {
  /// Reads the settings that are right, and reports those that are not.
  ///
  /// - Parameter ruleIDs: every kind of finding that there is; nil where that is not known yet, and
  ///   any may be named.
  package init(_ root: YAMLNode?, ruleIDs: [String]?, reporting diagnostics: inout [Diagnostic]) {
    self.init()
    guard let root else { return }
    if case .scalar(let text) = root, text.value.isEmpty { return }
    guard case .mapping(let entries, _) = root else {
      diagnostics.append(
        Diagnostic(.invalidSetting, "the configuration is a mapping of keys", at: root.span))
      return
    }
    for entry in entries { read(entry, ruleIDs, &diagnostics) }
  }

  private mutating func read(
    _ entry: YAMLNode.Entry, _ ruleIDs: [String]?, _ diagnostics: inout [Diagnostic]
  ) {
    switch entry.key.value {
    case "title": title = entry.string(&diagnostics)
    case "language": language = entry.choice(["zh", "en"], &diagnostics)
    case "content": content = entry.folder(&diagnostics)
    case "output": output = entry.folder(&diagnostics) ?? output
    case "theme": theme = entry.folder(&diagnostics) ?? theme
    case "exclude":
      if case .sequence(let elements, _) = entry.value {
        exclude = elements.compactMap { $0.string?.value }
      } else {
        exclude = entry.string(&diagnostics).map { [$0] } ?? []
      }
    case "rules": readRules(entry.value, ruleIDs, &diagnostics)
    case "seed":
      if let text = entry.string(&diagnostics), let number = UInt64(text) {
        seed = number
      } else {
        diagnostics.append(
          Diagnostic(
            .invalidSetting, "`seed` is a whole number that is not negative", at: entry.value.span))
      }
    default:
      diagnostics.append(
        .unknownKey(entry.key, known: Configuration.keys, what: "key of the configuration"))
    }
  }

  private mutating func readRules(
    _ node: YAMLNode, _ ruleIDs: [String]?, _ diagnostics: inout [Diagnostic]
  ) {
    guard case .mapping(let entries, _) = node else {
      diagnostics.append(
        Diagnostic(.invalidSetting, "`rules` maps rules to levels", at: node.span))
      return
    }
    for entry in entries {
      if let ruleIDs, !ruleIDs.contains(entry.key.value) {
        diagnostics.append(.unknownKey(entry.key, known: ruleIDs, what: "rule"))
        continue
      }
      let levels = Severity.allCases.map(\.rawValue) + ["off"]
      if let level = entry.choice(levels, &diagnostics) {
        rules.updateValue(Severity(rawValue: level), forKey: entry.key.value)
      }
    }
  }

  /// The findings as the project wants them: some at another level, some not at all.
  package func apply(to diagnostics: [Diagnostic]) -> [Diagnostic] {
    guard !rules.isEmpty else { return diagnostics }
    return diagnostics.compactMap { diagnostic in
      guard let level = rules[diagnostic.id] else { return diagnostic }
      guard let severity = level else { return nil }
      var changed = diagnostic
      changed.severity = severity
      return changed
    }
  }
}

extension YAMLNode.Entry {
  fileprivate func string(_ diagnostics: inout [Diagnostic]) -> String? {
    if let text = value.string { return text.value }
    diagnostics.append(
      Diagnostic(.invalidSetting, "`\(key.value)` is a single value", at: value.span))
    return nil
  }

  fileprivate func choice(_ choices: [String], _ diagnostics: inout [Diagnostic]) -> String? {
    guard let text = string(&diagnostics) else { return nil }
    // YAML 1.1 reads a bare `off` as false; the author meant the word.
    let word = text == "false" && choices.contains("off") ? "off" : text
    if choices.contains(word) { return word }
    let list = choices.map { "`\($0)`" }.joined(separator: ", ")
    let near = nearMiss(to: word, in: choices)
    diagnostics.append(
      Diagnostic(
        .invalidSetting, "`\(key.value)` is one of \(list), not `\(word)`", at: value.span,
        fixes: near.map { [FixIt("write `\($0)`", replacing: value.span, with: $0)] } ?? []))
    return nil
  }

  /// A folder inside the project.
  fileprivate func folder(_ diagnostics: inout [Diagnostic]) -> String? {
    guard let text = string(&diagnostics) else { return nil }
    let parts = text.split(separator: "/").filter { $0 != "." }
    guard !text.hasPrefix("/"), !parts.contains("..") else {
      diagnostics.append(
        Diagnostic(
          .invalidSetting, "`\(key.value)` is a folder inside the project, not `\(text)`",
          at: value.span))
      return nil
    }
    return parts.joined(separator: "/")
  }
}

extension Diagnostic {
  fileprivate static func unknownKey(
    _ key: Located<String>, known: [String], what: String
  ) -> Diagnostic {
    let near = nearMiss(to: key.value, in: known)
    return Diagnostic(
      .unknownKey, "no \(what) is named `\(key.value)`", at: key.span,
      notes: near == nil && known.count < 20
        ? [Note("the keys are \(known.map { "`\($0)`" }.joined(separator: ", "))")] : [],
      fixes: near.map { [FixIt("write `\($0)`", replacing: key.span, with: $0)] } ?? [])
  }
}
