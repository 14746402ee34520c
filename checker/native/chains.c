/* Runs that follow each other in both texts, as chains: checker/matching/chains.py. */
#include "core.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    double score;
    int64_t run;
} Scored;

static int best_first(const void *one, const void *other)
{
    const Scored *a = one, *b = other;
    if (a->score != b->score)
        return a->score > b->score ? -1 : 1;
    return (a->run > b->run) - (a->run < b->run);
}

static int64_t greater(int64_t one, int64_t other)
{
    return one > other ? one : other;
}

static int64_t lesser(int64_t one, int64_t other)
{
    return one < other ? one : other;
}

/* Finds the best run before each; the order of additions is that of the reference. */
static void linked(const Run *runs, int64_t count, double scale, double max_gap, double max_drift,
                   const Limits *limits, Scored *scored, int64_t *before)
{
    double cost = limits->gap_cost, most_overlap = 4 * scale;
    for (int64_t place = 0; place < count; place++) {
        const Run *run = runs + place;
        int64_t length = run->end - run->start, link = -1;
        double best = 0.0;
        for (int64_t other = place - 1; other >= greater(0, place - limits->look_back); other--) {
            int64_t gap = run->start - runs[other].end;
            int64_t source_gap = run->source_start - runs[other].source_end;
            int64_t drift = gap > source_gap ? gap - source_gap : source_gap - gap;
            if ((double)gap > max_gap || (double)source_gap > max_gap || (double)drift > max_drift)
                continue;
            int64_t overlap = -lesser(lesser(gap, source_gap), 0);
            if (overlap >= length || (double)overlap >= most_overlap)
                continue;
            double gain = scored[other].score - (double)overlap;
            gain = gain - cost * (double)greater(greater(gap, source_gap), 0);
            gain = gain - cost * (double)drift;
            if (gain > best) {
                best = gain;
                link = other;
            }
        }
        scored[place].score = best + (double)run->end - (double)run->start;
        scored[place].run = place;
        before[place] = link;
    }
}

/* Chains, best first, those whose runs have fewer than `least` units left out.
 *
 * `members` gets the numbers of the runs of each chain in turn, `ends` where each chain ends in it;
 * both have room for `count`. Returns how many chains there are.
 */
EXPORTED int64_t wirecheck_chains(const Run *runs, int64_t count, double scale, double max_gap,
                                  double max_drift, double least, const Limits *limits,
                                  int64_t *members, int64_t *ends)
{
    if (count <= 0)
        return count == 0 ? 0 : BAD_CALL;
    Scored *scored = malloc((size_t)count * sizeof *scored);
    int64_t *before = malloc((size_t)count * sizeof *before);
    uint8_t *used = calloc((size_t)count, 1);
    int64_t chains = NO_MEMORY;
    if (scored != NULL && before != NULL && used != NULL) {
        int64_t filled = 0;
        chains = 0;
        linked(runs, count, scale, max_gap, max_drift, limits, scored, before);
        qsort(scored, (size_t)count, sizeof *scored, best_first);
        for (int64_t nth = 0; nth < count; nth++) {
            int64_t begin = filled, size = 0;
            for (int64_t at = scored[nth].run; at >= 0 && !used[at]; at = before[at]) {
                used[at] = 1;
                members[filled++] = at;
                size += runs[at].end - runs[at].start;
            }
            if (filled == begin || (double)size < least) {
                filled = begin;
                continue;
            }
            for (int64_t low = begin, high = filled - 1; low < high; low++, high--) {
                int64_t moved = members[low];
                members[low] = members[high];
                members[high] = moved;
            }
            ends[chains++] = filled;
        }
    }
    free(scored);
    free(before);
    free(used);
    return chains;
}
