/* How far the ends of a chain move, and how many units are equal: checker/matching/alignment.py.
 *
 * Both rest on the longest common subsequence by bits (Hyyro 2004), in the order of steps that
 * rapidfuzz has in Indel.opcodes: of several best ways through two texts it is the same one.
 */
#include "core.h"

#include <stdlib.h>
#include <string.h>

enum { BITS = 64, SLOTS = 128 };

/* Which of 64 units of one text are some unit: a table that is never more than half full. */
typedef struct {
    uint64_t keys[SLOTS];
    uint64_t masks[SLOTS]; /* 0: nothing is here */
} Block;

/* Where units of two texts are compared, and where the way through them is kept. */
typedef struct {
    uint64_t *here, *there, *matrix;
    uint8_t *carries;
} Room;

/* A unit as Python hashes its number, by which rapidfuzz compares: modulo 2 ** 61 - 1. */
static uint64_t hashed(uint64_t id)
{
    const uint64_t prime = ((uint64_t)1 << 61) - 1;
    uint64_t rest = (id & prime) + (id >> 61);
    return rest >= prime ? rest - prime : rest;
}

static size_t slot_of(const Block *block, uint64_t key)
{
    size_t slot = (size_t)((key * UINT64_C(0x9E3779B97F4A7C15)) >> 57);
    while (block->masks[slot] && block->keys[slot] != key)
        slot = (slot + 1) % SLOTS;
    return slot;
}

static int64_t ones(uint64_t bits)
{
    int64_t count = 0;
    for (; bits; bits &= bits - 1)
        count++;
    return count;
}

/* The units of both texts by small numbers: what only `there` has is 0, what `here` has is 1 and more.
 *
 * `masks` has one for each number, all 0. NULL if there is no memory. */
typedef struct {
    uint32_t *here, *there;
    uint64_t *masks;
} Numbered;

static size_t place_of(const uint64_t *keys, const uint32_t *numbers, size_t mask, uint64_t key)
{
    size_t place = (size_t)((key * UINT64_C(0x9E3779B97F4A7C15)) >> 32) & mask;
    while (numbers[place] && keys[place] != key)
        place = (place + 1) & mask;
    return place;
}

/* Gives each unit its number; `masks` and `here` are to be freed. */
static void numbered(const uint64_t *here, int64_t count, const uint64_t *there, int64_t rows,
                     Numbered *units)
{
    size_t places = 4 * BITS, held = (size_t)count + 1;
    while (places < 2 * held)
        places *= 2;
    units->masks = calloc(held + places, sizeof *units->masks);
    uint32_t *room = calloc(places + (size_t)count + (size_t)rows, sizeof *room);
    units->here = room;
    if (units->masks == NULL || room == NULL || count >= INT32_MAX) {
        free(units->masks);
        free(room);
        units->masks = NULL;
        return;
    }
    uint64_t *keys = units->masks + held;
    uint32_t *numbers = room + count + rows, found = 0;
    units->there = room + count;
    for (int64_t at = 0; at < count; at++) {
        size_t place = place_of(keys, numbers, places - 1, here[at]);
        if (!numbers[place]) {
            keys[place] = here[at];
            numbers[place] = ++found;
        }
        units->here[at] = numbers[place];
    }
    for (int64_t at = 0; at < rows; at++)
        units->there[at] = numbers[place_of(keys, numbers, places - 1, there[at])];
}

/* Takes a unit there along: of the bits of `state`, 0 is where the subsequence grows by one here. */
static uint64_t stepped(uint64_t state, uint64_t mask, uint8_t *carried)
{
    uint64_t both = state & mask, sum = state + both;
    uint8_t carry = sum < state;
    sum += *carried;
    carry |= sum < *carried;
    *carried = carry;
    return sum | (state - both);
}

/* The units of a block of up to 64 that the subsequence has grown by. */
static int64_t grown_by(uint64_t state, int64_t held)
{
    return ones(~state & (held == BITS ? ~(uint64_t)0 : ((uint64_t)1 << held) - 1));
}

/* The same as `common`, block by block with a small table; for short texts. */
static int64_t common_of_few(const uint64_t *here, int64_t count, const uint64_t *there,
                             int64_t rows, uint64_t *matrix, uint8_t *carries)
{
    int64_t words = (count + BITS - 1) / BITS, equal = 0;
    for (int64_t word = 0; word < words; word++) {
        Block block;
        int64_t first = word * BITS, held = count - first < BITS ? count - first : BITS;
        memset(block.masks, 0, sizeof block.masks);
        for (int64_t bit = 0; bit < held; bit++) {
            size_t slot = slot_of(&block, here[first + bit]);
            block.keys[slot] = here[first + bit];
            block.masks[slot] |= (uint64_t)1 << bit;
        }
        uint64_t state = ~(uint64_t)0;
        for (int64_t row = 0; row < rows; row++) {
            state = stepped(state, block.masks[slot_of(&block, there[row])], carries + row);
            if (matrix != NULL)
                matrix[row * words + word] = state;
        }
        equal += grown_by(state, held);
    }
    return equal;
}

