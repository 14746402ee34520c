"""The elements of a page: what each says of itself, and whether the page hides it."""

import re
from itertools import islice

from checker.formats.html.hiding import Sheet, background_of, hides, sheet_of
from checker.formats.html.hints import Hint, hint_of, names_hint, vocabulary, with_credit, word_set
from checker.formats.html.page import Element, Page

__all__ = ["Elements", "speaks", "turns"]

_PARTS = word_set("section aside nav div ul")  # whose label says what part of the page they are
_SPEAKING = Hint.BYLINE | Hint.CREDIT | Hint.CAPTION | Hint.PICTURE_CREDIT | Hint.META | Hint.DATE
_LABELLED = Hint.TEASER | Hint.COMMENT | Hint.NAVIGATION | Hint.SITE
# The attributes besides the class that say what an element is, or how it is shown.
_NAMING = ("id", "itemprop", "rel")
_TELLING = word_set("id itemprop rel role data-testid aria-label style hidden bgcolor")
_OVERRIDES = re.compile(r"bidi-override", re.IGNORECASE)
_FROM_RIGHT = re.compile(r"direction\s*:\s*rtl", re.IGNORECASE)


class Elements:
    """Makes the elements of a page. `sheet` is what style sheets hide where the pass is now."""

    def __init__(self, page: Page, styles: list[str]) -> None:
        self.made, self.blocks = page.elements, page.blocks
        self.tags = vocabulary().tags
        self.backgrounds: dict[int, str] = {}  # by the order of their elements
        self.sheet: Sheet = sheet_of(styles)
        self.by_class: dict[str, bool] = {}  # class values that the style sheet hides

    def make(
        self, tag: str, attributes: dict[str, str | None], parent: Element, block: bool
    ) -> Element:
        """Returns a new element, which begins at the next block."""
        elements, first, names = self.made, len(self.blocks), ""
        behind = None
        if not attributes:
            hint = self.tags.get(tag, Hint.NONE)
        elif _TELLING.isdisjoint(attributes):
            names = attributes.get("class") or ""
            hint = hint_of(tag, names, "") if names else self.tags.get(tag, Hint.NONE)
        else:
            names, hint, behind = self.said(tag, attributes, parent)
        order = len(elements)
        made = Element(order, tag, parent, names, hint, block, first, first)
        elements.append(made)
        if behind:
            self.backgrounds[order] = behind
        return made

    def aside(self, tag: str, top: Element) -> Element:
        """Returns an element for what belongs to no part of the page."""
        made = self.make(tag, {}, top, True)
        made.hint |= Hint.SITE
        return made

    def said(
        self, tag: str, attributes: dict[str, str | None], parent: Element
    ) -> tuple[str, int, str | None]:
        """Returns an element's names, their hint, and the background that its style gives it."""
        get = attributes.get
        names, hint = get("class") or "", self.tags.get(tag, Hint.NONE)
        if names:
            hint |= names_hint(names)
        for name in _NAMING:
            if value := get(name):
                names = f"{names} {value}" if names else value
                hint |= names_hint(value)
        if role := get("role"):
            hint |= hint_of("", "", role)
        hint = with_credit(hint)
        if test := get("data-testid"):
            hint |= hint_of("", test, "")
        if tag in _PARTS and (label := get("aria-label")):
            hint |= hint_of("", label, "") & _LABELLED
        style, behind = get("style"), None
        if style and ("background" in style or "color" in style):
            behind = background_of(style) or self.behind(parent)
        if "hidden" in attributes or (style and hides(style, behind)):
            hint |= Hint.HIDDEN
        if "bgcolor" in attributes:
            behind = background_of(f"background:{get('bgcolor')}")
        return names, hint, behind

    def behind(self, element: Element) -> str | None:
        """Returns the background colour that an element is shown on, if the page says it."""
        if not self.backgrounds:
            return None
        around = (self.backgrounds.get(part.order) for part in element.path())
        return next((colour for colour in around if colour), None)

    def hidden(self, tag: str, attributes: dict[str, str | None], made: Element) -> bool:
        """Whether the page hides an element: by attribute, style, or a rule of a style sheet."""
        if made.hint & Hint.HIDDEN and attributes:
            return True
        if not attributes:
            return tag in self.sheet.tags
        if tag == "font" and (colour := attributes.get("color")):
            return hides(f"color:{colour}", self.behind(made))
        sheet, names = self.sheet, attributes.get("class")
        if tag in sheet.tags or (sheet.ids and attributes.get("id") in sheet.ids):
            return True
        if not names:
            return False
        hidden = self.by_class.get(names)
        if hidden is None:
            hidden = self.by_class[names] = not sheet.classes.isdisjoint(names.split())
        return hidden


def speaks(element: Element) -> bool:
    """Whether hidden words are an author's, a credit or a date: lines, not words of a sentence."""
    return any(part.hint & _SPEAKING for part in islice(element.path(), 3))


def turns(tag: str, attributes: dict[str, str | None]) -> bool:
    """Whether an element shows all letters inside it from right to left."""
    if tag == "bdo":
        return (attributes.get("dir") or "").strip().lower() == "rtl"
    style = attributes.get("style")
    return bool(style and _OVERRIDES.search(style) and _FROM_RIGHT.search(style))
