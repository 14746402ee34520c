"""`allow` is for a service that is away: where it cannot judge, no client lets anything out."""

import importlib.util
import runpy
from pathlib import Path
from types import ModuleType

import pytest

from checker.client import Client
from tests.integrations.answering import AWAY, CANNOT_JUDGE, answering

ROOT = Path(__file__).resolve().parents[2] / "integrations"
held = pytest.mark.parametrize(("status", "body"), CANNOT_JUDGE.values(), ids=CANNOT_JUDGE)
away = pytest.mark.parametrize(("status", "body"), AWAY.values(), ids=AWAY)


def superdesk() -> ModuleType:
    path = ROOT / "superdesk" / "wirecheck_superdesk.py"
    spec = importlib.util.spec_from_file_location("wirecheck_superdesk", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def of_superdesk(address: str) -> bool:
    config = {"WIRECHECK_URL": address, "WIRECHECK_ON_UNAVAILABLE": "allow"}
    return not superdesk().judge({"body_html": "<p>The harbour opened.</p>"}, config)


def of_wagtail(address: str) -> bool:
    """Whether the app's client calls the service away, which alone its setting lets out."""
    client = runpy.run_path(str(ROOT / "wagtail" / "src" / "wagtail_wirecheck" / "client.py"))
    try:
        client["Service"](address, "", 5.0).check({"text": "The harbour opened."})
    except client["Unavailable"]:
        return True
    except client["Refused"] as error:
        later: bool = error.later
        return not later  # it is asked again once the service is mended
    return False


def of_git(address: str, folder: Path) -> bool:
    page = folder / "page.md"
    page.write_text("The harbour opened.\n", "utf-8")
    script = runpy.run_path(str(ROOT / "git" / "wirecheck_git.py"))
    code: int = script["main"](["--url", address, "--on-unavailable", "allow", str(page)])
    assert code in (0, 3)
    return code == 0


def of_the_client(address: str) -> bool:
    with Client(address, on_unavailable="allow", retries=0) as client:
        decision = client.check(text="The harbour opened.")
        (one,) = client.check_many([{"text": "The harbour opened."}])
        confirmed = client.confirm("chk_1", text="The harbour opened.")
    assert not decision.checked
    assert decision.may_publish == one.may_publish == confirmed.may_publish
    return decision.may_publish


def let_out(status: int, body: str, folder: Path) -> dict[str, bool]:
    """Which clients that may let out let a text out when the service answers this."""
    with answering(status, body) as address:
        return {
            "superdesk": of_superdesk(address),
            "wagtail": of_wagtail(address),
            "git": of_git(address, folder),
            "client": of_the_client(address),
        }


@held
def test_where_the_service_cannot_judge_nothing_goes_out(
    status: int, body: str, tmp_path: Path
) -> None:
    out = let_out(status, body, tmp_path)
    assert not any(out.values()), out


@away
def test_where_the_service_is_away_allow_still_lets_out(
    status: int, body: str, tmp_path: Path
) -> None:
    out = let_out(status, body, tmp_path)
    assert all(out.values()), out
