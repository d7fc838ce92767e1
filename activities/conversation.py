"""What somebody saved to bring to a conversation: a list without login, which lives in the address alone."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from samverkan.pages.views import PublicView


class ConversationView(PublicView):
    """The saved activities in the order in which they were saved: how one gets in, what to bring, whom to call."""

    template_name = "activities/conversation.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = super().dispatch(request, *args, **kwargs)
        response["Referrer-Policy"] = "no-referrer"
        return response

    def may_be_kept(self) -> bool:
        """What somebody means to talk about stays in no cache."""
        return False

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = {row.slug: row for row in self.publications.of_kind("activity").filter(slug__in=self.saved)}
        return super().get_context_data(
            activities=[found[slug] for slug in self.saved if slug in found],
            missing=[slug for slug in self.saved if slug not in found],
            address=self.request.build_absolute_uri(),
            **kwargs,
        )
