extension VSphereSitePair {
  static func replicate(_ inputs: Inputs, _ replication: Replication) -> [Double] {
    let down = unavailability(inputs)
    return [1 - down, down * 365 * Time.day]
  }
}
