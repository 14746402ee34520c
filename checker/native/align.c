/* Alignments of two texts in one call: checker/matching/align.py.
 *
 * Most candidates share a phrase or two. What is not known of a text yet is asked for: its letters,
 * and where its sentences begin and end. Where all is in common, or very much, the answer is NOT_HERE,
 * and the reference goes on.
 */
#include "core.h"

#include <stdlib.h>
#include <string.h>

enum { STRIP = 64, MOST_PARTS = 200 };
enum { OPENS = 1, CLOSES = 2 }; /* what the marks of a unit say of it and its sentence */

/* A part of a chain: `count` of its runs from `first` on, with so many units in all; whether it is
 * a whole sentence in both texts, which was moved. */
typedef struct {
    int64_t first, count, size, moved;
} Part;

static int64_t greater(int64_t one, int64_t other)
{
    return one > other ? one : other;
}

static int64_t lesser(int64_t one, int64_t other)
{
    return one < other ? one : other;
}

static int64_t apart(int64_t one, int64_t other)
{
    return one > other ? one - other : other - one;
}

/* Whether the words of a gap are one text, edited or damaged: checker/matching/letters.py. */
static int64_t are_one_text(const Text *draft, const Text *source, const Run *gap, double scale,
                            const Limits *limits)
{
    int64_t start = draft->starts[gap->start], end = draft->starts[gap->end];
    int64_t source_start = source->starts[gap->source_start];
    int64_t source_end = source->starts[gap->source_end], both = end - start;
    if (start < 0 || end < start || end > draft->length || source_start < 0 ||
        source_end < source_start || source_end > source->length)
        return BAD_CALL;
    both += source_end - source_start;
    int64_t equal = equal_letters(draft->letters + start, end - start,
                                  source->letters + source_start, source_end - source_start);
    if (equal < 0)
        return equal;
    double apart = both ? (double)(both - 2 * equal) / (double)both : 0.0;
    return (1.0 - apart) * 100.0 * scale >= limits->gap_likeness;
}

/* What is told of the wide gaps of two texts: of each whether it is one text. */
typedef struct {
    const uint8_t *gaps;
    int64_t count;
} Told;

/* Cuts chains at wide gaps, but for those that are one text; returns how many parts, or a fault.
 *
 * Where letters are not known, gaps of which nothing is told take the place of the runs, and `asked`
 * is how many there are.
 */
static int64_t parted(const Text *draft, const Text *source, Run *runs, const int64_t *ends,
                      int64_t chains, double scale, const Limits *limits, const Told *told,
                      Part *parts, int64_t *asked)
{
    int64_t count = 0, at = 0, even = 0;
    *asked = 0;
    for (int64_t chain = 0; chain < chains; chain++) {
        Part part = {at, 1, runs[at].end - runs[at].start, 0};
        for (at++; at < ends[chain]; at++) {
            int64_t gap = runs[at].start - runs[at - 1].end;
            int64_t source_gap = runs[at].source_start - runs[at - 1].source_end;
            int64_t wide = greater(gap, source_gap);
            int uneven = (double)lesser(gap, source_gap) < limits->uneven * (double)wide;
            double widest = (uneven ? limits->wide_gap : limits->even_gap) * scale;
            int cut = (double)wide >= widest;
            if (cut && !uneven) { /* letters tell whether it is one text */
                Run between = {runs[at - 1].end, runs[at].start, runs[at - 1].source_end,
                               runs[at].source_start};
                if (even < told->count) {
                    cut = !told->gaps[even];
                } else if (draft->letters != NULL && source->letters != NULL) {
                    int64_t one = are_one_text(draft, source, &between, scale, limits);
                    if (one < 0)
                        return one;
                    cut = !one;
                } else {
                    runs[(*asked)++] = between;
                }
                even++;
            }
            if (cut) {
                parts[count++] = part;
                part.first = at;
                part.count = part.size = 0;
            }
            part.count++;
            part.size += runs[at].end - runs[at].start;
        }
        parts[count++] = part;
    }
    return count;
}

