package import Model

extension Parameter.Reading {
  /// Which words of an architecture fill a parameter, in a sentence.
  package var described: Label {
    func zh(_ words: [String]) -> String { words.map { "`\($0)`" }.joined(separator: "、") }
    func en(_ words: [String]) -> String { words.map { "`\($0)`" }.joined(separator: ", ") }
    switch self {
    case .count(let words, let under), .countOnly(let words, let under):
      let isOnly = if case .countOnly = self { true } else { false }
      return Label(
        zh: "取自架构：写有 \(zh(words)) 的部件的数目"
          + (under.isEmpty
            ? "" : isOnly ? "，只取 \(zh(under)) 之下的" : "，先取 \(zh(under)) 之下的") + "。",
        en: "Read from the architecture: the count of what names \(en(words))"
          + (under.isEmpty
            ? "" : isOnly ? ", only under \(en(under))" : ", first of those under \(en(under))")
          + ".")
    case .counted(let things, let words):
      return Label(
        zh: "取自架构：写有 \(zh(words)) 的部件里 \(zh(things)) 的数目。",
        en: "Read from the architecture: how many \(en(things)) what names \(en(words)) has.")
    case .product(let words):
      return Label(
        zh: "取自架构：写有 \(zh(words)) 的部件的数目，乘以其上各层的数目。",
        en:
          "Read from the architecture: the count of what names \(en(words)), times those of all that holds it."
      )
    case .presence(let words):
      return Label(
        zh: "架构、表格或实践写有 \(zh(words)) 时为是。",
        en: "Yes where the architecture, a table or a practice names \(en(words)).")
    case .quantity(let words):
      return Label(
        zh: "取自架构：写有 \(zh(words)) 的部件里的量。",
        en: "Read from the architecture: the figure in what names \(en(words)).")
    }
  }
}
