"""Public pages of federations, partners, words and the catalogue itself; activities add what names an entry here."""

from typing import Any

from federations.facts import THEMES, by_topic
from samverkan.pages.views import EntryListView, EntryView
from samverkan.publishing.models import PublicationQuerySet


class FederationListView(EntryListView):
    """All coordination federations with their members."""

    kind = "federation"
    template_name = "federations/list.html"


class FederationView(EntryView):
    """One federation: what it wants, whom it puts first or leaves out, who belongs to it."""

    kind = "federation"
    template_name = "federations/federation.html"


class PartnerListView(EntryListView):
    """The authorities and organisations that take part, by whom they answer to."""

    kind = "partner"
    template_name = "federations/partners.html"


class TermListView(EntryListView):
    """The glossary: every word with its explanation, what else it is called and where it leads on."""

    kind = "term"
    template_name = "federations/terms.html"


class FactListView(EntryListView):
    """What sources say of cooperation, topic by topic, on one page for each theme."""

    kind = "fact"
    template_name = "federations/facts.html"
    theme = ""

    def holding(self, kind: str) -> PublicationQuerySet:
        return super().holding(kind).with_facet("topic", *THEMES[self.theme].topics)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        theme = THEMES[self.theme]
        return context | {"theme": theme, "topics": by_topic(context["entries"], theme.topics)}


class FactView(EntryView):
    """One fact with its figures and sources."""

    kind = "fact"
    template_name = "federations/fact.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        topic = context["document"]["topic"]
        return context | {"theme": next(theme for theme in THEMES.values() if topic in theme.topics)}


class AboutView(EntryListView):
    """What the catalogue is and what it rests on: its sources."""

    kind = "source"
    template_name = "federations/about.html"
    extra_context = {"themes": list(THEMES.values())}
