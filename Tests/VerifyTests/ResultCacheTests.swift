import Diagnostics
import Foundation
import Model
import TestSupport
import Testing
import Verify

@Suite struct ResultCacheTests {
  private var trading: Fixture {
    var fixture = Fixture()
    fixture.claim("可用性", "99.995%", "availability")
    fixture.scenario()
    return fixture
  }

  @Test("a cache read back is the cache, to the bit; damage costs a block and no more")
  func roundTrip() async {
    let cache = await trading.verify().cache
    #expect(cache.count > 0)
    #expect(ResultCache(text: cache.text) == cache)
    #expect(ResultCache.read(cache.text).damagedLines == [])
    #expect(ResultCache(text: "").count == 0)
    // Cut between two words, a line reads like one of fewer.
    let last = cache.text.split(separator: "\n").last?.count ?? 0
    #expect(
      last > 0
        && (1...last).allSatisfy { cut in
          ResultCache(text: String(cache.text.dropLast(cut))).count == cache.count - 1
        })
  }

  @Test("a digit, a word or a row that changes is noticed, wherever it stands in its line")
  func damage() async throws {
    let cache = await trading.verify().cache
    let lines = cache.text.split(separator: "\n").map(String.init)
    let line = try #require(lines.dropFirst().first { $0.count > 200 })
    let number = try #require(lines.firstIndex(of: line)) + 1
    func read(_ other: String) -> (cache: ResultCache, damagedLines: [Int]) {
      var damaged = lines
      damaged[number - 1] = other
      return ResultCache.read(damaged.joined(separator: "\n") + "\n")
    }
    let groups = line.split(separator: ";").map(String.init)
    let (head, rows) = (groups[0], Array(groups.dropFirst()))
    func written(_ rows: [String]) -> String { ([head] + rows).joined(separator: ";") }
    var others: [String] = []
    for place in stride(from: 0, to: 180, by: 3) {
      var characters = Array(line)
      characters[place] = characters[place] == "0" ? "1" : "0"
      others.append(String(characters))
    }
    others += [written(rows.dropLast()), written([]), written(rows + [rows[0]])]
    others += [head + ";;;", "", line + "\n" + line.replacing(";", with: " ")]
    others.append(written(rows.map { $0 + " 3ff0000000000000" }))
    others.append(written(rows.map { String($0.dropLast(17)) }))
    for other in others {
      let (read, damaged) = read(other)
      #expect(damaged.count == 1, "\(other.prefix(80))")
      #expect(read.count >= cache.count - 1 && read.conflicts(with: cache) == 0)
    }
  }

  @Test("what a run could not tell contradicts nothing, and one bit more or less does")
  func conflicts() {
    func cache(_ value: Double) -> ResultCache {
      var cache = ResultCache()
      cache[1] = BlockResult(rows: [[.nan, value]], trace: 2)
      return cache
    }
    #expect(cache(3).conflicts(with: cache(3)) == 0)
    #expect(cache(3).conflicts(with: cache(3.0.nextUp)) == 1)
    #expect(cache(3).conflicts(with: ResultCache()) == 0)
    #expect(ResultCache.read(cache(3).text).cache == cache(3))
  }

  @Test("results of another shape are computed again, and told of")
  func shapes() async throws {
    let reference = await trading.verify()
    let text = reference.cache.text
    let keys = text.split(separator: "\n").dropFirst().compactMap {
      UInt64($0.prefix(16), radix: 16)
    }
    func changed(_ change: ([[Double]]) -> [[Double]]) -> ResultCache {
      var cache = ResultCache()
      for key in keys {
        guard let block = reference.cache[key] else { continue }
        cache[key] = BlockResult(rows: change(block.rows), trace: block.trace)
      }
      return cache
    }
    for cache in [
      changed { $0.map { _ in [] } }, changed { _ in [] }, changed { $0.map { $0 + [1] } },
      changed { $0.map { $0.dropLast() } }, changed { $0.dropLast() },
    ] {
      #expect(ResultCache.read(cache.text).cache == cache)
      let again = await trading.verify { $0.cache = cache }
      #expect(
        again.judgement("claim-0")?.evidence?.interval
          == reference.judgement("claim-0")?.evidence?.interval)
      #expect(again.computedBlocks > 0 && cache.conflicts(with: again.cache) > 0)
      #expect(again.cache == reference.cache)
    }
  }

  @Test("results are kept under a hash of the code that they depend on")
  func sources() throws {
    var hash = StableHash()
    for folder in ["Simulate", "Systems", "Verify"] {
      let root = packageRoot.appendingPathComponent("Sources/" + folder)
      let paths = try FileManager.default.subpathsOfDirectory(atPath: root.path)
        .filter { $0.hasSuffix(".swift") && $0 != "ResultCache+Revision.swift" }.sorted()
      #expect(paths.count > 10)
      for path in paths {
        hash.combine(path)
        let text = try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
        for line in text.split(separator: "\n") {
          let code = line.drop { $0 == " " }
          if !code.isEmpty, !code.hasPrefix("//") { hash.combine(String(code)) }
        }
      }
    }
    let digits = stride(from: 0, to: 16, by: 4).map { hash.hex.dropFirst($0).prefix(4) }
    #expect(
      ResultCache.sources == hash.value,
      """
      the code that results depend on has changed: in ResultCache+Revision.swift set `sources` to \
      0x\(digits.joined(separator: "_")), and raise `revision` if a result or a verdict may be another
      """)
  }
}
