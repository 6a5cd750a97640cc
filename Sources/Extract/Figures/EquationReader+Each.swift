import Model
import Quantities

extension EquationReader {
  /// `24 台服务器，每台 2 颗 28 核 CPU，合计 1,344 核`; `6 nodes with 4 GPUs each (24 GPUs)`.
  func eachProducts() -> [FoundEquation] {
    var found: [FoundEquation] = []
    for at in tokens.indices {
      guard case .number(let first) = tokens[at] else { continue }
      let second = whole(ofSecondAt: at)
      guard let whole = second ?? whole(ofPartsAt: at),
        let chain = chain(at), let owner = Parsed(quantities[whole], at: whole, end: at),
        let product = owner.times(chain),
        let result = total(
          from: chain.end, like: chain.operands.upperBound, brackets: true, listed: second != nil)
      else { continue }
      if second != nil || isLoose(at), !isPlainTotal(from: chain.end, result) { continue }
      guard result > first, !repeats(from: chain.end, before: result) else { continue }
      if let equation = compare(product, result, .worded) { found.append(equation) }
    }
    return found
  }

  /// The figure that a figure is said to be for each of: `24 台` for the 2 in 每台 2 颗.
  private func whole(ofPartsAt at: Int) -> Int? {
    guard case .number(let index) = tokens[at] else { return nil }
    if at > 0, case .word(let word) = tokens[at - 1], let thing = thingOfEach(word) ?? latin(at - 1)
    {
      // 每台 means a number of 台 said before in the sentence, the nearest one.
      return number(before: at - 1) {
        if case .number = quantities[$0].quantity.dimension { return isTimes(thing, $0) }
        guard case .count(let counted) = quantities[$0].quantity.dimension else { return false }
        return counted == thing || bytes.string(quantities[$0].range).contains(thing)
          || isNamed(thing, $0)
      }
    }
    guard isEachInEnglish(at) else { return nil }
    guard let whole = number(before: at, { _ in true }), whole == index - 1 else { return nil }
    switch quantities[whole].quantity.dimension {
    case .count, .number: return whole
    default: return nil
    }
  }

  /// Whether cores, or things of a Latin name, are told of each: words before their total may limit it.
  private func isLoose(_ at: Int) -> Bool {
    guard case .number(let index) = tokens[at] else { return false }
    return countsCores(index) || (at > 0 && latin(at - 1) != nil)
  }

  /// Whether nothing but commas, a noun and a word for a total stand between a place and a result; another
  /// total may: `合计 104 核、216GB`. And whether 各 stands nowhere before: then there are several of what is counted.
  private func isPlainTotal(from start: Int, _ result: Int) -> Bool {
    let isShared = tokens[..<start].contains {
      if case .word(let word) = $0 { bytes.string(word).contains("各") } else { false }
    }
    guard !isShared else { return false }
    var hasComma = false
    for at in start..<tokens.count {
      switch tokens[at] {
      case .number(let index) where index == result: return true
      // The memory behind the cores, and the cores' own total.
      case .number(let index):
        guard at == start || isTotalBefore(at) || isSize(index, at) else { return false }
      case .comma: hasComma = true
      case .word(let word):
        guard !hasComma || ["共", "合计", "总计", "共计"].contains(bytes.string(word)) else {
          return false
        }
      default: return false
      }
    }
    return false
  }

  /// Whether a size stands right behind a number of cores.
  private func isSize(_ index: Int, _ at: Int) -> Bool {
    guard at > 0, case .number(let first) = tokens[at - 1] else { return false }
    return countsCores(first) && quantities[index].quantity.dimension == .data
  }

  /// The figure that a size behind a number of cores is for each of as well: `52 个 Pod，每个 Pod 2 核 4GB`.
  private func whole(ofSecondAt at: Int) -> Int? {
    guard at > 0, case .number(let second) = tokens[at], case .number(let first) = tokens[at - 1],
      countsCores(first), quantities[second].quantity.dimension == .data
    else { return nil }
    return whole(ofPartsAt: at - 1)
  }

  private func countsCores(_ index: Int) -> Bool {
    quantities[index].quantity.dimension == .count(of: "核")
  }

  /// 台 in 每台 and 单台.
  func thingOfEach(_ word: Range<Int>) -> String? {
    let text = bytes.string(word)
    guard let each = text.lastIndex(where: { $0 == "每" || $0 == "单" }) else { return nil }
    let thing = text[text.index(after: each)...]
    return thing.isEmpty || thing.count > 4 ? nil : String(thing)
  }

