extension Array {
  /// The index of the first element that suits, where all behind it do as well. O(log count).
  package func partition(_ suits: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if suits(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
