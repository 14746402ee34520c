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

/* The texts that have each key and their families, by key and family: those of key n are from
 * `begins[n]` on. */
typedef struct {
    const int64_t *begins, *families, *docs;
    int64_t keys, count;
} Holders;

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

/* How many families have a key; one family and silent texts are left out. */
static int64_t families_of(const Holders *holders, int64_t key, const Texts *silent, int64_t own)
{
    int64_t found = 0, end = holders->begins[key + 1];
    for (int64_t at = holders->begins[key]; at < end;) {
        int64_t family = holders->families[at];
        int tells = 0;
        for (; at < end && holders->families[at] == family; at++)
            tells = tells || !silent->texts[place_of(silent, holders->docs[at])];
        found += tells && family != own;
    }
    return found;
}

/* The family of a text, as the first of some keys that it has tells it; -1 if it has none. */
static int64_t family_of(const Holders *holders, const int64_t *keys, int64_t count, int64_t doc)
{
    for (int64_t at = 0; at < count; at++)
        for (int64_t to = holders->begins[keys[at]]; to < holders->begins[keys[at] + 1]; to++)
            if (holders->docs[to] == doc)
                return holders->families[to];
    return -1;
}

static int are_holders(const Holders *holders)
{
    int64_t before = 0;
    for (int64_t key = 0; key < holders->keys; key++) {
        if (holders->begins[key] != before || holders->begins[key + 1] < before)
            return 0;
        before = holders->begins[key + 1];
    }
    return before == holders->count;
}

/* Marks the units of some runs, and counts them: all, and those that are
 * `earlier`. Returns 0, or BAD_CALL. */
static int64_t marked(const Run *runs, int64_t count, const uint8_t *earlier, int64_t units,
                      uint8_t *part, int64_t *told)
{
    for (int64_t at = 0; at < count; at++) {
        int64_t start = runs[at].start, end = runs[at].end;
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
EXPORTED int64_t wirecheck_rarity(const Holders *holders, const Shingles *shingles,
                                  const uint8_t *earlier, int64_t units, const Run *runs,
                                  int64_t run_count, int64_t doc, const int64_t *silent,
                                  int64_t silent_count, int64_t most, int64_t *told, int64_t *out)
{
    Texts left_out = {NULL, 63};
    if (shingles->count > units || shingles->keys != holders->keys || silent_count < 0 ||
        !are_holders(holders))
        return BAD_CALL;
    while (left_out.mask + 1 < 4 * (size_t)silent_count)
        left_out.mask = 2 * left_out.mask + 1;
    left_out.texts = calloc(left_out.mask + 1, sizeof *left_out.texts);
    uint8_t *part = calloc((size_t)units + 1, 1);
    int64_t *held = malloc(((size_t)shingles->keys + 1) * sizeof *held), found = NO_MEMORY;
    if (left_out.texts != NULL && part != NULL && held != NULL) {
        memset(told, 0, 4 * sizeof *told);
        memset(held, 0xFF, (size_t)shingles->keys * sizeof *held); /* -1: not counted so far */
        for (int64_t at = 0; at < silent_count; at++)
            left_out.texts[place_of(&left_out, silent[at])] = silent[at] + 1;
        found = marked(runs, run_count, earlier, units, part, told);
        if (!found)
            found = inside(shingles, part, units, out);
        int64_t own = family_of(holders, out, found, doc);
        for (int64_t at = 0; at < found; at++) {
            int64_t key = out[at];
            if (held[key] < 0)
                held[key] = shingles->common[key] ? most : families_of(holders, key, &left_out, own);
            out[at] = held[key] > most ? most : held[key];
            told[2] += out[at] == 0;
            told[3] += out[at] >= 2;
        }
    }
    free(left_out.texts);
    free(part);
    free(held);
    return found;
}
