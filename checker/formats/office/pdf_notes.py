"""What a page of a PDF shows besides its content: fields of a form, and text that was put on it."""

import ctypes
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

__all__ = ["shown_notes"]

HIDDEN, NO_VIEW = 1 << 1, 1 << 5  # flags of an annotation (PDF 1.7, table 165)
# A note, a drawn line, marked text (highlighted, struck out), a stamp, a caret (FPDF_ANNOT_*).
COMMENTS = frozenset({1, *range(4, 16)})
ATTACHED = "a file attached to it"


def shown_notes(pdf: Any, page: Any, unread: list[str], comments: list[str]) -> Iterator[str]:
    """Yields the texts of a page's fields and notes that readers see on it.

    Comments that open in a window of their own, or belong to what is marked, are no part of the
    page.

    Args:
        pdf: the document, with its form opened if it has one.
        page: the page.
        unread: gets what is on the page and was not read.
        comments: gets the comments, also those that are hidden.
    """
    from pypdfium2 import raw

    values = (raw.FPDF_FORMFIELD_TEXTFIELD, raw.FPDF_FORMFIELD_COMBOBOX,
              raw.FPDF_FORMFIELD_LISTBOX)  # fmt: skip
    form = pdf.formenv
    for number in range(raw.FPDFPage_GetAnnotCount(page)):
        note = raw.FPDFPage_GetAnnot(page, number)
        if not note:
            continue
        try:
            kind = raw.FPDFAnnot_GetSubtype(note)
            if kind in COMMENTS:
                comments.append(text_of(partial(raw.FPDFAnnot_GetStringValue, note, b"Contents")))
                continue
            if raw.FPDFAnnot_GetFlags(note) & (HIDDEN | NO_VIEW):
                continue
            if kind == raw.FPDF_ANNOT_FREETEXT:
                yield text_of(partial(raw.FPDFAnnot_GetStringValue, note, b"Contents"))
            elif kind == raw.FPDF_ANNOT_FILEATTACHMENT:
                unread.append(ATTACHED)
            elif form is not None and raw.FPDFAnnot_GetFormFieldType(form, note) in values:
                yield text_of(partial(raw.FPDFAnnot_GetFormFieldValue, form, note))
        finally:
            raw.FPDFPage_CloseAnnot(note)


def text_of(given: Callable[[Any, int], int]) -> str:
    """Returns a string that the library writes into a buffer, as UTF-16."""
    from pypdfium2 import raw

    size = given(None, 0)
    buffer = ctypes.create_string_buffer(max(size, 2))
    given(ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), size)
    text = buffer.raw[: max(size - 2, 0)].decode("utf-16-le", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").strip("\n ")
