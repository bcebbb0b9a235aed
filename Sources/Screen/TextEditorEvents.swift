extension TextEditor {
  /// Carries out what an event means in a window of this size and keeps the cursor in view.
  ///
  /// Returns false for an event that is not the editor's: Escape, F-keys, unknown Ctrl keys, the mouse, and in a field
  /// of one line Enter, Tab, Up, Down and the page keys.
  public mutating func handle(_ event: Event, width: Int, height: Int) -> Bool {
    // Scroll as `draw` did, so that the window moves on from what is on the screen.
    scrollIntoView(width: width, height: height)
    let isHandled: Bool
    switch event {
    case .key(let key): isHandled = edit(key) || travel(key, width: width, height: height)
    case .paste(let text):
      paste(text)
      isHandled = true
    default: isHandled = false
    }
    if isHandled { scrollIntoView(width: width, height: height) }
    return isHandled
  }

  private mutating func edit(_ key: Key) -> Bool {
    switch key {
    case .character(let character): insert(character)
    case .enter where !singleLine: newline()
    case .tab where !singleLine: insert("\t")
    case .backspace, .control("h"): deleteBackward()
    case .delete, .control("d"): deleteForward()
    case .control("w"): deleteWordBackward()
    case .alt("d"): deleteWordForward()
    case .control("u"): deleteToLineStart()
    case .control("k"): deleteToLineEnd()
    case .control("_"): undo()
    case .control("r"): redo()
    default: return false
    }
    return true
  }

  private mutating func travel(_ key: Key, width: Int, height: Int) -> Bool {
    switch key {
    case .left, .control("b"): moveLeft()
    case .right, .control("f"): moveRight()
    case .controlLeft, .alt("b"): wordLeft()
    case .controlRight, .alt("f"): wordRight()
    case .home, .control("a"): lineStart(width: width)
    case .end, .control("e"): lineEnd(width: width)
    case .controlHome, .alt("<"): documentStart()
    case .controlEnd, .alt(">"): documentEnd()
    case .up where !singleLine: moveUp(width: width)
    case .down where !singleLine: moveDown(width: width)
    case .pageUp where !singleLine: pageUp(width: width, height: height)
    case .pageDown where !singleLine: pageDown(width: width, height: height)
    default: return false
    }
    return true
  }
}
