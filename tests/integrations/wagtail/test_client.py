"""What the Wagtail app says of a refusal, read by itself: it needs neither Wagtail nor Django."""

import json
import runpy

from api.problems import ApiProblem, problem_body
from tests.integrations.wagtail.environments import ROOT

CLIENT = ROOT / "integrations" / "wagtail" / "src" / "wagtail_wirecheck" / "client.py"


def test_the_fault_of_each_field_is_in_the_sentence() -> None:
    client = runpy.run_path(str(CLIENT))
    fault = {"field": "use.channel", "detail": "unknown channel 'wed'", "hint": "did you mean web?"}
    problem = ApiProblem(422, "invalid-request", "unknown channel 'wed'", errors=[fault])
    body = json.loads(problem_body(422, problem.slug, problem.detail, problem.errors))
    told = client["_told"](body)
    assert "use.channel: unknown channel 'wed', did you mean web?" in told
    assert client["_told"]({"title": "Bad Gateway"}) == ", Bad Gateway"
    assert client["_told"](None) == ""
