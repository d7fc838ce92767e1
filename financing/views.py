"""Public pages of financing streams and agreements; activities add what is paid or covered by them."""

from samverkan.publishing.views import EntryListView, EntryView


class FinancingStreamListView(EntryListView):
    """All financing streams."""

    kind = "financing_stream"
    template_name = "financing/list.html"


class FinancingStreamView(EntryView):
    """One stream: law, validity and shares."""

    kind = "financing_stream"
    template_name = "financing/financing_stream.html"


class AgreementListView(EntryListView):
    """All agreements."""

    kind = "agreement"
    template_name = "financing/agreements.html"


class AgreementView(EntryView):
    """One agreement: its contents, with a checklist of those that it must have."""

    kind = "agreement"
    template_name = "financing/agreement.html"
