import Quantities
import Testing

/// The twelve traps of the grammar of figures in real documents, each with what must come out.
@Suite struct GrammarTrapTests {
  private func read(_ text: String) -> [ReadNumber] { readNumbers(in: Array(text.utf8)) }

  private func quantities(_ text: String) -> [ReadQuantity] {
    readQuantities(in: Array(text.utf8))
  }

  private func labels(_ text: String) -> [ReadNumber.LabelKind] {
    read(text).compactMap { if case .label(let kind) = $0.reading { kind } else { nil } }
  }

  @Test func trap1PlusIsAtLeastOrLaterOrJoinOrChange() {
    #expect(quantities("30+个").first?.quantity.comparator == .atLeast)
    #expect(labels("Kubernetes 1.28+") == [.version])
    #expect(quantities("25GbE + 100GbE").map(\.quantity.comparator) == [.equal, .equal])
    #expect(quantities("+22%").first?.sign == .plus)
    #expect(labels("Ceph冗余 (N+2)") == [.name])
  }

  @Test func trap2TildeIsAboutOrRangeOrHome() {
    #expect(quantities("~1,800行").first?.quantity.comparator == .approximately)
    #expect(labels("2025-10~11") == [.date])
    #expect(quantities("3~5个").first?.quantity.comparator == .range)
    #expect(quantities("~/.kube/config").isEmpty)
  }

  @Test func trap3DashIsRangeOrMinusOrBulletOrPartOfAName() {
    #expect(quantities("5-10ms").first?.quantity.comparator == .range)
    #expect((quantities("-60%").first?.quantity.value ?? 0) == -0.6)
    #expect((quantities("- 60%").first?.quantity.value ?? 0) == 0.6)
    #expect(labels("00-11模块") == [.name])
    #expect(labels("3-2-1规则") == [.name])
    #expect((quantities("成本降低-40%").first?.quantity.value ?? 0) == -0.4)
  }

  @Test func trap4MarkupIsStrippedBefore() {
    // Emphasis never reaches the reader; what it leaves reads as one figure each.
    #expect(quantities("1,100+ → 42,000+").map(\.quantity.value) == [1100, 42_000])
  }

  @Test func trap5TheVerbMayFollow() {
    #expect(quantities("20-30%性能提升").first?.quantity.comparator == .range)
    #expect(quantities("100x提升").first?.quantity.dimension == .factor)
    #expect(quantities("性能提升策略").isEmpty)
  }

  @Test func trap6NamesInPathsAreLabels() {
    #expect(labels("01 → 02 → 03") == [.name, .name, .name])
    #expect(read("R0 → R1 → R2").isEmpty)
  }

  @Test func trap7PercentOfPercentKeepsItsSign() {
    #expect(quantities("10% → 6% (-40%)").map(\.quantity.value) == [0.1, 0.06, -0.4])
  }

  @Test func trap8TimesIsMultiplicationDutyOrCount() {
    #expect(labels("7×24") == [.duty])
    #expect(labels("7x24小时") == [.duty])
    #expect(quantities("1天10+").first?.quantity.dimension == .rate(of: "次"))
    #expect(quantities("4×25Gb").first?.times == 4)
    #expect(quantities("2×16核").first?.quantity.dimension == .count(of: "核"))
    #expect(quantities("12x 4TB").first?.quantity.value == 4e12)
  }

  @Test func trap9MoneyMixesSignsAndMagnitudes() {
    #expect(quantities("0–200k USD").first?.quantity.interval == Interval(0, 200_000))
    #expect(quantities("¥600/年").first?.quantity.dimension == .moneyRate("CNY"))
    #expect(quantities("$1.2M").first?.quantity.value == 1_200_000)
    #expect(quantities("¥26万").first?.quantity.value == 260_000)
    #expect(quantities("$31B").first?.quantity.value == 31e9)
  }

  @Test func trap10NinesAreAShareAndNoMore() {
    #expect(quantities("完成度 99.9%").first?.quantity.dimension == .ratio)
  }

  @Test func trap11KDependsOnWhatFollows() {
    #expect(quantities("150K IOPS").first?.quantity.value == 150_000)
    #expect(quantities("12K字").first?.quantity.value == 12_000)
    #expect(quantities("128KB").first?.quantity.dimension == .data)
    #expect(quantities("135 K").first?.quantity.dimension == .number)
    #expect(quantities("5GB").first?.quantity.dimension == .data)
    #expect(quantities("7B参数").first?.quantity.dimension == .count(of: "参数"))
  }

  @Test func trap12FormulasDoNotCrash() {
    #expect(!read(#"\text{Enhanced} & \text{if } 40 \leq I < 100 \text{ bit/s} \\"#).isEmpty)
  }

