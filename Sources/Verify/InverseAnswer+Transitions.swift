import Model
import Quantities

/// What a documented change asks for, where no scenario judges it.
///
/// Each is a bound that holds for any system: of a mean, by how much of it the old cases alone make up
/// (Markov's inequality with times of zero for the rest); of a utilisation, by Little's law.
func transition(of metric: Metric, from before: Double, to after: Double) -> Label? {
  guard before > 0, after > 0, before.isFinite, after.isFinite, before != after else { return nil }
  switch metric.id {
  case "mttr", "recovery-time", "latency", "response-time", "start-time", "deployment-time",
    "queueing-time", "processing-time":
    return after < before ? remaining(after / before) : nil
  case Metric.ID.utilisation, "gpu-utilisation":
    return before < 1 && after < 1 ? work(after / before) : nil
  case "change-failure-rate", "failure-rate", "error-rate":
    return after < before ? prevented(1 - after / before) : nil
  default: return nil
  }
}

private func remaining(_ share: Double) -> Label {
  let most = percent(share)
  return Label(
    zh: "若所写的是平均值，则仍像改进前那样久的最多占 \(most)，即使其余的都不花时间；若其余的各要花目标时间的一半，则最多占 "
      + percent(share / 2 / (1 - share / 2)),
    en:
      "if the figures are means, at most \(most) may still take as long as before, even if the others "
      + "take no time; if the others take half of the target, at most "
      + percent(share / 2 / (1 - share / 2)))
}

private func work(_ ratio: Double) -> Label {
  let more = significant(ratio, digits: 3)
  let machines = percent(1 / ratio)
  return Label(
    zh: "若成立，按利特尔定律（利用率 = 到达率 × 每件的工作量 ÷ 容量）：要么工作量为原来的 \(more) 倍，要么容量只剩原来的 "
      + "\(machines)；工作与机器都不变时，换一种调度改变不了利用率",
    en:
      "for this to hold, by Little's law (utilisation = arrivals × work of each ÷ capacity), there is "
      + "\(more) × the work, or \(machines) of the capacity; with the same work on the same machines "
      + "no scheduling changes a utilisation")
}

private func prevented(_ share: Double) -> Label {
  Label(
    zh: "若成立，则原来会失败的，有 \(percent(share)) 被提前拦下或不再发生",
    en:
      "for this to hold, \(percent(share)) of what failed before is caught earlier or happens no more"
  )
}

/// Copies must be at most as far apart as what may be lost.
func copies(within seconds: Double) -> Label? {
  guard seconds > 0, seconds.isFinite else { return nil }
  return Label(
    zh: "若成立，则相邻两份副本或日志相隔不超过 \(shown(seconds, 0, .time, in: .zh))，其中包括把一份送到安全处所花的时间",
    en:
      "for this to hold, copies or logs are at most \(shown(seconds, 0, .time, in: .en)) apart, with the "
      + "time that it takes to bring one to safety")
}

/// A durability of a year as losses.
func losses(_ durability: Double) -> Label? {
  guard durability > 0, durability < 1 else { return nil }
  let lost = (1 - durability) * 1e9
  let years = 1 / (1 - durability) / 1e7
  func time(_ language: Language) -> String { shown(years * 365 * 86400, 0, .time, in: language) }
  return Label(
    zh: "若按对象与年计，则十亿个对象每年丢 \(significant(lost, digits: 3)) 个，一千万个对象平均 \(time(.zh)) 丢一个",
    en:
      "if it is of objects and a year, of a thousand million objects \(significant(lost, digits: 3)) are "
      + "lost in a year, and of ten million one every \(time(.en))")
}

/// M/M/1: W = ρ / (1 − ρ) · s.
func waiting(_ seconds: Double) -> Label? {
  guard seconds > 0, seconds.isFinite else { return nil }
  func service(_ load: Double, _ language: Language) -> String {
    shown(seconds * (1 - load) / load, 0, .time, in: language)
  }
  return Label(
    zh: "若成立，按 M/M/1，利用率 50% 时平均服务时间不超过 \(service(0.5, .zh))，80% 时不超过 \(service(0.8, .zh))，"
      + "90% 时不超过 \(service(0.9, .zh))",
    en:
      "for this to hold, by M/M/1, the mean service time is at most \(service(0.5, .en)) at a utilisation "
      + "of 50%, \(service(0.8, .en)) at 80%, \(service(0.9, .en)) at 90%")
}

private func percent(_ share: Double) -> String { significant(100 * share, digits: 3) + "%" }
