"""Mails to the desk and to authors."""

import logging
import smtplib
from collections.abc import Iterable
from typing import Any

from django.core.mail import send_mail
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.utils import get_admin_base_url

from .conf import conf

__all__ = ["tell"]

LOG = logging.getLogger("wagtail_wirecheck")


def tell(obj: Any, what: str, sentence: str, *, also: Iterable[Any] = ()) -> None:
    """Mails the desk, and the people named, what became of a piece.

    A mail server that is down never stops a publication: that is logged.
    """
    people = [person.email for person in also if person is not None and person.email]
    to = list(dict.fromkeys([*conf().desk, *people]))
    title = " ".join(str(obj).split())  # a subject is one line
    LOG.warning("%s: %s: %s", what, title, sentence)
    if not to:
        return
    address = AdminURLFinder().get_edit_url(obj)
    link = f"{get_admin_base_url() or ''}{address}" if address else ""
    try:
        send_mail(f"Wirecheck: {what}: {title}", f"{title}\n{link}\n\n{sentence}\n", None, to)
    except (OSError, smtplib.SMTPException):
        LOG.exception("the mail about %s could not be sent", obj)
