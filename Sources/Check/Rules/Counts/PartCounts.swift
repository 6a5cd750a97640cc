import Diagnostics
import Model
import Quantities

extension Collection {
  /// Narrow and wide counts of one kind of part; nil for what is not counted.
  func parts(of module: ModulePage, _ metric: String) -> (Recount, String)? {
    let own = members(of: module)
    let page = model.documents[module.page]
    let all = everything(below: module)
    func count(
      _ noun: Label, _ narrow: (DocumentDraft) -> Int, _ wide: (DocumentDraft) -> Int
    )
      -> (Recount, String)
    {
      let sum = own.reduce(0) { $0 + narrow(model.documents[$1]) }
      let widest = all.reduce(0) {
        $0 + max(narrow(model.documents[$1]), wide(model.documents[$1]))
      }
      let recount = Recount(
        [sum, sum + narrow(page), widest], isContinuous: true,
        explanation: Label(
          zh: "\(own.count) 篇文档中有 \(sum) 个\(noun.zh)；最宽的数法得 \(widest)",
          en: "\(counting(sum, noun.en)) in \(counting(own.count, "documents")), \(widest) by the "
            + "widest count"))
      return (recount, noun.en)
    }
    switch metric {
    case "cases":
      var cases: [SourceID: Int] = [:]
      for study in model.cases { cases[model.documents[study.document].source, default: 0] += 1 }
      return count(
        Label(zh: "案例", en: "cases"), { cases[$0.source] ?? 0 },
        { draft in
          draft.sections.count { caseWords.occurInAnyCase(in: $0.title) }
        })
    case "architectures", "diagrams":
      return count(
        Label(zh: "架构图", en: "diagrams"),
        { $0.architectures.count { $0.kind == .architecture } },
        {
          $0.architectures.count + source($0).images
            + $0.codeBlocks.count { $0.figure != nil || $0.language == "mermaid" }
        })
    case "mermaid":
      let charts = { (draft: DocumentDraft) in
        draft.architectures.count { $0.notation == .mermaid }
          + draft.codeBlocks.count { $0.language.lowercased() == "mermaid" }
      }
      return count(Label(zh: "Mermaid 图", en: "Mermaid diagrams"), charts, charts)
    case "tables":
      // A table may be shown as an image.
      return count(
        Label(zh: "表格", en: "tables"), \.tables.count,
        { $0.tables.count + source($0).images })
    case "configuration-examples":
      return count(
        Label(zh: "配置示例", en: "configuration examples"),
        { $0.codeBlocks.count(where: \.isConfiguration) },
        { $0.codeBlocks.count { $0.figure == nil && !$0.language.isEmpty } })
    case "practices":
      return count(
        Label(zh: "最佳实践", en: "practices"), \.practices.count,
        { $0.practices.reduce(0) { $0 + 1 + $1.details.count } })
    case "code-examples":
      return count(
        Label(zh: "代码示例", en: "code examples"),
        { $0.codeBlocks.count { $0.figure == nil && !$0.language.isEmpty } },
        { $0.codeBlocks.count + $0.architectures.count })
    case "chapters":
      return count(
        Label(zh: "章节", en: "sections"), { $0.sections.count { $0.level == 2 } },
        \.sections.count)
    case "links":
      return count(Label(zh: "链接", en: "links"), \.links.count, \.links.count)
    case "words":
      return count(
        Label(zh: "字", en: "characters"), { source($0).characters.han },
        { source($0).characters.all })
    case "formulas":
      return count(
        Label(zh: "公式", en: "formulas"), { source($0).formulas.displayed + mathBlocks(of: $0) },
        { source($0).formulas.all + mathBlocks(of: $0) })
    case "references":
      // Without a list of them they may stand anywhere.
      var entries: [SourceID: Int] = [:]
      for document in Set(all + own + [module.page]).map({ model.documents[$0] }) {
        entries[document.source] = references(of: document)
      }
      guard all.contains(where: { entries[model.documents[$0].source] != 0 }) else { return nil }
      return count(
        Label(zh: "参考文献", en: "references"), { entries[$0.source] ?? 0 },
        { max(entries[$0.source] ?? 0, $0.links.count) })
    default: return codeLines(below: module, in: metric)
    }
  }

