"""The languages of readers, and the one catalogue of all texts of the program.

Messages are written in English where they arise (`checker.wording`) and translated where they leave
the program: the page, the service, the command line. Nothing is translated anywhere else.
`locale/wirecheck.pot` lists all texts.
"""

from checker.languages.language import (
    ENGLISH,
    LANGUAGES,
    Language,
    language_named,
    language_of_environment,
    language_of_header,
)

__all__ = [
    "ENGLISH",
    "LANGUAGES",
    "Language",
    "language_named",
    "language_of_environment",
    "language_of_header",
]
