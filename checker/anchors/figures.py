"""The figures, dates and times of a text, in digits and in words, in the order of the text."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from checker.anchors.anchor import Anchor
from checker.anchors.clock import clocks, time_at, times_of
from checker.anchors.digits import Digits, digits_of
from checker.anchors.eastern import eastern_figures
from checker.anchors.lists import currencies
from checker.anchors.vocabulary import Meaning, Reading, vocabulary
from checker.text.expression import expression
from checker.text.units import Units
from checker.values import dataclass

__all__ = ["figures_of"]

_CLOSE = 2  # characters between two words of one number
_REACH = 5  # words of a phrase that tells the time
_EASTERN = expression("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_SEMITIC = expression("[\u0590-\u06ff]")
_PREFIXED = expression(r"(?<!\w)[\u0590-\u06ff]{1,2}(?=\d)")  # "and", "with", written to a figure
_MONEY = expression(r"(?<!\w)[A-Z][A-Za-z]{0,2}(?=\d)")  # "EUR48m", "Rs500"
_MINUTE = expression(r"['′’](?![\w'])")  # 23' is a minute of a match
_GLUED = expression(r"[^\W\d_]{1,5}")
_AFTER_DAY = ("de", "of", "ta", "th", "st", "nd", "rd", "er", "º")
_NUMERIC_DATE = 3  # groups of digits
_YEARS = range(1900, 2100)
_SHARE = 100.0


@dataclass(slots=True)
class _Number:
    """A number in the making: what it may mean, and the units first..last that it was read of."""

    values: tuple[float, ...]
    start: int
    end: int
    last: int
    worded: bool = False


class _Reader:
    """Reads a text once, from the first unit to the last."""

    def __init__(self, text: str, units: Units, reading: Reading) -> None:
        self.text = text
        self.starts = units.starts
        self.ends = units.ends
        self.meanings = reading.meanings
        self.language = reading.language
        self.count = len(units)
        self.done = -1  # the last unit that is part of an anchor
        self.written = dict(self._written(units.figures))
        self.order = sorted({*self.written, *reading.begins})

    def _written(self, figures: npt.NDArray[np.bool_]) -> Iterator[tuple[int, Digits]]:
        """The numbers in digits, by the unit in which they are, behind a prefix or at its start."""
        units = np.flatnonzero(figures).tolist()
        places = {int(self.starts[unit]): unit for unit in units}
        for prefixed in _PREFIXED.finditer(self.text) if _SEMITIC.search(self.text) else ():
            unit = int(np.searchsorted(self.starts, prefixed.end(), "right")) - 1
            places.setdefault(prefixed.end(), unit)
        for glued in _MONEY.finditer(self.text):
            if glued[0].lower() in currencies():
                unit = int(np.searchsorted(self.starts, glued.start(), "right")) - 1
                places.setdefault(glued.end(), max(unit, 0))
        for digits in digits_of(self.text, sorted(places)):
            yield places[digits.start], digits

    # What stands where ---------------------------------------------------------------------------

    def meaning(self, unit: int, role: str) -> Meaning | None:
        for meaning in self.meanings.get(unit, ()):
            if meaning.role == role:
                return meaning
        return None

    def next_to(self, unit: int) -> bool:
        """Whether a unit stands close behind the one before it, in the same clause."""
        if not 0 < unit < self.count:
            return False
        between = self.text[int(self.ends[unit - 1]) : int(self.starts[unit])]
        return (
            len(between) <= _CLOSE
            and not between.strip(" \u00a0\u202f-‑–'’.\r\n")
            and between.count("\n") < _CLOSE
        )

    # Figures -------------------------------------------------------------------------------------

    def anchors(self) -> Iterator[Anchor]:
        for unit in self.order:
            if unit <= self.done:
                continue
            for anchor, last in self._at(unit):
                yield anchor
                self.done = max(self.done, last)

    def _at(self, unit: int) -> Iterator[tuple[Anchor, int]]:
        digits = self.written.get(unit)
        if digits is None:
            yield from self._in_words(unit)
            return
        last = self._unit_at(digits.end, unit)
        time = time_at(self.text, digits.start)
        if time is not None:
            yield time, self._unit_at(time.end, unit)
            return
        if digits.parts:
            yield from ((one, last) for one in self._parts(digits))
            return
        number = _Number(digits.values, digits.start, digits.end, last)
        day = self._day(number, unit)
        if day is not None:
            yield day
            return
        yield from self._finished(self._scaled(self._glued(number)))

    def _unit_at(self, end: int, unit: int) -> int:
        """The last unit that begins before `end`."""
        while unit + 1 < self.count and int(self.starts[unit + 1]) < end:
            unit += 1
        return unit

    def _parts(self, digits: Digits) -> Iterator[Anchor]:
        """A date in figures, or several numbers that only signs part."""
        parts = digits.parts
        if len(parts) == _NUMERIC_DATE and parts[2] > 31 and max(parts[:2]) <= 31:
            values = tuple(float(m * 100 + d) for d, m in (parts[:2], parts[1::-1]) if m <= 12)
            if values:
                yield Anchor("date", digits.start, digits.end, values, weight=0.3)
            return
        for part in parts:
            if part > 1:
                yield _weighed(Anchor("figure", digits.start, digits.end, (float(part),)))

    def _day(self, number: _Number, unit: int) -> tuple[Anchor, int] | None:
        """The date that a number of a day and the month before or behind it make."""
        day = number.values[0]
        if not (day == int(day) and 1 <= day <= 31):
            return None
        before = self.meaning(unit - 1, "month") if unit - 1 > self.done else None
        if before is not None and self.next_to(unit):
            return self._date(int(self.starts[unit - 1]), number.end, before, day), number.last
        after = number.last + 1
        if after < self.count and self._word(after) in _AFTER_DAY:
            after += 1
        if (month := self.meaning(after, "month")) and self.next_to(after):
            return self._date(number.start, int(self.ends[after]), month, day), after
        return None

    def _word(self, unit: int) -> str:
        return self.text[int(self.starts[unit]) : int(self.ends[unit])].lower()

    @staticmethod
    def _date(start: int, end: int, month: Meaning, day: float) -> Anchor:
        return Anchor("date", start, end, (month.value * 100 + day,), weight=0.3)

    def _glued(self, number: _Number) -> _Number:
        """Letters behind digits without a blank: a scale, a unit, both, or an ordinal's ending."""
        if int(self.ends[number.last]) <= number.end:
            return number
        letters = _GLUED.match(self.text, number.end)
        if letters is None:
            return number
        word = letters[0].lower()
        values = number.values
        if word == "m":
            values = (values[0] * 10**6, *values)
        elif (scale := _GLUED_SCALES.get(word)) is not None:
            values = tuple(value * scale for value in values)
        return replace(number, values=values, end=letters.end())

    def _scaled(self, number: _Number) -> _Number:
        """A number with the scales behind it: "34 million", "3 mil millones"."""
        while (scale := self.meaning(number.last + 1, "scale")) and self.next_to(number.last + 1):
            if number.worded and scale.value < 1000:
                break
            unit = number.last + 1
            values = tuple(value * scale.value for value in number.values)
            number = replace(number, values=values, last=unit, end=int(self.ends[unit]))
        return self._with_half(number)

    def _with_half(self, number: _Number) -> _Number:
        """A number with "and a half" behind it."""
        unit = number.last + 1
        for step in range(3):
            half = self.meaning(unit + step, "half") if self.next_to(unit + step) else None
            if half is not None and half.value == 0.5 and step:
                last = unit + step
                values = tuple(value + 0.5 for value in number.values)
                return replace(number, values=values, last=last, end=int(self.ends[last]))
            if not (step == 0 and self.meaning(unit, "and")) and step != 1:
                break
        return number

    def _finished(self, number: _Number) -> Iterator[tuple[Anchor, int]]:
        """The figure, with what the words behind it make of it."""
        values, last, end = number.values, number.last, number.end
        measures: tuple[tuple[str, float], ...] = ()
        after = last + 1
        share = vocabulary().share.match(self.text, end)
        if share:
            end = share.end()
            last = self._unit_at(end, last)
            measures = (("share", values[0]),)
        elif self.meaning(after, "percent") and self.next_to(after):
            last, end = after, int(self.ends[after])
            measures = (("share", values[0]),)
        elif self.meaning(after, "basis") and self.next_to(after):
            measures = (("share", values[0] / _SHARE),)
        elif values[0] in _FRACTIONS:
            measures = (("share", values[0] * _SHARE),)
        elif self._is_minute(end, after):
            yield Anchor("figure", number.start, end, values, weight=0.15), last
            return
        else:
            measures = self._measures(number)
        if values[0] not in (0.0, 1.0) or share:
            values = tuple(_rounded(value) for value in values)
            weight = _weight(values[0])
            yield Anchor("figure", number.start, end, values, measures, weight=weight), last

    def _is_minute(self, end: int, after: int) -> bool:
        """Whether a figure is the minute of a match or a span of minutes."""
        worded = self.next_to(after) and self.meaning(after, "minute") is not None
        return worded or _MINUTE.match(self.text, end) is not None

    def _measures(self, number: _Number) -> tuple[tuple[str, float], ...]:
        """What a number amounts to in the base unit of what it measures."""
        glued = self.text[int(number.end) - 3 : number.end].lstrip("0123456789.,").lower()
        after = number.last + 1
        units = [m for m in self.meanings.get(after, ()) if m.role == "unit"]
        if units and self.next_to(after):
            return tuple((one.unit, value * one.value) for one in units for value in number.values)
        if glued in _GLUED_UNITS:
            dimension, factor = _GLUED_UNITS[glued]
            return ((dimension, number.values[-1] * factor),)
        return ()

    # Words ---------------------------------------------------------------------------------------

    def _in_words(self, unit: int) -> Iterator[tuple[Anchor, int]]:
        number = self._worded(unit)
        if number is None:
            return
        day = self._day(number, unit)
        if day is not None:
            yield day
            return
        half = self.meaning(number.last + 1, "half")
        if half and half.value < 1 and number.values[0] < 10 and self.next_to(number.last + 1):
            share = number.values[0] * half.value
            last = number.last + 1
            anchor = Anchor(
                "figure", number.start, int(self.ends[last]), (share,), (("share", share * 100),)
            )
            yield replace(anchor, weight=0.5), last
            return
        yield from self._finished(self._with_half(number))

    def _worded(self, unit: int) -> _Number | None:
        """The number that begins with this word, or None."""
        half = self.meaning(unit, "half")
        first = self.meaning(unit, "number")
        scale = self.meaning(unit, "scale")
        if half is not None and half.value == 0.5 and (dozen := self._halved(unit)):
            return dozen
        if first is None and scale is None:
            return self._fraction(unit, half) if half is not None else None
        if first is None and scale is not None and not scale.alone:
            return None
        total = current = 0.0
        last = unit - 1
        at = unit
        linked = self.language == "ar"  # where "and" is written to the tens
        while at < self.count and (at == unit or self.next_to(at)):
            number, scale = self.meaning(at, "number"), self.meaning(at, "scale")
            if number is not None and _goes_on(current, number.value, at == unit, linked):
                current = _joined(current, number.value)
            elif scale is not None and scale.value <= 100:
                current = max(current, 1) * scale.value
            elif scale is not None:
                total, current = total + max(current, 1) * scale.value, 0.0
            elif not (self.meaning(at, "and") and self._number_follows(at, current)):
                break
            else:
                linked = True
            if number is not None or scale is not None:
                last = at
            at += 1
        values: tuple[float, ...] = (total + current,)
        if half is not None and last == unit and first is not None:
            values = (*values, half.value)
        start, end = int(self.starts[unit]), int(self.ends[last])
        return _Number(values, start, end, last, worded=True)

    def _number_follows(self, at: int, current: float) -> bool:
        after = self.meaning(at + 1, "number")
        return (
            after is not None
            and self.next_to(at + 1)
            and _goes_on(current, after.value, False, True)
        )

    def _halved(self, unit: int) -> _Number | None:
        """Half a number that is a word: "half a dozen"."""
        for last in (unit + 1, unit + 2):
            number = self.meaning(last, "number") or self.meaning(last, "scale")
            if not self.next_to(last):
                break
            if number is not None and number.value >= 10:
                start, end = int(self.starts[unit]), int(self.ends[last])
                return _Number((number.value / 2,), start, end, last, worded=True)
        return None

    def _fraction(self, unit: int, half: Meaning) -> _Number:
        start, end = int(self.starts[unit]), int(self.ends[unit])
        return _Number((half.value, half.value * 100), start, end, unit, worded=True)


