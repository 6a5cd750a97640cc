import Foundation
import Render
import TestSupport
import Testing

/// One text, the tokens that both the index and the page must cut it into, and the shard of each
/// token among so many.
private struct Vector: Decodable {
  let text: String
  let tokens: [String]
  let shards: [String: [Int]]
}

private func vectors() throws -> [Vector] {
  let url = packageRoot.appendingPathComponent("Tests/Browser/token-vectors.json")
  return try JSONDecoder().decode([Vector].self, from: Data(contentsOf: url))
}

@Suite struct TokenTests {
  @Test func `texts are cut as the shared vectors say`() throws {
    for vector in try vectors() {
      #expect(tokens(of: vector.text).map(\.string) == vector.tokens, "\(vector.text)")
    }
  }

  @Test func `tokens lie in the shards in which the page looks for them`() throws {
    for vector in try vectors() {
      for (count, expected) in vector.shards {
        let count = try #require(Int(count))
        #expect(
          tokens(of: vector.text).map { shard(of: $0, count: count) } == expected,
          "\(vector.text) among \(count)")
      }
    }
  }

  @Test func `every pair of a phrase is among the tokens of a text that holds it`() {
    let text = "一段简单的说明, 关于高可用架构与容灾"
    let held = Set(tokens(of: text))
    let run = Array("一段简单的说明")
    for start in run.indices {
      for end in start..<run.count where end > start {
        let phrase = String(run[start...end])
        for token in tokens(of: phrase) {
          if case .pair = token { #expect(held.contains(token), "\(phrase)") }
        }
      }
    }
  }

  @Test func `tokens with the same beginning lie in the same shard`() {
    for count in [1, 7, 64] {
      #expect(
        shard(of: .pair(0x5BB9, 0x5668), count: count) == shard(of: .single(0x5BB9), count: count))
      #expect(
        shard(of: .word(Array("kubernetes".utf8)), count: count)
          == shard(of: .word(Array("ku".utf8)), count: count))
    }
  }
}

@Suite struct SearchIndexTests {
  /// Reads a shard back: for each token its entries.
  private func entries(in shard: [UInt8]) -> [String: [Int]] {
    let digits = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_")
    let values = Dictionary(uniqueKeysWithValues: zip(digits, 0...))
    var result: [String: [Int]] = [:]
    for line in String(decoding: shard, as: UTF8.self).split(separator: "\n") {
      let parts = line.split(separator: " ")
      var entry = 0
      var value = 0
      var shift = 0
      for digit in parts[1] {
        let number = values[digit] ?? 0
        value += (number & 31) << shift
        shift += 5
        guard number < 32 else { continue }
        entry += value / 8
        result[String(parts[0]), default: []].append(entry)
        value = 0
        shift = 0
      }
    }
    return result
  }

  @Test func `the index lists exactly the entries that hold a token`() {
    let words = ["容器", "编排", "高可用", "vSphere", "99.995%", "延迟", "P99", "存储", "网络", "a"]
    var random = SystemRandomNumberGenerator.seeded(7)
    let texts = (0..<200).map { _ in
      (0..<Int.random(in: 0...12, using: &random))
        .map { _ in words.randomElement(using: &random) ?? "" }.joined(separator: " ")
    }
    var index = SearchIndex()
    var expected: [String: Set<Int>] = [:]
    for (number, text) in texts.enumerated() {
      index.beginEntry()
      index.add(text, as: .body)
      for token in tokens(of: text) { expected[token.string, default: []].insert(number) }
    }
    let shards = index.shards(near: 128)
    #expect(shards.count > 1)
    var found: [String: [Int]] = [:]
    for shard in shards { found.merge(entries(in: shard)) { $0 + $1 } }
    #expect(found.mapValues(Set.init) == expected)
    for list in found.values { #expect(list == list.sorted() && Set(list).count == list.count) }
  }
}

/// A small generator with a seed, so that a failure can be repeated.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

extension SystemRandomNumberGenerator {
  static func seeded(_ seed: UInt64) -> SeededGenerator { SeededGenerator(state: seed) }
}
