import Quantities

/// A language of programs, proofs or configuration, as a page that counts its lines names it: `Coq代码`,
/// `TLA+规约`.
package struct CodeLanguage: Hashable, Sendable {
  /// As its makers write it.
  package let name: String

  /// What fences are tagged with, in lower case; the first names it in keys, as the name does.
  package let tags: [String]

  /// The ends of its files, without the dot.
  package let extensions: [String]

  private init(_ name: String, _ tags: [String], files extensions: [String]) {
    self.name = name
    self.tags = tags
    self.extensions = extensions
  }

  /// The one language of whose code a key speaks; nil for none, and for several, `Coq/Haskell`.
  ///
  /// Names are looked for as whole words: `Go` is none in `Google`. Beside the name stands nothing, or a word
  /// for code: `SQL结果` is no code.
  package init?(namedIn key: String) {
    let key = key.lowercased()
    // A key in Chinese characters alone names none.
    guard key.utf8.contains(where: \.isLetter) else { return nil }
    let words = Set(
      key.split { !($0.isASCII && ($0.isLetter || $0.isNumber || "+#".contains($0))) }
        .map(String.init))
    let named = Self.all.filter { !words.isDisjoint(with: [$0.name.lowercased(), $0.tags[0]]) }
    guard named.count == 1, let one = named.first,
      key.allSatisfy({ !$0.isLetter || $0.isASCII }) && words.count == 1
        || Self.words.contains(where: key.contains)
    else { return nil }
    self = one
  }

  private static let words = [
    "代码", "源码", "实现", "规约", "规范", "证明", "脚本", "配置", "模型", "示例", "code", "source", "implementation",
    "spec", "proof", "script",
  ]

  /// Whether a fence is tagged as of this language.
  ///
  /// A tag may say more: `rust,no_run`, `{.go .numberLines}`, `python:app.py`, `python3.11`, `bash-session`.
  package func isTag(_ tag: String) -> Bool {
    let word = tag.lowercased().drop { !$0.isLetter }
      .prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "+#-".contains($0)) }
    return tags.contains(String(word))
      || tags.contains(String(word.prefix { $0.isLetter || $0 == "+" }))
  }

  private static let all = [
    CodeLanguage("Coq", ["coq", "gallina", "rocq", "v"], files: ["v"]),
    CodeLanguage("TLA+", ["tla+", "tla", "tlaplus", "pluscal"], files: ["tla"]),
    CodeLanguage("Haskell", ["haskell", "hs"], files: ["hs", "lhs"]),
    CodeLanguage("Lean", ["lean", "lean4"], files: ["lean"]),
    CodeLanguage("Agda", ["agda"], files: ["agda", "lagda"]),
    CodeLanguage("Isabelle", ["isabelle", "thy"], files: ["thy"]),
    CodeLanguage("Alloy", ["alloy", "als"], files: ["als"]),
    CodeLanguage("Rust", ["rust", "rs"], files: ["rs"]),
    CodeLanguage("Go", ["go", "golang"], files: ["go"]),
    CodeLanguage("Python", ["python", "py", "python3"], files: ["py"]),
    CodeLanguage("Java", ["java"], files: ["java"]),
    CodeLanguage("C++", ["c++", "cpp", "cc", "cxx"], files: ["cpp", "cc", "cxx", "hpp", "h"]),
    CodeLanguage("YAML", ["yaml", "yml", "docker-compose", "compose"], files: ["yaml", "yml"]),
    CodeLanguage(
      "SQL", ["sql", "mysql", "psql", "postgresql", "postgres", "plsql"], files: ["sql"]),
    CodeLanguage("Shell", ["shell", "sh", "bash", "zsh", "console"], files: ["sh", "bash"]),
    CodeLanguage("TypeScript", ["typescript", "ts", "tsx"], files: ["ts", "tsx"]),
    CodeLanguage("JavaScript", ["javascript", "js", "jsx", "node"], files: ["js", "jsx"]),
    CodeLanguage("Scala", ["scala"], files: ["scala"]),
    CodeLanguage("Kotlin", ["kotlin", "kt"], files: ["kt", "kts"]),
    CodeLanguage("Swift", ["swift"], files: ["swift"]),
    CodeLanguage("OCaml", ["ocaml", "ml"], files: ["ml", "mli"]),
    CodeLanguage("Terraform", ["terraform", "hcl", "tf"], files: ["tf"]),
    CodeLanguage("P4", ["p4"], files: ["p4"]),
  ]
}
