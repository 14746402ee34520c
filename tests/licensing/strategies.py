"""Hypothesis strategies: agreements, items, evidence and uses of every kind."""

from copy import deepcopy
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from checker.licensing import Agreement
from checker.models.draft import Rights, Use
from checker.models.evidence import Finding, Match, Passage
from checker.models.source import Item
from checker.models.vocabulary import PassageClass
from tests.licensing.cases import NOW, STORY, finding

CODES = ["FR", "IT", "JP", "US", "GB", "GB-NIR"]
CHANNELS = ["web", "app", "print", "ai"]
OWNERS = ["afp", "afp", "afp", "dpa"]
TEXT = "LISBON, June 1 (AFP) - " + STORY + "\n\nThe minister told dpa so."

codes = st.lists(st.sampled_from(CODES), max_size=3, unique=True)
channels = st.lists(st.sampled_from(CHANNELS), max_size=3, unique=True)
flags = st.booleans()
often = st.integers(0, 4).map(bool)
seldom = st.integers(0, 4).map(lambda number: not number)
days = st.sampled_from(["2024-06-01", "2025-05-31", "2025-06-01", "2025-06-02", "2026-01-01"])


@st.composite
def scopes(draw: st.DrawFn, words: st.SearchStrategy[list[str]]) -> dict[str, list[str]]:
    allow = ["*"] if draw(often) else draw(words)
    deny = [] if draw(often) else draw(words)
    return {"allow": allow, "deny": [word for word in deny if word not in allow]}


@st.composite
def documents(draw: st.DrawFn, number: int = 0) -> dict[str, Any]:
    """An agreement document that loads."""
    document: dict[str, Any] = {
        "schema": "licence/1",
        "id": f"lic:{number}",
        "owner": {"id": draw(st.sampled_from(OWNERS)), "name": "Press Agency"},
        "licensee": {
            "id": "*",
            "brands": draw(st.sampled_from([["*"], ["*"], ["b.fr", "a.fr"]])),
        },
        "channels": draw(scopes(channels)),
        "territories": draw(scopes(codes)),
    }
    optional: dict[str, st.SearchStrategy[Any]] = {
        "kind": st.sampled_from(["agreement", "open"]),
        "contract": st.fixed_dictionaries({"ref": st.text(min_size=1, max_size=5)}),
        "content": st.fixed_dictionaries(
            {
                "media": st.sampled_from([["text"], ["picture"], ["text", "picture"], ["*"]]),
                "languages": st.sampled_from([["*"], ["fr"], ["en", "fr"]]),
                "exclude_third_party": flags,
            }
        ),
        "retention": st.fixed_dictionaries({"online_days": st.integers(1, 60), "archive": flags}),
        "extent": st.fixed_dictionaries(
            {"mode": st.just("excerpt"), "max_words": st.integers(1, 400)}
        ),
        "modification": st.fixed_dictionaries(
            {
                "edit": st.sampled_from(["none", "style", "free"]),
                "shorten": flags,
                "translate": flags,
                "combine": flags,
            }
        ),
        "credit": st.fixed_dictionaries(
            {
                "text": st.just(["AFP"]),
                "where": st.lists(
                    st.sampled_from(["dateline", "end", "byline", "any"]), min_size=1, unique=True
                ),
                "required_when": st.sampled_from(["any", "substantial", "derived"]),
            }
        ),
        "attribution": st.fixed_dictionaries({"text": st.just(["AFP"])}),
        "byline": st.fixed_dictionaries({"keep": flags}),
        "dateline": st.fixed_dictionaries({"keep": flags}),
        "notice": st.just({"required": True, "pattern": "Copyright {year} AFP"}),
        "link_back": st.just({"required": True, "hosts": ["afp.example"]}),
        "tracking": st.just({"required": True, "pattern": "count.afp.example"}),
        "ai": st.dictionaries(
            st.sampled_from(["training", "input", "summarise"]), st.sampled_from(["allow", "deny"])
        ),
        "quota": st.just({"items_per_month": 10}),
        "price": st.just({"per_item": 2.5, "currency": "EUR"}),
        "timezone": st.sampled_from(["Europe/Paris", "Asia/Tokyo"]),
        "note": st.text(max_size=10),
    }
    for key, values in optional.items():
        if draw(seldom):
            document[key] = draw(values)
    if draw(flags):
        first, last = sorted((draw(days), draw(days)))
        document["valid"] = {"from": first, "until": last}
    return document


@st.composite
def agreement_sets(draw: st.DrawFn) -> list[Agreement]:
    count = draw(st.sampled_from([0, 1, 2, 2, 3]))
    return [Agreement.from_document(draw(documents(number))) for number in range(count)]


