"""Draws the PDF of a case: a schedule, each piece with its passages beside the source, the sources.

Requires the extra `evidence` (fpdf2; uharfbuzz for Arabic and Indic scripts). A character that no
font of the machine contains becomes a box and is counted: the text files of the package are whole.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from checker.audit.evidence.fonts import fonts_found
from checker.audit.evidence.package import Case, Piece
from checker.errors import ConfigurationError, Problem
from checker.extras import to_install
from checker.languages import ENGLISH, Language
from checker.report.use_words import use_words, when
from checker.times import rfc3339
from checker.wording import plural, worded, worded_as

__all__ = ["draw"]

MOST_PIECES = 500  # that are drawn one by one; the schedule and the package have all
MOST_PASSAGES = 60  # of one piece
MOST_LETTERS = 6_000  # of a passage or a source; the text files have all
BOX = "\N{WHITE SQUARE}"
FONTS = (b"\0\1\0\0", b"OTTO", b"true", b"ttcf", b"wOFF")  # how TrueType and OpenType begin
SMALL, NORMAL, LARGE = 8, 9.5, 15
LINE = 0.48  # millimetres of a line to each point of its letters
_VERSIONS = ("wirecheck", "rules", "agreements", "policy")


def draw(case: Case, named: Sequence[Path] = (), language: Language = ENGLISH) -> bytes:
    """Returns the PDF of a case.

    Args:
        case: the content to show.
        named: font files to try before those of the machine.
        language: the language of headings and notes; texts and reasons keep their own.

    Raises:
        ConfigurationError: the extra is missing, or a font cannot be read.
    """
    return _Pages(fonts_found(named), language).of(case)


class _Pages:
    """The pages while they are drawn."""

    def __init__(self, fonts: Sequence[Path], language: Language) -> None:
        self._language = language
        try:
            from fpdf import FPDF
        except ImportError as error:
            what = "the PDF of an evidence package needs an optional package"
            raise ConfigurationError(
                Problem("evidence.pdf", what, to_install("evidence"))
            ) from error
        self._pdf = FPDF(format="A4")
        self._pdf.set_auto_page_break(True, margin=18)
        self._pdf.set_margins(18, 18)
        self._known: set[int] | None = None
        self._unknown = 0
        self._family = "helvetica"
        self._load(fonts)
        self._pdf.add_page()

    def of(self, case: Case) -> bytes:
        """Draws everything."""
        self._cover(case)
        for piece in case.pieces[:MOST_PIECES]:
            self._piece(piece, case)
        self._sources(case)
        if self._unknown:
            self._heading(worded("Characters that this PDF cannot show"))
            self._words(
                plural(
                    "{n} letter is shown as {box} because no font on the machine that created this "
                    "PDF contains it. The text files of the package contain every letter; name a "
                    "font with --font to show it here.",
                    "{n} letters are shown as {box} because no font on the machine that created "
                    "this PDF contains them. The text files of the package contain every letter; "
                    "name a font with --font to show them here.",
                    self._unknown,
                    box=self._box(),
                )
            )
        return bytes(self._pdf.output())

    def _load(self, fonts: Sequence[Path]) -> None:
        if not fonts:
            return
        from fontTools.ttLib import TTLibError

        faults = (OSError, ValueError, RuntimeError, KeyError, AttributeError, TTLibError)
        self._known = set()
        for number, path in enumerate(fonts):
            try:
                if path.read_bytes()[:4] not in FONTS:
                    raise ValueError("it does not begin as a font does")
                self._pdf.add_font(f"f{number}", fname=str(path))
            except faults as error:
                raise ConfigurationError(
                    Problem(
                        str(path),
                        worded("is not a usable font: {error}", error=error),
                        "name another",
                    )
                ) from error
            loaded: Any = self._pdf.fonts[f"f{number}"]
            self._known |= set(loaded.cmap)
        self._family = "f0"
        self._pdf.set_fallback_fonts([f"f{n}" for n in range(1, len(fonts))], exact_match=False)
        if find_spec("uharfbuzz") is not None:
            self._pdf.set_text_shaping(True)

    def _cover(self, case: Case) -> None:
        import msgspec

        from checker.models.draft import Use

        order = case.order
        asked = order.manifest["asked"]
        self._words(worded("Evidence: {owner}", owner=self._name(case)), LARGE)
        self._words(
            worded(
                "Audit {audit}, started {started}; this package was created on {made}.",
                audit=order.manifest["id"],
                started=when(order.manifest["started"]),
                made=when(str(rfc3339(order.made, UTC))),
            )
        )
        publishers = order.manifest.get("publishers")
        self._words(use_words(msgspec.convert(asked["use"], Use), publishers))
        for versions in order.manifest["versions"]:
            self._words(
                worded(
                    "Wirecheck {wirecheck}, rules {rules}, agreements {agreements}, "
                    "policy {policy}.",
                    **{name: versions[name] for name in _VERSIONS},
                ),
                SMALL,
            )
        self._words(
            worded(
                "Pieces: {pieces}. Sources: {sources}. Every file of the package is listed in "
                "manifest.json with its SHA-256.",
                pieces=len(case.pieces),
                sources=len(case.sources),
            ),
        )
        self._heading(worded("Schedule of claims"))
        header = (
            worded("No."),
            worded("Piece"),
            worded("Published"),
            worded("Problem"),
            worded("When published"),
            worded("Words"),
            worded("Price"),
        )
        rows = [
            (
                str(piece.number),
                f"{row['title'] or ''}\n{row['url'] or row['path']}",
                str(row["published"] or self._text("unknown"))[:10],
                f"{self._text(row['case_words'])}\n{self._text(row['state'])}",
                _licence(row["then"]),
                str(row["words"] or ""),
                _price(row),
            )
            for piece in case.pieces
            for row in piece.rows
        ]
        self._table(header, rows, (4, 22, 9, 14, 14, 6, 14))

    def _name(self, case: Case) -> str:
        names = [row["owner_name"] for piece in case.pieces for row in piece.rows]
        return next((str(name) for name in names if name), case.order.owner)

    def _piece(self, piece: Piece, case: Case) -> None:
        document = piece.document
        self._heading(f"{piece.number}. {document.get('title') or document['id']}")
        facts = {
            worded("Address"): document.get("url"),
            worded("Id in the CMS"): document.get("document"),
            worded("File"): document["path"]
            + (f"#{document['part']}" if document.get("part") else ""),
            worded("Published"): document.get("published") or worded("unknown"),
            worded("SHA-256 of the file"): piece.read.file_sha256
            or worded("the file no longer exists"),
            worded("SHA-256 of the text"): document["text_sha256"],
            worded("Since the audit"): worded("unchanged")
            if piece.read.unchanged
            else worded("CHANGED or removed"),
            worded("Check"): document.get("check"),
        }
        lines = [
            f"{self._text(name)}: {self._text(value)}" for name, value in facts.items() if value
        ]
        self._words("\n".join(lines), SMALL)
        for row in piece.rows:
            self._words(
                worded(
                    "{problem} ({code}): {reason} Contract: {agreement}. When published: {then}. "
                    "Now: {now}. {price}",
                    problem=worded_as(row["case_words"]),
                    code=row["code"],
                    reason=row["reason"],
                    agreement=row["agreement"] or worded("none"),
                    then=_licence(row["then"]),
                    now=_licence(row["now"]),
                    price=_price(row),
                )
            )
        passages = [
            (_place(passage) + _exact(passage.get("quote")), _exact(passage.get("source_quote")))
            for match in document["matches"]
            for passage in match["passages"]
            if passage["counted"]
        ]
        named = ", ".join(
            f"{case.sources[m['source']][1].title or m['source']}"
            for m in document["matches"]
            if m["source"] in case.sources
        )
        if passages:
            header = (
                worded("In the piece"),
                self._text(worded("In the source: {named}", named=named))[:200],
            )
            self._table(header, passages[:MOST_PASSAGES], (1, 1))
        for mark in document["findings"][:MOST_PASSAGES]:
            if mark["role"] is not None:
                self._words(
                    worded(
                        "Marking, {kind}: {text}",
                        kind=worded_as(mark["kind"].replace("_", " ")),
                        text=_place(mark) + mark["text"][:400],
                    ),
                    SMALL,
                )

    def _sources(self, case: Case) -> None:
        for name, (file, source) in case.sources.items():
            self._heading(worded("Source: {name}", name=source.title or name))
            self._words(
                worded(
                    "{name}, version {version}, owner {owner}, published {published}; {file}",
                    name=name,
                    version=source.version,
                    owner=source.owner,
                    published=rfc3339(source.published) or worded("unknown"),
                    file=file,
                ),
                SMALL,
            )
            cut = len(source.text) > MOST_LETTERS
            self._words(source.text[:MOST_LETTERS] + (" ... (cut here)" if cut else ""), SMALL)

    def _heading(self, words: str) -> None:
        self._pdf.ln(4)
        self._words(words, 12)

    def _words(self, words: str, size: float = NORMAL) -> None:
        self._pdf.set_font(self._family, size=size)
        shown = self._shown(self._text(words))
        self._pdf.multi_cell(0, LINE * size, shown, new_x="LMARGIN", new_y="NEXT", align="L")

    def _table(
        self, header: Sequence[str], rows: Iterable[Sequence[str]], widths: tuple[int, ...]
    ) -> None:
        from fpdf.fonts import FontFace

        self._pdf.set_font(self._family, size=SMALL)
        plain = FontFace(emphasis=None)
        with self._pdf.table(
            col_widths=widths, text_align="LEFT", headings_style=plain, line_height=4
        ) as table:
            for cells in (header, *rows):
                row = table.row()
                for cell in cells:
                    row.cell(self._shown(self._text(cell)))

    def _text(self, words: str) -> str:
        """One of our texts in the language of the PDF; other texts stay as they are."""
        return self._language.text(words)

    def _shown(self, words: str) -> str:
        """The letters that a font has; a box for each other."""
        made = []
        for letter in words:
            if letter == "\n" or (ord(letter) in self._known if self._known else letter < "\u00ff"):
                made.append(letter)
            elif letter.isspace():
                made.append(" ")
            elif letter.isprintable():
                self._unknown += 1
                made.append(self._box())
        return "".join(made)

    def _box(self) -> str:
        return BOX if self._known and ord(BOX) in self._known else "?"


def _price(row: Mapping[str, Any]) -> str:
    if row.get("price_low") is None:
        return worded_as(str(row.get("price_formula") or ""))
    low, high = f"{row['price_low']:.2f}", f"{row['price_high']:.2f}"
    total = low if low == high else worded("{low} to {high}", low=low, high=high)
    return worded(
        "{total} {currency} = {formula}",
        total=total,
        currency=row["currency"],
        formula=row["price_formula"],
    )


def _licence(cell: object) -> str:
    """A cell of claims.csv on whether a use was licensed, as the message that it was made of."""
    words = str(cell)
    agreement = words.removeprefix("licensed (").removesuffix(")")
    if len(agreement) < len(words) - len("licensed ("):
        return worded("licensed ({agreement})", agreement=agreement)
    return worded_as(words)


def _place(span: Mapping[str, Any]) -> str:
    return f"[page {span['page']}] " if "page" in span else ""


def _exact(quote: Mapping[str, Any] | None) -> str:
    words = str((quote or {}).get("exact", ""))
    return words[:MOST_LETTERS] + (" ... (cut here)" if len(words) > MOST_LETTERS else "")
