/* Seeds that two texts share, joined to runs: checker/matching/seeds.py. */
#include "core.h"

#include <stdlib.h>
#include <string.h>

/* The places of one seed of the source in the table: `count` of them from `low` on. */
typedef struct {
    int64_t place, low, count;
} Hit;

/* A run while it grows: where it began, and the draft's seed that it has last. */
typedef struct {
    int64_t start, source_start, last;
} Growing;

typedef struct {
    Growing *runs;
    int64_t count, room;
} Found;

/* The first place from `low` on whose hash is not below `hash`, or is above it. */
static int64_t bound(const uint64_t *hashes, int64_t low, int64_t high, uint64_t hash, int above)
{
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        if (hashes[middle] < hash || (above && hashes[middle] == hash))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

enum { NEAR = 8 }; /* steps from where a hash should be */

/* The same for hashes that are spread evenly: it is near where it should be. */
static int64_t place_of(const uint64_t *hashes, int64_t count, uint64_t hash)
{
    int64_t at = (int64_t)((hash >> 32) * (uint64_t)count >> 32);
    int64_t least = at > NEAR ? at - NEAR : 0, most = at + NEAR < count ? at + NEAR : count;
    while (at > least && hashes[at - 1] >= hash)
        at--;
    if (at && hashes[at - 1] >= hash)
        return bound(hashes, 0, at, hash, 0);
    while (at < most && hashes[at] < hash)
        at++;
    return at < count && hashes[at] < hash ? bound(hashes, at, count, hash, 0) : at;
}

static int64_t looked_up(const Table *table, const Text *source, Hit *hits, int64_t *pairs)
{
    int64_t found = 0;
    *pairs = 0;
    for (int64_t place = 0; place < source->count; place++) {
        uint64_t hash = source->seeds[place];
        if (!(table->sieve[(hash & 0xFFFF) >> 3] >> (hash & 7) & 1))
            continue;
        int64_t low = place_of(table->hashes, table->count, hash);
        if (low == table->count || table->hashes[low] != hash)
            continue;
        int64_t high = low + 1;
        if (high < table->count && table->hashes[high] == hash)
            high = bound(table->hashes, high, table->count, hash, 1);
        hits[found].place = place;
        hits[found].low = low;
        hits[found].count = high - low;
        *pairs += high - low;
        found++;
    }
    return found;
}

/* Fewer places for seeds that repeat on both sides: the n-th here with the n-th there. */
static int by_rank(Hit *hits, int64_t found, int64_t places, int64_t repeats)
{
    int64_t *in_source = calloc((size_t)places * 2 + 1, sizeof *in_source);
    if (in_source == NULL)
        return NO_MEMORY;
    int64_t *seen = in_source + places;
    for (int64_t at = 0; at < found; at++)
        in_source[hits[at].low]++;
    for (int64_t at = 0; at < found; at++) {
        Hit *hit = hits + at;
        int64_t there = in_source[hit->low], rank = seen[hit->low]++;
        if (there <= 2 || hit->count <= 2 || rank == 0 || hit->count * there <= repeats * repeats)
            continue;
        if (rank < hit->count) {
            hit->low += rank;
            hit->count = 1;
        } else {
            hit->count = 0;
        }
    }
    free(in_source);
    return 0;
}

static int added(Found *found, int64_t start, int64_t source_start)
{
    if (found->count == found->room) {
        int64_t room = found->room ? 2 * found->room : 64;
        Growing *runs = realloc(found->runs, (size_t)room * sizeof *runs);
        if (runs == NULL)
            return NO_MEMORY;
        found->runs = runs;
        found->room = room;
    }
    Growing run = {start, source_start, start};
    found->runs[found->count++] = run;
    return 0;
}

/* Pairs come in order of the source, so those of one diagonal in order of the draft as well. */
static int grown_runs(const Table *table, const Hit *hits, int64_t hit_count, int64_t draft_count,
                      int64_t source_count, Found *found)
{
    size_t diagonals = (size_t)(draft_count + source_count);
    int64_t *newest = calloc(diagonals, sizeof *newest); /* number of the run, from 1 on */
    if (newest == NULL)
        return NO_MEMORY;
    int fault = 0;
    for (int64_t at = 0; at < hit_count && !fault; at++) {
        int64_t place = hits[at].place;
        for (int64_t nth = 0; nth < hits[at].count && !fault; nth++) {
            int64_t here = table->order[hits[at].low + nth];
            int64_t *run = newest + (here - place + source_count - 1);
            if (*run && found->runs[*run - 1].last == here - 1) {
                found->runs[*run - 1].last = here;
            } else {
                fault = added(found, here, place);
                *run = found->count;
            }
        }
    }
    free(newest);
    return fault;
}

static int64_t length_of(const Growing *run, const Text *draft)
{
    return run->last + draft->lengths[run->last] - run->start;
}

static int by_diagonal(const void *one, const void *other)
{
    const Growing *a = one, *b = other;
    int64_t here = a->start - a->source_start, there = b->start - b->source_start;
    if (here != there)
        return here < there ? -1 : 1;
    return (a->start > b->start) - (a->start < b->start);
}

static int by_source(const void *one, const void *other)
{
    const Growing *a = one, *b = other;
    if (a->source_start != b->source_start)
        return a->source_start < b->source_start ? -1 : 1;
    return (a->start > b->start) - (a->start < b->start);
}

/* Leaves the `most` longest; of equal ones those on the lowest diagonals. */
static int longest_only(Found *found, const Text *draft, int64_t most)
{
    int64_t limit = 0;
    for (int64_t at = 0; at < found->count; at++) {
        int64_t length = length_of(found->runs + at, draft);
        limit = length > limit ? length : limit;
    }
    int64_t *of_length = calloc((size_t)limit + 1, sizeof *of_length);
    if (of_length == NULL)
        return NO_MEMORY;
    for (int64_t at = 0; at < found->count; at++)
        of_length[length_of(found->runs + at, draft)]++;
    int64_t longer = 0;
    while (limit > 0 && longer + of_length[limit] <= most)
        longer += of_length[limit--];
    free(of_length);
    int64_t left = most - longer, kept = 0; /* of those that are `limit` long */
    qsort(found->runs, (size_t)found->count, sizeof *found->runs, by_diagonal);
    for (int64_t at = 0; at < found->count; at++) {
        int64_t length = length_of(found->runs + at, draft);
        if (length > limit || (length == limit && left-- > 0))
            found->runs[kept++] = found->runs[at];
    }
    found->count = kept;
    qsort(found->runs, (size_t)kept, sizeof *found->runs, by_source);
    return 0;
}

/* Writes the runs by their place in the draft; they are in order of the source. */
static int written(const Found *found, const Text *draft, Run *out)
{
    int64_t *before = calloc((size_t)draft->count + 1, sizeof *before);
    if (before == NULL)
        return NO_MEMORY;
    for (int64_t at = 0; at < found->count; at++)
        before[found->runs[at].start + 1]++;
    for (int64_t at = 0; at < draft->count; at++)
        before[at + 1] += before[at];
    for (int64_t at = 0; at < found->count; at++) {
        const Growing *run = found->runs + at;
        int64_t length = length_of(run, draft);
        Run row = {run->start, run->start + length, run->source_start,
                   run->source_start + length};
        out[before[run->start]++] = row;
    }
    free(before);
    return 0;
}

/* Maximal stretches without a change of at least a seed, by place in the draft.
 *
 * `out` has room for limits->most_runs; `sizes` gets the units of all of them and of the longest.
 * Returns how many there are.
 */
EXPORTED int64_t wirecheck_seed_runs(const Text *draft, const Table *table, const Text *source,
                                     const Limits *limits, Run *out, int64_t *sizes)
{
    sizes[0] = sizes[1] = 0;
    if (table->count != draft->count)
        return BAD_CALL;
    if (draft->count == 0 || source->count == 0)
        return 0;
    Found found = {NULL, 0, 0};
    int64_t pairs = 0;
    Hit *hits = malloc((size_t)source->count * sizeof *hits);
    if (hits == NULL)
        return NO_MEMORY;
    int fault = 0;
    int64_t hit_count = looked_up(table, source, hits, &pairs);
    if (pairs > limits->plenty * (draft->count + source->count))
        fault = by_rank(hits, hit_count, table->count, limits->repeats);
    if (!fault && hit_count)
        fault = grown_runs(table, hits, hit_count, draft->count, source->count, &found);
    free(hits);
    if (!fault && found.count > limits->most_runs)
        fault = longest_only(&found, draft, limits->most_runs);
    if (!fault && found.count)
        fault = written(&found, draft, out);
    for (int64_t at = 0; at < found.count && !fault; at++) {
        int64_t length = out[at].end - out[at].start;
        sizes[0] += length;
        sizes[1] = length > sizes[1] ? length : sizes[1];
    }
    free(found.runs);
    return fault ? fault : found.count;
}

/* The longest run within an alignment. */
EXPORTED int64_t wirecheck_longest(const Run *runs, int64_t count, int64_t start, int64_t end,
                                   int64_t source_start, int64_t source_end)
{
    int64_t longest = 0;
    for (int64_t at = 0; at < count; at++) {
        const Run *run = runs + at;
        if (run->start >= start && run->end <= end && run->source_start >= source_start &&
            run->source_end <= source_end && run->end - run->start > longest)
            longest = run->end - run->start;
    }
    return longest;
}