  @Test func unitsThatLookAlikeDiffer() {
    #expect(quantities("1GB").first?.quantity.value != quantities("1GiB").first?.quantity.value)
    #expect(quantities("10Gbps").first?.quantity.value == 1.25e9)
    #expect(quantities("10GB/s").first?.quantity.value == 1e10)
    let nodes = quantities("8节点").first?.quantity.dimension
    let cards = quantities("8卡").first?.quantity.dimension
    #expect(nodes?.isComparable(with: cards ?? .number) == false)
    let some = quantities("8个").first?.quantity.dimension
    #expect(nodes?.isComparable(with: some ?? .number) == true)
  }
}

@Suite struct RobustnessTests {
  /// A small generator with a fixed seed, so that failures repeat.
  private struct Random {
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    mutating func next(_ bound: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(bound))
    }
  }

  @Test func survivesMutationsAndKeepsItsPromises() {
    let seeds =
      (ReadingTests.forms + ReadingTests.moreForms).map(\.text) + ReadingTests.labels.map(\.0)
    var random = Random()
    for _ in 0..<20_000 {
      var bytes = Array(seeds[random.next(seeds.count)].utf8)
      bytes += Array(seeds[random.next(seeds.count)].utf8)
      for _ in 0..<(1 + random.next(4)) {
        let at = random.next(bytes.count)
        switch random.next(3) {
        case 0: bytes[at] = UInt8(random.next(256))
        case 1: bytes.remove(at: at)
        default: bytes.insert(bytes[random.next(bytes.count)], at: at)
        }
        if bytes.isEmpty { bytes = [48] }
      }
      var end = 0
      for number in readNumbers(in: bytes) {
        #expect(number.range.lowerBound >= end && number.range.upperBound <= bytes.count)
        #expect(!number.range.isEmpty)
        end = number.range.upperBound
        guard let read = number.quantity else { continue }
        #expect(read.quantity.value.isFinite || bytes.count > 300)
        #expect(read.quantity.interval.lower <= read.quantity.interval.upper)
      }
    }
  }

  @Test(arguments: ["0e85530d8c", "0e9999", "0×10^9999", "0e855 ms", "1e99999 GB", "0^99999"])
  func survivesPowersThatAreNone(_ text: String) {
    for read in readQuantities(in: Array(text.utf8)) {
      #expect(read.quantity.value.isFinite && !read.quantity.interval.upper.isNaN)
    }
  }

  @Test(arguments: [
    "1", "1-", "1.", "1,000", "1×", "1天", "a1", "12 ", "约", "1/", "1:", "每天1次", "1+",
  ])
  func readsLongRunsInOnePass(_ piece: String) {
    // Quadratic reading would take minutes here.
    let bytes = Array(String(repeating: piece, count: 200_000).utf8)
    #expect(readNumbers(in: bytes).count <= 400_000)
  }

  @Test func printedQuantitiesReadBackAsThemselves() {
    for entry in Unit.all where entry.unit.dimension != .number {
      for figure in [1.0, 2.5, 40, 1200] {
        let value = figure * entry.unit.scale
        for language in Language.allCases {
          guard case .count = entry.unit.dimension else {
            let text = format(value, in: entry.unit, language)
            let back = parseQuantity(text)
            #expect(back?.dimension == entry.unit.dimension, "\(text)")
            #expect(abs((back?.value ?? 0) - value) <= 1e-9 * value, "\(text)")
            continue
          }
        }
      }
    }
  }

  @Test func printedComparisonsReadBackAsThemselves() {
    let comparators: [Quantity.Comparator] = [.approximately, .less, .atMost, .greater, .atLeast]
    for entry in Unit.all where !entry.isGeneric && !entry.isAbstract {
      for language in Language.allCases {
        // 级 and 级别 are both levels in English: such a name reads as one of them.
        let name = name(of: entry.unit, language)
        let owners = Unit.all.filter { ([$0.zh, $0.en] + $0.spellings).contains(name) }
        guard owners.count == 1 else { continue }
        for comparator in comparators {
          let value = 40 * entry.unit.scale
          let quantity = Quantity(
            value: value, interval: .exactly(value), unit: entry.unit, comparator: comparator,
            decimals: 0)
          let text = format(quantity, language)
          let back = parseQuantity(text)
          #expect(back?.comparator == comparator, "\(text)")
          #expect(back?.dimension.isComparable(with: entry.unit.dimension) == true, "\(text)")
          #expect(abs((back?.value ?? 0) - value) <= 1e-9 * value, "\(text)")
        }
      }
    }
  }

  @Test func theTableListsEveryUnit() {
    for language in Language.allCases {
      let rows = Unit.referenceTable(language).split(separator: "\n")
      #expect(rows.count == Unit.all.count + 2)
    }
  }

  @Test func everySpellingReadsAsItsUnit() {
    for entry in Unit.all where !entry.isAbstract {
      for spelling in entry.spellings {
        let dimension =
          parseQuantity("40" + spelling)?.dimension ?? parseQuantity("40 " + spelling)?.dimension
        #expect(dimension == entry.unit.dimension, "\(spelling)")
      }
    }
  }
}
