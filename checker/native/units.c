/* From folded letters to units: checker/text/units.py; and runs of units: checker/text/shingles.py.
 *
 * What is rare (Hangul, letters that an override turns around) is left to the reference.
 */
#include "core.h"

#include <stdlib.h>
#include <string.h>

enum { SEPARATOR, WORD, SINGLE, CLUSTER, JOINS, APOSTROPHE };
enum { LATIN = 1, CYRILLIC = 2, GREEK = 4 };
enum { FIRST_HANGUL = 0x1100, AFTER_HANGUL = 0x1200 };
enum { HYPHEN = 0x2D, NEWLINE = 0x0A, BLANK = 0x20, DIGIT = 0x30, TEN = 10 };
enum { BREAK = 12, LINES = 2 };    /* places looked through behind a hyphen, line breaks in them */
enum { SPACED = 12, WIDE = 5 };    /* letters one by one, and the places from one to the next */
enum { SCRIPTS = 0x600, PLACES = 256 };

/* A folded text; `places` are those of its letters in the text as given, one more at the end.
 *
 * `kinds` has a separator in front of the first and behind the last. `kept` are the letters that are
 * left of all, NULL while they all are.
 */
typedef struct {
    uint32_t *points;
    int32_t *places, *kept;
    uint8_t *kinds;
    int64_t count;
    int may_mix; /* whether there are letters of scripts that look alike */
    int may_drop; /* whether there are apostrophes or hyphens */
} Letters;

static uint64_t mixed(uint64_t number)
{
    number ^= number >> 30;
    number *= UINT64_C(0xBF58476D1CE4E5B9);
    number ^= number >> 27;
    number *= UINT64_C(0x94D049BB133111EB);
    return number ^ number >> 31;
}

static int is_blank(uint32_t point)
{
    return point == BLANK || point == NEWLINE;
}

/* How many letters values stand for. */
static int64_t folded_length(const uint32_t *values, int64_t count, const int32_t *starts,
                             const Reader *reader)
{
    int64_t length = count;
    uint32_t most = 0, expands = (uint32_t)reader->expands;
    for (int64_t at = 0; at < count; at++)
        most = values[at] > most ? values[at] : most;
    for (int64_t at = 0; at < count && most >= expands; at++) {
        if (values[at] >= expands)
            length += starts[values[at] - expands + 1] - starts[values[at] - expands];
    }
    return length;
}

/* Writes the letters that values stand for, which may be none; NOT_HERE where one is Hangul. */
static int64_t written_out(const uint32_t *values, int64_t count, const int32_t *starts,
                           const uint32_t *expansions, const Reader *reader, Letters *letters)
{
    int64_t filled = 0;
    uint32_t last = (uint32_t)reader->top - 1, expands = (uint32_t)reader->expands;
    int scripts = 0, drops = 0, hangul = 0;
    for (int64_t at = 0; at < count; at++) {
        uint32_t value = values[at];
        const uint32_t *first = &value;
        int64_t length = value != 0;
        if (value >= expands) {
            first = expansions + starts[value - expands];
            length = starts[value - expands + 1] - starts[value - expands];
        }
        for (int64_t nth = 0; nth < length; nth++) {
            uint32_t point = first[nth] < last ? first[nth] : last;
            uint8_t kind = reader->kinds[point];
            hangul |= point - FIRST_HANGUL < AFTER_HANGUL - FIRST_HANGUL;
            scripts |= reader->scripts[point < SCRIPTS ? point : SCRIPTS - 1];
            drops |= (kind == APOSTROPHE) | (point == HYPHEN);
            letters->points[filled] = point;
            letters->kinds[filled] = kind;
            letters->places[filled++] = (int32_t)at;
        }
    }
    letters->count = filled;
    letters->places[filled] = (int32_t)count;
    letters->kinds[-1] = letters->kinds[filled] = SEPARATOR;
    letters->may_mix = (scripts & LATIN) && (scripts & (CYRILLIC | GREEK));
    letters->may_drop = drops;
    return hangul ? NOT_HERE : 0;
}