  /// The lines of code of one language: in the blocks of its own, and at most in all that are untagged as well.
  ///
  /// Nil for what is no language, and where a file of the language lies beside the documents.
  private func codeLines(below module: ModulePage, in language: String) -> (Recount, String)? {
    guard let language = CodeLanguage(namedIn: language) else { return nil }
    let documents =
      speaksForAll(module) ? Array(model.documents.indices) : everything(below: module)
    // Neighbours are mostly of one language, and are told by the tag before.
    var isTag: [String: Bool] = [:]
    var (tag, isOwn) = ("", false)
    var (tagged, untagged) = (0, 0)
    for block in documents.lazy.flatMap({ model.documents[$0].codeBlocks }) {
      guard !block.language.isEmpty else {
        if block.figure == nil { untagged += block.lines }
        continue
      }
      if block.language != tag {
        tag = block.language
        isOwn = isTag[tag] ?? language.isTag(tag)
        isTag[tag] = isOwn
      }
      if isOwn { tagged += block.lines }
    }
    // Where none of it is shown, it lies elsewhere.
    guard tagged > 0 else { return nil }
    let prefix = module.folder.isEmpty || speaksForAll(module) ? "" : module.folder + "/"
    let ends = language.extensions.map { Array(".\($0)".utf8) }
    let isApart = model.files.contains { path in
      ends.contains { path.utf8.suffix($0.count).elementsEqual($0) }
        && path.utf8.starts(with: prefix.utf8)
    }
    if isApart { return nil }
    return (
      Recount(
        [tagged, tagged + untagged], isContinuous: true,
        explanation: Label(
          zh: "标为 \(language.name) 的代码块共 \(tagged) 行；连同未标语言的 \(tagged + untagged) 行",
          en: "\(counting(tagged, "lines")) in blocks of \(language.name), "
            + "\(tagged + untagged) with the blocks of no language")),
      "\(language.name) lines"
    )
  }

  private func mathBlocks(of document: DocumentDraft) -> Int {
    document.codeBlocks.count {
      ["math", "latex", "tex", "katex"].contains($0.language.lowercased())
    }
  }

  /// The entries under headings of literature: items, rows and footnotes.
  private func references(of document: DocumentDraft) -> Int {
    let bytes = source(document).bytes
    return document.sections.indices.reduce(0) { sum, index in
      let section = document.sections[index]
      guard literature.occurInAnyCase(in: section.title) else { return sum }
      let isLast = index + 1 == document.sections.count
      let end = isLast ? bytes.count : document.sections[index + 1].heading.start
      return bytes[section.heading.end..<max(section.heading.end, end)].split(separator: 0x0A)
        .reduce(sum) { $0 + (isEntry($1) ? 1 : 0) }
    }
  }
}

private let literature: Words = [
  "参考", "文献", "论文", "引用", "延伸阅读", "资源", "reference", "bibliography", "literature",
  "further reading",
  "papers",
]

/// Whether a line is an item, a row of a table, a numbered entry or a footnote.
private func isEntry(_ line: ArraySlice<UInt8>) -> Bool {
  let line = line.drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x3E }
  guard let first = line.first else { return false }
  switch first {
  case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"):
    return line.dropFirst().first == 0x20
  case UInt8(ascii: "["): return line.contains(UInt8(ascii: "]"))
  case UInt8(ascii: "|"): return !line.allSatisfy { "|-: ".utf8.contains($0) }
  default:
    let rest = line.drop { $0.isDigit }
    return rest.count < line.count
      && (rest.first == UInt8(ascii: ".") || rest.first == UInt8(ascii: ")"))
  }
}

private let caseWords: Words = ["案例", "case"]

extension SourceFile {
  /// The formulas in TeX: those that stand by themselves, `$$ … $$` and `\[ … \]`, and all with those in lines.
  fileprivate var formulas: (displayed: Int, all: Int) {
    let dollar = UInt8(ascii: "$")
    var (doubles, singles) = (0, 0)
    var start = 0
    while let place = bytes.firstIndex(of: dollar, in: start..<bytes.count) {
      let isDouble = place + 1 < bytes.count && bytes[place + 1] == dollar
      if isDouble { doubles += 1 } else { singles += 1 }
      start = place + (isDouble ? 2 : 1)
    }
    let displayed = doubles / 2 + count(ofEscaped: UInt8(ascii: "["))
    return (displayed, displayed + singles / 2 + count(ofEscaped: UInt8(ascii: "(")))
  }

  /// What may be an image: `![…](…)`, and every tag of HTML in `i`, as `<img …>` is.
  fileprivate var images: Int {
    count(of: UInt8(ascii: "["), behind: UInt8(ascii: "!"))
      + count(of: UInt8(ascii: "i"), behind: UInt8(ascii: "<"))
  }

  private func count(ofEscaped bracket: UInt8) -> Int {
    count(of: bracket, behind: UInt8(ascii: "\\"))
  }

  private func count(of sign: UInt8, behind first: UInt8) -> Int {
    var count = 0
    var start = 0
    while let place = bytes.firstIndex(of: first, in: start..<bytes.count) {
      if place + 1 < bytes.count, bytes[place + 1] == sign { count += 1 }
      start = place + 1
    }
    return count
  }

  /// The Han characters of a document, and all that can be seen.
  fileprivate var characters: (han: Int, all: Int) {
    var han = 0
    var all = 0
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      if (0x4E00...0x9FFF).contains(scalar.value) { han += 1 }
      if scalar.value > 0x20 { all += 1 }
    }
    return (han, all)
  }
}
