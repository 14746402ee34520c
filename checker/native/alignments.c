/* The alignments of a draft with several sources in one call: checker/matching/compiled_alignments.py.
 *
 * Most candidates share a phrase or nothing, and then the call costs more than the search for it.
 */
#include "core.h"

#include <string.h>

static int asks_for_draft(const Text *draft, int64_t found)
{
    return (found == MARKS_ASKED && draft->marks == NULL) ||
           (found == LETTERS_ASKED && draft->letters == NULL);
}

/* Aligns a draft with sources until there is no room left or one asks for what is not known of the
 * draft; returns how many it was aligned with. Of each source it notes how many alignments it has, or
 * what align.c asks for.
 *
 * `room` and `made` are what wirecheck_align writes to for one source, of limits->most_runs each.
 * `runs` and `out` have room for as many: the alignments of all sources one behind the other, each
 * with the place of its runs.
 */
EXPORTED int64_t wirecheck_align_all(const Text *draft, const Table *table,
                                     const Text *const *sources, int64_t count, const Limits *limits,
                                     Run *room, Alignment *made, Run *runs, Alignment *out,
                                     int64_t *counts)
{
    int64_t filled = 0, kept = 0;
    for (int64_t at = 0; at < count; at++) {
        const Text *source = sources[at];
        double scale = draft->scale > source->scale ? draft->scale : source->scale;
        int64_t reach = draft->reach > source->reach ? draft->reach : source->reach;
        int64_t found =
            wirecheck_align(draft, table, source, NULL, 0, limits, scale, reach, room, made);
        counts[at] = found;
        if (found == NO_MEMORY || found == BAD_CALL)
            return found;
        if (asks_for_draft(draft, found))
            return at;
        int64_t more = 0;
        for (int64_t one = 0; one < found; one++)
            more += made[one].count;
        if (filled + more > limits->most_runs || kept + found > limits->most_runs)
            return at;
        for (int64_t one = 0; one < found; one++) {
            memcpy(runs + filled, room + made[one].first, (size_t)made[one].count * sizeof *runs);
            out[kept] = made[one];
            out[kept++].first = filled;
            filled += made[one].count;
        }
    }
    return count;
}
