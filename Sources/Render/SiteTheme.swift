package import Quantities

/// The templates of the theme, ready to be filled.
package struct SiteTheme: Sendable {
  /// A template, and what its pages put into it.
  package enum Template: String, Sendable, CaseIterable {
    case layout, listing, overview, document, `case`, architecture, evidence, search, missing

    package var slots: [Frame.Slot] {
      switch self {
      case .layout:
        [
          .required("root"), .required("kind"), .required("title"), .required("main"),
          .required("navigation"), .required("shared"), .optional("language"),
          .optional("description"), .optional("breadcrumbs"),
          .optional("toc"), .optional("neighbours"), .optional("pager"),
        ]
      case .listing: [.required("heading"), .required("body"), .optional("lead")]
      case .overview:
        [
          .required("verdicts"), .optional("heading"), .optional("modules"), .optional("lead"),
          .optional("simulated"), .optional("refuted"), .optional("cases"),
        ]
      case .document:
        [
          .required("content"), .optional("contentLanguage"), .optional("numbers"),
          .optional("claims"), .optional("findings"),
        ]
      case .case:
        [
          .required("heading"), .required("lead"), .required("requirements"), .required("design"),
          .required("assumptions"), .required("outcomes"), .optional("kicker"),
          .optional("practices"),
        ]
      case .architecture:
        [
          .required("heading"), .required("lead"), .required("diagram"), .required("tree"),
          .required("source"), .optional("connections"),
        ]
      case .evidence:
        [
          .required("heading"), .required("lead"), .required("summary"), .required("assumptions"),
          .optional("interval"), .optional("histogram"), .optional("sensitivity"),
        ]
      case .search: [.required("fallback"), .required("shared")]
      case .missing: [.required("root")]
      }
    }
  }

  let files: ThemeFiles
  private let frames: [Template: Frame]

  init(_ overrides: [String: [UInt8]], title: String, language: Language) {
    files = ThemeFiles(overrides: overrides)
    let constants = Self.constants(title: title, language: language)
    var frames: [Template: Frame] = [:]
    for template in Template.allCases {
      // A project's template that does not parse gives way to the embedded one.
      for text in files.templates(template.rawValue) where frames[template] == nil {
        frames[template] = try? Frame(text, slots: template.slots, constants: constants)
      }
    }
    self.frames = frames
  }

  /// What every template may name beside its slots.
  package static func constants(title: String, language: Language) -> [String: any Sendable] {
    var words: [String: String] = [:]
    for phrase in Phrase.allCases { words[phrase.rawValue] = language(phrase) }
    return [
      "ui": words, "site": title, "lang": language.tag, "colon": language == .zh ? "：" : ": ",
    ]
  }

  func render(_ template: Template, _ values: [String: HTML]) -> HTML {
    frames[template]?.render(values) ?? HTML()
  }
}
