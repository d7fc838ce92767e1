"""Public pages of editions: the list, one of them as it was, two of them beside each other, and the one to print."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from activities.editions import pdf as edition_pdf
from activities.editions.contents import groups, matrices, piles
from activities.editions.printing import Printing
from activities.matrix.areas import moved
from samverkan.pages.comparison import compare, confirmed_between
from samverkan.pages.pdf_views import PdfView, Sheet
from samverkan.pages.views import PublicView
from samverkan.publishing.models import Edition, Publication


class EditionsView(PublicView):
    """What the pages of editions share: those that had been frozen at the page's moment."""

    def editions(self) -> list[Edition]:
        """The newest first."""
        frozen = Edition.objects.filter(revision__lte=self.moment.number).select_related("revision")
        return list(frozen.order_by("-number"))

    def edition(self, number: int, among: list[Edition]) -> Edition:
        """The edition of a number; Http404 where there is none."""
        found = next((edition for edition in among if edition.number == number), None)
        if found is None:
            raise Http404(_("Utgåva %(number)s finns inte.") % {"number": number})
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        self.day = None  # An edition is what was said, whatever held on which day.
        return super().get_context_data(**kwargs)


class EditionListView(EditionsView):
    """All editions."""

    template_name = "activities/editions.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(editions=self.editions(), **kwargs)


class EditionView(EditionsView):
    """The matrices and the entries as they were, and how to cite them."""

    template_name = "activities/edition.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        editions = self.editions()
        edition = self.edition(kwargs.pop("number"), editions)
        held = Publication.objects.at(edition.revision_id)
        return super().get_context_data(
            edition=edition,
            editions=editions,
            before=next((other for other in editions if other.number < edition.number), None),
            address=edition_pdf.address_of(edition),
            matrices=matrices(held),
            piles=piles(held, edition),
            then=f"?vid=r{edition.revision_id}",
            **kwargs,
        )


class ComparisonView(EditionsView):
    """What was added, removed and changed from one edition to another."""

    template_name = "activities/edition_comparison.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if kwargs["before"] > kwargs["after"]:  # Whoever asks for it means the other way round.
            return HttpResponseRedirect(self.address(kwargs["after"], kwargs["before"]))
        return super().get(request, *args, **kwargs)

    def address(self, before: int, after: int) -> str:
        return reverse("edition-comparison", args=[before, after]) + self.kept()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        editions = self.editions()
        before, after = (self.edition(kwargs.pop(name), editions) for name in ("before", "after"))
        differs = self.what_differs(before, after) if before != after else {}
        return super().get_context_data(editions=editions, before=before, after=after, **differs, **kwargs)

    def what_differs(self, before: Edition, after: Edition) -> dict[str, Any]:
        numbers = before.revision_id, after.revision_id
        found = compare(*numbers)
        return {
            "kinds": found,
            "unchanged": [of_kind for of_kind in found if not of_kind.differs],
            "groups": groups(found, before, after),
            "areas": moved(*(matrices(Publication.objects.at(number)) for number in numbers)),
            "confirmed": confirmed_between(*numbers),
        }


class ChoiceView(ComparisonView):
    """The form's answer: on to the comparison of the two editions that were chosen, whichever came first."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        asked = [request.GET.get(name, "").strip() for name in ("fran", "till")]
        if not set(asked) <= {str(edition.number) for edition in self.editions()}:
            return HttpResponseRedirect(reverse("editions") + self.kept())
        return HttpResponseRedirect(self.address(*sorted(map(int, asked))))


class EditionPdfView(EditionsView, PdfView):
    """The edition as a document to print."""

    def find_sheet(self) -> Sheet:
        edition = self.edition(self.kwargs["number"], self.editions())
        printing = Printing(edition_pdf.Printable.of(edition))
        page = reverse("edition", args=[edition.number])
        return Sheet(printing, f"samverkanskatalogen-utgava-{edition.number}", page)
