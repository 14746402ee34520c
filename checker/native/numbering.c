/* Which tokens of a text may give a year or the number of an event: checker/matching/numbering.py. */
#include "core.h"

enum { FIGURE, DATE };
enum { YEAR = 1, EDITION = 2, ASKED = 4 }; /* the flags of a token */
enum { LOW = 0x3FFF, ASCII = 0x80 };

/* What single letters tell, by code point; the last one stands for all others. */
typedef struct {
    const uint8_t *begins;  /* whether a number may begin with it */
    const uint8_t *decimal; /* whether it is a digit of any script */
    const uint8_t *before;  /* whether it stands before a number, NULL where the text has none */
    const uint8_t *sieve;   /* by the low bits of a unit's number: whether it may be an ordinal */
    int64_t letters;
    int64_t eastern, han, after_han; /* where scripts begin and end */
} Letters;

/* A text: its letters, its units, and the first unit and the kind of each token. */
typedef struct {
    const uint32_t *points;
    const int32_t *starts, *ends;
    const uint64_t *ids;
    const int64_t *first; /* and at last the number of units */
    const uint8_t *kinds;
    int64_t length, units, tokens;
} Numbered;

static int is_one_of(const uint8_t *table, int64_t letters, uint32_t point)
{
    return table[(int64_t)point < letters ? (int64_t)point : letters - 1];
}

/* Whether a token may be a word for a number of an event, or ASKED where its letters have to tell. */
static uint8_t likely(const Letters *letters, const Numbered *text, int64_t start, int64_t end,
                      uint64_t id)
{
    uint32_t letter = text->points[start];
    if (is_one_of(letters->begins, letters->letters, letter))
        return EDITION;
    for (int64_t back = 1; back <= 2 && letters->before; back++)
        if (is_one_of(letters->before, letters->letters, text->points[start > back ? start - back : 0]))
            return EDITION;
    int asked = letters->sieve[id & LOW];
    for (int64_t at = start; at < end && !asked; at++)
        asked = text->points[at] >= ASCII;
    if (letter >= ASCII && ((int64_t)letter < letters->han || (int64_t)letter >= letters->after_han)) {
        if ((int64_t)letter >= letters->letters)
            return ASKED;
        if (letters->decimal[letter])
            return EDITION;
    }
    return asked && (int64_t)letter < letters->eastern ? ASKED : 0;
}

/* Writes where each token begins and ends, and its flags; returns how many are ASKED. */
EXPORTED int64_t wirecheck_numbering(const Letters *letters, const Numbered *text, int32_t *starts,
                                     int32_t *ends, uint8_t *flags)
{
    int64_t asked = 0;
    for (int64_t at = 0; at < text->tokens; at++) {
        int64_t first = text->first[at], last = text->first[at + 1] - 1;
        if (first < 0 || last < first || last >= text->units)
            return BAD_CALL;
        starts[at] = text->starts[first];
        ends[at] = text->ends[last];
        if (starts[at] < 0 || ends[at] <= starts[at] || ends[at] > text->length)
            return BAD_CALL;
        uint8_t kind = text->kinds[at];
        flags[at] = kind == FIGURE || kind == DATE ? YEAR : 0;
        if (kind != DATE)
            flags[at] |= likely(letters, text, starts[at], ends[at], text->ids[first]);
        asked += (flags[at] & ASKED) != 0;
    }
    return asked;
}
