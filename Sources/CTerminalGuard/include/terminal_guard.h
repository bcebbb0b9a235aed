// Gives a terminal back as it was found, whatever happens to the process.
//
// The one place with process-wide state: signal handlers cannot have any other. At most one terminal is guarded at a
// time. Call everything from one thread, except tg_wake.
#pragma once

#include <stddef.h>

// Saves the terminal's modes and turns the signals that ask for something (INT TERM HUP QUIT TSTP CONT WINCH) into
// pending flags and a readable descriptor. A signal that was ignored stays ignored.
// Returns 0, EBUSY when a terminal is guarded already, or another errno.
int tg_open(int terminal);

// Tells the guard that the screen is up. From now on a crash (ILL TRAP ABRT SEGV BUS FPE) or an exit(3) writes
// `restore`, sets the saved modes and shows what was written to standard error in the meantime; a crash then goes on
// to whoever handled it before. Standard error is held back only when it is a terminal.
void tg_screen_up(const char *restore, size_t length);

// Tells the guard that the screen was left: sets the saved modes and shows what was held back.
void tg_screen_down(void);

// Undoes tg_open.
void tg_close(void);

// Readable when a signal or tg_wake came.
int tg_descriptor(void);

// The next pending signal, or 0 when there is none. Empties tg_descriptor.
int tg_next_signal(void);

// Makes tg_descriptor readable. From any thread, or a signal handler.
void tg_wake(void);

// Stops the process group as the shell expects of Ctrl-Z, and returns when it was continued, or at once when
// nobody could continue it (no job control).
void tg_stop(void);

// While a child has the terminal, INT and QUIT are for the child, and stop and continue work as if there was no
// guard; TERM and HUP stay pending for afterwards. The child itself starts with the default actions.
void tg_child_begin(void);
void tg_child_end(void);

// Writes everything to a descriptor, EINTR or not. Returns 0 or an errno.
int tg_write(int descriptor, const char *bytes, size_t length);

// The strings that leave the screen, from the terminfo entry that ncurses has loaded: attributes, colours, keypad and
// cursor as usual, then `extra`, then the normal screen. Returns the length, at most `capacity`.
size_t tg_restore_string(const char *extra, char *buffer, size_t capacity);
