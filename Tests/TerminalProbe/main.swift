// Shows what the terminal layer reports, for TerminalTests and for a look by hand. Not part of the product.
//
//     TerminalProbe [events|styles|text|hostile] [--ascii] [--no-color] [--no-mouse]
//
// Events are listed with the newest first. Keys that do more than that: q quits, Ctrl-Z suspends, Ctrl-L redraws,
// E gives the terminal to a shell, W writes to standard error, b rings; ! fails a precondition, S reads through a bad
// pointer, X calls exit(7), C shows and hides the cursor, T takes another theme.

import Screen
import Terminal

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

let arguments = Set(CommandLine.arguments.dropFirst())
let options = Terminal.Options(
  mouse: !arguments.contains("--no-mouse"), forceASCII: arguments.contains("--ascii"),
  noColor: arguments.contains("--no-color"))

do {
  let terminal = try Terminal(theme: probeTheme(0), options: options)
  var probe = Probe(terminal: terminal, page: Page(arguments))
  exit(probe.run())
} catch {
  let message = "TerminalProbe: \(error)\n"
  _ = write(STDERR_FILENO, message, message.utf8.count)
  exit(2)
}
