package import Model
import Quantities
package import Syntax

/// The pages of a site, each as a job that can be rendered by itself and at any time.
///
/// Everything that pages share (navigation, link targets, drawings) is prepared here, once, so that
/// the jobs are independent and cheap.
package func plan(
  _ verified: VerifiedModel, documents: [Document], options: SiteOptions
)
  -> [PageJob]
{
  let own = options.languages.first ?? .detected(in: verified.model)
  guard let other = options.languages.first(where: { $0 != own }) else {
    let site = Site(verified, documents: documents, options: options, language: own)
    return PageType.all.flatMap { $0.jobs(site) }
  }
  let folder = folderName(of: other, among: verified.model)
  let site = Site(
    verified, documents: documents, options: options, language: own,
    other: Site.Twin(language: other, way: folder))
  let twin = Site(
    verified, documents: documents, options: options, language: other,
    other: Site.Twin(language: own, way: "../"), shared: "../")
  return PageType.all.flatMap { $0.jobs(site) }
    + PageType.all.filter { !$0.isShared }.flatMap { $0.jobs(twin) }.map { $0.moved(into: folder) }
}

/// The folder of the pages in another language, in which no document is published.
private func folderName(of language: Language, among model: ResolvedModel) -> String {
  var name = language.rawValue
  while model.documents.contains(where: { $0.path.lowercased().hasPrefix(name + "/") }) {
    name += "-interface"
  }
  return name + "/"
}

/// One page, or a few that belong together, waiting to be rendered.
package struct PageJob: Sendable {
  /// The paths of the pages that it makes, so that a server renders only what is asked for.
  package let paths: [String]
  package let render: @Sendable () -> [Page]

  /// The folder of which it makes all files besides, with its slash; nil for none.
  package let folder: String?

  package init(
    paths: [String], folder: String? = nil, render: @escaping @Sendable () -> [Page]
  ) {
    self.paths = paths
    self.folder = folder
    self.render = render
  }

  /// The same pages in a folder, given with its slash.
  fileprivate func moved(into folder: String) -> PageJob {
    PageJob(paths: paths.map { folder + $0 }, folder: self.folder.map { folder + $0 }) { [render] in
      render().map { Page(path: folder + $0.path, bytes: $0.bytes) }
    }
  }
}
