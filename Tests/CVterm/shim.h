#ifndef MLTS_CVTERM_SHIM_H
#define MLTS_CVTERM_SHIM_H
#include <vterm.h>
#endif
