"""The page about the answer says what its types say."""

import msgspec

from checker.report.answer import Answer, Failure
from tools.answer_tables import PAGE, with_tables


def test_the_tables_of_the_page_are_those_of_the_types() -> None:
    page = PAGE.read_text("utf-8")
    assert page == with_tables(page), "write them anew: python -m tools.answer_tables"


def test_every_member_of_the_answer_is_described() -> None:
    _, schemas = msgspec.json.schema_components([Answer, Failure], ref_template="{name}")
    for name, schema in schemas.items():
        assert schema["description"].endswith("."), name
        for member, value in schema["properties"].items():
            tag = member in ("op", "schema")  # the name of the type itself
            assert tag or value.get("description", "").endswith("."), f"{name}.{member}"
