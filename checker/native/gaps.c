/* The places of two texts that are aligned, token by token: checker/matching/gaps.py. */
#include "core.h"

#include <stdlib.h>
#include <string.h>

enum { FIGURE, DATE, NAME, OTHER, ADDRESS, KINDS };

/* The tokens of a text, as checker/matching/places.py has them. */
typedef struct {
    const uint64_t *keys;
    const uint8_t *kinds;
    const uint8_t *telling;     /* 0 for a number in words, which may be no number */
    const int64_t *starts;      /* the first unit of each, and the number of units */
    const uint64_t *ids;        /* of the units */
    const uint32_t *digits;     /* of all figures, one after another */
    const int64_t *digit_starts; /* where those of each token begin, and where the last ones end */
    int64_t count;
} Tokens;

/* The tokens of a text, which of them each unit is in, and its sentences: of each the first unit and
 * the one behind it. `lead` is how many units of a sentence outside an alignment may hold a place. */
typedef struct {
    const Tokens *tokens;
    const int32_t *of_unit;
    const int64_t *sentences;
    int64_t count;
    double lead;
} Form;

/* What is counted: `same` by kind, the figures and dates that are others, of the dates those inside,
 * `slots`, whether there is a name, where the first gap ends if both of its sides have one. */
typedef struct {
    int64_t same[KINDS];
    int64_t figures_other, dates_other, dates_inside;
    int64_t slots;
    int64_t names;
    int64_t first, source_first; /* -1 where nothing is equal, or a side of the gap has no name */
} Counts;

/* The tokens of one kind on one side of a gap: which they are, and which of them have no partner. */
typedef struct {
    const Tokens *tokens;
    int64_t *which, *left, *once;
    int64_t count, left_count, once_count;
} Side;

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

static int64_t units_of(const Tokens *tokens, int64_t at)
{
    return tokens->starts[at + 1] - tokens->starts[at];
}

static int are_equal(const Tokens *tokens, int64_t at, const Tokens *others, int64_t other)
{
    int64_t units = units_of(tokens, at);
    return units == units_of(others, other) &&
           !memcmp(tokens->ids + tokens->starts[at], others->ids + others->starts[other],
                   (size_t)units * sizeof *tokens->ids);
}

/* Whether a figure is a part of a longer one, in either direction: all its units are in it. */
static int is_within(const Tokens *tokens, int64_t at, const Tokens *others, int64_t other)
{
    if (units_of(tokens, at) == units_of(others, other))
        return 0;
    if (units_of(tokens, at) > units_of(others, other))
        return is_within(others, other, tokens, at);
    for (int64_t unit = tokens->starts[at]; unit < tokens->starts[at + 1]; unit++) {
        int64_t there = others->starts[other];
        while (there < others->starts[other + 1] && others->ids[there] != tokens->ids[unit])
            there++;
        if (there == others->starts[other + 1])
            return 0;
    }
    return 1;
}

static void listed(Side *side, int64_t start, int64_t end, int kind)
{
    side->count = side->left_count = side->once_count = 0;
    for (int64_t at = start; at < end; at++)
        if (side->tokens->kinds[at] == kind)
            side->which[side->count++] = at;
}

static int64_t digits_of(const Side *side)
{
    int64_t digits = 0;
    for (int64_t nth = 0; nth < side->count; nth++) {
        int64_t at = side->which[nth];
        digits += side->tokens->digit_starts[at + 1] - side->tokens->digit_starts[at];
    }
    return digits;
}

/* The next digit of the figures of a side; `nth` and `digit` go on. */
static uint32_t next_digit(const Side *side, int64_t *nth, int64_t *digit)
{
    const int64_t *starts = side->tokens->digit_starts;
    while (starts[side->which[*nth]] + *digit == starts[side->which[*nth] + 1]) {
        (*nth)++;
        *digit = 0;
    }
    return side->tokens->digits[starts[side->which[*nth]] + (*digit)++];
}

/* Whether one side has its figures in digits and the other in words, or in other groups. */
static int are_rewritten(const Side *here, const Side *there)
{
    int64_t count = digits_of(here), other = digits_of(there);
    if (!count && !other)
        return 0;
    if (!count || !other)
        return 1;
    if (count != other)
        return 0;
    int64_t nth = 0, digit = 0, its_nth = 0, its_digit = 0;
    for (int64_t at = 0; at < count; at++)
        if (next_digit(here, &nth, &digit) != next_digit(there, &its_nth, &its_digit))
            return 0;
    return 1;
}

