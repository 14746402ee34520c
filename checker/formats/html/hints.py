"""What class, id, itemprop, rel, role and tag names say of an element, in many languages.

The words are those that content management systems give their parts; none names a site.
"""

import re
from typing import Final

__all__ = ["Hint", "hint_of", "word_set", "words_of"]


class Hint:
    """What an element may be for: bits of a whole number, since several can hold at once."""

    NONE: Final = 0
    BYLINE: Final = 1
    CREDIT: Final = 2
    CAPTION: Final = 4
    PICTURE: Final = 8
    TEASER: Final = 16
    COMMENT: Final = 32
    BIOGRAPHY: Final = 64
    NAVIGATION: Final = 128
    SITE: Final = 256
    BODY: Final = 512
    HEADLINE: Final = 1024
    ASIDE: Final = 2048
    HIDDEN: Final = 4096
    META: Final = 8192
    DATE: Final = 16384
    PICTURE_CREDIT: Final = 32768
    QUOTE: Final = 65536


def word_set(text: str) -> frozenset[str]:
    """The words of a text, written without quotation marks and commas."""
    return frozenset(text.split())


_BYLINE = word_set(
    "byline bylines byliner bylinetitle author authors autor autores autora autoren auteur auteurs "
    "autore autori auther writer writers reporter reporters journalist journalists journaliste "
    "periodista contributor contributors contrib verfasser redacteur redactor skribent forfatter "
    "författare kirjoittaja yazar penulis pengarang szerzo szerző firma firmas signature signatur "
    "signa auctor creator penname byname verfasserin автор авторы zhuozhe zuozhe bianji kisha "
    "writtenby vcard fn yazarlar autoru autorzy auktor toimittaja rédacteur redaktion"
)
_CREDIT = word_set(
    "source sources quelle quellen quellenangabe fuente fuentes fonte fonti bron kilde kilder "
    "källa kalla zdroj zrodlo źródło forras forrás sursa lahde lähde kaynak sumber "
    "nguon nguồn источник laiyuan agency agencies agentur agenturen "
    "agence agencia agencias agenzia agenzie agentura "
    "copyright copyrights rights credit credits credito creditos crédito credited provider "
    "providers syndication syndicated attribution attrib copyrightholder copyrightnotice origin "
    "wire wireservice newswire sourceorganization credittext signoff kuerzel kürzel creditline "
    "creditlines licence license tagline endnote byorg organisation organization org"
)
_CAPTION = word_set(
    "caption captions figcaption legend legende légende bildunterschrift bildtext bildtexte "
    "leyenda didascalia cutline cutlines imagetext imgtext picturetext photocaption imagecaption "
    "bu bildetekst billedtekst epigrafe epígrafe fotobeschreibung podpis onderschrift altyazi "
    "photodesc imagedesc wzmianka imgcaption imgdesc"
)
_PICTURE = word_set(
    "photo photos foto fotos image images img picture pictures pic pics bild bilder bilde billede "
    "bildet kuva imagen imagem immagine afbeelding zdjecie фото figure gallery galerie "
    "galeria slideshow lightbox photographer fotograf fotografo fotógrafo photographe thumb "
    "thumbnail video"
)
_PICTURE_WORDS = word_set(
    "photocredit photocredits imagecredit imagecredits imgcredit piccredit fotocredit bildquelle "
    "bildnachweis bildrechte fotonachweis photographer fotograf fotografo fotógrafo photographe "
    "photosource imagesource photoby fotoautor photobyline bildautor fotocredits "
    "picturecredit mediacredit photoauthor copyrightimage imagecopyright fotoquelle"
)
_TEASER = word_set(
    "teaser teasers related relatedstories relatedarticles relatednews relatedcontent relatedlinks "
    "recommend recommended recommendation recommendations recirc mostread mostpopular popular "
    "mostshared mostemailed mostwatched mostclicked topiclist meistgeklickt "
    "trending trends ticker latest latestnews outbrain taboola promo promos promoted carousel "
    "linklist headlines river tease suggest suggested suggestions similar upnext readnext nextup "
    "also alsoread readmore seealso moreon morefrom morenews topstories topnews breaking "
    "breakingnews relacionadas relacionados relacionado artigos verwandt verwandte mehr "
    "empfehlungen empfehlung meistgelesen voiraussi alire correlati correlate correlato leggianche "
    "gerelateerd podobne polecane powiazane ilgili benzer похожие terkait lainnya zuixin tuijian "
    "xiangguan rexinwen kanren hotnews hot editorspicks mostviewed mostcommented aufmacher "
    "sponsored sponsor advert advertisement adbox partner partners ranking rank playlist digest "
    "headlinelist storylist newslist teaserlist thumbs crosslinks weitere siehe interstitial"
)
_COMMENT = word_set(
    "comment comments commentlist commentary_list commentbox disqus livefyre reply replies "
    "respond kommentar kommentare kommentarer comentario comentarios comentário comentários "
    "commentaire commentaires commenti commento reactie reacties komentarz komentarze yorum "
    "yorumlar discussion leserkommentare facebookcomments feedback guestbook usercomments "
    "комментарии pinglun koment"
)
_BIOGRAPHY = word_set(
    "bio biography bios authorbio authorbox authorinfo authorprofile aboutauthor abouttheauthor "
    "authordescription biografie biografia biographie autorenbox autorinfo columnist authorpage "
    "authordesc authorabout"
)
_NAVIGATION = word_set(
    "nav navbar navigation menu menus submenu mainmenu topmenu breadcrumb breadcrumbs breadcrump "
    "pagination pager paging toolbar share sharing shares sharebar sharetools social socials "
    "sociallinks addthis tags taglist tagcloud topics tabs skip search searchbox login signin "
    "signup register subscribe newsletter newsletters toc language languages sitemap topnav "
    "subnav utility utilities tools sharer bookmark bookmarks flyout dropdown megamenu channels "
    "partnav minav globalnav weather stocks quotes form"
)
_SITE = word_set(
    "footer pagefooter sitefooter footernav colophon legal imprint impressum cookie cookies "
    "consent gdpr disclaimer terms masthead sitecopyright siteinfo bottomnav footerlinks privacy "
    "siteheader pageheader branding paywall fuss fusszeile pied piedepagina rodape rodapé stopka"
)
_BODY = word_set(
    "articlebody articletext articlecontent storybody storytext storycontent entrycontent "
    "postcontent bodytext bodycopy articlecopy storycopy newsbody newstext newscontent entrytext "
    "fulltext maintext artikeltext artikelinhalt textbody cuerpo testo corpo konabody "
    "contentbody postbody entrybody mainbody articlemain storybodytext hentry pagetext"
)
_HEADLINE = word_set("headline title titulo título titel titre titolo entrytitle posttitle heading")
_ASIDE = word_set(
    "sidebar aside rail rightrail rightcol rightcolumn leftcol leftrail sidebars widget widgets "
    "infobox factbox box inset barra lateral seitenleiste colonne marginal complementary"
)
_META = word_set(
    "meta metadata postmeta entrymeta articlemeta info articleinfo infos details kicker header "
    "subhead dek deck standfirst intro lead chapo overline eyebrow articleheader"
)
_DATE = word_set(
    "date dates datetime time timestamp published pubdate datepublished updated datum fecha data "
    "dateline posttime publishtime created modified tarih дата"
)
_HIDDEN = word_set("hidden hide hiding srtext visuallyhidden screenreader invisible noshow")

