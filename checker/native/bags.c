/* Two stretches of units as bags of what they tell: checker/matching/bags.py. */
#include "core.h"

#include <stdlib.h>

typedef struct {
    uint64_t id;
    int64_t told;
} Item;

/* Each unit once, with what its last place tells; returns how many there are. */
static int64_t bag_of(const uint64_t *ids, const uint8_t *told, const uint8_t *without,
                      int64_t count, Item *out, int64_t *norm)
{
    int64_t made = 0;
    *norm = 0;
    for (int64_t at = count - 1; at >= 0; at--) {
        int64_t to = 0;
        while (to < made && out[to].id != ids[at])
            to++;
        if (to < made)
            continue;
        out[made].id = ids[at];
        out[made].told = without != NULL && without[at] ? 0 : told[at];
        *norm += out[made].told * out[made].told;
        made++;
    }
    return made;
}

/* What two stretches tell; `without` is NULL, or flags of units of the first that tell nothing.
 *
 * `out` has room for five numbers: how many units the first has, each once, what those tell that
 * both have, the sum of the products of what both tell, and the sums of squares of either.
 */
EXPORTED int64_t wirecheck_bags(const uint64_t *ids, const uint8_t *told, const uint8_t *without,
                                int64_t count, const uint64_t *others, const uint8_t *others_told,
                                int64_t others_count, int64_t *out)
{
    if (count < 0 || others_count < 0)
        return BAD_CALL;
    Item *mine = malloc((size_t)(count + others_count + 1) * sizeof *mine);
    if (mine == NULL)
        return NO_MEMORY;
    Item *theirs = mine + count;
    int64_t made = bag_of(ids, told, without, count, mine, out + 3);
    int64_t theirs_made = bag_of(others, others_told, NULL, others_count, theirs, out + 4);
    out[0] = made;
    out[1] = out[2] = 0;
    for (int64_t at = 0; at < made; at++)
        for (int64_t to = 0; to < theirs_made; to++)
            if (mine[at].id == theirs[to].id) {
                out[1] += mine[at].told;
                out[2] += mine[at].told * theirs[to].told;
                break;
            }
    free(mine);
    return 0;
}
