"""What readers of a page see is read, wherever the markup keeps it; what they do not see is not."""

import base64
from itertools import cycle

import pytest

from checker.formats.html.document import read_html
from checker.formats.html.hiding import sheet_of, shown_by_sheet

OWN = "".join(
    f"<p>{line}</p>"
    for line in (
        "The council voted on Tuesday to widen the lane by the old mill from next spring on.",
        "Residents had asked for a crossing since a cyclist was hurt there four years ago.",
        "Work is to begin in March and will take eleven weeks, said the head of the works office.",
    )
)
STORY = "Ferries to the outer islands stayed in port for a third day as a gale kept blowing."
BASE64 = base64.b64encode(STORY.encode()).decode()
IN_PAGE = {
    "an open shadow root": f"<div><template shadowrootmode=open><p>{STORY}</p></template></div>",
    "a closed shadow root": f"<x-s><template shadowrootmode=closed>{STORY}</template></x-s>",
    "a shadow root in another": (
        "<div><template shadowrootmode=open><div><template shadowrootmode=open>"
        f"{STORY}</template></div></template></div>"
    ),
    "a slot": (
        f"<div><p>{STORY}</p><template shadowrootmode=open><section><slot></slot></section>"
        "</template></div>"
    ),
    "a named slot": (
        f"<div><p slot=s>{STORY}</p><template shadowrootmode=open><slot name=s>-</slot>"
        "</template></div>"
    ),
    "a frame": f'<iframe srcdoc="<p>{STORY}</p>"></iframe>',
    "a frame with entities": f'<iframe srcdoc="&lt;p&gt;{STORY}&lt;/p&gt;"></iframe>',
    "a frame in a frame": f"<iframe srcdoc='<iframe srcdoc=\"{STORY}\"></iframe>'></iframe>",
    "a frame with a data address": f'<iframe src="data:text/html,<p>{STORY}</p>"></iframe>',
    "a frame in base64": f'<iframe src="data:text/html;base64,{BASE64}"></iframe>',
    "an object with a data address": f'<object data="data:text/plain,{STORY}"></object>',
    "an object without data": f"<object><p>{STORY}</p></object>",
    "a drawing": f"<svg><g><text>{STORY}</text></g></svg>",
    "a drawing with lines": (
        f"<svg><text><tspan x=0>{STORY[:35]}</tspan><tspan x=0 dy=1em>{STORY[36:]}</tspan>"
        "</text></svg>"
    ),
    "a drawing with spans": f"<svg><text><tspan>{STORY[:40]}</tspan>{STORY[40:]}</text></svg>",
    "foreign content of a drawing": f"<svg><foreignObject><p>{STORY}</p></foreignObject></svg>",
}
BELOW = {
    "noscript": f"<noscript><p>{STORY}</p></noscript>",
    "noscript beside one of the head": (
        f"<head><noscript><link href=x></noscript></head><p>x</p><noscript>{STORY}</noscript>"
    ),
    "a canvas": f"<canvas>{STORY}</canvas>",
    "an object that may fail to load": f"<object data=x.swf>{STORY}</object>",
    "a style sheet": f"<style>p::after{{content:'{STORY}'}}</style>",
    "a style sheet with escapes": f'<style>q::before{{content:"Ferries\\20 {STORY[8:]}"}}</style>',
}


SHADOW = f"<template shadowrootmode=open><p>{STORY}</p></template>"


@pytest.mark.parametrize(
    "page",
    [
        f"<body>{SHADOW}</body>",
        f"<html><head><title>x</title></head><body><p>Light.</p>{SHADOW}</body></html>",
        f"<p>Light.</p>{SHADOW}",
        f"<iframe srcdoc='<body>{SHADOW}</body>'></iframe>",
        f"<body><p slot=s>{STORY}</p><template shadowrootmode=closed><slot name=s></slot>"
        "</template></body>",
    ],
)
def test_a_body_has_a_shadow_root_like_any_other_element(page: str) -> None:
    assert read_html(page).text.strip() == STORY


@pytest.mark.parametrize("kind", IN_PAGE)
def test_what_readers_see_in_the_page_is_read_in_its_place(kind: str) -> None:
    draft = read_html(f"{OWN}{IN_PAGE[kind]}<p>Last of all.</p>")
    read = draft.text.replace("\n", " ")
    assert read.index(STORY) < read.index("Last of all.")
    assert not draft.left_out


