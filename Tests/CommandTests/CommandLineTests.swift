import Foundation
import TestSupport
import Testing

@Suite struct CommandLineTests {
  private let wrong = "# A\n\n- 可用性: 99.9% (年停机时间 < 30分钟)\n"

  @Test func `a document from stdin is checked under the name that is given for it`() throws {
    let folder = try TemporaryFolder()
    try folder.write("docs/b.md", "# B")
    try folder.write("in.txt", "# A\n\n见[b](b.md)与[c](c.md)。\n")
    let result = try Binary.run(
      ["check", "-", "--stdin-filename", "docs/a.md", "--format", "short"], in: folder,
      shell: "< in.txt")
    #expect(result.status == 1)
    #expect(result.output.contains("docs/a.md:3:"))
    #expect(result.output.contains("c.md"))
    #expect(!result.output.contains("`b.md`"))
  }

  @Test func `a folder without documents replaces no site`() throws {
    let folder = try TemporaryFolder()
    try folder.write("docs/a.md", "# A")
    try folder.write("empty/readme.txt", "none")
    #expect(try Binary.run(["build", "docs", "-o", "site"], in: folder).status == 0)
    let commands = [
      ["build", "empty", "-o", "site"], ["stats", "empty"], ["audit", "empty"], ["fix", "empty"],
    ]
    for command in commands {
      let result = try Binary.run(command, in: folder)
      #expect(result.status == 2, "\(command)")
      #expect(result.error.contains("no Markdown documents"))
    }
    let page = folder.url.appendingPathComponent("site/a.html").path
    #expect(FileManager.default.fileExists(atPath: page))
  }

  @Test func `a ledger that is written is told of, but for the quiet`() throws {
    let folder = try TemporaryFolder()
    try folder.write("m/a.md", wrong)
    let loud = try Binary.run(["verify", "m", "--update"], in: folder)
    #expect(loud.error.contains("docgen.lock"))
    let quiet = try Binary.run(["verify", "m", "--update", "--quiet"], in: folder)
    #expect(!quiet.error.contains("docgen.lock"))
  }

  @Test func `endings of names are read in any case, and lines that end at carriage returns`()
    throws
  {
    let folder = try TemporaryFolder()
    try folder.write("m/A.MD", "# A\r\r见[b](b.md)。\r")
    let result = try Binary.run(["check", "m", "--format", "short"], in: folder)
    #expect(result.output.contains("A.MD:3:"))
  }

  @Test func `a working folder that is gone is an error, and not the root`() throws {
    let folder = try TemporaryFolder()
    try folder.write("script", "mkdir gone; cd gone; rmdir ../gone; exec \"$DOCGEN\" check\n")
    let process = Process()
    let error = Pipe()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["script"]
    process.currentDirectoryURL = folder.url
    process.environment = ["DOCGEN": Binary.path]
    process.standardError = error
    try process.run()
    let text = String(decoding: error.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 2)
    #expect(text.contains("working folder"))
  }

  @Test func `fix goes on until nothing is left, and --diff tells by its status`() throws {
    let folder = try TemporaryFolder()
    try folder.write("m/a.md", "# 甲\n\n```text\n集群\n├─ 甲 (2台)\n├─ 乙 (3台)\n```\n")
    #expect(try Binary.run(["fix", "--diff", "m"], in: folder).status == 1)
    let first = try Binary.run(["fix", "m"], in: folder)
    #expect(first.status == 0)
    #expect(first.error.contains("m/a.md: 1 fix"))
    let second = try Binary.run(["fix", "--diff", "m"], in: folder)
    #expect(second.status == 0)
    #expect(second.output.isEmpty)
  }

