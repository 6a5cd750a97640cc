/// How many items a text lists up to the end of its sentence; nil for what may list more than it shows.
///
/// - Parameter inHan: whether Chinese words say how many there are: then no `and` stands before the last of some names
///   in Latin letters.
func countItems(_ text: String, inHan: Bool) -> ClosedRange<Int>? {
  var depth = 0
  var isCode = false
  var plain = ""
  for character in text {
    if character == "`" {
      isCode.toggle()
      // Code is one name, whatever stands in it.
      plain.append("x")
      continue
    }
    if isCode { continue }
    if "(（[【「《“".contains(character) { depth += 1 }
    if depth == 0, character != "*" { plain.append(character) }
    if ")）]】」》”".contains(character) { depth = max(0, depth - 1) }
  }
  guard !isCode, depth == 0 else { return nil }
  var rest = plain[...]
  if let stop = rest.firstIndex(where: { "。；;".contains($0) }) { rest = rest[..<stop] }
  if let stop = rest.firstRange(of: ". ") { rest = rest[..<stop.lowerBound] }
  var list = String(rest).trimmingBlanks
  if list.hasSuffix(".") { list.removeLast() }
  let lower = list.lowercased()
  guard !list.isEmpty, !open.occur(in: lower),
    !list.contains(where: { ":：—→=+|<>…?？!！".contains($0) }), !holdsNumbers(list)
  else { return nil }
  let isHan = list.contains { ("\u{4E00}"..."\u{9FFF}").contains($0) }
  if list.contains("、") {
    // What follows a comma goes on about the list.
    guard !list.contains(where: { "，,".contains($0) }) else { return nil }
    return range(
      of: list.split(separator: "、", omittingEmptySubsequences: false),
      joints: ["和", "与", "及", "或", " and "])
  }
  // 开发/测试/生产
  let parts = list.split(separator: "/", omittingEmptySubsequences: false)
  if parts.count > 2, !list.contains(where: { "，,".contains($0) }),
    ![" 与", " 和", " and ", "系列"].contains(where: list.contains),
    // I/O and CI/CD are one.
    !parts.contains(where: { $0.trimmingBlanks.count < 3 && $0.allSatisfy(\.isASCII) })
  {
    return range(of: parts, joints: ["和", "与", "及", "或", " and "])
  }
  guard !isHan, list.contains(", ") else { return nil }
  let items = list.split(separator: ",", omittingEmptySubsequences: false)
  guard let last = items.last?.lowercased(), items.count > 1,
    last.contains("and ") || last.contains(" & ") || last.contains("or ") || inHan
      || items.allSatisfy({ $0.contains("x") && $0.count <= 4 })
  else { return nil }
  guard items.allSatisfy({ $0.split(separator: " ").count <= 5 }) else { return nil }
  // `, and e` is one item; `d and e` are two, or one.
  let isOxford = last.trimmingBlanks.hasPrefix("and ") || last.trimmingBlanks.hasPrefix("or ")
  let joined = items.map { item in
    let text = item.lowercased().trimmingBlanks
    return text.hasPrefix("and ") || text.hasPrefix("or ") ? String(text.dropFirst(3)) : text
  }
  let all = range(of: joined.map { $0[...] }, joints: [" and ", " & ", " or "])
  guard let all, !isOxford, last.contains(" and ") || last.contains(" or "),
    // In `lint and test, build and push` the joints part no items.
    !joined.dropLast().contains(where: { $0.contains(" and ") || $0.contains(" or ") })
  else { return all }
  // The last joint of a list without a comma before it parts two items for certain.
  return all.lowerBound + 1...max(all.lowerBound + 1, all.upperBound)
}

/// Whether digits stand in a text that are no part of a name, as those of `GPT-3.5` and `us-east-1` are.
private func holdsNumbers(_ text: String) -> Bool {
  var isInName = false
  for character in text {
    guard character.isASCII else {
      isInName = false
      continue
    }
    if character.isNumber, !isInName { return true }
    isInName = character.isLetter || isInName && (character.isNumber || "-.".contains(character))
  }
  return false
}

private func range(of items: [Substring], joints: [String]) -> ClosedRange<Int>? {
  guard items.count > 1, items.allSatisfy({ !$0.trimmingBlanks.isEmpty && $0.count <= 24 }) else {
    return nil
  }
  let joined = items.reduce(0) { count, item in
    count + joints.count { item.contains($0) } + item.count { $0 == "/" || $0 == "&" }
      + (pairs.contains { item.contains($0) } ? 1 : 0)
  }
  return items.count...(items.count + joined)
}

/// Two in one word.
private let pairs = [
  "读写", "增删", "改查", "软硬", "开发测试", "主从", "宽高", "内外", "冷热", "上下", "进出", "高低", "高并发低", "收发",
]

/// What tells that more are meant than are named.
private let open: Words = [
  "等", "例如", "比如", "譬如", "包括", "分别", "其余", "其他", "etc", "such as", "e.g", "for example", "includ",
  "others",
  "and so on", "and more", "...",
]

extension StringProtocol {
  fileprivate var trimmingBlanks: String {
    var text = self[...]
    while text.first == " " { text = text.dropFirst() }
    while text.last == " " || text.last == "\r" { text = text.dropLast() }
    return String(text)
  }
}

/// Whether all names of a list are of what software is made of, and what is counted is made of it: `4 services (Java, Go)`.
func areMaterials(_ list: String, of counted: String) -> Bool {
  let thing = counted.lowercased()
  guard !materialNouns.contains(where: thing.contains) else { return false }
  return list.split { ",，、/".contains($0) }.allSatisfy { item in
    let name = item.lowercased().filter { !" `*".contains($0) }
    return materials.contains(name.hasPrefix("and") ? String(name.dropFirst(3)) : name)
  }
}

/// What languages and frameworks are counted as.
private let materialNouns = [
  "language", "framework", "stack", "technolog", "librar", "sdk", "runtime", "client", "语言", "框架",
  "技术", "客户端",
]

private let materials: Set<String> = [
  "java", "go", "golang", "rust", "python", "typescript", "javascript", "ts", "js", "node",
  "node.js",
  "nodejs", "kotlin", "swift", "scala", "php", "ruby", "c", "c++", "c#", ".net", "react", "vue",
  "vue3",
  "angular", "svelte", "next.js", "django", "flask", "fastapi", "spring", "springboot", "express",
  "grpc", "rest", "http", "graphql", "html", "css", "sql", "docker", "pytest", "jest", "playwright",
]
