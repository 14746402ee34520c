"""What the engine finds, where, and what it speaks of."""

import html

import pytest

import checker.engine.progress
from checker.engine import Engine
from checker.models.draft import Draft, Metadatum, Zone
from checker.models.evidence import Finding
from tests.packaged import packaged_engine


@pytest.fixture(scope="module")
def engine() -> Engine:
    return packaged_engine()


def found(engine: Engine, text: str, agency: str) -> list[Finding]:
    return [f for f in engine.scan(Draft(text)).findings if f.agency == agency]


def roles(engine: Engine, text: str) -> dict[str, set[str | None]]:
    told: dict[str, set[str | None]] = {}
    for finding in engine.scan(Draft(text)).findings:
        if finding.scope in ("article", "picture"):
            told.setdefault(finding.agency, set()).add(finding.role)
    return told


BODY = (
    "Dock workers at three harbours voted on Tuesday to go back to work after nine days, unions"
    " said. The vote was close, and a crowd waited outside the customs house for the tally."
)


@pytest.mark.parametrize(
    ("text", "span"),
    [
        (f"🚨🚨 BREAKING 👩‍💻 Lisbon, Jan 14 (AFP) - {BODY}", "Lisbon, Jan 14 (AFP)"),
        (f"PARIS (AFP) - {BODY}", "PARIS (AFP)"),
        ("Tokyo, Jan 14 (AFP) Jan 14, 2025\nJapan said so.", "Tokyo, Jan 14 (AFP)"),
    ],
)
def test_a_dateline_is_found_from_place_to_bracket(engine: Engine, text: str, span: str) -> None:
    (finding,) = found(engine, text, "afp")
    assert (finding.kind, finding.text) == ("dateline", span)
    assert text[finding.start : finding.end] == span


def test_markings_of_a_text_of_character_references_are_found(engine: Engine) -> None:
    text = f"{BODY}\n\n© AFP 2026"
    escaped = "".join(f"&#{ord(letter)};" for letter in text)
    (finding,) = found(engine, escaped, "afp")
    assert finding.kind == "copyright_notice"
    assert html.unescape(escaped[finding.start : finding.end]) == "© AFP"


def test_a_chain_credits_every_agency_in_it(engine: Engine) -> None:
    told = roles(engine, "(Photo by BO SAMPLE/AFP via Getty Images)")
    assert told == {"afp": {"photo"}, "getty": {"photo"}}


def test_prose_is_a_mention(engine: Engine) -> None:
    assert roles(engine, f"{BODY} The mayor told AFP that the port was open.") == {
        "afp": {"mention"}
    }


@pytest.mark.parametrize(
    "text",
    [
        "The Armed Forces of the Philippines (AFP) said so.",
        "Her alpha-fetoprotein (AFP) was low.",
        "Die Demokratische Partei der Albaner (DPA) gewann.",
        "A Noise Abatement Notice (NAN) was served.",
        "Membros da Polícia Federal Australiana (AFP) foram comunicados.",
        "Data Pre-Trip Inspection (PTI) - role AMT",
        "ticket 44-REUTERSHOF; the LAFPO rowing club; a pilot named Wafpin",
        "Agence Sample-Presse and Agence Belga met.",
        "One of these: (a) a card; (b) a letter; (c) AFP or Reuters accreditation.",
        "المنيا/أسيوط/سوهاج/قنا/الأقصر",
    ],
)
def test_other_bearers_of_the_letters_are_left_alone(engine: Engine, text: str) -> None:
    told = roles(engine, text)
    assert not {"text", "photo"} & {r for rs in told.values() for r in rs if r}


@pytest.mark.parametrize(
    "damaged",
    [
        "Copyright Agence Frnce-Presse.",
        "Copyright Agence Francc-Pressc.",
        "© Deutsche Pressse-Agentur",
        "© Deutschc Prcsse-Agentur",
        "Copyright 2020 The Assoclated Press.",
        "© Australian Assocated Pres",
        "Copyright AGENCE FRANCE-PRE5SE",
    ],
)
def test_a_long_name_with_typing_errors_is_still_found(engine: Engine, damaged: str) -> None:
    kinds = {f.kind for f in engine.scan(Draft(damaged)).findings}
    assert "copyright_notice" in kinds


