import Diagnostics
import Model
import Systems

/// Names within a value that must stand for something: the zones of a network.
extension ScenarioBinder {
  /// Reports a name that neither other values nor the architecture know; false where there is no doubt.
  ///
  /// - Parameters:
  ///   - known: the names of the same value that it may be meant for.
  ///   - isUnknown: whether it is a mistake even where it resembles no other name.
  mutating func reportName(
    _ name: String, known: [String], isUnknown: Bool, _ problem: InputProblem
  ) -> Bool {
    let drawn = drawnNames
    guard drawn[normalised(name)] == nil else { return false }
    let others =
      isUnknown
      ? known + drawn.values.map(\.value)
      : (known + undescribed(drawn, in: problem.parameters)).filter { isLike($0, name) }
    let guess = nearMiss(to: name, in: others)
    guard isUnknown || guess != nil else { return false }
    let guessed = guess.flatMap { guess in
      drawn[normalised(guess)]?.span ?? place(of: guess, in: problem.parameters.reversed())
    }
    findings.append(
      Diagnostic(
        .unknownZone, problem.message + suggestion(guess),
        at: place(of: name, in: problem.parameters) ?? scenario.id.span,
        notes: guessed.map { [.init("`\(guess ?? "")` is here", at: $0)] } ?? []))
    return true
  }

  /// What the scenario's architecture names, by the name without case and spaces.
  private var drawnNames: [String: Located<String>] {
    guard let from = scenario.from, let architecture = scope.architecture(named: from.value) else {
      return [:]
    }
    var names: [String: Located<String>] = [:]
    for component in architecture.components {
      let texts = [component.name] + component.parts + component.alternatives + component.notes
      for text in texts {
        for part in [text[...]] + text.split(whereSeparator: { "/、,，+".contains($0) }) {
          names[normalised(String(part))] = Located(String(part), at: component.span)
        }
      }
    }
    return names
  }

  /// Those of the drawn names that no value of these parameters has.
  private func undescribed(
    _ drawn: [String: Located<String>], in parameters: [String]
  ) -> [String] {
    drawn.values.map(\.value).filter { name in
      place(of: name, in: parameters) == nil
    }
  }

  /// Whether names that differ in a character may be one: `内网` and `外网` are short enough to be two, and
  /// `应用1` and `应用2` are numbered.
  private func isLike(_ one: String, _ other: String) -> Bool {
    one.filter { !$0.isNumber } != other.filter { !$0.isNumber }
      && other.count >= (other.allSatisfy(\.isASCII) ? 3 : 4)
  }

  /// Where the value of one of these parameters, in their order, has a name that stands alone.
  private func place(of name: String, in parameters: [String]) -> Span? {
    let assumptions = scenario.assume + scenario.after + scenario.before
    let fields = parameters.flatMap { parameter in
      assumptions.filter { $0.parameter.value == parameter }.flatMap(\.fields)
    }
    for text in fields.map(\.text) {
      let value = text.value
      for range in value.ranges(of: name) {
        let before = value[..<range.lowerBound].last { !$0.isWhitespace }
        let after = value[range.upperBound...].first { !$0.isWhitespace }
        guard isBoundary(before), isBoundary(after) else { continue }
        return span(of: range, in: text)
      }
    }
    return nil
  }

  private func isBoundary(_ character: Character?) -> Bool {
    character.map { ",，;:：→->\n".contains($0) } ?? true
  }

  /// The bytes of a part of a value; the whole where quotes or escapes move them.
  private func span(of range: Range<String.Index>, in text: Located<String>) -> Span {
    let quotes = text.span.end - text.span.start - text.value.utf8.count
    guard quotes == 0 || quotes == 2 else { return text.span }
    let start =
      text.span.start + quotes / 2
      + text.value.utf8.distance(from: text.value.startIndex, to: range.lowerBound)
    let length = text.value[range].utf8.count
    return Span(text.span.source, start..<start + length)
  }
}
