"""The admin's site, the log that can only be read, and the offices of its users."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy

from samverkan.publishing.models import Editor, Revision

admin.site.site_title = admin.site.site_header = gettext_lazy("Samverkanskatalogen – redaktion")
admin.site.index_title = gettext_lazy("Arbeta med katalogen")
admin.site.site_url = "/"
admin.site.enable_nav_sidebar = False


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
class RevisionAdmin(LogAdmin):
    list_display = ("number", "moment", "office", "author", "note")
    list_select_related = ("author",)
    ordering = ("-number",)
    fields = ("number", "moment", "office", "author", "note", "what")
    readonly_fields = ("what",)

    @admin.display(description=gettext_lazy("händelser"))
    def what(self, revision: Revision) -> str:
        lines = [f"{event.get_op_display()}: {event.kind}/{event.slug}" for event in revision.events.all()]
        return format_html("{}", "\n".join(lines))


@admin.register(Editor)
class EditorAdmin(admin.ModelAdmin):
    list_display = ("user", "office")
    autocomplete_fields = ("user",)
