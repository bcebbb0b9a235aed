/// The signs that screens draw with, in a Unicode and an ASCII form.
///
/// Every Unicode sign takes one column, is in DejaVu Sans Mono and has no emoji form, so that terminals agree on it.
/// ASCII signs take one column too, but for `half`, which is `.5`.
public struct Glyphs: Sendable, Hashable {
  /// Stands for what was cut off.
  public var ellipsis: String
  /// Lines and joints of boxes.
  public var box: Box
  /// Bars of 1/8 to 8/8 of a cell, in this order.
  public var eighths: [String]
  /// The empty part of a gauge.
  public var gaugeEmpty: String
  /// Half a point.
  public var half: String
  /// Credit 1.
  public var creditFull: String
  /// Credit ½.
  public var creditHalf: String
  /// Credit 0.
  public var creditNone: String
  /// A test that was not assessed.
  public var notAssessed: String
  /// An open question.
  public var open: String
  /// A test that does not apply.
  public var notApplicable: String
  /// An answer carried over from before the last milestone.
  public var carriedOver: String
  /// Something to look at.
  public var flag: String
  /// Beside the section that sets the score.
  public var floor: String
  /// Beside the selected row.
  public var selected: String
  /// A box that is ticked, three columns.
  public var checked: String
  /// A box that is not ticked, three columns.
  public var unchecked: String
  /// Everything is on disk.
  public var saved: String
  /// Something is not on disk yet.
  public var unsaved: String
  /// Done, or current.
  public var tick: String
  /// Failed, or refused.
  public var cross: String
  /// Before an item of a list.
  public var bullet: String
  /// Between words of a status line.
  public var separator: String
  /// Arrows.
  public var up: String, down: String, left: String, right: String
  /// The part of a scroll bar that shows where the window is, and the rest of it.
  public var scrollThumb: String, scrollTrack: String

  /// Lines and joints of boxes.
  public struct Box: Sendable, Hashable {
    /// Lines.
    public var horizontal: String, vertical: String
    /// Corners.
    public var topLeft: String, topRight: String, bottomLeft: String, bottomRight: String
    /// Joints, named for the side of a box they sit on: `teeTop` (`┬`) sits on the top side and opens downwards.
    public var teeTop: String, teeBottom: String, teeLeft: String, teeRight: String
    /// Where two lines cross.
    public var cross: String
  }

  /// For UTF-8 terminals.
  public static let unicode = Glyphs(
    ellipsis: "…",
    box: Box(
      horizontal: "─", vertical: "│", topLeft: "┌", topRight: "┐", bottomLeft: "└", bottomRight: "┘",
      teeTop: "┬", teeBottom: "┴", teeLeft: "├", teeRight: "┤", cross: "┼"),
    eighths: ["▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"], gaugeEmpty: "░", half: "½",
    creditFull: "●", creditHalf: "◐", creditNone: "○", notAssessed: "·", open: "?", notApplicable: "–",
    carriedOver: "↻", flag: "!", floor: "◂", selected: "▸", checked: "[x]", unchecked: "[ ]",
    saved: "●", unsaved: "○", tick: "✓", cross: "×", bullet: "•", separator: "·",
    up: "↑", down: "↓", left: "←", right: "→", scrollThumb: "█", scrollTrack: "│")

  /// For terminals and locales that know ASCII only.
  public static let ascii = Glyphs(
    ellipsis: "~",
    box: Box(
      horizontal: "-", vertical: "|", topLeft: "+", topRight: "+", bottomLeft: "+", bottomRight: "+",
      teeTop: "+", teeBottom: "+", teeLeft: "+", teeRight: "+", cross: "+"),
    eighths: [".", ".", ".", "#", "#", "#", "#", "#"], gaugeEmpty: ".", half: ".5",
    creditFull: "@", creditHalf: "%", creditNone: "o", notAssessed: ".", open: "?", notApplicable: "-",
    carriedOver: "r", flag: "!", floor: "<", selected: ">", checked: "[x]", unchecked: "[ ]",
    saved: "*", unsaved: "o", tick: "v", cross: "x", bullet: "*", separator: "-",
    up: "^", down: "v", left: "<", right: "->", scrollThumb: "#", scrollTrack: "|")
}
