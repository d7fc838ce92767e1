"""The log that can only be read."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy

from samverkan.desk.entries.list_sheets import ListSheetAdmin
from samverkan.publishing.models import Revision


class LogAdmin(admin.ModelAdmin):
    """The log can be read, nothing else."""

    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Revision)
class RevisionAdmin(LogAdmin, ListSheetAdmin):
    list_display = ("number", "moment", "office", "author", "note")
    list_select_related = ("author",)
    ordering = ("-number",)
    fields = ("number", "moment", "office", "author", "note", "what")
    readonly_fields = ("what",)

    @admin.display(description=gettext_lazy("händelser"))
    def what(self, revision: Revision) -> str:
        lines = [f"{event.get_op_display()}: {event.kind}/{event.slug}" for event in revision.events.all()]
        return format_html("{}", "\n".join(lines))