@pytest.mark.parametrize("kind", BELOW)
def test_what_some_readers_see_is_read_below_the_page_as_page_chrome(kind: str) -> None:
    draft = read_html(f"<p>{STORY[:9]}</p>{BELOW[kind]}{OWN}")
    start = draft.text.index(STORY)
    assert start > draft.text.index("Work is to begin")
    assert [zone.kind for zone in draft.zones if zone.start <= start < zone.end] == ["furniture"]


RUBY = {
    "a reading over each word": "<ruby>{0}<rp>(</rp><rt>~{0}</rt><rp>)</rp></ruby>",
    "a reading without end tags": "<ruby>{0}<rt>~{0}</ruby>",
    "bases and readings with names": "<ruby><rb>{0}</rb><rtc><rt>~{0}</rt></rtc></ruby>",
    "readings in spans": "<span class=w><ruby>{0}<rt><span>~{0}</span></rt></ruby></span>",
}


@pytest.mark.parametrize("kind", RUBY)
def test_the_readings_over_words_stand_between_none_of_them_and_are_read_below(kind: str) -> None:
    words = STORY.split(" ")
    draft = read_html(f"{OWN}<p>{' '.join(RUBY[kind].format(word) for word in words)}</p>")
    assert STORY in draft.text
    assert " ".join(f"~{word}" for word in words) in draft.text


def test_a_story_that_stands_over_other_words_is_read() -> None:
    pairs = (f"<ruby>x<rt>{word}</rt></ruby>" for word in STORY.split(" "))
    assert STORY in read_html(f"{OWN}<p>{''.join(pairs)}</p>").text


@pytest.mark.parametrize(
    ("markup", "why"),
    [
        ("<video src=x><p>Your browser cannot show it.</p></video>", "fallback"),
        ("<template><p>words of a script</p></template>", "template"),
        ("<div>Old words<template shadowrootmode=open><p>New</p></template></div>", "hidden"),
        ("<style>a::after{content:'Read more'}</style>", "style sheet"),
        ("<noscript>Please enable scripts</noscript>", "fallback"),
    ],
)
def test_what_nobody_sees_is_counted(markup: str, why: str) -> None:
    draft = read_html(f"{OWN}{markup}")
    assert [entry.why for entry in draft.left_out] == [why]
    assert draft.left_out[0].characters > 0


def test_frames_nested_without_end_are_damage() -> None:
    markup = STORY
    for _ in range(12):
        escaped = markup.replace("&", "&amp;").replace('"', "&quot;")
        markup = f'<iframe srcdoc="{escaped}"></iframe>'
    draft = read_html(OWN + markup)
    assert "frames nested deeper" in draft.damage[0]


HIDING = (
    "style='display:none'",
    "style='DISPLAY : NONE !important'",
    "style='visibility:hidden'",
    "style='font-size:0'",
    "style='font-size:0.01px;'",
    "style='opacity:0'",
    "style='position:absolute;left:-9999px'",
    "style='position:absolute;clip:rect(0,0,0,0)'",
    "style='clip-path:inset(100%)'",
    "style='text-indent:-200em'",
    "style='display:inline-block;width:0;overflow:hidden'",
    "style='transform:scale(0)'",
    "style='color:#fff'",
    "style='color:white'",
    "style='color:transparent'",
    "style='color:rgb(9,9,9);background:#090909'",
    "hidden",
    "class='sr-only'",
    "class='first gone'",
    "id='gone'",
)


@pytest.mark.parametrize("tag", ["span", "i", "a", "div"])
@pytest.mark.parametrize("how", HIDING)
def test_hidden_words_inside_a_sentence_are_left_out_of_it(how: str, tag: str) -> None:
    style = "<style>/* } */ .gone, #gone { color: red; display: none }</style>"
    junk = f"<{tag} {how}>turnip </{tag}>"
    draft = read_html(f"{style}{OWN}<div>{STORY[:30]}{junk}{STORY[30:]}</div>")
    assert STORY in draft.text
    assert "turnip" not in draft.text
    assert [(entry.why, entry.characters) for entry in draft.left_out] == [("hidden", 6)]


