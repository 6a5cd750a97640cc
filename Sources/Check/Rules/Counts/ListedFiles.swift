import Diagnostics
import Model

extension Reporter {
  /// Holds the documents that a page draws in a tree of its own folder against the folder.
  ///
  /// Judged where the tree's root is the folder and two of its documents at least are there: other trees show
  /// what is to be made, or another place.
  mutating func holdListedFiles(of document: DocumentDraft, _ collection: Collection) {
    let own = folder(of: document.path)
    guard let name = own.split(separator: "/").last else { return }
    for block in document.codeBlocks
    where block.figure == .fileListing
      && !otherTimes.occurInAnyCase(in: document.sections[block.section].title)
    {
      let files = drawnFiles(in: block.span, collection.source(document))
      guard files.first?.name == name, files.dropFirst().allSatisfy({ $0.parent != nil }) else {
        continue
      }
      var paths: [String] = []
      var missing: [(span: Span, path: String)] = []
      var present = 0
      for file in files {
        let path = file.parent.map { "\(paths[$0])/\(file.name)" } ?? String(own)
        paths.append(path)
        guard file.name.hasSuffix(".md"), !file.isPattern else { continue }
        if collection.exists(path) {
          present += 1
        } else if !plannedWords.occurInAnyCase(in: file.remark) {
          missing.append((file.span, path))
        }
      }
      guard present >= 2, missing.count <= present else { continue }
      for (span, path) in missing {
        report(
          "a listed document must be there, and there is no `\(path)`", at: span, severity: .warning
        )
      }
    }
  }
}

/// A line of a tree of files.
struct DrawnFile {
  let name: Substring

  /// Whether a slash behind the name says that it is a folder.
  let isFolder: Bool

  /// What stands behind the name.
  let remark: String
  let span: Span

  /// The place of the folder that holds it, nil for a root.
  let parent: Int?

  /// Whether its name stands for several, or for one that is to be chosen.
  var isPattern: Bool {
    name.contains { "*<>{}[]…".contains($0) } || name.contains("..")
      || ["NN", "YYYY", "XX", "xx", "MM"].contains(where: name.contains)
  }
}

/// The files of a tree, by how far their names are indented.
func drawnFiles(in block: Span, _ source: SourceFile) -> [DrawnFile] {
  var files: [DrawnFile] = []
  var open: [(column: Int, file: Int)] = []
  var start = block.start
  while start < block.end {
    let end = source.bytes[start..<block.end].firstIndex(of: 0x0A) ?? block.end
    defer { start = end + 1 }
    let line = source.text(start..<end)
    guard !line.hasPrefix("```"), !line.hasPrefix("~~~") else { continue }
    let lead = line.prefix { "│├└─┬┼━┃┗┣|+-— \t\u{A0}".contains($0) }
    let text = line[lead.endIndex...].drop { "📁📂📄 ".contains($0) }
    let word = text.prefix { !" \t#(（".contains($0) }
    guard !word.isEmpty else { continue }
    let column = lead.count
    while let last = open.last, last.column >= column { open.removeLast() }
    let place = start + line[..<text.startIndex].utf8.count
    files.append(
      DrawnFile(
        name: word.hasSuffix("/") ? word.dropLast() : word, isFolder: word.hasSuffix("/"),
        remark: String(text[word.endIndex...]),
        span: source.span(place..<(place + word.utf8.count)), parent: open.last?.file))
    open.append((column, files.count - 1))
  }
  return files
}

private let plannedWords: Words = [
  "规划", "计划", "待", "未", "草稿", "新增", "将", "planned", "todo", "draft", "wip", "进行中", "new",
  "optional",
  "可选", "generated", "生成", "删除", "移至", "移到", "移动", "→", "->", "gitignore", "下一", "后续", "tbd",
  "moved", "deprecated",
  "removed", "废弃", "移除", "入库", "coming", "soon", "later", "local",
]

private let otherTimes: Words = [
  "前", "旧", "目标", "规划", "示例", "模板", "before", "target", "proposed", "example", "template", "old",
]
