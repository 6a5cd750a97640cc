import Diagnostics
import Driver
import Render

/// The last good site, in memory: pages are rendered when they are first asked for.
actor LiveSite {
  private var jobs: [String: PageJob] = [:]

  /// The jobs that make whole folders, by their names.
  private var folders: [String: PageJob] = [:]
  private var rendered: [String: [UInt8]] = [:]
  private var overlay: [UInt8] = []
  private var version = 0
  private var listeners: [Int: AsyncStream<Int>.Continuation] = [:]
  private var nextListener = 0

  /// Replaces the site and tells every open page.
  func replace(jobs pageJobs: [PageJob], overlay: [UInt8]) {
    (jobs, folders) = ([:], [:])
    for job in pageJobs {
      for path in job.paths { jobs[path] = job }
      if let folder = job.folder { folders[folder] = job }
    }
    rendered = [:]
    self.overlay = overlay
    announce()
  }

  /// Shows a message on every page, leaving the pages as they were.
  func replaceOverlay(_ overlay: [UInt8]) {
    self.overlay = overlay
    announce()
  }

  private func announce() {
    version += 1
    for listener in listeners.values { listener.yield(version) }
  }

  /// The bytes of a page, nil when the site has none of that path.
  func page(_ path: String) -> [UInt8]? {
    if rendered[path] == nil,
      let job = jobs[path] ?? folders.first(where: { path.hasPrefix($0.key) })?.value
    {
      for page in job.render() { rendered[page.path] = page.bytes }
    }
    guard let bytes = rendered[path] else { return nil }
    return path.hasSuffix(".html") ? inserting(overlay, into: bytes) : bytes
  }

  var currentVersion: Int { version }

  func has(_ path: String) -> Bool { jobs[path] != nil }

  /// The versions of the site from now on; the stream ends with the server.
  func versions() -> (id: Int, stream: AsyncStream<Int>) {
    let (stream, continuation) = AsyncStream.makeStream(
      of: Int.self, bufferingPolicy: .bufferingNewest(1))
    nextListener += 1
    listeners[nextListener] = continuation
    return (nextListener, stream)
  }

  func stopListening(_ id: Int) {
    listeners.removeValue(forKey: id)?.finish()
  }
}

/// A page with something put before the end of its body.
private func inserting(_ addition: [UInt8], into page: [UInt8]) -> [UInt8] {
  let end = Array("</body>".utf8)
  var index = page.count - end.count
  while index >= 0 {
    if page[index] == end[0], page[index..<(index + end.count)].elementsEqual(end) {
      return Array(page[..<index]) + addition + Array(page[index...])
    }
    index -= 1
  }
  return page + addition
}
