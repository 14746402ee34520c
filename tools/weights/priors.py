"""What a person expects signs to weigh, and how it yields to labelled sources that contradict it.

A prior speaks for the sources that nobody has labelled. Each labelled source that shows its sign
tells for or against it, for text and for pictures: a prior keeps the share of those that tell for
it, as if `_TRUST` more did. So no prior stands against what labels say, and one that no label knows
stays as it is.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from tools.weights.samples import LABELLED, Name, Text

__all__ = ["PRIORS", "Shown", "listed", "shown", "yielded"]

Weights = tuple[float, float]
_TRUST = 3  # sources that a prior is worth
_MANY = 5  # sources against a prior from which it is listed as contradicted


# What is known beforehand of signs that few labelled sources show: data of other things, program
# text and posts of others mark nothing.
PRIORS: dict[str, Weights] = {
    # formats define what a field states, whatever few sources show; a vocabulary credits nobody
    "data: party": (4.0, 0.0),
    "data: party of a picture": (0.5, 2.5),
    "data: a name of an item": (2.0, 0.0),
    "data: vocabulary": (-6.0, -6.0),
    "data: vocabulary of a picture": (-6.0, -6.0),
    "data: something else": (-1.5, -1.5),
    "data: subject": (-1.0, -1.0),
    "data: outranked": (-4.0, -4.0),
    "data: beside settings": (-1.0, -1.0),
    "data: holder, whole value": (1.5, 0.0),
    "data: source, whole value": (1.5, 0.0),
    "data: provider, whole value": (1.0, 0.0),
    "data: holder of a picture": (-0.5, 1.0),
    "data: source of a picture": (-0.5, 1.0),
    "right behind a picture's label": (-1.5, 1.5),
    "behind a picture's label and a person": (-1.5, 1.0),
    "one name by way of another": (-0.5, 1.0),
    "a person and the name end the line behind a sentence": (-0.7, 0.7),
    "a person and the name end the line behind a sentence, in brackets": (-0.7, 0.7),
    "a person in capitals and the name end the line behind a sentence": (-1.0, 1.0),
    "a person in capitals and the name end the line behind a sentence, in brackets": (-1.0, 1.0),
    "below a picture's label, behind a person": (-1.5, 1.0),
    "below a word of photo, a name and a sign": (-1.5, 1.0),
    "below a word of by, a name and a sign": (1.0, -0.5),
    "a picture's word right behind, in brackets": (-1.0, 1.0),
    "behind a person in square brackets": (-2.0, 1.5),
    "behind the day that a Japanese caption shows": (-1.0, 2.5),
    "opens a line that a day and an address close": (-3.0, 2.5),
    "the address that closes a line behind a day": (-4.0, 1.0),
    "continued by another body's word": (-3.0, -3.0),
    "beside 2 other short capitals": (-1.5, -1.5),
    "one of several in brackets inside a sentence": (-2.0, -2.0),
    "before the stamp of a wire": (3.0, -1.0),
    "program: comment": (-1.5, -1.5),
    "signs of a program: 3": (-1.5, -1.5),
    "signs of a program: 4": (-3.0, -3.0),
    "data: defined": (-2.5, -2.5),
    "an embedded post near": (-5.0, -5.0),
    "behind the third point of a list": (-7.0, -7.0),
    **{f"short lines in a run: {n}": (-1.5, -1.5) for n in (6, 7, 8, 9)},
    "alone among the short lines of a menu": (-4.0, -4.5),
    "role of element: comment": (-7.0, -7.0),
    "role of element: teaser": (-3.0, -2.0),
    "at an edge of an element for a byline": (7.0, 0.0),
    "at an edge of an element for a picture credit": (0.0, 4.0),
    "all of an element for a credit, head": (2.5, 0.0),  # "source", beside the article's date
    "all of an element for a credit, tail": (1.5, 0.0),
    "tells what it reported, in Han": (-3.0, -2.0),
    "behind a list number": (-1.0, -1.0),
    # a longer name is another house's; few short forms are labelled beside what else they are
    "continued by a capitalised word": (-0.5, -0.5),
    "continued by a company's word": (-3.0, -2.5),
    "continued by what a division deals with": (-4.0, -3.0),
    "continued by a quotation": (-1.0, -1.0),
    "continued by a hyphen and a word": (-1.0, -1.0),
    "behind a company's word": (-2.0, -2.0),
    "behind a word and a hyphen": (-1.0, -1.0),
    "glued to the word before": (-0.5, -0.5),
    "glued to the word behind": (-0.5, -0.5),
    "a domain's ending": (-3.0, -3.0),
    "two letters behind a town and a comma": (-1.0, -1.0),
    "before a postcode": (-3.0, -3.0),
    "before a measure": (-2.5, -2.5),
    "behind a code": (-0.5, -0.5),
    "spelled out here": (-3.0, -3.0),
    # the same letters are a state, an author, a button, a logo, the paper of another's claim
    "a state behind a town, then a dateline's sign": (-3.0, -2.0),
    "the initials of a line beside": (-4.0, -3.0),
    "letters of a text size": (-1.5, -1.5),
    "letters of a text size, words of line behind: 1-2": (-2.0, -2.0),
    "letters of a text size, words of line behind: many": (-1.0, -1.0),
    "alone in alternative text": (-4.0, -2.0),
    "in a breadcrumb": (3.9, -1.0),
    "a part of a dated line of the head": (5.0, -1.0),
    "signs the last line of the article": (2.0, -0.5),
    "label material, then a clause": (-3.0, -3.0),
    "label source, then a clause": (-1.5, -1.5),
    "another house behind via": (-3.0, -1.5),
    # strings of programs and cells of tables hold data about marks
    "in a call's argument": (-5.5, -4.5),
    "program: query": (-4.0, -3.0),
    "touching left \\": (-2.5, -3.0),  # a path of folders
    "in an operand": (-3.5, -3.0),
    "in a list of strings": (-2.5, -2.5),
    "between backticks of notes": (-4.0, -3.5),
    "in a pattern of a call": (-4.0, -4.0),
    "one of many short strings": (-4.0, -4.0),
    "one of many names, each in a line": (-4.0, -4.0),
    "in a string before an address": (-3.0, -3.0),
    "in an example": (-5.0, -5.0),
    "in brackets of 4 parts": (-2.5, -1.5),
    "in brackets of 5 parts": (-5.0, -4.0),
    "between bars of a pattern": (-3.0, -3.0),
    "in a point about a test": (-4.0, -4.0),
    "between backticks of notes, spoken of": (-2.5, -2.5),
    "one of many short strings, each opening a line": (-3.0, -3.0),
    "data: annotated": (-3.0, -3.0),
    "data: of no story": (-6.5, -4.0),
    # what a program does with a name: a test says what it finds, a record has its headline
    "a test expects the name, some form": (2.5, 2.0),
    "a test expects the name, no form": (0.5, 0.0),
    "its row has the name, some form": (2.0, 1.5),
    "a test expects nothing": (-5.0, -5.0),
    "in a story's record, whole cell": (4.0, 0.0),
    "in a story's record, a cell with more": (0.5, 0.0),
    "in a record with a picture, whole cell": (-0.5, 1.0),
    "in a list of strings alone, whole cell": (-2.0, -2.0),
    "in a list of strings alone, a cell with more": (-2.0, -2.0),
    "a key of a program's data": (-3.0, -3.0),
    "in the record below its key": (-4.0, -4.0),
    "an unquoted value": (-3.0, -3.0),
    "one of several codes in brackets": (-4.0, -4.0),
    "quoted in brackets inside a sentence": (-4.0, -4.0),
    "in a condition of a query": (-4.0, -2.5),
    "data: party beside other fields alone": (-1.0, -0.5),
    "a mark quoted inside a sentence": (-3.0, -3.0),
    "continued by a year and a word": (-2.0, -2.0),
    "a Japanese house's word, no kana near": (-4.0, -4.0),
    "a placeholder near": (-2.5, -2.5),
    "an item alone, beside 1": (-1.0, -1.0),
    "an item alone, beside 2": (-3.0, -3.0),
    "the only argument of a call, with its name": (-3.5, -2.0),
    "data: named by its key": (-5.0, -4.0),
    "data: party beside a story's field": (1.0, 0.0),
    "in a story's record, beside a headline, a date": (0.5, 0.0),
    "below a picture's markup": (-1.5, 2.0),
    "data: beside a person's details": (-5.0, -2.0),
    "closes a string of several lines, some form": (1.0, 0.5),
    # lists of houses name agencies among others, or as examples
    "in a list that goes on": (-3.0, -2.5),
    "in a list of houses in brackets": (-3.0, -2.5),
    "closes an entry of references": (-3.0, -2.5),
    "one of many items behind a label of sources, most of them no agencies": (-2.0, -1.5),
    "beside sources of data": (-3.5, -2.0),
    "behind a label of houses": (-5.0, -4.0),
    "a bracket behind tells of a feed or a price": (-4.5, -3.5),
    "behind a word for examples": (-4.0, -3.5),
    # what is told of an agency or of its marks marks nothing
    "shown by those who teach marks": (-6.0, -6.0),
    "in quotation marks inside a sentence": (-4.5, -5.5),
    "a party of a lawsuit": (-4.0, -3.0),
    "the house of one of several persons": (-4.0, -3.0),
    "answers a question": (-5.0, -4.0),
    **{
        f"a short form in brackets behind an unknown phrase, then {sign}, name {cls}": weight
        for sign in ("-", ":", ".", "word")
        for cls, weight in (("ambiguous", (-1.5, -0.5)), ("mark", (-0.5, -0.2)))
    },
    "a short form in brackets behind another bracket": (-3.0, -1.0),
    "in a list that goes on over lines": (-4.0, -3.0),
    "the source of a figure, with its year": (-2.5, -0.5),
    "one name over and over": (-4.5, -4.0),
    "a place of a journey": (-5.0, -4.0),
    "in the subject of a letter": (-4.0, -4.0),
    "explained by what it is": (-4.5, -4.0),
    "among facts of a house": (-6.0, -4.0),
    "the source of a numbered figure": (-4.0, -0.5),
    "the holder of a licensed program": (-6.0, -4.0),
    # fields of pictures are filled with their source; a caption's element stands beside its image
    "data: party of a picture, whole value": (0.0, 3.2),
    "data: party of a picture, end of a value": (0.0, 0.5),
    "in an element beside an image": (-1.5, 1.5),
    "data: a field of a picture, in a picture's form": (-1.0, 2.5),
    "a known place and the name in brackets open a string's text": (3.5, 0.0),
    "continued by letters of another script": (-4.0, -3.0),
    "at the start of a cell, then a colon": (-3.0, -3.0),
    "in a list of persons and their houses": (-3.0, -3.0),
    "in alternative text beside 2 more": (-2.0, -1.0),
    "element td, in line: alone": (-4.5, -3.5),
    "a report's lead opens a line": (0.3, -1.0),
    "a report's lead, none of its language": (-2.5, -1.0),  # agencies report in their own
    **{
        f"one of {n} items behind some label, {where}": (-3.0, -2.0)
        for n in (4, 5, 6)
        for where in ("below a story", "no story above")
    },
    **{f"one of {n} items behind a label of sources, no story above": (-1.0, -1.0) for n in (4, 5)},
    "one of 6 items behind a label of sources, no story above": (-2.0, -1.0),
    "in a list that a name is given": (-2.5, -2.5),
    **{
        f"a comment that tells nothing, signs around: {dense}": (-1.0, -1.0)
        for dense in ("few", "some", "many", "most")
    },
    **{
        f"in a short string: {size}, led by {led}, in a comment": (-1.5, -1.5)
        for size in ("alone", "not alone")
        for led in ("none", "list")
    },
    "a text in a string": (0.3, 0.3),
    "below a heading of picture credits": (-2.0, 4.5),
    "in a line of picture credits": (-2.0, 4.0),
    "before a licence of free pictures": (-2.5, 3.0),
    "a link behind a label of source": (2.5, 0.0),
    "a link behind a label of photo": (-1.0, 3.0),
    "a link behind a label of by": (2.5, 0.0),
    "a person and the name in brackets are the line below the story": (1.5, -1.5),
    "a person and the name in brackets are the line below a title": (1.5, -1.0),
    "behind the sign of a holder and a person": (-1.5, 1.5),
    "a colon and a person behind the name, behind a sentence": (-1.0, 5.0),
    "a picture's word, a sentence, a person and the name": (-1.0, 2.5),
    "alone in brackets with a day": (2.5, -0.5),
    "figures, then a known place and the name in brackets open a line": (2.5, 0.0),
    "data in column: source": (0.5, 0.0),
    "data in column: provider": (0.5, 0.0),
    "data in column: holder": (0.5, 0.0),
    "opens the text before a colon": (4.4, -1.0),  # a digest has more such entries
    "opens a digest before a colon": (-2.0, -1.0),
    "alone in brackets behind sentence": (1.0, -1.0),
    "slot before: unknown phrase, then .": (-1.5, -0.5),
    "below a word of by": (2.0, -1.0),
    # nobody sells a text through a seller of pictures
    "a seller of pictures behind an agency": (-2.0, 3.0),
    "a seller of pictures first": (-1.5, 1.5),
    "sellers of pictures alone": (-1.0, 1.5),
    "a person behind a slash": (-2.0, 2.0),
    "in brackets that a label of sources opens": (1.0, 0.0),
    "behind a label of links": (-7.0, -7.0),
    # a picture's credit where a text's has the same form: what is beside or behind it tells
    "a dateline below, no sentence before": (-1.5, 2.0),
    "a byline above a dateline": (2.0, -1.5),
    "one name by way of another, in brackets": (-1.0, 1.5),
    "behind a newsroom's word for itself": (2.0, -2.5),
    "form dateline#55": (1.5, -1.0),
    "a label of sources, a person and the name": (-1.0, 1.5),
    "a person in capitals behind a slash": (-1.0, 1.5),
    "an archive and a person behind the name": (-1.5, 1.5),
    "a Japanese notice closes a sentence that shows a picture": (-1.0, 1.5),
    "a Japanese notice closes a sentence that shows none": (3.0, -2.5),
    "a title and its site, repeated by the line behind": (1.5, -1.5),
    "repeats alternative text, then a sign": (-1.0, 1.5),
    **{
        f"line before is alternative text again, in line: {where}": (-1.0, 1.5)
        for where in ("alone", "end", "middle")
    },
    "data: party of a picture beside its file": (-2.0, 3.0),
    "data: party of a picture, in a table": (-2.0, 2.0),
    "data: party of a picture, beside a camera's data": (-2.5, 2.0),
    # what sets up a program
    "an example or a default": (-4.0, -3.5),
    "in a list of choices": (-4.0, -3.5),
    "in a catalogue of messages": (-5.0, -4.0),
    "the value of a setting in capitals": (-4.5, -4.5),
    "in the query of an address": (-4.5, -4.0),
    "in a selector": (-6.0, -4.0),
    "what a query asks for": (-5.5, -4.0),
    "in a group of a pattern": (-6.0, -5.0),
    "one of numbered values": (-3.5, -3.0),
    "a key that is named as its value": (-4.5, -4.0),
    "heads a section of settings": (-7.0, -4.0),
    "a part of an address or a path": (-4.0, -4.0),
    "in a picture's record, whole cell": (-2.0, 5.5),
    "in a picture's record, a cell with more": (-2.0, 3.5),
    "alone in the alternative text of markup": (-7.0, -5.0),
    "behind a label of a program's sources": (-4.0, -2.0),
    "provides data": (-5.0, -3.0),
    "before the day on which a page was looked at": (-4.0, -3.0),
    "a code in brackets, 1 beside": (-2.0, -1.5),
    "a code in brackets, 2 beside": (-4.0, -3.0),
    "one of several words between slashes": (-3.0, -2.0),
    "ends a caption of markup": (-2.5, 6.0),
    "in a caption of markup": (-1.5, 3.0),
    "below a picture's markup, in italics": (-1.5, 1.5),
    "data: party, in a picture's form": (-1.5, 1.5),
    "in alternative text": (-1.5, 1.5),
    "data: caption of a picture": (-1.5, 2.5),
    "data: caption of a picture, whole value": (-1.0, 2.5),
    "data: caption of a picture, end of a value": (-1.0, 2.5),
    "data: caption of a picture, end of a long value": (-1.0, 2.5),
    "in a short element for a picture credit": (-1.0, 2.5),
    # a caption ends with its credit; a label of pictures says whose picture it is
    "at the end of an element for a caption": (-0.5, 3.2),
    "line before runs on to a name in brackets": (0.0, 2.0),
    "below a control of a picture": (-1.5, 1.5),
    "behind who stands where in a picture": (-1.5, 1.5),
    "line before tells who stands where in a picture": (-1.0, 1.0),
    "repeated by the line behind": (-1.5, 1.5),
    "behind what is going on, in Korean": (-1.5, 1.5),
    "in the name of a picture's file": (-1.0, 1.5),
    "form photo-label#0": (-1.0, 0.7),
    "form photo-label#8": (-2.2, 2.2),
    "form photo-notice#0": (-3.0, 3.5),
    "form photo-person#0": (-1.0, 0.7),
    "form photo-person#9": (-2.0, 2.5),
    "form photo-person#10": (-0.5, 2.0),
    "form photo-person#12": (-1.0, 2.5),
    "form photo-caption#0": (0.0, 0.7),
    "label news_agency behind signs :": (2.0, -1.5),
    "form dateline#32": (1.5, -0.5),
    "form dateline#38": (1.5, -0.5),
    "form dateline#39": (0.0, 0.0),
    "form dateline#40": (2.0, -0.5),
    "form dateline#41": (3.0, -0.5),
    "form byline#16": (1.0, -0.5),
    "form photo-person#14": (-1.0, 2.0),
    "behind a desk's initials": (1.0, -0.5),
    "with a desk or a service": (1.5, -0.5),
    "form slug#19": (1.5, -0.5),
    "form slug#20": (1.5, -0.5),
    "form slug#21": (1.5, -0.5),
    "form slug#22": (3.0, -2.5),
    "form slug#23": (2.5, -2.5),
    "form slug#25": (2.0, -1.0),
    "form slug#28": (2.0, -1.0),
    "form slug#29": (1.5, -1.0),
    "form slug#30": (2.0, -1.5),
    "form slug#31": (2.0, -2.0),
    "form slug#32": (2.0, -1.5),
    "form with#4": (2.0, -1.0),
    "form photo-person#16": (-1.0, 2.0),
    "a place or one word behind a slash, above a story": (1.5, -2.5),
    "one word behind a slash in brackets, behind a sentence": (1.0, -1.5),
    "the sign of a holder and the name, then what is shown": (-1.5, 2.0),
    "an equals sign closes a line of no sentence, in Japanese": (-1.5, 2.5),
    "form slug#26": (2.0, -2.0),
    "form slug#27": (2.5, -2.5),
    "form byline#18": (1.5, -0.5),
    # notices of terms name whose text it is in sentences that nothing else has
    "form permission#2": (3.0, -0.5),
    "form permission#3": (3.0, -0.5),
    "form permission#4": (3.0, -0.5),
    "form permission#5": (3.0, -0.5),
    "form report#1": (2.2, -0.5),
    "form report#2": (1.0, -0.5),
    "form dateline#48": (2.0, -0.5),
    "form dateline#49": (2.5, -1.5),
    "form dateline#50": (2.5, -2.5),
    "form dateline#51": (3.0, -0.5),
    "form photo-person#15": (-1.0, 1.5),
    "template photo-service, name picture": (-0.5, 1.0),
    "in brackets that a label of agencies opens": (2.7, -0.5),
    "form photo-notice#2": (-1.5, 2.0),
    "spelled out elsewhere": (-1.5, -1.5),
    # few sources show a lead without a place, or with one that no list has: what follows tells
    "in brackets at the start of a text, then a story": (1.5, -0.5),
    "in brackets at the start of a text, then a title": (0.0, 0.0),
    "in brackets at the start of a text, then a few words": (-0.5, -0.5),
    "in brackets at the start of a text, then small letters": (-1.0, -0.5),
    "in brackets at the start of a line, then a story": (0.5, -0.5),
    "in brackets at the start of a line, then a few words": (-0.5, -0.5),
    "in brackets at the start of a line, then small letters": (-1.0, -0.5),
    **{
        f"in brackets at the start of a line, then {told}, name {cls}": (0.0, 0.0)
        for told in ("a story", "a title", "a few words", "small letters")
        for cls in ("full", "mark", "ambiguous")
    },
    "unknown words open a line, then : and a story": (1.0, -0.5),
    "unknown words open a line, then - and a story": (0.5, -0.5),
    "unknown words open a line, then : and a few words": (-0.5, -0.5),
    "unknown words open a line, then : and figures": (-1.0, -0.5),
    "unknown words open a line, then : and small letters": (0.0, -0.5),
    **{
        f"unknown words open a line, then {told}, name {cls}": (0.0, 0.0)
        for told in ("a story", "a title", "a few words", "small letters")
        for cls in ("full", "mark", "ambiguous")
    },
    **{
        f"{count} unknown words{loud} open a line, then a story": (0.0, 0.0)
        for count in (1, 2, 3)
        for loud in ("", " in capitals")
    },
    "behind a line's first word, owns a thing": (-4.0, -3.0),
    # a label in brackets credits what is in them
    "behind a bracket that a picture's label opens": (-0.5, -2.5),
    # a place and the agency alone above a story are its dateline
    "a known place and the name are the line above a story": (2.5, -2.5),
    "a known place and the name, among lines of this shape": (-6.0, -3.0),
    "a label of sources and the name open a text": (1.0, -1.5),
    "a label of sources and the name between a title and its story": (1.0, -1.5),
    "words of authors and sources with the name are the line above a story": (2.0, -1.5),
    "words of authors and sources with the name are the line below a story": (2.0, -1.5),
    "the name in brackets opens a text, alone in its line": (1.0, -2.0),
    # lines of their own that say from whose report a text was made
    **{f"form contributed#{number}": (1.0, -0.5) for number in (6, 7, 8)},
    "an author and the name are the line above a story": (2.5, -2.0),
    # agencies' own texts name their correspondents, and who only quotes one names the agency
    "a correspondent of the name reports": (2.0, -0.5),
    "a report's lead, then whose report it passes on": (1.5, -0.5),
    # a report opens with its source, and goes on behind its lead with another's
    "a report's lead opens a line, story 0 above": (1.2, -0.5),
    "a report's lead in Arabic letters opens a line, story 0 above": (1.0, -0.5),
}


@dataclass(slots=True)
class Shown:
    """The sources that show a sign beside a marking of the text, of a picture, and of neither."""

    text: set[str] = field(default_factory=set)
    photo: set[str] = field(default_factory=set)
    none: set[str] = field(default_factory=set)

    def sides(self, role: str, weight: float) -> tuple[int, int]:
        """Returns how many sources support a weight for a role, and how many contradict it.

        Markings of the other role support a negative weight and say nothing about a positive one.
        """
        own, other = (self.text, self.photo) if role == "text" else (self.photo, self.text)
        if weight > 0:
            return len(own), len(self.none)
        return len(self.none | other), len(own)


def shown(pairs: Iterable[tuple[Text, Name]], priors: Mapping[str, Weights]) -> dict[str, Shown]:
    """Returns, for each sign of `priors`, the sources of labelled snippets in which it occurs."""
    found: dict[str, Shown] = defaultdict(Shown)
    for text, name in pairs:
        if text.kind in LABELLED and name.label:
            for sign in priors.keys() & set(name.signs):
                getattr(found[sign], name.label[0]).add(text.source)
    return found


def yielded(
    pairs: Iterable[tuple[Text, Name]], priors: Mapping[str, Weights]
) -> dict[str, Weights]:
    """Returns what is left of each prior, by the names that a fit is of."""
    found = shown(pairs, priors)
    return {
        sign: (_left(found.get(sign), "text", text), _left(found.get(sign), "photo", photo))
        for sign, (text, photo) in priors.items()
    }


def _left(seen: Shown | None, role: str, weight: float) -> float:
    if seen is None:
        return weight
    told, against = seen.sides(role, weight)
    return weight * (told + _TRUST) / (told + against + _TRUST)


def listed(
    pairs: Iterable[tuple[Text, Name]], priors: Mapping[str, Weights], fitted: Mapping[str, Weights]
) -> Iterator[str]:
    """Yields one line per prior: sources for and against, the prior, what is left, the weight."""
    pairs = list(pairs)
    found, left = shown(pairs, priors), yielded(pairs, priors)
    yield "sources: text photo none | prior > what is left > weight | sign"
    for sign, prior in sorted(priors.items()):
        seen = found.get(sign, Shown())
        sides = [seen.sides(r, w) for r, w in zip(("text", "photo"), prior, strict=True) if w]
        against = any(other >= _MANY and other > told for told, other in sides)
        columns = (prior, left[sign], fitted.get(sign, (0.0, 0.0)))
        weights = " > ".join("/".join(f"{weight:.1f}" for weight in one) for one in columns)
        sources = f"{len(seen.text)} {len(seen.photo)} {len(seen.none)}"
        yield f"{sources} | {weights} | {sign}{' (contradicted)' if against else ''}"
