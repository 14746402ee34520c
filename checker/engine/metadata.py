"""Machine-readable statements: whom they name, and whether they speak of this article."""

import re
from hashlib import blake2b

from checker.engine.marked import marked_text
from checker.engine.model import RuleSet
from checker.engine.names import NameIndex
from checker.models import ClaimRole, Draft, Finding, Metadatum
from checker.text.views import view_of

__all__ = ["metadata_findings"]

_TRUSTED = re.compile(
    r"author|creator|source|credit|byline|provider|copyright|distributor|contributor|agency"
    r"|accreditation",
    re.IGNORECASE,
)
_PICTURE = re.compile(r"image|picture|photo|video|thumbnail|logo", re.IGNORECASE)


def metadata_findings(draft: Draft, rules: RuleSet, names: NameIndex) -> list[Finding]:
    """A finding for every agency that a statement about author, source or rights names."""
    found: dict[tuple[str, str, str], Finding] = {}
    for statement in draft.metadata:
        if not statement.value or len(statement.value) > 400 or not _TRUSTED.search(statement.name):
            continue
        for finding in _stated(statement, rules, names):
            found.setdefault((finding.agency, finding.field or "", finding.text), finding)
    return list(found.values())


def _stated(statement: Metadatum, rules: RuleSet, names: NameIndex) -> list[Finding]:
    view = view_of(statement.value, entities=True)
    marked = marked_text(view, names.find(view))
    findings = []
    for chain in marked.chains:
        if chain.cls in ("address", "small") and len(view.flow) > chain.end - chain.start + 2:
            continue
        for mention in chain.mentions:
            for id_ in mention.agencies:
                agency = rules.agencies[id_]
                picture = (
                    statement.scope == "picture"
                    or agency.business == "pictures"
                    or bool(_PICTURE.search(statement.name))
                )
                role: ClaimRole = "photo" if picture else "text"
                if agency.business == "releases":
                    role = "press_release"
                rule = f"{id_}-metadata"
                key = blake2b(
                    f"{rule}\0{statement.name}\0{view.lower}".encode("utf-8", "replace"),
                    digest_size=8,
                ).hexdigest()
                findings.append(
                    Finding(
                        rule,
                        id_,
                        "metadata",
                        "furniture",
                        statement.start,
                        statement.end,
                        statement.value,
                        "high",
                        key,
                        role,
                        "picture" if picture and statement.scope == "article" else statement.scope,
                        None,
                        statement.name,
                    )
                )
    return findings
