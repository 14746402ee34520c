"""The module for Superdesk, on the signals as superdesk-core's wheel defines them.

No Superdesk runs here: it needs MongoDB, Redis and Elasticsearch. The wheel's own
`superdesk/signals.py` is loaded, and its signals are sent as `apps/validate` and `apps/publish` of
the same wheel send them.
"""

import importlib.util
import json
import os
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.api.conftest import Served, newsroom
from tests.api.stories import OWN, STORY
from tests.integrations.wagtail.environments import ROOT, cache, locked

pytestmark = pytest.mark.slow

__all__ = ["newsroom"]

MODULE = ROOT / "integrations" / "superdesk" / "wirecheck_superdesk.py"
PACKAGES = ("superdesk-core==2.5.*", "blinker==1.9.*")
# The two modules of Superdesk that ours imports: its own signals, and the shape of one error, whose
# module would bring the whole server along.
SCRIPT = """
import importlib.util, json, sys, types
wheel, ours, config, items = json.loads(sys.stdin.read())
sys.path[:0] = wheel
superdesk = types.ModuleType("superdesk"); sys.modules["superdesk"] = superdesk
def load(name, path):
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module
signals = load("superdesk.signals", wheel[0] + "/superdesk/signals.py")
errors = types.ModuleType("superdesk.errors"); sys.modules["superdesk.errors"] = errors
class SuperdeskValidationError(Exception):
    def __init__(self, errors, fields, message=None):
        self.errors, self.fields = errors, fields
errors.SuperdeskValidationError = SuperdeskValidationError
app = types.SimpleNamespace(config=config, extensions={})
load("wirecheck_superdesk", ours).init_app(app)
for item in items:
    response, fields = [], {}
    signals.item_validate.send(object(), item=item, response=response, error_fields=fields)
    try:
        signals.item_publish.send(object(), item=item, updates={})
        raised = []
    except SuperdeskValidationError as error:
        raised = error.errors
    print(json.dumps({"response": response, "fields": fields, "raised": raised}))
"""


@pytest.fixture(scope="module")
def wheel() -> list[str]:
    """Where the wheels are unpacked; nothing of them is installed."""
    folder = cache() / "superdesk"
    with locked("superdesk"):
        if not (folder / "made").exists():
            command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
            clean = {name: value for name, value in os.environ.items() if name != "PIP_CONSTRAINT"}
            done = subprocess.run(
                [*command, "--dest", str(folder), *PACKAGES], capture_output=True, env=clean
            )
            if done.returncode:
                pytest.skip(f"no wheel of Superdesk: {done.stderr.decode()[-300:]}")
            for path in folder.glob("*.whl"):
                zipfile.ZipFile(path).extractall(folder / "unpacked")
            (folder / "made").touch()
    return [str(folder / "unpacked")]


def sent(wheel: list[str], config: dict[str, Any], *items: dict[str, Any]) -> list[dict[str, Any]]:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        input=json.dumps([wheel, str(MODULE), config, items]),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def item(name: str, body: str) -> dict[str, Any]:
    return {
        "_id": f"urn:newsml:{name}",
        "_current_version": 3,
        "type": "text",
        "headline": "A headline",
        "body_html": "".join(f"<p>{text}</p>" for text in body.split("\n\n")),
        "associations": {"featured": {"type": "picture", "description_text": "The quay."}},
    }


def test_an_item_fails_its_validation_as_the_service_says(
    newsroom: Served, wheel: list[str]
) -> None:
    config = {"WIRECHECK_URL": newsroom.base, "WIRECHECK_USE": {"channel": "web"}}
    uncredited = item("copied", STORY.replace(" told AFP", " said"))
    good, own, bad = sent(
        wheel, config, item("good", f"{STORY}\n\n(AFP)"), item("own", OWN), uncredited
    )
    for one in (good, own):
        assert one == {"response": [], "fields": {}, "raised": []}
    (sentence,) = bad["response"]
    assert "its credit is missing" in sentence
    assert bad["fields"] == {"body_html": {"wirecheck": 1}}
    assert bad["raised"] == [sentence]  # what rules publish by machine is not always validated


def test_a_service_that_is_down_holds_an_item_or_lets_it_out(wheel: list[str]) -> None:
    config = {"WIRECHECK_URL": "http://127.0.0.1:9"}
    (held,) = sent(wheel, config, item("x", OWN))
    assert held["response"][0].startswith("Wirecheck: not checked, so not published.")
    (out,) = sent(wheel, {**config, "WIRECHECK_ON_UNAVAILABLE": "allow"}, item("x", OWN))
    assert out["response"] == out["raised"] == []


