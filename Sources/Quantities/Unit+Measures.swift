// The registry's measures: time, data, rates, money and physical units.
//
// Data and rates are decimal (1 GB = 10⁹ bytes) unless the spelling says binary. A month is a
// twelfth of 365.25 days; a year is 365 days, as service levels reckon it.

extension Unit {
  package static let second = Unit("s", .time)
  package static let minute = Unit("min", .time, scale: 60)
  package static let hour = Unit("h", .time, scale: 3600)
  package static let day = Unit("d", .time, scale: 86_400)
  package static let year = Unit("a", .time, scale: 31_536_000)
  package static let percent = Unit("%", .ratio, scale: 0.01)
  package static let one = Unit("", .number)
  package static let times = Unit("×", .factor)

  static let measures: [UnitEntry] = [
    .measure("ns", .time, 1e-9, zh: "纳秒", en: "ns", ["ns", "纳秒", "nanosecond", "nanoseconds"]),
    .measure(
      "μs", .time, 1e-6, zh: "微秒", en: "μs",
      ["μs", "µs", "us", "微秒", "microsecond", "microseconds", "usec"]),
    .measure(
      "ms", .time, 1e-3, zh: "毫秒", en: "ms",
      ["ms", "毫秒", "millisecond", "milliseconds", "msec"]),
    .measure(
      "s", .time, 1, zh: "秒", en: "s", ["s", "秒", "秒钟", "秒鐘", "sec", "secs", "second", "seconds"],
      not: ["杀"]),
    .measure(
      "min", .time, 60, zh: "分钟", en: "min", ["min", "mins", "分钟", "分鐘", "minute", "minutes"]),
    .measure(
      "h", .time, 3600, zh: "小时", en: "h",
      ["h", "hr", "hrs", "小时", "个小时", "小時", "個小時", "钟头", "hour", "hours"]),
    .measure(
      "d", .time, 86_400, zh: "天", en: "days", ["d", "天", "个工作日", "工作日", "day", "days"],
      not: ["然", "线"]),
    .measure(
      "wk", .time, 604_800, zh: "周", en: "weeks", ["周", "星期", "个星期", "week", "weeks"],
      not: ["期", "边", "围"]),
    .measure(
      "mo", .time, 2_629_800, zh: "个月", en: "months", ["个月", "個月", "month", "months"]),
    .measure("qtr", .time, 7_889_400, zh: "个季度", en: "quarters", ["个季度", "quarters"]),
    .measure(
      "a", .time, 31_536_000, zh: "年", en: "years", ["年", "yr", "yrs", "year", "years"],
      not: ["代", "级", "度"]),

    .measure("bit", .data, 0.125, zh: "bit", en: "bit", ["bit", "bits", "比特"]),
    .measure("B", .data, 1, zh: "字节", en: "B", ["B", "byte", "bytes", "Bytes", "字节"]),
    .measure(
      "KB", .data, 1e3, zh: "KB", en: "kB", ["KB", "kB", "kb", "kilobyte", "kilobytes", "千字节"]),
    .measure("MB", .data, 1e6, zh: "MB", en: "MB", ["MB", "mb", "megabyte", "megabytes", "兆字节"]),
    .measure("GB", .data, 1e9, zh: "GB", en: "GB", ["GB", "gb", "gigabyte", "gigabytes", "吉字节"]),
    .measure("TB", .data, 1e12, zh: "TB", en: "TB", ["TB", "tb", "terabyte", "terabytes", "太字节"]),
    .measure("PB", .data, 1e15, zh: "PB", en: "PB", ["PB", "pb", "petabyte", "petabytes", "拍字节"]),
    .measure("EB", .data, 1e18, zh: "EB", en: "EB", ["EB", "exabyte", "exabytes"]),
    .measure("KiB", .data, 1024, zh: "KiB", en: "KiB", ["KiB", "Ki", "kibibyte", "kibibytes"]),
    .measure(
      "MiB", .data, 1_048_576, zh: "MiB", en: "MiB", ["MiB", "Mi", "mebibyte", "mebibytes"]),
    .measure(
      "GiB", .data, 1_073_741_824, zh: "GiB", en: "GiB", ["GiB", "Gi", "gibibyte", "gibibytes"]),
    .measure(
      "TiB", .data, 1_099_511_627_776, zh: "TiB", en: "TiB", ["TiB", "Ti", "tebibyte", "tebibytes"]),
    .measure(
      "PiB", .data, 1_125_899_906_842_624, zh: "PiB", en: "PiB",
      ["PiB", "Pi", "pebibyte", "pebibytes"]),
    .measure(
      "Kb", .data, 125, zh: "Kb", en: "kbit", ["Kb", "Kbit", "kbit", "kilobit", "kilobits"]),
    .measure("Mb", .data, 125e3, zh: "Mb", en: "Mbit", ["Mb", "Mbit", "megabit", "megabits"]),
    .measure("Gb", .data, 125e6, zh: "Gb", en: "Gbit", ["Gb", "Gbit", "gigabits"]),

    .measure("%", .ratio, 0.01, zh: "%", en: "%", ["%", "％", "percent", "per cent", "\\%"]),
    .measure("‰", .ratio, 0.001, zh: "‰", en: "‰", ["‰"]),
    .measure(
      "pp", .ratio, 0.01, zh: "个百分点", en: "percentage points",
      ["个百分点", "百分点", "pp", "percentage points", "percentage point"]),
    .measure("ppm", .ratio, 1e-6, zh: "ppm", en: "ppm", ["ppm"]),
    .measure("×", .factor, 1, zh: "倍", en: "×", ["倍", "x", "X", "×", "times", "fold"]),

    .measure(
      "CNY", .money("CNY"), 1, zh: "元", en: "CNY", ["元", "人民币", "RMB", "CNY", "￥", "¥"],
      not: ["数据", "素"] + digits),
    .measure("USD", .money("USD"), 1, zh: "美元", en: "USD", ["美元", "美金", "USD", "dollars"]),
    .measure(
      "EUR", .money("EUR"), 1, zh: "欧元", en: "EUR", ["欧元", "EUR", "euros", "€"], not: digits),
    .measure("GBP", .money("GBP"), 1, zh: "英镑", en: "GBP", ["英镑", "GBP"]),
    .measure("INR", .money("INR"), 1, zh: "卢比", en: "INR", ["卢比", "INR", "rupees"]),
    .measure("JPY", .money("JPY"), 1, zh: "日元", en: "JPY", ["日元", "JPY"]),

    .measure("mW", .power, 1e-3, zh: "mW", en: "mW", ["mW"]),
    .measure("W", .power, 1, zh: "W", en: "W", ["W", "瓦", "watt", "watts"]),
    .measure("kW", .power, 1e3, zh: "kW", en: "kW", ["kW", "KW", "千瓦", "kilowatt", "kilowatts"]),
    .measure("MW", .power, 1e6, zh: "MW", en: "MW", ["MW", "兆瓦", "megawatt", "megawatts"]),
    .measure("V", .voltage, 1, zh: "V", en: "V", ["V", "伏", "VAC", "VDC"]),
    .measure("kV", .voltage, 1e3, zh: "kV", en: "kV", ["kV", "KV", "千伏"]),
    .measure("°C", .temperature, 1, zh: "°C", en: "°C", ["°C", "℃", "摄氏度"]),
    .measure("nm", .length, 1e-9, zh: "纳米", en: "nm", ["nm", "纳米"]),
    .measure("mm", .length, 1e-3, zh: "毫米", en: "mm", ["mm", "毫米", "millimetres", "millimeters"]),
    .measure("cm", .length, 1e-2, zh: "厘米", en: "cm", ["cm", "厘米"]),
    .measure("m", .length, 1, zh: "米", en: "metres", ["米", "metres", "meters"]),
    .measure("km", .length, 1e3, zh: "公里", en: "km", ["km", "KM", "公里", "千米"]),
  ]