/* Tells short runs that are whole sentences in both texts from others. */
static void moved_told(const Run *runs, Part *parts, int64_t count, const uint8_t *marks,
                       const uint8_t *source_marks, double scale, const Limits *limits)
{
    int64_t asked = 0;
    for (int64_t at = 0; at < count && asked < limits->most_sentences; at++) {
        const Run *run = runs + parts[at].first;
        if (parts[at].count > 1 || (double)parts[at].size >= limits->foreign_words * scale ||
            (double)(run->end - run->start) < limits->least_sentence * scale)
            continue;
        asked++;
        parts[at].moved = (marks[run->start] & OPENS) && (source_marks[run->source_start] & OPENS) &&
                          (marks[run->end - 1] & CLOSES) &&
                          (source_marks[run->source_end - 1] & CLOSES);
    }
}

static int is_eclipsed(const Run *first, const Run *last, const Run *runs, const Part *large,
                       int64_t count)
{
    for (int64_t at = 0; at < count; at++) {
        int64_t begin = runs[large[at].first].start;
        int64_t end = runs[large[at].first + large[at].count - 1].end;
        if (begin <= first->start && last->end <= end &&
            end - begin >= 2 * (last->end - first->start))
            return 1;
    }
    return 0;
}

/* How far a part may grow in the draft: to where a part from elsewhere in the source is. */
static void room_of(const Run *first, const Run *last, const Run *runs, const Part *large,
                    int64_t count, double drift, int64_t *low, int64_t *high)
{
    *low = 0;
    *high = (int64_t)1 << 60;
    for (int64_t at = 0; at < count; at++) {
        const Run *begin = runs + large[at].first, *end = begin + large[at].count - 1;
        if (begin->start >= last->end) {
            int64_t shift = apart(begin->source_start - last->source_end, begin->start - last->end);
            if ((double)shift > drift || begin->source_start < last->source_end)
                *high = lesser(*high, begin->start);
        } else if (end->end <= first->start) {
            int64_t shift = apart(first->source_start - end->source_end, first->start - end->end);
            if ((double)shift > drift || end->source_end > first->source_start)
                *low = greater(*low, end->end);
        }
    }
}

/* Counts what is equal in an alignment. */
static int64_t count_equal(const Text *draft, const Text *source, const Run *runs,
                           const Limits *limits, Alignment *one)
{
    if (greater(one->part.end - one->part.start, one->part.source_end - one->part.source_start) >
        limits->longest_part) {
        one->equal = 0;
        for (int64_t at = one->first; at < one->first + one->count; at++)
            one->equal += runs[at].end - runs[at].start;
        return 0;
    }
    one->equal = wirecheck_equal(draft, source, &one->part);
    return lesser(one->equal, 0);
}

static int64_t grown(const Text *draft, const Text *source, const Run *runs, const Part *part,
                     const Part *large, int64_t count, double scale, int64_t reach,
                     const Limits *limits, Alignment *one)
{
    const Run *first = runs + part->first, *last = first + part->count - 1;
    int64_t low, high;
    room_of(first, last, runs, large, count, limits->max_drift * scale, &low, &high);
    one->part = *first;
    one->first = part->first;
    one->count = part->count;
    for (const Run *run = first; run <= last; run++) {
        one->part.end = greater(one->part.end, run->end);
        one->part.source_end = greater(one->part.source_end, run->source_end);
    }
    int64_t fault = wirecheck_moved(draft, source, low, high, reach, limits->x_drop * scale, limits,
                                    &one->part);
    return fault ? fault : count_equal(draft, source, runs, limits, one);
}

/* Whether an alignment goes on where another one ends, in both texts and about as far. */
static int touch(const Run *before, const Run *after, double scale, const Limits *limits)
{
    int64_t gap = after->start - before->end;
    int64_t source_gap = after->source_start - before->source_end;
    if (after->end <= before->end || after->source_end <= before->source_end)
        return 0;
    return (double)greater(gap, source_gap) <= limits->touching * scale &&
           (double)lesser(gap, source_gap) >= -limits->touching * scale &&
           (double)apart(gap, source_gap) <= limits->wide_gap * scale;
}

