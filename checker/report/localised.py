"""An answer in its reader's language; the stored one is English and keeps the templates."""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
from msgspec import UNSET
from msgspec.structs import replace

from checker.languages import Language
from checker.models.draft import Use
from checker.report import found, judged
from checker.report.answer import Answer, Wording
from checker.report.use_words import use_words
from checker.wording import Message, Value, clip

__all__ = ["localised", "message_in", "message_of", "wording_of", "wordings"]


def wordings(texts: Iterable[str | None]) -> dict[str, Wording]:
    """Returns the templates of those texts that are messages with values, by their English text."""
    return {
        str(text): wording_of(text)
        for text in texts
        if isinstance(text, Message) and (text.values or text.finish)
    }


def wording_of(message: Message) -> Wording:
    """Returns a message as a record keeps it."""
    return Wording(
        template=message.template,
        values={
            name: wording_of(value) if isinstance(value, Message) else value
            for name, value in message.values.items()
        },
        many=message.many,
        number=message.number,
        finish=message.finish,
    )


def message_of(wording: Wording) -> Message:
    """Returns the message that a record keeps."""
    values: dict[str, Value] = {
        name: message_of(value) if isinstance(value, Wording) else value
        for name, value in wording.values.items()
    }
    return Message(
        wording.template,
        values,
        many=wording.many,
        number=wording.number,
        finish=wording.finish,
    )


def localised(answer: Answer, language: Language) -> Answer:
    """Returns an answer for a reader: its messages in a language, and without their templates.

    What people and wires wrote (quotes, notes, ids) is unchanged, as are codes.
    """
    if language.code == "en":
        return replace(answer, wording={})
    return _Localising(answer, language).answer()


def message_in(values: Mapping[str, Any], language: Language) -> str | None:
    """Returns the message of a stored answer, as JSON values, in a language; None for none."""
    message: str | None = values.get("message")
    kept = (values.get("wording") or {}).get(message)
    if message is None or language.code == "en":
        return message
    if kept is None:
        return language.text(message)
    return clip(language.text(message_of(msgspec.convert(kept, Wording))))


class _Localising:
    """One answer on its way into a language."""

    def __init__(self, answer: Answer, language: Language) -> None:
        self._answer = answer
        self._language = language

    def answer(self) -> Answer:
        given = self._answer
        use = msgspec.convert(msgspec.to_builtins(given.use), Use)
        return replace(
            given,
            message=self._text(given.message),
            findings=[replace(one, notes=self._texts(one.notes)) for one in given.findings],
            matches=[self._match(one) for one in given.matches],
            claims=[self._claim(one) for one in given.claims],
            reasons=[self._reason(one) for one in given.reasons],
            use=replace(given.use, words=self._language.text(use_words(use, given.names or None))),
            rejected=[replace(one, reason=self._text(one.reason)) for one in given.rejected],
            unmended=[replace(one, why=self._text(one.why)) for one in given.unmended],
            wording={},
        )

    def _text(self, text: str) -> str:
        kept = self._answer.wording.get(text)
        if kept is None:
            return self._language.text(text)
        return clip(self._language.text(message_of(kept)))

    def _texts(self, texts: Iterable[str]) -> list[str]:
        return [self._text(text) for text in texts]

    def _match(self, match: found.Match) -> found.Match:
        passages = [
            one if one.note is UNSET else replace(one, note=self._text(one.note))
            for one in match.passages
        ]
        return replace(match, passages=passages, notes=self._texts(match.notes))

    def _claim(self, claim: judged.Claim) -> judged.Claim:
        return replace(
            claim,
            reasons=[self._reason(one) for one in claim.reasons],
            alternatives=[self._claim(one) for one in claim.alternatives],
        )

    def _reason(self, reason: judged.Reason) -> judged.Reason:
        return replace(
            reason,
            message=self._text(reason.message),
            expected=reason.expected if reason.expected is UNSET else self._value(reason.expected),
            found=reason.found if reason.found is UNSET else self._value(reason.found),
        )

    def _value(self, text: str) -> str:
        """What is wanted or there: a message, or words of the draft, which are never translated."""
        kept = self._answer.wording.get(text)
        return text if kept is None else self._language.text(message_of(kept))
