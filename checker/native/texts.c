/* A text as given, read in one call: folded, cut into units, its seeds hashed.
 *
 * Only what most texts are is read here. Markup, insertions between words and letters that depend on
 * others (checker/text/fold.py: `letters_of`) are left to the reference.
 */
#include "core.h"

#include <stdlib.h>
#include <string.h>

enum { TARGET = 400 };   /* characters of the address of a link, at most */
enum { REFERENCE = 34 }; /* letters and digits of a character reference, and more than it has */
enum { FIRST_GREEK = 0x370, FIRST_CYRILLIC = 0x400, AFTER_CYRILLIC = 0x530, OVERRIDE = 0x202E };
enum { SOFT_HYPHEN = 0xAD, PRINTED_HYPHEN = 0xAC }; /* at the end of a line */
enum { SEED_BYTES = 12, HEAVIEST = 6 };

static int is_latin(uint32_t point)
{
    return (point | 0x20) - 'a' < 26;
}

static int is_letter_or_digit(uint32_t point)
{
    return point - '0' < 10 || is_latin(point);
}

/* Whether "&" may begin a character reference; letters beyond ASCII may equal ASCII ones. */
static int may_be_reference(const uint32_t *points, int64_t count, int64_t at)
{
    int64_t next = at + 1, end = next + REFERENCE;
    if (next < count && (points[next] == '#' || points[next] > 0x7F))
        return 1;
    while (next < count && next < end && is_letter_or_digit(points[next]))
        next++;
    return next < count && (points[next] == ';' || points[next] > 0x7F);
}

/* Whether "<" may begin a tag. */
static int may_be_tag(uint32_t next)
{
    return next == '/' || next == '!' || next > 0x7F || is_latin(next);
}

/* Whether a letter beyond ASCII may be read by those beside it. */
static int depends_on_others(uint32_t before, uint32_t point, uint32_t next)
{
    if (point >= FIRST_GREEK && point < FIRST_CYRILLIC)
        return is_latin(before) || is_latin(next);
    return (point >= FIRST_CYRILLIC && point < AFTER_CYRILLIC) || point == OVERRIDE ||
           point == SOFT_HYPHEN || point == PRINTED_HYPHEN || point == 0x115F || point == 0x1160 ||
           point == 0x3164 || point == 0xFFA0;
}

/* Where the address of a link ends whose bracket opens at a place, as in "[words](https://...)";
 * NOT_HERE for whatever else stands there. */
static int64_t target(const uint32_t *points, int64_t count, int64_t bracket)
{
    static const char web[] = "http";
    int64_t at = bracket + 1;
    while (at < count && at - bracket - 1 < 4 && points[at] == (uint32_t)web[at - bracket - 1])
        at++;
    if (at != bracket + 5)
        return NOT_HERE;
    at += at < count && points[at] == 's';
    if (at + 3 > count || points[at] != ':' || points[at + 1] != '/' || points[at + 2] != '/')
        return NOT_HERE;
    for (int64_t last = at + 3 + TARGET; at < count && at <= last; at++) {
        if (points[at] == ')')
            return at + 1;
        if (points[at] <= ' ' || points[at] > '~' || points[at] == '(')
            return NOT_HERE;
    }
    return NOT_HERE;
}

/* What each letter folds to; NOT_HERE where it is not each by itself. */
static int64_t folded(const uint32_t *points, int64_t count, const uint32_t *table,
                      uint32_t *values)
{
    int64_t shown = 0; /* from here on letters are not in the address of a link */
    int opened = 0;
    for (int64_t at = 0; at < count; at++) {
        uint32_t point = points[at], next = at + 1 < count ? points[at + 1] : 0;
        if (point > 0x7F ? depends_on_others(at ? points[at - 1] : 0, point, next)
                         : (point == '&' && may_be_reference(points, count, at)) ||
                               (point == '<' && may_be_tag(next)) ||
                               (point == '[' && (next - '0' < 10 || next == '/')))
            return NOT_HERE;
        opened |= point == '[';
        values[at] = at < shown ? table[SOFT_HYPHEN] : table[point];
        if (point == ']' && next == '(') {
            shown = target(points, count, at + 1);
            if (shown < 0)
                return NOT_HERE;
            values[++at] = table[' ']; /* the bracket parts words, the rest is not there */
        }
    }
    if (shown && !opened)
        return NOT_HERE; /* the brackets of no link */
    return count;
}

/* Twice the median of the weights of units; 0 where there are none. */
static int64_t middle_weight(const uint8_t *kinds, int64_t units, const int32_t *weights)
{
    int64_t of_kind[8] = {0}, sum = 0;
    for (int64_t at = 0; at < units; at++)
        of_kind[kinds[at] & 7]++;
    for (int upper = 0; upper < 2 && units; upper++) {
        int64_t place = upper ? units / 2 : (units - 1) / 2, below = 0;
        for (int32_t weight = 0; weight <= HEAVIEST; weight++) {
            for (int kind = 0; kind < 8; kind++)
                below += weights[kind] == weight ? of_kind[kind] : 0;
            if (place < below) {
                sum += weight;
                break;
            }
        }
    }
    return sum;
}

/* The units of a text and its seeds, the runs of units of a weight.
 *
 * `room` gets the units as wirecheck_units writes them and, from the next multiple of eight bytes,
 * the hashes of the seeds and how many units each has. `told` gets how many seeds there are, twice
 * the median of the weights of the units, and whether any unit looks like another. Returns how many
 * units there are; NOT_HERE where the reference has to read the text, TOO_MANY where the room is too
 * small.
 */
EXPORTED int64_t wirecheck_text(const Reader *reader, const uint32_t *points, int64_t count,
                                const uint32_t *table, const int32_t *starts,
                                const uint32_t *expansions, const int32_t *weights, int64_t weight,
                                uint8_t *room, int64_t size, int64_t *told)
{
    if (wirecheck_signs(points, count))
        return NOT_HERE;
    uint32_t *values = malloc(((size_t)count + 1) * sizeof *values);
    if (values == NULL)
        return NO_MEMORY;
    int64_t units = folded(points, count, table, values);
    if (units > 0)
        units = wirecheck_units(reader, values, count, starts, expansions, room, size);
    free(values);
    if (units < 0)
        return units;
    int64_t seeds = (units * UNIT_BYTES + 7) / 8 * 8;
    if (seeds + units * SEED_BYTES > size)
        return TOO_MANY;
    const uint8_t *kinds = room + 20 * units;
    uint64_t *hashes = (void *)(room + seeds);
    told[0] = 0; /* no seeds are asked for */
    if (weight > 0)
        told[0] = wirecheck_grams((void *)room, kinds, units, weights, weight, hashes,
                                  (int32_t *)(void *)(hashes + units));
    told[1] = middle_weight(kinds, units, weights);
    told[2] = units > 0 && memchr(kinds + 2 * units, 1, (size_t)units) != NULL;
    return units;
}
