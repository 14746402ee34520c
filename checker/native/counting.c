/* The shingles of a draft, each once, which of them are common phrases, and how many families have
 * them: checker/matching/phrases.py, candidates.py and rarity.py. */
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

/* The shingles of a draft: shingle n covers `lengths[n]` units from n on and is key `which[n]`. */
typedef struct {
    const int64_t *which;
    const int32_t *lengths;
    int64_t count, keys;
    const uint8_t *common; /* of each key */
} Shingles;

/* The different pairs of a key and a family, by key, and which one each hit is. */
typedef struct {
    const int64_t *grams, *families, *of_hit;
    int64_t count;
} Pairs;

static int is_among(const int64_t *ascending, int64_t count, int64_t wanted)
{
    int64_t low = 0, high = count;
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        if (ascending[middle] < wanted)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && ascending[low] == wanted;
}

/* How many other families have each key that is `wanted`, into `held`, which has a number for each
 * key; `seen` is one flag for each pair, all 0. The family of the text `doc` is left out. */
static void held_elsewhere(const Hits *hits, const Pairs *pairs, const uint8_t *wanted, int64_t doc,
                           const int64_t *silent, int64_t silent_count, uint8_t *seen,
                           int64_t *held)
{
    int64_t family = -1;
    for (int64_t at = 0; at < hits->count; at++) {
        if (!wanted[hits->grams[at]])
            continue;
        if (family < 0 && hits->docs[at] == doc)
            family = hits->families[at];
        if (!seen[pairs->of_hit[at]] && !is_among(silent, silent_count, hits->docs[at]))
            seen[pairs->of_hit[at]] = 1;
    }
    for (int64_t at = 0; at < pairs->count; at++)
        held[pairs->grams[at]] += seen[at] && pairs->families[at] != family;
}

/* How many other families have each shingle of a part of a draft: `out` gets them, one for each
 * shingle that lies in the part. `part` has a flag for each of `units` units.
 *
 * Of a common key, and of one that more have, it is `most`. The family of the text `doc` and the
 * `silent` texts, ascending, are left out. Returns how many shingles lie in the part.
 */
EXPORTED int64_t wirecheck_others(const Hits *hits, const Pairs *pairs, const Shingles *shingles,
                                  const uint8_t *part, int64_t units, int64_t doc,
                                  const int64_t *silent, int64_t silent_count, int64_t most,
                                  int64_t *out)
{
    int64_t found = 0, keys = shingles->keys;
    size_t flags = (size_t)keys + (size_t)pairs->count;
    if (shingles->count > units || keys < 0 || pairs->count < 0)
        return BAD_CALL;
    int64_t *held = calloc((size_t)keys + 1, sizeof *held);
    uint8_t *wanted = calloc(flags + 1, 1);
    if (held == NULL || wanted == NULL)
        found = NO_MEMORY;
    for (int64_t gram = 0, end = 0; !found && gram < shingles->count; gram++) {
        end = gram + shingles->lengths[gram];
        if (shingles->which[gram] < 0 || shingles->which[gram] >= keys || end < gram || end > units)
            found = BAD_CALL;
    }
    for (int64_t at = 0; !found && at < hits->count; at++)
        if (hits->grams[at] < 0 || hits->grams[at] >= keys || pairs->of_hit[at] < 0 ||
            pairs->of_hit[at] >= pairs->count)
            found = BAD_CALL;
    for (int64_t at = 0; !found && at < pairs->count; at++)
        if (pairs->grams[at] < 0 || pairs->grams[at] >= keys)
            found = BAD_CALL;
    if (!found) {
        int64_t covered = 0; /* the first unit from the shingle on that is not of the part */
        for (int64_t gram = 0; gram < shingles->count; gram++) {
            for (covered = covered > gram ? covered : gram; covered < units && part[covered];)
                covered++;
            if (gram + shingles->lengths[gram] <= covered) {
                wanted[shingles->which[gram]] = 1;
                out[found++] = shingles->which[gram];
            }
        }
        held_elsewhere(hits, pairs, wanted, doc, silent, silent_count, wanted + keys, held);
        for (int64_t at = 0; at < found; at++) {
            int64_t count = held[out[at]];
            out[at] = shingles->common[out[at]] || count > most ? most : count;
        }
    }
    free(held);
    free(wanted);
    return found;
}
