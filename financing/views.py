"""Public pages of financing streams and agreements; activities add what is paid or covered by them."""

from financing.agreement_rules import CONTENTS, SOURCE
from samverkan.publishing.views import EntryListView, EntryView

# What an agreement must contain, for the pages that say it.
CONTENTS_BESIDE = {"contents": CONTENTS, "contents_source": SOURCE}


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
    extra_context = CONTENTS_BESIDE


class AgreementView(EntryView):
    """One agreement: its contents, with a checklist of those that it must have."""

    kind = "agreement"
    template_name = "financing/agreement.html"