_GLUED_SCALES = {
    "k": 10**3,
    "mn": 10**6,
    "mln": 10**6,
    "mio": 10**6,
    "bn": 10**9,
    "mrd": 10**9,
    "md": 10**9,
    "mld": 10**9,
    "tn": 10**12,
    "b": 10**9,
}
_GLUED_UNITS = {
    "m": ("m", 1.0),
    "km": ("m", 1000.0),
    "cm": ("m", 0.01),
    "mm": ("m", 0.001),
    "ft": ("m", 0.3048),
    "kg": ("kg", 1.0),
    "ha": ("m2", 10000.0),
    "mw": ("W", 10.0**6),
    "gw": ("W", 10.0**9),
}


_FRACTIONS = (0.5, 0.25, 0.333333, 0.2)


def _goes_on(current: float, value: float, first: bool, linked: bool) -> bool:
    """Whether a number word belongs to the number that the words before it make."""
    if first or current == 0:
        return True
    if current == 4 and value == 20:  # quatre-vingts
        return True
    if linked and current < 10 and 20 <= value < 100 and value % 10 == 0:  # five and twenty
        return True
    if current % 100 == 0:
        return value < 100
    return (current % 20 == 0 and value < 20) or (current % 10 == 0 and value < 20)


def _joined(current: float, value: float) -> float:
    return 80.0 if (current, value) == (4, 20) else current + value


