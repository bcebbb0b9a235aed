// libvterm for Swift: its cells hold bit-fields and tagged unions, and what a terminal is told besides text comes
// through callbacks. Both are flattened here.
#ifndef MLTS_CVTERM_SHIM_H
#define MLTS_CVTERM_SHIM_H

#include <stdlib.h>
#include <string.h>
#include <vterm.h>

// <stdlib.h> hides these behind _XOPEN_SOURCE, which Swift's module of glibc does not set.
extern int posix_openpt(int flags);
extern int grantpt(int descriptor);
extern int unlockpt(int descriptor);
extern int ptsname_r(int descriptor, char *name, size_t length);

// A terminal and what programs have told it.
typedef struct {
  VTerm *vterm;
  VTermScreen *screen;
  int cursor_row, cursor_column, cursor_visible, alternate, mouse, bells;
  char title[256];
} vt_terminal;

// A cell. Colours: -1 is the default, 0 to 255 a palette index, from 1 << 24 a red-green-blue value.
typedef struct {
  uint32_t characters[VTERM_MAX_CHARS_PER_CELL];
  int width, foreground, background;
  int bold, italic, underline, reverse;
} vt_cell;

static inline int vt_on_cursor(VTermPos position, VTermPos before, int visible, void *user) {
  (void)before;
  (void)visible;
  vt_terminal *terminal = user;
  terminal->cursor_row = position.row;
  terminal->cursor_column = position.col;
  return 1;
}

static inline int vt_on_property(VTermProp property, VTermValue *value, void *user) {
  vt_terminal *terminal = user;
  if (property == VTERM_PROP_CURSORVISIBLE) terminal->cursor_visible = value->boolean;
  if (property == VTERM_PROP_ALTSCREEN) terminal->alternate = value->boolean;
  if (property == VTERM_PROP_MOUSE) terminal->mouse = value->number;
  if (property == VTERM_PROP_TITLE) {
    strncpy(terminal->title, value->string, sizeof terminal->title - 1);
  }
  return 1;
}

static inline int vt_on_bell(void *user) {
  ((vt_terminal *)user)->bells++;
  return 1;
}

static inline vt_terminal *vt_new(int rows, int columns) {
  static const VTermScreenCallbacks callbacks = {
    .movecursor = vt_on_cursor, .settermprop = vt_on_property, .bell = vt_on_bell};
  vt_terminal *terminal = (vt_terminal *)calloc(1, sizeof *terminal);
  terminal->cursor_visible = 1;
  terminal->vterm = vterm_new(rows, columns);
  vterm_set_utf8(terminal->vterm, 1);
  terminal->screen = vterm_obtain_screen(terminal->vterm);
  vterm_screen_set_callbacks(terminal->screen, &callbacks, terminal);
  vterm_screen_enable_altscreen(terminal->screen, 1);
  vterm_screen_reset(terminal->screen, 1);
  return terminal;
}

static inline void vt_free(vt_terminal *terminal) {
  vterm_free(terminal->vterm);
  free(terminal);
}

static inline int vt_color(VTermColor color) {
  if (VTERM_COLOR_IS_DEFAULT_FG(&color) || VTERM_COLOR_IS_DEFAULT_BG(&color)) return -1;
  if (VTERM_COLOR_IS_INDEXED(&color)) return color.indexed.idx;
  return 1 << 24 | color.rgb.red << 16 | color.rgb.green << 8 | color.rgb.blue;
}

static inline vt_cell vt_get_cell(vt_terminal *terminal, int column, int row) {
  VTermScreenCell cell;
  vt_cell flat;
  memset(&flat, 0, sizeof flat);
  VTermPos position = {.row = row, .col = column};
  if (!vterm_screen_get_cell(terminal->screen, position, &cell)) return flat;
  memcpy(flat.characters, cell.chars, sizeof flat.characters);
  flat.width = cell.width;
  flat.foreground = vt_color(cell.fg);
  flat.background = vt_color(cell.bg);
  flat.bold = cell.attrs.bold;
  flat.italic = cell.attrs.italic;
  flat.underline = cell.attrs.underline != 0;
  flat.reverse = cell.attrs.reverse;
  return flat;
}

#endif