_TABLE = (
    (_BYLINE, Hint.BYLINE),
    (_CREDIT, Hint.CREDIT),
    (_CAPTION, Hint.CAPTION),
    (_PICTURE, Hint.PICTURE),
    (_PICTURE_WORDS, Hint.PICTURE_CREDIT),
    (_TEASER, Hint.TEASER),
    (_COMMENT, Hint.COMMENT),
    (_BIOGRAPHY, Hint.BIOGRAPHY),
    (_NAVIGATION, Hint.NAVIGATION),
    (_SITE, Hint.SITE),
    (_BODY, Hint.BODY),
    (_HEADLINE, Hint.HEADLINE),
    (_ASIDE, Hint.ASIDE),
    (_META, Hint.META),
    (_DATE, Hint.DATE),
    (_HIDDEN, Hint.HIDDEN),
)


def _by_word() -> dict[str, int]:
    found: dict[str, int] = {}
    for words, flag in _TABLE:
        for word in words:
            found[word] = found.get(word, Hint.NONE) | flag
    return found


_LOOKUP = _by_word()
_STEMS = (
    ("photo", Hint.PICTURE),
    ("foto", Hint.PICTURE),
    ("image", Hint.PICTURE),
    ("picture", Hint.PICTURE),
    ("teaser", Hint.TEASER),
    ("related", Hint.TEASER),
    ("comments", Hint.COMMENT),
    ("copyright", Hint.CREDIT),
    ("headline", Hint.HEADLINE),
    ("author", Hint.BYLINE),
    ("byline", Hint.BYLINE),
)
_ENDS = (
    ("caption", Hint.CAPTION),
    ("credit", Hint.CREDIT),
    ("credits", Hint.CREDIT),
    ("footer", Hint.SITE),
    ("menu", Hint.NAVIGATION),
    ("nav", Hint.NAVIGATION),
    ("sidebar", Hint.ASIDE),
    ("img", Hint.PICTURE),
)
_TAGS = {
    "nav": Hint.NAVIGATION,
    "menu": Hint.NAVIGATION,
    "footer": Hint.SITE,
    "aside": Hint.ASIDE,
    "blockquote": Hint.QUOTE,
    "figcaption": Hint.CAPTION,
    "figure": Hint.PICTURE,
    "address": Hint.META,
    "time": Hint.DATE,
    "button": Hint.NAVIGATION,
    "label": Hint.NAVIGATION,
    "textarea": Hint.NAVIGATION,
    "select": Hint.NAVIGATION,
    "form": Hint.NAVIGATION,
    "dialog": Hint.SITE,
}
_ARIA = {
    "navigation": Hint.NAVIGATION,
    "contentinfo": Hint.SITE,
    "complementary": Hint.ASIDE,
    "search": Hint.NAVIGATION,
    "banner": Hint.SITE,
    "menu": Hint.NAVIGATION,
    "menubar": Hint.NAVIGATION,
    "dialog": Hint.SITE,
}
_COMPOUND = re.compile(
    "^(?:{0})|(?:{0}|{1})$".format(
        "|".join(stem for stem, _ in _STEMS), "|".join(stem for stem, _ in _ENDS)
    )
)
_PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^\W\d_A-Za-z]+")
_TYPE_SIZE = re.compile(r"typography|(?:caption|headline|title)[_-]?\d(?!\d)", re.IGNORECASE)
_AUTHORS = Hint.BYLINE | Hint.CREDIT


