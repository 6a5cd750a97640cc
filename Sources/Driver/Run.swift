package import Diagnostics
import Model
package import Project
import Quantities
package import Render
import Verify

extension Run {
  /// - Throws: when there was no document to read, and no finding says why.
  package func requireDocuments() throws(ProjectError) {
    let isExplained = diagnostics.contains { $0.severity == .error }
    guard !isExplained, !displaySources.files.contains(where: \.isDocument) else { return }
    throw ProjectError("no Markdown documents in \(workspace.contentRoot)")
  }
}

/// One run of the pipeline on a workspace: reads, compiles, and puts all findings together.
package struct Run: Sendable {
  package let workspace: Workspace
  package let inputs: Inputs
  package let outcome: Outcome

  /// Everything found, at the levels that the project wants, sorted.
  package let diagnostics: [Diagnostic]

  /// Files of the content that the site has to carry because documents link to them; none where
  /// no site is made.
  package let attachments: [String]

  /// How the site is made: the given options with the project's settings and theme.
  package let site: SiteOptions

  /// The sources as a person at the terminal would name them, for printers.
  package let displaySources: Sources

  /// What the findings may be of: docgen's own kinds and the project's rules.
  package let kinds: [DiagnosticKind]
}

extension Run {
  /// Whether the site's interface is Chinese; else it is English.
  package var isChinese: Bool {
    (site.languages.first ?? outcome.model.map { Language.detected(in: $0) } ?? .en) == .zh
  }
}

/// Reads a workspace and compiles it as far as asked.
///
/// - Parameters:
///   - output: the folder that the site is written to, which holds no input.
///   - previous: an earlier run, whose work on unchanged documents need not be done again. It never
///     changes the result.
///   - replaced: documents, by their paths below the content's root, that are read as these bytes.
///   - finished: told of each step by its name when it is done.
package func run(
  _ workspace: Workspace, until last: Phase, output: String? = nil, options: PipelineOptions,
  reusing previous: Run? = nil, replacing replaced: [String: [UInt8]] = [:],
  finished: (String) -> Void = { _ in }
) async throws(ProjectError) -> Run {
  let known = previous?.workspace.contentRoot == workspace.contentRoot ? previous?.inputs : nil
  let theme = try workspace.themeFiles(named: ThemeFiles.embedded.keys.sorted())
  var request = workspace.inputRequest(output: output)
  request.replaced = replaced
  let templates = theme.filter { !SiteTheme.defects(of: $0.key, $0.value).isEmpty }
  for (path, bytes) in templates.sorted(by: { $0.key < $1.key }) {
    request.extra.append((path: workspace.configuration.theme + "/" + path, bytes: bytes))
  }
  let ledger = last < .verify || options.ignoresLedger ? nil : try workspace.readLedger()
  if let ledger { request.extra.append((path: ledgerName, bytes: ledger.bytes)) }
  let inputs = try readInputs(request, reusing: known)
  finished("read")

  var options = options
  options.verify.seed = options.seed ?? workspace.configuration.seed
  options.site.title = workspace.configuration.title
  options.site.languages = workspace.configuration.languages.compactMap(Language.init(rawValue:))
  options.site.url = workspace.configuration.url
  let (catalog, catalogFindings) = workspace.catalog(adding: options.catalog, in: inputs.sources)
  let kinds = DiagnosticKind.all(in: catalog)
  options.catalog = catalog
  options.site.catalog = catalog
  if last >= .render { options.site.titles = DiagnosticKind.titles(in: catalog) }
  options.knownFoldersAbove = workspace.knownFoldersAbove
  options.site.overrides = theme
  if last >= .verify {
    options.verify.ledger = ledger?.read.ledger
    let kept = try workspace.resultCache()
    guard options.verify.cache.conflicts(with: kept) == 0 else {
      throw ProjectError(
        "results that were given differ from those of the same runs in \(workspace.cachePath): remove what is wrong"
      )
    }
    options.verify.cache.merge(kept)
  }
  let root = workspace.contentRoot
  let outcome = await compile(
    inputs.sources, files: inputs.files, exists: { existing($0, root: root) }, until: last,
    options: options, reusing: previous?.outcome,
    finished: {
      // A document is parsed and read in one go.
      finished($0 == .extract ? "parse and extract" : $0.rawValue)
    })

  if let verification = outcome.verification, verification.computedBlocks > 0 {
    workspace.saveResultCache(verification.cache)
  }

  var ledgerFindings: [Diagnostic] = []
  if let ledger, let model = outcome.model {
    ledgerFindings = workspace.findings(on: ledger.read, of: model, in: inputs.sources)
  }
  let found =
    inputs.diagnostics
    + workspace.configurationFindings(in: inputs.sources, ruleIDs: kinds.map(\.id))
    + catalogFindings
    + templateFindings(in: inputs.sources, theme: workspace.configuration.theme)
    + outcome.diagnostics + ledgerFindings
  let named = inputs.sources.files.map { file in
    SourceFile(
      id: file.id, path: workspace.displayPath(of: file), bytes: file.bytes,
      role: file.role)
  }
  return Run(
    workspace: workspace, inputs: inputs, outcome: outcome,
    diagnostics: workspace.configuration.apply(to: found, in: inputs.sources).sorted(),
    attachments: last < .verify
      ? [] : Driver.attachments(of: outcome, in: workspace, files: inputs.files),
    site: options.site, displaySources: Sources(named), kinds: kinds)
}

/// What is wrong with the project's own templates, which stand among the sources when there is.
private func templateFindings(in sources: Sources, theme: String) -> [Diagnostic] {
  sources.files.filter { $0.role == .project && $0.path.hasPrefix(theme + "/") }.flatMap { file in
    SiteTheme.defects(of: String(file.path.dropFirst(theme.count + 1)), file.bytes).map {
      Diagnostic(.brokenTemplate, $0.message, at: Span(file.id, $0.range))
    }
  }
}

extension Outcome {
  /// The findings up to the last phase that ran; mistakes in scenarios need no simulation.
  package var diagnostics: [Diagnostic] {
    if let verified { return verified.diagnostics }
    if let checked { return checked.diagnostics + scenarioFindings(checked) }
    return drafts.flatMap(\.diagnostics)
  }
}