@pytest.mark.parametrize("token", ["AFP", "EFE", "dpa", "PAP", "STT", "ANSA", "TASS", "PTI", "AP"])
@pytest.mark.parametrize("word", ["x{}x", "{}son", "Un{}", "ß{}", "{}9z", "é{}é", "_{}_"])
def test_a_short_mark_is_never_found_inside_a_word(engine: Engine, token: str, word: str) -> None:
    text = f"Lisbon, Jan 14 ({word.format(token)}) - The port is open."
    assert engine.scan(Draft(text)).findings == ()


def test_a_mark_beside_han_and_kana_is_found(engine: Engine) -> None:
    assert [f.agency for f in engine.scan(Draft("東京（AFP時事）- 港")).findings] == [
        "afp"
    ] or found(engine, "東京AFP時事", "afp")


def test_a_biography_and_a_menu_make_no_claim(engine: Engine) -> None:
    text = f"{BODY}\n\nAbout the author: Ana Sample worked for AFP and Reuters in Lisbon."
    assert all(f.role in ("mention", None) for f in engine.scan(Draft(text)).findings)
    menu = "Home\nNews\nPictures\nAFP\nVideo\nSports\nCulture"
    assert all(f.role in ("mention", None) for f in engine.scan(Draft(menu)).findings)


def test_zones_of_a_page_decide_role_and_scope(engine: Engine) -> None:
    parts = [
        ("By Bo Sample", Zone(0, 0, "head", "byline")),
        ("The reading room. REUTERS/Ana Sample", Zone(0, 0, "caption", "caption")),
        ("AFP", Zone(0, 0, "head", "byline")),
        ("PARIS (dpa) - Another story", Zone(0, 0, "furniture", "teaser")),
        ("© 2020 The Associated Press. All rights reserved.", Zone(0, 0, "furniture", "site")),
        ("LISBON (EFE) - lol", Zone(0, 0, "furniture", "comment")),
    ]
    text, zones = "", []
    for part, zone in parts:
        start = len(text)
        text += part
        zones.append(Zone(start, len(text), zone.kind, zone.role))
        text += "\n\n"
    draft = Draft(text, tuple(zones), content_type="text/html")
    told = {(f.agency, f.role, f.scope) for f in engine.scan(draft).findings}
    assert {one for one in told if one[2] in ("picture", "article")} == {
        ("reuters", "photo", "picture"),
        ("afp", "text", "article"),
    }
    elsewhere = {(agency, scope) for agency, _, scope in told if scope in ("other", "site")}
    assert elsewhere == {("dpa", "other"), ("ap", "site"), ("efe", "other")}


def test_metadata_counts_where_it_speaks_of_the_article(engine: Engine) -> None:
    draft = Draft(
        "The port is open.",
        metadata=(
            Metadatum("jsonld:NewsArticle.author.name", "AFP"),
            Metadatum("jsonld:ImageObject.author", "EPA", "picture"),
            Metadatum("jsonld:Organization.author", "Reuters", "site"),
            Metadatum("meta:keywords", "dpa"),
            Metadatum("meta:og:url", "https://www.interfax.ru/world/1"),
        ),
    )
    told = {(f.agency, f.role, f.scope) for f in engine.scan(draft).findings}
    assert told == {
        ("afp", "text", "article"),
        ("epa", "photo", "picture"),
        ("reuters", "text", "site"),
        ("interfax", "text", "article"),
    }


def test_a_release_wire_is_no_agency_copy(engine: Engine) -> None:
    told = roles(engine, "LONDON--(BUSINESS WIRE)--Sample Ltd today said it grew.")
    assert told == {"business-wire": {"press_release"}}


def test_a_notice_that_names_nobody_known_makes_no_claim(engine: Engine) -> None:
    text = "Copyright 2011 Sample Publishing Co. This material may not be published, broadcast."
    assert engine.scan(Draft(text)).findings == ()


def test_what_does_not_fit_the_budget_is_told(engine: Engine) -> None:
    text = "".join(f"Lisbon{i}, Jan {i} (AFP) - The port {i}.\n" for i in range(4000))
    result = engine.scan(Draft(text), budget=0.0)
    assert [i.code for i in result.incomplete] == ["system.timeout"]


def test_equal_drafts_give_equal_findings(engine: Engine) -> None:
    text = f"PARIS (AFP) - {BODY}\n\n(APA/dpa)\n© 2025 AFP. All rights reserved."
    assert engine.scan(Draft(text)) == engine.scan(Draft(text))


def test_a_key_stays_when_the_text_before_it_grows(engine: Engine) -> None:
    first = found(engine, "Quelle: dpa", "dpa")[0]
    second = found(engine, f"{BODY}\n\nQuelle: dpa", "dpa")[0]
    assert (first.key, first.start == second.start) == (second.key, False)


