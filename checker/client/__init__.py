"""The client of the service, for programs that publish: `pip install 'wirecheck[client]'`.

    from checker.client import Client

    with Client("https://wirecheck.example.org", key="wck_...") as wirecheck:
        decision = wirecheck.check(id="wp:4", html="<p>...</p>", use={"channel": "web"})
        if not decision.may_publish:
            print(decision.message)

`AsyncClient` has the same methods to be awaited. Whatever becomes of the service, a call ends
within its `timeout` with a decision: without an answer it is the policy's `on_unavailable`, and
`hold` where the service answers that it cannot judge.
"""

from checker.client.asynchronous import AsyncClient
from checker.client.decisions import Decision, Policy
from checker.client.drafts import DraftMembers, FieldsMembers, UseMembers
from checker.client.errors import BadSignature, CallRefused, ClientError, ServiceFault, Unavailable
from checker.client.settings import OnUnavailable
from checker.client.synchronous import Client
from checker.client.webhooks import Event, verify_webhook

__all__ = [
    "AsyncClient",
    "BadSignature",
    "CallRefused",
    "Client",
    "ClientError",
    "Decision",
    "DraftMembers",
    "Event",
    "FieldsMembers",
    "OnUnavailable",
    "Policy",
    "ServiceFault",
    "Unavailable",
    "UseMembers",
    "verify_webhook",
]