def words_of(value: str) -> tuple[str, ...]:
    """The words of a class or id value: 'articleMeta__author-name' has four."""
    return tuple(part.lower() for part in _PARTS.findall(value))


def hint_of(tag: str, names: str, aria: str, known: dict[str, int]) -> int:
    """What an element's tag, names (class, id, itemprop, rel) and ARIA role say of it.

    `known` remembers names and their tokens within one page.
    """
    found = _TAGS.get(tag, Hint.NONE)
    if aria:
        found |= _ARIA.get(aria, Hint.NONE)
    if names:
        hint = known.get(names)
        if hint is None:
            hint = known[names] = _names_hint(names, known)
        found |= hint
    if found & Hint.PICTURE and found & Hint.CREDIT:
        found |= Hint.PICTURE_CREDIT
    return found


def _names_hint(names: str, known: dict[str, int]) -> int:
    found = Hint.NONE
    for token in names.split():
        hint = known.get(token)
        if hint is None:
            hint = known[token] = _token_hint(token)
        found |= hint
    return found


def _compound_hint(word: str) -> int:
    """What a word run together says by its beginning or its end: 'storyphotocaption'."""
    found = Hint.NONE
    if word.startswith("with") or not _COMPOUND.search(word):
        return found
    for stem, flag in _STEMS:
        if word.startswith(stem) or word.endswith(stem):
            found |= flag
    for stem, flag in _ENDS:
        if word.endswith(stem):
            found |= flag
    return found


def _token_hint(token: str) -> int:
    """One class name, judged by its words and by neighbouring words run together."""
    if _TYPE_SIZE.search(token):
        return Hint.NONE
    parts = words_of(token)
    found = Hint.NONE
    for position, part in enumerate(parts):
        hint = _LOOKUP.get(part, Hint.NONE)
        pair = part + (parts[position + 1] if position + 1 < len(parts) else "")
        hint |= _LOOKUP.get(pair, Hint.NONE)
        if len(part) > 6:
            hint |= _compound_hint(part)
        if hint & Hint.PICTURE and found & Hint.BYLINE:
            hint &= ~Hint.PICTURE  # "author-photo" is a face, "photo-author" a credit
        found |= hint
    if found & Hint.PICTURE and found & _AUTHORS:
        found |= Hint.PICTURE_CREDIT
    if found & Hint.PICTURE_CREDIT:
        found &= ~_AUTHORS
    return found
