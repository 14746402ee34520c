"""Invented stories, an agreement and drafts made of them."""

from typing import Any

__all__ = ["AGREEMENT", "ARABIC", "CHINESE", "DRAFT", "OWN", "PARAGRAPHS", "STORIES", "STORY"]

PARAGRAPHS = [
    (
        "The harbour authority of Port Elvira will close its two oldest piers next spring after "
        "engineers found that the timber piles under them had been hollowed out by shipworm, "
        "officials said on Tuesday."
    ),
    (
        "Inspectors who went down in November counted more than four hundred damaged piles, "
        "nearly a third of all those that carry the fish market and the ferry landing, "
        "according to a report seen by reporters."
    ),
    (
        '"We cannot put a date on a collapse, and that is exactly the problem," harbour master '
        'Ilse Brandvold told AFP. "A crowd on a summer evening is the load that worries us '
        'most."'
    ),
    (
        "The market's sixty stallholders will be moved to a hall beside the railway yard, which "
        "the city bought in 2019 and has used as a store for snow ploughs. Rents there are to "
        "be waived for two years."
    ),
    (
        "Ferries to the outer islands, which carry some nine hundred commuters a day, will "
        "leave from the cruise terminal instead. The crossing will take eleven minutes longer, "
        "the operator said, because boats must round the breakwater."
    ),
    (
        "The repair is put at 84 million crowns. The council, which is divided over the cost, "
        "votes on the first third of the sum on December 9."
    ),
]
STORY = "\n\n".join(PARAGRAPHS)
CHINESE = (
    "市政府周二表示，埃尔维拉港两座最古老的码头将于明年春天关闭，此前工程师发现支撑码"
    "头的木桩已被船蛆蛀空。检查人员在十一月下水时清点出四百多根受损木桩，几乎占支撑鱼"
    "市和渡轮码头木桩总数的三分之一。"
)
ARABIC = (
    "قالت سلطة ميناء إلفيرا يوم الثلاثاء إنها ستغلق أقدم رصيفين في الربيع المقبل بعد أن وجد "
    "المهندسون أن الأعمدة الخشبية تحتهما قد نخرتها دودة السفن، وأحصى المفتشون الذين غاصوا "
    "في نوفمبر أكثر من أربعمئة عمود متضرر، أي ما يقرب من ثلث الأعمدة التي تحمل سوق السمك "
    "ومرسى العبارات."
)
STORIES: list[dict[str, Any]] = [
    {
        "id": "urn:test:harbour",
        "owner": "afp",
        "title": "Port Elvira to close piers eaten hollow by shipworm",
        "published": "2026-03-01T08:00:00Z",
        "language": "en",
        "text": STORY,
    },
    {"id": "urn:test:zh", "owner": "xinhua", "language": "zh", "text": CHINESE},
    {"id": "urn:test:ar", "owner": "afp", "language": "ar", "text": ARABIC},
]
AGREEMENT = """schema: licence/1
id: lic:afp:web
kind: agreement
contract: {ref: "AFP-EX-0042"}
owner: {id: afp, name: "Agence France-Presse"}
licensee: {id: "*", brands: ["*"]}
content: {media: [text], languages: ["*"]}
channels: {allow: [web, app], deny: [print]}
territories: {allow: ["*"], deny: [IT]}
extent: {mode: full}
modification: {edit: free, shorten: true, translate: true, combine: true}
credit: {text: ["AFP"], where: [any], required_when: substantial}
"""
OWN = (
    "Our town has seen this before: in 1974 the coal pier went under in one night, and nobody "
    "who stood on the quay that evening has forgotten the sound of it."
)
DRAFT = "\n\n".join(
    [
        "Fish market must move as piers give way",
        PARAGRAPHS[0],
        OWN,
        PARAGRAPHS[1].replace("counted more than", "tallied over"),
        PARAGRAPHS[3],
        PARAGRAPHS[4],
    ]
)
