"""Invented stories for the command's tests."""

import json

FERRY = (
    "The night ferry between Port Ansel and the island of Grey Holm sailed again on Saturday for "
    "the first time in six years, with 212 passengers, forty bicycles and a brass band on board. "
    "The harbour trust said it had spent 18 million on two quays and a hull that can break thin "
    "ice, and that tickets for the first month were gone within a day."
)
OWN = (
    "The loft above the fish market smells of tar and oranges. Jonna Pell mends what the night "
    "has torn, two meshes to the minute, and will not be hurried by a man with a notebook."
)
AGENCY = "LARKPORT, May 9 (AFP) - A museum of lamps opened on Friday.\n\n© Agence France-Presse\n"

SOURCE = {"id": "urn:ferry", "owner": "northlight", "text": FERRY, "published": "2025-05-03"}

AGREEMENT = """\
schema: licence/1
id: lic:northlight:web
kind: agreement
owner: {id: northlight, name: "Northlight Wire"}
licensee: {id: pub:lantern, brands: ["*"]}
content: {media: [text], languages: ["*"]}
channels: {allow: [web]}
territories: {allow: [FR]}
valid: {from: 2025-01-01, until: 2025-12-31}
credit: {text: ["Northlight Wire"], where: [dateline, byline, end], required_when: substantial}
"""

USE = (
    "--publisher", "pub:lantern", "--channel", "web", "--territory", "FR",
    "--at", "2025-06-01T10:00:00Z",
)  # fmt: skip


def jsonl(*records: object) -> str:
    return "".join(json.dumps(record) + "\n" for record in records)
