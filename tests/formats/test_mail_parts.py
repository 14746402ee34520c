"""Mails whose text is not, or not all, in their text part: what is not read is named."""

import pytest

from checker.formats import read_draft, read_drafts
from checker.models.draft import Draft
from checker.outside import outside

STORY = "The night ferry to Orlu sailed again on Monday after a winter in the yard."
OTHER = "Divers found that the second pier had been hollowed out by worms over three long winters."
PICTURE = ("image/png", "abc")


def message(kind: str, body: str) -> bytes:
    head = "From: a@x.example\r\nTo: b@x.example\r\nSubject: Story\r\nMIME-Version: 1.0\r\n"
    return f"{head}Content-Type: {kind}\r\n\r\n{body}\r\n".encode()


def parts(kind: str, *inside: tuple[str, str]) -> bytes:
    bodies = "".join(f"--B\r\nContent-Type: {name}\r\n\r\n{body}\r\n" for name, body in inside)
    return message(f"multipart/{kind}; boundary=B", f"{bodies}--B--")


def first(data: bytes) -> Draft:
    found = next(iter(read_drafts(data, name="a.eml")))
    assert isinstance(found, Draft)
    return found


PARTIAL = f"Subject: Story\r\nContent-Type: text/plain\r\n\r\n{STORY}"
ARMOUR = "-----BEGIN PGP MESSAGE-----"
UNREAD = {
    "a part of a message": message('message/partial; id="a"; number=1; total=2', PARTIAL),
    "a text elsewhere": message("message/external-body; access-type=URL", PARTIAL),
    "an encrypted body": message("application/pkcs7-mime; smime-type=enveloped-data", "MIAG"),
    "an encrypted message": parts("encrypted", ("application/octet-stream", ARMOUR)),
    "a document as the body": message("application/pdf", "%PDF-1.4"),
    "a picture as the body": message("image/png", "abc"),
    "another kind of text as the body": message("text/enriched", f"<bold>{STORY}</bold>"),
    "a document as another form": parts(
        "alternative", ("text/plain", STORY), ("application/pdf", "%PDF-1.4")
    ),
}


@pytest.mark.parametrize("data", UNREAD.values(), ids=UNREAD)
def test_a_mail_whose_own_text_is_not_all_read_says_so(data: bytes) -> None:
    assert first(data).parts_unread != ()
    assert read_draft(data, name="a.eml").parts_unread != ()


READ = {
    "a text": message("text/plain", STORY),
    "two forms": parts("alternative", ("text/plain", STORY), ("text/html", f"<p>{STORY}</p>")),
    "an invitation": parts("alternative", ("text/plain", STORY), ("text/calendar", "BEGIN")),
    "a picture in a page": parts("related", ("text/html", f"<p>{STORY}</p>"), PICTURE),
    "a signed text": parts("signed", ("text/plain", STORY), ("application/pkcs7-signature", "abc")),
}


@pytest.mark.parametrize("name", READ)
def test_an_ordinary_mail_is_complete(name: str) -> None:
    draft = first(READ[name])
    assert STORY in draft.text
    if name != "a picture in a page":  # which is an attachment of its own
        assert draft.parts_unread == ()
    assert [part.field for part in outside(draft)] == []


@pytest.mark.parametrize("kind", ["alternative", "mixed"])
def test_words_of_another_form_that_the_text_lacks_are_compared(kind: str) -> None:
    draft = first(parts(kind, ("text/plain", OTHER), ("text/html", f"<p>{STORY}</p>")))
    assert STORY in draft.text
    assert OTHER in [part.text for part in outside(draft)]


def test_a_page_with_a_text_and_a_document_beside_it_is_read_like_a_mail() -> None:
    page, text = ("text/html", f"<p>{STORY}</p>"), ("text/plain", OTHER)
    saved = parts("related", page, text, ("application/pdf", "%PDF-1.4"), ("text/css", "a {}"))
    draft = first(saved.replace(b"To: b@x.example\r\n", b""))
    assert draft.content_type == "text/html"
    assert OTHER in [part.text for part in outside(draft)]
    assert draft.parts_unread == ("application/pdf",)
