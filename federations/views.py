"""Public pages of federations, partners, words and the catalogue itself; activities add what names an entry here."""

from typing import Any

from samverkan.publishing.edtf import Edtf
from samverkan.publishing.kinds import Document
from samverkan.publishing.views import EntryListView, EntryView


class FederationListView(EntryListView):
    """All coordination federations with their members."""

    kind = "federation"
    template_name = "federations/list.html"


class FederationView(EntryView):
    """One federation: what it wants, whom it puts first or leaves out, who belongs to it."""

    kind = "federation"
    template_name = "federations/federation.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        document: Document = context["document"]
        if self.day:
            members = document["members"]
            document["members"] = members and [row for row in members if self._holds(row)]
            names = [row["name"] for row in document["names"] or () if self._holds(row)]
            context["name_then"] = names[0] if names else ""
        return context

    def _holds(self, row: Document) -> bool:
        """Whether a row with a period can have held on the page's day; an unknown side is open."""
        assert self.day, "asked only with a day"
        begun = not row["since"] or Edtf.parse(row["since"]).earliest <= self.day
        return begun and (not row["until"] or Edtf.parse(row["until"]).latest >= self.day)


class PartnerListView(EntryListView):
    """The authorities and organisations that take part, by whom they answer to."""

    kind = "partner"
    template_name = "federations/partners.html"


class TermListView(EntryListView):
    """The glossary: every word with its explanation, what else it is called and where it leads on."""

    kind = "term"
    template_name = "federations/terms.html"


class AboutView(EntryListView):
    """What the catalogue is and what it rests on: its sources."""

    kind = "source"
    template_name = "federations/about.html"
