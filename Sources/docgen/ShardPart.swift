import ArgumentParser
import Driver
import Project
import Verify

/// The results of a shard, as they stand in a file: a line that says which it is, and the results.
struct ShardPart {
  let path: String
  let cache: ResultCache

  /// Which shard of which seed it is; nil where the file does not say, as a cache does not.
  private let shard: (shard: Shard, seed: UInt64)?

  private static let mark = "docgen shard "

  /// The text of the file.
  static func text(of cache: ResultCache, _ shard: Shard, seed: UInt64) -> String {
    "\(mark)\(shard.index)/\(shard.count) of seed \(seed)\n\(cache.text)"
  }

  /// Reads the files that `--merge` names, and says which shards are lacking.
  ///
  /// - Throws: for a file that is damaged, is none of this docgen, or contradicts one before it.
  static func read(_ paths: [String], seed: UInt64) throws -> [ShardPart] {
    var parts: [ShardPart] = []
    for path in paths {
      guard let bytes = try readFileIfPresent(path) else {
        printError("docgen: \(path) is missing; its part is computed here")
        continue
      }
      let part = try ShardPart(path, String(decoding: bytes, as: UTF8.self))
      if let other = parts.first(where: { $0.cache.conflicts(with: part.cache) > 0 }) {
        throw ProjectError(
          "\(path) and \(other.path) hold different results of the same runs: one of them is wrong")
      }
      if let known = part.shard?.seed, known != seed {
        printError(
          "docgen: \(path) is of seed \(known), and this run of \(seed): its results are of no use here"
        )
      }
      parts.append(part)
    }
    report(lacking: parts)
    return parts
  }

  /// Says which shards nobody named, of so many as the first part is one of.
  private static func report(lacking parts: [ShardPart]) {
    let shards = parts.compactMap(\.shard?.shard)
    guard let count = shards.first?.count else { return }
    let known = Set(shards.filter { $0.count == count }.map(\.index))
    let lacking = (1...count).filter { !known.contains($0) }
    guard !lacking.isEmpty else { return }
    let shown = lacking.prefix(10).map { "\($0)/\(count)" }.joined(separator: ", ")
    let more = lacking.count > 10 ? " and \(lacking.count - 10) more" : ""
    printError("docgen: no part is shard \(shown)\(more); what it would hold is computed here")
  }

  private init(_ path: String, _ text: String) throws {
    self.path = path
    var results = text[...]
    if text.hasPrefix(ShardPart.mark), let end = text.firstIndex(of: "\n") {
      let words = text[..<end].dropFirst(ShardPart.mark.count).split(separator: " ")
      guard words.count == 4, let shard = try? Shard(String(words[0])), let seed = UInt64(words[3])
      else { throw ProjectError("\(path) is damaged: line 1 is not what was written") }
      self.shard = (shard, seed)
      results = text[text.index(after: end)...]
    } else {
      shard = nil
    }
    guard ResultCache.isWritten(in: String(results)) else {
      throw ProjectError("\(path) holds no results of this docgen")
    }
    let (cache, damaged) = ResultCache.read(String(results))
    if let line = damaged.first {
      let others = damaged.count > 1 ? ", and so are \(damaged.count - 1) others" : ""
      let place = shard == nil ? line : line + 1
      throw ProjectError("\(path) is damaged: line \(place) is not what was written\(others)")
    }
    self.cache = cache
  }

  /// - Throws: where results of a part were of another shape than its runs have, and were computed here.
  static func requireUsed(_ parts: [ShardPart], in cache: ResultCache) throws {
    guard let part = parts.first(where: { $0.cache.conflicts(with: cache) > 0 }) else { return }
    throw ProjectError(
      "\(part.path) holds results of another shape than the scenarios need: it is of other documents or damaged"
    )
  }
}

/// One part of a campaign, as in `2/8`.
struct Shard {
  /// From 1 to `count`.
  let index: Int
  let count: Int

  init(_ argument: String) throws {
    let parts = argument.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let index = Int(parts[0]), let count = Int(parts[1]) else {
      throw ValidationError("a part and the number of parts belong here, as in 2/8")
    }
    guard (1...10_000).contains(count), (1...count).contains(index) else {
      throw ValidationError("there are from 1 to 10,000 parts, counted from 1")
    }
    self.index = index
    self.count = count
  }
}
