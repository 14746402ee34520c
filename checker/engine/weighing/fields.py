"""The meaning of a path of elements and members for a name in it: holder, source, vocabulary.

The words are those of the trade's formats (NITF, NewsML, ninjs, IPTC, RightsML, schema.org, SKOS,
HTML) and of the fields that systems of newsrooms commonly have.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from checker.engine.weighing.markup import Path, Step

__all__ = ["PARTY", "field_signs", "meaning", "states_party"]

PARTY = "data: party"  # the sign of a field that states a party

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[^\W\d_A-Z]+")


def _of(words: str) -> frozenset[str]:
    return frozenset(words.split())


# By rank: the first of these that a step has is what it states.
_RANKS: tuple[tuple[str, frozenset[str]], ...] = (
    (
        "holder",
        _of("copyright copyrights holder owner owned rights rightsholder"),
    ),
    (
        "source",
        _of(
            """source sources creator creators author authors byline bylines byttl by credit credits
    creditline credittext agency agencies writer writers contributor contributors authorname
    infosource origin firma signature sign signoff sentfrom party quelle autor autoren
    auteur autore autora fuente fonte kilde kilder källa byrå zdroj agencia agence agentur
    agenzia forfatter reporter journalist service wire feed accountable sourced newsproduct
    newsservice attribution artist photographer fotograf notice terms dateline
    bodyfooter storyfooter articlefooter textfooter endnote
    sourceorganization copyrightnotice copyrightholder copyrightline publishername
    author_name site_author provenance trailer distributedby"""
        ),
    ),
    (
        "provider",
        _of("provider providers prov supplier vendor partner channel"),
    ),
    (
        "distributor",
        _of("""distributor distributors regsrc transmitter carrier sender gateway"""),
    ),
    (
        "publisher",
        _of("""publisher publishers"""),
    ),
    (
        "caption",
        _of(
            """alt caption captions figcaption legend cutline bildtext bildunterschrift bildzeile
    leyenda epigrafe didascalia legenda onderschrift billedtekst kuvateksti"""
        ),
    ),
    (
        "site",
        _of("""site sitename website brand logo host app"""),
    ),
    (
        "subject",
        _of(
            """keyword keywords tag tags topic topics subject subjects category categories section
    sections entity entities mention mentions about organisation organisations company
    companies ticker symbol place location city"""
        ),
    ),
    (
        "running text",
        _of(
            """body articlebody text story content description headline title summary abstract lead
    lede intro teaser excerpt message paragraph block snippet subheadline hedline hl1 hl2
    heading subtitle context story_text html plaintext comment review question answer
    transcript brodtext cdata"""
        ),
    ),
)
_PICTURE = _of(
    """image images imageobject img figure figcaption media rendition renditions caption
    captions picture pictures photo photos photograph thumbnail thumb bild bilder foto fotos
    gallery slideshow photographer fotograf mediaobject videoobject video photocredit
    imagecredit symbolfoto bildtext bildunterschrift bildquelle icon cutline featured cover img
    illustration imagen imagenes immagine afbeelding kuva"""
)
# Compounds of them: "coverimg", "fotocredit".
_PICTURED = re.compile(r"image|photo|foto|picture|bild|img$|^img")
# Fields that an object of a picture has beside its credit, and an article has not.
_OF_PICTURES = frozenset({"caption", "alt", "contenturl", "thumbnailurl", "focalpoint", "alttext"})
_HOUSES = _of("organization organisation")
_ARTICLE = _of(
    """newsarticle article reportagenewsarticle blogposting webpage newsitem nitf newsml"""
)
_VOCABULARY = _of(
    """concept conceptset conceptid knowledgeitem skos cpnat scheme inscheme preflabel altlabel
    option optgroup select enum enumeration choices choice options vocabulary thesaurus
    glossary dictionary term terms_list lookup acronym abbreviation abbr codelist catalog
    facet bucket hitlist menu nav navigation checkbox radio dropdown
    definition marker markers pattern patterns prefixes suffixes needles stopwords allowlist
    blocklist"""
)
_DEFINED = frozenset(
    """definition note related broader narrower sameas exactmatch prefLabel altlabel country
    countries founded headquarters population website language languages acronym abbreviation
    shortname fullname aliases synonyms homepage employees wikidata
    feed feeds feedurl rss rssurl xmlurl atom sitemap""".lower().split()
)
_CONFIGURED = _of(
    """enabled active closed disabled parser interval expiry timeout username password port
    schedule config configuration settings provider_id rule_set token endpoint retries
    required default schema fields regex pattern selector xpath feed_parser"""
)
_NAMING = _of(
    """name names value values literal label formalname qcode id uri alternatename legalname
    content displayname full title fullname party person organization organisation
    newsmediaorganization agent entity item items term list ref key code en de fr es it nl
    no sv pt"""
)
_LAYOUT = _of(
    """p span div strong em b i u a td th tr li ul ol dl dd dt h1 h2 h3 h4 h5 h6 font center
    small br table tbody section article header footer main body html aside blockquote pre
    code sup sub cite time nobr data hl1 hl2 body.content block"""
)


@lru_cache(4096)
def _words(name: str) -> tuple[str, ...]:
    """The words of a name in any writing: `copyrightHolder`, `copyright-holder`, `COPYRIGHT`."""
    words = [word.lower() for word in _WORD.findall(name)]
    whole = re.sub(r"[\W\d_]", "", name).lower()
    return tuple(dict.fromkeys((*words, whole)))


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def field_signs(path: Path) -> Iterator[str]:
    """Yields signs of a path: what it states, of a picture or not, how the name fills it."""
    states = meaning(path)
    of = " of a picture" if states == "caption" or _pictured(path) else ""
    fills = _fills(path)
    yield f"data: {states}{of}"
    yield f"data: {states}{of}, {fills}"
    yield f"data: {fills}"
    yield f"data in {path.kind}: {states}"
    against = list(_against(path, states))
    yield from against
    if states in _PARTIES and fills != "middle of a value" and not against:
        yield f"{PARTY}{of}"


def states_party(path: Path) -> bool:
    """Returns whether a path is that of a field for a party: a holder, a source, a provider."""
    return meaning(path) in _PARTIES


def _against(path: Path, states: str) -> Iterator[str]:
    """Signs that a field which may state a party is about something else."""
    if states in _PARTIES and _outranked(states, path.siblings):
        yield "data: outranked"
    beside = {word for name in path.siblings for word in _words(_local(name))}
    if beside & _CONFIGURED:
        yield "data: beside settings"
    if states != "vocabulary" and path.kind != "attribute" and _names(path) and beside & _DEFINED:
        yield "data: defined"


_PARTIES = ("holder", "source", "provider", "distributor", "publisher")
# Fields for a person or a place: they name no party that a distributor could stand behind.
_PERSONAL = _of(
    """byline bylines byttl by author authors authorname writer writers reporter journalist dateline
    artist photographer autor autoren auteur autore autora forfatter fotograf"""
)


def _outranked(states: str, siblings: tuple[str, ...]) -> bool:
    """Whether a field beside it names a party that counts more: who distributes holds nothing."""
    rank = _PARTIES.index(states)
    return rank > 1 and any(
        _stated(_local(name)) in _PARTIES[:rank] and not _PERSONAL & frozenset(_words(_local(name)))
        for name in siblings
    )


def meaning(path: Path) -> str:
    """Returns the statement of the innermost step that makes one."""
    if any(_VOCABULARY & _all(step) for step in path.steps[:4]):
        return "vocabulary"
    if (
        path.kind == "attribute"
        and _names(path)
        and any("name" in s.values for s in path.steps[:2])
    ):
        return "a name of an item"
    layout = False
    for number, step in enumerate(path.steps):
        own = "" if not number and _names(path) else _local(step.name)
        states = _stated(" ".join((own, *step.values)))
        if states:
            return states
        words = frozenset(_words(_local(step.name)))
        if step.name.lower() in _LAYOUT:
            layout = True
        elif step.name and not words & _NAMING:
            break
    if layout:
        return "layout"
    if not _names(path):
        return "something else"
    beside = {word for sibling in path.siblings for word in _words(_local(sibling))}
    return "vocabulary" if beside & _DEFINED else "a name"


def _names(path: Path) -> bool:
    """Whether the innermost step only says that it is a name: what it is of stands further out."""
    name = _local(path.steps[0].name).lower()
    if name in ("content", "title"):
        return path.kind == "attribute"
    return _NAMING.issuperset(_words(name))


@lru_cache(4096)
def _stated(name: str) -> str:
    words = frozenset(_words(name))
    return next((states for states, members in _RANKS if members & words), "")


def _all(step: Step) -> set[str]:
    return {word for text in (_local(step.name), *step.values) for word in _words(text)}


def _pictured(path: Path) -> bool:
    """Whether a picture's object is around the name, before an article's is."""
    if path.kind == "member" and not _OF_PICTURES.isdisjoint(map(str.lower, path.siblings)):
        return True
    for step in path.steps:
        words = _all(step)
        named = words & _PICTURE or any(map(_PICTURED.search, words))
        if named and not words & _HOUSES:  # a "NewsMediaOrganization" is no picture
            return True
        if words & _ARTICLE:
            return False
    return False


def _fills(path: Path) -> str:
    before, after = path.before.strip(" \t\r\n(/[©"), path.after.strip(" \t\r\n)/].")
    if not before:
        return "whole value" if not after else "start of a value"
    if after:
        return "middle of a value"
    return "end of a long value" if len(before) > 40 else "end of a value"
