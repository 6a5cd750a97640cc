package import Model
package import Syntax

/// The pages of a site, each as a job that can be rendered by itself and at any time.
///
/// Everything that pages share (navigation, link targets, diagrams' identities) is prepared here,
/// once, so that the jobs are independent and cheap.
package func plan(
  _ verified: VerifiedModel, documents: [Document], options: SiteOptions
)
  -> [PageJob]
{
  let site = Site(verified, documents: documents, options: options)
  return PageType.all.flatMap { $0.jobs(site) }
}

/// One page, or a few that belong together, waiting to be rendered.
package struct PageJob: Sendable {
  /// The paths of the pages that it makes, so that a server renders only what is asked for.
  package let paths: [String]
  package let render: @Sendable () -> [Page]

  package init(paths: [String], render: @escaping @Sendable () -> [Page]) {
    self.paths = paths
    self.render = render
  }
}
