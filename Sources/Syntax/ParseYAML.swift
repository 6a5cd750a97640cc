package import Diagnostics
import Yams

/// Parses YAML that stands in a source at an offset, verbatim.
///
/// - Returns: the value, nil when there is none or it could not be read, and what is wrong with it.
package func parseYAML(
  _ text: String, in source: SourceFile, at offset: Int
) -> (YAMLNode?, [Diagnostic]) {
  let places = YAMLPlaces(text: Array(text.utf8), source: source, offset: offset)
  if let (problem, at) = places.excess() {
    return (nil, [Diagnostic(.invalidYAML, problem, at: places.span(at..<(at + 1)))])
  }
  do {
    guard let root = try Yams.compose(yaml: text) else { return (nil, []) }
    var converter = YAMLConverter(places: places)
    return (try converter.convert(root, depth: 0), [])
  } catch let error as YamlError {
    return (nil, [places.diagnostic(for: error)])
  } catch let error as YAMLConverter.Excess {
    return (nil, [Diagnostic(.invalidYAML, error.message, at: places.whole)])
  } catch {
    return (nil, [Diagnostic(.invalidYAML, "this YAML could not be read", at: places.whole)])
  }
}

/// Where the characters of an embedded YAML text stand in its source.
private struct YAMLPlaces {
  let text: [UInt8]
  let source: SourceFile
  let offset: Int
  private let lineStarts: [Int]

  /// The most levels of flow collections, of indentation, and of aliases that are read.
  private static let depthLimit = 64
  private static let aliasLimit = 16

  init(text: [UInt8], source: SourceFile, offset: Int) {
    self.text = text
    self.source = source
    self.offset = offset
    var starts = [0]
    var at = 0
    while at < text.count {
      // YAML ends lines at all of LF, CR, CR LF, NEL, LS and PS.
      switch text[at] {
      case 0x0A: starts.append(at + 1)
      case 0x0D where at + 1 >= text.count || text[at + 1] != 0x0A: starts.append(at + 1)
      case 0xC2 where at + 1 < text.count && text[at + 1] == 0x85: starts.append(at + 2)
      case 0xE2 where at + 2 < text.count && text[at + 1] == 0x80 && text[at + 2] & 0xFE == 0xA8:
        starts.append(at + 3)
      default: break
      }
      at += 1
    }
    lineStarts = starts
  }

  var whole: Span { span(0..<text.count) }

  func span(_ range: Range<Int>) -> Span {
    let count = source.bytes.count
    let start = min(offset + range.lowerBound, count)
    return source.span(start..<max(start, min(offset + range.upperBound, count)))
  }

  /// The offset in the text of a mark, whose line and column count from one, in scalars.
  func offset(of mark: Mark) -> Int {
    guard mark.line >= 1 else { return 0 }
    guard mark.line <= lineStarts.count else { return text.count }
    var at = lineStarts[mark.line - 1]
    var column = 1
    while at < text.count, column < mark.column {
      at += 1
      while at < text.count, text[at] & 0xC0 == 0x80 { at += 1 }
      column += 1
    }
    return at
  }

  /// Where a scalar ends that begins at an offset, found from its style and its value.
  func end(of scalar: Yams.Node.Scalar, at start: Int) -> Int {
    guard start < text.count else { return text.count }
    let value = Array(scalar.string.utf8)
    if text[start...].starts(with: value) { return start + value.count }
    let quote = text[start]
    if quote == 0x22 || quote == 0x27 {
      var at = start + 1
      while at < text.count {
        if text[at] == 0x5C, quote == 0x22 {
          at += 2
        } else if text[at] == quote {
          guard quote == 0x27, at + 1 < text.count, text[at + 1] == quote else {
            return at + 1
          }
          at += 2
        } else {
          at += 1
        }
      }
      return text.count
    }
    // A block scalar, or a plain one over several lines, ends with the last word of its value.
    let last =
      scalar.string.split(whereSeparator: { $0.isWhitespace }).last.map { Array($0.utf8) } ?? []
    let lines = scalar.string.utf8.count { $0 == 0x0A } + 1
    let line = (lineStarts.firstIndex { $0 > start } ?? lineStarts.count) + lines
    let limit = line < lineStarts.count ? lineStarts[line] : text.count
    var at = limit - last.count
    while at > start, !last.isEmpty {
      if text[at] == last[0], text[at..<(at + last.count)].elementsEqual(last) {
        return at + last.count
      }
      at -= 1
    }
    return min(start + 1, text.count)
  }