def _weighed(anchor: Anchor) -> Anchor:
    return replace(anchor, weight=_weight(anchor.values[0]))


def _rounded(value: float) -> float:
    """A value without what arithmetic in binary adds."""
    return float(f"{value:.9g}")


@lru_cache(maxsize=16_384)
def _weight(value: float) -> float:
    """How little chance there is that two texts share a figure: by its telling digits."""
    if value in _YEARS and value == int(value):
        return 0.5
    digits = f"{value:.6g}".partition("e")[0].replace(".", "").strip("0")
    if len(digits) >= 3:
        return 1.0
    if value < 1 and value in _FRACTIONS:
        return 0.4
    if len(digits) == 2:
        return 0.8
    return 0.4 if value <= 10 else 0.6


def figures_of(text: str, units: Units, reading: Reading) -> list[Anchor]:
    """Returns all figures, dates and times of a text, in order of their places."""
    eastern = (
        [_weighed_figure(one) for one in eastern_figures(text)] if _EASTERN.search(text) else []
    )
    times = list(_times(text, units, reading))
    taken = sorted((*eastern, *times), key=lambda one: one.start)
    western = _Reader(text, units, reading).anchors()
    return sorted((*taken, *_outside(western, taken)), key=lambda one: one.start)


def _times(text: str, units: Units, reading: Reading) -> Iterator[Anchor]:
    """The times that are told in phrases, around the words that such phrases have."""
    at = [unit for unit, found in reading.meanings.items() if any(m.role == "clock" for m in found)]
    last = len(units) - 1
    windows = [
        (int(units.starts[max(unit - _REACH, 0)]), int(units.ends[min(unit + _REACH, last)]))
        for unit in sorted(at)
    ]
    yield from times_of(text, clocks()[reading.language], windows) if windows else ()


def _weighed_figure(anchor: Anchor) -> Anchor:
    return _weighed(anchor) if anchor.kind == "figure" else anchor


def _outside(anchors: Iterator[Anchor], taken: Sequence[Anchor]) -> Iterator[Anchor]:
    """The anchors that stand in none of those that are taken."""
    if not taken:
        yield from anchors
        return
    starts = [one.start for one in taken]
    for anchor in anchors:
        at = bisect_right(starts, anchor.start) - 1
        if at < 0 or anchor.start >= taken[at].end:
            yield anchor
