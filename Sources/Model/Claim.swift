package import Diagnostics
package import Quantities

/// A figure that a document asserts.
package struct Claim: Sendable {
  /// What the figure is in its document.
  package enum Role: String, Sendable, Hashable {
    /// What the design is asked to reach (要求).
    case requirement
    /// What the design is said to have reached (效果).
    case outcome
    /// How something is set or sized.
    case configuration
    /// A limit at which something acts, as in an alert or an autoscaler.
    case threshold
    /// What a document says of its own size (文档数量, 总行数).
    case selfCount
    /// None of these.
    case statement
  }

  /// What is said.
  package enum Statement: Sendable, Hashable {
    case value(Quantity)
    case transition(before: Quantity, after: Quantity)
    /// A relative change; positive is an increase. The quantity is a ratio or a factor.
    case change(Quantity)
  }

  /// A stable identity: a hash of the document's path, the heading path, the subject and an ordinal,
  /// but not of the figure, so that it survives an edited number.
  package let id: String
  package let role: Role

  /// The words that name what is measured, as written: `可用性`, `MTTR`.
  package let subject: String
  package let metric: Metric?
  package let statement: Statement

  /// A percentile such as 0.99 in `P99 < 500μs`.
  package let percentile: Double?

  /// The rest of the line: scope, method, remark.
  package let qualifier: String?

  /// The claim that this one restates in other terms, as in `99.995% (年停机时间 < 30分钟)`.
  package let restates: String?

  /// The whole line, and the figure in it.
  package let span: Span
  package let figure: Span

  /// The section that holds it, an index into `DocumentDraft.sections`.
  package let section: Int

  package init(
    id: String, role: Role, subject: String, metric: Metric?, statement: Statement,
    percentile: Double? = nil, qualifier: String? = nil, restates: String? = nil, span: Span,
    figure: Span, section: Int
  ) {
    self.id = id
    self.role = role
    self.subject = subject
    self.metric = metric
    self.statement = statement
    self.percentile = percentile
    self.qualifier = qualifier
    self.restates = restates
    self.span = span
    self.figure = figure
    self.section = section
  }

  /// The quantity that it is judged by, of a transition what comes after.
  package var quantity: Quantity {
    switch statement {
    case .value(let quantity), .change(let quantity): quantity
    case .transition(_, let after): after
    }
  }

  /// The unit that it is talked about in.
  package var unit: Unit { quantity.unit }
}
