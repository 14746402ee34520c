"""A line that says "not" of an owner, or lists subjects, is no credit."""

import pytest

from tests.licensing.cases import STORY, agreement, codes, judged, match

OWNER = "Northlight Wire"
HELD = agreement(id="lic:nw", owner={"id": "nw"}, credit={"text": [OWNER], "where": ["end"]})


def is_credited(line: str) -> bool:
    used = match("nw", start=0, end=len(STORY))
    judgement = judged(f"{STORY}\n\n{line}", matches=(used,), agreements=(HELD,))
    return "credit.missing" not in codes(judgement)


@pytest.mark.parametrize(
    "line",
    [
        f"This text is not from {OWNER}.", f"{OWNER} is not responsible for this text.",
        f"{OWNER} no longer supplies this newspaper.", f"This isn’t a report of {OWNER}.",
        f"Dieser Text stammt nicht von {OWNER}.", f"{OWNER} übernimmt keine Haftung.",
        f"Ce texte n'est pas de {OWNER}.", f"{OWNER} no es responsable de este texto.",
        f"Questo testo non è di {OWNER}.", f"Este texto não é da {OWNER}.",
        f"Deze tekst komt niet van {OWNER}.", f"Texten kommer inte från {OWNER}.",
        f"Teksten er ikke fra {OWNER}.", f"Ten tekst nie pochodzi od {OWNER}.",
        f"Этот текст не принадлежит {OWNER}.", f"Bu metin {OWNER} tarafından değil.",
        f"هذا النص ليس من {OWNER}.", f"本文不是{OWNER}的稿件。",
        f"この記事は{OWNER}ではありません。",
        f"Tags: trains, {OWNER}, ministry", f"Schlagwörter: Bahn, {OWNER}",
        f"Теги: поезда, {OWNER}",
        f"Mots-clés : trains, {OWNER}", f"标签：火车、{OWNER}",
    ],
)  # fmt: skip
def test_a_line_that_denies_a_credit_is_none(line: str) -> None:
    assert not is_credited(line)


@pytest.mark.parametrize(
    "line",
    [
        OWNER, f"({OWNER})", f"Source: {OWNER}", f"© {OWNER}", f"{OWNER}. Not for resale.",
        f"© 2026 {OWNER} not for resale", f"{OWNER} - no archives", f"{OWNER}, not for print",
        f"Text: {OWNER}; pictures: not ours", f"TEXT: {OWNER.upper()} NO SALES",
        f"Quelle: {OWNER}, keine Archivierung", f"Fuente: {OWNER}. No se permite la reventa.",
        f"Источник: {OWNER}. Не для печати.", f"出典：{OWNER}（転載不可）",
        f"With material of {OWNER}.",
        f"No edits were made. Text: {OWNER}",
    ],
)  # fmt: skip
def test_a_credit_beside_a_limit_is_one(line: str) -> None:
    assert is_credited(line)
