"""Codes of languages as wires and contracts write them: `eng`, `en_GB`, `English`, `iw`, `zh-CN`.

Sources: BCP 47 (RFC 5646), ISO 639-1 and 639-2. A code that is not in the table stays as written.
"""

__all__ = ["speaks"]

# The two-letter code, its codes of three letters, its English name.
_LANGUAGES = """
af afr Afrikaans; ar ara Arabic; az aze Azerbaijani; be bel Belarusian; bg bul Bulgarian;
bn ben Bengali; bs bos Bosnian; ca cat Catalan; cs ces cze Czech; cy cym wel Welsh; da dan Danish;
de deu ger German; el ell gre Greek; en eng English; es spa Spanish; et est Estonian;
eu eus baq Basque; fa fas per Persian; fi fin Finnish; fr fra fre French; ga gle Irish;
gl glg Galician; he heb Hebrew; hi hin Hindi; hr hrv Croatian; hu hun Hungarian;
hy hye arm Armenian; id ind Indonesian; is isl ice Icelandic; it ita Italian; ja jpn Japanese;
ka kat geo Georgian; kk kaz Kazakh; km khm Khmer; ko kor Korean; ky kir Kyrgyz; lt lit Lithuanian;
lv lav Latvian; mk mkd mac Macedonian; mn mon Mongolian; ms msa may Malay; my mya bur Burmese;
ne nep Nepali; nl nld dut Dutch; no nor Norwegian; pl pol Polish; pt por Portuguese;
ro ron rum mol Romanian; ru rus Russian; sk slk slo Slovak; sl slv Slovenian; sq sqi alb Albanian;
sr srp Serbian; sv swe Swedish; sw swa Swahili; ta tam Tamil; th tha Thai; tr tur Turkish;
uk ukr Ukrainian; ur urd Urdu; uz uzb Uzbek; vi vie Vietnamese; zh zho chi cmn Chinese
"""
_CODES = {
    word.casefold(): row.split()[0] for row in _LANGUAGES.split(";") for word in row.split()[1:]
}
# Withdrawn codes, and those of one of a language's written forms.
_CODES |= {"iw": "he", "in": "id", "mo": "ro", "nb": "no-nb", "nob": "no-nb"}
_CODES |= {"nn": "no-nn", "nno": "no-nn"}
# The script in which Chinese is written where a code names the place alone.
_SCRIPTS = {"cn": "hans", "sg": "hans", "tw": "hant", "hk": "hant", "mo": "hant"}


def speaks(language: str, allowed: tuple[str, ...]) -> bool:
    """Returns whether an item's language is one that an agreement covers.

    A language covers its variants, and an item that names no variant is in any of them.
    """
    asked = _tag(language)
    return any(_within(asked, code) or _within(code, asked) for code in map(_tag, allowed))


def _within(one: str, other: str) -> bool:
    return one == other or one.startswith(f"{other}-")


def _tag(written: str) -> str:
    first, *rest = written.strip().casefold().replace("_", "-").split("-")
    parts = [_CODES.get(first, first), *rest]
    if parts[0] == "zh" and rest and rest[0] in _SCRIPTS:
        parts.insert(1, _SCRIPTS[rest[0]])
    return "-".join(parts)