/* The length of the longest common subsequence; `matrix`, if any, gets a row of bits a unit there.
 *
 * A bit is 0 where the subsequence grows by a unit here. `carries` has room for a flag a unit there.
 */
static int64_t common(const uint64_t *here, int64_t count, const uint64_t *there, int64_t rows,
                      uint64_t *matrix, uint8_t *carries)
{
    int64_t words = (count + BITS - 1) / BITS, equal = 0;
    Numbered units = {NULL, NULL, NULL};
    memset(carries, 0, (size_t)rows);
    if (words > 1)
        numbered(here, count, there, rows, &units);
    if (units.masks == NULL)
        return common_of_few(here, count, there, rows, matrix, carries);
    for (int64_t word = 0; word < words; word++) {
        int64_t first = word * BITS, held = count - first < BITS ? count - first : BITS;
        for (int64_t bit = 0; bit < held; bit++)
            units.masks[units.here[first + bit]] |= (uint64_t)1 << bit;
        uint64_t state = ~(uint64_t)0;
        for (int64_t row = 0; row < rows; row++) {
            state = stepped(state, units.masks[units.there[row]], carries + row);
            if (matrix != NULL)
                matrix[row * words + word] = state;
        }
        for (int64_t bit = 0; bit < held; bit++)
            units.masks[units.here[first + bit]] = 0;
        equal += grown_by(state, held);
    }
    free(units.masks);
    free(units.here);
    return equal;
}

/* The score of an end while it moves; `at` and `at_source` are where the last equal units end. */
typedef struct {
    double score, best;
    int64_t at, at_source, end, source_end;
} Moving;

/* Takes a stretch of equal units along; 0 where the loss before it is too great. */
static int moves_over(Moving *moving, int64_t first, int64_t source_first, int64_t length,
                      double skip_cost, double drop)
{
    int64_t gap = first - moving->at, source_gap = source_first - moving->at_source;
    moving->score -= skip_cost * (double)(gap > source_gap ? gap : source_gap);
    if (moving->score < moving->best - drop)
        return 0;
    moving->score += (double)length;
    moving->at = first + length;
    moving->at_source = source_first + length;
    if (moving->score > moving->best) {
        moving->best = moving->score;
        moving->end = moving->at;
        moving->source_end = moving->at_source;
    }
    return 1;
}

/* The pairs of equal units on the way through both texts, from the last to the first. */
static int64_t traced(const uint64_t *matrix, int64_t columns, int64_t rows, int64_t *pairs)
{
    int64_t words = (columns + BITS - 1) / BITS, found = 0, column = columns, row = rows;
    while (row && column) {
        int64_t word = (column - 1) / BITS, bit = (column - 1) % BITS;
        if (matrix[(row - 1) * words + word] >> bit & 1) {
            column--;
            continue;
        }
        row--;
        if (row == 0 || matrix[(row - 1) * words + word] >> bit & 1) {
            column--;
            pairs[2 * found] = column;
            pairs[2 * found + 1] = row;
            found++;
        }
    }
    return found;
}

/* The pairs of equal numbers of two stretches in order, `here` and `there` in turn.
 *
 * `pairs` has room for as many pairs as the shorter one has numbers. Returns how many there are.
 */
int64_t equal_pairs(const uint64_t *here, int64_t count, const uint64_t *there, int64_t rows,
                    int64_t *pairs)
{
    int64_t before = 0, after = 0, found = 0;
    while (before < count && before < rows && here[before] == there[before])
        before++;
    while (after < count - before && after < rows - before &&
           here[count - 1 - after] == there[rows - 1 - after])
        after++;
    int64_t columns = count - before - after, left = rows - before - after;
    for (int64_t at = 0; at < before; at++)
        pairs[2 * at] = pairs[2 * at + 1] = at;
    if (columns && left) {
        size_t words = (size_t)(columns + BITS - 1) / BITS;
        uint64_t *matrix = malloc((size_t)left * words * sizeof *matrix);
        uint8_t *carries = malloc((size_t)left);
        if (matrix != NULL && carries != NULL) {
            common(here + before, columns, there + before, left, matrix, carries);
            found = traced(matrix, columns, left, pairs + 2 * before);
        } else {
            found = NO_MEMORY;
        }
        free(matrix);
        free(carries);
        if (found < 0)
            return found;
    }
    int64_t *middle = pairs + 2 * before;
    for (int64_t low = 0, high = found - 1; low < high; low++, high--) {
        int64_t one = middle[2 * low], other = middle[2 * low + 1];
        middle[2 * low] = middle[2 * high];
        middle[2 * low + 1] = middle[2 * high + 1];
        middle[2 * high] = one;
        middle[2 * high + 1] = other;
    }
    for (int64_t at = 0; at < found; at++) {
        middle[2 * at] += before;
        middle[2 * at + 1] += before;
    }
    for (int64_t at = 0; at < after; at++) {
        middle[2 * (found + at)] = count - after + at;
        middle[2 * (found + at) + 1] = rows - after + at;
    }
    return before + found + after;
}

