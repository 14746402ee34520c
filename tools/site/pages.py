"""A hook of MkDocs: adds pages from outside docs/ and the generated reference to the site.

The documents link to one another as they lie in the repository. Pages outside docs/ appear under
`project/` in the site; a link to a file that is no page becomes plain text, since the site holds
no source files. `mkdocs.yml` names this file under `hooks`.
"""

import os
import re
import sys
from pathlib import Path, PurePosixPath
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:  # `mkdocs` alone, unlike `python -m mkdocs`, leaves it out
    sys.path.insert(0, str(ROOT))

from mkdocs.structure.files import File  # noqa: E402

from tools.site import reference  # noqa: E402

__all__ = ["OUTSIDE", "in_site", "on_files", "on_page_markdown"]

OUTSIDE = (
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "GLOSSARY.md",
    "SECURITY.md",
    "examples/README.md",
    "rules/README.md",
)
_LINK = re.compile(
    r"(!?)\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\((?!https?:|#|mailto:)([^)#\s]+)(#[^)\s]*)?\)"
)
_FENCE = re.compile(r"(^ *```.*?^ *```[^\n]*$|`[^`\n]+`)", re.MULTILINE | re.DOTALL)


def on_files(files: Any, config: Any) -> Any:
    """Adds the pages of OUTSIDE and of the reference to what is in docs/."""
    for name in OUTSIDE:
        path = os.fspath(ROOT / name)
        files.append(File.generated(config, f"project/{name}", abs_src_path=path))
    for name, page in reference.pages().items():
        files.append(File.generated(config, f"reference/{name}", content=page))
    return files


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """Returns the page with links that lead to where the targets are in the site."""
    here = PurePosixPath(page.file.src_uri)
    parts = _FENCE.split(markdown)  # code at odd places stays as it is
    return "".join(
        part if n % 2 else _LINK.sub(lambda found: _link(found, here), part)
        for n, part in enumerate(parts)
    )


def in_site(target: str) -> str | None:
    """Returns the place in the site of a path in the repository; None if it has none."""
    if target in OUTSIDE:
        return f"project/{target}"
    if target == "README.md":
        return "index.md"
    inside = target.removeprefix("docs/")
    return inside if inside != target and (ROOT / target).is_file() else None


def _link(found: re.Match[str], here: PurePosixPath) -> str:
    image, words, target, anchor = found.groups()
    if here.parts[0] == "reference":  # written for the site
        return found.group()
    of_project = here.parts[0] == "project"
    folder = here.parent.relative_to("project") if of_project else "docs" / here.parent
    target = os.path.normpath(folder / target)
    place = in_site(target)
    if place is None:  # a link that leads nowhere stays, so that MkDocs refuses it
        return words if (ROOT / target).exists() else found.group()
    return f"{image}[{words}]({os.path.relpath(place, here.parent)}{anchor or ''})"
