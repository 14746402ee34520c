"""Compiled templates, kept beside the bytecode of this package for the next process.

Compiling the page of an audit takes a tenth of a second. What Jinja keeps is code, so it is kept
where Python keeps its own, and nowhere if Python keeps none or that folder cannot be written to.
Jinja reads it again only if the template has not changed, for the same version of Python; the name
of the files tells its own version and how this package has templates compiled.
"""

import hashlib
import importlib.util
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import FileSystemBytecodeCache

__all__ = ["kept_templates"]


def kept_templates(compiled_by: Path) -> "FileSystemBytecodeCache | None":
    """Returns where compiled templates are kept, if they can be.

    Args:
        compiled_by: the Python file with the options of the environment.
    """
    import jinja2

    if sys.dont_write_bytecode:
        return None
    try:
        folder = Path(importlib.util.cache_from_source(os.fspath(compiled_by))).parent
        options = compiled_by.read_bytes()
    except (NotImplementedError, OSError):
        return None
    if not os.access(folder, os.W_OK | os.X_OK):
        return None
    made = hashlib.sha256(jinja2.__version__.encode() + b"\0" + options).hexdigest()[:16]
    return jinja2.FileSystemBytecodeCache(os.fspath(folder), f"template-{made}-%s.cache")
