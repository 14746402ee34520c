/* Which families of texts a draft's shingles point to: checker/matching/phrases.py and
 * candidates.py. */
#include "core.h"

#include <stdlib.h>
#include <string.h>

/* A shingle that a text has: whose family it is, how far both places are apart, and which it is. */
typedef struct {
    int64_t family, diagonal, gram;
} Hit;

/* A family as it is chosen: the score of its best band, and the most hits of one. */
typedef struct {
    int64_t family, votes;
    double score;
} Candidate;

static int is_before(const Hit *one, const Hit *other)
{
    if (one->family != other->family)
        return one->family < other->family;
    if (one->diagonal != other->diagonal)
        return one->diagonal < other->diagonal;
    return one->gram < other->gram;
}

/* Sorts by merging; `room` has room for as many. */
static void sorted(Hit *hits, int64_t count, Hit *room)
{
    if (count <= 12) {
        for (int64_t at = 1; at < count; at++) {
            Hit moved = hits[at];
            int64_t to = at;
            for (; to > 0 && is_before(&moved, hits + to - 1); to--)
                hits[to] = hits[to - 1];
            hits[to] = moved;
        }
        return;
    }
    int64_t half = count / 2, left = 0, right = half;
    sorted(hits, half, room);
    sorted(hits + half, count - half, room);
    memcpy(room, hits, (size_t)count * sizeof *hits);
    for (int64_t to = 0; to < count; to++) {
        int takes_right = left == half || (right < count && is_before(room + right, room + left));
        hits[to] = room[takes_right ? right++ : left++];
    }
}

/* Puts a family among the best `most`, of which there are `count`; returns how many there are. */
static int64_t chosen(Candidate *best, int64_t count, int64_t most, const Candidate *one)
{
    int64_t at = count;
    while (at > 0 && (best[at - 1].score < one->score ||
                      (best[at - 1].score == one->score && best[at - 1].family > one->family)))
        at--;
    if (at >= most)
        return count;
    count = count < most ? count + 1 : count;
    memmove(best + at + 1, best + at, (size_t)(count - 1 - at) * sizeof *best);
    best[at] = *one;
    return count;
}

/* Of each family the best band: `totals` are the weights of all hits before each. */
static void voted(const Hit *hits, int64_t begin, int64_t end, const double *totals, int64_t band,
                  Candidate *one)
{
    one->family = hits[begin].family;
    one->votes = 0;
    one->score = 0.0;
    int64_t last = begin;
    for (int64_t at = begin; at < end; at++) {
        while (last < end && hits[last].diagonal <= hits[at].diagonal + band)
            last++;
        double score = totals[last] - totals[at];
        if (at == begin || score > one->score)
            one->score = score;
        if (last - at > one->votes)
            one->votes = last - at;
    }
}

/* The best families: `most` of those with several hits in a band, then `singles` of the others.
 *
 * A hit says which of `keys` shingles it is, whose family it is, and where in that text; those that
 * are not `useful` have no vote. `first` is where each shingle is in the draft, `weights` what its
 * vote weighs. `out` has room for most + singles. Returns how many there are, those with several
 * hits first; `several` says how many they are.
 */