/* Lists the figures that have no partner on the other side, and those values once, in order. */
static void left_told(Side *side, const Side *other, uint8_t *taken)
{
    memset(taken, 0, (size_t)other->count);
    for (int64_t nth = 0; nth < side->count; nth++) {
        int64_t to = 0;
        while (to < other->count && (taken[to] || !are_equal(side->tokens, side->which[nth],
                                                             other->tokens, other->which[to])))
            to++;
        if (to < other->count)
            taken[to] = 1;
        else
            side->left[side->left_count++] = side->which[nth];
    }
    for (int64_t nth = 0; nth < side->count && side->left_count; nth++) {
        int64_t at = side->which[nth], before = 0, in = 0;
        while (before < nth && !are_equal(side->tokens, at, side->tokens, side->which[before]))
            before++;
        while (in < side->left_count && !are_equal(side->tokens, at, side->tokens, side->left[in]))
            in++;
        if (before == nth && in < side->left_count)
            side->once[side->once_count++] = at;
    }
}

/* How many figures are a part of one of the other side: damage cuts them at their signs. */
static int64_t cut_of(const Side *here, const Side *there, uint8_t *taken)
{
    int64_t cut = 0;
    memset(taken, 0, (size_t)there->once_count);
    for (int64_t nth = 0; nth < here->once_count; nth++) {
        int64_t to = 0;
        while (to < there->once_count && (taken[to] || !is_within(here->tokens, here->once[nth],
                                                                  there->tokens, there->once[to])))
            to++;
        if (to < there->once_count) {
            taken[to] = 1;
            cut++;
        }
    }
    return cut;
}

