"""Marks that notes and programs speak of: examples, quotations, conditions, patterns, templates."""

import pytest

from checker.engine import Engine
from tests.engine.weighing.signed import signs
from tests.packaged import packaged_engine


@pytest.fixture(scope="module")
def engine() -> Engine:
    return packaged_engine()


@pytest.mark.parametrize(
    "text",
    [
        "outlets (e.g. Reuters, BBC) that yield articles",
        "Name der Stelle (z. B. dpa)",
        "agences (par exemple Hafenblatt, AFP)",
        "agencias (p. ej. EFE, Otra)",
        "testata (es. ANSA, Altra)",
        "источники (например ТАСС)",
        "(np. PAP) i inne",
        "来源（例如 新华社）",
        "3. Fonte (es. *Fonte: ANSA Emilia*)",
        "Es: <p>Testo... <a href='x'>(Fonte: ANSA)</a></p>",
    ],
)
def test_an_example(engine: Engine, text: str) -> None:
    assert "in an example" in signs(engine, text)


@pytest.mark.parametrize(
    "text",
    [
        "PARIS (AFP) - The ferry sails, for example in May, they said.",
        "El puerto como es. Según EFE, abre en mayo.",
        "The ferry (in May) sails, Reuters reports.",
    ],
)
def test_no_example(engine: Engine, text: str) -> None:
    assert "in an example" not in signs(engine, text)


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('- Include clear attribution ("Source: Reuters") next to every article.', True),
        ("que lleva la firma de una agencia («Fuente: EFE») o que cierra así", True),
        ("die Zeile („Quelle: dpa“) am Ende entfällt", True),
        ("credits ('Foto: ANSA'), bylines and others", True),
        ('The ferry will sail again in May ("Source: Reuters")\n', True),
        ('The ferry will sail again in May. ("Source: Reuters"', False),
        ("The ferry will sail again in May. (Source: Reuters)", False),
        ('f("Source: Reuters")', True),
    ],
)
def test_a_mark_that_a_sentence_quotes_in_brackets(engine: Engine, text: str, quoted: bool) -> None:
    assert ("quoted in brackets inside a sentence" in signs(engine, text)) == quoted


@pytest.mark.parametrize(
    ("text", "is_condition"),
    [
        ("SELECT n FROM t WHERE day='2026-08-26' AND source='AFP';", True),
        ("SELECT n FROM t WHERE source = 'AFP'", True),
        ("DELETE FROM t WHERE credit LIKE '%dpa%'", True),
        ("if source == 'AFP' and agency == 'dpa':", True),
        ("UPDATE t SET source='AFP';", False),
        ("source='AFP', title='Le bac'", False),
    ],
)
def test_a_condition_of_a_query(engine: Engine, text: str, is_condition: bool) -> None:
    assert ("in a condition of a query" in signs(engine, text)) == is_condition


@pytest.mark.parametrize(
    ("text", "is_alternative"),
    [
        (r'compile(".*?((LE MONDE)|(LE MONDE avec AFP)|(LE MONDE DES LIVRES)) \|")', True),
        ("(Le Monde | avec AFP)", False),
        ("Le bac | (avec AFP) | 14 mai", False),
    ],
)
def test_an_alternative_of_a_pattern(engine: Engine, text: str, is_alternative: bool) -> None:
    assert ("between bars of a pattern" in signs(engine, text)) == is_alternative


@pytest.mark.parametrize(
    ("text", "has_placeholder"),
    [
        ("- **[标题](URL)**（来源：新华社）—— 概述。", True),
        ("created: YYYY-MM-DD\nFonte: ANSA", True),
        ("[Titel]\nQuelle: dpa\n", True),
        ("Le bac reprendra la mer (XXX)\nSource : AFP", True),
        ("[Le bac](https://two.example/7)\nSource : AFP", False),
        ("XX siècle\nSource : AFP", False),
    ],
)
def test_a_template_has_placeholders(engine: Engine, text: str, has_placeholder: bool) -> None:
    pasted = f"```\n{text}\n```"
    assert ("a placeholder near" in signs(engine, pasted)) == has_placeholder


