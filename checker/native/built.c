/* What the library was built of. */
#include "core.h"

#ifndef BUILT_OF
#define BUILT_OF "unknown"
#endif

EXPORTED const char *wirecheck_built_of(void)
{
    return BUILT_OF;
}
