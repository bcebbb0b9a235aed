#define _GNU_SOURCE
#include "terminal_guard.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <termios.h>
#include <unistd.h>

// Signals that ask for something. The handler only notes them: everything else happens in the event loop.
static const int soft[] = {SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH};
// Signals of a broken program. They are handled at once, with async-signal-safe calls only.
static const int hard[] = {SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE};
enum { SOFT = sizeof soft / sizeof *soft, HARD = sizeof hard / sizeof *hard, SOFT_TSTP = 4, SOFT_CONT = 5 };

static struct {
  int terminal, wake_read, wake_write;
  int is_open, exit_hook;
  struct termios modes;
  struct sigaction old_soft[SOFT], old_hard[HARD];
  char restore[1024];
  size_t restore_length;
  int stderr_copy, stderr_held;  // the real standard error and the memory that stands in for it; -1 when not held
} guard = {.wake_read = -1, .wake_write = -1, .stderr_copy = -1, .stderr_held = -1};

static volatile sig_atomic_t pending[SOFT];
// Whether the screen is up. Exchanged, so that two threads that crash together restore it once.
static atomic_int screen_up;
// A stack overflow leaves no room on the normal stack. A constant, since SIGSTKSZ is none in newer C libraries.
static char alternate_stack[64 * 1024];

int tg_write(int descriptor, const char *bytes, size_t length) {
  while (length > 0) {
    ssize_t n = write(descriptor, bytes, length);
    if (n > 0) {
      bytes += n;
      length -= (size_t)n;
    } else if (n < 0 && errno == EAGAIN) {
      struct pollfd p = {.fd = descriptor, .events = POLLOUT};
      if (poll(&p, 1, 1000) <= 0) return EAGAIN;
    } else if (n == 0 || errno != EINTR) {
      return errno ? errno : EIO;
    }
  }
  return 0;
}

// MARK: Standard error

static int memory_file(void) {
#ifdef __linux__
  return memfd_create("stderr", MFD_CLOEXEC);
#else
  char path[] = "/tmp/mlts-stderr-XXXXXX";
  int descriptor = mkstemp(path);
  if (descriptor >= 0) {
    unlink(path);
    fcntl(descriptor, F_SETFD, FD_CLOEXEC);
  }
  return descriptor;
#endif
}

// A message on the alternate screen is lost when that is left, and spoils it until then. One that goes to a file or a
// pipe does neither, and is left alone.
static void hold_stderr(void) {
  if (!isatty(STDERR_FILENO)) return;
  int held = memory_file();
  int copy = held < 0 ? -1 : fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
  if (copy < 0 || dup2(held, STDERR_FILENO) < 0) {
    if (held >= 0) close(held);
    if (copy >= 0) close(copy);
    return;
  }
  guard.stderr_held = held;
  guard.stderr_copy = copy;
}

// Async-signal-safe.
static void release_stderr(void) {
  if (guard.stderr_held < 0) return;
  dup2(guard.stderr_copy, STDERR_FILENO);
  char chunk[1024];
  off_t at = 0;
  ssize_t n;
  while ((n = pread(guard.stderr_held, chunk, sizeof chunk, at)) > 0) {
    tg_write(STDERR_FILENO, chunk, (size_t)n);
    at += n;
  }
  close(guard.stderr_held);
  close(guard.stderr_copy);
  guard.stderr_held = guard.stderr_copy = -1;
}

// Sets the saved modes. A process in the background would be stopped for it (SIGTTOU); it is not to be on its way out.
static void set_modes(void) {
  sigset_t ttou, before;
  sigemptyset(&ttou);
  sigaddset(&ttou, SIGTTOU);
  sigprocmask(SIG_BLOCK, &ttou, &before);
  while (tcsetattr(guard.terminal, TCSADRAIN, &guard.modes) < 0 && errno == EINTR) continue;
  sigprocmask(SIG_SETMASK, &before, NULL);
}

// MARK: Handlers

static void note(int number) {
  int saved = errno;
  for (int i = 0; i < SOFT; i++)
    if (soft[i] == number) pending[i] = 1;
  tg_wake();
  errno = saved;
}

// For a signal that is the child's business. A handler, not SIG_IGN: exec resets handlers and keeps SIG_IGN.
static void leave_to_child(int number) { (void)number; }

static void emergency(void) {
  if (!atomic_exchange(&screen_up, 0)) return;
  tg_write(guard.terminal, guard.restore, guard.restore_length);
  set_modes();
  release_stderr();
}

static void crash(int number, siginfo_t *info, void *context) {
  (void)context;
  int saved = errno;
  emergency();
  for (int i = 0; i < HARD; i++)
    if (hard[i] == number) sigaction(number, &guard.old_hard[i], NULL);
  // Returning runs the faulty instruction again, now for the previous handler (Swift's backtrace) or the default.
  // A signal that somebody sent does not come again by itself, and after int3 the processor is past the instruction.
  if (info->si_code <= 0 || number == SIGABRT || number == SIGTRAP) raise(number);
  errno = saved;
}

