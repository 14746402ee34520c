"""The rights of a NewsML 1 item: status, announced changes, rights lines and metadata."""

from checker.formats.rights import RightsBuilder
from checker.formats.xml.tree import (
    Element,
    child,
    children,
    descendants,
    local,
    path_text,
    text_of,
    verbatim,
)

__all__ = ["PICTURES", "component_rights", "is_picture", "management_rights", "party_of"]

PICTURES = frozenset({"photo", "picture", "graphic", "video", "audio", "animation"})
CAPTIONS = frozenset({"caption", "legend", "photo", "picture", "image", "video", "audio"})


def management_rights(management: Element | None, rights: RightsBuilder) -> None:
    """Status and its announced change, instructions, notes."""
    at = "NewsManagement"
    status = child(management, "Status")
    if status is not None:
        rights.status(f"{at}/Status", status.get("FormalName") or text_of(status))
    change = child(management, "StatusWillChange")
    if change is not None:
        future = child(change, "FutureStatus")
        name = (future.get("FormalName") or "") if future is not None else ""
        when = path_text(change, "DateAndTime")
        rights.keep(f"{at}/StatusWillChange/FutureStatus", name)
        here = f"{at}/StatusWillChange/DateAndTime"
        if name.lower() == "usable":
            rights.embargo(here, when)
        elif name.lower() in ("canceled", "cancelled", "withheld"):
            rights.expires(here, when)
        else:
            rights.keep(here, when)
    for node in children(management, "Instruction"):
        rights.signal(f"{at}/Instruction", node.get("FormalName"))
        for inner in descendants(node, "Status"):
            rights.keep(f"{at}/Instruction/Status", inner.get("FormalName"))
    for node in children(management, "Property"):
        rights.keep(f"{at}/Property[{node.get('FormalName')}]", node.get("Value"))
    kind = child(management, "NewsItemType")
    if kind is not None and (kind.get("FormalName") or "").lower() == "advisory":
        rights.status(f"{at}/NewsItemType", kind.get("FormalName"))


def component_rights(
    component: Element | None, path: str, rights: RightsBuilder, *, pictures: bool
) -> None:
    """Rights lines and metadata of a component and those inside it; a picture's are only kept."""
    if component is None:
        return
    pictures = pictures or is_picture(component)
    for node in children(child(component, "NewsLines")):
        here = f"{path}/NewsLines/{local(node)}"
        kind = {
            "CopyrightLine": "copyright_notice",
            "CreditLine": "credit_line",
            "RightsLine": "usage_terms",
        }.get(local(node))
        if local(node) == "NewsLine":
            label = child(node, "NewsLineType")
            label_name = (label.get("FormalName") or "").lower() if label is not None else ""
            here = f"{here}[{label_name}]"
            if any(w in label_name for w in ("ednote", "advisory", "note", "instruction")):
                kind = "editors_note"
            elif not any(w in label_name for w in ("right", "copyright", "embargo", "credit")):
                continue
            node = child(node, "NewsLineText")
        if kind is None and "NewsLine[" not in here:
            continue
        value = verbatim(node)
        if kind and not pictures:
            rights.add(kind, here, value)
        else:
            rights.keep(here, value)
    metadata_rights(child(component, "RightsMetadata"), f"{path}/RightsMetadata", rights, pictures)
    for node in children(child(component, "AdministrativeMetadata"), "Property"):
        if "right" in (node.get("FormalName") or "").lower():
            rights.keep(
                f"{path}/AdministrativeMetadata/{node.get('FormalName')}", node.get("Value")
            )
    for node in children(component, "NewsComponent"):
        component_rights(node, f"{path}/NewsComponent", rights, pictures=pictures)


def metadata_rights(
    block: Element | None, path: str, rights: RightsBuilder, pictures: bool
) -> None:
    """Reads RightsMetadata: the full text of copyright and usage rights."""
    kinds = {
        "CopyrightHolder": "copyright_holder",
        "UsageType": "usage_terms",
        "Limitations": "usage_terms",
        "Geography": "usage_terms",
    }
    for group in children(block):
        for node in children(group) if child(group) is not None else (group,):
            here = f"{path}/{local(group)}" + ("" if node is group else f"/{local(node)}")
            value = verbatim(node) or party_of(node)
            kind = kinds.get(local(node))
            if pictures or kind is None:
                rights.keep(here, value)
            else:
                rights.add(kind, here, value)
            if not pictures and local(node) == "StartDate":
                rights.embargo(here, value)
            elif not pictures and local(node) == "EndDate":
                rights.expires(here, value)


def is_picture(component: Element) -> bool:
    """Returns whether a component is a picture with its caption, not the article."""
    role = child(component, "Role")
    name = (role.get("FormalName") or "").lower() if role is not None else ""
    if name in CAPTIONS:
        return True
    kinds = media_kinds(component)
    inner = child(component, "NewsComponent")
    return bool(kinds) and kinds <= PICTURES and inner is None


def media_kinds(component: Element) -> set[str]:
    """Returns the media types of a component's own content items."""
    return {
        (node.get("FormalName") or "").lower()
        for item in children(component, "ContentItem")
        for node in children(item, "MediaType")
    }


def party_of(node: Element) -> str:
    """Returns a party's organisation property, else its formal name."""
    for prop in children(node, "Property"):
        if (prop.get("FormalName") or "").lower() == "organization" and prop.get("Value"):
            return str(prop.get("Value")).strip()
    return (node.get("FormalName") or node.get("Value") or "").strip()