/* The place behind a line break with blanks around it, or 0. */
static int64_t line_break(const Letters *letters, int64_t start)
{
    int64_t at = start, lines = 0, end = start + BREAK;
    int64_t stop = end < letters->count ? end : letters->count;
    while (at < stop && is_blank(letters->points[at])) {
        lines += letters->points[at] == NEWLINE;
        at++;
    }
    return 1 <= lines && lines <= LINES && at < end ? at : 0;
}

/* Marks the blanks between letters of a word that stand one by one, from `first` to `last`. */
static void without_spacing(const Letters *letters, const int32_t *singles, int64_t count,
                            uint8_t *dropped)
{
    int64_t between = 0, blanks = 0;
    for (int64_t nth = 0; nth + 1 < count; nth++) {
        if (singles[nth + 1] - singles[nth] != 2)
            continue;
        between++;
        blanks += is_blank(letters->points[singles[nth] + 1]);
    }
    int dotted = between == count - 1; /* "d.o.t.s b.e.t.w.e.e.n": blanks part the words */
    if (dotted && !blanks)
        return;
    for (int64_t nth = 0; nth + 1 < count; nth++) {
        uint32_t point = letters->points[singles[nth] + 1];
        if (singles[nth + 1] - singles[nth] != 2 || point == NEWLINE)
            continue;
        if (!dotted || !is_blank(point))
            dropped[singles[nth] + 1] = 1;
    }
}

static int is_single(const uint8_t *kind)
{
    return (kind[0] == WORD) & (kind[-1] != WORD) & (kind[1] != WORD);
}

/* How many letters stand by themselves. */
static int64_t singles_of(const Letters *letters)
{
    int64_t alone = 0;
    for (int64_t at = 0; at < letters->count; at++)
        alone += is_single(letters->kinds + at);
    return alone;
}

static void between_letters(const Letters *letters, int32_t *singles, uint8_t *dropped)
{
    int64_t found = 0;
    for (int64_t at = 0; at < letters->count; at++) {
        if (is_single(letters->kinds + at) && letters->points[at] - DIGIT >= TEN)
            singles[found++] = (int32_t)at;
    }
    for (int64_t begin = 0, at = 1; at <= found; at++) {
        if (at < found && singles[at] - singles[at - 1] <= WIDE)
            continue;
        if (at - begin >= SPACED)
            without_spacing(letters, singles + begin, at - begin, dropped);
        begin = at;
    }
}

/* Marks what belongs to no unit and parts none: apostrophes in words, hyphens at line ends. */
static void transparent(const Letters *letters, uint8_t *dropped)
{
    const uint8_t *kinds = letters->kinds;
    for (int64_t at = 1; at + 1 < letters->count; at++) {
        int apostrophe = kinds[at] == APOSTROPHE, hyphen = letters->points[at] == HYPHEN;
        if (!(apostrophe | hyphen) || kinds[at - 1] != WORD) /* the rare thing is asked first */
            continue;
        if (apostrophe && kinds[at + 1] == WORD)
            dropped[at] = 1;
        if (!hyphen || !is_blank(letters->points[at + 1]))
            continue;
        int64_t end = line_break(letters, at + 1);
        if (end && end < letters->count && kinds[end] == WORD)
            memset(dropped + at, 1, (size_t)(end - at));
    }
}

/* Leaves the letters that are not dropped; `kept` gets their places among all. */
static void left_out(Letters *letters, const uint8_t *dropped, int32_t *kept)
{
    const uint8_t *first = memchr(dropped, 1, (size_t)letters->count);
    if (first == NULL)
        return;
    int64_t left = first - dropped;
    for (int64_t at = 0; at < left; at++)
        kept[at] = (int32_t)at;
    for (int64_t at = left; at < letters->count; at++) {
        if (dropped[at])
            continue;
        letters->points[left] = letters->points[at];
        letters->kinds[left] = letters->kinds[at];
        kept[left++] = (int32_t)at;
    }
    letters->count = left;
    letters->kinds[left] = SEPARATOR;
    letters->kept = kept;
}

