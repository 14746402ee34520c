"""How the answers of the public fault cases are compared with a result of docs/contract.md."""

from collections.abc import Iterable, Mapping
from typing import Any

ORIGIN_ROLES = ("text", "photo", "press_release")


def claimed(result: Mapping[str, Any], *roles: str) -> set[str]:
    """Owners claimed in one of the roles."""
    return {claim["owner"] for claim in result["claims"] if claim["role"] in roles}


def one_of(expected: Any) -> list[str]:
    """The verdicts that an expectation allows."""
    return expected["any_of"] if isinstance(expected, Mapping) else [expected]


def compare(result: Mapping[str, Any], expected: Mapping[str, Any], text: str) -> list[str]:
    """Everything in which the result falls short of the expectation; empty when it holds."""
    wrong = list(_verdicts(result, expected))
    origin = claimed(result, *ORIGIN_ROLES)
    wanted = {name.casefold() for name in expected.get("agencies", [])}
    if wanted - origin:
        wrong.append(f"not claimed: {sorted(wanted - origin)}, claimed: {sorted(origin)}")
    unwanted = {name.casefold() for name in expected.get("not_agencies", [])}
    if unwanted & origin:
        wrong.append(f"claimed though it must not be: {sorted(unwanted & origin)}")
    wrong += [
        f"{name} is not claimed for the picture"
        for name in expected.get("agencies_image", [])
        if name.casefold() not in claimed(result, "photo")
    ]
    elsewhere = (*expected.get("site_wide_notice", []), *expected.get("mentions", []))
    wrong += [f"{name} is claimed as origin" for name in elsewhere if name.casefold() in origin]
    found = {finding["agency"] for finding in result["findings"]}
    wrong += [
        f"{name}'s site-wide notice is not listed"
        for name in expected.get("site_wide_notice", [])
        if name.casefold() not in found
    ]
    wrong += _spans(result, expected.get("spans", []), text)
    wrong += _matches(result, expected.get("matches", []))
    wrong += _round_trip(result, text)
    return wrong


def _verdicts(result: Mapping[str, Any], expected: Mapping[str, Any]) -> Iterable[str]:
    if "verdict" in expected and result["verdict"] not in one_of(expected["verdict"]):
        yield f"verdict {result['verdict']}, expected {expected['verdict']}"
    for key, role in (("verdict_text", "text"), ("verdict_image", "photo")):
        if key not in expected:
            continue
        said = {claim["verdict"] for claim in result["claims"] if claim["role"] == role}
        if expected[key] == "clear":
            if said - {"clear"}:
                yield f"{key} {said}, expected clear"
        elif expected[key] not in said:
            yield f"{key} {said}, expected {expected[key]}"


def _stretches(result: Mapping[str, Any]) -> list[tuple[int, int]]:
    passages = [p for match in result["matches"] for p in match["passages"]]
    return [(row["start"], row["end"]) for row in (*result["findings"], *passages)]


def _spans(result: Mapping[str, Any], spans: Iterable[Mapping[str, Any]], text: str) -> list[str]:
    wrong = []
    for span in spans:
        start = span.get("start", text.find(span["text"]))
        end = span.get("end", start + len(span["text"]))
        # A mark may be told with the dash or brackets around it; ten letters are not another one.
        if not any(
            s <= start and e >= end - 1 and (start - s) + (e - end) <= 60
            for s, e in _stretches(result)
        ):
            wrong.append(f"no finding or passage covers {start}-{end} {span['text']!r}")
    return wrong


def _matches(result: Mapping[str, Any], expected: Iterable[Mapping[str, Any]]) -> list[str]:
    wrong = []
    found = {match["source"]: match for match in result["matches"]}
    for match in expected:
        share = found.get(match["guid"], {}).get("share_of_source", 0.0)
        least = match.get("coverage_at_least", match.get("coverage_of_source_at_least", 0.0))
        if match["guid"] not in found or share < least:
            wrong.append(f"source {match['guid']}: share {share}, expected {least} or more")
    return wrong


def _round_trip(result: Mapping[str, Any], text: str) -> list[str]:
    return [
        f"{f['rule']}: {f['text']!r} is not at {f['start']}-{f['end']}"
        for f in result["findings"]
        if f["start"] < f["end"] and text[f["start"] : f["end"]] != f["text"]
    ]
