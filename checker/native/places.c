/* Units joined to the tokens that may fill the places of a form: checker/matching/places.py. */
#include "core.h"

#include <stdlib.h>
#include <string.h>

enum { FIGURE, DATE, NAME, OTHER, ADDRESS };
enum { WORD_BEFORE = 3, LOW = 0x3FFF, ASCII = 0x80 };

/* Code points in ascending order. */
typedef struct {
    const uint32_t *points;
    int64_t count;
} Set;

/* What the reader knows of signs; the constants of checker/matching/places.py. */
typedef struct {
    Set joining, nothing_before, numerals, counted, date_units;
    int64_t single;     /* the kind of a unit that is one character of Han or kana */
    int64_t day;        /* characters at most of a day or a year beside a month */
    int64_t first_kana, last_kana;
} Signs;

/* The numbers of some units, ascending, and flags by their low bits that most others lack. */
typedef struct {
    const uint64_t *ids;
    const uint8_t *sieve;
    int64_t count;
} Words;

/* A text, its units, and what is known of each of them. */
typedef struct {
    const uint32_t *points; /* of the text */
    const uint64_t *ids;
    const int32_t *starts, *ends;
    const uint8_t *kinds, *figures;
    const uint8_t *capitals;
    const Words *numbers, *dates;
    int64_t length, units;
    int64_t capitals_name; /* whether one capital makes a name */
    const int64_t *names;  /* the first unit of each name, and the one behind it */
    int64_t name_count;
    const int64_t *addresses; /* the same of addresses */
    int64_t address_count;
} Read;

static int is_in(const Set *set, uint32_t point)
{
    int64_t low = 0, high = set->count;
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        if (set->points[middle] < point)
            low = middle + 1;
        else
            high = middle;
    }
    return low < set->count && set->points[low] == point;
}

static int are_inside(const Read *read)
{
    for (int64_t at = 0; at < read->units; at++)
        if (read->starts[at] < 0 || read->starts[at] >= read->length ||
            read->ends[at] < read->starts[at] || read->ends[at] > read->length)
            return 0;
    for (int64_t at = 0; at < read->name_count; at++)
        if (read->names[2 * at] < 0 || read->names[2 * at + 1] <= read->names[2 * at] ||
            read->names[2 * at + 1] > read->units)
            return 0;
    for (int64_t at = 0; at < read->address_count; at++)
        if (read->addresses[2 * at] < 0 || read->addresses[2 * at + 1] < read->addresses[2 * at] ||
            read->addresses[2 * at + 1] > read->units)
            return 0;
    return 1;
}

static int is_kana(const Read *read, const Signs *signs, int64_t at)
{
    int64_t point = read->points[read->starts[at]];
    return signs->first_kana <= point && point <= signs->last_kana;
}

/* Which units go on as one token with the next one: `joins` has a flag for each but the last. */
static void joined(const Read *read, const Signs *signs, const uint8_t *numeral, int any_single,
                   uint8_t *joins)
{
    for (int64_t at = 0; at + 1 < read->units; at++) {
        int32_t between = read->starts[at + 1] - read->ends[at];
        joins[at] = numeral[at] && numeral[at + 1];
        if (any_single && !between && is_kana(read, signs, at) && is_kana(read, signs, at + 1))
            joins[at] = 1;
        if (between == 1 && read->figures[at] && read->figures[at + 1])
            joins[at] = (uint8_t)is_in(&signs->joining, read->points[read->ends[at]]);
    }
    for (int64_t name = 0; name < read->name_count; name++) {
        int64_t start = read->names[2 * name], stop = read->names[2 * name + 1];
        for (int64_t at = start ? start - 1 : 0; at < stop && at + 1 < read->units; at++)
            joins[at] = start <= at && at + 1 < stop;
    }
}

/* Whether a word with a capital is a name: not behind the end of a sentence or a quote. */
static int is_name(const Read *read, const Signs *signs, int64_t at)
{
    int64_t start = read->starts[at], low = start > WORD_BEFORE ? start - WORD_BEFORE : 0;
    while (start > low && (read->points[start - 1] == ' ' || read->points[start - 1] == '\t'))
        start--;
    if (start == low || is_in(&signs->nothing_before, read->points[start - 1]))
        return 0;
    return read->capitals_name || (at && read->capitals[at - 1]) ||
           (at + 1 < read->units && read->capitals[at + 1]);
}

