package import Diagnostics
import Glibc
import Syntax

/// The folders and settings that a command works with.
package struct Workspace: Sendable {
  /// The folder of `docgen.yml`, or without one the content folder. Absolute.
  package let projectRoot: String

  /// The folder that documents' paths are relative to. Absolute.
  package let contentRoot: String

  /// What turns a document's path into one that works from the current folder.
  package let displayPrefix: String

  /// Documents and folders asked for, relative to the content folder; empty for all.
  package private(set) var only: [String]

  /// A document whose bytes come from elsewhere, as from an editor; relative to the content folder.
  private var standIn: (path: String, bytes: [UInt8])?
  package let configuration: Configuration

  /// The name of the configuration's file: `docgen.yml` unless another was asked for.
  package let configurationName: String

  /// The bytes of the configuration's file, nil without one.
  package let configurationFile: [UInt8]?

  /// The project's own catalog: the files `catalog/*.yml` beside `docgen.yml`, by their names.
  package let catalogFiles: [(path: String, bytes: [UInt8])]

  /// Where a project keeps what it adds to the catalog, beside its configuration.
  static let catalogFolder = "catalog"

  /// The folder of the site: `output` of the configuration, in the project.
  package var defaultOutput: String { projectRoot + "/" + configuration.output }

  /// The ledger of verdicts.
  package var ledgerPath: String { projectRoot + "/docgen.lock" }

  /// Results of simulations, by the hash of what went in.
  package var cacheFolder: String { projectRoot + "/.docgen-cache" }

  /// How many folders above the content root belong to the same repository; 0 outside of any.
  package var knownFoldersAbove: Int {
    var folder = contentRoot
    var levels = 0
    while kind(of: folder + "/.git", followingLinks: true) == nil {
      guard let slash = folder.lastIndex(of: "/"), slash != folder.startIndex else { return 0 }
      folder = String(folder[..<slash])
      levels += 1
    }
    return levels
  }

  /// Finds the project of some paths; the current folder's when there are none.
  ///
  /// The configuration is the nearest `docgen.yml` of the paths' folder and those above it, up to
  /// the root of a repository.
  ///
  /// - Parameter configuration: a file to take the settings from in place of it; its folder is the
  ///   project's.
  package init(paths: [String], configuration file: String? = nil) throws(ProjectError) {
    try self.init(paths: paths, configuration: file, meansProject: true)
  }

  /// - Parameter meansProject: whether the folder of a configuration stands for the project's content.
  private init(
    paths: [String], configuration file: String?, meansProject: Bool
  ) throws(ProjectError) {
    guard let current = realPath(".") else {
      throw ProjectError("the working folder cannot be read: \(reason(errno))")
    }
    var absolute: [String] = []
    for path in paths {
      guard let real = realPath(path) else {
        throw ProjectError("cannot read", path, errno: errno)
      }
      guard kind(of: real, followingLinks: true) != .other else {
        throw ProjectError("cannot read \(path): it is neither a file nor a folder")
      }
      absolute.append(real)
    }
    let start = absolute.isEmpty ? current : commonFolder(absolute)
    let place: (folder: String, name: String)?
    if let file {
      guard let real = realPath(file), let slash = real.lastIndex(of: "/") else {
        throw ProjectError("cannot read the configuration", file, errno: errno)
      }
      place = (String(real[..<slash]), String(real[real.index(after: slash)...]))
    } else {
      place = projectFolder(from: start).map { ($0, Configuration.fileName) }
    }
    let root = place?.folder
    configurationName = place?.name ?? Configuration.fileName

    var settings = Configuration()
    if let place {
      let bytes = try readFile(place.folder + "/" + place.name)
      configurationFile = bytes
      // Findings are discarded here: they are reported by `configurationFindings`, with a place.
      settings = readConfiguration(bytes, id: SourceID(0), ruleIDs: nil).configuration
      catalogFiles = try readCatalog(of: place.folder)
    } else {
      configurationFile = nil
      catalogFiles = []
    }
    configuration = settings

    let project = root ?? start
    projectRoot = project
    // Without `content` a project's documents are all of its folder: however few of them are asked for,
    // paths and with them identifiers are the same.
    let configured = settings.content.map { project + "/" + $0 } ?? root
    if let configured, realPath(configured) == nil {
      throw ProjectError("cannot read the configured content folder", configured, errno: errno)
    }
    let isWithinConfigured =
      configured.map { folder in absolute.allSatisfy { ($0 + "/").hasPrefix(folder + "/") } }
      ?? false
    if absolute.isEmpty || meansProject && file == nil && absolute == [root] {
      // The folder of a configuration means its project.
      contentRoot = configured ?? projectRoot
      only = []
    } else if isWithinConfigured, let configured {
      contentRoot = configured
      only = absolute.filter { $0 != configured }.map { relative($0, to: configured) }
    } else {
      contentRoot = start
      only = absolute == [start] ? [] : absolute.map { relative($0, to: start) }
    }
    let prefix = relative(contentRoot, to: current)
    displayPrefix = prefix.isEmpty || prefix == "." ? "" : prefix + "/"
  }

  /// The project of one document that an editor holds, which need not be saved.
  ///
  /// - Parameter name: the document's path; its folder has to exist.
  package init(
    reading bytes: [UInt8], as name: String, configuration file: String? = nil
  ) throws(ProjectError) {
    let slash = name.lastIndex(of: "/")
    let folder = slash.map { name[...$0] } ?? "./"
    try self.init(paths: [String(folder)], configuration: file, meansProject: false)
    guard let real = realPath(String(folder)) else {
      throw ProjectError("cannot read", String(folder), errno: errno)
    }
    let base = slash.map { name[name.index(after: $0)...] } ?? name[...]
    guard !["", ".", ".."].contains(base), kind(of: name, followingLinks: true) != .folder else {
      throw ProjectError("`\(name)` is no name of a document")
    }
    let path = relative(real + "/" + base, to: contentRoot)
    only = [path]
    standIn = (path, bytes)
  }

  /// Refuses to write output over a document or over what configures the project.
  ///
  /// - Throws: when the path is a document of the content, the configuration or the ledger.
  package func requireNoInput(_ path: String) throws(ProjectError) {
    guard let real = realPath(path) else { return }
    let isContent = isMarkdown(real) && real.hasPrefix(contentRoot + "/")
    let settings = [projectRoot + "/" + configurationName, ledgerPath]
    if isContent || settings.compactMap(realPath).contains(real) {
      throw ProjectError("will not replace \(path): it is one of the project's own files")
    }
  }

  /// What has to be read, leaving out the output and what the configuration excludes.
  package func inputRequest(output: String?) -> InputRequest {
    var request = InputRequest(root: contentRoot)
    request.only = only
    request.standIn = standIn
    request.ignoring = configuration.exclude.map { PathPattern($0) }
    for folder in [defaultOutput, output.flatMap(realPath)].compactMap({ $0 })
    where folder.hasPrefix(contentRoot + "/") {
      request.excluding.insert(relative(folder, to: contentRoot))
    }
    if let configurationFile {
      request.extra.append((path: configurationName, bytes: configurationFile))
    }
    request.extra += catalogFiles
    return request
  }

  /// What is wrong with the configuration, with places in its source among `sources`.
  package func configurationFindings(in sources: Sources, ruleIDs: [String]) -> [Diagnostic] {
    guard
      let file = sources.files.last(where: { !$0.isDocument && $0.path == configurationName })
    else {
      return []
    }
    return readConfiguration(file.bytes, id: file.id, ruleIDs: ruleIDs).diagnostics
  }
}