// SA_RESTART, so that a resize never makes a file write fail with EINTR. poll(2) returns EINTR in spite of it, and
// nothing else may block in the event loop; were it not so, the descriptor would still be readable.
static void catch_soft(int index, void (*handler)(int)) {
  if (guard.old_soft[index].sa_handler == SIG_IGN) return;
  struct sigaction action = {.sa_handler = handler, .sa_flags = SA_RESTART};
  sigfillset(&action.sa_mask);
  sigaction(soft[index], &action, NULL);
}

static void uncatch_soft(int index) { sigaction(soft[index], &guard.old_soft[index], NULL); }

// MARK: Life

int tg_open(int terminal) {
  if (guard.is_open) return EBUSY;
  if (tcgetattr(terminal, &guard.modes) < 0) return errno;
  if (guard.wake_write < 0) {
    int ends[2];
    if (pipe(ends) < 0) return errno;
    for (int i = 0; i < 2; i++) {
      fcntl(ends[i], F_SETFD, FD_CLOEXEC);
      fcntl(ends[i], F_SETFL, O_NONBLOCK);
    }
    guard.wake_read = ends[0];
    guard.wake_write = ends[1];
  }
  guard.terminal = terminal;
  guard.is_open = 1;
  for (int i = 0; i < SOFT; i++) {
    pending[i] = 0;
    sigaction(soft[i], NULL, &guard.old_soft[i]);
    catch_soft(i, note);
  }
  return 0;
}

void tg_screen_up(const char *restore, size_t length) {
  if (!guard.is_open || atomic_load(&screen_up)) return;
  guard.restore_length = length < sizeof guard.restore ? length : sizeof guard.restore;
  memcpy(guard.restore, restore, guard.restore_length);
  if (!guard.exit_hook) guard.exit_hook = atexit(emergency) == 0;
  stack_t stack = {.ss_sp = alternate_stack, .ss_size = sizeof alternate_stack}, present;
  if (sigaltstack(NULL, &present) == 0 && (present.ss_flags & SS_DISABLE)) sigaltstack(&stack, NULL);
  hold_stderr();
  atomic_store(&screen_up, 1);
  struct sigaction action = {.sa_sigaction = crash, .sa_flags = SA_SIGINFO | SA_ONSTACK};
  sigfillset(&action.sa_mask);
  for (int i = 0; i < HARD; i++) sigaction(hard[i], &action, &guard.old_hard[i]);
}

void tg_screen_down(void) {
  if (!atomic_exchange(&screen_up, 0)) return;
  set_modes();
  for (int i = 0; i < HARD; i++) sigaction(hard[i], &guard.old_hard[i], NULL);
  release_stderr();
}

void tg_close(void) {
  if (!guard.is_open) return;
  tg_screen_down();
  for (int i = 0; i < SOFT; i++) uncatch_soft(i);
  // The pipe stays: another thread may be in tg_wake, and the number would be another file's by then.
  guard.is_open = 0;
}

// MARK: Pending signals

int tg_descriptor(void) { return guard.wake_read; }

void tg_wake(void) {
  // A full pipe is as good as one byte more.
  if (guard.is_open) (void)!write(guard.wake_write, "", 1);
}

int tg_next_signal(void) {
  if (!guard.is_open) return 0;
  char bytes[64];
  // First the pipe, then the flags: a signal in between leaves both, never neither.
  while (read(guard.wake_read, bytes, sizeof bytes) > 0) continue;
  int found = 0;
  for (int i = 0; i < SOFT; i++) {
    if (!pending[i]) continue;
    if (found) {
      tg_wake();
      break;
    }
    pending[i] = 0;
    found = soft[i];
  }
  return found;
}

void tg_stop(void) {
  if (guard.old_soft[SOFT_TSTP].sa_handler == SIG_IGN) return;
  pending[SOFT_CONT] = 0;
  struct sigaction usual = {.sa_handler = SIG_DFL};
  sigaction(SIGTSTP, &usual, NULL);
  kill(0, SIGTSTP);
  // The kernel may stop us only after kill returned, or, in an orphaned process group, not at all. Being continued
  // leaves a byte in the pipe; the wait is for a stop that is late, not for the person.
  struct pollfd wait = {.fd = guard.wake_read, .events = POLLIN};
  poll(&wait, 1, 20);
  catch_soft(SOFT_TSTP, note);
  pending[SOFT_CONT] = 0;
  pending[SOFT_TSTP] = 0;
}

void tg_child_begin(void) {
  for (int i = 0; i < SOFT; i++) {
    if (soft[i] == SIGINT || soft[i] == SIGQUIT) catch_soft(i, leave_to_child);
    if (soft[i] == SIGTSTP || soft[i] == SIGCONT || soft[i] == SIGWINCH) uncatch_soft(i);
  }
}

void tg_child_end(void) {
  for (int i = 0; i < SOFT; i++) catch_soft(i, note);
}
