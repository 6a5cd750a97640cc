package import Driver
import Glibc
import Hummingbird
import Logging
import Project
import Render

/// What `serve` needs to know beside the workspace.
package struct ServeOptions: Sendable {
  /// 0 lets the system choose.
  package var port: Int = 8000
  package var pipeline = PipelineOptions()

  /// A configuration to use in place of the nearest `docgen.yml`.
  package var configuration: String?

  /// Called with a line for the terminal.
  package var say: @Sendable (String) -> Void = { _ in }

  /// Called after each run with it, the one before, and how long it took.
  package var report: @Sendable (_ run: Run, _ previous: Run?, _ spent: Duration) -> Void = {
    _, _, _ in
  }

  package init() {}
}

/// Serves a workspace's site on the loopback interface, and rebuilds it when something changes.
///
/// Runs until the process is asked to stop.
package func serve(_ paths: [String], options: ServeOptions) async throws {
  // Nothing waits to be saved, and open pages would hold a server that shuts down politely.
  for number in [SIGINT, SIGTERM] { signal(number) { _ in _exit(0) } }
  let site = LiveSite()
  let first = try await rebuild(paths, previous: nil, site, options)
  let server = Server(site: site)
  let application = Application(
    responder: CallbackResponder { (request: Request, _: BasicRequestContext) in
      await server.respond(to: request)
    },
    configuration: .init(address: .hostname("127.0.0.1", port: options.port)),
    onServerRunning: { channel in
      let port = channel.localAddress?.port ?? options.port
      options.say("http://127.0.0.1:\(port)/")
    },
    logger: quietLogger())

  try await withThrowingTaskGroup(of: Void.self) { group in
    group.addTask {
      do {
        try await application.runService(gracefulShutdownSignals: [])
      } catch let error where "\(error)".contains("bind(") {
        throw ProjectError(
          "port \(options.port) is in use or not allowed; `--port 0` lets the system choose one")
      }
    }
    group.addTask { try await watch(paths, since: first, site, options) }
    try await group.next()
    group.cancelAll()
  }
}

/// Rebuilds whenever a document, the configuration or the theme changes, until cancelled.
private func watch(
  _ paths: [String], since first: Built, _ site: LiveSite,
  _ options: ServeOptions
) async throws {
  var previous = first
  while !Task.isCancelled {
    try await Task.sleep(for: .milliseconds(50))
    // A folder that cannot be read just now may be in the middle of a move: keep the last site.
    guard let stamps = try? currentStamps(paths, options),
      stamps != previous.stamps
    else { continue }
    do {
      previous = try await rebuild(paths, previous: previous.run, site, options)
    } catch {
      previous.stamps = stamps
      options.say("cannot rebuild: \(error)")
      await site.replaceOverlay(Overlay.failure("\(error)"))
    }
  }
}

/// What the next run may reuse, and how the inputs looked before it.
private struct Built: Sendable {
  var stamps: [String: FileStamp]
  let run: Run
}

private func rebuild(
  _ paths: [String], previous: Run?, _ site: LiveSite, _ options: ServeOptions
) async throws -> Built {
  let clock = ContinuousClock()
  let start = clock.now
  let stamps = try currentStamps(paths, options)
  let workspace = try Workspace(
    paths: paths, configuration: options.configuration)
  let run = try await Driver.run(
    workspace, until: .verify, options: options.pipeline, reusing: previous)
  if let verified = run.outcome.verified {
    let jobs = plan(verified, documents: run.outcome.documents, options: run.site)
    let attached = run.attachments.map { path in
      PageJob(paths: [path]) {
        // A file that has gone since is a page that is not there.
        (try? workspace.contentFile(path)).map { [Page(path: path, bytes: $0)] } ?? []
      }
    }
    await site.replace(jobs: attached + jobs, overlay: Overlay.findings(run))
  }
  options.report(run, previous, start.duration(to: clock.now))
  return Built(stamps: stamps, run: run)
}

private func currentStamps(
  _ paths: [String], _ options: ServeOptions
) throws -> [String: FileStamp] {
  try Workspace(paths: paths, configuration: options.configuration).stamps()
}

private func quietLogger() -> Logger {
  var logger = Logger(label: "docgen")
  logger.logLevel = .error
  return logger
}
