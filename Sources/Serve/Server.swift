import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// Answers requests from memory: no request can name a file of this machine.
package struct Server {
  let site: LiveSite

  /// Names by which a browser on this machine may call the server.
  ///
  /// A page of another site could have its own name resolve to this machine and read the documents;
  /// the Host header tells such a request from an honest one.
  private static let hosts: Set<String> = ["localhost", "127.0.0.1", "[::1]"]

  func respond(to request: Request) async -> Response {
    guard let authority = request.head.authority, Server.isLocal(authority) else {
      return text(.misdirectedRequest, "this server answers to localhost only\n")
    }
    guard request.method == .get || request.method == .head else {
      return text(.methodNotAllowed, "only GET and HEAD\n")
    }
    let raw = request.uri.path
    if raw == "/-/docgen/events" { return await events() }
    guard let decoded = raw.removingPercentEncoding else {
      return text(.badRequest, "the path is not valid\n")
    }
    var path = String(decoded.drop { $0 == "/" })
    if path.isEmpty || path.hasSuffix("/") { path += "index.html" }
    if let bytes = await site.page(path) { return file(.ok, path, bytes) }
    if await site.has(path + "/index.html") {
      return Response(status: .permanentRedirect, headers: [.location: raw + "/"])
    }
    if let bytes = await site.page("404.html") { return file(.notFound, "404.html", bytes) }
    return text(.notFound, "no such page\n")
  }

  /// Whether a Host header names this machine.
  package static func isLocal(_ authority: String) -> Bool {
    var host = authority[...]
    if let colon = host.lastIndex(of: ":"), !host.hasSuffix("]") { host = host[..<colon] }
    return hosts.contains(host.lowercased())
  }

  private func file(_ status: HTTPResponse.Status, _ path: String, _ bytes: [UInt8]) -> Response {
    Response(
      status: status,
      headers: [.contentType: contentType(of: path), .cacheControl: "no-store"],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }

  private func text(_ status: HTTPResponse.Status, _ message: String) -> Response {
    Response(
      status: status, headers: [.contentType: "text/plain; charset=utf-8"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: message)))
  }

  /// A stream of site versions, by which pages know when to reload.
  private func events() async -> Response {
    let site = site
    return Response(
      status: .ok,
      headers: [.contentType: "text/event-stream", .cacheControl: "no-store"],
      body: ResponseBody { writer in
        let (id, versions) = await site.versions()
        do {
          try await writer.write(ByteBuffer(string: "data: \(await site.currentVersion)\n\n"))
          for await version in versions {
            try await writer.write(ByteBuffer(string: "data: \(version)\n\n"))
          }
          try await writer.finish(nil)
        } catch {
          // The browser has closed the page.
        }
        await site.stopListening(id)
      })
  }
}

private func contentType(of path: String) -> String {
  let dot = path.lastIndex(of: ".").map { path[path.index(after: $0)...] } ?? ""
  return switch dot {
  case "html": "text/html; charset=utf-8"
  case "css": "text/css; charset=utf-8"
  case "js": "text/javascript; charset=utf-8"
  case "json": "application/json"
  case "svg": "image/svg+xml"
  case "csv": "text/csv; charset=utf-8"
  case "xml": "application/xml"
  case "txt", "md": "text/plain; charset=utf-8"
  case "png": "image/png"
  case "woff2": "font/woff2"
  default: "application/octet-stream"
  }
}
