package import Diagnostics

extension DiagnosticKind {
  /// The findings that parsing makes.
  package static let syntax: [DiagnosticKind] = [
    .excessiveMarkup, .invalidYAML,
  ]

  package static let excessiveMarkup = DiagnosticKind(
    "excessive-markup", .warning,
    """
    Markup must stay within what a reader could follow: at most 500 brackets open at once, tables of
    at most 1000 columns whose rows are not mostly missing, and link definitions of a size that fits
    the number of their links. What goes beyond is shown as the text that it is, because a few bytes
    of it would otherwise cost minutes or gigabytes.

        [[[[[[…          <- five hundred and one of them
    """)

  package static let invalidYAML = DiagnosticKind(
    "invalid-yaml", .error,
    """
    YAML in front matter and in fences must be well-formed, because what cannot be read cannot be
    checked.

        ---
        title: [unclosed        <- the list never ends
        ---

    Aliases and anchors (`*name`, `&name`) are not read, nor is nesting deeper than 64 levels: a
    few bytes of either can stand for gigabytes.
    """)
}
