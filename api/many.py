"""Many drafts in one call, checked in sequence: a batch occupies one worker, never all.

Monthly quotas count the drafts in the given order, as if the earlier ones were published.
"""

import time
from collections.abc import Iterable

from checker.errors import WirecheckError
from checker.languages import Language, language_named
from checker.models.verdict import QuotaUse
from checker.report import SCHEMA, dumps, failure
from checker.running.workers.async_pool import WorkerDefect
from checker.wording import worded

from .checking import check_draft
from .problems import ApiProblem, core_problem, problem_in
from .request_models import CheckRequest
from .service import Service

__all__ = ["check_each"]

SECONDS = 60.0  # for all drafts of a call


async def check_each(
    service: Service, drafts: Iterable[CheckRequest], pages: str, language: str = "en"
) -> bytes:
    """Checks several drafts; returns the results as JSON, in order. A failure stops no other draft.

    Args:
        service: the service.
        drafts: the drafts, each as if it had been sent alone.
        pages: the public address of the editor's pages.
        language: the code of the reader's language.
    """
    reader = language_named(language)
    end = time.monotonic() + SECONDS
    before: list[QuotaUse] = []
    results: list[bytes] = []
    for number, draft in enumerate(drafts):
        if time.monotonic() >= end:
            results.append(_failure(draft, number, _LATE, reader))
            continue
        try:
            checked = await check_draft(
                service, draft, pages=pages, before=tuple(before), language=language
            )
        except ApiProblem as problem:
            results.append(_failure(draft, number, problem, reader))
        except WirecheckError as error:
            results.append(_failure(draft, number, core_problem(error), reader))
        except WorkerDefect:  # the pool has logged it
            results.append(_failure(draft, number, _DEFECT, reader))
        else:
            before += checked.summary.quota
            results.append(checked.body)
    return b'{"schema":"%b","results":[%b]}' % (SCHEMA.encode(), b",".join(results))


_LATE = ApiProblem(
    503,
    "timeout",
    worded("the time limit for all drafts ({seconds:.0f} s) was reached", seconds=SECONDS),
)

_DEFECT = ApiProblem(500, "internal", "the service failed on this draft; see its log")


def _failure(draft: CheckRequest, number: int, raised: ApiProblem, reader: Language) -> bytes:
    problem = problem_in(raised, reader)
    first = problem.errors[0] if problem.errors else {}
    field = first.get("field", "")
    place = f"drafts[{number}].{field}" if field else f"drafts[{number}]"
    hint = first.get("hint", "") or (
        reader.text(worded("send it again")) if problem.status == 503 else ""
    )
    failed = failure(
        problem.detail,
        id=draft.id,
        place=place,
        hint=hint,
        status=problem.status,
        enforcement=problem.extra.get("enforcement"),
    )
    return dumps(failed).encode()