/* Where the results go: arrays of so many units one behind the other, widest first. */
typedef struct {
    uint64_t *ids;
    int32_t *starts, *ends, *characters;
    uint8_t *kinds, *figures, *alike;
} Out;

static Out laid_out(uint8_t *room, int64_t units)
{
    uint64_t *ids = (void *)room;
    int32_t *starts = (void *)(ids + units);
    uint8_t *kinds = (void *)(starts + 3 * units);
    Out out = {ids,   starts,        starts + units, starts + 2 * units,
               kinds, kinds + units, kinds + 2 * units};
    return out;
}

static int looks_alike(const Reader *reader, const Letters *letters, int64_t start, int64_t next)
{
    int found = 0;
    for (int64_t at = start; letters->may_mix && at < next; at++) {
        uint32_t point = letters->points[at];
        found |= reader->scripts[point < SCRIPTS ? point : SCRIPTS - 1];
    }
    return (found & LATIN) && (found & (CYRILLIC | GREEK));
}

/* The number of a unit: of its letters. What follows before the next one has no number. */
static uint64_t number_of(const Reader *reader, const uint32_t *points, int64_t length, int alike)
{
    uint64_t sum = 0;
    for (int64_t at = 0; at < length; at++) {
        uint32_t point = points[at];
        if (alike && point < SCRIPTS)
            point = reader->latin[point];
        sum += reader->characters[point] * reader->places[at & (PLACES - 1)];
    }
    return mixed(sum);
}

/* Finds where units begin (`starts`) and their last letters (`lasts`); returns how many. */
static int64_t cut(const Reader *reader, const Letters *letters, int32_t *starts, int32_t *lasts)
{
    int64_t begun = 0, ended = 0;
    const uint8_t *kinds = letters->kinds;
    for (int64_t at = 0; at < letters->count; at++) {
        starts[begun] = lasts[ended] = (int32_t)at; /* without a branch: words are of any length */
        begun += reader->begins[kinds[at - 1] << 3 | kinds[at]] != 0;
        ended += reader->stops[kinds[at] << 3 | kinds[at + 1]] != 0;
    }
    return begun == ended ? begun : BAD_CALL;
}

static void units_written(const Reader *reader, const Letters *letters, const int32_t *starts,
                          const int32_t *lasts, int64_t units, int64_t all, uint8_t *room)
{
    Out out = laid_out(room, units);
    const int32_t *kept = letters->kept;
    for (int64_t unit = 0; unit < units; unit++) {
        int64_t start = starts[unit], length = lasts[unit] - start + 1;
        int64_t next = unit + 1 < units ? starts[unit + 1] : letters->count;
        int alike = looks_alike(reader, letters, start, next);
        out.ids[unit] = number_of(reader, letters->points + start, length, alike);
        out.alike[unit] = (uint8_t)alike;
        int64_t last = kept ? kept[lasts[unit]] : lasts[unit], behind = last + 1;
        while (behind < all && letters->places[behind] <= letters->places[last])
            behind++; /* the unit ends inside an expansion */
        out.starts[unit] = letters->places[kept ? kept[start] : start];
        out.ends[unit] = letters->places[behind];
        out.characters[unit] = (int32_t)length;
        out.kinds[unit] = letters->kinds[start];
        out.figures[unit] = letters->points[start] - DIGIT < TEN;
    }
}

