"""Public pages of financing streams; activities add who is paid by a stream, according to whom."""

from samverkan.publishing.views import EntryListView, EntryView


class FinancingStreamListView(EntryListView):
    """All financing streams."""

    kind = "financing_stream"
    template_name = "financing/list.html"


class FinancingStreamView(EntryView):
    """One stream: law, validity and shares."""

    kind = "financing_stream"
    template_name = "financing/financing_stream.html"
