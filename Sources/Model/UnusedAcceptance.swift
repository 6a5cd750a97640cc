package import Diagnostics

extension DiagnosticKind {
  package static let unusedAcceptance = DiagnosticKind(
    "unused-acceptance", .warning,
    """
    An acceptance must accept something: one that matches no finding hides the next one.

    `<!-- docgen-accept rule: reason -->` covers the block that follows it, or the line that it
    ends. When the finding is mended, or the rule's name misspelt, the comment is of no use.
    """)
}

extension Acceptance {
  /// Says that nothing is found any more of what it accepts.
  package var unused: Diagnostic {
    Diagnostic(
      .unusedAcceptance,
      "an acceptance must accept something, and nothing here is reported as `\(rule.value)`",
      at: rule.span)
  }
}
