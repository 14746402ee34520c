"""The page of a check and of an audit can be read by day and in the dark: contrast as WCAG asks."""

import re
from importlib.resources import files

import pytest

TEXT = 4.5  # WCAG 2.2, 1.4.3: text beside its background
SIGN = 3.0  # 1.4.11: a bar, or the edge of a mark
VERDICTS = ("open", "clear", "credit", "licence", "blocked")
MARKS = ("verbatim", "near", "derived", "quotation", "related", "standing")


def palettes() -> dict[str, dict[str, str]]:
    """The colours by scheme; what the dark one does not name is as by day."""
    css = files("checker.report").joinpath("templates/style.css").read_text("utf-8")
    roots = re.findall(
        r"(@media screen and \(prefers-color-scheme:dark\)\{)?:root\{(.*?)\}", css, re.DOTALL
    )
    found = {
        "dark" if dark else "light": dict(re.findall(r"--([\w-]+):(#[0-9a-f]{3,6})", body))
        for dark, body in roots
    }
    return {"light": found["light"], "dark": {**found["light"], **found["dark"]}}


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    parts = (int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4))
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#fff") < TEXT < contrast("#767676", "#fff")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_badges_and_marks_can_be_read(scheme: str) -> None:
    colours = palettes()[scheme]
    pairs = {
        **{(text, on): TEXT for text in ("ink", "soft") for on in ("paper", "panel")},
        **{(f"{verdict}-ink", f"{verdict}-soft"): TEXT for verdict in VERDICTS},
        **{(verdict, "panel"): SIGN for verdict in VERDICTS},
        **{(f"{mark}-line", "paper"): SIGN for mark in MARKS[:-1]},
        ("marking", "paper"): SIGN,
        **{(text, mark): TEXT for text in ("ink", "soft") for mark in MARKS},
    }
    faint = {
        pair: round(found, 2)
        for pair, least in pairs.items()
        if (found := contrast(colours[pair[0]], colours[pair[1]])) < least
    }
    assert faint == {}


def test_the_colours_are_those_of_the_editors_page() -> None:
    """A passage is of one colour on the page, in a report and in an audit, by day and at night."""
    css = files("api").joinpath("static/css/base.css").read_text("utf-8")
    by_day, _, at_night = css.partition("@media screen and (prefers-color-scheme: dark)")
    for scheme, body in (("light", by_day), ("dark", at_night.partition("--shadow")[0])):
        page = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", body))
        shown = palettes()[scheme]
        assert {name: shown[name] for name in shown if name not in ("paper", "panel", "soft")} == {
            name: page[name] for name in shown if name not in ("paper", "panel", "soft")
        }


def test_no_colour_is_written_outside_of_the_two_palettes() -> None:
    css = files("checker.report").joinpath("templates/style.css").read_text("utf-8")
    rest = re.sub(r":root\{.*?\}", "", css, flags=re.DOTALL)
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b", rest) == []