@pytest.mark.parametrize(
    "text",
    [
        '<input placeholder="Fonte: ANSA"/>',
        "<Input placeholder='© Reuters / Archive' value={x} />",
        "{ helpText: 'Photo by AFP', name: 'credit' }",
    ],
)
def test_a_hint_of_a_form_credits_nobody(engine: Engine, text: str) -> None:
    assert any(sign.startswith("data: vocabulary") for sign in signs(engine, text))


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("{ id: 'tester', name: 'T', source: 'dpa' }", True),
        ("{ source: 'dpa', zone: 'x', items: '7' }", True),
        ("{ title: 'Die Fähre', lang: 'de', source: 'dpa' }", False),
        ("{ lang: 'de', date: '2024-05-14', source: 'dpa' }", False),
        ("{ lang: 'de', source: 'dpa' }", False),
    ],
)
def test_a_party_beside_other_fields(engine: Engine, text: str, alone: bool) -> None:
    assert ("data: party beside other fields alone" in signs(engine, text)) == alone


def test_who_writes_for_an_agency_is_the_agency(engine: Engine) -> None:
    assert "data: source, whole value" in signs(engine, '{"byline": "AP Staff", "title": "x"}')
    assert "data: source, whole value" not in signs(engine, '{"byline": "AP Bank", "title": "x"}')


@pytest.mark.parametrize(
    "line",
    [
        "assert item.source.text.strip() == 'Quelle: dpa'",
        "expect(el.credit.textContent).toBe('dpa')",
    ],
)
def test_the_text_of_a_field_is_the_field_s(engine: Engine, line: str) -> None:
    assert any(sign.startswith("data: source") for sign in signs(engine, line))


def test_italics_of_markdown_are_no_comment(engine: Engine) -> None:
    text = "const page = `Der Hafen.\n*Quelle: dpa*\n`;"
    assert not any(sign.startswith("a comment") for sign in signs(engine, text))
    comment = "/**\n * Quelle: dpa\n */\nconst page = 7;"
    assert any(sign.startswith("a comment") for sign in signs(engine, comment))


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('Sites write it in three ways: a plain "Source: Reuters" line, a code.', True),
        ("die Zeile „Quelle: dpa“ fehlt oft", True),
        ("firma con «Fuente: EFE» al final", True),
        ('satiri, govde sonunda ajans kodu "(DHA)", ya da', False),
        ('передает агентство "РИА Новости" со ссылкой', False),
        ('"Source: Reuters"', False),
        ('assert "Source: Reuters" in prompt', False),
        ('He said: "Source: Reuters". Then', False),
    ],
)
def test_a_mark_that_a_sentence_quotes(engine: Engine, text: str, quoted: bool) -> None:
    assert ("a mark quoted inside a sentence" in signs(engine, text)) == quoted


@pytest.mark.parametrize(
    ("text", "continued"),
    [
        ("Kaynak: AAP 2026 çocuk ve ergen aşı takvimi", True),
        ("Source: EPA 2019 guideline", True),
        ("Source: Reuters 2019 All rights reserved", False),
        ("Source: Reuters, 2019 and later", False),
        ("Source: Reuters 12 mai", False),
    ],
)
def test_a_year_and_a_word_behind_a_name(engine: Engine, text: str, continued: bool) -> None:
    assert ("continued by a year and a word" in signs(engine, text)) == continued


@pytest.mark.parametrize(
    ("text", "otherwise"),
    [
        ("代理类与委托类具有相似的行为（共同）", True),
        ("港のフェリーは五月に再開すると市が発表した（共同）", False),
        ("签名类（共同）", False),  # too few characters to tell
        ("关于港口轮渡将于五月恢复运行的报道（新华社）", False),
    ],
)
def test_the_word_of_a_japanese_house_in_chinese(
    engine: Engine, text: str, otherwise: bool
) -> None:
    assert ("a Japanese house's word, no kana near" in signs(engine, text)) == otherwise


@pytest.mark.parametrize(
    ("line", "sets"),
    [
        ("$data['agency'] = \"Agencia EFE\";", True),
        ('item["source"] = "AFP"', True),
        ("row['title'] = 'AFP'", False),
        ("if row['source'] == 'AFP'", False),
    ],
)
def test_a_key_of_data_is_set(engine: Engine, line: str, sets: bool) -> None:
    assert any(sign.startswith("data: party") for sign in signs(engine, line)) == sets


@pytest.mark.parametrize(("beside", "is_story"), [("tier", False), ("title", True)])
def test_the_record_of_a_publisher_tells_no_story(
    engine: Engine, beside: str, is_story: bool
) -> None:
    text = f'publisher_name="EFE", publisher_country="ES", publisher_{beside}="official",'
    assert ("data: of no story" in signs(engine, text)) != is_story