/* How far equal units go on; the ends of what is taken along are in `moving`. */
static void extended(const Room *room, int64_t *pairs, int64_t count, int64_t rows,
                     double skip_cost, double drop, Moving *moving)
{
    const uint64_t *here = room->here, *there = room->there;
    int64_t before = 0, after = 0;
    Moving begin = {0.0, 0.0, 0, 0, 0, 0};
    *moving = begin;
    while (before < count && before < rows && here[before] == there[before])
        before++;
    while (after < count - before && after < rows - before &&
           here[count - 1 - after] == there[rows - 1 - after])
        after++;
    if (before && !moves_over(moving, 0, 0, before, skip_cost, drop))
        return;
    int64_t columns = count - before - after, left = rows - before - after;
    int64_t found = 0;
    if (columns && left) {
        common(here + before, columns, there + before, left, room->matrix, room->carries);
        found = traced(room->matrix, columns, left, pairs);
    }
    while (found) {
        int64_t first = pairs[2 * found - 2], source_first = pairs[2 * found - 1], length = 1;
        found--;
        while (found && pairs[2 * found - 2] == first + length &&
               pairs[2 * found - 1] == source_first + length) {
            length++;
            found--;
        }
        if (!moves_over(moving, before + first, before + source_first, length, skip_cost, drop))
            return;
    }
    if (after)
        moves_over(moving, count - after, rows - after, after, skip_cost, drop);
}

static int64_t limited(int64_t number, int64_t low, int64_t high)
{
    return number < low ? low : number > high ? high : number;
}

/* Moves both ends of a run; `reach` units at a time. */
static void moved(const Text *draft, const Text *source, Run *run, int64_t low, int64_t high,
                  int64_t reach, double drop, const Limits *limits, const Room *room,
                  int64_t *pairs)
{
    Moving moving;
    for (int64_t time = 0; time < limits->most_reaches; time++) {
        int64_t begin = run->start - reach > low ? run->start - reach : low;
        int64_t count = limited(run->start - begin, 0, reach);
        int64_t rows = limited(run->source_start, 0, reach);
        for (int64_t at = 0; at < count; at++)
            room->here[at] = hashed(draft->ids[run->start - 1 - at]);
        for (int64_t at = 0; at < rows; at++)
            room->there[at] = hashed(source->ids[run->source_start - 1 - at]);
        extended(room, pairs, count, rows, limits->skip_cost, drop, &moving);
        run->start -= moving.end;
        run->source_start -= moving.source_end;
        if (moving.end < reach / 2)
            break;
    }
    for (int64_t time = 0; time < limits->most_reaches; time++) {
        int64_t stop = high < draft->units ? high : draft->units;
        int64_t count = limited(stop - run->end, 0, reach);
        int64_t rows = limited(source->units - run->source_end, 0, reach);
        for (int64_t at = 0; at < count; at++)
            room->here[at] = hashed(draft->ids[run->end + at]);
        for (int64_t at = 0; at < rows; at++)
            room->there[at] = hashed(source->ids[run->source_end + at]);
        extended(room, pairs, count, rows, limits->skip_cost, drop, &moving);
        run->end += moving.end;
        run->source_end += moving.source_end;
        if (moving.end < reach / 2)
            break;
    }
}

static int is_within(const Run *run, const Text *draft, const Text *source)
{
    return 0 <= run->start && run->start <= run->end && run->end <= draft->units &&
           0 <= run->source_start && run->source_start <= run->source_end &&
           run->source_end <= source->units;
}

/* Moves the ends of `run` outwards, as far as from unit `low` to unit `high` of the draft.
 *
 * `drop` is how far a score falls below the best before an end stops. Returns 0.
 */
