/* Which things between the words of a text it may have: checker/text/interposed.py.
 *
 * What is not named is not there, so the reference need not look for it; what is named need not be.
 */
#include "core.h"

#include <string.h>

enum { A_TIME = 1, NAMES = 2, RAISED = 4, READINGS = 8, NOTES = 16, ORDER = 32, TIMES = 64 };
enum { FEWEST_TIMES = 4, FEWEST_NAMES = 3, FEWEST_NOTES = 3, PAIR = 2 };
enum { REGULAR = 8, NEAREST = 3, FARTHEST = 25, IN_ORDER = 6, DIGITS = 4 };
enum { LABEL = 96, INDENT = 8 };                 /* characters before a colon, before a time */
enum { BEHIND = 24 };                            /* characters from a colon of a time to a line's end */
enum { NUMBERS = 1000 };                         /* a footnote's number is below */
enum { DIGIT = 0x30, TEN = 10, BLANK = 0x20, NEWLINE = 0x0A, TAB = 0x09 };

/* The ASCII signs that may be part of something; there are more beyond. */
static const uint8_t LOOKED_AT[0x80] = {
    ['0'] = 1, ['1'] = 1, ['2'] = 1, ['3'] = 1, ['4'] = 1, ['5'] = 1, ['6'] = 1, ['7'] = 1,
    ['8'] = 1, ['9'] = 1, [':'] = 1, ['('] = 1, ['-'] = 1, ['['] = 1, ['<'] = 1, ['{'] = 1,
};

/* What was counted so far. */
typedef struct {
    int64_t found, times, begun, ended, seconds, names;
    int64_t last, number, gap, even, counting; /* of the last figure by itself, and of runs */
    int arrow, bracketed, event, linked;
    uint8_t chain[NUMBERS]; /* how many numbers that follow each other end with each */
} Seen;

/* A text as given; what is beyond its end is a blank. */
typedef struct {
    const uint32_t *points;
    int64_t count;
} Given;

static uint32_t point_at(const Given *text, int64_t at)
{
    return at >= 0 && at < text->count ? text->points[at] : BLANK;
}

static int is_digit(uint32_t point)
{
    return point - DIGIT < TEN;
}

static int may_be_digit(uint32_t point)
{
    return is_digit(point) || point > 0x7F;
}

/* As `str.isspace` has it. */
static int is_space(uint32_t point)
{
    if (point <= BLANK)
        return point == BLANK || (point >= 0x09 && point <= 0x0D) || point >= 0x1C;
    if (point < 0x1680)
        return point == 0x85 || point == 0xA0;
    return point == 0x1680 || (point >= 0x2000 && point <= 0x200A) || point == 0x2028 ||
           point == 0x2029 || point == 0x202F || point == 0x205F || point == 0x3000;
}

/* Whether it may be a letter; of what is beyond ASCII everything. */
static int may_be_letter(uint32_t point)
{
    return point > 0x7F || (point | 0x20) - 'a' < 26;
}

static int closes(uint32_t point)
{
    return point > 0x7F || (point != 0 && point < 0x7F && strchr(".,;:!?\")]", (int)point) != NULL);
}

/* Whether it is surely part of a word: ASCII, kana and Han are looked at. */
static int is_in_words(uint32_t point)
{
    return is_digit(point) || (point | 0x20) - 'a' < 26 || point == '_' ||
           (point >= 0x3041 && point <= 0x3096) || (point >= 0x30A1 && point <= 0x30FA) ||
           (point >= 0x3400 && point <= 0x4DB5) || (point >= 0x4E00 && point <= 0x9FA5);
}

/* Whether a reading in kana may follow. */
static int may_be_read(uint32_t point)
{
    return (point >= 0x3400 && point <= 0x9FFF) || point == 0x3005 || point == 0x3006 ||
           point == 0x30F6;
}

/* Whether a colon may end the name of a speaker at the start of a line. */
static int may_end_label(const Given *text, int64_t colon)
{
    for (int64_t at = colon - 1; at >= colon - LABEL; at--) {
        if (at < 0 || text->points[at] == NEWLINE)
            return 1;
        uint32_t point = text->points[at];
        if (point == '!' || point == '?' || (point == '.' && !may_be_digit(text->points[at + 1])))
            return 0;
    }
    return 0;
}

/* Whether a colon between digits may be in a time with which a line begins. */
static int may_begin_line(const Given *text, int64_t colon)
{
    int64_t at = colon - 1, least = colon - 5;
    while (at >= 0 && at >= least && (may_be_digit(text->points[at]) || text->points[at] == ':'))
        at--;
    if (at >= 0 && text->points[at] == '(')
        at--;
    least = at - INDENT;
    while (at >= 0 && at > least && (text->points[at] == BLANK || text->points[at] == TAB))
        at--;
    return at < 0 || text->points[at] == NEWLINE || text->points[at] > 0x7F;
}

/* Whether a colon between digits may be in a time with which a line ends. */
static int may_end_line(const Given *text, int64_t colon)
{
    for (int64_t at = colon + 1; at < colon + BEHIND; at++) {
        uint32_t point = point_at(text, at);
        if (at >= text->count || point == NEWLINE)
            return 1;
        if (!may_be_digit(point) &&
            (point == 0 || strchr(".,;:]) \t", (int)point) == NULL))
            return 0;
    }
    return 0;
}

