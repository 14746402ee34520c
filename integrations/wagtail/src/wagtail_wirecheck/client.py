"""The few requests that the app makes; a CMS need not install the whole engine for them."""

from typing import Any

import httpx

__all__ = ["Refused", "Service", "Unavailable"]

AWAY = frozenset({408, 425, 429, 502, 503, 504})  # nobody is there, or nobody has the time
# Of the site's settings and not of the content: it is tried again, but never a reason to publish.
SETTINGS = frozenset({401, 403, 404})


class Unavailable(Exception):
    """Nothing was checked: the service did not answer, or is busy."""


class Refused(Exception):
    """The service is there and does not judge: it does not take what was sent, or cannot.

    Attributes:
        later: another attempt may end otherwise, when the settings or the service were mended.
        gone: the service has nothing of that name.
    """

    def __init__(self, why: str, later: bool = False, gone: bool = False):
        super().__init__(why)
        self.later, self.gone = later, gone


class Service:
    """A service at an address, with the key of a site."""

    def __init__(self, base: str, key: str, timeout: float):
        self._base, self._key, self._timeout = base.rstrip("/"), key, timeout

    def check(self, body: dict[str, Any]) -> dict[str, Any]:
        """Checks a draft; the answer is returned as it came.

        Raises:
            Unavailable: nothing was checked.
            Refused: the draft or the use is not accepted.
        """
        return self._send("POST", "/v1/checks", body, "enforcement")

    def confirm(self, check: str, body: dict[str, Any]) -> dict[str, Any]:
        """Tells the service that the text of a check goes out now.

        Raises:
            Unavailable: nothing was confirmed.
            Refused: it is another text than the one that was checked.
        """
        return self._send("POST", f"/v1/checks/{check}/confirm", body, "confirmed")

    def release(self, check: str, body: dict[str, Any]) -> dict[str, Any]:
        """Lets a held text through in a person's name.

        Raises:
            Unavailable: the service did not answer.
            Refused: the policy does not allow it.
        """
        return self._send("POST", f"/v1/checks/{check}/overrides", body)

    def stored(self, check: str) -> dict[str, Any]:
        """A check that was made before.

        Raises:
            Unavailable: the service did not answer.
            Refused: the key may not read it, or it is not there (`gone`).
        """
        return self._send("GET", f"/v1/checks/{check}", None)

    def policy(self) -> dict[str, Any]:
        """What is to be done with each verdict.

        Raises:
            Unavailable: the service did not answer.
            Refused: the key may not read it.
        """
        return self._send("GET", "/v1/policy", None)

    def _send(
        self, method: str, path: str, body: dict[str, Any] | None, needs: str = ""
    ) -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {self._key}"} if self._key else {}
        try:
            # Certificates take longer to load than the request takes, and http has none.
            secure = self._base.startswith("https:")
            with httpx.Client(timeout=self._timeout, verify=secure) as client:
                answer = client.request(method, self._base + path, json=body, headers=headers)
        except httpx.HTTPError as error:
            raise Unavailable(f"it did not answer ({type(error).__name__})") from error
        status, told = answer.status_code, _json(answer)
        if status in (200, 201) and isinstance(told, dict) and (not needs or needs in told):
            return told
        why = f"it answered {status}{_told(told)}"
        if status < 400 or _is_away(status, told):
            raise Unavailable(why)  # a page of somebody else's is nobody's verdict
        later = status in SETTINGS or status >= 500
        raise Refused(why, later, gone=status == 404 and isinstance(told, dict))


def _json(answer: httpx.Response) -> Any:
    """The body as JSON, or None where it is the page of a proxy."""
    try:
        return answer.json()
    except ValueError:
        return None


def _is_away(status: int, problem: Any) -> bool:
    """Whether `ON_UNAVAILABLE` counts: the service is away, and does not say what is to be done.

    One that answers that it cannot read its agreements is there: nothing goes out then.
    """
    return status in AWAY and not (isinstance(problem, dict) and "enforcement" in problem)


def _told(problem: Any) -> str:
    """What an answer that is no result says, as the end of a sentence."""
    if not isinstance(problem, dict):
        return ""
    words = [problem.get("detail") or problem.get("title")]
    for error in problem.get("errors") or ():
        words += [f"{error.get('field', '')}: {error.get('detail', '')}", error.get("hint")]
    return "".join(f", {word}" for word in words if word)
