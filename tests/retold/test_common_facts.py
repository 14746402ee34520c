"""Facts that everybody has from the same board, pitch or podium are nobody's story."""

from pathlib import Path

import pytest

from .stories import search, told

MARKET = """FRANKFURT - German stocks gave up early gains on Friday. The DAX closed 0.37 percent
lower at 18,412.55 points, the MDAX lost 1.2 percent to 25,601.18 points. In Paris the CAC fell
0.61 percent to 7,514.11, in London the FTSE rose 0.15 percent to 8,203.93.

The euro cost 1.0836 dollars. Brent was up 1.4 percent at 82.17 dollars a barrel."""
MARKET_OF_OTHERS = """After a friendly start the mood in Frankfurt turned on Friday: minus 0.37
percent and 18,412.55 points for the DAX, minus 1.2 percent and 25,601.18 for the MDAX. The CAC
in Paris was 0.61 percent weaker (7,514.11), while the FTSE in London managed a plus of 0.15
percent (8,203.93).

For a euro 1.0836 dollars were paid. A barrel of Brent stood at 82.17 dollars, 1.4 percent more."""

MATCH = """HOLM - Averin won 3-2 at Kastrey on Saturday. Tavik scored in the 12th minute, Orbeck
made it two in the 31st minute. Lund pulled one back in the 55th minute and Merado levelled in
the 78th minute, before Brandt headed the winner in the 90th minute. Averin are fourth, Kastrey
stay tenth."""
MATCH_OF_OTHERS = """KASTREY - What a comeback, and all for nothing: Kastrey were 2-0 down when
Lund (55') and Merado (78') struck, then Brandt made it 3-2 for Averin (90'). Tavik (12') and
Orbeck (31') had put the guests ahead, who climb to fourth. Kastrey remain tenth."""

PODIUM = """TARSK - Minister Ilona Varnholt presented her budget in Tarsk on Monday. "We spend
46.3 billion in all, of which 9.8 billion goes to schools, 7.4 billion to hospitals and 3.15
billion to the railway. We borrow 2.25 billion, 18 percent less than in 2023, and we hire 4,120
teachers and 870 judges," Varnholt said in the chamber, where Kosta and Dolny listened."""
PODIUM_OF_OTHERS = """TARSK - Schools get 9.8 billion, hospitals 7.4 billion, the railway 3.15
billion: with these figures Ilona Varnholt opened the debate in Tarsk. Of 46.3 billion the state
borrows 2.25 billion, which is 18 percent less than in 2023. It wants 4,120 new teachers and 870
judges. Kosta and Dolny spoke against it."""


@pytest.mark.parametrize(
    ("source", "draft"),
    [
        (MARKET, MARKET_OF_OTHERS),
        (MATCH, MATCH_OF_OTHERS),
        (PODIUM, PODIUM_OF_OTHERS),
    ],
    ids=["closing prices", "goals of a match", "figures of a speech"],
)
def test_facts_that_everybody_has_are_not_told(source: str, draft: str, tmp_path: Path) -> None:
    assert not told(search(tmp_path, draft, ("urn:a", "averin", source)))


def test_the_same_figures_in_the_words_of_the_source_are_told(tmp_path: Path) -> None:
    own = PODIUM.replace('"', "").replace("We spend", "She spends").replace(", and we", ", and")
    assert told(search(tmp_path, PODIUM_OF_OTHERS, ("urn:a", "averin", own)))