  /// What makes a text too deep or too entangled to be read safely, judged before reading it.
  func excess() -> (problem: String, at: Int)? {
    var indents: [Int] = []
    var flow = 0
    var aliases = 0
    var at = 0
    while at < text.count {
      let lineStart = at
      while at < text.count {
        let byte = text[at]
        if byte == 0x2D || byte == 0x3F, at + 1 < text.count, text[at + 1] == 0x20 {
          push(at - lineStart, onto: &indents)
        } else if byte != 0x20 {
          break
        }
        at += 1
      }
      if at < text.count, text[at] != 0x0A { push(at - lineStart, onto: &indents) }
      while at < text.count, text[at] != 0x0A {
        switch text[at] {
        case 0x5B, 0x7B: flow += 1
        case 0x5D, 0x7D: flow = max(0, flow - 1)
        case 0x2A where isAlias(at): aliases += 1
        default: break
        }
        if flow > YAMLPlaces.depthLimit || indents.count > YAMLPlaces.depthLimit {
          return ("YAML is nested at most \(YAMLPlaces.depthLimit) levels deep", at)
        }
        if aliases > YAMLPlaces.aliasLimit {
          return ("YAML has at most \(YAMLPlaces.aliasLimit) aliases", at)
        }
        at += 1
      }
      at += 1
    }
    return nil
  }

  private func push(_ indent: Int, onto indents: inout [Int]) {
    while let last = indents.last, last >= indent { indents.removeLast() }
    indents.append(indent)
  }

  private func isAlias(_ at: Int) -> Bool {
    guard at + 1 < text.count, text[at + 1] > 0x20, text[at + 1] != 0x2A else { return false }
    guard at > 0 else { return true }
    return [0x20, 0x0A, 0x2C, 0x5B, 0x7B].contains(text[at - 1])
  }

  func diagnostic(for error: YamlError) -> Diagnostic {
    switch error {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let at = offset(of: mark)
      let detail = context.map { " (\($0.text))" } ?? ""
      return Diagnostic(.invalidYAML, problem + detail, at: span(at..<(at + 1)))
    case .duplicatedKeysInMapping(let duplicates, let context):
      let at = offset(of: context.mark)
      return Diagnostic(
        .invalidYAML,
        "a key stands only once in a mapping, `\(duplicates.first ?? "")` stands there again",
        at: span(at..<(at + 1)))
    case .reader(let problem, let at, _, _):
      let at = at ?? 0
      return Diagnostic(.invalidYAML, problem, at: span(at..<(at + 1)))
    default:
      return Diagnostic(.invalidYAML, "this YAML could not be read", at: whole)
    }
  }
}

private struct YAMLConverter {
  let places: YAMLPlaces
  private var budget: Int

  struct Excess: Error {
    let message: String
  }

  /// Without aliases a text cannot have more nodes than bytes.
  init(places: YAMLPlaces) {
    self.places = places
    budget = 2 * places.text.count + 16
  }

  /// Recursion is bounded by the depth limit.
  mutating func convert(_ node: Yams.Node, depth: Int) throws -> YAMLNode {
    budget -= 1
    guard budget > 0, depth < 200 else {
      throw Excess(message: "YAML's aliases must not multiply its size")
    }
    let start = node.mark.map(places.offset(of:)) ?? 0
    switch node {
    case .scalar(let scalar):
      return .scalar(
        Located(scalar.string, at: places.span(start..<places.end(of: scalar, at: start))))
    case .sequence(let sequence):
      let elements = try sequence.map { try convert($0, depth: depth + 1) }
      return .sequence(elements, places.span(start..<(start + 1)).union(elements.last?.span))
    case .mapping(let mapping):
      var entries: [YAMLNode.Entry] = []
      for (key, value) in mapping {
        guard case .scalar(let name) = try convert(key, depth: depth + 1) else {
          throw Excess(message: "the keys of a mapping are plain words")
        }
        entries.append(.init(key: name, value: try convert(value, depth: depth + 1)))
      }
      return .mapping(
        entries, places.span(start..<(start + 1)).union(entries.last?.value.span))
    case .alias:
      throw Excess(message: "YAML's aliases must name an anchor before them")
    }
  }
}

extension Span {
  /// From the start of this to the end of another that does not end before it.
  fileprivate func union(_ other: Span?) -> Span {
    guard let other, other.end > end else { return self }
    return Span(source, start..<other.end)
  }
}
