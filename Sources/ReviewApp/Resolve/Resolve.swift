import MLTestScore

/// Conflicts on their way to be settled: for each, what both started from, mine and theirs, and what was chosen.
public struct Resolve: Hashable, Sendable {
  /// Where the conflicts come from.
  public enum Source: Hashable, Sendable {
    /// The file holds them: `mlts merge` recorded them.
    case file
    /// Somebody else wrote to the file; nothing of mine is saved until they are settled.
    case outside
  }

  /// What is to stand.
  public enum Choice: String, Hashable, Sendable, CaseIterable {
    case mine, theirs, base, both
  }

  /// Where they come from.
  public let source: Source
  /// The conflicts, in the order of the file.
  public private(set) var conflicts: [Conflict]
  /// What was chosen so far, by place.
  public var choices: [[String]: Choice] = [:]
  /// The one under the cursor.
  public var index = 0
  /// The first line of its values that is shown.
  public var scroll = 0

  init(_ conflicts: [Conflict], from source: Source) {
    self.source = source
    self.conflicts = conflicts
  }

  /// The conflict under the cursor.
  var current: Conflict { conflicts[min(index, conflicts.count - 1)] }

  /// Whether something was chosen everywhere.
  var isSettled: Bool { conflicts.allSatisfy { choices[$0.path] != nil } }

  /// What was decided, where something was: now, and by whom.
  func settlements(_ stamp: Stamp) -> [Settlement] {
    conflicts.compactMap { conflict in
      choices[conflict.path].map { Settlement(conflict, value: conflict.value($0), stamp: stamp) }
    }
  }

  /// Takes in what the conflicts are by now. What was chosen stands where nothing has changed since.
  mutating func update(_ new: [Conflict]) {
    choices = choices.filter { path, _ in
      guard let now = new.first(where: { $0.path == path }) else { return false }
      return conflicts.contains(now)
    }
    conflicts = new
    index = min(index, max(0, new.count - 1))
  }
}

extension Conflict {
  /// The value of a choice.
  func value(_ choice: Resolve.Choice) -> Value? {
    switch choice {
    case .mine: ours
    case .theirs: theirs
    case .base: base
    case .both: both
    }
  }
}

extension ReviewState {
  /// The conflicts that wait to be settled: those of a save first.
  var openConflicts: [Conflict] { pendingResolve?.conflicts ?? assessment.conflicts }

  /// Opens the screen that settles conflicts.
  mutating func openResolve() -> [Effect] {
    guard canEdit() else { return [] }
    if let pending = pendingResolve {
      layers.append(.resolve(pending))
    } else if !assessment.conflicts.isEmpty {
      layers.append(.resolve(Resolve(assessment.conflicts, from: .file)))
    } else {
      notice = Notice(.info, "There is no conflict to settle")
    }
    return []
  }

  /// Shows conflicts that a save met; what was chosen before stands where nothing has changed since.
  mutating func meet(_ conflicts: [Conflict]) {
    for case .resolve(var resolve) in layers where resolve.source == .outside {
      resolve.update(conflicts)
      replaceTop(with: resolve)
      return
    }
    var resolve = pendingResolve ?? Resolve(conflicts, from: .outside)
    resolve.update(conflicts)
    pendingResolve = resolve
    // Not over an open field, where the next letter that is typed would be an answer: the next try shows it.
    guard layers.isEmpty, !isPostponed else { return }
    layers.append(.resolve(resolve))
  }

  private mutating func replaceTop(with resolve: Resolve) {
    guard let index = layers.firstIndex(where: { if case .resolve = $0 { true } else { false } }) else { return }
    layers[index] = .resolve(resolve)
    if resolve.source == .outside { pendingResolve = resolve }
  }

  mutating func perform(_ command: Command, resolve: Resolve) -> [Effect] {
    var resolve = resolve
    let last = resolve.conflicts.count - 1
    switch command {
    case .up: resolve.go(to: resolve.index - 1)
    case .down: resolve.go(to: resolve.index + 1)
    case .top: resolve.go(to: 0)
    case .bottom: resolve.go(to: last)
    case .pageUp: resolve.go(to: resolve.index - 5)
    case .pageDown: resolve.go(to: resolve.index + 5)
    case .scrollDetailDown: resolve.scroll = ResolveView.clamped(scroll: resolve.scroll + 3, resolve, self)
    case .scrollDetailUp: resolve.scroll = max(0, resolve.scroll - 3)
    case .takeMine: resolve.choose(.mine)
    case .takeTheirs: resolve.choose(.theirs)
    case .takeBase: resolve.choose(.base)
    case .takeBoth:
      if resolve.current.canKeepBoth {
        resolve.choose(.both)
      } else {
        notice = Notice(.info, "Only texts can both stand: choose mine, theirs or base")
      }
    case .takeAllMine: resolve.chooseAll(.mine)
    case .takeAllTheirs: resolve.chooseAll(.theirs)
    case .settle: return settle(resolve)
    case .back: return postpone(resolve)
    default: break
    }
    replaceTop(with: resolve)
    return []
  }

  private mutating func settle(_ resolve: Resolve) -> [Effect] {
    var resolve = resolve
    guard resolve.isSettled else {
      let next = resolve.conflicts.firstIndex { resolve.choices[$0.path] == nil } ?? 0
      let left = resolve.conflicts.count { resolve.choices[$0.path] == nil }
      resolve.go(to: next)
      replaceTop(with: resolve)
      notice = Notice(.info, "\(left) of \(resolve.conflicts.count) not settled yet: choose here first")
      return []
    }
    layers.removeLast()
    switch resolve.source {
    case .file: return settleInFile(resolve)
    case .outside:
      pendingResolve = resolve
      settling = resolve.settlements(stamp)
      return [.settle(assessment, settling)]
    }
  }

  private mutating func settleInFile(_ resolve: Resolve) -> [Effect] {
    let settlements = resolve.settlements(stamp)
    guard !settlements.isEmpty else { return [] }
    let words = settlements.count == 1 ? place(of: settlements[0].conflict) : "\(settlements.count) conflicts"
    let effects = commit("\(words) settled") { assessment in
      for settlement in settlements { assessment.settle(settlement) }
    }
    let left = assessment.conflicts.count
    notice = Notice(.info, "Settled: \(words)\(left > 0 ? ", \(left) left" : ""); u takes it back")
    return effects
  }

  /// Leaving keeps what was chosen: what the file recorded is settled as far as it goes, the rest waits in memory.
  private mutating func postpone(_ resolve: Resolve) -> [Effect] {
    layers.removeLast()
    if resolve.source == .file {
      let effects = settleInFile(resolve)
      if effects.isEmpty {
        notice = Notice(.warning, "\(resolve.conflicts.count) conflicts stay open: R settles them")
      }
      return effects
    }
    pendingResolve = resolve
    isPostponed = true
    notice = Notice(.warning, "Not saved until it is settled: R opens it again")
    return []
  }
}

extension Resolve {
  fileprivate mutating func go(to index: Int) {
    self.index = min(max(0, index), max(0, conflicts.count - 1))
    scroll = 0
  }

  /// Chooses, and goes on to the next that nothing was chosen for.
  fileprivate mutating func choose(_ choice: Choice) {
    choices[current.path] = choice
    let order = Array(conflicts.indices[(index + 1)...]) + Array(conflicts.indices[..<index])
    if let next = order.first(where: { choices[conflicts[$0].path] == nil }) { go(to: next) }
  }

  fileprivate mutating func chooseAll(_ choice: Choice) {
    for conflict in conflicts where choices[conflict.path] == nil { choices[conflict.path] = choice }
  }
}
