import Glibc

/// Observations of replications beside figures of the same replications whose means are known to be 0: what a
/// replication owes to its luck is told by them, and taken out of the mean.
///
/// The mean is the intercept of a regression of the observations on their controls, and its interval that of the
/// intercept, with Student's t for n − q − 1 degrees: exact where all are normal, and narrower than that of the plain
/// mean by √(1 − R²) (Lavenberg and Welch, A perspective on the use of control variables, Management Science 27(3),
/// 1981). O(n·q²) for n replications and q controls.
package struct ControlVariates: Sendable {
  private let controls: [[Double]]

  /// - Parameter controls: of each control its values, one for each replication.
  package init(_ controls: [[Double]]) { self.controls = controls }

  /// The mean of the observations; by the plain mean where there are too few for so many controls, or where controls
  /// say the same.
  package func estimate(of values: [Double], confidence: Double = 0.95) -> Estimate {
    var tally = Tally()
    for value in values { tally.add(value) }
    let plain = tally.estimate(confidence: confidence)
    let (n, q) = (values.count, controls.count)
    guard q > 0, n > 4 * (q + 1), controls.allSatisfy({ $0.count == n }),
      values.allSatisfy(\.isFinite)
    else { return plain }
    let means = controls.map { $0.reduce(0, +) / Double(n) }
    let mean = values.reduce(0, +) / Double(n)
    var squares = [[Double]](repeating: [Double](repeating: 0, count: q), count: q)
    var products = [Double](repeating: 0, count: q)
    var total = 0.0
    for row in 0..<n {
      let y = values[row] - mean
      total += y * y
      for i in 0..<q {
        let x = controls[i][row] - means[i]
        products[i] += x * y
        for j in 0...i { squares[i][j] += x * (controls[j][row] - means[j]) }
      }
    }
    guard let slopes = solveSymmetric(squares, products),
      let leverage = solveSymmetric(squares, means)
    else { return plain }
    let explained = zip(slopes, products).map(*).reduce(0, +)
    let rest = max(0, total - explained) / Double(n - q - 1)
    let spread = 1 / Double(n) + zip(means, leverage).map(*).reduce(0, +)
    let quantile = studentQuantile((1 + confidence) / 2, degrees: Double(n - q - 1))
    return Estimate(
      mean: mean - zip(slopes, means).map(*).reduce(0, +),
      halfWidth: quantile * (rest * spread).squareRoot(), confidence: confidence, replications: n)
  }
}

/// The solution of a symmetric positive definite system of which the lower half is given, by Cholesky's method; nil
/// where it is singular to working precision.
private func solveSymmetric(_ matrix: [[Double]], _ right: [Double]) -> [Double]? {
  let n = right.count
  var lower = matrix
  for i in 0..<n {
    for j in 0...i {
      var sum = lower[i][j]
      for k in 0..<j { sum -= lower[i][k] * lower[j][k] }
      if i == j {
        guard sum > 1e-10 * matrix[i][i] else { return nil }
        lower[i][i] = sum.squareRoot()
      } else {
        lower[i][j] = sum / lower[j][j]
      }
    }
  }
  var solution = right
  for i in 0..<n {
    for k in 0..<i { solution[i] -= lower[i][k] * solution[k] }
    solution[i] /= lower[i][i]
  }
  for i in (0..<n).reversed() {
    for k in (i + 1)..<n { solution[i] -= lower[k][i] * solution[k] }
    solution[i] /= lower[i][i]
  }
  return solution
}
