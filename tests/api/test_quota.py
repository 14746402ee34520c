"""What a confirmed text uses up of a monthly quota."""

from typing import Any

from tests.api.conftest import Served
from tests.end_to_end.test_quota import (
    BAKER,
    CHOIR,
    FERRY,
    HERON,
    OVER,
    OWN,
    SOURCES,
    agreement,
)


def test_what_the_service_confirms_uses_the_quota_up_and_what_it_only_checked_does_not(
    newsroom: Served,
) -> None:
    items = [{"id": s.id, "owner": s.owner, "text": s.text} for s in SOURCES]
    use = {"channel": "web", "publisher": "pub:example"}
    body = agreement(1)
    with newsroom.client() as client:
        headers = {"Content-Type": "application/json"}
        added = client.post("/v1/agreements", content=body, headers=headers)
        assert added.status_code == 201, added.text
        assert client.post("/v1/sources", json={"items": items}).status_code == 201

        def confirmed(text: str, name: str) -> dict[str, Any]:
            made = newsroom.check(text, id=name, use=use)
            told: dict[str, Any] = client.post(
                f"/v1/checks/{made['check']}/confirm", json={"text": text}
            ).json()
            return told

        assert confirmed(OWN, "wp:q0")["confirmed"]
        for name in ("wp:q1", "wp:q2"):
            seen = newsroom.check(HERON, id=name, use=use)
            assert (seen["verdict"], seen["quota"][0]["counts"]) == ("clear", "confirmed")
        assert newsroom.check(CHOIR, id="wp:q3", use=use)["verdict"] == "clear"
        assert confirmed(FERRY, "wp:q4")["confirmed"]
        late = confirmed(BAKER, "wp:q5")
        assert (late["confirmed"], OVER in late["reasons"]) == (False, True)
        assert newsroom.check(HERON, id="wp:q1", use=use)["verdict"] == "licence_required"
        assert confirmed(FERRY, "wp:q4")["confirmed"]
        assert client.delete("/v1/agreements/lic:nw:small").status_code == 204
