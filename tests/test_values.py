"""Classes of values do what those of the standard library do, and cost less to define."""

import copy
import dataclasses
import inspect
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import FrozenInstanceError, field, fields, replace
from typing import Any, cast

import pytest

from checker.values import dataclass, kept, replaced

SHAPES = [
    {"frozen": True, "slots": True},
    {"frozen": True},
    {"slots": True},
    {},
    {"frozen": True, "slots": True, "eq": False},
    {"frozen": True, "slots": True, "eq": False, "weakref_slot": True},
    {"frozen": True, "slots": True, "order": True},
]


def made(decorator: Any, shape: dict[str, bool]) -> Any:
    class Item:
        name: str
        size: int = 3
        tags: tuple[str, ...] = field(default=(), compare=False)
        notes: list[str] = field(default_factory=list, repr=False, compare=False)

        def __post_init__(self) -> None:
            if not self.name:
                raise ValueError("no name")

    return decorator(**shape)(Item)


@dataclass(frozen=True, slots=True)
class Base:
    name: str


@dataclass(frozen=True, slots=True)
class Derived(Base):
    size: int = 1


class Plain(Base):
    """A subclass that is no class of values itself."""


def outcome(does: Callable[[], object]) -> object:
    try:
        return does()
    except (TypeError, ValueError, AttributeError) as error:
        return type(error), str(error)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: " ".join(shape) or "none")
def test_a_class_of_values_behaves_as_that_of_the_standard_library(shape: dict[str, bool]) -> None:
    ours, theirs = made(dataclass, shape), made(dataclasses.dataclass, shape)
    for act in (
        lambda kind: kind("a"),
        lambda kind: repr(kind("a", 2, ("x",))),
        lambda kind: kind(),
        lambda kind: kind("a", colour=1),
        lambda kind: kind(""),
        lambda kind: kind("a") == kind("a"),
        lambda kind: kind("a", tags=("x",)) == kind("a"),
        lambda kind: kind("a") == "a",
        lambda kind: hash(kind("a", 2)) == hash(kind("a", 2, ("x",))),
        lambda kind: kind("a") < kind("b"),
        lambda kind: replace(kind("a"), size=5).size,
        lambda kind: setattr(kind("a"), "size", 4),
        lambda kind: delattr(kind("a"), "size"),
        lambda kind: dataclasses.asdict(kind("a", 2)),
        lambda kind: str(inspect.signature(kind)),
        lambda kind: [one.name for one in fields(kind)],
        lambda kind: copy.deepcopy(kind("a", notes=["n"])).notes,
        lambda kind: kind.__match_args__,
    ):
        mine, expected = (outcome(lambda k=kind, a=act: a(k)) for kind in (ours, theirs))  # type: ignore[misc]
        assert str(mine).partition(" at 0x")[0] == str(expected).partition(" at 0x")[0]


def test_defaults_that_are_made_are_made_for_each_value_and_names_are_asked_for() -> None:
    @dataclass(frozen=True, slots=True)
    class Box:
        held: list[int] = field(default_factory=list)
        size: int = field(default=2, kw_only=True)
        marks: dict[str, int] = field(default_factory=dict, kw_only=True)
        name: str = field(kw_only=True)

    first, second = Box(name="a"), Box([1], name="b", size=3)
    first.held.append(7)
    assert (first.held, first.size, first.marks, first.name) == ([7], 2, {}, "a")
    assert (second.held, second.size, second.name) == ([1], 3, "b")
    assert first.marks is not second.marks
    box = cast(Any, Box)
    for places, named in (([], {}), ([[], 3], {"name": "c"}), ([], {"colour": 1, "name": "c"})):
        with pytest.raises(TypeError):
            box(*places, **named)


def test_values_of_derived_classes_have_all_fields_and_are_fixed() -> None:
    value = Derived("a", 2)
    assert (value.name, value.size) == ("a", 2)
    assert value == Derived("a", 2) != Derived("a", 3)
    assert pickle.loads(pickle.dumps(value)) == value
    with pytest.raises(FrozenInstanceError, match="size"):
        value.size = 3  # type: ignore[misc]


def test_a_plain_subclass_adds_what_it_likes_and_its_fields_stay_fixed() -> None:
    value = cast(Any, Plain("a"))
    value.seen = True
    assert value.seen
    with pytest.raises(FrozenInstanceError, match="name"):
        value.name = "b"


def test_what_a_class_writes_itself_is_kept() -> None:
    @dataclass(frozen=True)
    class Named:
        name: str

        def __repr__(self) -> str:
            return "mine"

        def __eq__(self, other: object) -> bool:
            return True

        def __hash__(self) -> int:
            return 7

    assert repr(Named("a")) == "mine"
    assert Named("a") == Named("b")
    assert hash(Named("a")) == 7


def test_values_that_change_have_no_hash() -> None:
    @dataclass(slots=True)
    class Counted:
        number: int = 0

    with pytest.raises(TypeError, match="unhashable"):
        hash(Counted())


def test_a_command_writes_methods_of_few_classes() -> None:
    """Counts, in a process of its own, the classes that the standard library writes out whole."""
    program = """
import dataclasses
written = [0]
real = dataclasses._process_class
def counting(kind, init, *more, **named):
    written[0] += bool(init) and kind.__module__.startswith("checker.")
    return real(kind, init, *more, **named)
dataclasses._process_class = counting
import checker.checking, checker.newsroom, checker.cli.check
print(written[0])
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert int(done.stdout) < 90  # 290 are defined


@dataclass(frozen=True, eq=False)
class Square:
    side: int
    asked: list[int]

    @kept
    def area(self) -> int:
        """Its area."""
        self.asked.append(self.side)
        return self.side**2


def test_a_kept_property_is_worked_out_once() -> None:
    one, other = Square(3, []), Square(4, [])
    assert (one.area, one.area, other.area) == (9, 9, 16)
    assert (one.asked, other.asked) == ([3], [4])
    assert isinstance(vars(Square)["area"], kept)
    assert Square.area.__doc__ == "Its area."


def test_a_kept_property_that_fails_is_asked_again() -> None:
    class Failing:
        times = 0

        @kept
        def value(self) -> int:
            self.times += 1
            if self.times == 1:
                raise ValueError("not yet")
            return self.times

    one = Failing()
    with pytest.raises(ValueError, match="not yet"):
        _ = one.value
    assert (one.value, one.value) == (2, 2)


def test_threads_that_ask_at_once_get_the_same_value() -> None:
    both = threading.Barrier(2, timeout=30)

    class Shared:
        @kept
        def value(self) -> object:
            both.wait()  # both are at work before either keeps what it has
            return object()

    one = Shared()
    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(lambda _: one.value, range(2))
    assert first is second is one.value


@pytest.mark.parametrize("shape", SHAPES)
def test_a_value_with_other_fields_is_that_of_the_standard_library(shape: dict[str, bool]) -> None:
    item = made(dataclass, shape)("rope", 5, ("a",), ["note"])
    for changes in ({}, {"size": 9}, {"name": "net", "tags": ()}):
        one, other = replaced(item, **changes), replace(item, **changes)
        assert type(one) is type(item)
        assert all(getattr(one, at.name) == getattr(other, at.name) for at in fields(item))
    with pytest.raises(TypeError):
        replaced(item, colour="red")
    with pytest.raises(ValueError, match="no name"):
        replaced(item, name="")
