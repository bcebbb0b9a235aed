// Extended attributes (xattr(7)), which the Glibc module of Swift leaves out.
#pragma once
#include <sys/xattr.h>
