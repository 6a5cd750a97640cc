import Catalog
import Diagnostics
import Extract
import Foundation
import Quantities
import Syntax

/// One input of libFuzzer, given to the parser that `DOCGEN_FUZZ` names.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  // Every parser is given valid UTF-8: what reads files repairs it.
  let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  let source = SourceFile(id: SourceID(0), path: "fuzz.md", text: text)
  switch target {
  case "markdown":
    let document = parse(source)
    precondition(document.nodes.allSatisfy { $0.start <= $0.end && $0.end <= source.bytes.count })
    _ = document.html()
  case "yaml": _ = parseYAML(text, in: source, at: 0)
  case "quantities":
    for number in readNumbers(in: source.bytes) {
      precondition(number.range.upperBound <= source.bytes.count)
    }
  case "tree": _ = BoxTree(DiagramText(id: source.id, text: text))
  case "mermaid": _ = Flowchart(DiagramText(id: source.id, text: text))
  case "document":
    let draft = extract(parse(source), catalog: .standard)
    precondition(draft.diagnostics.allSatisfy { $0.span.end <= source.bytes.count })
  default: fatalError("DOCGEN_FUZZ names no parser")
  }
  return 0
}

private let target = ProcessInfo.processInfo.environment["DOCGEN_FUZZ"] ?? ""
