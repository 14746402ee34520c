"""What the app remembers: what went out under which check, what is held, and the policy."""

from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from wagtail.models import Task, TaskState

__all__ = ["Held", "Passed", "PolicySeen", "WirecheckTask"]


class _OfAnObject(models.Model):
    """A record of one page or snippet."""

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.CharField(max_length=255)
    check_id = models.CharField(max_length=100, blank=True, db_index=True)
    digest = models.CharField(max_length=64, blank=True)
    message = models.TextField(blank=True)
    at = models.DateTimeField(auto_now=True)

    class Meta:
        """One row an object."""

        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["content_type", "object_id"], name="%(class)s_object")
        ]


class Passed(_OfAnObject):
    """The words of an object that are live, and the check that let them through.

    Without a check (`unchecked`) they went out while the service could not be reached.
    """

    unchecked = models.BooleanField(default=False, db_index=True)
    event_at = models.DateTimeField(null=True, blank=True)
    event_action = models.CharField(max_length=40, blank=True)


class Held(_OfAnObject):
    """What somebody wanted to publish and could not.

    `waiting` tells that nothing was checked: it is checked again, and goes out if it may.
    """

    revision_id = models.CharField(max_length=40, blank=True)
    waiting = models.BooleanField(default=False, db_index=True)
    scheduled = models.BooleanField(default=False)
    taken_down = models.BooleanField(default=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta(_OfAnObject.Meta):
        """Who may release."""

        permissions = [("release", "Can release what Wirecheck holds")]


class PolicySeen(models.Model):
    """What the service's policy says of checks that cannot be made; one row."""

    digest = models.CharField(max_length=100)
    on_unavailable = models.CharField(max_length=20)


class WirecheckTask(Task):
    """A step of a workflow that is approved by itself when Wirecheck lets the text through."""

    class Meta:
        """What people call it."""

        verbose_name = "Wirecheck task"
        verbose_name_plural = "Wirecheck tasks"

    def start(self, workflow_state: Any, user: Any = None) -> TaskState:
        """Approves at once what may go out, and sends back what may not, with the reason."""
        from .gate import decide

        state: TaskState = super().start(workflow_state, user=user)
        decision = decide(state.revision.as_object(), confirm=False)
        if decision.goes:
            state.approve(user=user, update=False, comment=decision.sentence)
        elif not decision.waiting:
            state.reject(user=user, update=False, comment=decision.sentence)
        return state

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, str, bool]]:
        """The author may have the text checked again."""
        return [("check", "Check again", False)]

    def user_can_access_editor(self, obj: Any, user: Any) -> bool:
        """Everybody who may edit it otherwise may go on doing so."""
        return False

    def on_action(self, task_state: TaskState, user: Any, action_name: str, **data: Any) -> Any:
        """Checks the newest revision again."""
        if action_name != "check":
            return super().on_action(task_state, user, action_name, **data)
        from .gate import decide

        decision = decide(task_state.revision.as_object(), confirm=False)
        if decision.goes:
            return task_state.approve(user=user, comment=decision.sentence)
        if not decision.waiting:
            return task_state.reject(user=user, comment=decision.sentence)
        return task_state

    @classmethod
    def get_description(cls) -> str:
        """What the list of kinds of tasks shows."""
        return "Approves what Wirecheck lets through, and sends back what it holds"