/* Whether a word stands right before a place. */
static int is_behind(const Given *text, int64_t at, const char *word)
{
    int64_t length = (int64_t)strlen(word);
    for (int64_t nth = 0; nth < length; nth++)
        if (at < length || text->points[at - length + nth] != (uint32_t)word[nth])
            return 0;
    return 1;
}

/* Whether a bracket may open a time. */
static int may_open_time(const Given *text, int64_t bracket)
{
    int64_t at = bracket + 1;
    if (is_space(point_at(text, at)))
        at++;
    int64_t first = at;
    while (at < first + 2 && may_be_digit(point_at(text, at)))
        at++;
    return at > first && point_at(text, at) == ':';
}

/* How many words begin behind a place, up to another. */
static int64_t words_between(const Given *text, int64_t after, int64_t last)
{
    int64_t words = 0;
    for (int64_t at = after + 1; at <= last; at++)
        words += is_space(text->points[at - 1]) && !is_space(text->points[at]);
    return words;
}

/* A figure that is a word: whether those so far stand in even distance, or count up. */
static void figure_alone(Seen *seen, const Given *text, int64_t at, int64_t number)
{
    if (seen->last >= 0) {
        int64_t gap = words_between(text, seen->last, at);
        int same = gap == seen->gap && gap > NEAREST;
        seen->even = seen->linked || same ? seen->even + 1 : 0; /* the gap before this one */
        if (seen->even >= REGULAR - 2) /* and this one, which is linked or not */
            seen->found |= ORDER;
        seen->linked = same;
        seen->gap = gap;
        seen->counting = number == seen->number + 1 && gap <= FARTHEST ? seen->counting + 1 : 0;
        if (seen->counting >= IN_ORDER - 1)
            seen->found |= ORDER;
    }
    seen->last = at;
    seen->number = number;
}

/* A figure that may stick to a word as the number of a footnote. */
static void figure_glued(Seen *seen, const Given *text, int64_t end, int64_t number)
{
    uint32_t next = point_at(text, end);
    if (is_in_words(next) || (next != 0 && next < 0x7F && strchr(".,:%/-", (int)next) != NULL &&
                              is_in_words(point_at(text, end + 1))))
        return; /* it goes on */
    int before = number ? seen->chain[number - 1] : 0;
    int length = before < FEWEST_NOTES ? before + 1 : FEWEST_NOTES;
    if (length > seen->chain[number])
        seen->chain[number] = (uint8_t)length;
    if (length >= FEWEST_NOTES)
        seen->found |= NOTES;
}

/* A figure from `at`, whose digits are the first; returns where it ends. */
static int64_t figure(Seen *seen, const Given *text, int64_t at)
{
    int64_t end = at, number = 0;
    for (; end < text->count && is_digit(text->points[end]); end++)
        number = end - at < DIGITS ? number * TEN + text->points[end] - DIGIT : number;
    uint32_t before = point_at(text, at - 1), next = point_at(text, end);
    if (end - at <= DIGITS && is_space(before) && is_space(next))
        figure_alone(seen, text, at, number);
    if (end - at < DIGITS && at > 1 && may_be_letter(point_at(text, at - 2)) &&
        (closes(before) ||
         (at > 2 && may_be_letter(before) && may_be_letter(point_at(text, at - 3)))))
        figure_glued(seen, text, end, number);
    return end;
}

static void colon(Seen *seen, const Given *text, int64_t at)
{
    uint32_t next = point_at(text, at + 1);
    if (is_space(next))
        seen->names += may_end_label(text, at);
    if (may_be_digit(next) && may_be_digit(point_at(text, at + 2))) {
        seen->times++;
        seen->begun += may_begin_line(text, at);
        seen->ended += may_end_line(text, at);
        seen->seconds += point_at(text, at + 3) == ':'; /* of hours, minutes and seconds */
    }
    seen->event |= is_behind(text, at, "Dialogue");
}

/* Which of the things that are put between words a text may have. */
EXPORTED int64_t wirecheck_signs(const uint32_t *points, int64_t count)
{
    Given text = {points, count};
    Seen seen = {.last = -1, .gap = -1};
    for (int64_t at = 0; at < count;) {
        uint32_t point = points[at++], next = at < count ? points[at] : BLANK;
        if (point < 0x80 ? !LOOKED_AT[point]
                         : point > 0x300A && point != 0xFF1A && point != 0xFF08)
            continue;
        if (is_digit(point)) {
            at = figure(&seen, &text, at - 1);
        } else if (point == ':' || point == 0xFF1A) {
            colon(&seen, &text, at - 1);
        } else if (point == '(' || point == 0xFF08 || point == 0x300A) {
            if (next >= 0x3041 && next <= 0x30FC && may_be_read(point_at(&text, at - 2)))
                seen.found |= READINGS;
            seen.bracketed |= may_open_time(&text, at - 1);
        } else if (point == '[' || point == '<' || point == '{') {
            seen.bracketed |= may_open_time(&text, at - 1);
        } else if (point == '-') {
            seen.arrow |= next == '>';
        } else if (point == 0xB2 || point == 0xB3 || point == 0xB9 ||
                   (point >= 0x2070 && point <= 0x2079)) {
            seen.found |= RAISED;
        }
    }
    int timed = seen.arrow || seen.bracketed || seen.event || seen.seconds >= PAIR ||
                seen.ended >= FEWEST_NAMES;
    seen.found |= seen.times && timed ? A_TIME : 0;
    seen.found |= seen.begun >= FEWEST_TIMES ? TIMES : 0;
    return seen.found | (seen.names >= FEWEST_NAMES ? NAMES : 0);
}
