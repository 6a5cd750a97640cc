import Diagnostics
import Model
import Quantities

extension PageType {
  /// The words in which the site speaks of figures: verdicts, evidence, roles, metrics.
  static let glossary = PageType(.glossary) { site in
    let language = site.language
    var body: HTML = "<h2 id=\"verdicts\">\(language(.verdict))</h2>\n<dl class=\"glossary\">"
    for verdict in Verdict.allCases {
      body += "<dt>\(site.badge(verdict))</dt><dd>\(language(verdict.meaning))</dd>\n"
    }
    body += """
      <dt><span class="verdict fails">! \(site.severityText(.error))</span></dt>\
      <dd>\(language(.questionedMeaning))</dd>

      """
    body += "</dl>\n<h2 id=\"evidence\">\(language(.judgedBy))</h2>\n<dl class=\"glossary\">"
    for kind in Evidence.Kind.allCases {
      body += "<dt>\(language(kind.label))</dt><dd>\(language(kind.meaning))</dd>\n"
    }
    body += "</dl>\n<h2 id=\"terms\">\(language(.term))</h2>\n<dl class=\"glossary\">"
    for (term, meaning) in terms {
      body += "<dt>\(language(term))</dt><dd>\(language(meaning))</dd>\n"
    }
    let metrics = site.metrics
    if !metrics.isEmpty {
      body += "</dl>\n<h2 id=\"metrics\">\(language(.metric))</h2>\n<dl class=\"glossary\">"
      for metric in metrics {
        let names = shownNames(of: metric).prefix(8).joined(separator: language == .zh ? "、" : ", ")
        body += "<dt>\(language(metric.label))</dt><dd>\(names)</dd>\n"
      }
    }
    body.raw("</dl>\n")
    return site.listing(.glossary, body)
  }

  private static let terms: [(Label, Label)] = [
    (
      Label(zh: "声称", en: "claim"),
      Label(
        zh: "文档所断言的一个数字，连同它说的是什么。",
        en: "A figure that a document asserts, with what it is about.")
    ),
    (
      Label(zh: "区间", en: "interval"),
      Label(
        zh: "一个印出来的数字所代表的全部取值：99.995% 代表 99.9945% 到 99.9955%，10+ 代表 10 及以上。",
        en:
          "All values that a printed figure stands for: 99.995 % is 99.9945 % to 99.9955 %, 10+ is 10 or more."
      )
    ),
    (
      Label(zh: "假设", en: "assumption"),
      Label(
        zh: "文中没有写、仿真却需要的一个取值；写明类别和来源。",
        en:
          "A value that the text does not give and a simulation needs, with its kind and its origin."
      )
    ),
    (
      Label(zh: "弹性", en: "elasticity"),
      Label(
        zh: "假设变动 1%，结果变动百分之几。",
        en: "By how many percent the result changes when an assumption changes by one.")
    ),
    (
      Label(zh: "翻转点", en: "break-even"),
      Label(
        zh: "一项假设取到哪个值时，结论就会改变。",
        en: "The value of an assumption at which the verdict would change.")
    ),
    (
      Label(zh: "脆弱", en: "fragile"),
      Label(
        zh: "翻转点就落在假设自己的合理范围之内：结论经不起这项假设的正常出入。",
        en:
          "The break-even lies inside the assumption's own plausible range: ordinary variation would overturn the verdict."
      )
    ),
    (
      Label(zh: "自述计数", en: "self-count"),
      Label(
        zh: "文档说自己有多少篇、多少行、多少图；会被重新清点。",
        en: "What documents say of their own number of pages, lines or figures; it is recounted.")
    ),
  ]
}

/// The names of a metric as they are written: abbreviations in capitals, and of spellings that differ
/// by a space alone the first.
private func shownNames(of metric: Metric) -> [String] {
  var seen: Set<String> = []
  return metric.names.filter { seen.insert($0.filter { $0 != " " }).inserted }.map { name in
    name.split(whereSeparator: { !$0.isASCII || $0 == " " }).reduce(name) { text, word in
      abbreviations.contains(word) ? text.replacing(word, with: word.uppercased()) : text
    }
  }
}

private let abbreviations: Set<Substring> = [
  "afr", "cpu", "gpu", "iops", "it", "mtbf", "mttf", "mttr", "qps", "rpo", "rps", "rto", "rtt",
  "sla",
  "slo", "tco", "tps",
]

extension Site {
  /// The metrics that claims of the site speak of, by identifier.
  fileprivate var metrics: [Metric] {
    var known: [String: Metric] = [:]
    for place in claims.values { if let metric = place.claim.metric { known[metric.id] = metric } }
    return known.values.sorted { $0.id < $1.id }
  }
}