/* Compares the figures or the dates on both sides of a gap; returns how many are others. */
static int64_t compared(Side *here, Side *there, const Run *gap, int kind, uint8_t *taken,
                        Counts *counts)
{
    listed(here, gap->start, gap->end, kind);
    listed(there, gap->source_start, gap->source_end, kind);
    if (!here->count || !there->count)
        return 0;
    if (kind == DATE && here->count != there->count)
        return 0; /* a weekday for a date, or a year that was added */
    if (kind == FIGURE && are_rewritten(here, there))
        return 0;
    left_told(here, there, taken);
    left_told(there, here, taken);
    counts->same[kind] += here->count - here->left_count;
    int64_t left = here->left_count < there->left_count ? here->left_count : there->left_count;
    return left - cut_of(here, there, taken);
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

/* Compares the figures and dates of the gaps; those with names in both are left, and how many. */
static int64_t looked_into(const Tokens *draft, const Tokens *source, const Run *part,
                           int64_t first, int64_t last, Counts *counts, Run *gaps, int64_t filled)
{
    size_t size = (size_t)(part->end - part->start), other = (size_t)(part->source_end - part->source_start);
    int64_t *numbers = malloc(3 * (size + other + 1) * sizeof *numbers);
    uint8_t *taken = malloc(size + other + 1);
    int64_t named = NO_MEMORY;
    if (numbers != NULL && taken != NULL) {
        Side here = {draft, numbers, numbers + size, numbers + 2 * size, 0, 0, 0};
        numbers += 3 * size;
        Side there = {source, numbers, numbers + other, numbers + 2 * other, 0, 0, 0};
        numbers -= 3 * size;
        named = 0;
        for (int64_t at = 0; at < filled; at++) {
            Run gap = gaps[at];
            counts->figures_other += compared(&here, &there, &gap, FIGURE, taken, counts);
            int64_t dates = compared(&here, &there, &gap, DATE, taken, counts);
            counts->dates_other += dates;
            if (first <= gap.start && gap.end <= last)
                counts->dates_inside += dates;
            if (kinds_of(draft, gap.start, gap.end) &
                kinds_of(source, gap.source_start, gap.source_end) & 1 << NAME)
                gaps[named++] = gap;
        }
    }
    free(numbers);
    free(taken);
    return named;
}

static int are_tokens(const Tokens *draft, const Tokens *source, const Run *part)
{
    return 0 <= part->start && part->start <= part->end && part->end <= draft->count &&
           0 <= part->source_start && part->source_start <= part->source_end &&
           part->source_end <= source->count;
}

/* Which tokens of a part of both texts are equal, in order: `pairs` gets their places in it, and is
 * to be freed; NULL if there is no memory. Returns how many there are. */
static int64_t paired(const Tokens *draft, const Tokens *source, const Run *part, int64_t **pairs)
{
    int64_t count = part->end - part->start, rows = part->source_end - part->source_start;
    *pairs = malloc((size_t)(2 * (count < rows ? count : rows) + 1) * sizeof **pairs);
    return *pairs == NULL ? NO_MEMORY
                          : equal_pairs(draft->keys + part->start, count,
                                        source->keys + part->source_start, rows, *pairs);
}

/* Compares two stretches of tokens: what is equal in order is counted, and what is in the gaps.
 *
 * Tokens `first` to `last` of the draft are those inside. `gaps` has room for one more than the
 * shorter stretch has tokens, and gets those with names on both sides. Returns how many there are.
 */
EXPORTED int64_t wirecheck_gaps(const Tokens *draft, const Tokens *source, const Run *part,
                                int64_t first, int64_t last, int64_t slot, Counts *counts,
                                Run *gaps)
{
    memset(counts, 0, sizeof *counts);
    counts->first = counts->source_first = -1;
    if (!are_tokens(draft, source, part))
        return BAD_CALL;
    counts->names = ((kinds_of(draft, part->start, part->end) |
                      kinds_of(source, part->source_start, part->source_end)) >> NAME) & 1;
    int64_t *pairs, found = paired(draft, source, part, &pairs);
    if (pairs == NULL)
        return NO_MEMORY;
    int64_t filled = found < 0 ? found : 0;
    Run gap = {part->start, part->start, part->source_start, part->source_start};
    for (int64_t nth = 0; nth < found; nth++) {
        int64_t here = part->start + pairs[2 * nth];
        int is_first = nth == 0;
        int64_t there = part->source_start + pairs[2 * nth + 1], length = 1;
        while (nth + 1 < found && pairs[2 * nth + 2] == pairs[2 * nth] + 1 &&
               pairs[2 * nth + 3] == pairs[2 * nth + 1] + 1) {
            nth++;
            length++;
        }
        gap.end = here;
        gap.source_end = there;
        if (is_first && kinds_of(draft, gap.start, gap.end) &
                                 kinds_of(source, gap.source_start, gap.source_end) & 1 << NAME) {
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
    return filled <= 0 ? filled
                       : looked_into(draft, source, part, first, last, counts, gaps, filled);
}

/* The last sentence that begins at a unit or before it; -1 where none does. */
static int64_t sentence_of(const Form *form, int64_t unit)
{
    int64_t low = 0, high = form->count;
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        if (form->sentences[2 * middle] <= unit)
            low = middle + 1;
        else
            high = middle;
    }
    return low - 1;
}

/* The tokens of units start..end and of what is near in the sentences that they cut. */
static void widened(const Form *form, int64_t *start, int64_t *end)
{
    int64_t at = sentence_of(form, *start);
    int64_t first = at >= 0 ? form->sentences[2 * at] : *start, last = *end;
    if ((double)(*start - first) > form->lead)
        first = *start;
    at = sentence_of(form, *end);
    if (at >= 0 && form->sentences[2 * at] != *end) {
        int64_t behind = form->sentences[2 * at + 1];
        if (*end < behind && (double)behind <= (double)*end + form->lead)
            last = behind;
    }
    *start = last <= first ? 0 : form->of_unit[first];
    *end = last <= first ? 0 : form->of_unit[last - 1] + 1;
}

static int are_units(const Form *form, int64_t start, int64_t end)
{
    return 0 <= start && start < end && end <= form->tokens->starts[form->tokens->count];
}

/* The same as wirecheck_gaps for an alignment in units and the rest of the sentences that it cuts,
 * if that is near; `part` is the alignment and gets the tokens. */
EXPORTED int64_t wirecheck_filled(const Form *draft, const Form *source, int64_t slot, Run *part,
                                  Counts *counts, Run *gaps)
{
    if (!are_units(draft, part->start, part->end) ||
        !are_units(source, part->source_start, part->source_end))
        return BAD_CALL;
    int64_t first = draft->of_unit[part->start], last = draft->of_unit[part->end - 1];
    widened(draft, &part->start, &part->end);
    widened(source, &part->source_start, &part->source_end);
    return wirecheck_gaps(draft->tokens, source->tokens, part, first, last, slot, counts, gaps);
}

static int told_of(const uint8_t *flags, int64_t start, int64_t end)
{
    int found = 0;
    for (int64_t at = start; at < end; at++)
        found |= flags[at];
    return found;
}

/* The gaps of two stretches of tokens of which both sides have a token with the same flag.
 *
 * `out` has room for one more than the shorter stretch has tokens. Returns how many there are.
 */
EXPORTED int64_t wirecheck_flagged(const Tokens *draft, const Tokens *source, const uint8_t *flags,
                                   const uint8_t *source_flags, const Run *part, Run *out)
{
    if (!are_tokens(draft, source, part))
        return BAD_CALL;
    if (!(told_of(flags, part->start, part->end) &
          told_of(source_flags, part->source_start, part->source_end)))
        return 0;
    int64_t *pairs, found = paired(draft, source, part, &pairs);
    if (pairs == NULL)
        return NO_MEMORY;
    int64_t made = found < 0 ? found : 0;
    Run gap = {part->start, part->start, part->source_start, part->source_start};
    for (int64_t nth = 0; nth <= found; nth++) {
        gap.end = nth < found ? part->start + pairs[2 * nth] : part->end;
        gap.source_end = nth < found ? part->source_start + pairs[2 * nth + 1] : part->source_end;
        if (told_of(flags, gap.start, gap.end) &
            told_of(source_flags, gap.source_start, gap.source_end))
            out[made++] = gap;
        gap.start = gap.end + 1;
        gap.source_start = gap.source_end + 1;
    }
    free(pairs);
    return made;
}
