/* Two stretches of units as bags of what they tell: checker/matching/bags.py. */
#include "core.h"

#include <stdlib.h>

enum { HERE = 1, THERE = 2 };

/* A unit with what it tells in the first stretch, and in which of both it is. */
typedef struct {
    uint64_t id;
    int64_t told;
    int64_t held;
} Item;

/* The place of a unit in a table of `mask + 1` items, of which at least half are free. */
static Item *place_of(Item *items, uint64_t mask, uint64_t id)
{
    uint64_t at = (id ^ id >> 32) & mask;
    while (items[at].held && items[at].id != id)
        at = (at + 1) & mask;
    return items + at;
}

/* What two stretches tell; `without` is NULL, or flags of units of the first that tell nothing.
 *
 * `out` has room for five numbers: how many units the first has, each once, what those tell that
 * both have, the sum of the products of what both tell, and the sums of squares of either. The last
 * place of a unit says what it tells.
 */
EXPORTED int64_t wirecheck_bags(const uint64_t *ids, const uint8_t *told, const uint8_t *without,
                                int64_t count, const uint64_t *others, const uint8_t *others_told,
                                int64_t others_count, int64_t *out)
{
    if (count < 0 || others_count < 0)
        return BAD_CALL;
    size_t room = 2;
    while (room < 2 * ((size_t)count + (size_t)others_count))
        room *= 2;
    Item *items = calloc(room, sizeof *items);
    if (items == NULL)
        return NO_MEMORY;
    out[0] = out[1] = out[2] = out[3] = out[4] = 0;
    for (int64_t at = count - 1; at >= 0; at--) {
        Item *item = place_of(items, room - 1, ids[at]);
        if (item->held)
            continue;
        item->id = ids[at];
        item->held = HERE;
        item->told = without != NULL && without[at] ? 0 : told[at];
        out[0]++;
        out[3] += item->told * item->told;
    }
    for (int64_t at = others_count - 1; at >= 0; at--) {
        Item *item = place_of(items, room - 1, others[at]);
        int64_t its = others_told[at];
        if (item->held & THERE)
            continue;
        if (item->held & HERE) {
            out[1] += item->told;
            out[2] += item->told * its;
        }
        item->id = others[at];
        item->held |= THERE;
        out[4] += its * its;
    }
    free(items);
    return 0;
}
