"""Classes of values: those of `dataclasses`, whose methods are made when they are first used.

The standard library writes and compiles up to six methods for each class when the class is defined.
A command defines three hundred such classes and uses few of them, so that took a fifth of a second
of every command. Here the class is defined at once, its `__init__`, `__repr__`, `__eq__` and
`__hash__` are made at their first use, by the standard library but for most `__init__`, and what
refuses to change a frozen value is one function for all classes. It is not a library of its own:
fields, options and types are those of `dataclasses`.
"""

import dataclasses
from collections.abc import Callable, Mapping
from functools import cache, cached_property, partial
from operator import attrgetter
from types import MemberDescriptorType
from typing import TYPE_CHECKING, Any, TypeVar, cast

__all__ = ["dataclass", "kept", "replaced"]

T = TypeVar("T")

_ASKED: Mapping[str, Mapping[str, bool]] = {  # what makes the standard library write a method
    "__init__": {"init": True},
    "__repr__": {"repr": True},
    "__eq__": {"eq": True},
    "__hash__": {"eq": True, "unsafe_hash": True},
}


class kept(cached_property[T]):  # noqa: N801 # a decorator, as the one of the standard library is
    """A property that is worked out at its first use and kept, as `cached_property`.

    That one takes a lock before Python 3.12, which is three quarters of its cost, and a search asks
    for hundreds of such properties of texts that it meets for the first time. Threads that ask at
    once may each work it out, so this is for what is the same each time. All of them get the one
    that was kept first: another's may hold memory that the compiled core is reading.
    """

    if not TYPE_CHECKING:

        def __get__(self, instance: object | None, owner: type | None = None) -> Any:
            if instance is None:
                return self
            return instance.__dict__.setdefault(self.attrname, self.func(instance))


def replaced(value: T, /, **changes: Any) -> T:
    """Returns a value with some of its fields changed, as `dataclasses.replace` does.

    That one looks at each field's description, which takes longer than making the value.
    """
    kind: Any = type(value)
    names, read = _fields(kind)
    return cast(T, kind(**{**dict(zip(names, read(value), strict=True)), **changes}))


@cache
def _fields(kind: Any) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    """The names of a class's fields, of which there are several, and what reads them all."""
    names = tuple(one.name for one in dataclasses.fields(kind))
    return names, attrgetter(*names)


class _Later:
    """Stands for a method until it is first looked up; then it is made and takes this place."""

    def __init__(self, name: str, frozen: bool) -> None:
        self._name = name
        self._frozen = frozen

    def __get__(self, value: object, kind: type) -> Any:
        owner = next(one for one in kind.__mro__ if one.__dict__.get(self._name) is self)
        quick = _filling_slots(owner) if self._frozen and self._name == "__init__" else None
        method = quick or _written(owner, self._name, self._frozen)
        setattr(owner, self._name, method)
        return method if value is None else method.__get__(value)


class _Factory:
    """Stands for a default that is made anew for each value."""

    def __repr__(self) -> str:
        return "<factory>"


_MADE = _Factory()


def _filling_slots(owner: type) -> Callable[..., None] | None:
    """An `__init__` for frozen values with slots; None where the standard library has to write it.

    That one looks each slot up by its name, through the method that refuses to change a value. This
    one has them at hand, and a check makes a hundred values and more.
    """
    fields = dataclasses.fields(owner)
    slots: dict[str, Any] = {one.name: getattr(owner, one.name, None) for one in fields}
    listed: Any = owner.__dict__["__dataclass_fields__"]  # with those of the class itself
    usual = len(fields) == len(listed) and all(one.init for one in fields)
    if not usual or not all(isinstance(one, MemberDescriptorType) for one in slots.values()):
        return None
    scope: dict[str, Any] = {"_MADE": _MADE}
    lines: list[str] = []
    places: list[dataclasses.Field[Any]] = []
    named: list[dataclasses.Field[Any]] = []
    for one in fields:
        name = given = one.name
        if one.default_factory is not dataclasses.MISSING:
            scope[f"_new_{name}"] = one.default_factory
            given = f"_new_{name}() if {name} is _MADE else {name}"
        scope[f"_set_{name}"] = slots[name].__set__
        lines.append(f"  _set_{name}(self, {given})\n")
        (named if one.kw_only else places).append(one)
    if hasattr(owner, "__post_init__"):
        lines.append("  self.__post_init__()\n")
    takes = ["self", *(one.name for one in places), *["*"][: len(named)]]
    takes += [one.name for one in named]
    exec(f"def __init__({', '.join(takes)}):\n{''.join(lines) or '  pass'}", scope)
    init = scope["__init__"]
    init.__defaults__ = tuple(map(_default, filter(_has_default, places)))
    init.__kwdefaults__ = {one.name: _default(one) for one in named if _has_default(one)}
    init.__annotations__ = {one.name: one.type for one in fields} | {"return": None}
    init.__qualname__ = f"{owner.__qualname__}.__init__"
    init.__module__ = owner.__module__
    return cast(Callable[..., None], init)


