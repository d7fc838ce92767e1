"""Financing streams as a taxonomy of HSDS."""

from django.utils.translation import gettext_lazy as _

from samverkan.api.hsds.taxonomies import Taxonomy

STREAMS = Taxonomy("stream", _("Finansieringsform"), _("Med vilka pengar verksamheten betalas."), "financing_stream")