TAKEN_DOWN = (
    {"pubstatus": "canceled"},
    {"pubstatus": "canceled", "operation": "kill"},
    {"pubstatus": "usable", "operation": "takedown"},
    {"pubstatus": "usable", "operation": "unpublish"},
)


def test_nothing_keeps_an_item_from_being_taken_down(newsroom: Served, wheel: list[str]) -> None:
    copied = item("copied", STORY.replace(" told AFP", " said"))
    down = [{**copied, **state} for state in TAKEN_DOWN]
    out = [{**copied, "pubstatus": "usable", "operation": name} for name in ("publish", "correct")]
    for base in (newsroom.base, "http://127.0.0.1:9"):
        answers = sent(wheel, {"WIRECHECK_URL": base}, *down, *out)
        for answer in answers[: len(down)]:
            assert answer == {"response": [], "fields": {}, "raised": []}
        for answer in answers[len(down) :]:
            assert answer["response"] == answer["raised"] != []


def test_kills_and_take_downs_send_the_signals_too(wheel: list[str]) -> None:
    """The wheel's own code: one method publishes and kills, and a kill states its status first."""
    content = Path(wheel[0]) / "apps" / "publish" / "content"
    publish = (content / "common.py").read_text("utf-8")
    assert "Handles workflow of each Publish, Corrected, Killed and TakeDown." in publish
    for name in ("kill", "takedown", "unpublish"):
        assert f'= "{name}"' in publish


def test_the_signals_are_sent_where_the_module_expects_them(wheel: list[str]) -> None:
    """The wheel's own code: the arguments of one signal, and the place of the other."""
    apps = Path(wheel[0]) / "apps"
    validate = (apps / "validate" / "validate.py").read_text("utf-8")
    assert (
        "item_validate.send(self, item=item, response=response, error_fields=v.errors)" in validate
    )
    publish = (apps / "publish" / "content" / "common.py").read_text("utf-8")
    _, _, after = publish.partition("signals.item_publish.send(self, item=updated")
    assert after.index("update_published_collection") < after.index("push_notification")
    assert "except (SuperdeskApiError, SuperdeskValidationError):\n            raise" in after


def module() -> Any:
    spec = importlib.util.spec_from_file_location("wirecheck_superdesk", MODULE)
    assert spec is not None
    assert spec.loader is not None
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


def test_it_needs_nothing_but_the_standard_library() -> None:
    assert module().__all__ == ["init_app", "judge"]


def test_an_item_is_judged_for_the_moment_at_which_it_goes_out() -> None:
    when = module()._when
    local = {"publish_schedule": "2999-02-13T18:00:00+0000"}  # of a clock in Sydney
    utc = {"utc_publish_schedule": "2999-02-13T07:00:00+0000", "time_zone": "Australia/Sydney"}
    seven = "2999-02-13T07:00:00+00:00"
    assert when({**local, "schedule_settings": utc}) == {"at": seven}
    zone = {"schedule_settings": {"time_zone": "Australia/Sydney"}}
    (at,) = when({**local, **zone}).values()
    assert datetime.fromisoformat(at) == datetime.fromisoformat(seven)
    assert when({"publish_schedule": "2999-02-13T07:00:00Z"}) == {"at": seven}
    assert when({"publish_schedule": datetime(2999, 2, 13, 7, tzinfo=UTC)}) == {"at": seven}
    assert when({"publish_schedule": "2020-02-13T07:00:00+0000"}) == {}  # it went out long ago
    assert when({"publish_schedule": None, "schedule_settings": None}) == when({}) == {}


def test_all_words_that_are_published_with_an_item_are_sent() -> None:
    beside = {
        "a": {"type": "video", "description_text": "A film.", "creditline": "Kestrel"},
        "b": {"type": "text", "headline": "Beside", "body_html": "<p>A box.</p>"},
        "c": None,
    }
    extra = {"sidebar": "<p>More.</p>", "weight": 3, "empty": " "}
    fields = module()._fields(
        {"body_html": "<p>Words.</p>", "associations": beside, "extra": extra, "sms_message": "Hm."}
    )
    assert fields["captions"] == ["A film.", "Beside"]
    assert "Kestrel" in fields["credits"]
    for words in ("Words.", "A box.", "More.", "Hm."):
        assert words in fields["body_html"]
    assert module()._fields({"extra": {"weight": 3}}) == {}
