/// A written value with its units in the other language where that is asked for: `median 3 分钟, p95
/// 8 分钟` in English is `median 3 min, p95 8 min`. What is no quantity stays as it is.
package func translated(_ text: String, _ language: Language) -> String {
  guard language == .en, !text.utf8.allSatisfy({ $0 < 0x80 }) else { return text }
  if let quantity = parseQuantity(text) { return format(quantity, language) }
  for separator in ["; ", ", "] where text.contains(separator) {
    return text.split(separator: separator).map { translated(String($0), language) }
      .joined(separator: separator)
  }
  let words = text.split(separator: " ", maxSplits: 1)
  guard words.count == 2, let name = words[0].first, name.isASCII, name.isLetter,
    let quantity = parseQuantity(String(words[1]))
  else { return text }
  return words[0] + " " + format(quantity, language)
}
