import Dispatch
import Synchronization

/// Waits on this thread for a task: commands have nothing to do until git or the editor has ended.
enum Blocking {
  /// Runs `body` to its end, on another thread.
  static func run<Value: Sendable>(_ body: @escaping @Sendable () async -> Value) -> Value {
    let outcome = Outcome<Value>()
    let done = DispatchSemaphore(value: 0)
    Task.detached {
      outcome.set(await body())
      done.signal()
    }
    done.wait()
    guard let value = outcome.value else { preconditionFailure("the task sets the outcome before it signals") }
    return value
  }

  private final class Outcome<Value: Sendable>: Sendable {
    private let stored = Mutex<Value?>(nil)
    var value: Value? { stored.withLock { $0 } }
    func set(_ value: Value) { stored.withLock { $0 = value } }
  }
}
