"""Public pages of federations, partners, words and the catalogue itself; activities add what names an entry here."""

from samverkan.publishing.views import EntryListView, EntryView


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


class AboutView(EntryListView):
    """What the catalogue is and what it rests on: its sources."""

    kind = "source"
    template_name = "federations/about.html"
