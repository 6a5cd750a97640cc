import Diagnostics
import Model
import Quantities
import Systems

extension ScenarioBinder {
  /// Reports counts that are assumed, and that an architecture around the scenario gives: where it names none, and two
  /// at least are counted, for one of something is no fact to go stale.
  mutating func reportCopied(_ assumed: [ReadParameter]) {
    guard scenario.from == nil else { return }
    let readers = scope.architectures.map {
      ArchitectureReader(architecture: $0, features: scope.features)
    }
    for given in assumed
    where given.parameter.dimension?.isOfWholeThings ?? false && given.bound.link == nil {
      guard case .number(let value) = given.setting, value > 1 else { continue }
      for reader in readers where reader.counts(of: given.parameter).count == 1 {
        guard let reading = reader.read(given.parameter), reading.setting == given.setting else {
          continue
        }
        findings.append(
          Diagnostic(
            .copiedCount,
            "`\(given.parameter.name)` is what `\(reading.component)` says: `from: \(reader.architecture.title)` "
              + "would take it from there",
            at: given.bound.span ?? scenario.span,
            notes: [.init("the architecture says so here", at: reading.span)]))
        break
      }
    }
  }

  /// For a missing parameter that the architecture would give: which words were looked for in it, and what has them
  /// and says no figure.
  func sought(_ parameter: Parameter) -> [Diagnostic.Note] {
    guard let reading = parameter.reading, let from = scenario.from,
      let architecture = scope.architecture(named: from.value)
    else { return [] }
    let reader = ArchitectureReader(architecture: architecture, features: scope.features)
    let silent = reader.silent(on: parameter)
    return [.init("in `\(architecture.title)` nothing says it. " + reading.described.en)]
      + silent.prefix(3).map {
        .init("`\($0.text)` has such a word, and no figure that would fit", at: $0.span)
      }
  }
}

extension ScenarioBinder {
  /// Reports what is assumed with the text as its source, and what in the text says it.
  mutating func reportRetyped(_ assumed: [ReadParameter]) {
    let all = scope.figures
    for given in assumed where given.bound.link == nil && given.bound.kind == "assumption" {
      guard let source = given.bound.origin, namesTheText(source),
        let value = Inputs([given.parameter.name: given.setting]).optional(given.parameter.name),
        let dimension = given.parameter.dimension
      else { continue }
      let words = pairs(in: source + " " + given.parameter.label.zh)
      let same = all.filter {
        dimension.accepts($0.quantity.dimension) && $0.quantity.comparator != .range
          && abs($0.quantity.value - value) <= 1e-9 * abs(value)
      }
      .map { (figure: $0, shared: pairs(in: $0.path + " " + $0.text).intersection(words).count) }
      // Two of something are found in many places.
      .filter { $0.shared > (isGeneric($0.figure.quantity.dimension) ? 1 : 0) }
      .filter { isFound($0.figure.path, in: all, for: given.parameter) }
      guard let best = same.max(by: { $0.shared < $1.shared }) else { continue }
      findings.append(
        Diagnostic(
          .retypedFigure,
          "`\(given.parameter.name)` is typed again: `figure: \(quoted(best.figure.path))` would take it from the text",
          at: given.bound.span ?? scenario.span,
          notes: [.init("`\(best.figure.path)` is here", at: best.figure.span)]))
    }
  }
}

/// A text as a value between braces, where a comma would end it.
private func quoted(_ text: String) -> String {
  text.contains { ",:{}[]#".contains($0) } ? "\"\(text)\"" : text
}

/// Whether it counts no named thing.
private func isGeneric(_ dimension: Dimension) -> Bool {
  switch dimension {
  case .number: true
  case .count(let thing): UnitEntry.genericCounters.contains(thing)
  default: false
  }
}

/// What a text is about, for telling whether two speak of one thing: its Latin words, and each two Han characters that
/// follow each other.
private func pairs(in text: String) -> Set<String> {
  var (found, word): (Set<String>, String) = ([], "")
  var last: Character?
  for character in text.lowercased() + " " {
    let isHan = character.unicodeScalars.first.map { (0x4E00...0x9FFF).contains($0.value) } ?? false
    if isHan, let last { found.insert("\(last)\(character)") }
    last = isHan ? character : nil
    if !isHan, character.isLetter {
      word.append(character)
    } else {
      if word.count > 2 { found.insert(word) }
      word = ""
    }
  }
  return found
}

/// Whether a source is the document itself: `架构图`, `上表`, `容量表：高峰`, `the table above`.
private func namesTheText(_ source: String) -> Bool {
  let words = [
    "架构图", "上图", "下图", "图中", "上表", "下表", "表中", "表：", "步骤表", "上文", "下文", "前文", "正文",
    "文中", "原文", "背景", "diagram above", "table above", "drawing", "the table", "the diagram",
    "see above", "the text",
  ]
  let text = source.lowercased()
  let isAbsent = ["未写", "未给", "没有", "not given", "not say"].contains { text.contains($0) }
  return !isAbsent && words.contains { text.contains($0) }
}
