"""Data from which a page's scripts draw parts: never text, but counted; captions are compared."""

import html
import json

import pytest

from checker.formats import read_draft
from checker.outside import outside

STORY = "<article><p>The night ferry to Orlu sailed again on Monday after a winter in the yard.</p>"
TWELVE = "Nineteen seals lay below the north stair before the lamp was lit"  # words
ELEVEN = TWELVE.removesuffix(" lit")
HAN = "渡轮在冬季停航检修之后于星期一再次驶往北方的岛屿"


def left_out(markup: str) -> dict[str, int]:
    draft = read_draft(f"{STORY}{markup}</article>", as_type="html")
    assert TWELVE not in draft.text
    return {one.why: one.characters for one in draft.left_out}


PROPS = html.escape(json.dumps({"body": TWELVE}))


@pytest.mark.parametrize(
    "markup",
    [
        f"<div data-props='{PROPS}'></div>",
        f"<div x-data='{PROPS}'></div>",
        f"<span wire:snapshot='{PROPS}'></span>",
        f"<fact-box text='{TWELVE}'></fact-box>",
        f"<div data-note='{HAN}'></div>",
    ],
)
def test_prose_in_the_attributes_of_a_component_is_counted(markup: str) -> None:
    found = left_out(markup)
    assert set(found) == {"attribute"}
    assert found["attribute"] >= len(HAN)


SOURCES = ", ".join(f"https://x.example/{n}.jpg {n}w" for n in range(20))


@pytest.mark.parametrize(
    "markup",
    [
        f"<div data-props='{ELEVEN}'></div>",
        f"<div data-note='{HAN[:23]}'></div>",
        f"<div aria-label='{TWELVE}'>x</div>",
        f"<div class='{TWELVE}'>x</div>",
        f"<div onclick='{TWELVE}'>x</div>",
        f"<div data-srcset='{SOURCES}'></div>",
    ],
)  # fmt: skip
def test_labels_and_settings_are_not_counted(markup: str) -> None:
    assert left_out(markup) == {}


@pytest.mark.parametrize(
    ("kind", "why"),
    [
        ("application/json", "script"),
        ("application/vnd.site+json", "script"),
        ("text/x-handlebars", "template"),
        ("text/html", "template"),
    ],
)
@pytest.mark.parametrize("around", ["{}", "<amp-state id='x'>{}</amp-state>"])
def test_data_and_templates_in_scripts_are_counted(kind: str, why: str, around: str) -> None:
    data = json.dumps({"body": TWELVE})
    assert left_out(around.format(f"<script type='{kind}'>{data}</script>")) == {why: len(data)}


@pytest.mark.parametrize(
    "kind", ["text/javascript", "module", "application/ld+json", "importmap", "speculationrules"]
)
def test_programs_and_statements_are_no_data(kind: str) -> None:
    assert left_out(f"<script type='{kind}'>{{}}</script>") == {}


def test_a_frame_of_another_site_is_counted_once() -> None:
    frames = "<iframe src='https://x.example/a'></iframe><iframe src='//x.example/b'></iframe>"
    assert left_out(frames) == {"frame": 2}
    assert (
        left_out("<iframe src='about:blank'></iframe><iframe srcdoc='<p>Seen.</p>'></iframe>") == {}
    )


@pytest.mark.parametrize(
    "markup",
    [
        "<img src='a.jpg' data-caption='{}'>",
        "<img src='a.jpg' data-image-caption='{}'>",
        "<img src='a.jpg' data-image-description='{}'>",
        "<drupal-media data-caption='{}' data-entity-uuid='z'></drupal-media>",
        "<site-img alt='{}'></site-img>",
    ],
)
def test_captions_in_the_data_of_a_picture_are_compared(markup: str) -> None:
    draft = read_draft(f"{STORY}{markup.format(TWELVE)}</article>", as_type="html")
    assert [part.text for part in outside(draft)] == [TWELVE]
    assert not draft.left_out


def test_other_data_of_a_picture_is_not_compared() -> None:
    markup = f"<img src='a.jpg' data-title='{TWELVE}' data-caption-style='{TWELVE}'>"
    assert not outside(read_draft(f"{STORY}{markup}</article>", as_type="html"))
