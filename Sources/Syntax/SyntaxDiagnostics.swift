package import Diagnostics

extension DiagnosticKind {
  /// The findings that parsing makes.
  package static let syntax: [DiagnosticKind] = [
    .oversizedSource, .invalidYAML,
  ]

  package static let oversizedSource = DiagnosticKind(
    "oversized-source", .error,
    """
    A document must be of a size that a reader and a browser can take; larger files are not read.
    Split it, or keep it out of the content folder.
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