  @Test func `values that cannot be used are refused with a reason`() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.md", wrong)
    let form = try Binary.run(["check", "--output", "sarf=x"], in: folder)
    #expect(form.status == 2)
    #expect(form.error.contains("did you mean `sarif`"))
    let shard = try Binary.run(["verify", "--shard", "3/2", "--out", "x"], in: folder)
    #expect(shard.status == 2)
    #expect(shard.error.contains("counted from 1"))
  }

  @Test func `verify names the claims that fail`() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.md", wrong)
    let result = try Binary.run(["verify"], in: folder)
    #expect(result.status == 1)
    #expect(result.output.contains("fails at a.md:3:"))
  }

  @Test func `serve stops though a page is listening`() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.md", "# A")
    // Opens the stream of events by hand, asks the server to stop, and gives it ten seconds.
    try folder.write(
      "script",
      """
      "$DOCGEN" serve a.md -p 0 > log 2>&1 & pid=$!
      for i in $(seq 100); do
        port=$(sed -n 's|.*http://127.0.0.1:\\([0-9]*\\)/.*|\\1|p' log | head -1)
        [ -n "$port" ] && break
        sleep 0.1
      done
      exec 3<>/dev/tcp/127.0.0.1/$port
      printf 'GET /-/docgen/events HTTP/1.1\\r\\nHost: localhost:%s\\r\\n\\r\\n' "$port" >&3
      read -r line <&3
      kill -TERM $pid
      for i in $(seq 100); do
        kill -0 $pid 2> /dev/null || { echo "stopped after: $line"; exit 0; }
        sleep 0.1
      done
      kill -KILL $pid
      echo "still there after: $line"
      """)
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["script"]
    process.currentDirectoryURL = folder.url
    process.environment = ["DOCGEN": Binary.path, "PATH": "/usr/bin:/bin"]
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(text.hasPrefix("stopped after: HTTP/1.1 200"), "\(text)")
  }

  @Test(arguments: [("README.md", "Order system"), ("README.zh-CN.md", "证券交易")])
  func `the scenario of the readme is that of a new case, and proves its claim`(
    _ readme: String, _ title: String
  ) throws {
    let text = try String(contentsOfFile: packageRoot.path + "/" + readme, encoding: .utf8)
    let start = try #require(text.range(of: "```yaml scenario"))
    let end = try #require(text.range(of: "```", range: start.upperBound..<text.endIndex))
    let folder = try TemporaryFolder()
    #expect(try Binary.run(["new", "case", title], in: folder).status == 0)
    let page = folder.url.appendingPathComponent(title.replacing(" ", with: "-") + ".md")
    let begun = try String(contentsOf: page, encoding: .utf8)
    #expect(begun.contains(text[start.lowerBound..<end.upperBound]))
    let result = try Binary.run(["verify"], in: folder)
    #expect(result.status == 0, "\(result.output)")
    #expect(result.output.contains("2 hold"))
  }

  @Test(arguments: ["case", "document"], ["Order system", "证券交易"])
  func `what new begins passes check without a note`(_ kind: String, _ title: String) throws {
    let folder = try TemporaryFolder()
    #expect(try Binary.run(["new", kind, title], in: folder).status == 0)
    let result = try Binary.run(["check", "--fail-level", "note"], in: folder)
    #expect(result.status == 0, "\(result.output)")
    #expect(result.output.contains("no findings in 1 document"))
  }

  @Test func `merging goes on without a part that is missing and refuses what is none`() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.md", "# A\n")
    let part = try Binary.run(["verify", "--shard", "1/2", "--out", "new/part"], in: folder)
    #expect(part.status == 0)
    let merged = try Binary.run(["verify", "--merge", "new/part", "lost"], in: folder)
    #expect(merged.status == 0)
    #expect(merged.error.contains("lost is missing"))
    #expect(merged.error.contains("no part is shard 2/2; "))
    let other = try Binary.run(["verify", "--seed", "5", "--merge", "new/part"], in: folder)
    #expect(other.status == 0 && other.error.contains("new/part is of seed 1, and this run of 5"))
    let refused = try Binary.run(["verify", "--merge", "new/part", "a.md"], in: folder)
    #expect(refused.status == 2)
    #expect(refused.error.contains("a.md holds no results"))
  }

  @Test func `what a claim that holds leaves out stands beside its verdict`() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "a.md",
      """
      # 门户

      - 可用性: 99%

      ```yaml scenario
      id: portal
      system: service-outages
      assume:
        host.interval: { value: 1 年, kind: assumption, source: "设定" }
        host.outage: { value: 40 分钟, kind: assumption, source: "设定" }
      claims:
        可用性: availability
      ```

      """)
    let result = try Binary.run(["verify"], in: folder)
    #expect(result.status == 0)
    #expect(result.output.contains("  holds at a.md:3:8: 可用性 99% with these left out: "))
  }

  @Test func `a damaged part is refused in one line, and a damaged cache made anew`() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "a.md",
      """
      # 集群

      - GPU利用率: ≥ 5%

      ```yaml scenario
      id: cluster
      system: gpu-cluster
      assume:
        nodes: { value: 8 节点, kind: assumption, source: "设定" }
        gpus: { value: 8 卡, kind: assumption, source: "设定" }
        jobs: { value: 60 次/天, kind: assumption, source: "设定" }
        small.share: { value: 100%, kind: assumption, source: "设定" }
        small.time: { value: 8 小时, kind: assumption, source: "设定" }
        small.use: { value: 50%, kind: assumption, source: "设定" }
        large.gpus: { value: 8 卡, kind: assumption, source: "设定" }
        large.time: { value: 8 小时, kind: assumption, source: "设定" }
        large.use: { value: 50%, kind: assumption, source: "设定" }
      claims:
        GPU利用率: gpu-utilisation
      ```

      """)
    let part = try Binary.run(["verify", "--shard", "1/1", "--out", "part"], in: folder)
    #expect(part.status == 0, "\(part.error)")
    let whole = try Binary.run(["verify", "--merge", "part", "--format", "json"], in: folder)
    #expect(whole.status == 0, "\(whole.output)")
    let text = try String(contentsOf: folder.url.appendingPathComponent("part"), encoding: .utf8)
    let place = try #require(text.firstIndex { $0 == ";" })
    for (index, damaged) in [
      text.replacingCharacters(in: place...text.index(after: place), with: ";f"),
      String(text.dropLast(40)), text + "0\n",
    ].enumerated() {
      try folder.write("damaged", damaged)
      let refused = try Binary.run(["verify", "--merge", "damaged"], in: folder)
      #expect(refused.status == 2, "\(index)")
      #expect(refused.error.contains("damaged is damaged: line "))
      #expect(refused.error.split(separator: "\n").count == 1)
      let results = damaged.drop { $0 != "\n" }.dropFirst()
      try folder.write(".docgen-cache/results", String(results))
      let again = try Binary.run(["verify", "--format", "json"], in: folder)
      #expect(again.output == whole.output && again.status == 0 && again.error == whole.error)
    }
  }
}
