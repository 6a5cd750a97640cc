import Diagnostics
import Driver
import Render

/// The pages of the site of some documents, by their paths.
func sitePages(_ texts: [(String, String)]) async -> [String: String] {
  let sources = texts.enumerated().map { index, text in
    SourceFile(id: SourceID(index), path: text.0, text: text.1)
  }
  var options = PipelineOptions()
  options.site.catalog = options.catalog
  options.site.titles = DiagnosticKind.titles(in: options.catalog)
  let outcome = await compile(
    Sources(sources), files: Set(texts.map(\.0)), exists: { _ in [] }, until: .render,
    options: options)
  return outcome.pages.reduce(into: [:]) { pages, page in
    pages[page.path] = String(decoding: page.bytes, as: UTF8.self)
  }
}
