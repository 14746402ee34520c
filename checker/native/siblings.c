/* What other sources have of a passage, and which of them tell nothing:
 * checker/matching/crowd.py. */
#include "core.h"

#include <math.h>

/* An alignment: where it is in the draft, its longest run, whether nothing in its places differs,
 * whether it is a form, whether the draft fills it anew, and its units in the source. */
typedef struct {
    int64_t start, end, longest, alike, form, anew, units;
} Row;

/* Sources with their alignments: source n has the rows from `begins[n]` on. */
typedef struct {
    const Row *rows;
    const double *words;
    const int64_t *begins, *groups, *days, *docs;
    const uint64_t *const *seeds; /* NULL until they are asked for */
    const int64_t *seed_counts;
    int64_t sources;
} Crowd;

/* A passage of a source that is laid beside them, and the numbers that decide. */
typedef struct {
    int64_t group, day, start, end, anew, units;
    double words, run;
    const uint64_t *seeds;
    int64_t seed_count;
    double least; /* units that a source has of it that has most of it */
    int64_t story_days, form_days, few_seeds;
    double share;
} Beside;

/* What they tell; the numbers of the sources that say nothing, or whose seeds are asked for, are
 * behind it. */
typedef struct {
    int64_t count, forms;
    double most;
} Told;

static int64_t common_units(const Row *row, int64_t start, int64_t end)
{
    int64_t last = row->end < end ? row->end : end;
    return last - (row->start > start ? row->start : start);
}

/* Of each source the row that has most of the units start..end, -1 if none has any; those of one
 * group are left out. Returns 0. */
EXPORTED int64_t wirecheck_bearers(const Crowd *crowd, int64_t group, int64_t start, int64_t end,
                                   int64_t *best)
{
    for (int64_t at = 0; at < crowd->sources; at++) {
        int64_t most = 0;
        best[at] = -1;
        if (crowd->groups[at] == group)
            continue;
        for (int64_t row = crowd->begins[at]; row < crowd->begins[at + 1]; row++) {
            int64_t common = common_units(crowd->rows + row, start, end);
            if (common > most) {
                most = common;
                best[at] = row;
            }
        }
    }
    return 0;
}

enum { STEPS = 32 }; /* after which it is asked whether enough was found */

/* Whether two lists, ascending and distinct, have at least so many numbers in common. */
static int are_shared(const uint64_t *few, int64_t count, const uint64_t *many, int64_t many_count,
                      int64_t least)
{
    int64_t at = 0, to = 0;
    while (least > 0) {
        int64_t left = count - at < many_count - to ? count - at : many_count - to;
        if (left < least)
            return 0;
        /* Neither list ends before `left` steps are done. */
        for (int64_t step = 0; step < left && step < STEPS; step++) {
            uint64_t one = few[at], other = many[to];
            least -= one == other;
            at += one <= other;
            to += other <= one;
        }
    }
    return 1;
}

/* The same for all callers: 1 or 0. */
EXPORTED int64_t wirecheck_share(const uint64_t *few, int64_t count, const uint64_t *many,
                                 int64_t many_count, int64_t least)
{
    return are_shared(few, count, many, many_count, least);
}

enum { TELLS = 0, SAYS_NOTHING = 1, ASKED = 2 };

/* Whether a source is of the story of the passage's: of the same days, or with more in common. */
static int is_of_one_story(const Crowd *crowd, const Beside *one, int64_t at, const Row *row)
{
    int64_t day = crowd->days[at];
    int known = one->day >= 0 && day >= 0;
    int64_t apart = one->day < day ? day - one->day : one->day - day;
    if (known && apart <= one->story_days)
        return SAYS_NOTHING;
    if (row->anew != one->anew && known && apart > one->form_days)
        return TELLS;
    if (crowd->seeds[at] == NULL)
        return ASKED;
    int64_t passage = row->units < one->units ? row->units : one->units;
    int64_t fewer = one->seed_count;
    if (crowd->seed_counts[at] < fewer)
        fewer = crowd->seed_counts[at];
    int64_t rest = fewer - passage, least = one->few_seeds + 1;
    if (rest > one->few_seeds)
        least = passage + (int64_t)ceil(one->share * (double)rest);
    return are_shared(one->seeds, one->seed_count, crowd->seeds[at], crowd->seed_counts[at], least);
}

/* What the others tell of a passage; `best` is the row of each, as wirecheck_bearers gives it.
 *
 * `listed` has room for all sources. Returns how many say nothing, whose texts are listed; or
 * TOO_MANY: the seeds of `told->count` sources are asked for, which are listed by their places.
 */
EXPORTED int64_t wirecheck_siblings(const Crowd *crowd, const Beside *one, const int64_t *best,
                                    Told *told, int64_t *listed)
{
    int64_t silent = 0, asked = 0;
    told->count = told->forms = 0;
    told->most = 0.0;
    for (int64_t at = 0; at < crowd->sources; at++) {
        if (best[at] < 0)
            continue;
        if (best[at] < crowd->begins[at] || best[at] >= crowd->begins[at + 1])
            return BAD_CALL;
        const Row *row = crowd->rows + best[at];
        int says = (double)row->longest < one->run ? SAYS_NOTHING : TELLS;
        if (!says && row->alike)
            says = is_of_one_story(crowd, one, at, row);
        if (says == ASKED) {
            listed[asked++] = at;
        } else if (asked) {
            continue;
        } else if (says) {
            listed[silent++] = crowd->docs[at];
        } else if ((double)common_units(row, one->start, one->end) >= one->least) {
            double share = crowd->words[best[at]] / one->words;
            share = share < 1.0 ? share : 1.0;
            told->most = share > told->most ? share : told->most;
            told->count++;
            told->forms += row->form;
        }
    }
    if (asked)
        told->count = asked;
    return asked ? TOO_MANY : silent;
}
