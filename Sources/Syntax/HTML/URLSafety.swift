/// Which destinations may be followed on a site made of strangers' documents.
enum URLSafety {
  /// cmark's rule: the schemes that it does not let through without `CMARK_OPT_UNSAFE`.
  static func isDangerous(_ url: UnsafeBufferPointer<UInt8>) -> Bool {
    for prefix in harmlessImages where starts(url, with: prefix) { return false }
    return ["javascript:", "vbscript:", "file:", "data:"].contains { starts(url, with: $0) }
  }

  /// Our rule, which names what is allowed: relative destinations, a few schemes, and raster images
  /// in place.
  ///
  /// Browsers drop control characters and leading spaces before they look for the scheme.
  static func isHarmless(_ url: UnsafeBufferPointer<UInt8>, asImage: Bool) -> Bool {
    var scheme: [UInt8] = []
    for byte in url {
      switch byte {
      case 0...0x20: continue
      case 0x2F, 0x3F, 0x23, 0x5C: return true
      case 0x3A:
        let name = String(decoding: scheme, as: UTF8.self)
        if allowedSchemes.contains(name) { return true }
        return asImage && name == "data" && harmlessImages.contains { starts(url, with: $0) }
      case 0x41...0x5A: scheme.append(byte + 0x20)
      default: scheme.append(byte)
      }
      if scheme.count > 64 { return !url.contains(0x3A) }
    }
    return true
  }

  private static let allowedSchemes: Set<String> = [
    "http", "https", "mailto", "tel", "ftp", "ftps", "sftp", "xmpp", "irc", "ircs", "git", "ssh",
    "doi", "urn",
  ]

  private static let harmlessImages = [
    "data:image/png", "data:image/gif", "data:image/jpeg", "data:image/webp",
  ]

  private static func starts(_ url: UnsafeBufferPointer<UInt8>, with prefix: String) -> Bool {
    var at = 0
    for byte in prefix.utf8 {
      guard at < url.count else { return false }
      let lower = 0x41...0x5A ~= url[at] ? url[at] + 0x20 : url[at]
      guard lower == byte else { return false }
      at += 1
    }
    return true
  }
}
