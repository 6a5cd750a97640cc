package import Diagnostics
package import Quantities

/// What one document says, before names are resolved.
///
/// A class, but a value to all that use it: nothing of it changes, and every rule is handed each of them,
/// which would count up its two dozen lists.
package final class DocumentDraft: Sendable {
  package let source: SourceID
  package let path: String

  /// From the front matter, else the first H1, else the file name.
  package let title: String
  package let metadata: [MetadataEntry]

  /// In document order; the first is the document itself, before any heading.
  package let sections: [Section]
  package let architectures: [Architecture]
  package let tables: [Table]
  package let claims: [Claim]
  package let practices: [Practice]
  package let listedDocuments: [ListedDocument]
  package let relations: [Relation]
  package let links: [Link]
  package let scenarios: [Scenario]
  package let codeBlocks: [CodeBlock]
  package let announcements: [Announcement]

  /// Kubernetes objects in fences, in document order.
  package let manifests: [Manifest]
  package let acceptances: [Acceptance]
  package let numbers: [NumberUse]
  package let equations: [Equation]
  package let lineCount: Int

  /// What went wrong while reading.
  package let diagnostics: [Diagnostic]

  package init(
    source: SourceID, path: String, title: String, metadata: [MetadataEntry], sections: [Section],
    architectures: [Architecture], tables: [Table], claims: [Claim], practices: [Practice],
    listedDocuments: [ListedDocument], relations: [Relation], links: [Link],
    scenarios: [Scenario], codeBlocks: [CodeBlock], acceptances: [Acceptance],
    numbers: [NumberUse], lineCount: Int, diagnostics: [Diagnostic],
    announcements: [Announcement], manifests: [Manifest], equations: [Equation]
  ) {
    self.source = source
    self.path = path
    self.title = title
    self.metadata = metadata
    self.sections = sections
    self.architectures = architectures
    self.tables = tables
    self.claims = claims
    self.practices = practices
    self.listedDocuments = listedDocuments
    self.relations = relations
    self.links = links
    self.scenarios = scenarios
    self.codeBlocks = codeBlocks
    self.acceptances = acceptances
    self.numbers = numbers
    self.equations = equations
    self.lineCount = lineCount
    self.announcements = announcements
    self.manifests = manifests
    self.diagnostics = diagnostics
  }
}

extension DocumentDraft {
  /// The same draft with other architectures.
  package func replacing(architectures: [Architecture]) -> DocumentDraft {
    DocumentDraft(
      source: source, path: path, title: title, metadata: metadata, sections: sections,
      architectures: architectures, tables: tables, claims: claims, practices: practices,
      listedDocuments: listedDocuments, relations: relations, links: links, scenarios: scenarios,
      codeBlocks: codeBlocks, acceptances: acceptances, numbers: numbers, lineCount: lineCount,
      diagnostics: diagnostics, announcements: announcements, manifests: manifests,
      equations: equations)
  }
}

/// A key and its value, from front matter, a quote or a footer line.
package struct MetadataEntry: Sendable, Hashable {
  package let key: Located<String>
  package let value: Located<String>

  package init(key: Located<String>, value: Located<String>) {
    self.key = key
    self.value = value
  }
}

/// A heading and what stands under it.
package struct Section: Sendable, Hashable {
  package let title: String

  /// 0 for the document itself, 1 to 6 for headings.
  package let level: Int

  /// The anchor by GitHub's rule, unique in its document.
  package let slug: String

  /// The index of the enclosing section, nil for the document itself.
  package let parent: Int?

  /// The heading line.
  package let heading: Span

  /// From the heading to the next one of the same or a higher level.
  package let extent: Span

  package init(
    title: String, level: Int, slug: String, parent: Int?, heading: Span, extent: Span
  ) {
    self.title = title
    self.level = level
    self.slug = slug
    self.parent = parent
    self.heading = heading
    self.extent = extent
  }
}

extension [Section] {
  /// The index of the innermost section of a document that holds a place. O(log sections).
  package func innermost(at offset: Int) -> Int {
    var low = 0
    var high = count
    while high - low > 1 {
      let middle = (low + high) / 2
      if self[middle].extent.start <= offset { low = middle } else { high = middle }
    }
    return low
  }
}

/// One recommended practice: an item of a ✅ list.
package struct Practice: Sendable {
  /// The line above the list, as in `数据安全`.
  package let group: String?
  package let text: String
  package let details: [String]
  package let span: Span
  package let section: Int

  package init(group: String?, text: String, details: [String], span: Span, section: Int) {
    self.group = group
    self.text = text
    self.details = details
    self.span = span
    self.section = section
  }
}

