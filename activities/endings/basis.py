"""What endings are made of at a moment: activities by what they are shown by, and what they may lose."""

from collections.abc import Iterator

from activities import registers
from samverkan.publishing.kinds import Document
from samverkan.publishing.models import PublicationQuerySet
from samverkan.publishing.moment import Moment
from samverkan.search import shelf


def concerned(moment: Moment, publications: PublicationQuerySet) -> Iterator[Document]:
    """The documents of a moment that endings and their matrices rest on, each kind in Swedish order."""
    every = shelf.at("activity", moment.number, moment.current)
    yield from registers.at(moment.number, moment.current).documents("area", "function", "financing_stream")
    yield from every.briefs(every.all)
    yield from (row.document for row in publications.filter(kind__in=("agreement", "budget")).in_swedish_order())