static int is_inside(const Run *one, int64_t equal, const Run *other, int64_t other_equal)
{
    int64_t draft = lesser(one->end, other->end) - greater(one->start, other->start);
    int64_t source = lesser(one->source_end, other->source_end) -
                     greater(one->source_start, other->source_start);
    return 2 * draft > one->end - one->start &&
           (2 * source > one->source_end - one->source_start || other_equal >= equal);
}

/* Whether one that is better covers an alignment; it touches the strip of the draft's middle. */
static int is_covered(const Alignment *one, const Alignment *kept, int64_t count)
{
    int64_t strip = (one->part.start + one->part.end) / 2 / STRIP;
    for (int64_t at = 0; at < count; at++) {
        const Run *other = &kept[at].part;
        if (other->start / STRIP <= strip && strip <= other->end / STRIP &&
            is_inside(&one->part, one->equal, other, kept[at].equal))
            return 1;
    }
    return 0;
}

static int in_order(const Alignment *one, const Alignment *other)
{
    if (one->part.start != other->part.start)
        return one->part.start < other->part.start;
    return one->part.source_start <= other->part.source_start;
}

static int not_shorter(const Alignment *one, const Alignment *other)
{
    return one->equal >= other->equal;
}

/* Sorts few alignments; equal ones keep their order. */
static void sorted(Alignment *all, int64_t count,
                   int (*may_precede)(const Alignment *, const Alignment *))
{
    for (int64_t at = 1; at < count; at++) {
        Alignment moved = all[at];
        int64_t to = at;
        for (; to > 0 && !may_precede(all + to - 1, &moved); to--)
            all[to] = all[to - 1];
        all[to] = moved;
    }
}

/* Joins alignments that touch after their ends were moved; their runs are put together in `runs`,
 * which has room for as many again. Returns how many alignments are left, longest first. */
static int64_t joined(const Text *draft, const Text *source, Alignment *all, int64_t count,
                      Run *runs, int64_t filled, double scale, const Limits *limits)
{
    int64_t left = 0;
    sorted(all, count, in_order);
    for (int64_t at = 0; at < count; at++) {
        int64_t to = left - 1, oldest = greater(0, left - limits->look_back / 4);
        while (to >= oldest && !touch(&all[to].part, &all[at].part, scale, limits))
            to--;
        if (to < oldest) {
            all[left++] = all[at];
            continue;
        }
        if (filled + all[to].count + all[at].count > limits->most_runs)
            return NOT_HERE;
        memcpy(runs + filled, runs + all[to].first, (size_t)all[to].count * sizeof *runs);
        memcpy(runs + filled + all[to].count, runs + all[at].first,
               (size_t)all[at].count * sizeof *runs);
        all[to].first = filled;
        all[to].count += all[at].count;
        filled += all[to].count;
        all[to].part.end = greater(all[to].part.end, all[at].part.end);
        all[to].part.source_end = greater(all[to].part.source_end, all[at].part.source_end);
        int64_t fault = count_equal(draft, source, runs, limits, all + to);
        if (fault)
            return fault;
    }
    sorted(all, left, not_shorter);
    return left;
}

