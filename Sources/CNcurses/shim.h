// What Swift cannot import from <curses.h>: macros with casts, variadic functions, and globals, which Swift 6 rightly
// takes for shared mutable state. Everything here is a static inline or a constant; there is no code to link.
#ifndef MLTS_CNCURSES_SHIM_H
#define MLTS_CNCURSES_SHIM_H

#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <term.h>
#include <wchar.h>

// <wchar.h> hides wcwidth behind _XOPEN_SOURCE, which Swift's module of glibc does not set. ncurses measures with it.
extern int wcwidth(wchar_t);

// Attributes. The A_* macros cast, so the importer skips them.
static const attr_t NC_NORMAL = A_NORMAL;
static const attr_t NC_BOLD = A_BOLD;
static const attr_t NC_DIM = A_DIM;
static const attr_t NC_ITALIC = A_ITALIC;
static const attr_t NC_UNDERLINE = A_UNDERLINE;
static const attr_t NC_REVERSE = A_REVERSE;

static inline WINDOW *nc_stdscr(void) { return stdscr; }
static inline WINDOW *nc_curscr(void) { return curscr; }
static inline int nc_lines(void) { return LINES; }
static inline int nc_columns(void) { return COLS; }
static inline int nc_colors(void) { return COLORS; }
static inline int nc_color_pairs(void) { return COLOR_PAIRS; }

// A screen on standard output and input, or NULL where initscr would end the program.
static inline SCREEN *nc_newterm(const char *type) { return newterm((char *)type, stdout, stdin); }

// setupterm with an error code instead of a message and exit: 1 found, 0 not found or generic, -1 no database.
static inline int nc_setupterm(const char *type) {
  int found = -1;
  if (setupterm(type, 1, &found) == OK) return 1;
  return found == 1 ? 0 : found;
}

// Forgets the entry that nc_setupterm loaded.
static inline void nc_forget_terminal(void) {
  if (cur_term) del_curterm(cur_term);
}

// A string capability, or NULL when the terminal lacks it. (tigetstr says so in two ways.)
static inline const char *nc_capability(const char *name) {
  const char *value = tigetstr((char *)name);
  return value == (const char *)-1 ? NULL : value;
}

// Whether the extended capability RGB is there; entries spell it as a flag, a number or a string.
static inline int nc_has_rgb(void) {
  return tigetflag((char *)"RGB") > 0 || tigetnum((char *)"RGB") > 0 || nc_capability("RGB") != NULL;
}

// Sets attributes and a colour pair of any number; the plain call stops at 32767 pairs.
static inline void nc_set_style(WINDOW *window, attr_t attributes, int pair) {
  (void)wattr_set(window, attributes, (short)(pair > 32767 ? 32767 : pair), &pair);
}

// The character set of the locale in force.
static inline const char *nc_codeset(void) { return nl_langinfo(CODESET); }

#endif
