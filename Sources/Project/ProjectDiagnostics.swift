package import Diagnostics

extension DiagnosticKind {
  /// What can be wrong with files and with the configuration.
  package static let project: [DiagnosticKind] = [
    .invalidUTF8, .fileTooLarge, .emptyDocument, .linkOutside, .unknownKey, .invalidSetting,
    .unusedBaseline, .brokenTemplate, .damagedLedger,
  ]

  static let invalidUTF8 = DiagnosticKind(
    "invalid-utf8", .error,
    """
    A document is UTF-8 text. Bytes that are not are shown as U+FFFD (�), so nothing else is lost,
    but what they said cannot be known. Bytes of zero belong to no text: a file that is full of them
    is UTF-16.

    Convert the file, for example with `iconv -f GB18030 -t UTF-8` or `iconv -f UTF-16 -t UTF-8`.
    """)

  static let fileTooLarge = DiagnosticKind(
    "file-too-large", .error,
    """
    A document of more than 32 MiB is not read: no person wrote it, and no person will read the
    page that it would become. The rest of the collection is read as usual.
    """)

  static let emptyDocument = DiagnosticKind(
    "empty-document", .warning,
    """
    A document says something. A file without a word was never written, or has lost its contents to
    a command that failed; its page would be blank.
    """)

  static let linkOutside = DiagnosticKind(
    "link-outside", .warning,
    """
    A symbolic link that leads out of the content folder, to a folder, or nowhere is not followed:
    documents may come from strangers, and a link could publish any file of this machine.
    """)

  static let unknownKey = DiagnosticKind(
    "unknown-key", .error,
    """
    Every key of `docgen.yml` is known: a misspelt setting that is silently ignored looks like a
    setting that does not work.
    """)

  /// Reported of the project's own templates, by where they are filled.
  package static let brokenTemplate = DiagnosticKind(
    "broken-template", .error,
    """
    A template of the project's own theme is Mustache, and names only what its pages offer. One that
    cannot be read gives way to the embedded one; a name that nothing is known of would show nothing.
    """)

  /// Reported by the pipeline, which reads the ledger.
  package static let damagedLedger = DiagnosticKind(
    "damaged-ledger", .error,
    """
    Each line of the ledger `docgen.lock` is one that docgen writes: an entry begins with `claim` and
    has one `document`, `subject`, `figure` and `verdict`, and the last line counts the entries. A merge
    that was left half done, a line that was lost or a file that was cut off would let a change pass
    unseen. `docgen verify --update` writes the ledger anew, after a look at what it held.
    """)

  static let invalidSetting = DiagnosticKind(
    "invalid-setting", .error,
    """
    Every setting of `docgen.yml` has the form that the manual gives it.
    """)

  /// Reported by the command, which alone knows of baselines.
  package static let unusedBaseline = DiagnosticKind(
    "unused-baseline", .warning,
    """
    An entry of the baseline must match a finding: one that matches none hides the next that looks
    like it.

    The finding was mended, its line was rewritten, or its file is gone. `docgen check
    --write-baseline FILE` writes the file anew, with what is found now.
    """)
}
