package import Diagnostics
package import Syntax

/// The settings of a project: `docgen.yml`, every key optional.
package struct Configuration: Sendable {
  /// What a rule's findings are turned into; nil means that the rule is off.
  package typealias RuleLevel = Severity?

  package var title: String?

  /// The languages of the interface, `zh` or `en`, the site's own first; empty follows the documents.
  package var languages: [String] = []

  /// Where the site will be found, with a final slash, for what needs whole addresses.
  package var url: String?

  /// Folders relative to the project.
  package var content: String?
  package var output = "public"
  package var theme = "site"

  /// Folders relative to the content that hold no documents of the project.
  package var exclude: [String] = []
  package var rules: [String: RuleLevel] = [:]

  /// Other levels for the documents of some paths; of several that match, the last counts.
  package var overrides: [Override] = []

  /// The file of findings to live with, relative to the project.
  package var baseline: String?
  package var seed: UInt64 = 1

  package init() {}

  /// The name of the file, in the project's root.
  package static let fileName = "docgen.yml"

  static let keys = [
    "title", "language", "url", "content", "output", "theme", "exclude", "rules", "overrides",
    "baseline", "seed",
  ]

  /// Levels of rules for the documents whose paths match one of some patterns.
  package struct Override: Sendable {
    package let paths: [PathPattern]
    package let rules: [String: RuleLevel]
  }
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
    case "language": readLanguages(entry, &diagnostics)
    case "url": readURL(entry, &diagnostics)
    case "content": content = entry.folder(&diagnostics)
    case "output": output = entry.folder(&diagnostics) ?? output
    case "theme": theme = entry.folder(&diagnostics) ?? theme
    case "exclude":
      exclude = entry.strings(&diagnostics).map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
    case "rules": rules = levels(entry, ruleIDs, &diagnostics)
    case "overrides": readOverrides(entry, ruleIDs, &diagnostics)
    case "baseline": baseline = entry.folder(&diagnostics, what: "file")
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

  private mutating func readLanguages(
    _ entry: YAMLNode.Entry, _ diagnostics: inout [Diagnostic]
  ) {
    let known = ["zh", "en"]
    if case .sequence(let elements, _) = entry.value {
      languages = elements.compactMap { $0.string?.value }.filter(known.contains)
      guard languages.count == elements.count, Set(languages).count == languages.count,
        !languages.isEmpty
      else {
        languages = []
        diagnostics.append(
          Diagnostic(
            .invalidSetting, "`language` is `zh`, `en`, or a list of both, the site's own first",
            at: entry.value.span))
        return
      }
    } else {
      languages = entry.choice(known, &diagnostics).map { [$0] } ?? []
    }
  }

  private mutating func readURL(_ entry: YAMLNode.Entry, _ diagnostics: inout [Diagnostic]) {
    guard let text = entry.string(&diagnostics) else { return }
    guard text.hasPrefix("https://") || text.hasPrefix("http://"),
      text.utf8.allSatisfy({ $0 > 32 && $0 < 127 && !"\"<>&?#".utf8.contains($0) })
    else {
      diagnostics.append(
        Diagnostic(
          .invalidSetting, "`url` is the address of the site, as in `https://example.org/docs/`",
          at: entry.value.span))
      return
    }
    url = text.hasSuffix("/") ? text : text + "/"
  }

  private func levels(
    _ entry: YAMLNode.Entry, _ ruleIDs: [String]?, _ diagnostics: inout [Diagnostic]
  ) -> [String: RuleLevel] {
    guard case .mapping(let entries, _) = entry.value else {
      diagnostics.append(
        Diagnostic(.invalidSetting, "`rules` maps rules to levels", at: entry.value.span))
      return [:]
    }
    var rules: [String: RuleLevel] = [:]
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
    return rules
  }

  private mutating func readOverrides(
    _ entry: YAMLNode.Entry, _ ruleIDs: [String]?, _ diagnostics: inout [Diagnostic]
  ) {
    let form = "each of `overrides` maps `paths` to patterns and `rules` to levels"
    guard case .sequence(let elements, _) = entry.value else {
      diagnostics.append(Diagnostic(.invalidSetting, form, at: entry.value.span))
      return
    }
    for element in elements {
      guard case .mapping(let entries, _) = element else {
        diagnostics.append(Diagnostic(.invalidSetting, form, at: element.span))
        continue
      }
      var paths: [PathPattern] = []
      var rules: [String: RuleLevel] = [:]
      for entry in entries {
        switch entry.key.value {
        case "paths": paths = entry.strings(&diagnostics).map { PathPattern($0) }
        case "rules": rules = levels(entry, ruleIDs, &diagnostics)
        default:
          diagnostics.append(
            .unknownKey(entry.key, known: ["paths", "rules"], what: "key of an override"))
        }
      }
      if paths.isEmpty || rules.isEmpty {
        diagnostics.append(Diagnostic(.invalidSetting, form, at: element.span))
      }
      overrides.append(Override(paths: paths, rules: rules))
    }
  }

  /// The findings as the project wants them: some at another level, some not at all.
  package func apply(to diagnostics: [Diagnostic], in sources: Sources) -> [Diagnostic] {
    guard !rules.isEmpty || !overrides.isEmpty else { return diagnostics }
    return diagnostics.compactMap { diagnostic in
      var level = rules[diagnostic.id]
      let path = sources[diagnostic.span.source].path
      for override in overrides where override.paths.contains(where: { $0.matches(path) }) {
        if let own = override.rules[diagnostic.id] { level = own }
      }
      guard let level else { return diagnostic }
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

  /// One value or a list of them.
  fileprivate func strings(_ diagnostics: inout [Diagnostic]) -> [String] {
    guard case .sequence(let elements, _) = value else {
      return string(&diagnostics).map { [$0] } ?? []
    }
    return elements.compactMap { element in
      if let text = element.string { return text.value }
      diagnostics.append(
        Diagnostic(.invalidSetting, "`\(key.value)` is a list of single values", at: element.span))
      return nil
    }
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

  /// A folder, or something else with a path, inside the project.
  fileprivate func folder(_ diagnostics: inout [Diagnostic], what: String = "folder") -> String? {
    guard let text = string(&diagnostics) else { return nil }
    let parts = text.split(separator: "/").filter { $0 != "." }
    guard !text.hasPrefix("/"), !parts.contains("..") else {
      diagnostics.append(
        Diagnostic(
          .invalidSetting, "`\(key.value)` is a \(what) inside the project, not `\(text)`",
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
