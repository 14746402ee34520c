/* The places of two texts that are aligned, token by token: checker/matching/gaps.py. */
#include "core.h"

#include <stdlib.h>
#include <string.h>

enum { FIGURE, DATE, NAME, OTHER, ADDRESS, KINDS };

/* The tokens of a text, as checker/matching/places.py has them. */
typedef struct {
    const uint64_t *keys;
    const uint8_t *kinds;
    const uint8_t *telling; /* 0 for a number in words, which may be no number */
    int64_t count;
} Tokens;

/* What is counted: `same` by kind, `slots`, whether there is a name, where the first gap ends. */
typedef struct {
    int64_t same[KINDS];
    int64_t slots;
    int64_t names;
    int64_t first, source_first; /* -1 where nothing is equal */
} Counts;

static int kinds_of(const Tokens *tokens, int64_t start, int64_t end)
{
    int found = 0;
    for (int64_t at = start; at < end; at++)
        found |= 1 << tokens->kinds[at];
    return found;
}

/* Counts tokens that both texts have; names that follow one another are one. */
static void count_same(const Tokens *tokens, int64_t start, int64_t end, Counts *counts)
{
    uint8_t before = OTHER;
    for (int64_t at = start; at < end; at++) {
        uint8_t kind = tokens->kinds[at];
        if (tokens->telling[at] && (kind != NAME || before != NAME))
            counts->same[kind]++;
        before = kind;
    }
}

/* Whether a gap is one to look into; short ones with other words are counted. */
static int is_filled(const Tokens *draft, const Tokens *source, const Run *gap, int64_t slot,
                     Counts *counts)
{
    int64_t length = gap->end - gap->start, there = gap->source_end - gap->source_start;
    if (!length || !there)
        return 0;
    int here = kinds_of(draft, gap->start, gap->end);
    int other = kinds_of(source, gap->source_start, gap->source_end);
    if ((here | other) & 1 << ADDRESS)
        return 0;
    int both = here & other;
    if (!(both & 1 << NAME) && length <= slot && there <= slot)
        counts->slots++;
    return (both & (1 << FIGURE | 1 << DATE | 1 << NAME)) != 0;
}

/* Compares two stretches of tokens: what is equal in order is counted, gaps to look into listed.
 *
 * `gaps` has room for one more than the shorter stretch has tokens. Returns how many there are.
 */
EXPORTED int64_t wirecheck_gaps(const Tokens *draft, const Tokens *source, const Run *part,
                                int64_t slot, Counts *counts, Run *gaps)
{
    memset(counts, 0, sizeof *counts);
    counts->first = counts->source_first = -1;
    if (part->start < 0 || part->end < part->start || part->end > draft->count ||
        part->source_start < 0 || part->source_end < part->source_start ||
        part->source_end > source->count)
        return BAD_CALL;
    int64_t count = part->end - part->start, rows = part->source_end - part->source_start;
    counts->names = ((kinds_of(draft, part->start, part->end) |
                      kinds_of(source, part->source_start, part->source_end)) >> NAME) & 1;
    int64_t *pairs = malloc((size_t)(2 * (count < rows ? count : rows) + 1) * sizeof *pairs);
    if (pairs == NULL)
        return NO_MEMORY;
    int64_t found = equal_pairs(draft->keys + part->start, count,
                                source->keys + part->source_start, rows, pairs);
    int64_t filled = found < 0 ? found : 0;
    Run gap = {part->start, part->start, part->source_start, part->source_start};
    for (int64_t nth = 0; nth < found; nth++) {
        int64_t here = part->start + pairs[2 * nth];
        int64_t there = part->source_start + pairs[2 * nth + 1], length = 1;
        while (nth + 1 < found && pairs[2 * nth + 2] == pairs[2 * nth] + 1 &&
               pairs[2 * nth + 3] == pairs[2 * nth + 1] + 1) {
            nth++;
            length++;
        }
        gap.end = here;
        gap.source_end = there;
        if (counts->first < 0) {
            counts->first = here;
            counts->source_first = there;
        }
        if (is_filled(draft, source, &gap, slot, counts))
            gaps[filled++] = gap;
        count_same(draft, here, here + length, counts);
        gap.start = here + length;
        gap.source_start = there + length;
    }
    gap.end = part->end;
    gap.source_end = part->source_end;
    if (found >= 0 && is_filled(draft, source, &gap, slot, counts))
        gaps[filled++] = gap;
    free(pairs);
    return filled;
}