def _has_default(one: dataclasses.Field[Any]) -> bool:
    none = dataclasses.MISSING
    return one.default is not none or one.default_factory is not none


def _default(one: dataclasses.Field[Any]) -> Any:
    return _MADE if one.default is dataclasses.MISSING else one.default


def _written(owner: type, name: str, frozen: bool) -> Any:
    """The method as the standard library writes it for a class of the same name and fields."""
    fields = dataclasses.fields(owner)
    body: dict[str, Any] = {field.name: field for field in fields}
    body["__annotations__"] = {field.name: field.type for field in fields}
    body |= {"__module__": owner.__module__, "__qualname__": owner.__qualname__, "__doc__": name}
    if hasattr(owner, "__post_init__"):
        body["__post_init__"] = None  # looked up in the class of the value
    asked = {"init": False, "repr": False, "eq": False} | dict(_ASKED[name])
    twin = type(owner.__name__, (), body)
    return dataclasses.dataclass(frozen=frozen and asked["init"], **asked)(twin).__dict__[name]


def _set(self: Any, name: str, value: object) -> None:
    if _is_fixed(self, name):
        raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")
    object.__setattr__(self, name, value)


def _delete(self: Any, name: str) -> None:
    if _is_fixed(self, name):
        raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")
    object.__delattr__(self, name)


def _is_fixed(self: Any, name: str) -> bool:
    return name in self.__dataclass_fields__ or "__dataclass_fields__" in type(self).__dict__


def _state(self: Any) -> list[Any]:
    """What is pickled: values without a `__dict__` cannot be given their fields one by one."""
    return [getattr(self, field.name) for field in dataclasses.fields(self)]


def _set_state(self: Any, state: list[Any]) -> None:
    for field, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, field.name, value)


def _define(kind: type, *, frozen: bool = False, eq: bool = True, **more: bool) -> type:
    """The class, with methods that wait for their first use in place of written ones."""
    own = set(kind.__dict__) - ({"__hash__"} if kind.__dict__.get("__hash__") is None else set())
    made: dict[str, Any] = {name: _Later(name, frozen) for name in ("__init__", "__repr__")}
    if eq:
        made["__eq__"] = _Later("__eq__", frozen)
        made["__hash__"] = _Later("__hash__", frozen) if frozen else None
    if frozen:
        made |= {"__setattr__": _set, "__delattr__": _delete}
    if frozen and more.get("slots"):
        made |= {"__getstate__": _state, "__setstate__": _set_state}
    kind.__doc__ = kind.__doc__ or kind.__name__  # else the standard library writes a signature
    defined: type = dataclasses.dataclass(init=False, repr=False, eq=False, **more)(kind)
    for name in made.keys() - own:
        setattr(defined, name, made[name])
    return defined


if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(kind: type | None = None, /, **options: bool) -> type | Callable[[type], type]:
        """Makes a class of values as `dataclasses.dataclass` does, but for the time it takes.

        Args:
            kind: the class; none where the decorator is called with options.
            options: those of `dataclasses.dataclass`. `frozen`, `eq` and what concerns slots is
                done here; with any other, such as `order`, the standard library makes the class.

        Returns:
            The class, or what makes it of a class.
        """
        ours = options.keys() <= {"frozen", "eq", "slots", "weakref_slot"}
        made = partial(_define if ours else dataclasses.dataclass, **options)
        return made if kind is None else made(kind)
