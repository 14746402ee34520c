"""Applies all fixes of a check to what was sent."""

from collections.abc import Callable, Sequence

from checker.errors import InputError
from checker.licensing import apply_edits
from checker.mending.pieces import Cut, Piece, Unplaced, changed
from checker.mending.place import PIXEL, Places
from checker.models.verdict import Edit, Reason
from checker.values import dataclass

__all__ = ["Mended", "mended"]

MOST_CHARACTERS = 500_000  # of what was sent; more is mended by hand
MOST_FIXES = 40
OTHERWISE = "what was sent would read otherwise than it should"

Reread = Callable[[Sequence[str], Sequence[Cut]], str]


@dataclass(frozen=True, slots=True)
class Mended:
    """The result of the fixes: the changes, the changed strings, and fixes without a place.

    `unplaced` are reasons, each with why its fix was not made; another reason of the same code may
    have been fixed.
    """

    cuts: tuple[Cut, ...]
    texts: tuple[str, ...]
    unplaced: tuple[tuple[Reason, str], ...]


def mended(text: str, reasons: Sequence[Reason], pieces: Sequence[Piece], reread: Reread) -> Mended:
    """Applies the fixes of reasons.

    Args:
        text: the text in which the fixes' offsets count.
        reasons: the reasons to fix; those without a fix are left out.
        pieces: the strings in which the draft was sent.
        reread: the text that readers see of such strings when they are changed, with the cuts
            that add paragraphs beside them.
    """
    work = [reason for reason in reasons if reason.fix]
    if sum(len(piece.text) for piece in pieces) > MOST_CHARACTERS or len(work) > MOST_FIXES:
        why = "it is too large to be corrected here"
        return Mended((), _texts(pieces), tuple((reason, why) for reason in work))
    places = Places.of(text, pieces)
    made: list[Edit] = []
    unplaced: list[tuple[Reason, str]] = []
    cuts: tuple[Cut, ...] = ()
    texts = _texts(pieces)
    for reason in work:
        wanted = list(dict.fromkeys([*made, *reason.fix]))
        if wanted == made:
            continue
        try:
            cuts, texts = _made(places, wanted, reread)
            made = wanted
        except Unplaced as error:
            unplaced.append((reason, str(error)))
    return Mended(cuts, texts, tuple(unplaced))


def _made(
    places: Places, edits: Sequence[Edit], reread: Reread
) -> tuple[tuple[Cut, ...], tuple[str, ...]]:
    """The changes and the strings with them, read once more to see that they say what they should.

    Raises:
        Unplaced: they do not, or one of them has no place.
    """
    try:
        wanted = apply_edits(places.text, edits)
    except ValueError:
        raise Unplaced("another fix changes the same words") from None
    cuts = tuple(cut for edit in edits for cut in places.cuts(edit))
    texts = changed(places.pieces, cuts)
    try:
        seen = reread(texts, [cut for cut in cuts if cut.beside])
    except InputError:
        raise Unplaced(OTHERWISE) from None
    if _letters(seen) != _letters(wanted) and not _is_unseen(places, edits, cuts, seen):
        raise Unplaced(OTHERWISE)
    return cuts, texts


def _is_unseen(places: Places, edits: Sequence[Edit], cuts: Sequence[Cut], seen: str) -> bool:
    """Whether what readers do not see are pixels alone, which were written as markup."""
    pixels = [edit for edit in edits if PIXEL.fullmatch(edit.text.strip())]
    if not all(any(edit.text.strip() in cut.text for cut in cuts) for edit in pixels):
        return False
    rest = [edit for edit in edits if edit not in pixels]
    return bool(pixels) and _letters(seen) == _letters(apply_edits(places.text, rest))


def _letters(text: str) -> str:
    return "".join(text.split())


def _texts(pieces: Sequence[Piece]) -> tuple[str, ...]:
    return tuple(piece.text for piece in pieces)
