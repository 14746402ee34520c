/* The compiled core: what a check does in small steps when a draft is aligned with a source.
 *
 * Each function does what a function of checker/matching does, to the last bit (tests hold that);
 * the Python code is the reference and runs where this library is not there. Nothing is kept
 * between calls, no argument is changed but what `out` points to, and no memory is handed over:
 * the caller gives the room for results. A negative result is a fault: NO_MEMORY or BAD_CALL; or
 * an answer that the reference has to give (NOT_HERE), that has no room (TOO_MANY), or that needs to
 * know where sentences begin and end (MARKS_ASKED) or which gaps are one text (LETTERS_ASKED).
 */
#ifndef WIRECHECK_CORE_H
#define WIRECHECK_CORE_H

#include <stddef.h>
#include <stdint.h>

#if defined(_WIN32)
#define EXPORTED __declspec(dllexport)
#else
#define EXPORTED __attribute__((visibility("default")))
#endif

enum {
    NO_MEMORY = -1,
    BAD_CALL = -2,
    NOT_HERE = -3,
    TOO_MANY = -4,
    MARKS_ASKED = -5,
    LETTERS_ASKED = -6
};

enum { UNIT_BYTES = 23 }; /* of a unit in the room for the results of wirecheck_units */

/* A text: its units, and its seeds, of which number n begins at unit n; and what few alignments ask
 * for, NULL while nobody has: where whole sentences may begin and end, and its letters. */
typedef struct {
    const uint64_t *ids;
    const uint64_t *seeds;
    const int32_t *lengths; /* units of each seed */
    int64_t units;
    int64_t count; /* seeds */
    const uint8_t *marks;
    const uint32_t *letters; /* each without its case */
    const int32_t *starts;   /* the letter at which each unit begins */
    int64_t length;
    double scale;  /* units a word */
    int64_t reach; /* units that an end may be moved at once */
} Text;

/* The seeds of a draft in order of their hashes, as checker/matching/tokens.py makes them. */
typedef struct {
    const uint64_t *hashes;
    const int64_t *order;
    const uint8_t *sieve; /* 65536 bits, by the low 16 bits of a hash: few enough to stay at hand */
    int64_t count;
} Table;

/* The numbers that decide; checker/matching has their values and reasons. */
typedef struct {
    int64_t repeats;
    int64_t plenty;
    int64_t most_runs;
    int64_t look_back;
    int64_t most_reaches;
    int64_t longest_part; /* units from which the runs of a part are counted alone */
    int64_t most_sentences;
    double gap_cost;
    double skip_cost;
    double max_gap, max_drift; /* these and all below in words */
    double wide_gap, even_gap, uneven;
    double least_run, least_runs, least_chain, much, foreign_words, touching;
    double least_sentence;
    double x_drop;
    double gap_likeness; /* 0-100 */
} Limits;

/* A part of the draft beside one of the source; ends are one past the last unit. */
typedef struct {
    int64_t start, end, source_start, source_end;
} Run;

/* An alignment with its equal units, its longest run, and which of a list its runs are. */
typedef struct {
    Run part;
    int64_t equal, longest, first, count;
} Alignment;

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

/* What the files share; each is described where it is. */
EXPORTED int64_t wirecheck_align(const Text *draft, const Table *table, const Text *source,
                                 const uint8_t *told, int64_t told_count, const Limits *limits,
                                 double scale, int64_t reach, Run *runs, Alignment *out);
EXPORTED int64_t wirecheck_seed_runs(const Text *draft, const Table *table, const Text *source,
                                     const Limits *limits, Run *out, int64_t *sizes);
EXPORTED int64_t wirecheck_longest(const Run *runs, int64_t count, int64_t start, int64_t end,
                                   int64_t source_start, int64_t source_end);
EXPORTED int64_t wirecheck_chains(const Run *runs, int64_t count, double scale, double max_gap,
                                  double max_drift, double least, const Limits *limits,
                                  int64_t *members, int64_t *ends);
EXPORTED int64_t wirecheck_moved(const Text *draft, const Text *source, int64_t low, int64_t high,
                                 int64_t reach, double drop, const Limits *limits, Run *run);
EXPORTED int64_t wirecheck_equal(const Text *draft, const Text *source, const Run *run);
EXPORTED int64_t wirecheck_units(const Reader *reader, const uint32_t *values, int64_t count,
                                 const int32_t *starts, const uint32_t *expansions, uint8_t *room,
                                 int64_t size);
EXPORTED int64_t wirecheck_grams(const uint64_t *ids, const uint8_t *kinds, int64_t count,
                                 const int32_t *weights, int64_t weight, uint64_t *hashes,
                                 int32_t *lengths);
EXPORTED int64_t wirecheck_signs(const uint32_t *points, int64_t count);
int64_t equal_letters(const uint32_t *here, int64_t count, const uint32_t *there, int64_t rows);
int64_t equal_pairs(const uint64_t *here, int64_t count, const uint64_t *there, int64_t rows,
                    int64_t *pairs);

#endif
