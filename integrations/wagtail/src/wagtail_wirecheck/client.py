"""The few requests that the app makes; a CMS need not install the whole engine for them."""

from typing import Any

import httpx

__all__ = ["Refused", "Service", "Unavailable"]

# What another attempt may mend, and nothing that is wrong with the content that was sent.
LATER = frozenset({401, 403, 404, 408, 425, 429})


class Unavailable(Exception):
    """Nothing was checked: the service did not answer, is busy, or does not know the key."""


class Refused(Exception):
    """The service does not take what was sent: another attempt would be refused as well."""


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
        return self._send("POST", "/v1/checks", body)

    def confirm(self, check: str, body: dict[str, Any]) -> dict[str, Any]:
        """Tells the service that the text of a check goes out now.

        Raises:
            Unavailable: nothing was confirmed.
            Refused: it is another text than the one that was checked.
        """
        return self._send("POST", f"/v1/checks/{check}/confirm", body)

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
            Unavailable: it is not there, or the service did not answer.
            Refused: the key may not read it.
        """
        return self._send("GET", f"/v1/checks/{check}", None)

    def policy(self) -> dict[str, Any]:
        """What is to be done with each verdict.

        Raises:
            Unavailable: the service did not answer.
            Refused: the key may not read it.
        """
        return self._send("GET", "/v1/policy", None)

    def _send(self, method: str, path: str, body: dict[str, Any] | None) -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {self._key}"} if self._key else {}
        try:
            # Certificates take longer to load than the request takes, and http has none.
            secure = self._base.startswith("https:")
            with httpx.Client(timeout=self._timeout, verify=secure) as client:
                answer = client.request(method, self._base + path, json=body, headers=headers)
                told = answer.json()
        except (httpx.HTTPError, ValueError) as error:
            raise Unavailable(f"it did not answer ({type(error).__name__})") from error
        if answer.status_code in (200, 201) and isinstance(told, dict):
            return told
        why = f"it answered {answer.status_code}{_told(told)}"
        if answer.status_code >= 500 or answer.status_code in LATER:
            raise Unavailable(why)
        raise Refused(why)


def _told(problem: Any) -> str:
    """What an answer that is no result says, as the end of a sentence."""
    if not isinstance(problem, dict):
        return ""
    words = [problem.get("detail") or problem.get("title")]
    for error in problem.get("errors") or ():
        words += [f"{error.get('field', '')}: {error.get('message', '')}", error.get("hint")]
    return "".join(f", {word}" for word in words if word)
