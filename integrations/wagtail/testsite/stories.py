"""Invented wire texts and stories made of them; the tests put the same into the service."""

KILLED_ITEM = "urn:northwire:orchard"

HARBOUR = (
    "The pilots of Vessel Traffic Service Aldmoor will refuse to bring in ships longer than two "
    "hundred metres from next Monday, their union said, after a tug lost its line in a squall and "
    "drifted across the bow of a grain carrier. Harbour master Tilda Rosvang called the decision "
    "hasty and promised a second tug for every arrival until the spring, which the pilots turned "
    "down within the hour."
)
ARCHIVE = (
    "Archivists in Brennhall opened a lead-lined trunk on Thursday that had stood unnoticed behind "
    "the boilers of the town hall since 1911, and found the minutes of a strike committee that "
    "historians had given up for lost. The pages name forty-two weavers, the sums that each was "
    "lent, and the baker who refused to sell them bread in the third week of the walkout."
)
ORCHARD = (
    "Growers along the lower Vessen have begun to pull up cherry trees older than themselves, "
    "since a fungus carried by a beetle no longer than a grain of rice has spread to nine "
    "orchards in ten. The regional office of agriculture offers a seedling for every stump, but "
    "the new trees will not bear before the end of the decade, growers told a hearing that "
    "lasted past midnight."
)
OWN = (
    "Our reporter walked the quay at dawn and counted eleven people fishing, one of them asleep, "
    "and nobody who wished to talk about the ferry."
)
UNSUPPORTED = "ꦧꦸꦥꦠꦶꦏꦼꦤ꧀ꦢꦭ꧀ ꦩꦼꦤꦺꦴꦩꦶꦤꦱꦶꦏꦤ꧀ " * 30  # a script in which no copies are found
_SENT = {"language": "en", "published": "2026-03-01T08:00:00Z"}
WIRE = [
    {"id": "urn:northwire:harbour", "owner": "northwire", "text": HARBOUR, **_SENT},
    {"id": "urn:eastwire:archive", "owner": "eastwire", "text": ARCHIVE, **_SENT},
    {"id": KILLED_ITEM, "owner": "northwire", "text": ORCHARD, **_SENT},
]
AGREEMENT = """schema: licence/1
id: lic:northwire:web
kind: agreement
owner: {id: northwire, name: "Northwire"}
licensee: {id: pub:lantern, brands: ["*"]}
channels: {allow: [web]}
territories: {allow: ["*"]}
credit: {text: ["Northwire"], where: [any], required_when: any}
"""
CREDIT = "(Northwire)"
# What a story is made of: its paragraphs.
STORIES = {
    "licensed": [HARBOUR, CREDIT],
    "uncredited": [HARBOUR],
    "blocked": [ARCHIVE],
    "killed": [ORCHARD, CREDIT],
    "own": [OWN],
    "unsupported": [UNSUPPORTED],
}


def use(obj: object) -> dict[str, object]:
    """A use that depends on the piece; `USE` may name such a function."""
    channel = "print" if "licensed" in str(obj) else "web"
    return {"publisher": "pub:lantern", "channel": channel, "territories": ["FR"]}
