"""The WordPress plugin's template of translations: `python -m tools.wordpress_pot` writes it."""

import re
from pathlib import Path

__all__ = ["PLUGIN", "template"]

PLUGIN = Path(__file__).resolve().parents[1] / "integrations" / "wordpress" / "wirecheck"
HEAD = """# Translations of Wirecheck for WordPress.
msgid ""
msgstr ""
"Project-Id-Version: Wirecheck 0.1.0\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"X-Domain: wirecheck\\n"
"""
_QUOTED = r"'((?:[^'\\]|\\.)*)'"
_ONE = re.compile(rf"\b(?:__|esc_html__|esc_attr__)\( {_QUOTED}, 'wirecheck' \)")
_MANY = re.compile(rf"\b_n\( {_QUOTED}, {_QUOTED}, \$\w+, 'wirecheck' \)")
_NOTE = re.compile(r"/\* (translators: .*?) \*/")


def template(plugin: Path = PLUGIN) -> str:
    """Returns the template: every phrase of the plugin once, with the places where it is used."""
    places: dict[tuple[str, ...], list[str]] = {}
    notes: dict[tuple[str, ...], str] = {}
    for path in sorted([*plugin.rglob("*.php"), *plugin.rglob("*.js")]):
        lines = path.read_text().splitlines()
        for number, line in enumerate(lines, 1):
            for found in [*_ONE.finditer(line), *_MANY.finditer(line)]:
                phrase = found.groups()
                where = f"{path.relative_to(plugin).as_posix()}:{number}"
                places.setdefault(phrase, []).append(where)
                if note := _NOTE.search(lines[number - 2]):
                    notes[phrase] = note.group(1)
    entries = [_entry(phrase, places[phrase], notes.get(phrase)) for phrase in places]
    return "\n".join([HEAD, *entries])


def _entry(phrase: tuple[str, ...], where: list[str], note: str | None) -> str:
    told = [f"#. {note}"] if note else []
    told.append("#: " + " ".join(where))
    if any("%" in one for one in phrase):
        told.append("#, php-format")
    told.append(f"msgid {_quoted(phrase[0])}")
    if len(phrase) == 1:
        told.append('msgstr ""')
    else:
        told += [f"msgid_plural {_quoted(phrase[1])}", 'msgstr[0] ""', 'msgstr[1] ""']
    return "\n".join(told) + "\n"


def _quoted(phrase: str) -> str:
    plain = re.sub(r"\\(.)", r"\1", phrase)
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'


if __name__ == "__main__":
    (PLUGIN / "languages" / "wirecheck.pot").write_text(template())
