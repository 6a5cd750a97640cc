import Glibc
import Model
import Quantities

extension SystemDefinition {
  /// The unit cost of capacity of which a part is bought at a discount and may be taken away.
  package static let mixedCapacity = SystemDefinition(
    "mixed-capacity",
    Label(zh: "按量与竞价混合的容量", en: "capacity bought at two prices"),
    documentation: Label(
      zh: """
        一部分容量按量计价，一部分用竞价实例；竞价的单价低，但会在任意时刻被收走，手上的这份工作重新拉起后从头再做，
        再做时也可能又被收走。单位成本以全部按量为一。不含：两种容量机器效率的差别、竞价买不到时的等待。
        """,
      en: """
        Part of the capacity is bought on demand, part as spot instances, which cost less but are \
        taken away at random: after a relaunch the piece of work in hand begins anew, and may be lost \
        again. The unit cost counts capacity wholly on demand as one. Not modelled: machines that differ in \
        what they do for their price, waiting for spot capacity that cannot be had.
        """),
    mechanisms: [
      MechanismNote(
        Label(zh: "加权成本", en: "weighted cost"),
        formula: """
          cost = (1 − s) + s·price·(1 + redo); of a piece x, λ losses a time and a relaunch R, \
          1 + redo = (e^(λx) − 1)·(1/λ + R)/x, which is near 1 + λ·(x/2 + R) for short pieces
          """,
        source:
          "work that begins anew after each Poisson failure: renewal argument, as for checkpoints (Daly)"
      )
    ],
    parameters: mixedCapacityParameters,
    outputs: [
      .exact(
        "unit-cost", Label(zh: "单位成本", en: "unit cost"), in: .factor,
        measures: Measure(.value, of: "cost", better: .lower),
        Label(zh: "全部按量为一。", en: "Wholly on demand is one.")
      ) { unitCost($0) },
      .exact(
        "saving", Label(zh: "节省", en: "saving"), in: .ratio,
        measures: Measure(.reduction, of: "cost", better: .higher),
        Label(zh: "与全部按量相比。", en: "Against capacity wholly on demand.")
      ) { 1 - unitCost($0) },
      .exact(
        "overhead", Label(zh: "重做开销", en: "overhead of redoing"), in: .ratio,
        measures: Measure(.share, of: "overhead", better: .lower),
        Label(zh: "竞价容量上额外的机器时间。", en: "Extra machine time on spot capacity.")
      ) { redone($0) },
    ],
    problems: { inputs in
      guard let interval = inputs.optional("loss.interval"), let piece = inputs.optional("piece"),
        piece > 20 * interval
      else { return [] }
      return [
        InputProblem(
          .contradiction, ["piece", "loss.interval"],
          "a piece of more than twenty times the time between losses is never done")
      ]
    })

  /// The machine time that redoing takes, over that of the work.
  private static func redone(_ inputs: Inputs) -> Double {
    guard let interval = inputs.optional("loss.interval") else { return 0 }
    let relaunches = (inputs.optional("relaunch") ?? 0) / interval
    let losses = (inputs.optional("piece") ?? 0) / interval
    let stretch = losses > 0 ? expm1(losses) / losses : 1
    return (stretch - 1) + stretch * relaunches
  }

  private static func unitCost(_ inputs: Inputs) -> Double {
    let share = inputs.number("spot.share")
    return 1 - share + share * inputs.number("spot.price") * (1 + redone(inputs))
  }

  private static let mixedCapacityParameters: [Parameter] = [
    .ratio(
      "spot.share", Label(zh: "竞价份额", en: "share of spot capacity"), isSetting: true,
      example: "80%", Label(zh: "由竞价实例承担的容量。", en: "Of all capacity.")),
    .ratio(
      "spot.price", Label(zh: "竞价相对单价", en: "price of spot capacity"), in: 0...2,
      typical: 0.1...0.6, example: "30%", Label(zh: "按量单价为一。", en: "On demand is one.")),
    .time(
      "loss.interval", Label(zh: "被收走的间隔", en: "time between losses"),
      in: 1...(100 * Time.year), .optional, example: "20 小时",
      Label(
        zh: "一个任务位两次被收走之间的平均时间；收走随机发生。",
        en: "Of one place of work, on average; losses come at random.")),
    .time(
      "piece", Label(zh: "一份工作的用时", en: "piece of work"), in: 0...(30 * Time.day), .optional,
      example: "30 秒", Label(zh: "被收走后从头再做的那一份。", en: "What begins anew after a loss.")),
    .time(
      "relaunch", Label(zh: "重新拉起", en: "relaunch"), in: 0...Time.day, .optional,
      example: "60 秒", Label(zh: "被收走之后到重做开始。", en: "From a loss until the work begins again.")),
  ]
}
