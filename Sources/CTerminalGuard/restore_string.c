#include "terminal_guard.h"

#include <curses.h>
#include <string.h>
#include <term.h>

// tputs hands over one character at a time and no context, hence the statics. Used on one thread, never in a handler.
static char *out;
static size_t used, room;

static int collect(int character) {
  if (used < room) out[used++] = (char)character;
  return character;
}

static void put(const char *value) {
  if (value && value != (const char *)-1) tputs(value, 1, collect);
}

size_t tg_restore_string(const char *extra, char *buffer, size_t capacity) {
  out = buffer;
  used = 0;
  room = capacity;
  put(tigetstr("sgr0"));
  put(tigetstr("op"));
  put(tigetstr("rmkx"));
  for (const char *c = extra; *c; c++) collect(*c);
  const char *leave = tigetstr("rmcup");
  if (leave && leave != (const char *)-1) {
    put(leave);
  } else {
    // No second screen to leave: go to the last line and start a new one, so that what follows overwrites nothing.
    const char *move = tigetstr("cup");
    if (move && move != (const char *)-1) put(tparm(move, 998L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L));
    collect('\r');
    collect('\n');
  }
  // Last, since some terminals restore the cursor's visibility together with the screen.
  put(tigetstr("cnorm"));
  return used;
}
