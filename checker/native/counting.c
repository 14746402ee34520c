/* The shingles of a draft, each once, and which of them are common phrases:
 * checker/matching/phrases.py and candidates.py. */
#include "core.h"

#include <stdlib.h>
#include <string.h>

enum { DIGIT_BITS = 8, DIGITS = 1 << DIGIT_BITS };

/* A key with the number of its shingle. */
typedef struct {
    uint64_t key;
    int64_t gram;
} Keyed;

/* Sorts by one digit of the keys; what is equal stays in its order. Returns whether it did: not
 * where all have the same digit. */
static int sorted_by(const Keyed *from, int64_t count, int shift, Keyed *to)
{
    int64_t places[DIGITS] = {0}, before = 0;
    for (int64_t at = 0; at < count; at++)
        places[from[at].key >> shift & (DIGITS - 1)]++;
    if (count && places[from[0].key >> shift & (DIGITS - 1)] == count)
        return 0;
    for (int digit = 0; digit < DIGITS; digit++) {
        int64_t held = places[digit];
        places[digit] = before;
        before += held;
    }
    for (int64_t at = 0; at < count; at++)
        to[places[from[at].key >> shift & (DIGITS - 1)]++] = from[at];
    return 1;
}

/* The different keys of hashes, ascending: the `bits` highest bits of each.
 *
 * `keys` gets them, `first` the first hash that has each, `which` the number of the key of each
 * hash; all have room for `count`. Returns how many keys there are.
 */
EXPORTED int64_t wirecheck_distinct(const uint64_t *hashes, int64_t count, int64_t bits,
                                    uint64_t *keys, int64_t *which, int32_t *first)
{
    if (count < 0 || count > INT32_MAX || bits < 1 || bits > 64)
        return BAD_CALL;
    Keyed *room = malloc((2 * (size_t)count + 1) * sizeof *room);
    if (room == NULL)
        return NO_MEMORY;
    Keyed *from = room, *to = room + count;
    for (int64_t at = 0; at < count; at++) {
        from[at].key = hashes[at] >> (64 - bits);
        from[at].gram = at;
    }
    for (int shift = 0; shift < bits; shift += DIGIT_BITS)
        if (sorted_by(from, count, shift, to)) {
            Keyed *sorted = to;
            to = from;
            from = sorted;
        }
    int64_t found = 0;
    for (int64_t at = 0; at < count; at++) {
        if (!at || from[at].key != from[at - 1].key) {
            keys[found] = from[at].key;
            first[found++] = (int32_t)from[at].gram;
        }
        which[from[at].gram] = found - 1;
    }
    free(room);
    return found;
}

/* Whether at least so many of some numbers differ; `room` has room for as many. */
static int are_many(const int64_t *numbers, int64_t count, int64_t least, int64_t *room)
{
    int64_t found = 0;
    for (int64_t at = 0; at < count && found < least; at++) {
        int64_t other = 0;
        while (other < found && room[other] != numbers[at])
            other++;
        if (other == found)
            room[found++] = numbers[at];
    }
    return found >= least;
}

/* The hits of a draft's keys: of each hit which key it is, whose family and text, of which day. */
typedef struct {
    const int64_t *grams, *families, *docs;
    const int32_t *days;
    int64_t count;
} Hits;

/* When a key is a common phrase: on so many days, in so many families; texts without a day count as
 * one day for each `burst` that came together. */
typedef struct {
    int64_t days, families, burst;
} Common;

/* Puts families and days of the hits of heavy keys behind one another: `begins` says where those of
 * each are. */
static void gathered(const Hits *hits, const Common *limit, const int64_t *begins,
                     const int64_t *counts, int64_t least, int64_t *placed, int64_t *families,
                     int64_t *days)
{
    for (int64_t at = 0; at < hits->count; at++) {
        int64_t gram = hits->grams[at];
        if (counts[gram] < least)
            continue;
        int64_t to = begins[gram] + placed[gram]++;
        families[to] = hits->families[at];
        days[to] = hits->days[at] < 0 ? -2 - hits->docs[at] / limit->burst : hits->days[at];
    }
}

/* How many hits each of `keys` keys has, and which are common phrases by their days and families:
 * these get 1 in `common`, and no other is changed. */
EXPORTED int64_t wirecheck_counted(const Hits *hits, int64_t keys, const Common *limit,
                                   int64_t *counts, uint8_t *common)
{
    int64_t least = limit->days > limit->families ? limit->days : limit->families, heavy = 0;
    if (keys < 0 || hits->count < 0 || least < 1 || limit->burst < 1)
        return BAD_CALL;
    memset(counts, 0, (size_t)keys * sizeof *counts);
    for (int64_t at = 0; at < hits->count; at++) {
        if (hits->grams[at] < 0 || hits->grams[at] >= keys || hits->docs[at] < 0)
            return BAD_CALL;
        counts[hits->grams[at]]++;
    }
    for (int64_t key = 0; key < keys; key++)
        heavy += counts[key] >= least ? counts[key] : 0;
    if (!heavy)
        return 0;
    int64_t *begins = calloc(2 * (size_t)keys, sizeof *begins);
    int64_t *families = malloc((2 * (size_t)heavy + (size_t)least) * sizeof *families);
    if (begins != NULL && families != NULL) {
        int64_t *placed = begins + keys, *days = families + heavy, *room = days + heavy, to = 0;
        for (int64_t key = 0; key < keys; key++) {
            begins[key] = to;
            to += counts[key] >= least ? counts[key] : 0;
        }
        gathered(hits, limit, begins, counts, least, placed, families, days);
        for (int64_t key = 0; key < keys; key++)
            if (counts[key] >= least &&
                are_many(families + begins[key], counts[key], limit->families, room) &&
                are_many(days + begins[key], counts[key], limit->days, room))
                common[key] = 1;
    }
    int64_t fault = begins == NULL || families == NULL ? NO_MEMORY : 0;
    free(begins);
    free(families);
    return fault;
}
