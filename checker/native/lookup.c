/* Postings of a draft's keys in all segments, in one call: checker/matching/candidates.py for all
 * hits, checker/postings/rare_holders.py for those of keys that few texts have. */
#include "core.h"

enum { KEY_BITS = 40, STEP = 8, PLACES = 256 };
enum { AHEAD = 32 }; /* keys whose postings are on their way from memory while one is looked up */

#if defined(__GNUC__)
#define FETCHED(address) __builtin_prefetch(address)
#else
#define FETCHED(address) (void)(address)
#endif

/* The arrays of a segment, as checker/postings/segment.py describes them. */
typedef struct {
    const int64_t *docs;
    const int32_t *days;
    const int64_t *families;
    const uint32_t *units;
    const uint32_t *buckets;
    const void *rest; /* `width` bytes each: 2, 3 or 4 */
    const uint8_t *rows;
    const uint8_t *places;
    const uint64_t *stops; /* keys of common phrases, ascending */
    int64_t documents, postings, prefix, width, stopped;
} Segment;

/* Arrays of `room` items each, as far as they are filled. */
typedef struct {
    int64_t *grams, *families, *docs;
    int32_t *days, *places;
    int64_t room, count;
} Out;

static int64_t three_bytes(const uint8_t *bytes)
{
    return bytes[0] | bytes[1] << 8 | (int64_t)bytes[2] << 16;
}

static uint64_t rest_at(const Segment *segment, int64_t at)
{
    if (segment->width == 2)
        return ((const uint16_t *)segment->rest)[at];
    if (segment->width == 4)
        return ((const uint32_t *)segment->rest)[at];
    return (uint64_t)three_bytes((const uint8_t *)segment->rest + 3 * at);
}

/* Fills in the hits from `begin` on, of which `docs` has the postings so far. What they ask for comes
 * from all over the memory, so all of it is on its way before any of it is read. */
static int64_t filled(const Segment *segment, int64_t begin, Out *out)
{
    for (int64_t at = begin; at < out->count; at++) {
        int64_t posting = out->docs[at], row = three_bytes(segment->rows + 3 * posting);
        if (row >= segment->documents)
            return BAD_CALL;
        out->families[at] = row;
        out->places[at] = segment->places[posting];
        FETCHED(segment->units + row);
        FETCHED(segment->families + row);
        FETCHED(segment->docs + row);
        FETCHED(segment->days + row);
    }
    for (int64_t at = begin; at < out->count; at++) {
        int64_t row = out->families[at];
        int64_t units = segment->units[row], step = (units + PLACES - 1) / PLACES;
        step = step > STEP ? step : STEP;
        out->families[at] = segment->families[row];
        out->docs[at] = segment->docs[row];
        out->days[at] = segment->days[row];
        out->places[at] = (int32_t)(out->places[at] * step + step / 2);
    }
    return 0;
}

/* Where in a bucket the rest of a key should be: they are spread evenly. */
static int64_t guessed(const Segment *segment, int64_t low, int64_t high, uint64_t rest)
{
    return low + (int64_t)(rest * (uint64_t)(high - low) >> (KEY_BITS - segment->prefix));
}

/* Has what two keys further on ask for brought from memory: one its bucket, one its postings. */
static void fetched(const Segment *segment, const uint64_t *keys, int64_t count, int64_t at,
                    int shift)
{
    if (at + 2 * AHEAD < count) {
        uint64_t bucket = keys[at + 2 * AHEAD] >> shift;
        if (!(bucket >> segment->prefix))
            FETCHED(segment->buckets + bucket);
    }
    if (at + AHEAD < count) {
        uint64_t bucket = keys[at + AHEAD] >> shift;
        uint64_t rest = keys[at + AHEAD] & (((uint64_t)1 << shift) - 1);
        if (bucket >> segment->prefix)
            return;
        int64_t low = segment->buckets[bucket], high = segment->buckets[bucket + 1];
        if (low < high && high <= segment->postings)
            FETCHED((const uint8_t *)segment->rest +
                    segment->width * guessed(segment, low, high, rest));
    }
}

/* The first posting from `low` on, below `high`, whose rest is not below `wanted`: it is near where
 * it should be, and those of a bucket are sorted. */
static int64_t reached(const Segment *segment, int64_t low, int64_t high, uint64_t wanted)
{
    if (low >= high)
        return low;
    int64_t at = guessed(segment, low, high, wanted);
    while (at > low && rest_at(segment, at - 1) >= wanted)
        at--;
    while (at < high && rest_at(segment, at) < wanted)
        at++;
    return at;
}

