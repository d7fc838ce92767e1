"""The admin's site: its first page is what to do now, and its choosers offer only what one may refer to."""

from functools import cache
from typing import Any

from django.contrib.admin import AdminSite, autodiscover
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, path
from django.utils.translation import gettext_lazy

from samverkan.desk import access, to_do
from samverkan.desk.reviewing import several as together


class Chooser(AutocompleteJsonView):
    """What a field offers as one types."""

    def get_queryset(self) -> QuerySet[Any]:
        admin: Any = self.model_admin
        if not hasattr(admin.model, "owners"):
            return super().get_queryset()
        entries = access.choosable(self.request.user, admin.model._default_manager.all())
        found, _twice = admin.get_search_results(self.request, entries.order_by(*admin.ordering), self.term)
        chosen: QuerySet[Any] = found
        return chosen


discovered = cache(autodiscover)


class EditorialSite(AdminSite):
    """Where coordinators work. What belongs to it is loaded when it is first asked for: most commands never do."""

    site_title = site_header = gettext_lazy("Samverkanskatalogen – redaktion")
    index_title = gettext_lazy("Att göra nu")
    site_url = "/"
    enable_nav_sidebar = False
    index_template = "desk/admin/index.html"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.disable_action("delete_selected")  # What was published is withdrawn, one by one.

    def get_model_admin(self, model: Any) -> Any:
        discovered()
        return super().get_model_admin(model)

    def check(self, app_configs: Any) -> Any:
        discovered()
        return super().check(app_configs)

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        return super().index(request, {**to_do.short_list(request.user), **(extra_context or {})})

    def autocomplete_view(self, request: HttpRequest) -> Any:
        return Chooser.as_view(admin_site=self)(request)

    def get_urls(self) -> list[URLPattern | URLResolver]:
        discovered()
        return [
            path("att-gora/", self.admin_view(to_do.everything(self)), name="desk"),
            path("granska/", self.admin_view(together.review(self)), name="together"),
            *super().get_urls(),
        ]
