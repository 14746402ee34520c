"""A line that a house sets above or below its stories makes none of them a source."""

from pathlib import Path

import pytest

from tests.matching.newsroom import story as invented
from tests.matching.searching import counted, searched

LINES = {
    "en": "what readers write below is owned by whoever wrote it, and we answer for none of it in "
    "any way at all",
    "fr": "ce que les lecteurs écrivent plus bas est à ceux qui l'ont écrit et nous n'en répondons "
    "en aucune façon ni en aucun cas",
    "es": "lo que se lee abajo es de quien lo haya escrito y nosotros no respondemos de ello de "
    "ninguna manera ni en ningún caso",
}


@pytest.mark.parametrize(
    ("before", "counts"),
    [
        ("", False),
        ("The Small Letters: ", False),
        ("Les Petites Lettres: ", False),
        ("The Small Letters by Orrin Tolland: ", True),  # too long for a label
        ("The Small Letters, ", True),
        ("The Small Letters: Orrin Tolland of Marren said: ", True),
    ],
)
@pytest.mark.parametrize("language", LINES)
def test_names_in_the_label_of_a_line_name_nobody(
    tmp_path: Path, language: str, before: str, counts: bool
) -> None:
    line = LINES[language]
    line = f"{before}{line[0].upper()}{line[1:]}."
    source = f"{line} {invented(700, 3)}"
    draft = f"{line} {invented(701, 3)}"
    assert bool(counted(searched(tmp_path, [(source, None)], draft))) is counts


@pytest.mark.parametrize("language", LINES)
def test_a_line_that_is_its_source_is_copied_with_its_label(tmp_path: Path, language: str) -> None:
    line = f"The Small Letters: {LINES[language]}."
    draft = f"{line} {invented(701, 3)}"
    assert counted(searched(tmp_path, [(line, None)], draft)) == {"s0"}