@pytest.mark.parametrize(
    "how",
    [
        "aria-hidden=true",
        "style='display:inline'",
        "style='font-size:0.9em'",
        "style='font:inherit'",
        "style='opacity:0.8'",
        "style='left:-9px'",
        "style='color:#fff;background:#900'",
        "style='color:#333'",
        "class=aside",
    ],
)
def test_words_that_are_seen_stay_in_their_sentence(how: str) -> None:
    style = "<style>@media print{.aside{display:none}} .x .aside{display:none}</style>"
    draft = read_html(f"{style}{OWN}<p>Ferries <span {how}>to the</span> islands</p>")
    assert "Ferries to the islands" in draft.text
    assert not draft.left_out


def test_white_letters_on_a_dark_ground_are_seen() -> None:
    draft = read_html(f"{OWN}<p style='background:#123'>A <b style='color:#fff'>white</b> word</p>")
    assert "A white word" in draft.text


@pytest.mark.parametrize(("words", "read"), [(11, False), (12, True)])
def test_hidden_words_of_some_length_are_read_behind_the_sentence(words: int, read: bool) -> None:
    more = " ".join(f"word{n}" for n in range(words))
    sentence = " ".join(STORY for _ in range(5))
    draft = read_html(f"<p>{sentence[:90]}<span hidden>{more}</span>{sentence[90:]}</p>{OWN}")
    assert sentence in draft.text
    assert (more in draft.text) == read
    assert bool(draft.left_out) != read


def test_a_block_of_which_much_is_hidden_is_read_whole_too() -> None:
    """A style sheet in another file may show what the page seems to hide."""
    parts = zip(cycle(("{} ", "<b class=sr-only>{}</b> ")), STORY.split(), strict=False)
    draft = read_html(f"{OWN}<p>{''.join(form.format(word) for form, word in parts)}</p>")
    assert STORY in " ".join(draft.text.split())


def test_a_hidden_author_stays_a_line_of_the_article() -> None:
    draft = read_html(f"<h1>Storm</h1><p>Gale <span class=author hidden>Bo Sample</span></p>{OWN}")
    start = draft.text.index("Bo Sample")
    assert [zone.role for zone in draft.zones if zone.start <= start < zone.end] == ["byline"]


def test_reversed_markup_is_told_by_the_character_that_reverses() -> None:
    draft = read_html(f"{OWN}<p>So <bdo dir=rtl>siht</bdo>, or <bdo dir=ltr>that</bdo></p>")
    assert "So \u202esiht\u202c, or that" in draft.text
    style = "unicode-bidi: bidi-override; direction: rtl"
    assert "\u202ekcab" in read_html(f"{OWN}<p style='{style}'>kcab</p>").text


@pytest.mark.no_cover
@pytest.mark.slow
@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("<p>x</p>", "before"),
        ("<div>Ab</div>", "after"),
        ("<p><a href=/a>x</a></p>", "after"),
        ("<h2>x</h2>", "before"),
    ],
)
def test_short_lines_make_no_teaser_of_the_story_among_them(line: str, place: str) -> None:
    filler, story = line * 12_000, f"<p>{STORY * 9}</p>"
    draft = read_html(filler + story if place == "before" else story + filler)
    start = draft.text.index(STORY)
    zones = [zone for zone in draft.zones if zone.start <= start < zone.end]
    assert [(zone.kind, zone.role) for zone in zones] == [("head", "")]


def test_only_simple_rules_of_a_style_sheet_hide() -> None:
    css = ".a,#b,p.c,i{display:none}.d .e{display:none}@media print{.f{display:none}}.g{top:0}"
    sheet = sheet_of([css])
    assert {"a", "c"} <= sheet.classes
    assert (sorted(sheet.ids), sorted(sheet.tags)) == (["b"], ["i"])
    assert sheet.classes.isdisjoint("defg")


def test_texts_of_a_style_sheet_are_joined_and_unescaped() -> None:
    css = r"""a{content:"\201C So" ' it is'} b{content:"\e900"} i{content: attr(title)}"""
    assert shown_by_sheet(css) == ["“So it is"]