EXPORTED int64_t wirecheck_vote(const int64_t *grams, const int64_t *families,
                                const int32_t *places, int64_t count, const int32_t *first,
                                const double *weights, const uint8_t *useful, int64_t keys,
                                int64_t band, int64_t most, int64_t singles, Candidate *out)
{
    if (count < 0 || most < 0 || singles < 0)
        return BAD_CALL;
    size_t size = (size_t)count + 1;
    Hit *hits = malloc(2 * size * sizeof *hits);
    double *totals = malloc(size * sizeof *totals);
    Candidate *alone = malloc(((size_t)singles + 1) * sizeof *alone);
    int64_t several = NO_MEMORY, others = 0, kept = 0;
    if (hits != NULL && totals != NULL && alone != NULL) {
        several = 0;
        for (int64_t at = 0; at < count; at++) {
            int64_t gram = grams[at];
            if (gram < 0 || gram >= keys) {
                several = BAD_CALL;
                break;
            }
            if (!useful[gram])
                continue;
            Hit hit = {families[at], (int64_t)first[gram] - places[at], gram};
            hits[kept++] = hit;
        }
    }
    if (!several) {
        sorted(hits, kept, hits + size);
        totals[0] = 0.0;
        for (int64_t at = 0; at < kept; at++)
            totals[at + 1] = totals[at] + weights[hits[at].gram];
        for (int64_t begin = 0, end; begin < kept; begin = end) {
            Candidate one;
            for (end = begin + 1; end < kept && hits[end].family == hits[begin].family;)
                end++;
            voted(hits, begin, end, totals, band, &one);
            if (one.votes >= 2)
                several = chosen(out, several, most, &one);
            else
                others = chosen(alone, others, singles, &one);
        }
        memcpy(out + several, alone, (size_t)others * sizeof *out);
    }
    free(hits);
    free(totals);
    free(alone);
    return several < 0 ? several : several + others;
}

/* Closes gaps of up to `gap` units between those of a mask. */
static void filled(uint8_t *mask, int64_t units, int64_t gap)
{
    int64_t before = -1;
    for (int64_t at = 0; at < units; at++) {
        if (!mask[at])
            continue;
        if (before >= 0 && at - before <= gap + 1)
            memset(mask + before, 1, (size_t)(at - before));
        before = at;
    }
}

/* Takes the runs of a mask out of it that weigh as much as the background of a story, and says of
 * the shingles that begin in them that they are useful. */
static void without_long(uint8_t *mask, int64_t units, const int64_t *weight_before,
                         double background, const int64_t *which, int64_t grams, uint8_t *useful)
{
    for (int64_t start = 0, end; start < units; start = end) {
        for (end = start + 1; end < units && mask[end] == mask[start];)
            end++;
        if (!mask[start] ||
            (double)(weight_before[end] - weight_before[start]) / 6 < background)
            continue;
        memset(mask + start, 0, (size_t)(end - start));
        for (int64_t gram = start; gram < end && gram < grams; gram++)
            useful[which[gram]] = 1;
    }
}

/* Which units of a draft are common phrases, and which of its shingles are useful.
 *
 * Shingle n covers `lengths[n]` units from n on, is number `which[n]` of `keys` different ones, and
 * is `common` or not. None is useful that touches a unit of `boilerplate`. `phrase` and `useful` get
 * a flag for each unit and for each different shingle.
 */
EXPORTED int64_t wirecheck_phrases(const int64_t *which, const int32_t *lengths, int64_t grams,
                                   const uint8_t *common, int64_t keys, const uint8_t *boilerplate,
                                   const int64_t *weight_before, int64_t units, int64_t gap,
                                   double background, uint8_t *phrase, uint8_t *useful)
{
    int64_t covered = 0, blocked = 0, any = 0;
    if (units < 0 || grams > units)
        return BAD_CALL;
    for (int64_t gram = 0; gram < grams; gram++)
        if (which[gram] < 0 || which[gram] >= keys || lengths[gram] < 0 ||
            gram + lengths[gram] > units)
            return BAD_CALL;
    memset(phrase, 0, (size_t)units);
    for (int64_t key = 0; key < keys; key++)
        useful[key] = !common[key];
    for (int64_t gram = 0; gram < grams; gram++) {
        if (!common[which[gram]])
            continue;
        int64_t end = gram + lengths[gram];
        for (int64_t at = covered > gram ? covered : gram; at < end; at++)
            phrase[at] = 1;
        covered = end > covered ? end : covered;
        any = 1;
    }
    if (any) {
        filled(phrase, units, gap);
        without_long(phrase, units, weight_before, background, which, grams, useful);
    }
    for (int64_t at = 0; at < units; at++) /* a shingle begins at or before each unit it covers */
        blocked += boilerplate[at] != 0;
    for (int64_t gram = 0; blocked && gram < grams; gram++)
        if (memchr(boilerplate + gram, 1, (size_t)lengths[gram]) != NULL)
            useful[which[gram]] = 0;
    return 0;
}
