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

/* Texts that are looked for: a table that is never more than a quarter full; 0 is no text, and each
 * is one more than its number. */
typedef struct {
    int64_t *texts;
    size_t mask;
} Texts;

static size_t place_of(const Texts *texts, int64_t doc)
{
    size_t place = (size_t)(((uint64_t)doc * UINT64_C(0x9E3779B97F4A7C15)) >> 32) & texts->mask;
    while (texts->texts[place] && texts->texts[place] != doc + 1)
        place = (place + 1) & texts->mask;
    return place;
}

/* What is asked about a part of a draft: the hits of its shingles, and what is left out. */
typedef struct {
    const Hits *hits;
    const Pairs *pairs;
    int64_t keys;
    Texts silent;
    uint8_t *wanted; /* of each key: whether it lies in the part */
    uint8_t *seen;   /* of each pair: whether a text that is not left out has it */
    int64_t *held;   /* of each key: how many families have it */
} Asked;

/* Counts the families that have each key that is wanted; the family of the text `doc` is left out.
 * Returns 0, or BAD_CALL. */
static int64_t held_elsewhere(const Asked *asked, int64_t doc)
{
    const Hits *hits = asked->hits;
    const Pairs *pairs = asked->pairs;
    int64_t family = -1;
    for (int64_t at = 0; at < hits->count; at++) {
        int64_t gram = hits->grams[at], pair = pairs->of_hit[at];
        if (gram < 0 || gram >= asked->keys || pair < 0 || pair >= pairs->count)
            return BAD_CALL;
        if (!asked->wanted[gram])
            continue;
        if (family < 0 && hits->docs[at] == doc)
            family = hits->families[at];
        if (!asked->seen[pair] && !asked->silent.texts[place_of(&asked->silent, hits->docs[at])])
            asked->seen[pair] = 1;
    }
    for (int64_t at = 0; at < pairs->count; at++) {
        if (!asked->seen[at])
            continue;
        if (pairs->grams[at] < 0 || pairs->grams[at] >= asked->keys)
            return BAD_CALL;
        asked->held[pairs->grams[at]] += pairs->families[at] != family;
    }
    return 0;
}

/* Marks the units of some runs (start and end of each), and counts them: all, and those that are
 * `earlier`. Returns 0, or BAD_CALL. */
static int64_t marked(const int64_t *runs, int64_t count, const uint8_t *earlier, int64_t units,
                      uint8_t *part, int64_t *told)
{
    for (int64_t at = 0; at < count; at++) {
        int64_t start = runs[2 * at], end = runs[2 * at + 1];
        if (start < 0 || start > end || end > units)
            return BAD_CALL;
        memset(part + start, 1, (size_t)(end - start));
    }
    for (int64_t at = 0; at < units; at++) {
        told[0] += part[at];
        told[1] += part[at] & earlier[at];
    }
    return 0;
}

/* The keys of the shingles that lie in a part, into `out`; returns how many, or BAD_CALL. */
static int64_t inside(const Shingles *shingles, const uint8_t *part, int64_t units, int64_t *out)
{
    int64_t found = 0, covered = 0; /* the first unit from a shingle on that is not of the part */
    for (int64_t gram = 0; gram < shingles->count; gram++) {
        int64_t end = gram + shingles->lengths[gram], key = shingles->which[gram];
        if (key < 0 || key >= shingles->keys || end < gram || end > units)
            return BAD_CALL;
        for (covered = covered > gram ? covered : gram; covered < units && part[covered];)
            covered++;
        if (end <= covered)
            out[found++] = key;
    }
    return found;
}

/* How rare a part of a draft is: how many other families have each shingle that lies in it.
 *
 * The part are `runs` of units. `out` gets a number for each shingle: of a common key, and of one
 * that more have, it is `most`. The family of the text `doc` and the `silent` texts are left out.
 * `told` gets how many units the part has, how many of them are `earlier`, and how many shingles
 * nobody else has, and two or more have. Returns how many shingles lie in the part.
 */
EXPORTED int64_t wirecheck_rarity(const Hits *hits, const Pairs *pairs, const Shingles *shingles,
                                  const uint8_t *earlier, int64_t units, const int64_t *runs,
                                  int64_t run_count, int64_t doc, const int64_t *silent,
                                  int64_t silent_count, int64_t most, int64_t *told, int64_t *out)
{
    Asked asked = {hits, pairs, shingles->keys, {NULL, 63}, NULL, NULL, NULL};
    if (shingles->count > units || asked.keys < 0 || pairs->count < 0 || silent_count < 0)
        return BAD_CALL;
    while (asked.silent.mask + 1 < 4 * (size_t)silent_count)
        asked.silent.mask = 2 * asked.silent.mask + 1;
    size_t keys = (size_t)asked.keys, texts = asked.silent.mask + 1;
    int64_t *numbers = calloc(keys + texts, sizeof *numbers), found = NO_MEMORY;
    uint8_t *flags = calloc(keys + (size_t)pairs->count + (size_t)units + 1, 1);
    if (numbers != NULL && flags != NULL) {
        asked.silent.texts = numbers;
        asked.held = numbers + texts;
        asked.wanted = flags;
        asked.seen = flags + keys;
        uint8_t *part = asked.seen + pairs->count;
        memset(told, 0, 4 * sizeof *told);
        for (int64_t at = 0; at < silent_count; at++)
            numbers[place_of(&asked.silent, silent[at])] = silent[at] + 1;
        found = marked(runs, run_count, earlier, units, part, told);
        if (!found)
            found = inside(shingles, part, units, out);
        for (int64_t at = 0; at < found; at++)
            asked.wanted[out[at]] = 1;
        int64_t fault = found > 0 ? held_elsewhere(&asked, doc) : 0;
        for (int64_t at = 0; at < found && !fault; at++) {
            int64_t count = asked.held[out[at]];
            out[at] = shingles->common[out[at]] || count > most ? most : count;
            told[2] += out[at] == 0;
            told[3] += out[at] >= 2;
        }
        found = fault ? fault : found;
    }
    free(numbers);
    free(flags);
    return found;
}
