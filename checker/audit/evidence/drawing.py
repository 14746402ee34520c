"""The PDF of a case: a schedule, each piece with its passages beside the source, the sources.

Needs the extra `evidence` (fpdf2; uharfbuzz for Arabic and Indic letters). A letter that no font of
the machine has becomes a box and is counted: the text files of the package hold every letter.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from checker.audit.evidence.fonts import fonts_found
from checker.audit.evidence.package import Case, Piece
from checker.errors import ConfigurationError, Problem
from checker.report.use_words import use_words, when
from checker.times import rfc3339
from checker.wording import worded

__all__ = ["EXTRA", "draw"]

EXTRA = "pip install 'wirecheck[evidence]'"
MOST_PIECES = 500  # that are drawn one by one; the schedule and the package have all
MOST_PASSAGES = 60  # of one piece
MOST_LETTERS = 6_000  # of a passage or a source; the text files have all
BOX = "\N{WHITE SQUARE}"
FONTS = (b"\0\1\0\0", b"OTTO", b"true", b"ttcf", b"wOFF")  # how TrueType and OpenType begin
SMALL, NORMAL, LARGE = 8, 9.5, 15
LINE = 0.48  # millimetres of a line to each point of its letters


def draw(case: Case, named: Sequence[Path] = ()) -> bytes:
    """The PDF of a case.

    Args:
        case: what it shows.
        named: font files that are asked before those of the machine.

    Raises:
        ConfigurationError: the extra is missing, or a font cannot be read.
    """
    return _Pages(fonts_found(named)).of(case)


class _Pages:
    """The pages while they are drawn."""

    def __init__(self, fonts: Sequence[Path]) -> None:
        try:
            from fpdf import FPDF
        except ImportError as error:
            what = "the PDF of an evidence package needs an extra"
            raise ConfigurationError(Problem("evidence.pdf", what, EXTRA)) from error
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
            self._heading("Letters that this PDF cannot show")
            self._words(
                f"{self._unknown} letters are shown as {self._box()} since no font of the machine "
                "that made this PDF has them. The text files of the package hold every letter; "
                "name a font with --font to have them here."
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

        from checker.models import Use

        order = case.order
        asked = order.manifest["asked"]
        self._words(f"Evidence: {self._name(case)}", LARGE)
        self._words(
            f"Audit {order.manifest['id']}, started {when(order.manifest['started'])}; "
            f"this package made {when(str(rfc3339(order.made, UTC)))}."
        )
        self._words(use_words(msgspec.convert(asked["use"], Use)))
        for versions in order.manifest["versions"]:
            self._words(
                f"Wirecheck {versions['wirecheck']}, rules {versions['rules']}, "
                f"agreements {versions['agreements']}, policy {versions['policy']}.",
                SMALL,
            )
        self._words(
            f"Pieces: {len(case.pieces)}. Sources: {len(case.sources)}. Every file of the package "
            "stands in manifest.json with its SHA-256.",
        )
        self._heading("Schedule")
        header = ("No.", "Piece", "Published", "What is wrong", "When published", "Words", "Price")
        rows = [
            (
                str(piece.number),
                f"{row['title'] or ''}\n{row['url'] or row['path']}",
                str(row["published"] or "unknown")[:10],
                f"{row['case_words']}\n{row['state']}",
                str(row["then"]),
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
            "Address": document.get("url"),
            "Id in the CMS": document.get("document"),
            "File": document["path"] + (f"#{document['part']}" if document.get("part") else ""),
            "Published": document.get("published") or "unknown",
            "SHA-256 of the file": piece.read.file_sha256 or "the file is not there any more",
            "SHA-256 of the text": document["text_sha256"],
            "Since the audit": "unchanged" if piece.read.unchanged else "CHANGED or gone",
            "Check": document.get("check"),
        }
        self._words("\n".join(f"{name}: {value}" for name, value in facts.items() if value), SMALL)
        for row in piece.rows:
            self._words(
                f"{row['case_words']} ({row['code']}): {row['reason']} Contract: "
                f"{row['agreement'] or 'none'}. When published: {row['then']}. Now: {row['now']}. "
                f"{_price(row)}"
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
            header = ("In the piece", f"In the source: {named}"[:200])
            self._table(header, passages[:MOST_PASSAGES], (1, 1))
        for mark in document["findings"][:MOST_PASSAGES]:
            if mark["role"] is not None:
                self._words(f"Marking, {mark['kind']}: {_place(mark)}{mark['text'][:400]}", SMALL)

    def _sources(self, case: Case) -> None:
        for name, (file, source) in case.sources.items():
            self._heading(f"Source {source.title or name}")
            self._words(
                f"{name}, version {source.version}, of {source.owner}, published "
                f"{rfc3339(source.published) or 'unknown'}; {file}",
                SMALL,
            )
            cut = len(source.text) > MOST_LETTERS
            self._words(source.text[:MOST_LETTERS] + (" ... (cut here)" if cut else ""), SMALL)

    def _heading(self, words: str) -> None:
        self._pdf.ln(4)
        self._words(words, 12)

    def _words(self, words: str, size: float = NORMAL) -> None:
        self._pdf.set_font(self._family, size=size)
        shown = self._shown(words)
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
                    row.cell(self._shown(cell))

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
        return str(row.get("price_formula") or "")
    low, high = f"{row['price_low']:.2f}", f"{row['price_high']:.2f}"
    total = low if low == high else f"{low} to {high}"
    return f"{total} {row['currency']} = {row['price_formula']}"


def _place(span: Mapping[str, Any]) -> str:
    return f"[page {span['page']}] " if "page" in span else ""


def _exact(quote: Mapping[str, Any] | None) -> str:
    words = str((quote or {}).get("exact", ""))
    return words[:MOST_LETTERS] + (" ... (cut here)" if len(words) > MOST_LETTERS else "")
