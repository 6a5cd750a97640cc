import Model
import Quantities
import Simulate
import Systems

extension Calculator {
  /// The random numbers themselves, and how much of them is needed.
  static let generators: [Calculator] = [
    splitMix, xoshiro, starStar, pcg32, pcg64, combined, runLength, coverage,
  ]

  private static let outputs = Parameter(
    "count", "输出个数", "how many outputs", .number, in: .whole(1...1_000), default: "5",
    aka: "n outputs")

  private static func words(_ arguments: Arguments, _ next: () -> UInt64) -> [Figure] {
    (1...arguments.count("count")).map { index in
      let word = next()
      return Figure(
        "output-\(index)", "第 \(index) 个输出", "output \(index)", Double(word), .number,
        text: String(word))
    }
  }

  private static func word(_ text: Substring, _ name: String) throws(SolveError) -> UInt64 {
    let value = text.hasPrefix("0x") ? UInt64(text.dropFirst(2), radix: 16) : UInt64(text)
    guard let value else { throw SolveError("`\(name)` has `\(text)`, no 64-bit number") }
    return value
  }

  private static let splitMix = Calculator(
    "splitmix64", "SplitMix64 输出", "outputs of SplitMix64", "seed=1234567",
    formula: "state += 0x9e3779b97f4a7c15, mixed", source: "Steele, Lea and Flood 2014; Vigna",
    [Parameter("seed", "种子", "seed", nil), outputs]
  ) { arguments throws(SolveError) in
    var generator = SplitMix64(seed: try word(arguments.text("seed")[...], "seed"))
    return words(arguments) { generator.next() }
  }

  private static let stateOrSeed: [Parameter] = [
    .optional("state", "四个状态字", "four words of state", nil, aka: "s"),
    .optional("seed", "种子（由 SplitMix64 展开为状态）", "a seed, spread by SplitMix64 to the state", nil),
    outputs,
  ]

  private static let xoshiro = Calculator(
    "xoshiro256++", "xoshiro256++ 输出", "outputs of xoshiro256++", "state=1,2,3,4",
    formula: "rotl(s₀ + s₃, 23) + s₀", source: "Blackman and Vigna 2019",
    stateOrSeed
  ) { arguments throws(SolveError) in
    var stream = RandomStream(state: try fourWords(arguments))
    return words(arguments) { stream.next() }
  }

  private static let starStar = Calculator(
    "xoshiro256**", "xoshiro256** 输出", "outputs of xoshiro256**", "state=1,2,3,4",
    formula: "rotl(5·s₁, 7)·9", source: "Blackman and Vigna 2019", stateOrSeed
  ) { arguments throws(SolveError) in
    var generator = XoshiroStarStar(state: try fourWords(arguments))
    return words(arguments) { generator.next() }
  }

  /// A state of four words, as given or spread of a seed.
  private static func fourWords(
    _ arguments: Arguments
  ) throws(SolveError) -> (UInt64, UInt64, UInt64, UInt64) {
    if try arguments.one(of: ["state"], ["seed"]) == 1 {
      var seeds = SplitMix64(seed: try word(arguments.text("seed")[...], "seed"))
      return (seeds.next(), seeds.next(), seeds.next(), seeds.next())
    }
    var state: [UInt64] = []
    for part in arguments.text("state").split(separator: ",") {
      state.append(try word(part, "state"))
    }
    guard state.count == 4, state.contains(where: { $0 != 0 }) else {
      throw SolveError("`state` has four words, not all zero")
    }
    return (state[0], state[1], state[2], state[3])
  }

  private static let seedAndStream = [
    Parameter("seed", "种子", "seed", nil),
    Parameter("stream", "流", "stream", nil, default: "54", aka: "sequence seq initseq"), outputs,
  ]

  private static let pcg32 = Calculator(
    "pcg32", "PCG32 输出", "outputs of PCG32", "seed=42 stream=54",
    formula: "state·6364136223846793005 + 2·stream + 1, permuted by XSH-RR",
    source: "O'Neill 2014; pcg-c, pcg32_srandom_r", seedAndStream
  ) { arguments throws(SolveError) in
    var generator = PermutedCongruential32(
      seed: try word(arguments.text("seed")[...], "seed"),
      stream: try word(arguments.text("stream")[...], "stream"))
    return words(arguments) { UInt64(generator.next()) }
  }

  private static let pcg64 = Calculator(
    "pcg64", "PCG64 输出", "outputs of PCG64", "seed=42 stream=54",
    formula: "a congruence of 128 bits, permuted by XSL-RR",
    source:
      "O'Neill 2014; pcg-c, pcg64_srandom_r; libraries that spread the seed first give others",
    seedAndStream
  ) { arguments throws(SolveError) in
    var generator = PermutedCongruential64(
      seed: try word(arguments.text("seed")[...], "seed"),
      stream: try word(arguments.text("stream")[...], "stream"))
    return words(arguments) { generator.next() }
  }