static int64_t searched(const Segment *segment, const uint64_t *keys, int64_t count, Out *out)
{
    int shift = KEY_BITS - (int)segment->prefix;
    uint64_t mask = ((uint64_t)1 << shift) - 1;
    int64_t begin = out->count;
    for (int64_t gram = 0; gram < count; gram++) {
        uint64_t bucket = keys[gram] >> shift;
        if (bucket >> segment->prefix)
            return BAD_CALL;
        fetched(segment, keys, count, gram, shift);
        int64_t low = segment->buckets[bucket], high = segment->buckets[bucket + 1];
        if (high > segment->postings)
            return BAD_CALL;
        uint64_t wanted = keys[gram] & mask;
        low = reached(segment, low, high, wanted);
        for (; low < high && rest_at(segment, low) == wanted; low++) {
            if (out->count == out->room)
                return TOO_MANY;
            FETCHED(segment->rows + 3 * low);
            FETCHED(segment->places + low);
            out->grams[out->count] = gram;
            out->docs[out->count++] = low;
        }
    }
    return filled(segment, begin, out);
}

/* Sets the flags of the keys that a segment lists as common phrases; quick for ascending keys. */
static void stops_told(const Segment *segment, const uint64_t *keys, int64_t count, uint8_t *flags)
{
    int64_t low = 0; /* all stops before it are below the key */
    for (int64_t gram = 0; gram < count; gram++) {
        int64_t step = 1;
        if (gram && keys[gram] < keys[gram - 1])
            low = 0;
        while (low + step <= segment->stopped && segment->stops[low + step - 1] < keys[gram]) {
            low += step;
            step *= 2;
        }
        int64_t high = low + step < segment->stopped ? low + step : segment->stopped;
        while (low < high) {
            int64_t middle = low + (high - low) / 2;
            if (segment->stops[middle] < keys[gram])
                low = middle + 1;
            else
                high = middle;
        }
        if (low < segment->stopped && segment->stops[low] == keys[gram])
            flags[gram] = 1;
    }
}

/* All hits of keys in some segments: of each segment in the order of the keys.
 *
 * `stopped` is NULL, or gets 1 for each key that is a common phrase. `out` has room for so many hits: 8 bytes each for their keys, families and texts, then 4 bytes
 * each for days and places. Returns how many there are, or TOO_MANY.
 */
EXPORTED int64_t wirecheck_lookup(const Segment *const *segments, int64_t number,
                                  const uint64_t *keys, int64_t count, uint8_t *stopped,
                                  int64_t *out, int64_t room)
{
    int32_t *narrow = (int32_t *)(out + 3 * room);
    Out all = {out, out + room, out + 2 * room, narrow, narrow + room, room, 0};
    for (int64_t at = 0; at < number; at++) {
        if (stopped != NULL)
            stops_told(segments[at], keys, count, stopped);
        int64_t fault = searched(segments[at], keys, count, &all);
        if (fault)
            return fault;
    }
    return all.count;
}

/* The first posting from `low` on, below `high`, whose rest is not below `wanted`. */
static int64_t first_at(const Segment *segment, int64_t low, int64_t high, uint64_t wanted)
{
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        if (rest_at(segment, middle) < wanted)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The postings begin..end of a key: those of its bucket are sorted. Returns 0, or BAD_CALL. */
static int64_t postings_of(const Segment *segment, uint64_t key, int64_t *begin, int64_t *end)
{
    int shift = KEY_BITS - (int)segment->prefix;
    uint64_t bucket = key >> shift, wanted = key & (((uint64_t)1 << shift) - 1);
    if (bucket >> segment->prefix)
        return BAD_CALL;
    int64_t low = segment->buckets[bucket], high = segment->buckets[bucket + 1];
    if (high > segment->postings)
        return BAD_CALL;
    *begin = reached(segment, low, high, wanted);
    *end = first_at(segment, *begin, high, wanted + 1);
    return 0;
}

static int64_t held_by(const Segment *const *segments, int64_t number, uint64_t key)
{
    int64_t held = 0, begin, end;
    for (int64_t at = 0; at < number; at++) {
        if (postings_of(segments[at], key, &begin, &end))
            return BAD_CALL;
        held += end - begin;
    }
    return held;
}

static int64_t written(const Segment *segment, int64_t begin, int64_t end, int64_t *out)
{
    for (int64_t at = begin; at < end; at++) {
        int64_t row = three_bytes(segment->rows + 3 * at);
        if (row >= segment->documents)
            return BAD_CALL;
        *out++ = segment->docs[row];
    }
    return 0;
}

/* Who has the keys that at most `most` postings of all segments have, key by key.
 *
 * `out` has room for `count * most` keys, by their number, and as many texts. Returns how many of
 * either there are.
 */
EXPORTED int64_t wirecheck_holders(const Segment *const *segments, int64_t number,
                                   const uint64_t *keys, int64_t count, int64_t most, int64_t *out)
{
    int64_t *docs = out + count * most, found = 0, begin, end;
    for (int64_t key = 0; key < count; key++) {
        int64_t held = held_by(segments, number, keys[key]);
        if (held < 0)
            return held;
        for (int64_t at = 0; held <= most && at < number; at++) {
            if (postings_of(segments[at], keys[key], &begin, &end) ||
                written(segments[at], begin, end, docs + found))
                return BAD_CALL;
            for (; begin < end; begin++)
                out[found++] = key;
        }
    }
    return found;
}
