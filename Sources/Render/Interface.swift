package import Model
package import Quantities

/// The site's own words in either language; documents keep theirs.
extension Language {
  /// The value of `lang` attributes.
  var tag: String {
    switch self {
    case .zh: "zh-CN"
    case .en: "en"
    }
  }

  /// What the language calls itself.
  var name: String {
    switch self {
    case .zh: "中文"
    case .en: "English"
    }
  }

  func callAsFunction(_ label: Label) -> String {
    switch self {
    case .zh: label.zh
    case .en: label.en
    }
  }

  /// A phrase as it stands at the head of something: in English with a capital.
  func callAsFunction(_ phrase: Phrase) -> String {
    head(phrase.label)
  }

  /// A label as a heading.
  func head(_ label: Label) -> String {
    let text = self(label)
    return self == .en ? text.prefix(1).uppercased() + text.dropFirst() : text
  }

  /// A phrase followed by a colon, in the language's own punctuation.
  func lead(_ phrase: Phrase) -> String { self(phrase) + colon }

  func lead(_ label: Label) -> String { self(label) + colon }

  private var colon: String { self == .zh ? "：" : ": " }

  /// The number of a line, as a place is given.
  func line(_ number: Int) -> String {
    switch self {
    case .zh: "第 \(number) 行"
    case .en: "line \(number)"
    }
  }

  /// So many of what a phrase names.
  func count(_ number: Int, _ phrase: Phrase) -> String {
    switch self {
    case .zh: "\(grouped(number)) \(phrase.classifier)\(phrase.label.zh)"
    case .en:
      number == 1 && phrase.label.en.hasSuffix("s")
        ? "1 \(singular(phrase.label.en))" : "\(grouped(number)) \(phrase.label.en)"
    }
  }
}

extension Phrase {
  /// The measure word that Chinese puts between a number and what is counted.
  fileprivate var classifier: String {
    switch self {
    case .documents: "篇"
    case .claims, .practices, .connections: "条"
    case .assumptions: "项"
    case .architectures, .components, .cases, .errors, .modules: "个"
    case .warnings, .notes: "条"
    default: ""
    }
  }
}

private func singular(_ plural: String) -> String {
  plural.hasSuffix("ies") ? plural.dropLast(3) + "y" : String(plural.dropLast())
}

extension Language {
  /// Chinese when at least a tenth of the letters of the collection's titles and headings are Han.
  package static func detected(in model: ResolvedModel) -> Language {
    var han = 0
    var letters = 0
    for document in model.documents {
      for section in document.sections {
        for scalar in section.title.unicodeScalars {
          if (0x4E00...0x9FFF).contains(scalar.value) { han += 1 }
          // All that is beyond ASCII and no punctuation: the property itself is looked up slowly.
          if scalar.isASCIILetter || scalar.value >= 0xC0 && !scalar.isCommonPunctuation {
            letters += 1
          }
        }
      }
    }
    return han * 10 >= letters && han > 0 ? .zh : .en
  }
}

extension Unicode.Scalar {
  var isASCIILetter: Bool { (0x61...0x7A).contains(value | 0x20) }

  /// Whether it is of the blocks of punctuation, arrows, boxes and full-width forms.
  fileprivate var isCommonPunctuation: Bool {
    switch value {
    case 0x2000...0x2BFF, 0x3000...0x303F, 0xFF00...0xFF0F, 0xFF1A...0xFF20, 0x1F300...0x1FAFF,
      0xFE0F:
      true
    default: false
    }
  }
}

extension Verdict {
  var label: Label {
    switch self {
    case .holds: Label(zh: "成立", en: "holds")
    case .atFaceValue: Label(zh: "字面成立", en: "holds at face value")
    case .fails: Label(zh: "不成立", en: "fails")
    case .undecided: Label(zh: "未决", en: "undecided")
    case .unchecked: Label(zh: "无依据", en: "unchecked")
    }
  }

  /// A sign that tells the verdicts apart without colour.
  var sign: String {
    switch self {
    case .holds: "✓"
    case .atFaceValue: "≈"
    case .fails: "✗"
    case .undecided: "?"
    case .unchecked: "○"
    }
  }

  var meaning: Label {
    switch self {
    case .holds:
      Label(
        zh: "证据的整个区间都落在所声称的范围之内。",
        en: "The evidence lies wholly inside what is claimed.")
    case .atFaceValue:
      Label(
        zh: "按印出来的数字成立；但它所代表的整个区间并不都成立，或者它只是与另一处同样没有证据的说法一致。",
        en:
          """
          The printed figure satisfies it, but not all of the interval that the rounded figure \
          stands for does; or it merely agrees with another statement that nothing supports.
          """
      )
    case .fails:
      Label(
        zh: "证据的整个区间都落在所声称的范围之外。",
        en: "The evidence lies wholly outside what is claimed.")
    case .undecided:
      Label(
        zh: "证据的区间跨在声称的界线上，例如仿真预算用完时的置信区间：既不能肯定，也不能否定。",
        en: """
          The evidence straddles the limit of the claim, as a confidence interval may when the \
          simulation's budget ends: it neither supports nor contradicts it.
          """)
    case .unchecked:
      Label(
        zh: "没有任何东西支持或反驳它：如实标明。",
        en: "Nothing supports or contradicts it, and it is shown as such.")
    }
  }
}

extension Evidence {
  /// What kind of evidence it is; an exact answer of a system is not called simulated.
  var label: Label {
    simulation?.isExact == true ? Label(zh: "解析", en: "analysed") : kind.label
  }
}

extension Evidence.Kind {
  var label: Label {
    switch self {
    case .computed: Label(zh: "推算", en: "computed")
    case .counted: Label(zh: "清点", en: "counted")
    case .agreed: Label(zh: "互证", en: "agreed")
    case .catalogued: Label(zh: "查证", en: "catalogued")
    case .simulated: Label(zh: "仿真", en: "simulated")
    }
  }

  var meaning: Label {
    switch self {
    case .computed:
      Label(
        zh: "由文中其他陈述经算术得出，例如 99.995% 的可用性意味着每年停机 26.28 分钟。",
        en: "Arithmetic on other statements: 99.995 % availability means 26.28 minutes a year.")
    case .counted:
      Label(
        zh: "重新清点源文件得出：文档数、行数、图数、案例数、实践条数。",
        en: "A recount of the sources: documents, lines, diagrams, cases, practices.")
    case .agreed:
      Label(
        zh: "同一事实在别处也有陈述，两处相互印证。",
        en: "The same fact stated elsewhere in the collection.")
    case .catalogued:
      Label(
        zh: "来自有出处的技术目录，例如某型号处理器的核数。",
        en: "A sourced figure of the technology catalogue, such as the cores of a processor.")
    case .simulated:
      Label(
        zh: "由一个写明假设的场景得出：凡有公式的用解析，其余用仿真；因而总是有条件的。",
        en: """
          A scenario under stated assumptions, analysed where there is a formula and simulated where \
          there is none, and therefore always conditional.
          """)
    }
  }
}

extension Claim.Role {
  var label: Label {
    switch self {
    case .requirement: Label(zh: "要求", en: "requirement")
    case .outcome: Label(zh: "效果", en: "outcome")
    case .configuration: Label(zh: "配置", en: "configuration")
    case .threshold: Label(zh: "阈值", en: "threshold")
    case .selfCount: Label(zh: "自述计数", en: "self-count")
    case .statement: Label(zh: "陈述", en: "statement")
    }
  }
}