private func readConfiguration(
  _ bytes: [UInt8], id: SourceID, ruleIDs: [String]?
) -> (
  configuration: Configuration, diagnostics: [Diagnostic]
) {
  let file = SourceFile(id: id, path: Configuration.fileName, bytes: bytes)
  let text = String(decoding: bytes, as: UTF8.self)
  var (root, diagnostics) = parseYAML(text, in: file, at: 0)
  let configuration = Configuration(root, ruleIDs: ruleIDs, reporting: &diagnostics)
  return (configuration, diagnostics)
}

/// The YAML files of a project's `catalog`, in the order of their names.
private func readCatalog(
  of root: String
) throws(ProjectError) -> [(path: String, bytes: [UInt8])] {
  let folder = root + "/" + Workspace.catalogFolder
  guard kind(of: folder, followingLinks: true) == .folder else { return [] }
  var files: [(path: String, bytes: [UInt8])] = []
  for name in try names(in: folder).sorted() where name.hasSuffix(".yml") {
    guard case .file(let size, _) = kind(of: folder + "/" + name, followingLinks: false) else {
      continue
    }
    guard size <= 4 << 20 else {
      throw ProjectError("`\(Workspace.catalogFolder)/\(name)` is larger than 4 MiB")
    }
    files.append((Workspace.catalogFolder + "/" + name, try readFile(folder + "/" + name)))
  }
  return files
}

