import Diagnostics
import Model
import Quantities
import Syntax

/// A heading or a label that counts files, `### Files (4 files)`, with a fence after it that names them one a line.
func fenced(
  _ document: Document, _ block: NodeIndex, _ count: SmallNumber, _ thing: String
) -> Announcement? {
  let next = Int(document.nodes[block].next)
  guard isFenceNext(block, in: document), fileNouns.contains(where: thing.hasSuffix),
    ["", "text", "txt", "plain", "plaintext"].contains(document.fenceLanguage(of: next)),
    let files = fileCount(of: next, in: document),
    files * 2 >= count.value, count.value * 2 >= files,
    files >= count.value || !isFollowed(next, in: document)
  else { return nil }
  return Announcement(
    count: Located(count.value, at: document.source.span(count.range)), items: files,
    list: document.span(of: next))
}

/// Whether a fence comes directly after a block.
func isFenceNext(_ block: NodeIndex, in document: Document) -> Bool {
  let next = Int(document.nodes[block].next)
  return next < document.nodes.count && document.nodes[next].kind == .codeBlock
    && document.nodes[next].parent == document.nodes[block].parent
}

/// How many files a fence names, one a line; nil where a line is of something else, as in a tree or in code.
private func fileCount(of fence: NodeIndex, in document: Document) -> Int? {
  let text = document.literals.located(document.nodes[fence].literal)
  var names: Set<String> = []
  for line in text.bytes.lines(in: text.range) where !text.bytes.trimmed(line).isEmpty {
    // What is indented belongs to another line.
    guard text.bytes[line.lowerBound] != 0x20, text.bytes[line.lowerBound] != 0x09,
      let name = fileName(text.bytes.string(line)), names.insert(name).inserted
    else { return nil }
  }
  return names.count > 1 ? names.count : nil
}

/// The path that a line begins with, behind a sign at most: `⏳ steps/a.md (538 lines)`.
private func fileName(_ line: String) -> String? {
  var rest = line[...]
  if let sign = rest.first, !sign.isLetter, !sign.isNumber, !"./_@".contains(sign) {
    guard !branches.contains(sign), rest.dropFirst().first == " " else { return nil }
    rest = rest.dropFirst(2)
  }
  let name = rest.prefix { $0 != " " && $0 != "\t" }
  let remark = rest[name.endIndex...].drop { " \t".contains($0) }
  guard !name.hasSuffix("/"), !name.contains("..") || name.hasPrefix("../"),
    !name.contains(where: { "*{}<>,;:=()[]$\"'…".contains($0) }),
    remark.first.map({ "(（#-–—←".contains($0) }) ?? true
  else { return nil }
  let file = name.split(separator: "/").last ?? ""
  let parts = file.split(separator: ".", omittingEmptySubsequences: false)
  guard let kind = parts.last, parts.count > 1, (1...5).contains(kind.count),
    kind.first?.isLetter ?? false, kind.allSatisfy({ $0.isLetter || $0.isNumber })
  else { return nil }
  return String(name)
}

/// Whether a list, a table or another fence comes before the next heading.
private func isFollowed(_ fence: NodeIndex, in document: Document) -> Bool {
  var next = Int(document.nodes[fence].next)
  while next < document.nodes.count, document.nodes[next].parent == document.nodes[fence].parent {
    switch document.nodes[next].kind {
    case .heading, .thematicBreak: return false
    case .list, .table, .codeBlock: return true
    default: next = Int(document.nodes[next].next)
    }
  }
  return false
}

private let fileNouns = ["文件", "文档", "模块", "脚本", "files", "documents", "modules", "scripts"]

/// The signs of a tree.
private let branches = "│├└─┬┼━┃┗┣|+"
