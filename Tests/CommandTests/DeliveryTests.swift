import Foundation
import FoundationXML
import TestSupport
import Testing

@Suite struct DeliveryTests {
  private let text = """
    # A

    见[x](gone.md)与[y](away.md)。

    - 可用性: 99.995% (年停机时间 < 30分钟)
    - 可用性: 99.9% (年停机时间 < 30分钟)
    - 可用性: 120%
    - 延迟: < 5ms

    """

  private func project() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("docs/甲 乙.md", text)
    return folder
  }

  private let job = """
    # A

    **效果**:

    - 完成时间: 68分钟 → 9.5分钟

    ```yaml scenario
    id: job
    system: sliced-job
    before:
      workers: { value: 1, kind: assumption, source: "甲" }
    after:
      workers: { value: 40, kind: assumption, source: "甲" }
    assume:
      slice.time: { constant: 30 秒, kind: assumption, source: "甲" }
      slices: { value: 120, kind: assumption, source: "甲" }
      before: { value: 2 分钟, kind: assumption, source: "甲" }
      after: { value: 6 分钟, kind: assumption, source: "甲" }
    claims:
      完成时间: completion
    ```

    """

  @Test func `the JSON of verify tells the bound and the answer before`() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.md", job)
    let result = try Binary.run(["verify", ".", "--format", "json"], in: folder)
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    let claim = try #require((object["claims"] as? [[String: Any]])?.first)
    let judged = try #require((claim["judgements"] as? [[String: Any]])?.first)
    let before = try #require(judged["before"] as? [String: Any])
    #expect(abs((before["estimate"] as? Double ?? 0) - 68) < 1e-6)
    #expect(before["calibrated"] as? Bool == false)
    let allowed = try #require(judged["allowed"] as? [Any])
    #expect(allowed.first is NSNull)
    #expect(abs((allowed.last as? Double ?? 0) - 9.55) < 0.06)
  }

  @Test func `a damaged ledger and a claim that is gone are found where they stand`() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.md", job + "\n- 可用性: 99.9% (年停机时间 < 9小时)\n")
    #expect(try Binary.run(["verify", ".", "--update", "-q"], in: folder).status == 0)
    let ledger = try String(
      contentsOf: folder.url.appendingPathComponent("docgen.lock"), encoding: .utf8)
    #expect(try Binary.run(["verify", ".", "-q"], in: folder).status == 0)

    try folder.write("docgen.lock", ledger.replacing("  figure", with: "  figrue"))
    let damaged = try Binary.run(["verify", ".", "--format", "short", "-q"], in: folder)
    #expect(damaged.status == 1)
    #expect(damaged.output.contains("docgen.lock:"))
    #expect(damaged.output.contains("damaged-ledger"))

    try folder.write("docgen.lock", ledger)
    try folder.write("a.md", job)
    let gone = try Binary.run(["verify", ".", "--format", "short", "-q"], in: folder)
    #expect(gone.output.contains("docgen.lock:"))
    #expect(gone.output.contains("claim-suspect"))
  }

  @Test func `the JSON of verify has every claim with its verdict and evidence`() throws {
    let folder = try project()
    let result = try Binary.run(["verify", "docs", "--format", "json"], in: folder)
    #expect(result.status == 1)
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    let claims = try #require(object["claims"] as? [[String: Any]])
    #expect(claims.compactMap { $0["figure"] as? String }.contains("< 5ms"))
    let first = try #require(claims.first { $0["figure"] as? String == "< 30分钟" })
    // Two statements agree, and nothing supports the other.
    #expect(first["verdict"] as? String == "at-face-value")
    #expect(first["unit"] as? String == "min")
    let start = (first["range"] as? [String: [String: Int]])?["start"]
    #expect(start?["line"] == 5)
    let judged = try #require((first["judgements"] as? [[String: Any]])?.first)
    #expect(judged["evidence"] as? String == "computed")
    #expect((judged["explanation"] as? [String: String])?["en"]?.isEmpty == false)
    // 99.9 % are 8.76 hours a year.
    let low = try #require(
      claims.first { ($0["range"] as? [String: [String: Int]])?["start"]?["line"] == 6 })
    #expect(low["verdict"] as? String == "fails")
    let unchecked = try #require(claims.first { $0["figure"] as? String == "< 5ms" })
    #expect(unchecked["verdict"] as? String == "unchecked")
    let reasons = try #require(unchecked["judgements"] as? [[String: Any]])
    #expect(reasons.allSatisfy { $0["evidence"] == nil && $0["explanation"] != nil })
    #expect(try #require(unchecked["interval"] as? [Any]).count == 2)
    let checked = try Binary.run(["check", "docs", "--format", "json"], in: folder)
    #expect(!checked.output.contains("\"claims\""))
  }

  @Test func `what is in the baseline does not fail, what is new does`() throws {
    let folder = try project()
    let written = try Binary.run(["check", "docs", "--write-baseline", "known.txt"], in: folder)
    #expect(written.status == 0)
    let known = try Binary.run(["check", "docs", "--baseline", "known.txt"], in: folder)
    #expect(known.status == 0)
    #expect(known.output.contains("in the baseline"))

    // Lines move, and the folder that docgen runs in is another one.
    try folder.write("docs/甲 乙.md", "序\n\n" + text + "\n[z](new.md)\n")
    let moved = try Binary.run(
      ["check", "docs", "--baseline", "known.txt", "--format", "short"], in: folder)
    #expect(moved.status == 1)
    #expect(moved.output.split(separator: "\n").count == 1)
    #expect(moved.output.contains("`new.md`"))
    let inside = try Binary.run(
      ["check", "--config", "../known.yml", "--format", "short", "甲 乙.md"], in: folder,
      environment: [:], shell: "")
    #expect(inside.status == 2, "there is no such configuration yet")
    try folder.write("docgen.yml", "content: docs\nbaseline: known.txt\n")
    let configured = try Binary.run(["check", "--format", "short"], in: folder)
    #expect(configured.output == moved.output)
  }

  @Test func `an entry of the baseline that matches nothing is reported where it stands`() throws {
    let folder = try project()
    _ = try Binary.run(["check", "docs", "--write-baseline", "known.txt"], in: folder)
    try folder.write("docs/甲 乙.md", text.replacing("见[x](gone.md)与[y](away.md)。", with: "无"))
    let result = try Binary.run(
      ["check", "docs", "--baseline", "known.txt", "--format", "short"], in: folder)
    #expect(result.status == 0)
    #expect(result.output.split(separator: "\n").count == 2)
    #expect(result.output.contains("known.txt:"))
    #expect(result.output.contains("[unused-baseline]"))
    // What a run did not read, it cannot miss.
    try folder.write("docs/b.md", "# B\n")
    let other = try Binary.run(
      ["check", "docs/b.md", "--baseline", "known.txt", "--format", "short"], in: folder)
    #expect(other.output == "")
  }

  @Test func `a damaged baseline is refused with its line`() throws {
    let folder = try project()
    try folder.write("known.txt", "docgen baseline 1\n<<<<<<< ours\n")
    let result = try Binary.run(["check", "docs", "--baseline", "known.txt"], in: folder)
    #expect(result.status == 2)
    #expect(result.error.contains("line 2 of known.txt"))
  }

  private func git(_ arguments: [String], in folder: TemporaryFolder) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments =
      ["git", "-c", "user.name=a", "-c", "user.email=a", "-c", "init.defaultBranch=main"]
      + arguments
    process.currentDirectoryURL = folder.url
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "git \(arguments)")
  }

  @Test func `only what touches changed lines is reported since a revision`() throws {
    let folder = try project()
    try git(["init"], in: folder)
    try git(["add", "."], in: folder)
    try git(["commit", "-m", "first"], in: folder)
    let arguments = ["check", "docs", "--format", "short", "--changed-since", "HEAD"]
    #expect(try Binary.run(arguments, in: folder).output == "")

    try folder.write("docs/甲 乙.md", text + "\n[z](new.md)\n")
    try folder.write("docs/\"b\"\n.md", "[w](newer.md)\n")
    let changed = try Binary.run(arguments, in: folder)
    #expect(changed.status == 1)
    #expect(changed.output.split(separator: "\n").count == 2)
    #expect(changed.output.contains("`new.md`") && changed.output.contains("`newer.md`"))

    // A file of a strange name that git knows is found, too.
    try git(["add", "."], in: folder)
    try git(["commit", "-m", "second"], in: folder)
    #expect(try Binary.run(arguments, in: folder).output == "")
    let since = try Binary.run(arguments.dropLast() + ["HEAD~1"], in: folder)
    #expect(since.output == changed.output)

    for revision in ["nothing", "--all", "HEAD~7", ""] {
      let unknown = try Binary.run(arguments.dropLast() + [revision], in: folder)
      #expect(unknown.status == 2)
    }
  }

  @Test func `without git the flag says so`() throws {
    let folder = try project()
    let result = try Binary.run(
      ["check", "docs", "--changed-since", "HEAD"], in: folder, environment: ["PATH": "/nowhere"])
    #expect(result.status == 2)
    #expect(result.error == "docgen: git is not installed\n")
  }

  @Test func `one run writes every form`() throws {
    let folder = try project()
    let result = try Binary.run(
      [
        "check", "docs", "--format", "github", "--output", "junit=out.xml", "--output",
        "sarif=out.sarif", "--output", "json=out.json", "--output", "markdown=out.md",
      ], in: folder)
    #expect(result.status == 1)
    #expect(result.output.hasPrefix("::error file=docs/甲 乙.md,line="))
    #expect(folder.read("out.md")?.hasPrefix("## docgen") == true)
    for name in ["out.json", "out.sarif"] {
      let data = try #require(folder.read(name)).utf8
      #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(data)) }
    }
    #expect(folder.names() == ["docs", "out.json", "out.md", "out.sarif", "out.xml"])
  }

  @Test func `a JUnit report is XML with a case for each claim, and fails for errors only`() throws
  {
    let folder = try project()
    try folder.write("docs/b.md", "# <B> & \"c\"\n\n- 可用性: 99.9% \u{1}\u{FFFE}]]> <x>\n")
    let result = try Binary.run(["check", "docs", "--format", "junit"], in: folder)
    let counter = ElementCounter()
    let parser = XMLParser(data: Data(result.output.utf8))
    parser.delegate = counter
    #expect(parser.parse(), "\(String(describing: parser.parserError))")
    #expect(counter.counts["testsuite"] == 2)
    #expect((counter.counts["testcase"] ?? 0) >= 7)
    #expect((counter.counts["failure"] ?? 0) >= 2)
    #expect((counter.counts["skipped"] ?? 0) >= 1)
    #expect(
      counter.totals == [
        "tests": counter.counts["testcase"] ?? 0, "failures": counter.counts["failure"] ?? 0,
        "skipped": counter.counts["skipped"] ?? 0, "errors": 0,
      ])

    // What is accepted or in the baseline fails neither the run nor the report.
    _ = try Binary.run(["check", "docs", "--write-baseline", "known.txt"], in: folder)
    let known = try Binary.run(
      ["check", "docs", "--baseline", "known.txt", "--format", "junit"], in: folder)
    #expect(known.status == 0)
    #expect(!known.output.contains("<failure"))
    #expect(known.output.contains("<testcase"))
  }

  @Test func `JUnit fails the claims that verify fails`() throws {
    let folder = try TemporaryFolder()
    try folder.write("g.md", "# G\n\n- 可用性: 99.9% (年停机时间 < 4小时)\n")
    let verdicts = try Binary.run(["verify", "g.md"], in: folder)
    #expect(verdicts.output.hasPrefix("2 claims: 2 fail\n"))
    let report = try Binary.run(["verify", "g.md", "--format", "junit"], in: folder)
    #expect(report.output.contains("tests=\"2\" failures=\"2\""))
  }

  @Test func `a report goes into a folder that is made for it, and progress to no pipe`() throws {
    let folder = try project()
    let result = try Binary.run(["check", "docs", "--output", "json=new/out.json"], in: folder)
    #expect(folder.read("new/out.json")?.hasPrefix("{") == true)
    #expect(!result.error.contains("\r"))
    let help = try Binary.run(["help", "chekc"], in: folder)
    #expect(help.status == 2 && help.error.contains("did you mean `check`"))
  }

  private final class ElementCounter: NSObject, XMLParserDelegate {
    var counts: [String: Int] = [:]
    var totals: [String: Int] = [:]

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String]
    ) {
      counts[name, default: 0] += 1
      guard name == "testsuites" else { return }
      totals = attributes.compactMapValues(Int.init)
    }
  }

  private static let schema = shared("conformance/sarif-2.1.0.schema.json")

  @Test(.enabled(if: schema != nil && hasValidator, "the schema and python3's jsonschema"))
  func `SARIF is valid by its schema`() throws {
    let folder = try project()
    try folder.write("docs/b.md", "<!-- docgen-accept unresolved-link: later -->\n[a](c.md)\n")
    _ = try Binary.run(["check", "docs/b.md", "--write-baseline", "known.txt"], in: folder)
    _ = try Binary.run(
      ["check", "docs", "--baseline", "known.txt", "--output", "sarif=out.sarif"], in: folder)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "python3", "-c",
      """
      import json, sys, jsonschema
      schema, report = (json.load(open(path)) for path in sys.argv[1:])
      jsonschema.validate(report, schema)
      assert report["runs"][0]["results"]
      """, Self.schema?.path ?? "", folder.path + "/out.sarif",
    ]
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  private static var hasValidator: Bool {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", "import jsonschema"]
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }

  @Test func `levels hold for the paths of their overrides`() throws {
    let folder = try project()
    try folder.write("docs/archive/2020/old.md", "[a](b.md)\n")
    try folder.write(
      "docgen.yml",
      """
      content: docs
      rules:
        over-hundred: off
      overrides:
        - paths: [archive/**]
          rules:
            unresolved-link: note
        - paths: "甲*"
          rules:
            unresolved-link: off
            availability-downtime: off
      """)
    let result = try Binary.run(["check", "--format", "short"], in: folder)
    #expect(result.status == 0)
    #expect(
      result.output.split(separator: "\n").map { $0.split(separator: " ")[1] } == ["note:"],
      "\(result.output)")
  }

  @Test func `numbers not understood are listed, and the counts contain each other`() throws {
    let folder = try project()
    let result = try Binary.run(["check", "docs", "--unread", "--format", "json"], in: folder)
    let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    let total = try #require((object as? [String: Any])?["total"] as? [String: Any])
    let chain = try ["seen", "understood", "typed", "checkable", "checked"].map {
      try #require(total[$0] as? Int)
    }
    #expect(chain == chain.sorted(by: >))
    #expect((chain.last ?? 0) > 0)
    let unread = (total["unread"] as? [String: Int] ?? [:]).values.reduce(0, +)
    #expect(unread == chain[0] - chain[1])
    let documents = try #require((object as? [String: Any])?["documents"] as? [[String: Any]])
    let numbers = documents.flatMap { $0["numbers"] as? [[String: Any]] ?? [] }
    #expect(numbers.count == chain[0])
    let typed = numbers.filter { $0["understanding"] as? String == "typed" }
    #expect(typed.count == chain[2])
    #expect(typed.allSatisfy { ($0["interval"] as? [Any])?.count == 2 && $0["unit"] is String })
    #expect(numbers.filter { $0["cause"] is String }.count == unread)
  }

  @Test func `a project is begun once, and what is there stays`() throws {
    let folder = try TemporaryFolder()
    try folder.write("docs/a.md", "# A\n")
    #expect(try Binary.run(["init"], in: folder).status == 0)
    #expect(try Binary.run(["check"], in: folder).status == 0)
    try folder.write("docgen.yml", "title: 我的\n")
    let again = try Binary.run(["init"], in: folder)
    #expect(again.status == 0)
    #expect(folder.read("docgen.yml") == "title: 我的\n")
    #expect(folder.read(".github/workflows/docgen.yml")?.contains("docgen verify") == true)
  }
}