EXPORTED int64_t wirecheck_moved(const Text *draft, const Text *source, int64_t low, int64_t high,
                                 int64_t reach, double drop, const Limits *limits, Run *run)
{
    if (!is_within(run, draft, source) || low < 0 || reach < 1)
        return BAD_CALL;
    int64_t longest = draft->units > source->units ? draft->units : source->units;
    reach = reach > 2 * longest + 2 ? 2 * longest + 2 : reach; /* more than there is */
    size_t words = (size_t)(reach + BITS - 1) / BITS, size = (size_t)reach;
    uint64_t *numbers = malloc((size * 2 + size * words) * sizeof *numbers);
    int64_t *pairs = malloc(size * 2 * sizeof *pairs);
    uint8_t *carries = malloc(size);
    int64_t fault = NO_MEMORY;
    if (numbers != NULL && pairs != NULL && carries != NULL) {
        Room room = {numbers, numbers + size, numbers + 2 * size, carries};
        moved(draft, source, run, low, high, reach, drop, limits, &room, pairs);
        fault = 0;
    }
    free(numbers);
    free(pairs);
    free(carries);
    return fault;
}

/* How much two rows of numbers, one behind the other, have in common in the same order. Frees them;
 * NO_MEMORY if there is none, or was none for them. */
static int64_t in_common(uint64_t *numbers, int64_t count, int64_t rows)
{
    uint8_t *carries = malloc((size_t)rows);
    int64_t equal = NO_MEMORY;
    if (numbers != NULL && carries != NULL)
        equal = common(numbers, count, numbers + count, rows, NULL, carries);
    free(numbers);
    free(carries);
    return equal;
}

/* The units that stand on both sides of an alignment in the same order. */
EXPORTED int64_t wirecheck_equal(const Text *draft, const Text *source, const Run *run)
{
    if (!is_within(run, draft, source))
        return BAD_CALL;
    const uint64_t *here = draft->ids + run->start, *there = source->ids + run->source_start;
    int64_t count = run->end - run->start, rows = run->source_end - run->source_start, equal = 0;
    while (count && rows && hashed(*here) == hashed(*there)) {
        here++, there++, count--, rows--, equal++;
    }
    while (count && rows && hashed(here[count - 1]) == hashed(there[rows - 1])) {
        count--, rows--, equal++;
    }
    if (!count || !rows)
        return equal;
    uint64_t *numbers = malloc((size_t)(count + rows) * sizeof *numbers);
    if (numbers != NULL) {
        for (int64_t at = 0; at < count; at++)
            numbers[at] = hashed(here[at]);
        for (int64_t at = 0; at < rows; at++)
            numbers[count + at] = hashed(there[at]);
    }
    int64_t between = in_common(numbers, count, rows);
    return between < 0 ? between : equal + between;
}

/* How many letters two texts have in common in the same order; NO_MEMORY if there is none. */
int64_t equal_letters(const uint32_t *here, int64_t count, const uint32_t *there, int64_t rows)
{
    int64_t equal = 0;
    while (count && rows && *here == *there) {
        here++, there++, count--, rows--, equal++;
    }
    while (count && rows && here[count - 1] == there[rows - 1]) {
        count--, rows--, equal++;
    }
    if (!count || !rows)
        return equal;
    uint64_t *numbers = malloc((size_t)(count + rows) * sizeof *numbers);
    if (numbers != NULL) {
        for (int64_t at = 0; at < count; at++)
            numbers[at] = here[at];
        for (int64_t at = 0; at < rows; at++)
            numbers[count + at] = there[at];
    }
    int64_t between = in_common(numbers, count, rows);
    return between < 0 ? between : equal + between;
}

/* The stretches of units that an alignment has unchanged on both sides, in order.
 *
 * `out` has room for as many as the shorter side has units. Returns how many there are.
 */
EXPORTED int64_t wirecheck_stretches(const Text *draft, const Text *source, const Run *run, Run *out)
{
    if (!is_within(run, draft, source))
        return BAD_CALL;
    int64_t count = run->end - run->start, rows = run->source_end - run->source_start, made = 0;
    uint64_t *numbers = malloc((size_t)(count + rows + 1) * sizeof *numbers);
    int64_t *pairs = malloc((size_t)(2 * (count < rows ? count : rows) + 1) * sizeof *pairs);
    int64_t found = NO_MEMORY;
    if (numbers != NULL && pairs != NULL) {
        for (int64_t at = 0; at < count; at++)
            numbers[at] = hashed(draft->ids[run->start + at]);
        for (int64_t at = 0; at < rows; at++)
            numbers[count + at] = hashed(source->ids[run->source_start + at]);
        found = equal_pairs(numbers, count, numbers + count, rows, pairs);
    }
    for (int64_t nth = 0; nth < found; nth++) {
        int64_t here = run->start + pairs[2 * nth], there = run->source_start + pairs[2 * nth + 1];
        if (made && out[made - 1].end == here && out[made - 1].source_end == there) {
            out[made - 1].end++;
            out[made - 1].source_end++;
        } else {
            Run one = {here, here + 1, there, there + 1};
            out[made++] = one;
        }
    }
    free(numbers);
    free(pairs);
    return found < 0 ? found : made;
}
