"""The catalogue described for data portals: DCAT-AP-SE 3 as RDF/XML."""

from typing import Any

from django.db.models import Max, Min
from rest_framework.renderers import BaseRenderer

from samverkan.api.resources import CatalogueResource
from samverkan.publishing.models import Revision


class RdfXmlRenderer(BaseRenderer):
    """RDF in XML."""

    media_type = "application/rdf+xml"
    format = "rdf"


class DcatResource(CatalogueResource):
    """What a data portal harvests."""

    renderer_classes = [RdfXmlRenderer]
    parameters = ()
    always_answers = True

    def content(self, asked: dict[str, Any], **path: Any) -> str:
        moments = Revision.objects.aggregate(first=Min("moment"), newest=Max("moment"))
        from samverkan.api.dcat_graph import described  # Only when it is asked for: RDF takes much memory.

        return described(self.request.build_absolute_uri, moments["first"], moments["newest"])
