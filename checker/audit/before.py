"""The findings of the previous audit, so that the report shows what is new."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from checker.audit.outputs import CLAIMS
from checker.store import Store

__all__ = ["keys_before"]


def keys_before(folder: Path, store: Store, manifest: Mapping[str, Any]) -> frozenset[str] | None:
    """Returns the keys of the claims of the last finished audit of the same folders, or None.

    If this folder was finished before and continues with new files, its earlier state counts.
    """
    if manifest.get("finished") and (folder / CLAIMS).exists():
        return _keys(folder / CLAIMS)
    roots = manifest["asked"]["roots"]
    for audit in store.audits.page():
        known = Path(audit.folder or "") / CLAIMS
        same = audit.id != manifest["id"] and audit.parameters.get("roots") == roots
        if same and audit.status == "finished" and audit.folder and known.exists():
            return _keys(known)
    return None


def _keys(path: Path) -> frozenset[str]:
    with path.open("rb") as stream:
        return frozenset(str(json.loads(line)["key"]) for line in stream)