/* The units of letters, into `room`; `places` has room for three numbers a letter and one more. */
static int64_t units_of(const Reader *reader, Letters *letters, int32_t *places, uint8_t *room,
                        int64_t size)
{
    int64_t all = letters->count;
    int32_t *starts = places, *lasts = places + all, *kept = places + 2 * all;
    int spaced = singles_of(letters) >= SPACED;
    if (letters->may_drop || spaced) {
        uint8_t *dropped = calloc((size_t)all + 1, 1);
        if (dropped == NULL)
            return NO_MEMORY;
        if (letters->may_drop)
            transparent(letters, dropped);
        if (spaced)
            between_letters(letters, starts, dropped);
        left_out(letters, dropped, kept);
        free(dropped);
    }
    int64_t units = cut(reader, letters, starts, lasts);
    if (units > 0 && units * UNIT_BYTES > size)
        return TOO_MANY;
    if (units > 0)
        units_written(reader, letters, starts, lasts, units, all, room);
    return units;
}

/* The units of a text whose letters fold to `values`.
 *
 * `room` has `size` bytes, UNIT_BYTES for each unit: their numbers, starts, ends, characters, kinds,
 * and whether they are figures and look like others. Returns how many there are; NOT_HERE where the
 * reference has to read the text, TOO_MANY where the room is too small.
 */
EXPORTED int64_t wirecheck_units(const Reader *reader, const uint32_t *values, int64_t count,
                                 const int32_t *starts, const uint32_t *expansions, uint8_t *room,
                                 int64_t size)
{
    size_t most = (size_t)folded_length(values, count, starts, reader);
    int32_t *numbers = malloc((most * 5 + 1) * sizeof *numbers + most + 2);
    if (numbers == NULL)
        return NO_MEMORY;
    Letters letters = {.points = (uint32_t *)numbers, .places = numbers + most};
    letters.kinds = (uint8_t *)(numbers + 5 * most + 1) + 1;
    int64_t units = written_out(values, count, starts, expansions, reader, &letters);
    if (units == 0 && letters.count > 0)
        units = units_of(reader, &letters, numbers + 2 * most + 1, room, size);
    free(numbers);
    return units;
}

/* Runs of units of at least this weight: their hashes, and how many units they have.
 *
 * `weights` is the weight of a unit by its kind; both results have room for `count`. Returns how
 * many there are: of a text that weighs less one, which is all of it.
 */
EXPORTED int64_t wirecheck_grams(const uint64_t *ids, const uint8_t *kinds, int64_t count,
                                 const int32_t *weights, int64_t weight, uint64_t *hashes,
                                 int32_t *lengths)
{
    const uint64_t factor = UINT64_C(0x9E3779B97F4A7C15);
    int64_t end = 0, held = 0, found = 0;
    for (int64_t at = 0; at < count; at++) {
        while (end < count && held < weight)
            held += weights[kinds[end++] & 7];
        if (held < weight)
            break;
        uint64_t hash = ids[at];
        for (int64_t step = at + 1; step < end; step++)
            hash = hash * factor + ids[step];
        hashes[found] = mixed(hash);
        lengths[found++] = (int32_t)(end - at);
        held -= weights[kinds[at] & 7];
    }
    if (found == 0 && count > 0) {
        uint64_t hash = ids[0];
        for (int64_t step = 1; step < count; step++)
            hash = hash * factor + ids[step];
        hashes[0] = mixed(hash);
        lengths[0] = (int32_t)count;
        found = 1;
    }
    return found;
}

/* Places of the smallest hash of every window, the rightmost of equals; returns how many. */
EXPORTED int64_t wirecheck_winnow(const uint64_t *hashes, int64_t count, int64_t window,
                                  int64_t *places)
{
    int64_t found = 0, smallest = -1;
    if (window < 1)
        return BAD_CALL;
    for (int64_t end = window < count ? window : count; end <= count && end > 0; end++) {
        int64_t begin = end - window > 0 ? end - window : 0;
        if (smallest < begin) {
            smallest = begin;
            for (int64_t at = begin + 1; at < end; at++)
                smallest = hashes[at] <= hashes[smallest] ? at : smallest;
        } else if (hashes[end - 1] <= hashes[smallest]) {
            smallest = end - 1;
        }
        if (found == 0 || places[found - 1] != smallest)
            places[found++] = smallest;
    }
    return found;
}