/// A row of a module page's document list.
package struct ListedDocument: Sendable {
  /// The path as written, relative to the page.
  package let path: Located<String>
  package let lines: Located<Quantity>?
  package let summary: String?
  package let status: String?

  package init(
    path: Located<String>, lines: Located<Quantity>?, summary: String?, status: String?
  ) {
    self.path = path
    self.lines = lines
    self.summary = summary
    self.status = status
  }
}

/// A stated relation to another module, as in `├─ 应用 01_理论基础 的技术原理`.
package struct Relation: Sendable {
  package let verb: String
  package let target: Located<String>
  package let remark: String?
  package let span: Span

  package init(verb: String, target: Located<String>, remark: String?, span: Span) {
    self.verb = verb
    self.target = target
    self.remark = remark
    self.span = span
  }
}

/// A link as written.
package struct Link: Sendable {
  package let destination: Located<String>
  package let text: String
  package let span: Span

  package init(destination: Located<String>, text: String, span: Span) {
    self.destination = destination
    self.text = text
    self.span = span
  }
}

/// A fenced block that is neither an architecture nor a scenario.
package struct CodeBlock: Sendable {
  package let language: String

  /// The lines between its fences.
  package let lines: Int
  package let span: Span
  package let section: Int

  /// What a box-drawing fence turned out to be; nil for other code.
  package let figure: Architecture.Kind?

  /// Whether it is configuration: yaml, json, toml, ini, hcl, nginx, shell and so on.
  package let isConfiguration: Bool

  package init(
    language: String, lines: Int, span: Span, section: Int, figure: Architecture.Kind?,
    isConfiguration: Bool
  ) {
    self.language = language
    self.lines = lines
    self.span = span
    self.section = section
    self.figure = figure
    self.isConfiguration = isConfiguration
  }
}

/// `<!-- docgen-accept rule-id: reason -->`: the author knows of a finding and says why it stays.
package struct Acceptance: Sendable {
  package let rule: Located<String>
  package let reason: String

  /// What it covers: the next block, or the line that it ends.
  package let scope: Span
  package let span: Span

  package init(rule: Located<String>, reason: String, scope: Span, span: Span) {
    self.rule = rule
    self.reason = reason
    self.scope = scope
    self.span = span
  }

  /// Whether it accepts a finding: one of its rule that touches what it covers.
  package func accepts(_ finding: Diagnostic) -> Bool {
    finding.id == rule.value && finding.span.source == scope.source
      && finding.span.start < max(scope.end, scope.start + 1) && finding.span.end >= scope.start
  }
}

/// A sentence that says how many things follow, and how many do.
package struct Announcement: Sendable {
  package let count: Located<Int>

  /// The items of the list, or the rows of the table, that comes next.
  package let items: Int
  package let list: Span

  package init(count: Located<Int>, items: Int, list: Span) {
    self.count = count
    self.items = items
    self.list = list
  }
}

/// A number in the text, and how much of it was understood.
package struct NumberUse: Sendable {
  package enum Understanding: String, Sendable, Hashable {
    /// Seen, not understood.
    case unread
    /// A date, version, ordinal, heading number, identifier: understood, and nothing to check.
    case label
    /// A quantity with a dimension.
    case typed
  }

  /// Why a number is not understood.
  package enum Gap: String, Sendable, Hashable, CaseIterable {
    /// It is part of a formula.
    case formula
    /// The word after it is no unit and names nothing that is counted.
    case word
    /// It stands alone in a table, and neither column nor row says what it counts.
    case cell
    case heading
    /// It stands alone in a tree or another drawing.
    case drawing
    case prose
  }

  package let span: Span
  package let understanding: Understanding

  /// What is read, in the unit that the context gives; a bare number where it is not understood. Nil
  /// for a label.
  package let quantity: Quantity?

  /// The thing that the quantity is for one of, where that is no time: `GB` in `$0.023/GB`.
  package let per: String?

  /// Nil for a number that is understood.
  package let gap: Gap?

  package init(
    span: Span, understanding: Understanding, quantity: Quantity? = nil,
    per: String? = nil, gap: Gap? = nil
  ) {
    self.span = span
    self.understanding = understanding
    self.quantity = quantity
    self.per = per
    self.gap = gap
  }

  /// The number as one that is computed with.
  package var asOperand: NumberUse {
    guard understanding == .unread, quantity != nil else { return self }
    return NumberUse(span: span, understanding: .typed, quantity: quantity, per: per)
  }
}