static int is_one_of(const Words *words, uint64_t id)
{
    int64_t low = 0, high = words->count;
    if (!words->sieve[id & LOW])
        return 0;
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        if (words->ids[middle] < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low < words->count && words->ids[low] == id;
}

/* What each unit is, before those of a token are one. */
static void units_told(const Read *read, const Signs *signs, const uint8_t *numeral, uint8_t *kinds)
{
    for (int64_t at = 0; at < read->units; at++) {
        uint8_t kind = is_one_of(read->numbers, read->ids[at]) ? FIGURE : OTHER;
        if (is_one_of(read->dates, read->ids[at]))
            kind = DATE;
        if (kind == OTHER && read->capitals[at] && is_name(read, signs, at))
            kind = NAME;
        if (read->figures[at])
            kind = FIGURE;
        if (read->kinds[at] == signs->single)
            kind = OTHER;
        kinds[at] = kind;
    }
    for (int64_t start = 0, end; start < read->units; start = end) {
        for (end = start + 1; end < read->units && numeral[end] == numeral[start];)
            end++;
        int64_t behind = read->ends[end - 1];
        if (numeral[start] &&
            (end - start > 1 ||
             (behind < read->length && is_in(&signs->counted, read->points[behind]))))
            memset(kinds + start, FIGURE, (size_t)(end - start));
    }
    for (int64_t at = 0; at < read->name_count; at++)
        memset(kinds + read->names[2 * at], NAME,
               (size_t)(read->names[2 * at + 1] - read->names[2 * at]));
    for (int64_t at = 0; at < read->address_count; at++)
        memset(kinds + read->addresses[2 * at], ADDRESS,
               (size_t)(read->addresses[2 * at + 1] - read->addresses[2 * at]));
}

static uint64_t mixed(uint64_t number)
{
    number ^= number >> 30;
    number *= 0xBF58476D1CE4E5B9u;
    number ^= number >> 27;
    number *= 0x94D049BB133111EBu;
    return number ^ number >> 31;
}

/* One number for several. */
static uint64_t key_of(const uint64_t *numbers, int64_t count)
{
    uint64_t key = (uint64_t)count;
    for (int64_t at = 0; at < count; at++)
        key = key * 0x9E3779B97F4A7C15u + numbers[at];
    return mixed(key);
}

static int32_t length_of(const Read *read, const int64_t *starts, int64_t token)
{
    return read->ends[starts[token + 1] - 1] - read->starts[starts[token]];
}

/* Makes the day or year beside a month a part of the date; with the unit of a date in Han behind it
 * a figure has a key of both: the 6 of a 6th is no 6 of a June. */
static void dated(const Read *read, const Signs *signs, const int64_t *starts, int64_t count,
                  const uint8_t *told, uint8_t *kinds, uint64_t *keys)
{
    for (int64_t at = 0; at < count; at++) {
        if (told[at] != FIGURE || length_of(read, starts, at) > signs->day)
            continue;
        int more = at + 1 < count;
        if ((more && told[at + 1] == DATE) || (at && told[at - 1] == DATE)) {
            kinds[at] = DATE;
        } else if (more && length_of(read, starts, at + 1) == 1 &&
                   is_in(&signs->date_units, read->points[read->starts[starts[at + 1]]])) {
            uint64_t both[2] = {keys[at], keys[at + 1]};
            keys[at] = key_of(both, 2);
            kinds[at] = DATE;
        }
    }
}

/* The digits of the figures, and which of these the text must be asked about: words, and those with
 * other signs than ASCII and Han numerals. `asked` gets how many they are behind the last unit. */
static int64_t digits_told(const Read *read, const Signs *signs, const int64_t *starts,
                           int64_t count, const uint8_t *kinds, uint32_t *digits,
                           int64_t *digit_starts, int64_t *asked)
{
    int64_t found = 0, asking = 0;
    for (int64_t token = 0; token < count; token++) {
        digit_starts[token] = found;
        if (kinds[token] != FIGURE)
            continue;
        int64_t start = read->starts[starts[token]], end = read->ends[starts[token + 1] - 1];
        int other = 0;
        for (int64_t at = start; at < end; at++) {
            uint32_t point = read->points[at];
            if ('0' <= point && point <= '9') {
                if (found == read->length)
                    return BAD_CALL;
                digits[found++] = point;
            }
            other |= point >= ASCII && !is_in(&signs->numerals, point);
        }
        if (other)
            found = digit_starts[token];
        if (other || (found == digit_starts[token] && start < end &&
                      !is_in(&signs->numerals, read->points[start])))
            asked[asking++] = token;
    }
    digit_starts[count] = found;
    asked[read->units] = asking;
    return 0;
}

/* Where the tokens of a text are written; there is room for all units, and for one more of `starts`,
 * `digit_starts` and `asked`; for `digits` as much as the text is long. */
typedef struct {
    int64_t *starts; /* the first unit of each and, at last, the number of units */
    uint64_t *keys;
    int64_t *digit_starts; /* where the digits of each begin in `digits` and, at last, how many */
    int64_t *asked;        /* the figures whose digits the text must tell; at last how many */
    int32_t *of_unit;      /* the token of each unit */
    uint32_t *digits;
    uint8_t *kinds;
} Made;

/* The tokens of a text. Returns how many there are. */
EXPORTED int64_t wirecheck_tokens(const Read *read, const Signs *signs, const Made *made)
{
    if (read->units < 0 || !are_inside(read))
        return BAD_CALL;
    size_t size = (size_t)read->units;
    uint8_t *flags = calloc(3 * size + 1, 1);
    if (flags == NULL)
        return NO_MEMORY;
    int64_t *starts = made->starts;
    uint64_t *keys = made->keys;
    uint8_t *kinds = made->kinds;
    uint8_t *numeral = flags, *joins = flags + size, *told = flags + 2 * size;
    int any_single = 0;
    for (int64_t at = 0; at < read->units; at++) {
        int single = read->kinds[at] == signs->single;
        numeral[at] = single && is_in(&signs->numerals, read->points[read->starts[at]]);
        any_single |= single;
    }
    joined(read, signs, numeral, any_single, joins);
    units_told(read, signs, numeral, told);
    int64_t count = 0;
    for (int64_t at = 0; at < read->units; at++) {
        if (!at || !joins[at - 1])
            starts[count++] = at;
        made->of_unit[at] = (int32_t)(count - 1);
    }
    starts[count] = read->units;
    for (int64_t at = 0; at < count; at++) {
        int64_t units = starts[at + 1] - starts[at];
        kinds[at] = told[starts[at]];
        keys[at] = units > 1 ? key_of(read->ids + starts[at], units) : read->ids[starts[at]];
    }
    memcpy(told, kinds, (size_t)count);
    dated(read, signs, starts, count, told, kinds, keys);
    int64_t fault = digits_told(read, signs, starts, count, kinds, made->digits,
                                made->digit_starts, made->asked);
    free(flags);
    return fault ? fault : count;
}