@st.composite
def stricter(draw: st.DrawFn, document: dict[str, Any]) -> dict[str, Any]:
    """The same agreement with something taken away or asked for in addition."""
    tight = deepcopy(document)
    kind = draw(st.integers(0, 9))
    if kind in (0, 1):
        scope = tight["territories" if kind == 0 else "channels"]
        word = draw(st.sampled_from(CODES if kind == 0 else CHANNELS))
        scope["allow"] = [w for w in scope["allow"] if w != word]
        scope["deny"] = sorted({*scope["deny"], word})
    elif kind == 2:
        side = draw(st.sampled_from(["territories", "channels"]))
        tight[side]["allow"] = tight[side]["allow"][1:]
    elif kind == 3:
        tight["licensee"]["brands"] = ["nowhere.example"]
    elif kind == 4:
        tight["valid"] = {"from": "2020-01-01", "until": "2020-12-31"}
    elif kind == 5:
        tight["extent"] = {"mode": "excerpt", "max_words": 1}
    elif kind == 6:
        tight["modification"] = {
            "edit": "none", "shorten": False, "translate": False, "combine": False
        }  # fmt: skip
    elif kind == 7:
        tight["ai"] = {"training": "deny", "input": "deny", "summarise": "deny"}
    elif kind == 8:
        tight["notice"] = {"required": True, "pattern": "Copyright {year} Somebody Else"}
    else:
        tight["retention"] = {"online_days": 0, "archive": False}
    return tight


@st.composite
def items(draw: st.DrawFn, source: str, owner: str) -> Item:
    terms = st.sampled_from(
        ["", "", "", "", "No use in Japan", "No mobile use", "For 7 days only",
         "Hats only, please", "ITALY OUT",
         "Embargoed until 12:00 GMT, 3 June 2025", "For editorial use only"]
    )  # fmt: skip
    offsets = st.none() | st.integers(-50, 50).map(lambda hours: NOW + timedelta(hours=hours))
    rights = Rights(
        status=draw(st.sampled_from([None, None, "usable", "usable", "withheld", "odd"])),
        embargo_until=draw(offsets) if draw(seldom) else None,
        expires=draw(offsets) if draw(seldom) else None,
        usage_terms=(draw(terms),),
        deny_territories=tuple(draw(codes)) if draw(seldom) else (),
        third_party=draw(st.none() | flags),
    )
    return Item(
        source,
        owner,
        rights,
        newest_version=draw(st.sampled_from(["1", "2"])),
        language=draw(st.sampled_from([None, "fr", "en"])),
        provider=draw(st.sampled_from([None, *OWNERS])),
        killed_at=NOW if draw(seldom) and draw(seldom) else None,
        received=NOW - timedelta(days=draw(st.integers(0, 90))),
        byline="By Ana Sample",
        dateline="LISBON, June 1",
    )


@st.composite
def matches(draw: st.DrawFn, source: str, owner: str) -> Match:
    words = draw(st.integers(1, 400))
    start = draw(st.integers(0, 100))
    similarity = draw(st.sampled_from([1.0, 0.99, 0.8]))
    classes: list[PassageClass] = ["verbatim", "near", "derived", "quotation", "related"]
    cls = draw(st.sampled_from(classes))
    passage = Passage(start, start + 80, 0, 80, cls, similarity, words)
    return Match(
        source=source,
        version="1",
        owner=owner,
        cls=cls,
        words=words,
        share_of_draft=draw(st.sampled_from([0.05, 0.4, 0.95])),
        share_of_source=draw(st.sampled_from([0.01, 0.08, 0.5, 0.95])),
        longest_run_words=words,
        passages=(passage,),
        quoted_words=draw(st.sampled_from([0, words])),
        translated=draw(seldom),
    )


@st.composite
def evidence(draw: st.DrawFn) -> tuple[list[Finding], list[Match], dict[str, Item]]:
    """Findings in TEXT, matches and the registry's items."""
    found: list[Finding] = []
    if draw(flags):
        found.append(finding(TEXT, "LISBON, June 1 (AFP) -", "dateline"))
    if draw(flags):
        found.append(finding(TEXT, "told dpa", "attribution", "dpa", role="mention"))
    if draw(seldom):
        found.append(finding(TEXT, "AFP", "photo_credit", role="photo", scope="picture"))
    reused, registry = [], {}
    for number in range(draw(st.integers(0, 3))):
        owner = draw(st.sampled_from(OWNERS))
        source = f"urn:{number}"
        reused.append(draw(matches(source, owner)))
        if draw(flags):
            registry[source] = draw(items(source, owner))
    return found, reused, registry


uses = st.builds(
    Use,
    publisher=st.sampled_from(["", "pub:x"]),
    site=st.sampled_from(["", "a.fr"]),
    channel=st.sampled_from(["web", "print", "mobile"]),
    territories=codes.map(tuple),
    at=st.integers(-40, 40).map(lambda hours: NOW + timedelta(hours=hours)),
    first_published=st.integers(0, 70).map(lambda n: NOW - timedelta(days=n, hours=50)),
    purpose=st.sampled_from(["publish"] * 5 + ["ai_summary", "translation", "archive"]),
)
