/* What is known of the units of a text before it is laid beside others: checker/matching/prepared.py.
 *
 * Each is a line of numpy, but a check asks once, when nothing of it is in the processor's caches.
 */
#include "core.h"

#include <stdlib.h>
#include <string.h>

enum { LETTERS = 6, KINDS = 8, SIEVE = 1 << 16 };

/* What a unit weighs and tells by its kind, and a word by the number of its letters. */
typedef struct {
    int32_t weights[KINDS];
    uint8_t telling[KINDS];
    uint8_t by_letters[LETTERS];
    uint8_t figure, word; /* what a figure tells; the kind of words */
} Worth;

/* Writes the weight of each unit, those before each and finally of all, and what each tells. */
EXPORTED int64_t wirecheck_weights(const Worth *worth, const uint8_t *kinds,
                                   const int32_t *characters, const uint8_t *figures, int64_t count,
                                   int64_t *before, int32_t *weights, uint8_t *telling)
{
    int64_t sum = 0;
    for (int64_t at = 0; at < count; at++) {
        uint8_t kind = kinds[at] & (KINDS - 1);
        int32_t letters = characters[at] < LETTERS ? characters[at] : LETTERS - 1;
        before[at] = sum;
        weights[at] = worth->weights[kind];
        sum += weights[at];
        telling[at] = figures[at]            ? worth->figure
                      : kind == worth->word ? worth->by_letters[letters < 0 ? 0 : letters]
                                            : worth->telling[kind];
    }
    before[count] = sum;
    return 0;
}

typedef struct {
    uint64_t hash;
    int64_t place;
} Seed;

enum { BUCKET_BITS = 10, BUCKETS = 1 << BUCKET_BITS, FEW = 24 };

static int by_hash(const void *one, const void *other)
{
    const Seed *a = one, *b = other;
    if (a->hash != b->hash)
        return a->hash < b->hash ? -1 : 1;
    return (a->place > b->place) - (a->place < b->place);
}

/* Sorts the seeds of a bucket by their hashes, then by their places. */
static void sorted(Seed *seeds, int64_t count)
{
    if (count > FEW) {
        qsort(seeds, (size_t)count, sizeof *seeds, by_hash);
        return;
    }
    for (int64_t at = 1; at < count; at++) {
        Seed moved = seeds[at];
        int64_t to = at;
        for (; to > 0 && seeds[to - 1].hash > moved.hash; to--)
            seeds[to] = seeds[to - 1];
        seeds[to] = moved;
    }
}

/* Writes seeds in the order of their hashes, the place of each, and by their low bits a sieve. */
EXPORTED int64_t wirecheck_seed_table(const uint64_t *hashes, int64_t count, uint64_t *out,
                                      int64_t *order, uint8_t *sieve)
{
    int64_t ends[BUCKETS] = {0}, begin = 0;
    Seed *seeds = malloc(((size_t)count + 1) * sizeof *seeds);
    if (seeds == NULL)
        return NO_MEMORY;
    memset(sieve, 0, SIEVE / 8);
    for (int64_t at = 0; at < count; at++)
        ends[hashes[at] >> (64 - BUCKET_BITS)]++;
    for (int64_t bucket = 0; bucket < BUCKETS; bucket++) {
        int64_t size = ends[bucket];
        ends[bucket] = begin;
        begin += size;
    }
    for (int64_t at = 0; at < count; at++) {
        Seed seed = {hashes[at], at};
        seeds[ends[hashes[at] >> (64 - BUCKET_BITS)]++] = seed;
        sieve[(hashes[at] & (SIEVE - 1)) >> 3] |= (uint8_t)(1u << (hashes[at] & 7));
    }
    begin = 0;
    for (int64_t bucket = 0; bucket < BUCKETS; bucket++) {
        sorted(seeds + begin, ends[bucket] - begin);
        begin = ends[bucket];
    }
    for (int64_t at = 0; at < count; at++) {
        out[at] = seeds[at].hash;
        order[at] = seeds[at].place;
    }
    free(seeds);
    return count;
}

/* A text: its letters, where its units begin and its sentences end, and which letters are capital;
 * the last one of `is_capital` stands for all letters behind it. */
typedef struct {
    const uint32_t *points;
    const int32_t *starts;
    const int64_t *ends;
    const uint8_t *is_capital;
    int64_t length, units, count, letters;
} Sentences;

/* Writes the sentences that hold units, their first unit and the one behind their last, and which
 * units begin with a capital but no sentence. Returns how many sentences there are. */
EXPORTED int64_t wirecheck_sentences(const Sentences *text, int64_t *rows, uint8_t *capitals)
{
    int64_t made = 0, unit = 0;
    for (int64_t at = 0; at < text->units; at++) {
        int64_t start = text->starts[at];
        if (start < 0 || start >= text->length)
            return BAD_CALL;
        int64_t letter = text->points[start];
        capitals[at] = text->is_capital[letter < text->letters ? letter : text->letters - 1];
    }
    for (int64_t at = 0; at < text->count; at++) {
        int64_t first = unit;
        while (unit < text->units && text->starts[unit] < text->ends[at])
            unit++;
        if (unit == first)
            continue;
        capitals[first] = 0;
        rows[2 * made] = first;
        rows[2 * made++ + 1] = unit;
    }
    return made;
}
