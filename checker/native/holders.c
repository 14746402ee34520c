/* Who has each shingle of a draft, and of how many weeks: checker/matching/rarity.py. */
#include "core.h"

#include <stdlib.h>
#include <string.h>

/* What a shingle is held by: a family with one of its texts, or a week. */
typedef struct {
    int64_t key, value, place;
} Held;

enum { FEW = 24 };

static int by_key(const void *one, const void *other)
{
    const Held *a = one, *b = other;
    if (a->key != b->key)
        return a->key < b->key ? -1 : 1;
    return (a->place > b->place) - (a->place < b->place);
}

/* Sorts what one shingle is held by, equal keys as they came. */
static void sorted(Held *held, int64_t count)
{
    if (count > FEW) {
        qsort(held, (size_t)count, sizeof *held, by_key);
        return;
    }
    for (int64_t at = 1; at < count; at++) {
        Held moved = held[at];
        int64_t to = at;
        for (; to > 0 && held[to - 1].key > moved.key; to--)
            held[to] = held[to - 1];
        held[to] = moved;
    }
}

/* Where the hits of each of `keys` shingles begin among all in their order, in keys + 1 numbers;
 * those without a day are left out, if there are days. Returns how many are left. */
static int64_t begun(const int64_t *grams, const int32_t *days, int64_t count, int64_t keys,
                     int64_t *begins)
{
    memset(begins, 0, ((size_t)keys + 1) * sizeof *begins);
    for (int64_t at = 0; at < count; at++) {
        if (grams[at] < 0 || grams[at] >= keys)
            return BAD_CALL;
        if (days == NULL || days[at] >= 0)
            begins[grams[at] + 1]++;
    }
    for (int64_t gram = 0; gram < keys; gram++)
        begins[gram + 1] += begins[gram];
    return begins[keys];
}

/* Writes in how many stretches of `width` days each shingle stands; a hit without a day is of none. */
EXPORTED int64_t wirecheck_weeks(const int64_t *grams, const int32_t *days, int64_t count,
                                 int64_t keys, int64_t width, int64_t *out)
{
    int64_t *begins = malloc(((size_t)keys + 1) * 2 * sizeof *begins);
    Held *held = malloc(((size_t)count + 1) * sizeof *held);
    int64_t left = NO_MEMORY;
    if (begins != NULL && held != NULL) {
        left = begun(grams, days, count, keys, begins);
        int64_t *next = begins + keys + 1;
        if (left >= 0)
            memcpy(next, begins, ((size_t)keys + 1) * sizeof *next);
        for (int64_t at = 0; at < count && left >= 0; at++) {
            if (days[at] < 0)
                continue;
            Held one = {days[at] / width, 0, at};
            held[next[grams[at]]++] = one;
        }
        for (int64_t gram = 0; gram < keys && left >= 0; gram++) {
            sorted(held + begins[gram], begins[gram + 1] - begins[gram]);
            out[gram] = 0;
            for (int64_t at = begins[gram]; at < begins[gram + 1]; at++)
                out[gram] += at == begins[gram] || held[at].key != held[at - 1].key;
        }
    }
    free(begins);
    free(held);
    return left;
}

/* Writes the families that have each shingle and one text of each hit, by shingle and family; those
 * of shingle n are from `begins[n]` on. */
EXPORTED int64_t wirecheck_held(const int64_t *grams, const int64_t *families, const int64_t *docs,
                                int64_t count, int64_t keys, int64_t *begins, int64_t *out_families,
                                int64_t *out_docs)
{
    int64_t *next = malloc(((size_t)keys + 1) * sizeof *next);
    Held *held = malloc(((size_t)count + 1) * sizeof *held);
    int64_t left = NO_MEMORY;
    if (next != NULL && held != NULL) {
        left = begun(grams, NULL, count, keys, begins);
        if (left >= 0)
            memcpy(next, begins, ((size_t)keys + 1) * sizeof *next);
        for (int64_t at = 0; at < count && left >= 0; at++) {
            Held one = {families[at], docs[at], at};
            held[next[grams[at]]++] = one;
        }
        for (int64_t gram = 0; gram < keys && left >= 0; gram++)
            sorted(held + begins[gram], begins[gram + 1] - begins[gram]);
        for (int64_t at = 0; at < left; at++) {
            out_families[at] = held[at].key;
            out_docs[at] = held[at].value;
        }
    }
    free(next);
    free(held);
    return left;
}
