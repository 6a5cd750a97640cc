import Quantities
import Testing

@Suite struct FormatTests {
  @Test func printsTimeInTheUnitThatSuits() {
    #expect(format(1576.8, in: .time, .zh) == "26.28 分钟")
    #expect(format(1576.8, in: .time, .en) == "26.28 min")
    #expect(format(0.0005, in: .time, .zh) == "500 微秒")
    #expect(format(7200, in: .time, .en) == "2 h")
  }

  @Test func printsWhatRoundsToTheNextUnitInThat() {
    #expect(format(0.99996, in: .time, .en) == "1 s")
    #expect(format(59.998, in: .time, .en) == "1 min")
    #expect(format(0.9994, in: .time, .en) == "999.4 ms")
    #expect(format(999_960_000, in: .data, .en) == "1 GB")
  }

  @Test func translatesWhatIsWrittenInTheOtherLanguage() {
    #expect(translated("30 分钟", .en) == "30 min")
    #expect(translated("median 3 分钟, p95 8 分钟", .en) == "median 3 min, p95 8 min")
    #expect(translated("5000 次/秒", .en) == "5,000 op/s")
    #expect(translated("互联网->数据库", .en) == "互联网->数据库")
    #expect(translated("30 分钟", .zh) == "30 分钟")
  }

  @Test func namesWhatIsCountedInTheLanguageOfTheTitle() {
    #expect(Dimension.count(of: "次").title(.en) == "count of times")
    #expect(Dimension.count(of: "个").title(.en) == "count")
    #expect(Dimension.rate(of: "次").title(.en) == "rate in op/s")
    #expect(Dimension.count(of: "次").title(.zh) == "次的数量")
  }

  @Test func printsDataRatesInBitsOrBytes() {
    let bytes = suitableUnit(for: 25e9, .dataRate, inBytes: true)
    #expect(format(25e9, in: bytes, .en) == "25 GB/s")
    #expect(format(25e9, in: .dataRate, .en) == "200 Gbit/s")
  }

  @Test func writesWithAPowerOfTenFromAnExponentOn() {
    #expect(format(44_500_000_000, in: .one, .en, plainBelow: 7) == "4.45×10¹⁰")
    #expect(format(44_500, in: .one, .en, plainBelow: 7) == "44,500")
  }

  @Test func printsTinyFiguresAsPeopleReadThem() {
    #expect(format(1.26e-18, in: .ratio, .en) == "1.26×10⁻¹⁸")
    #expect(format(2.5e-7, in: .ratio, .en) == "0.000025%")
    #expect(format(1.842e-130, in: .ratio, .zh) == "< 10⁻³⁰")
    #expect(format(3e-40, in: .time, .en) == "< 10⁻³⁰")
    #expect(format(0, in: .ratio, .en) == "0%")
    #expect(format(5.8e16, in: .number, .en) == "5.8×10¹⁶")
  }

  @Test func keepsTheDistanceFromOne() {
    #expect(format(0.99995, in: .ratio, .zh) == "99.995%")
    #expect(format(0.999995, in: .ratio, .zh) == "99.9995%")
    #expect(format(0.4, in: .ratio, .en) == "40%")
    #expect(format(1, in: .ratio, .en) == "100%")
  }

  @Test func printsIntervals() {
    #expect(format(Interval(1419.12, 1734.48), in: .minute, .zh) == "23.65–28.91 分钟")
    #expect(format(Interval(0, 1800, includesUpper: false), in: .minute, .zh) == "< 30 分钟")
    #expect(
      format(.atLeast(10), in: Unit("节点", .count(of: "节点")), .en) == "≥ 10 nodes")
    #expect(
      format(Interval(0.999945, 0.999955), in: .percent, .zh) == "99.9945–99.9955%")
  }

  @Test func groupsThousands() {
    #expect(format(1_234_567, in: Unit("行", .count(of: "行")), .zh) == "1,234,567 行")
    #expect(format(Interval.exactly(0), in: .minute, .en) == "0 min")
  }

  @Test(arguments: ["4 年", "3 分钟", "10 Gbps", "95 %", "2 ms", "150K IOPS", "16 节点", "0.02", "四年"])
  func parsesWholeStrings(_ text: String) {
    #expect(parseQuantity(text) != nil)
  }

  @Test(arguments: ["", "四", "3 分钟 左右吗", "x", "5 ms 6 ms", "vSphere 8", "5 blah"])
  func refusesOtherStrings(_ text: String) {
    #expect(parseQuantity(text) == nil)
  }
}