  /// `Pod` in 每个 Pod.
  private func latin(_ at: Int) -> String? {
    guard at > 0, case .word(let name) = tokens[at], bytes[name.lowerBound] < 0x80,
      case .word(let each) = tokens[at - 1]
    else { return nil }
    let lead = bytes.string(each)
    return lead.hasSuffix("每个") || lead.hasSuffix("每") || lead.hasSuffix("单个")
      ? bytes.string(name) : nil
  }

  /// Whether a figure stands right behind the name of a thing: `节点 200 台`, or before it: `52 个 Pod`.
  private func isNamed(_ thing: String, _ index: Int) -> Bool {
    guard
      let at = tokens.firstIndex(where: { if case .number(index) = $0 { true } else { false } })
    else { return false }
    if at > 0, case .word(let word) = tokens[at - 1], bytes.string(word).hasSuffix(thing) {
      // 每台 2 颗 counts what each has.
      return thingOfEach(word) == nil
    }
    if at + 1 < tokens.count, case .word(let word) = tokens[at + 1] {
      return bytes.string(word).lowercased() == thing.lowercased()
    }
    return false
  }

  /// Whether a bare number is so many of a thing, as in `GPU 节点 ×32`.
  private func isTimes(_ thing: String, _ index: Int) -> Bool {
    guard
      let at = tokens.firstIndex(where: { if case .number(index) = $0 { true } else { false } }),
      at > 1, case .times = tokens[at - 1], case .word(let word) = tokens[at - 2]
    else { return false }
    return bytes.string(word).hasSuffix(thing)
  }

  /// `4 GPUs each`, `each with 4 GPUs`, `each handling 1,500 req/s`.
  private func isEachInEnglish(_ at: Int) -> Bool {
    for next in (at + 1)..<max(at + 1, min(tokens.count, at + 4)) {
      guard case .word(let word) = tokens[next] else { break }
      if isEach(word) { return true }
    }
    for previous in stride(from: at - 1, through: max(0, at - 3), by: -1) {
      guard case .word(let word) = tokens[previous] else { break }
      if isEach(word) { return true }
    }
    return false
  }

  private func isEach(_ word: Range<Int>) -> Bool {
    bytes[word].elementsEqual("each".utf8) || bytes[word].elementsEqual("apiece".utf8)
  }

  /// The nearest wanted figure before a token; nil where another clause, or a sign between, has one too.
  private func number(before at: Int, _ isWanted: (Int) -> Bool) -> Int? {
    var found: Int?
    var isBeyond = false
    for previous in stride(from: at - 1, through: 0, by: -1) {
      switch tokens[previous] {
      case .stop, .equals, .plus, .minus, .over: return found
      case .times where found == nil: return nil
      case .semicolon:
        // 10 台服务器；每台 8 卡: of the next clause nothing but what each has.
        guard previous == at - 1, case .word(let word) = tokens[at],
          bytes[word].starts(with: "每".utf8) || isBeyond
        else { return found }
        isBeyond = true
      case .times: isBeyond = true
      case .number(let index) where isWanted(index):
        // 两个集群各 16 台
        if previous > 0, case .word(let word) = tokens[previous - 1],
          bytes[word].suffix(3).elementsEqual("各".utf8)
        {
          return nil
        }
        if found == nil { found = index } else if isBeyond { return nil }
      default: break
      }
    }
    return found
  }

  /// Figures that stand side by side and multiply: `2 颗 28 核`.
  private func chain(_ start: Int) -> Parsed? {
    guard case .number(let first) = tokens[start],
      var value = Parsed(quantities[first], at: first, end: start + 1)
    else { return nil }
    while value.end < tokens.count, case .number(let next) = tokens[value.end],
      value.value?.dimension.isScalar == true,
      // 64 核 256GB: memory is no multiple of cores.
      !(countsCores(value.operands.upperBound) && quantities[next].quantity.dimension == .data),
      let factor = Parsed(quantities[next], at: next, end: value.end + 1),
      let product = value.times(factor)
    {
      value = product
    }
    return value
  }

  /// Whether another 每 or `each` stands before a result: the result may be of that one.
  private func repeats(from start: Int, before result: Int) -> Bool {
    for at in start..<tokens.count {
      switch tokens[at] {
      case .number(let index) where index == result: return false
      case .word(let word):
        if thingOfEach(word) != nil { return true }
      default: break
      }
    }
    return false
  }
}
