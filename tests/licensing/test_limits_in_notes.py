"""Notes to editors that limit the use without a word of use: they are for a person."""

from checker.licensing.terms.parse import item_terms
from checker.models.draft import Rights
from tests.rows import each_row

LIMITS = [
    "Max. 100 words", "Up to 50 words may be quoted", "No archive after 30 days",
    "Not behind paywall",
    "No EMEA", "No podcasts or audio versions", "No push notifications", "No text-to-speech",
    "Pay per use", "With permission only", "On request", "Ask first", "Do not cut",
    "Must link to north.example", "Please do not edit this story", "By arrangement only",
    "Maximal 50 Wörter", "Bitte nicht kürzen", "Nur auf Anfrage", "Nicht hinter Bezahlschranke",
    "Ne pas modifier", "Sur demande uniquement", "Pas derrière un paywall", "No cortar",
    "Bajo petición", "Non tagliare", "Su richiesta", "Não editar", "Niet inkorten", "Op aanvraag",
    "Ej kortas", "Не сокращать", "По согласованию", "Nie skracać",
    "请勿删改", "不得翻譯", "改変禁止",
    "번역 금지",
]  # fmt: skip
EDITORIAL = [
    "Please trim to 100 words", "Max two photos", "100 words", "Adds background", "Graphic to come",
    "No quotes from the minister", "Must see: the video", "Ask the desk for the picture",
    "No further updates", "Not an update", "With pictures", "Second take to follow",
    "On request of the family the name is withheld", "No translation of the quote was available",
    "Do not cut corners on the graphic", "Corrects to 12 days, not 21", "Links to video",
    "With permission from the court, cameras were allowed", "Kürzt auf 50 Wörter",
    "Auf Anfrage sagte der Minister nichts", "Corrige: 12 jours",
]  # fmt: skip


@each_row("note", LIMITS)
def test_a_note_that_limits_the_use_is_a_term(note: str) -> None:
    for written in (note, f"{note}."):
        assert [term.kind for term in item_terms(Rights(editors_note=(written,)))] == ["unknown"]


@each_row("note", EDITORIAL)
def test_a_note_about_the_text_is_none(note: str) -> None:
    assert item_terms(Rights(editors_note=(note,))) == ()
