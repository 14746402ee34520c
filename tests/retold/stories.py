"""An invented story, told again in other words, in other languages, in part, and by others."""

from pathlib import Path

from checker.index import Index
from checker.models.draft import Draft
from checker.models.evidence import Match, SearchResult
from tests.matching.newsroom import MemoryDocuments

STORY = """PORT AVERIN, May 6 - A container ship with 1,340 boxes on board lost power off Port \
Averin on Tuesday and drifted for 17 hours before two tugs reached it, the harbour authority \
said.

The 284-metre Delmora had left Kastrey with a crew of 26 and was bound for Lundhaven. Its engine \
stopped after a fire in the pump room, harbour master Ilse Varnholt told reporters. Three \
sailors were burned.

Ninety-one containers went overboard in waves of up to 6.5 metres, 14 of them with chemicals. \
Fishermen were told to stay away from an area of 340 square kilometres.

The operator, Norvik Lines, puts the damage at 48 million euros. Its shares fell 7.2 percent. \
The ship, built in 2009, failed an inspection in Kastrey in 2021, according to the union Merado."""

PARAPHRASE = """PORT AVERIN - For 17 hours a freighter was at the mercy of the sea near Port \
Averin: the vessel, laden with 1,340 boxes, had no engine any more on Tuesday until a pair of \
tugs arrived, says the body that runs the harbour.

After leaving Kastrey for Lundhaven the Delmora, which measures 284 m and is manned by 26 \
people, stopped because flames broke out among its pumps, according to Ilse Varnholt, who heads \
the port. Burns were suffered by three seamen.

The swell reached 6.5 m; it swept away 91 boxes, of which 14 held chemicals. Boats have to keep \
clear of 340 square km of water.

Norvik Lines, owner of the freighter, reckons with a bill of EUR 48m, and investors sold its \
stock, which lost 7.2%. Merado, a labour organisation, points out that inspectors in Kastrey had \
objected to the ship, dating from 2009, back in 2021."""

GERMAN = """PORT AVERIN - Ein Frachter mit 1.340 Containern ist am Dienstag vor Port Averin nach \
einem Maschinenausfall 17 Stunden lang getrieben, bis zwei Schlepper ihn erreichten. Das hat die \
Hafenbehörde mitgeteilt.

Die 284 Meter lange Delmora war mit 26 Mann Besatzung von Kastrey nach Lundhaven unterwegs. Nach \
einem Brand im Pumpenraum stand die Maschine still, wie Hafenmeisterin Ilse Varnholt vor der \
Presse sagte. Drei Seeleute erlitten Verbrennungen.

In bis zu 6,5 Meter hohen Wellen gingen einundneunzig Container über Bord, darunter 14 mit \
Chemikalien. Fischer müssen ein Gebiet von 340 Quadratkilometern meiden.

Die Reederei Norvik Lines beziffert den Schaden auf 48 Millionen Euro, ihre Aktie verlor 7,2 \
Prozent. Das 2009 gebaute Schiff war der Gewerkschaft Merado zufolge 2021 in Kastrey durch eine \
Prüfung gefallen."""

RUSSIAN = """ПОРТ-АВЕРИН - Контейнеровоз с 1340 контейнерами на борту во вторник потерял ход у \
Порт-Аверина и дрейфовал 17 часов, пока к нему не подошли два буксира, сообщила администрация \
порта.

Судно «Дельмора» длиной 284 метра вышло из Кастрея с экипажем из 26 человек и направлялось в \
Лундхавен. Двигатель остановился после пожара в насосном отделении, сказала начальник порта \
Ильзе Варнхольт. Трое моряков получили ожоги.

При волнах до 6,5 метра за борт упал 91 контейнер, в 14 из них была химия. Рыбакам велено не \
заходить в район площадью 340 квадратных километров.

Компания «Норвик Лайнс» оценивает ущерб в 48 млн евро, её акции упали на 7,2 процента. Судно, \
построенное в 2009 году, не прошло проверку в Кастрее в 2021 году, утверждает профсоюз «Мерадо»."""

CHINESE = """一艘载有1340个集装箱的货轮星期二在阿韦林港外失去动力，\
漂流17小时后才有两艘拖船赶到，港务局说。

这艘长284米的“德尔莫拉”号载有26名船员，从卡斯特雷开往伦德港。港务长说，泵房起火后发动机停转，三名水手烧伤。

在高达6.5米的巨浪中，九十一个集装箱落水，其中14个装有化学品。渔民被告知避开340平方公里的海域。

船东估计损失4800万欧元，其股价下跌7.2%。工会说，这艘2009年建造的船2021年没有通过检查。"""

HALF = """Waves of 6.5 metres took ninety-one boxes off the Delmora, and fourteen of those hold \
chemicals. An area measuring 340 square kilometres is closed to boats.

Norvik Lines, which runs her, expects to pay 48 million euros and saw its stock go down by 7.2 \
percent. Inspectors in Kastrey had already failed the vessel, launched in 2009, in 2021, the \
Merado union recalls."""

RIVAL = """LUNDHAVEN - The freighter Delmora will be towed to Lundhaven on Thursday, two days \
after a fire left it without power, Norvik Lines said.

Five tugs with 8,000 horsepower wait outside Port Averin. The 26 sailors stay on board. Three of \
them have burns, harbour master Ilse Varnholt said, one was flown to a hospital 60 kilometres \
away.

Some 90 containers are lost. The coast guard has found 12 of them on the beaches of Kastrey, \
where 400 volunteers collect trainers and coffee. Insurers expect claims of 70 million euros.

The Delmora belongs to a fleet of 33 ships. It had an engine failure in 2017 as well."""


def newsroom(folder: Path, *stories: tuple[str, str, str], day: int | None = None) -> Index:
    """An index of stories: their ids, owners and texts."""
    documents = MemoryDocuments()
    for name, owner, text in stories:
        documents.add(name, text, owner=owner, day=day)
    index = Index.open(folder, documents)
    index.sync()
    return index


def told(result: SearchResult) -> list[Match]:
    return [match for match in result.matches if match.evidence == "retold"]


def search(folder: Path, text: str, *stories: tuple[str, str, str]) -> SearchResult:
    given = stories or (("urn:ship", "averin", STORY),)
    return newsroom(folder, *given).search(Draft(text))
