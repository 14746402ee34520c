"""The side panel of the editor. It informs and mends; the wall does not rest on it."""

from functools import wraps
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.forms import Media
from django.urls import reverse
from wagtail.admin.ui.side_panels import BaseSidePanel
from wagtail.admin.views.pages.create import CreateView as CreatePage
from wagtail.admin.views.pages.edit import EditView as EditPage
from wagtail.snippets.views.snippets import CreateView as CreateSnippet
from wagtail.snippets.views.snippets import EditView as EditSnippet

from .ledger import held_of, passed_of
from .names import guarded

__all__ = ["WirecheckSidePanel", "install"]


class WirecheckSidePanel(BaseSidePanel):
    """Shows what became of a piece, and checks what is in the editor now."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        """The button that opens it."""

        aria_label = "Toggle Wirecheck"
        icon_name = "clipboard-list"
        has_counter = True
        counter_classname = "w-bg-critical-200"

        def get_context_data(self, parent_context: Any) -> dict[str, Any]:
            """Counts one where something is held."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            context["count"] = 1 if held_of(self.panel.object) else 0
            return context

    name = "wirecheck"
    title = "Wirecheck"
    template_name = "wagtail_wirecheck/panel.html"
    order = 150

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """What is known before anything is asked."""
        context: dict[str, Any] = super().get_context_data(parent_context)
        obj = self.object
        if obj.pk:
            where = [ContentType.objects.get_for_model(type(obj)).pk, obj.pk]
            context["check_url"] = reverse("wirecheck_check", args=where)
            context["release_url"] = reverse("wirecheck_release", args=where)
        return {**context, "held": held_of(obj), "passed": passed_of(obj)}

    @property
    def media(self) -> Media:
        """Script and style, both files: no inline code."""
        return Media(
            js=["wagtail_wirecheck/panel.js"], css={"all": ["wagtail_wirecheck/panel.css"]}
        )


def install() -> None:
    """Adds the panel to the four editing views; Wagtail has no hook for that."""
    for view in (EditPage, CreatePage, EditSnippet, CreateSnippet):
        if not getattr(view.get_side_panels, "is_wirecheck", False):
            view.get_side_panels = _with_panel(view.get_side_panels)


def _with_panel(original: Any) -> Any:
    @wraps(original)
    def get_side_panels(self: Any) -> Any:
        panels = original(self)
        obj = getattr(self, "page", None) or self.form.instance
        if guarded(obj):
            panels.append(WirecheckSidePanel(obj, self.request))
        return panels

    get_side_panels.is_wirecheck = True  # type: ignore[attr-defined]
    return get_side_panels
