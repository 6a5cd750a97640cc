package import Diagnostics

/// A scenario as written: which system is simulated, on which architecture, under which assumptions.
package struct Scenario: Sendable {
  package let id: Located<String>
  package let system: Located<String>

  /// The heading or title of the architecture that it stands on.
  package let from: Located<String>?
  package let assume: [Assumption]

  /// The two designs of a before/after pair; empty for a single design.
  package let before: [Assumption]
  package let after: [Assumption]

  /// The free parameter that is solved so that the model meets the documented "before".
  package let calibrate: Located<String>?

  /// From the words that name a claim to the output that it is judged by.
  package let claims: [Binding]

  /// Figures of the text that say again what the scenario assumes, or where a verdict of it turns.
  package let quotes: [Quote]
  package let seed: Located<UInt64>?
  package let span: Span
  package let section: Int

  package init(
    id: Located<String>, system: Located<String>, from: Located<String>?, assume: [Assumption],
    before: [Assumption], after: [Assumption], calibrate: Located<String>?, claims: [Binding],
    quotes: [Quote] = [], seed: Located<UInt64>?, span: Span, section: Int
  ) {
    self.id = id
    self.system = system
    self.from = from
    self.assume = assume
    self.before = before
    self.after = after
    self.calibrate = calibrate
    self.claims = claims
    self.quotes = quotes
    self.seed = seed
    self.span = span
    self.section = section
  }

  /// One parameter's value, as written, and where it comes from.
  package struct Assumption: Sendable {
    /// Where a value comes from.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
      case literature, vendor, measurement, standard, assumption
    }

    package let parameter: Located<String>

    /// The fields of the value: `value`, or the shape of a distribution such as `median` and `p95`.
    package let fields: [Field]
    package let kind: Located<String>?
    package let origin: Located<String>?

    /// The range in which the author thinks the value may lie.
    package let range: Located<String>?

    /// Where the same document has the value, instead of `fields`.
    package let link: Link?
    package let span: Span

    package init(
      parameter: Located<String>, fields: [Field], kind: Located<String>?,
      origin: Located<String>?, range: Located<String>?, link: Link? = nil, span: Span
    ) {
      self.parameter = parameter
      self.fields = fields
      self.kind = kind
      self.origin = origin
      self.range = range
      self.link = link
      self.span = span
    }

    /// Something of the text that has the value.
    package struct Link: Sendable {
      package enum Source: String, Sendable, Hashable, CaseIterable {
        /// A field of a configuration: `Canary spec.analysis.stepWeight`, or `Deployment/web spec.replicas`.
        case manifest
        /// A component of a tree, a row of a table or a metric, by its name: `采集网关`, or `主库切换 / 年次数`
        /// with the header of a column.
        case figure
      }

      package let source: Source
      package let place: Located<String>

      /// The unit of a value that is written without one.
      package let unit: Located<String>?

      package init(_ source: Source, _ place: Located<String>, unit: Located<String>?) {
        self.source = source
        self.place = place
        self.unit = unit
      }
    }

    package struct Field: Sendable {
      package let name: String
      package let text: Located<String>

      package init(name: String, text: Located<String>) {
        self.name = name
        self.text = text
      }
    }
  }

  /// A claim's subject and what of the scenario its figure repeats.
  package struct Quote: Sendable {
    package enum Source: String, Sendable, Hashable, CaseIterable {
      /// The value that is assumed for a parameter.
      case assumed
      /// The value of a parameter at which a verdict turns.
      case breakEven = "break-even"
      /// What the scenario answers, by the name of the output.
      case answer
    }

    package let subject: Located<String>
    package let source: Source
    package let parameter: Located<String>

    /// The subject of the claim whose verdict turns, where several are judged.
    package let of: Located<String>?

    package init(
      subject: Located<String>, source: Source, parameter: Located<String>, of: Located<String>?
    ) {
      self.subject = subject
      self.source = source
      self.parameter = parameter
      self.of = of
    }
  }

  /// A claim's subject and the output of the system that answers it.
  package struct Binding: Sendable {
    package let subject: Located<String>
    package let output: Located<String>

    package init(subject: Located<String>, output: Located<String>) {
      self.subject = subject
      self.output = output
    }
  }
}