/// The nearest folder with a configuration, at or above a folder and inside its repository.
private func projectFolder(from folder: String) -> String? {
  var folder = folder
  while true {
    if kind(of: folder + "/" + Configuration.fileName, followingLinks: true) != nil {
      return folder
    }
    if kind(of: folder + "/.git", followingLinks: true) != nil { return nil }
    guard let slash = folder.lastIndex(of: "/"), slash != folder.startIndex else { return nil }
    folder = String(folder[..<slash])
  }
}

/// The deepest folder that holds all paths; for one folder, itself.
private func commonFolder(_ paths: [String]) -> String {
  let folders = paths.map { path in
    kind(of: path, followingLinks: true) == .folder
      ? path : String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
  }
  var common = folders[0].split(separator: "/")
  for folder in folders.dropFirst() {
    let parts = folder.split(separator: "/")
    common = Array(zip(common, parts).prefix { $0 == $1 }.map(\.0))
  }
  return "/" + common.joined(separator: "/")
}

/// One absolute path seen from another; empty when they are the same.
package func relative(_ path: String, to base: String) -> String {
  let parts = path.split(separator: "/")
  let baseParts = base.split(separator: "/")
  let shared = zip(parts, baseParts).prefix { $0 == $1 }.count
  let ascents = Array(repeating: Substring(".."), count: baseParts.count - shared)
  return (ascents + parts[shared...]).joined(separator: "/")
}

extension Workspace {
  /// A source's path as it works from the current folder.
  package func displayPath(of file: SourceFile) -> String {
    switch file.role {
    case .document, .unread: displayPrefix + file.path
    case .project: relative(absolutePath(of: file), to: realPath(".") ?? "/")
    }
  }

  package func absolutePath(of file: SourceFile) -> String {
    (file.role == .project ? projectRoot : contentRoot) + "/" + file.path
  }

  /// The baseline that the configuration names. Absolute.
  package var baselinePath: String? { configuration.baseline.map { projectRoot + "/" + $0 } }
}

extension Workspace {
  /// When everything that a site is made of was last changed: documents, configuration and theme.
  package func stamps() throws(ProjectError) -> [String: FileStamp] {
    var stamps = try documentStamps(inputRequest(output: nil))
    for path in [configurationName, Workspace.catalogFolder, configuration.theme] {
      let full = projectRoot + "/" + path
      var pending = [full]
      while let next = pending.popLast() {
        switch kind(of: next, followingLinks: false) {
        case .file(_, let stamp): stamps[next] = stamp
        case .folder where next != contentRoot:
          pending += try names(in: next).map { next + "/" + $0 }
        case .folder, .link, .other, nil: continue
        }
      }
    }
    return stamps
  }

  /// The project's own versions of theme files.
  package func themeFiles(named paths: [String]) throws(ProjectError) -> [String: [UInt8]] {
    let folder = projectRoot + "/" + configuration.theme
    guard kind(of: folder, followingLinks: true) == .folder else { return [:] }
    var files: [String: [UInt8]] = [:]
    for path in paths {
      if case .file = kind(of: folder + "/" + path, followingLinks: true) {
        files[path] = try readFile(folder + "/" + path)
      }
    }
    return files
  }
}

extension Workspace {
  /// Whether a path relative to the content names a file that, links followed, lies inside it.
  package func isInsideContent(_ path: String) -> Bool {
    guard let real = realPath(contentRoot + "/" + path), real.hasPrefix(contentRoot + "/"),
      case .file = kind(of: real, followingLinks: false)
    else { return false }
    return true
  }

  /// The bytes of a file of the content.
  package func contentFile(_ path: String) throws(ProjectError) -> [UInt8] {
    try readFile(contentRoot + "/" + path)
  }
}
