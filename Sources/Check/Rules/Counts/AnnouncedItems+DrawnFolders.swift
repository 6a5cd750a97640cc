import Diagnostics
import Model
import Quantities

extension Reporter {
  /// Holds how many files a line of a tree says that its folder has, `excel/  # 13 modules`, against those below it.
  ///
  /// Judged where the folder has nothing but files, and no line stands for several. O(lines of trees with numbers).
  mutating func holdDrawnFolders(_ collection: Collection) {
    for document in collection.examinedDocuments {
      let source = collection.source(document)
      for block in document.codeBlocks
      where block.figure == .fileListing
        && part(of: document.numbers, in: block.span, \.span).contains(where: {
          countsFiles($0.span.start, source.bytes)
        })
        && !excerpts.occurInAnyCase(in: document.sections[block.section].title)
      {
        let files = drawnFiles(in: block.span, source)
        let parents = Set(files.compactMap(\.parent))
        for place in files.indices where parents.contains(place) {
          guard let count = countedFiles(of: files[place], source.bytes),
            case let entries = files.indices.filter({ files[$0].parent == place }),
            !entries.contains(where: parents.contains),
            entries.allSatisfy({ isOneFile(files[$0]) }),
            !mayHold(count.value, entries.map { files[$0].name })
          else { continue }
          report(
            "as many things follow as are announced, and after "
              + "`\(collection.quoted(source.span(count.range)))` there are "
              + counting(entries.count, "items"),
            at: source.span(count.range),
            notes: [.init("the first of them", at: files[entries[0]].span)])
        }
      }
    }
  }
}

/// The number of files that the remark of a folder begins with, or gives in brackets: `# NEW: 13 modules`, `(4 files)`.
private func countedFiles(of folder: DrawnFile, _ bytes: [UInt8]) -> SmallNumber? {
  let end = folder.span.end + folder.remark.utf8.count
  var start = folder.span.end
  if let bracket = (start..<end).first(where: { bytes.openingBracketEnd(at: $0) != nil }),
    let inside = bytes.openingBracketEnd(at: bracket), inside < end, bytes[inside].isDigit
  {
    start = inside
  } else {
    while start < end, " \t#".utf8.contains(bytes[start]) { start += 1 }
    let lead = String(decoding: bytes[start..<min(end, start + 8)], as: UTF8.self).lowercased()
    for word in ["new: ", "新增", "共"] where lead.hasPrefix(word) { start += word.utf8.count }
    while start < end, bytes[start] == 0x20 { start += 1 }
  }
  guard start < end, bytes[start].isDigit, let number = SmallNumber(bytes, at: start, limit: end),
    (2...60).contains(number.value), countsFiles(start, bytes)
  else { return nil }
  return number
}

/// Whether the digits at a place count files: `4 files`, 4个文件, and not 4个核心组件. O(1).
private func countsFiles(_ place: Int, _ bytes: [UInt8]) -> Bool {
  let near = String(decoding: bytes[place..<min(bytes.count, place + 24)], as: UTF8.self)
  let noun = near.drop { $0.isNumber || " 个份篇".contains($0) }.prefix { $0.isLetter }
  return fileNouns.contains(noun.lowercased())
}

/// Whether a line names one file, which is there.
private func isOneFile(_ file: DrawnFile) -> Bool {
  let remark = file.remark.drop { $0 == " " }
  return !file.isFolder && !file.isPattern && file.name.dropFirst().contains(".")
    && !file.name.contains(where: { ",、;&+".contains($0) })
    && !(remark.first.map { ",、/&+".contains($0) } ?? false)
    && !absent.occurInAnyCase(in: file.remark)
}

/// Whether some files may be so many: what every folder has may count or not, and be drawn or not.
private func mayHold(_ count: Int, _ names: [Substring]) -> Bool {
  let common = names.count { name in
    let stem = name.lowercased().prefix { $0 != "." }
    return ["__init__", "index", "mod", "readme", "", "conftest"].contains(stem)
  }
  let hidden = names.contains { $0.hasSuffix(".py") } ? 1 : 0
  return (names.count - common...names.count + hidden).contains(count)
    || abs(names.count - count) > 2 || names.count < 2
}

private let fileNouns: Set<String> = [
  "files", "modules", "scripts", "documents", "docs", "文件", "模块", "脚本", "文档",
]

/// What tells that a tree leaves some out, or is of another time.
private let excerpts: Words = [
  "关键", "核心", "主要", "重要", "示例", "模板", "节选", "key", "core", "main", "important", "example",
  "template",
  "excerpt",
]

/// What tells that a file is not there, or that others are.
private let absent: Words = [
  "删", "移", "废", "计划", "规划", "待", "可选", "等", "其他", "legacy", "delet", "remov", "deprecat", "moved",
  "planned",
  "todo", "optional", "gitignore", "etc", "more", "others", "...", "…",
]
