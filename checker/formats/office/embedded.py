"""Text of a Word document that lies in parts of its own: imported files, drawings, objects.

Word shows an imported file (`altChunk`) as if it were typed there, and the words of a drawing as
they stand in its data. A document that is embedded opens when a reader clicks it.
"""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Final
from zipfile import ZipFile

from checker.errors import InputError, Problem, WirecheckError
from checker.formats.dispatch import read_drafts
from checker.formats.items import BadRecord
from checker.formats.nesting import Nesting
from checker.formats.office.package import MEMBER_BYTES, member_bytes, part_xml
from checker.formats.xml.tree import Element, children, descendants, text_of
from checker.values import dataclass

__all__ = ["Embedded", "Relation", "relations_of"]

IMPORTED: Final = frozenset({"aFChunk", "subDocument"})
OBJECTS: Final = frozenset({"package", "oleObject"})
DRAWN: Final = frozenset({"diagramData", "chart"})
EQUATIONS = ("equation", "mathtype")  # with which the names of programs for formulas begin


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation of a part: its kind, and the part (or the file outside) to which it leads."""

    kind: str
    target: str
    external: bool


@dataclass(slots=True)
class Embedded:
    """The related parts of one part of a package, and what reading them gave."""

    package: ZipFile
    place: str
    nest: Nesting
    relations: Mapping[str, Relation] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)
    hidden: int = 0
    done: set[str] = field(default_factory=set)

    def paragraphs(self, name: str, program: str = "") -> list[str]:
        """Returns the paragraphs of the part with this relation; each part counts once.

        Args:
            name: the id of the relation.
            program: the program of an object, as the document names it.
        """
        relation = self.relations.get(name)
        if relation is None or relation.target in self.done:
            return []
        if program.casefold().startswith(EQUATIONS):
            self.done.add(relation.target)
            return []
        if relation.kind in DRAWN:
            return list(self._drawn(relation))
        return self._read(relation) if relation.kind in IMPORTED | OBJECTS else []

    def rest(self) -> Iterator[str]:
        """Yields the paragraphs of the parts to which no element led."""
        for name, relation in self.relations.items():
            if relation.kind != "chart":
                yield from self.paragraphs(name)

    def _drawn(self, relation: Relation) -> Iterator[str]:
        self.done.add(relation.target)
        root = part_xml(self.package, (relation.target,), self.place)
        for paragraph in descendants(root, "p"):
            yield text_of(paragraph)

    def _read(self, relation: Relation) -> list[str]:
        """The paragraphs of a file inside the package; what cannot be read is named."""
        self.done.add(relation.target)
        name = posixpath.basename(relation.target)
        found: list[str] = []
        try:
            content = self._content(relation)
            for one in read_drafts(content, name=name, nest=self.nest.inner(self.place)):
                if isinstance(one, BadRecord):
                    if one.kind == "bad":
                        self.unread.append(f"{name} ({one.what})")
                    continue
                found += one.text.split("\n\n")
                self.unread += [f"{name}: {part}" for part in (*one.damage, *one.parts_unread)]
                self.hidden += sum(part.characters for part in one.left_out)
        except WirecheckError as error:
            self.unread.append(f"{name} ({error.problems[0].what})")
        return found

    def _content(self, relation: Relation) -> bytes:
        known = {member.filename: member for member in self.package.infolist()}
        if relation.external or relation.target not in known:
            raise InputError(Problem(self.place, "a file outside of the document"))
        limit = max(0, min(MEMBER_BYTES, self.nest.size))
        content = member_bytes(self.package, known[relation.target], self.place, limit)
        self.nest.take(len(content), self.place)
        return content


def relations_of(package: ZipFile, part: str, place: str) -> dict[str, Relation]:
    """Returns the relations of a part by their ids."""
    folder, name = posixpath.split(part)
    root: Element | None = part_xml(package, (f"{folder}/_rels/{name}.rels",), place)
    found = {}
    for one in children(root, "Relationship"):
        target = str(one.get("Target", ""))
        external = one.get("TargetMode") == "External"
        if not external:
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        kind = str(one.get("Type", "")).rpartition("/")[2]
        found[str(one.get("Id", ""))] = Relation(kind, target, external)
    return found
