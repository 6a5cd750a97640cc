import Synchronization

/// A value that is made when it is first asked for and then kept, whichever worker asks.
///
/// Making it must be a pure function, so that it does not matter who comes first.
final class Once<Value: Sendable>: Sendable {
  private let made = Mutex<Value?>(nil)

  init() {}

  func callAsFunction(_ make: () -> Value) -> Value {
    made.withLock { made in
      if let made { return made }
      let value = make()
      made = value
      return value
    }
  }
}
