"""Credits of pictures in records, rows, calls and markup, and credits that only stand beside one.

All texts are invented. A row is the text, an agency and its role: "text", "photo", or "" where
nothing may be claimed.
"""

import pytest

from checker.engine import Engine
from checker.models.draft import Draft
from tests.packaged import packaged_engine
from tests.rules.test_marking_kinds import Row, claimed


@pytest.fixture(scope="module")
def engine() -> Engine:
    return packaged_engine()


RECORDS: list[Row] = [
    ("{'img': 'kaj.jpg', 'källa': 'TT'}", "tt", "photo"),
    ('"photo": "porto.png", "fonte": "ANSA"', "ansa", "photo"),
    ('{"imagem": "cais.jpeg", "fonte": "Lusa", "legenda": "O cais de Setúbal"}', "lusa", "photo"),
    ('{"zdjecie": "most.jpg", "źródło": "PAP"}', "pap", "photo"),
    ("'görsel' => 'iskele.jpg', 'kaynak' => 'DHA'", "dha", "photo"),
    ('"фото": "причал.jpg", "источник": "ТАСС"', "tass", "photo"),
    ('{"写真": "minato.jpg", "提供": "共同通信"}', "kyodo", "photo"),
    ('"credit": "Belga", "src": "https://cdn.example/quai.webp"', "belga", "photo"),
    ('{"file": "kai.tiff", "agency": "Keystone-SDA"}', "keystone_sda", "photo"),
    ('"bildtext": "Färjan vid kajen", "byline": "Ritzau Scanpix"', "ritzau", "photo"),
    ("| Foto | Beschrijving | Bron |\n|---|---|---|\n| kade.jpg | De kade | ANP |", "anp", "photo"),
    ("<media:content url='a.jpg'><media:credit>EFE</media:credit>", "efe", "photo"),
]

ROWS: list[Row] = [
    ('gallery.push(["quay.jpg", "The quay at dawn", "Bo Sample/AFP"]);', "afp", "photo"),
    ("('muelle.png', 'El muelle al alba', 'Luis Ejemplo / EFE'),", "efe", "photo"),
    ('new Slide("molo.jpg", "Il molo", "Ida Prova/ANSA")', "ansa", "photo"),
    ("INSERT INTO pictures VALUES (7, 'kai.jpg', 'dpa', 1200, 800);", "dpa", "photo"),
    ('render_photo("The quay", "left", "Ann Sample / Reuters")', "reuters", "photo"),
    ('show_image(1, "Brygga i Bergen", "Kari Prøve / NTB")', "ntb", "photo"),
    ('photo_card("Liman", "Rıza Örnek", "Rıza Örnek / DHA")', "dha", "photo"),
    ('figureCaption("Le quai", "centre", "Léa Exemple / AFP")', "afp", "photo"),
    ('Bild("kaj", "Kajen i Malmö", "Lisa Exempel / TT")', "tt", "photo"),
    ("photo_row('Nabrzeże', 'Gdańsk', 'Ewa Wzór / PAP')", "pap", "photo"),
]

MARKUP: list[Row] = [
    ("![Kajen](kaj.jpg)\n*Källa: TT*", "tt", "photo"),
    ("![Il molo](molo.png)\n**Fonte: ANSA**", "ansa", "photo"),
    ("![The quay at dawn (AP)](quay.jpg)", "ap", "photo"),
    ('![Le quai](quai.jpg "Le quai à l\'aube. Source : AFP")', "afp", "photo"),
    ("\\includegraphics{muelle}\n\\caption{El muelle. Fuente: EFE}", "efe", "photo"),
    ('{{< figure src="kai.jpg" caption="Der Kai. Quelle: dpa" >}}', "dpa", "photo"),
    ('[caption width="9"]<img src="a.jpg" /> O cais. Lusa[/caption]', "lusa", "photo"),
    ("[[Datei:Kai.jpg|mini|Der Kai am Morgen (APA)]]", "apa", "photo"),
    ("[[File:Quay.jpg|thumb|The quay. Source: Reuters]]", "reuters", "photo"),
    ("[[Файл:Причал.jpg|thumb|Причал. Фото: ТАСС]]", "tass", "photo"),
]

BESIDE: list[Row] = [
    ("{ source: 'Reuters', logo: 'reuters.png' }", "reuters", "text"),
    ("feeds = [('AFP', 'logos/afp.png', 'https://feed.example/rss')]", "afp", ""),
    ('wires = [("ANSA", "icons/a.png"), ("AGI", "icons/b.png")]', "ansa", ""),
    ('sources.add("EFE", "es", "efe-logo.png");', "efe", ""),
    ("strip_photo_credit('The quay. (AFP)', 'AFP', True)", "afp", ""),
    ("![Reuters](reuters.png)", "reuters", ""),
    ("Partners: ![dpa logo](a.png) ![AFP](b.png)", "afp", ""),
    ("![The AP building in New York](ap.jpg)", "ap", ""),
    ("find_image('ferry', 'Getty', 'AFP')", "afp", ""),
    ("title: Ferry back\nsource: AFP\nimage: ferry.jpg", "afp", "text"),
    ('"title": "Ferry back", "source": "AP", "image": "a.jpg", "date": "2024"', "ap", "text"),
    ("| Titel | Quelle | Bild |\n|---|---|---|\n| Fähre zurück | dpa | kai.jpg |", "dpa", "text"),
    ("date,title,source,image\n2024-03-01,Ferry back,AP,ferry.jpg", "ap", "text"),
    (
        "<description><![CDATA[(서울=연합뉴스) 여객선이 다시 다닌다.]]></description>",
        "yonhap",
        "text",
    ),
    ('<media:content medium="text"><media:credit>TT</media:credit>', "tt", "text"),
]


# A story's own record has a picture too: with an author, a section or a page it is the story's.
STORIES: list[Row] = [
    ('"authors": ["Reuters"], "top_image": "https://cdn.example/quay.jpg"', "reuters", "text"),
    ('{"author": "dpa", "image": "kai.jpg", "lang": "de", "words": 412}', "dpa", "text"),
    ('{"zdroj": "ČTK", "obrazek": "/img/most.jpg", "rubrika": "Ekonomika"}', "ctk", "text"),
    ('{"perex": "Most se otevře.", "image": "most.jpg", "zdroj": "ČTK"}', "ctk", "text"),
    ('{"id": 7, "image": "a.jpg", "source": "AFP", "url": "https://a.example/b"}', "afp", "text"),
    ('{"type": "article", "källa": "TT", "img": "kaj.jpg"}', "tt", "text"),
    ('"source": "ANSA", "author": "Ida Prova", "img": "molo.jpg"', "ansa", "text"),
    ('"bildtext": "Kai", "author": "dpa", "img": "kai.jpg"', "dpa", "photo"),
]


@pytest.mark.parametrize(("text", "agency", "role"), [*RECORDS, *ROWS, *MARKUP, *BESIDE, *STORIES])
def test_a_credit_in_data_is_told_by_what_stands_beside_it(
    engine: Engine, text: str, agency: str, role: str
) -> None:
    assert claimed(engine, Draft(text), agency) == ({role} if role else set())
