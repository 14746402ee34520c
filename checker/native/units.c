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
enum { SCRIPTS = 0x600, PLACES = 256, ASCII = 0x80 };

/* The tables of a reader, as checker/text/units.py has them. */
typedef struct {
    const uint8_t *kinds;        /* of each code point below `top` */
    const uint64_t *characters;  /* their numbers */
    const uint64_t *places;      /* PLACES factors */
    const uint8_t *begins;       /* by kind before * 8 + kind */
    const uint8_t *stops;        /* by kind * 8 + kind after */
    const uint8_t *scripts;      /* of each code point below SCRIPTS; the last one of all others */
    const uint32_t *latin;       /* what they look like */
    int64_t top;
    int64_t expands; /* values from here on stand for several letters */
} Reader;

/* A folded text; `places` are those of its letters in the text as given, one more at the end. */
typedef struct {
    uint32_t *points;
    int32_t *places;
    uint8_t *kinds;
    int64_t count;
    int may_mix; /* whether any letter is of a script whose letters look like Latin ones */
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

/* How many letters values stand for; NOT_HERE where one is Hangul. */
static int64_t folded_length(const uint32_t *values, int64_t count, const int32_t *starts,
                             const Reader *reader)
{
    int64_t length = 0;
    for (int64_t at = 0; at < count; at++) {
        if ((int64_t)values[at] < reader->expands) {
            if (values[at] >= FIRST_HANGUL && values[at] < AFTER_HANGUL)
                return NOT_HERE;
            length += values[at] != 0;
        } else {
            int64_t which = (int64_t)values[at] - reader->expands;
            length += starts[which + 1] - starts[which];
        }
    }
    return length;
}

static int written_out(const uint32_t *values, int64_t count, const int32_t *starts,
                       const uint32_t *expansions, const Reader *reader, Letters *letters)
{
    int64_t filled = 0;
    uint32_t most = (uint32_t)reader->top - 1;
    for (int64_t at = 0; at < count; at++) {
        uint32_t value = values[at];
        if (value == 0)
            continue;
        const uint32_t *first = &value;
        int64_t length = 1;
        if ((int64_t)value >= reader->expands) {
            int64_t which = (int64_t)value - reader->expands;
            first = expansions + starts[which];
            length = starts[which + 1] - starts[which];
        }
        for (int64_t nth = 0; nth < length; nth++) {
            uint32_t point = first[nth];
            if (point >= FIRST_HANGUL && point < AFTER_HANGUL)
                return NOT_HERE;
            letters->points[filled] = point < most ? point : most;
            letters->places[filled] = (int32_t)at;
            letters->may_mix |= point >= ASCII;
            filled++;
        }
    }
    letters->count = filled;
    letters->places[filled] = (int32_t)count;
    return 0;
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
static void without_spacing(const Letters *letters, const int64_t *singles, int64_t count,
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

static void between_letters(const Letters *letters, int64_t *singles, uint8_t *dropped)
{
    int64_t alone = 0, found = 0;
    for (int64_t at = 0; at < letters->count; at++) {
        const uint8_t *kind = letters->kinds + at;
        int before = at && kind[-1] == WORD, after = at + 1 < letters->count && kind[1] == WORD;
        if (!((*kind == WORD) & !before & !after))
            continue;
        alone++;
        if (letters->points[at] - DIGIT >= TEN)
            singles[found++] = at;
    }
    if (alone < SPACED)
        return;
    for (int64_t begin = 0, at = 1; at <= found; at++) {
        if (at < found && singles[at] - singles[at - 1] <= WIDE)
            continue;
        if (at - begin >= SPACED)
            without_spacing(letters, singles + begin, at - begin, dropped);
        begin = at;
    }
}

/* Marks what belongs to no unit and parts none: apostrophes in words, hyphens at line ends. */
static void transparent(const Letters *letters, int64_t *singles, uint8_t *dropped)
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
    between_letters(letters, singles, dropped);
}

/* Leaves the letters that are not dropped; `kept` gets their places among all. */
static void left_out(Letters *letters, const uint8_t *dropped, int64_t *kept)
{
    int64_t left = 0;
    while (left < letters->count && !dropped[left]) {
        kept[left] = left;
        left++;
    }
    for (int64_t at = left; at < letters->count; at++) {
        if (dropped[at])
            continue;
        letters->points[left] = letters->points[at];
        letters->kinds[left] = letters->kinds[at];
        kept[left++] = at;
    }
    letters->count = left;
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

/* The number of a unit: of its letters and all that follows before the next one. */
static uint64_t number_of(const Reader *reader, const Letters *letters, int64_t start,
                          int64_t length, int64_t next, int alike)
{
    uint64_t sum = 0;
    for (int64_t at = start; at < next; at++) {
        uint32_t point = letters->points[at];
        if (alike && at - start < length && point < SCRIPTS)
            point = reader->latin[point];
        sum += reader->characters[point] * reader->places[(at - start) & (PLACES - 1)];
    }
    return mixed(sum);
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

/* Finds where units begin (`starts`) and their last letters (`lasts`); returns how many. */
static int64_t cut(const Reader *reader, const Letters *letters, int64_t *starts, int64_t *lasts)
{
    int64_t begun = 0, ended = 0;
    uint8_t before = SEPARATOR;
    for (int64_t at = 0; at < letters->count; at++) {
        uint8_t kind = letters->kinds[at];
        uint8_t after = at + 1 < letters->count ? letters->kinds[at + 1] : SEPARATOR;
        starts[begun] = lasts[ended] = at; /* without a branch: words are of any length */
        begun += reader->begins[before << 3 | kind] != 0;
        ended += reader->stops[kind << 3 | after] != 0;
        before = kind;
    }
    return begun == ended ? begun : BAD_CALL;
}

static int64_t units_written(const Reader *reader, const Letters *letters, const int64_t *kept,
                             const int64_t *starts, const int64_t *lasts, int64_t units,
                             int64_t all, uint8_t *room)
{
    Out out = laid_out(room, units);
    for (int64_t unit = 0; unit < units; unit++) {
        int64_t start = starts[unit], length = lasts[unit] - start + 1;
        int64_t next = unit + 1 < units ? starts[unit + 1] : letters->count;
        int alike = looks_alike(reader, letters, start, next);
        out.ids[unit] = number_of(reader, letters, start, length, next, alike);
        out.alike[unit] = (uint8_t)alike;
        int64_t last = kept[lasts[unit]], behind = last + 1;
        while (behind < all && letters->places[behind] <= letters->places[last])
            behind++; /* the unit ends inside an expansion */
        out.starts[unit] = letters->places[kept[start]];
        out.ends[unit] = letters->places[behind];
        out.characters[unit] = (int32_t)length;
        out.kinds[unit] = letters->kinds[start];
        out.figures[unit] = letters->points[start] - DIGIT < TEN;
    }
    return units;
}

/* The units of a text whose letters fold to `values`.
 *
 * `room` has `size` bytes, 23 for each unit: their numbers, starts, ends, characters, kinds, and
 * whether they are figures and look like others. Returns how many there are; NOT_HERE where the
 * reference has to read the text, TOO_MANY where the room is too small.
 */
EXPORTED int64_t wirecheck_units(const Reader *reader, const uint32_t *values, int64_t count,
                                 const int32_t *starts, const uint32_t *expansions, uint8_t *room,
                                 int64_t size)
{
    int64_t length = folded_length(values, count, starts, reader);
    if (length <= 0)
        return length;
    size_t most = (size_t)length;
    int64_t *places = malloc(most * 3 * sizeof *places);
    uint32_t *letters_room = malloc((most * 2 + 1) * sizeof *letters_room);
    uint8_t *flags = calloc(most * 2, 1);
    int64_t units = NO_MEMORY;
    if (places != NULL && letters_room != NULL && flags != NULL) {
        Letters letters = {letters_room, (int32_t *)(letters_room + most), flags, 0, 0};
        units = written_out(values, count, starts, expansions, reader, &letters);
        if (units == 0) {
            int64_t *kept = places, *firsts = places + most, *lasts = places + 2 * most;
            for (int64_t at = 0; at < length; at++)
                letters.kinds[at] = reader->kinds[letters.points[at]];
            transparent(&letters, kept, flags + most);
            left_out(&letters, flags + most, kept);
            units = cut(reader, &letters, firsts, lasts);
            if (units > 0 && units * 23 > size)
                units = TOO_MANY;
            if (units > 0)
                units_written(reader, &letters, kept, firsts, lasts, units, length, room);
        }
    }
    free(places);
    free(letters_room);
    free(flags);
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

enum { A_TIME = 1, NAMES = 2, RAISED = 4, READINGS = 8, NOTES = 16, ORDER = 32, TIMES = 64 };
enum { FEWEST_TIMES = 4, FEWEST_NAMES = 3, FEWEST_NOTES = 3, FEWEST_IN_ORDER = 6 };

static int is_digit(uint32_t point)
{
    return point - DIGIT < TEN;
}

/* Whether it may be a letter; of what is beyond ASCII everything. */
static int may_be_letter(uint32_t point)
{
    return point > 0x7F || (point | 0x20) - 'a' < 26;
}

static int may_be_space(uint32_t point)
{
    return point > 0x7F || point <= BLANK;
}

static int closes(uint32_t point)
{
    return point > 0x7F || (point != 0 && point < 0x7F && strchr(".,;:!?\")]", (int)point) != NULL);
}

/* Which of the things that are put between words a text may have (checker/text/interposed.py).
 *
 * What is not named is not there; what is named need not be.
 */
EXPORTED int64_t wirecheck_signs(const uint32_t *points, int64_t count)
{
    int64_t found = 0, times = 0, names = 0, glued = 0, alone = 0;
    for (int64_t at = 0; at < count; at++) {
        uint32_t point = points[at], next = at + 1 < count ? points[at + 1] : BLANK;
        if (point > '9' && point < 0xB2 && point != ':')
            continue;
        if (point == ':' || point == 0xFF1A) {
            names += may_be_space(next);
            uint32_t second = at + 2 < count ? points[at + 2] : BLANK;
            times += (is_digit(next) || next > 0x7F) && (is_digit(second) || second > 0x7F);
        } else if (point == '(' || point == 0xFF08 || point == 0x300A) {
            if (next >= 0x3041 && next <= 0x30FC)
                found |= READINGS;
        } else if (is_digit(point)) {
            if (at && is_digit(points[at - 1]))
                continue;
            int64_t end = at + 1;
            while (end < count && is_digit(points[end]))
                end++;
            int before = at == 0 || may_be_space(points[at - 1]);
            alone += before && (end == count || may_be_space(points[end]));
            if (at > 1 && may_be_letter(points[at - 2]))
                glued += closes(points[at - 1]) ||
                         (at > 2 && may_be_letter(points[at - 1]) && may_be_letter(points[at - 3]));
        } else if (point == 0xB2 || point == 0xB3 || point == 0xB9 ||
                   (point >= 0x2070 && point <= 0x2079)) {
            found |= RAISED;
        }
    }
    found |= times ? A_TIME : 0;
    found |= times >= FEWEST_TIMES ? TIMES : 0;
    found |= names >= FEWEST_NAMES ? NAMES : 0;
    found |= glued >= FEWEST_NOTES ? NOTES : 0;
    return found | (alone >= FEWEST_IN_ORDER ? ORDER : 0);
}
