import Glibc

/// Terminal descriptions for the tests, in a folder of their own, made once in a run.
///
/// libvterm 0.1.4 misreads `rep` (repeat a character) when it ends at the right margin, so the test's xterm-256color
/// goes without. xterm-direct is not in ncurses-base, so a small one is made.
enum Terminfo {
  /// The folder, for TERMINFO. Terminals that are not in it are looked up in the system's.
  static let folder: String = {
    var template = Array("/tmp/mlts-terminfo-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { fatalError("no temporary folder: errno \(errno)") }
    let folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    let direct =
      #"RGB,colors#0x1000000,pairs#0x7FFF,"#
      + #"setaf=\E[%?%p1%{8}%<%t3%p1%d%e38;2;%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%d%;m,"#
      + #"setab=\E[%?%p1%{8}%<%t4%p1%d%e48;2;%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%d%;m,"#
      + #"ccc@,initc@,use=xterm-256color,"#
    let sixteen =
      #"colors#16,pairs#256,setaf=\E[%?%p1%{8}%<%t%p1%{30}%+%e%p1%{82}%+%;%dm,"#
      + #"setab=\E[%?%p1%{8}%<%t%p1%{40}%+%e%p1%{92}%+%;%dm,use=xterm-256color,"#
    let mono = "colors@,pairs@,setaf@,setab@,op@,use=xterm-256color,"
    let script = """
      infocmp -x xterm-256color | sed 's/[[:space:]]rep=[^,]*,//' | tic -x -o \(folder) - &&
      printf '%s\\n' 'xterm-direct|direct colour for tests,' '\t\(direct)' | TERMINFO=\(folder) tic -x -o \(folder) - &&
      printf '%s\\n' 'xterm-16color|16 colours for tests,' '\t\(sixteen)' | TERMINFO=\(folder) tic -x -o \(folder) - &&
      printf '%s\\n' 'xterm-mono|no colour for tests,' '\t\(mono)' | TERMINFO=\(folder) tic -x -o \(folder) -
      """
    guard system(script) == 0 else { fatalError("infocmp and tic (package ncurses-bin) are needed") }
    atexit { _ = system("rm -rf '\(Terminfo.folder)'") }
    return folder
  }()
}
