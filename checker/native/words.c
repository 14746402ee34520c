/* All words of a list that a text has, found at once: checker/text/compiled_words.py.
 *
 * A word is looked for by its first letters: by four of them, by two where it is shorter, by the one
 * that it has. A sieve tells for nearly every place of a text that no word begins there. Sieves and
 * buckets are as large as their words need: a scan asks many lists, which share a processor's memory.
 */
#include "core.h"

#include <string.h>

/* A word: the hash of the letters that it is found by, its number, where it begins, its length. */
typedef struct {
    uint32_t hash;
    int32_t number, begin, letters;
} Entry;

/* The words that are found by so many letters; `starts` has where those of each bucket begin. A hash
 * is shifted by so much for its bit in the sieve, and for its bucket. */
typedef struct {
    const uint64_t *sieve;
    const int32_t *starts;
    const Entry *entries;
    int64_t count;
    int32_t to_bit, to_bucket;
} Tier;

/* The letters of all words, one word behind the other. */
typedef struct {
    const uint32_t *points;
    Tier tiers[3]; /* of the words that are found by one, two and four letters */
} Words;

/* The word of this number at [start, end) of a text. */
typedef struct {
    int32_t number, start, end;
} Hit;

typedef struct {
    Hit *hits;
    int64_t room, count;
} Found;

/* Whether a hit comes behind another one: by its end, then its start, then its number. */
static int comes_behind(const Hit *one, const Hit *other)
{
    if (one->end != other->end)
        return one->end > other->end;
    if (one->start != other->start)
        return one->start > other->start;
    return one->number > other->number;
}

/* Adds a hit in its order; hits come by their starts, so that few of them have to make room. */
static int64_t added(Found *found, Hit hit)
{
    int64_t at = found->count;
    if (at == found->room)
        return TOO_MANY;
    for (; at > 0 && comes_behind(&found->hits[at - 1], &hit); at--)
        found->hits[at] = found->hits[at - 1];
    found->hits[at] = hit;
    found->count++;
    return 0;
}

/* Adds the words of a tier that begin at a place and have this hash, or notes the longest so far. */
static int64_t of_tier(const Words *words, const Tier *tier, uint32_t hash, const uint32_t *text,
                       int64_t left, Hit *best, Found *found)
{
    uint32_t bucket = hash >> tier->to_bucket;
    const Entry *last = tier->entries + tier->starts[bucket + 1];
    for (const Entry *word = tier->entries + tier->starts[bucket]; word < last; word++) {
        if (word->hash != hash || word->letters > left ||
            memcmp(words->points + word->begin, text, (size_t)word->letters * sizeof *text))
            continue;
        Hit hit = {word->number, best->start, best->start + word->letters};
        if (!found)
            *best = hit.end > best->end ? hit : *best;
        else if (added(found, hit))
            return TOO_MANY;
    }
    return 0;
}

static int may_have(const Tier *tier, uint32_t hash)
{
    uint32_t bit = hash >> tier->to_bit;
    return (int)(tier->sieve[bit >> 6] >> (bit & 63) & 1);
}

/* Adds the words that begin at a place, which has `left` letters, or notes the longest of them. */
static int64_t beginning(const Words *words, const uint32_t *text, int64_t left, Hit *best,
                         Found *found)
{
    const Tier *one = &words->tiers[0], *two = &words->tiers[1], *four = &words->tiers[2];
    uint32_t hash = text[0] * 0x9E3779B1u;
    int64_t fault = 0;
    if (one->count && may_have(one, hash))
        fault |= of_tier(words, one, hash, text, left, best, found);
    if (left < 2)
        return fault;
    hash += text[1] * 0x85EBCA77u;
    if (two->count && may_have(two, hash))
        fault |= of_tier(words, two, hash, text, left, best, found);
    if (left < 4)
        return fault;
    hash += text[2] * 0xC2B2AE3Du + text[3] * 0x27D4EB2Fu;
    if (four->count && may_have(four, hash))
        fault |= of_tier(words, four, hash, text, left, best, found);
    return fault;
}

static int is_plain_letter(uint32_t point)
{
    return (point | 0x20u) - 'a' < 26u;
}

/* Writes the words of a text to `out`, `room` of them at most, and returns how many they are: all of
 * them by their ends, or one behind the other, of those that begin first the longest. With `whole`,
 * none begins inside a word of ASCII letters. */
EXPORTED int64_t wirecheck_words(const Words *words, const uint32_t *text, int64_t length,
                                 int64_t longest, int64_t whole, Hit *out, int64_t room)
{
    Found found = {out, room, 0};
    for (int64_t at = 0; at < length; at++) {
        if (whole && at && is_plain_letter(text[at]) && is_plain_letter(text[at - 1]))
            continue;
        Hit best = {-1, (int32_t)at, (int32_t)at};
        if (beginning(words, text + at, length - at, &best, longest ? NULL : &found))
            return TOO_MANY;
        if (best.number < 0)
            continue;
        if (added(&found, best))
            return TOO_MANY;
        at = best.end - 1;
    }
    return found.count;
}
