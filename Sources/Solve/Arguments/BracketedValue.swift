/// A list, a matrix or an object of JSON as an argument's value, quoted or not: `[4, 8]`, `[[0, 0.6], [0.2, 0]]`,
/// `{"host": "6min", "site": "1h"}`.
struct BracketedValue {
  /// In order, an inner list with commas; without keys in a list.
  private(set) var members: [TypedArgument] = []
  let isObject: Bool

  /// Whether members are lists themselves.
  private var hasRows = false

  /// Nil for what begins with no bracket, or does not end with its own.
  init?(_ text: String) {
    guard let first = text.first, first == "[" || first == "{" else { return nil }
    isObject = first == "{"
    var (open, isQuoted, isClosed) = ([Character](), false, false)
    var (key, value) = ("", "")
    func end(of members: inout [TypedArgument]) {
      members.append((key, value.replacing("null", with: "-")))
      (key, value) = ("", "")
    }
    for character in text where character != " " {
      guard !isClosed else { return nil }
      switch character {
      case "\"": isQuoted.toggle()
      case _ where isQuoted: value.append(character)
      case "[", "{":
        open.append(character == "[" ? "]" : "}")
        hasRows = hasRows || open.count > 1
      case "]", "}":
        guard open.popLast() == character else { return nil }
        isClosed = open.isEmpty
        if isClosed, !(value.isEmpty && members.isEmpty) { end(of: &members) }
      case ",": if open.count == 1 { end(of: &members) } else { value.append(character) }
      case ":" where isObject && open.count == 1 && key.isEmpty: (key, value) = (value, "")
      default: value.append(character)
      }
    }
    guard isClosed, !isQuoted else { return nil }
  }

  /// A value as arguments have it: commas between members, semicolons between rows, `-` for what is missing.
  static func plain(_ text: String) -> String {
    guard let value = BracketedValue(text) else { return text }
    return value.members.map(\.value).joined(separator: value.hasRows ? ";" : ",")
  }
}
