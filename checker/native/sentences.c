/* Where sentences begin and end among the units of a text: checker/matching/sentence_marks.py. */
#include "core.h"

enum { OPENS = 1, CLOSES = 2, END_ASKED = 4, START_ASKED = 8, NEWLINE = '\n' };

/* A text with the signs that end its sentences: where each begins and ends, ascending. */
typedef struct {
    const uint32_t *points;
    const int64_t *starts, *ends;
    const uint32_t *spaces; /* code points that are white space, ascending */
    int64_t length, count, space_count;
    int64_t reach; /* characters at most from a place to the sign that ends its sentence */
    int64_t marks; /* characters at most that close a sentence */
} Borders;

/* How many of some ascending numbers are below one. */
static int64_t below(const int64_t *numbers, int64_t count, int64_t one)
{
    int64_t low = 0;
    while (low < count) {
        int64_t middle = low + (count - low) / 2;
        if (numbers[middle] < one)
            low = middle + 1;
        else
            count = middle;
    }
    return low;
}

static int is_space(const Borders *borders, uint32_t point)
{
    for (int64_t at = 0; at < borders->space_count && borders->spaces[at] <= point; at++)
        if (borders->spaces[at] == point)
            return 1;
    return 0;
}

/* Whether a sentence begins at a place, or START_ASKED where its sign is far. */
static uint8_t opening(const Borders *borders, int64_t at)
{
    int64_t last = below(borders->ends, borders->count, at + 1) - 1, before = 0;
    if (last >= 0 && borders->starts[last] >= at - borders->reach)
        before = borders->ends[last];
    else if (last >= 0 || at > borders->reach)
        return START_ASKED;
    while (before < at && is_space(borders, borders->points[before]))
        before++;
    return before == at ? OPENS : 0;
}

/* Whether a sentence ends at a place, but for a few signs; END_ASKED where the text must tell. */
static uint8_t closing(const Borders *borders, int64_t at)
{
    int64_t length = borders->length, near = at + borders->marks;
    int64_t which = below(borders->ends, borders->count, at > 1 ? at : 1);
    int64_t following = at > 1 ? which : below(borders->ends, borders->count, at);
    if (near < length && (following == borders->count || borders->starts[following] > near))
        return 0;
    int64_t last = length < at + borders->reach ? length : at + borders->reach;
    if (which == borders->count || borders->starts[which] >= last)
        return last <= near ? CLOSES : 0;
    int64_t start = borders->starts[which], end = borders->ends[which];
    if (start < at - 1 || end >= last)
        return END_ASKED;
    end = borders->points[start] == NEWLINE ? start : end;
    return end <= near ? CLOSES : 0;
}

/* Of each unit OPENS if a whole sentence may begin with it, plus CLOSES if one may end with it.
 *
 * Only the first units of `sentences` open one; of each they have the first unit and the one behind
 * the last. What the reference has to decide is asked for in the flags of the unit; returns of how
 * many units it is.
 */
EXPORTED int64_t wirecheck_marks(const Borders *borders, const int32_t *starts, const int32_t *ends,
                                 int64_t units, const int64_t *sentences, int64_t count,
                                 uint8_t *out)
{
    int64_t asked = 0;
    for (int64_t at = 0; at < borders->count; at++)
        if (borders->starts[at] < 0 || borders->ends[at] <= borders->starts[at] ||
            borders->ends[at] > borders->length)
            return BAD_CALL;
    for (int64_t unit = 0; unit < units; unit++) {
        if (starts[unit] < 0 || ends[unit] > borders->length)
            return BAD_CALL;
        out[unit] = closing(borders, ends[unit]);
    }
    for (int64_t at = 0; at < count; at++) {
        int64_t unit = sentences[2 * at];
        if (unit < 0 || unit >= units)
            return BAD_CALL;
        out[unit] |= opening(borders, starts[unit]);
    }
    for (int64_t unit = 0; unit < units; unit++)
        asked += out[unit] >= END_ASKED;
    return asked;
}
