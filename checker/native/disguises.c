/* Which disguises a text may have: checker/text/disguise.py.
 *
 * What is not named is not there, so nobody need look for it; what is named need not be. Letters
 * and blanks beyond ASCII count for neither.
 */
#include "core.h"

enum { SPACED = 1, TOGETHER = 2, DIGITS = 4 };
enum { SPACED_LETTERS = 79 }; /* characters of forty letters one by one */
enum { RUN_TOGETHER = 80 };   /* of letters without a blank */
enum { WORDS = 12 };          /* figures that stand for letters */
enum { BLANK = 0x20, IN_WORDS = 1, SMALL = 2, FOR_LETTERS = 4 };

/* What an ASCII character may be. */
static int kind_of(uint32_t point)
{
    if (point - 'a' < 26)
        return IN_WORDS | SMALL;
    if (point - '0' < 10)
        return IN_WORDS | (point == '0' || point == '1' || point == '3' || point == '4' ||
                                   point == '5' || point == '7'
                               ? FOR_LETTERS
                               : 0);
    return point - 'A' < 26 ? IN_WORDS : 0;
}

EXPORTED int64_t wirecheck_disguises(const uint32_t *points, int64_t count)
{
    int64_t apart = 0, together = 0, figures = 0, found = 0; /* characters of the runs so far */
    int before = 0;
    for (int64_t at = 0; at < count; at++) {
        int kind = kind_of(points[at]);
        apart = before & kind & IN_WORDS ? 1 : apart + 1;
        together = points[at] <= BLANK ? 0 : together + 1;
        figures += before & FOR_LETTERS && kind & SMALL;
        found |= (apart >= SPACED_LETTERS ? SPACED : 0) | (together >= RUN_TOGETHER ? TOGETHER : 0);
        before = kind;
    }
    return found | (figures >= WORDS ? DIGITS : 0);
}