static int64_t found(const Text *draft, const Text *source, const Run *seeds, int64_t count,
                     const Told *told, int much, double scale, int64_t reach,
                     const Limits *limits, int64_t *numbers, Part *parts, Run *runs,
                     Alignment *out)
{
    double least = limits->least_chain * scale, share = 0.6 * (double)source->units;
    least = share < least ? share : least;
    int64_t *members = numbers, *ends = numbers + count;
    int64_t chains = wirecheck_chains(seeds, count, scale, limits->max_gap * scale,
                                      limits->max_drift * scale, much ? 0.0 : least, limits,
                                      members, ends);
    if (chains <= 0)
        return chains;
    int64_t filled = ends[chains - 1], kept = 0, large = 0, made = 0, asked = 0;
    for (int64_t at = 0; at < filled; at++)
        runs[at] = seeds[members[at]];
    int64_t all = parted(draft, source, runs, ends, chains, scale, limits, told, parts, &asked);
    if (all < 0)
        return all;
    if (asked) {
        out->count = asked;
        return LETTERS_ASKED;
    }
    if (much)
        moved_told(runs, parts, all, draft->marks, source->marks, scale, limits);
    for (int64_t at = 0; at < all; at++)
        if ((double)parts[at].size >= least || parts[at].moved)
            parts[kept++] = parts[at];
    if (kept > MOST_PARTS)
        return NOT_HERE;
    Part *longer = malloc((size_t)(kept ? kept : 1) * sizeof *longer);
    if (longer == NULL)
        return NO_MEMORY;
    for (int64_t at = 0; at < kept && large < limits->look_back; at++)
        if ((double)parts[at].size >= limits->foreign_words * scale || parts[at].moved)
            longer[large++] = parts[at];
    int64_t fault = 0;
    for (int64_t at = 0; at < kept && !fault; at++) {
        const Run *first = runs + parts[at].first, *last = first + parts[at].count - 1;
        if (is_eclipsed(first, last, runs, longer, large))
            continue;
        if (parts[at].moved) {
            Alignment whole = {*first, parts[at].size, 0, parts[at].first, 1};
            out[made++] = whole;
        } else {
            fault = grown(draft, source, runs, parts + at, longer, large, scale, reach, limits,
                          out + made++);
        }
    }
    free(longer);
    return fault ? fault : joined(draft, source, out, made, runs, filled, scale, limits);
}

/* All alignments of two texts, longest first.
 *
 * `runs` has room for limits->most_runs, `out` for as many alignments; of the runs of each it says
 * where they are. Marks are needed of texts with much in common (MARKS_ASKED). Where letters are not
 * known (LETTERS_ASKED), `runs` has the gaps in order, and the `count` of the first in `out` says how
 * many there are; `told` says of each of `told_count` whether it is one text. Returns how many
 * alignments there are, or NOT_HERE.
 */
EXPORTED int64_t wirecheck_align(const Text *draft, const Table *table, const Text *source,
                                 const uint8_t *told, int64_t told_count, const Limits *limits,
                                 double scale, int64_t reach, Run *runs, Alignment *out)
{
    int64_t sizes[2];
    int64_t count = wirecheck_seed_runs(draft, table, source, limits, runs, sizes);
    if (count < 0)
        return count;
    if (count == 1 && runs->end - runs->start == draft->units &&
        runs->source_end - runs->source_start == source->units)
        return NOT_HERE; /* all of both */
    if ((double)sizes[1] < limits->least_run * scale && (double)sizes[0] < limits->least_runs * scale)
        return 0;
    Told known = {told, told_count};
    int much = (double)sizes[0] >= limits->much * scale;
    if (much && (draft->marks == NULL || source->marks == NULL))
        return MARKS_ASKED;
    size_t size = (size_t)count;
    Run *seeds = malloc(size * sizeof *seeds);
    int64_t *numbers = malloc(2 * size * sizeof *numbers);
    Part *parts = malloc(size * sizeof *parts);
    int64_t made = NO_MEMORY;
    if (seeds != NULL && numbers != NULL && parts != NULL) {
        memcpy(seeds, runs, size * sizeof *seeds);
        made = found(draft, source, seeds, count, &known, much, scale, reach, limits, numbers, parts,
                     runs, out);
        int64_t kept = 0;
        for (int64_t at = 0; at < made; at++) {
            if (is_covered(out + at, out, kept))
                continue;
            out[kept] = out[at];
            const Run *part = &out[kept].part;
            out[kept].longest = wirecheck_longest(seeds, count, part->start, part->end,
                                                  part->source_start, part->source_end);
            kept++;
        }
        made = made < 0 ? made : kept;
    }
    free(seeds);
    free(numbers);
    free(parts);
    return made;
}
