import Quantities
import Systems

extension SystemDefinition {
  /// The inputs that the parameters' own examples give.
  var exampleInputs: Inputs {
    var settings: [String: Inputs.Setting] = [:]
    for parameter in parameters {
      switch parameter.kind {
      case .flag: settings[parameter.name] = .flag(true)
      case .choice: settings[parameter.name] = .choice(parameter.example)
      case .number: settings[parameter.name] = value(parameter.example).map { .number($0) }
      case .law(_, let bare):
        var fields: [String: Double] = [:]
        for part in parameter.example.split(separator: ";") {
          let words = part.split(separator: " ").map { String($0) }
          let isNamed = words.count > 1 && parameter.fields.contains(words[0])
          fields[isNamed ? words[0] : "value"] = value(
            (isNamed ? Array(words.dropFirst()) : words).joined(separator: " "))
        }
        if let mean = fields["value"] {
          settings[parameter.name] = .law(
            bare == .exponential ? .exponential(mean: mean) : .constant(mean))
        } else if let median = fields["median"], let p95 = fields["p95"] {
          settings[parameter.name] = .law(.lognormal(median: median, p95: p95))
        }
      }
    }
    return Inputs(settings)
  }

  private func value(_ text: String) -> Double? { parseQuantity(text)?.value }
}