def test_metadata_that_contradict_the_visible_marks_are_told(engine: Engine) -> None:
    text = f"PARIS (AFP) - {BODY}"
    draft = Draft(text, metadata=(Metadatum("jsonld:NewsArticle.author.name", "Reuters"),))
    notes = {f.agency: f.notes for f in engine.scan(draft).findings}
    assert notes["reuters"] == ("conflict: the visible marks name afp",)
    assert notes["afp"] == ("conflict: the metadata name reuters",)


class Ticks:
    """A clock of CPU time that goes on by a tick each time that it is looked at."""

    def __init__(self, tick: float) -> None:
        self.now = 0.0
        self.tick = tick

    def thread_time(self) -> float:
        self.now += self.tick
        return self.now


@pytest.mark.parametrize("tick", [0.02, 0.1, 1.0])
@pytest.mark.parametrize(
    "many", ["PARIS, June 1 (AFP) - A story.\n\n", "By John (AFP)\n", "(c) AFP "]
)
def test_what_was_found_before_the_budget_ended_is_kept(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, many: str, tick: float
) -> None:
    """However slow the machine is, what stands first is looked at, and the rest is told."""
    clock = Ticks(tick)
    monkeypatch.setattr(checker.engine.progress, "time", clock)
    text = many * 3_000
    result = engine.scan(Draft(text), budget=1.0)
    assert {one.code for one in result.incomplete} == {"system.timeout"}
    assert "afp" in {finding.agency for finding in result.findings}
    assert all(finding.end < len(text) for finding in result.findings)
    assert result.spent < 1.0 + 12 * tick  # a few more looks, then it is over


@pytest.mark.parametrize(
    "text",
    [
        f"By Agencies\n\n{BODY}",
        f"{BODY}\n(With inputs from agencies)",
        f"{BODY}\n(Agenturen)",
        f"LISBON, Jan 14 (Agencies) - {BODY}",
        f"Von Agenturen\n\n{BODY}",
    ],
)
def test_agencies_without_a_name_make_a_claim_that_asks(engine: Engine, text: str) -> None:
    claims = [f for f in engine.scan(Draft(text)).findings if f.role == "text"]
    assert [(f.agency, f.confidence) for f in claims] == [("generic", "low")]


@pytest.mark.parametrize(
    "text",
    [
        f"(AFP and agencies)\n\n{BODY}",
        f"{BODY}\nred/dpa/Agenturen",
        f"By Agencies\n\nLISBON, Jan 14 (AFP) - {BODY}",
    ],
)
def test_beside_a_named_agency_the_others_are_mentioned(engine: Engine, text: str) -> None:
    told = roles(engine, text)
    assert "text" not in told.pop("generic", set())
    assert any("text" in own for own in told.values())


@pytest.mark.parametrize(
    "text",
    [
        f"By Harbour Post staff and agencies\n\n{BODY}",
        f"{BODY}\nred, Hafen.at/Agenturen",
        f"{BODY}\nSOURCE: Harbour Post and news agencies",
        f"El Puerto / Agencias\n\n{BODY}",
        f"أخبار الميناء ـ وكالات\n\n{BODY}",
        f"{BODY}\n(Harbour Post with agencies)",
    ],
)
def test_agencies_that_join_another_source_are_mentioned(engine: Engine, text: str) -> None:
    assert "text" not in roles(engine, text).get("generic", set())


@pytest.mark.parametrize(
    "text",
    [
        f"{BODY} Aid agencies said that food was short.",
        f"{BODY} Two rating agencies lowered their outlook.",
        "Home\nSport\nAgencies\nJobs\nCars\nContact\nLogin",
        f"Reiseagenturen melden mehr Buchungen\n\n{BODY}",
        f"{BODY}\nNews agencies reported that the port was open.",
    ],
)
def test_other_agencies_make_no_claim(engine: Engine, text: str) -> None:
    assert "text" not in roles(engine, text).get("generic", set())


def test_lines_that_look_like_other_stories_silence_no_sign_off(engine: Engine) -> None:
    text = (
        f"{BODY}\n(Reporting by Bo Sample in Lisbon; Editing by Ana Sample)\n"
        "The harbour pilots and their long winter\nPurchase the rights of this story\n"
        "Read what the others wrote today\nA quiet week on the markets of Lisbon\n"
    )
    assert "text" in roles(engine, text).get("reuters", set())