  static let rates: [UnitEntry] = [
    .measure("bps", .dataRate, 0.125, zh: "bps", en: "bit/s", ["bps", "bit/s"]),
    .measure("Kbps", .dataRate, 125, zh: "Kbps", en: "kbit/s", ["Kbps", "kbps", "Kb/s", "Kbit/s"]),
    .measure("Mbps", .dataRate, 125e3, zh: "Mbps", en: "Mbit/s", ["Mbps", "Mb/s", "Mbit/s"]),
    .measure(
      "Gbps", .dataRate, 125e6, zh: "Gbps", en: "Gbit/s",
      [
        "Gbps", "gbps", "Gb/s", "Gbit/s", "GbE", "GbE网络", "GE", "Gigabit",
        "Gigabit Ethernet",
      ]),
    .measure(
      "Tbps", .dataRate, 125e9, zh: "Tbps", en: "Tbit/s",
      ["Tbps", "Tb/s", "Tbit/s", "Terabits/sec"]),
    .measure(
      "Pbps", .dataRate, 125e12, zh: "Pbps", en: "Pbit/s",
      ["Pbps", "Pb/s", "Pbit/s", "Petabits/sec", "petabits/sec"]),
    .measure("B/s", .dataRate, 1, zh: "B/s", en: "B/s", ["B/s"]),
    .measure("KB/s", .dataRate, 1e3, zh: "KB/s", en: "kB/s", ["KB/s", "kB/s", "KB/秒", "KBps"]),
    .measure("MB/s", .dataRate, 1e6, zh: "MB/s", en: "MB/s", ["MB/s", "MB/秒", "MBps"]),
    .measure("GB/s", .dataRate, 1e9, zh: "GB/s", en: "GB/s", ["GB/s", "GB/秒", "GBps"]),
    .measure("TB/s", .dataRate, 1e12, zh: "TB/s", en: "TB/s", ["TB/s", "TB/秒", "TBps"]),
    .measure("GiB/s", .dataRate, 1_073_741_824, zh: "GiB/s", en: "GiB/s", ["GiB/s"]),
    .measure("MiB/s", .dataRate, 1_048_576, zh: "MiB/s", en: "MiB/s", ["MiB/s"]),

    .measure("Hz", .frequency, 1, zh: "Hz", en: "Hz", ["Hz", "赫兹", "hertz"]),
    .measure("kHz", .frequency, 1e3, zh: "kHz", en: "kHz", ["kHz", "KHz"]),
    .measure("MHz", .frequency, 1e6, zh: "MHz", en: "MHz", ["MHz", "megahertz", "兆赫"]),
    .measure("GHz", .frequency, 1e9, zh: "GHz", en: "GHz", ["GHz", "gigahertz", "吉赫"]),

    .measure("IOPS", .rate(of: "IO"), 1, zh: "IOPS", en: "IOPS", ["IOPS", "iops", "IO/s"]),
    .measure(
      "KIOPS", .rate(of: "IO"), 1e3, zh: "KIOPS", en: "kIOPS", ["KIOPS", "kIOPS", "K IOPS"]),
    .measure("MIOPS", .rate(of: "IO"), 1e6, zh: "MIOPS", en: "MIOPS", ["MIOPS", "M IOPS"]),
    .measure(
      "req/s", .rate(of: "请求"), 1, zh: "请求/秒", en: "req/s",
      [
        "req/s", "reqs/s", "requests/s", "requests/sec", "requests/second", "QPS", "RPS", "qps",
        "rps",
        "请求/秒", "requests per second", "queries per second", "Queries Per Second",
        "Requests Per Second",
      ]),
    .measure("rpm", .rate(of: "转"), 1 / 60.0, zh: "转/分", en: "rpm", ["rpm", "转/分", "转/分钟"]),
    .measure(
      "TPS", .rate(of: "事务"), 1, zh: "TPS", en: "TPS", ["TPS", "tps", "事务/秒", "笔/秒", "tx/s"]),
    .measure(
      "op/s", .rate(of: "次"), 1, zh: "次/秒", en: "op/s", ["ops/s", "op/s", "ops/sec", "OPS", "次/s"]),
    .measure(
      "msg/s", .rate(of: "消息"), 1, zh: "消息/秒", en: "msg/s",
      ["msg/s", "msgs/s", "messages/s", "messages/sec", "条消息/秒"]),
    .measure("conn/s", .rate(of: "连接"), 1, zh: "连接/秒", en: "conn/s", ["conn/s", "CPS", "连接/秒"]),
    .measure("pps", .rate(of: "包"), 1, zh: "包/秒", en: "pkt/s", ["pps", "PPS", "包/秒"]),
    .measure("Kpps", .rate(of: "包"), 1e3, zh: "Kpps", en: "kpkt/s", ["Kpps", "kpps"]),
    .measure("Mpps", .rate(of: "包"), 1e6, zh: "Mpps", en: "Mpkt/s", ["Mpps", "MPPS"]),
    .measure("fps", .rate(of: "帧"), 1, zh: "帧/秒", en: "fps", ["FPS", "fps", "帧/秒"]),
    .measure(
      "tokens/s", .rate(of: "token"), 1, zh: "tokens/s", en: "tokens/s",
      ["tokens/s", "token/s", "tokens/sec"]),
    .measure("MT/s", .rate(of: "T"), 1e6, zh: "MT/s", en: "MT/s", ["MT/s"]),
    .measure("GT/s", .rate(of: "T"), 1e9, zh: "GT/s", en: "GT/s", ["GT/s"]),
    .measure(
      "GFLOPS", .rate(of: "FLOP"), 1e9, zh: "GFLOPS", en: "GFLOPS",
      ["GFLOPS", "GFlops", "GFLOP/s", "GFLOPs/s", "GFlop/s", "Gflop/s"]),
    .measure(
      "TFLOPS", .rate(of: "FLOP"), 1e12, zh: "TFLOPS", en: "TFLOPS",
      ["TFLOPS", "TFlops", "TFLOP/s", "TFLOPs/s", "TFlop/s", "Tflop/s"]),
    .measure(
      "PFLOPS", .rate(of: "FLOP"), 1e15, zh: "PFLOPS", en: "PFLOPS",
      ["PFLOPS", "PFlops", "PFLOP/s", "PFLOPs/s", "PFlop/s", "Pflop/s"]),
    .measure(
      "EFLOPS", .rate(of: "FLOP"), 1e18, zh: "EFLOPS", en: "EFLOPS",
      [
        "EFLOPS", "EFlops", "EFLOP/s", "EFlop/s", "Eflop/s", "ExaFLOPS", "exaFLOPS", "ExaFLOP/s",
        "exaflops",
      ]),
    .measure("TOPS", .rate(of: "OP"), 1e12, zh: "TOPS", en: "TOPS", ["TOPS"]),
  ]
}

/// Before a figure a sign of currency belongs to that one: `10 ¥200`.
private let digits = (0...9).map(String.init)