  private static let combined = Calculator(
    "mrg32k3a", "MRG32k3a 输出", "outputs of MRG32k3a", "seed=12345,12345,12345,12345,12345,12345",
    formula: "two recurrences of order three, combined; streams 2¹²⁷, substreams 2⁷⁶ apart",
    source: "L'Ecuyer 1999",
    [
      Parameter("seed", "六个种子", "six seeds", nil), outputs,
      Parameter("stream", "流序号", "which stream", .number, in: .whole(0...1_000), default: "0"),
      Parameter(
        "substream", "子流序号", "which substream", .number, in: .whole(0...1_000), default: "0"),
    ]
  ) { arguments throws(SolveError) in
    var seed: [UInt64] = []
    for part in arguments.text("seed").split(separator: ",") { seed.append(try word(part, "seed")) }
    // One number is all six, as the default of L'Ecuyer's package is.
    if seed.count == 1 { seed = Array(repeating: seed[0], count: 6) }
    guard var generator = CombinedRecursive(seed: seed) else {
      throw SolveError("`seed` has six numbers below the moduli, three and three not all zero")
    }
    for _ in 0..<arguments.count("stream") { generator.jump(exponent: 127) }
    for _ in 0..<arguments.count("substream") { generator.jump(exponent: 76) }
    return (1...arguments.count("count")).map { index in
      let value = generator.uniform()
      return Figure(
        "output-\(index)", "第 \(index) 个输出", "output \(index)", value, .number, text: "\(value)")
    }
  }

  private static let runLength = Calculator(
    "run-length", "M/M/1 模拟所需时长", "time to simulate an M/M/1 queue",
    "utilisation=0.8 half-width=1%", formula: "σ² = 2ρ(1 + ρ)/(1 − ρ)⁴; T = σ²·z²/(ε·L)²",
    source: "Whitt, Oper. Res. 37(6), 1989",
    [
      Parameter("utilisation", "利用率", "utilisation", .ratio, in: .share),
      Parameter(
        "half-width", "L 的相对半宽", "relative half-width of L", .ratio, in: .positive,
        aka: "relhalfwidth"),
      laterService,
    ]
  ) { arguments throws(SolveError) in
    let rho = arguments.number("utilisation")
    guard rho > 0, rho < 1 else { throw SolveError("`utilisation` lies between 0 and 1") }
    let variance = RunLength.singleServerVariance(utilisation: rho)
    let half = arguments.number("half-width") * rho / (1 - rho)
    let length = RunLength.time(asymptoticVariance: variance, halfWidth: half)
    return [
      Figure("variance", "渐近方差 σ²", "asymptotic variance σ²", variance, .number),
      Figure("time", "时长（以 1/μ 计）", "time in units of 1/μ", length, .number),
    ]
      + (arguments.has("service")
        ? [Figure("length", "时长", "time", length * arguments.number("service"), .time)] : [])
  }

  private static let coverage = Calculator(
    "ci-coverage", "置信区间覆盖率的验收", "acceptance of the coverage of intervals", "level=95% reps=400",
    formula: "level ± z·√(level·(1 − level)/reps), z of the band",
    source: "Law, Simulation Modeling",
    [
      Parameter("level", "名义水平", "nominal level", .ratio, in: .share, aka: "confidence"),
      Parameter(
        "reps", "区间个数", "intervals made", .number, in: .whole(1...1_000_000_000),
        aka: "replications intervals"),
      Parameter("band", "验收概率", "probability of the band", .ratio, in: .share, default: "99.9%"),
    ],
    simulate: { (arguments, replication) throws(SolveError) in
      let reps = try arguments.count("reps", in: 1...1_000_000)
      let level = arguments.number("level")
      return ["coverage": replication.share("intervals", of: reps) { $0.chance(level) }]
    }
  ) { arguments throws(SolveError) in
    let level = arguments.number("level")
    let band = arguments.number("band")
    guard band < 1 else { throw SolveError("`band` is below 1") }
    let reps = Double(arguments.count("reps"))
    let half = normalQuantile((1 + band) / 2) * (level * (1 - level) / reps).squareRoot()
    return [
      Figure("coverage", "期望覆盖率", "expected coverage", level, .ratio),
      Figure("least", "下界", "least accepted", max(0, level - half), .ratio),
      Figure("most", "上界", "most accepted", min(1, level + half), .ratio),
    ]
  }
}
