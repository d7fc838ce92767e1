"""What ends, for partner systems."""

from typing import Any

from activities.endings.basis import concerned
from activities.endings.rule import About, Cause, Emptied, Ending, Loss, emptied, endings, with_losses
from activities.matrix.areas import KINDS as LAID_OUT
from activities.matrix.areas import build_matrices
from samverkan.api.collection import reference
from samverkan.api.paging import Paging
from samverkan.api.parameters import AT, LIMIT, LIMIT_DEFAULT, ON, PAGE
from samverkan.api.resources import CatalogueResource, Operation
from samverkan.api.results import compact, envelope
from samverkan.api.shapes import a_list, a_value, an_object, shaped
from samverkan.publishing import kinds

_LOSS = an_object(
    cause=a_value("string", "financing", "Vad som upphör. What ends.", enum=list(Cause.values)),
    about=a_value(
        "string",
        "miljarden",
        "Adressnamn: verksamhetens eget, finansieringsformens, överenskommelsens eller budgetens."
        " Slug: the activity's own, the financing stream's, the agreement's or the budget's.",
    ),
    until=a_value(
        ["string", "null"],
        "2009",
        "Slutet som det är angivet (EDTF); null när det är räknat ur en längd."
        " The end as stated (EDTF); null where it is computed from a stated length.",
    ),
    last_day={
        "type": "string",
        "format": "date",
        "description": "Den sista dag som slutet kan betyda. The last day that the end can mean.",
        "examples": ["2009-12-31"],
    },
    extendable=a_value(
        ["boolean", "null"], None, "Om perioden kan förlängas; null: okänt. Whether it may be extended; null: unknown."
    ),
)
_ENDING = {
    **an_object(
        slug=a_value("string", "bedomningsteam-solhem", "Verksamhetens adressnamn. The activity's slug."),
        name=a_value("string", "Bedömningsteam Solhem", "Verksamhetens namn. The activity's name."),
        area=a_value("string", "sjuharad", "Områdets adressnamn. The area's slug."),
        function=a_value("string", "kartlaggande", "Funktionens adressnamn. The function's slug."),
        whole=a_value(
            "boolean",
            True,
            "Sant: inget annat angivet av samma slag finns kvar. True: nothing else stated of the same sort is left.",
        ),
        losses=a_list(_LOSS, "Vad som upphör. What ends."),
    ),
    "description": "En verksamhet som förlorar något. An activity that loses something.",
}
_CELL = an_object(
    area=a_value("string", "sjuharad", "Områdets adressnamn. The area's slug."),
    municipality=a_value("string", "boras", "Kommunens adressnamn. The municipality's slug."),
    function=a_value("string", "kartlaggande", "Funktionens adressnamn. The function's slug."),
)
ANSWER = an_object(
    revision=a_value("integer", 12, "Revisionen som hela svaret visar. The revision that the whole answer shows."),
    page=a_value("integer", 1, "Sidan. The page."),
    limit=a_value("integer", LIMIT_DEFAULT, "Antal på sidan. Items a page."),
    total=a_value("integer", 4, "Antal svar i allt. Answers in all."),
    results=a_list(_ENDING, "Den som förlorar något först står först. Who loses something first comes first."),
    emptied=a_list(_CELL, "Rutor i matriserna där allt har upphört. Cells of the matrices in which all has ended."),
)


class EndingsResource(CatalogueResource):
    """Which activities lose something stated, and which cells fall empty."""

    operation = Operation(
        name="list_endings",
        tag=kinds.get("activity").tag,
        summary=("Vad upphör", "What ends"),
        text=(
            "Verksamheter som senast dagen före on har förlorat sin angivna period, finansiering,"
            " överenskommelse eller sina bidrag; utan on alla med ett angivet slut. Ett slut som inte är angivet"
            " räknas aldrig.",
            "Activities that have lost their stated period, financing, agreement or grants before the day on; without"
            " on all that have a stated end. An end that is not stated never counts.",
        ),
        answer=reference("EndingPage"),
        statuses=(404,),
        components={"EndingPage": ANSWER},
    )

    def accepted_parameters(self) -> tuple[Any, ...]:
        return (ON, AT, PAGE, LIMIT)

    def content(self, asked: dict[str, Any], **path: Any) -> str:
        documents = list(concerned(self.moment, self.publications()))
        ended = endings(documents, asked.get("on"))
        layout = build_matrices(row for row in documents if row["kind"] in LAID_OUT)
        cells = [_cell(matrix.area, cell) for matrix in layout for cell in emptied(with_losses(matrix, ended))]
        paging = Paging.of(asked)
        results = [compact(_result(one)) for one in paging.cut(ended)]
        return envelope(paging.head(self.moment.number, len(ended)), results, {"emptied": cells})


def _result(one: Ending) -> Any:
    activity = one.activity
    own = {"slug": activity["slug"], "name": activity["name"]}
    references = {"area": activity["area"]["slug"], "function": activity["function"]["slug"]}
    return shaped({**own, **references, "whole": one.whole, "losses": [_loss(loss) for loss in one.losses]}, _ENDING)


def _loss(loss: Loss) -> dict[str, Any]:
    return {
        "cause": loss.cause,
        "about": loss.about["slug"],
        "until": loss.until,
        "last_day": loss.last_day.isoformat(),
        "extendable": _extendable(loss.about),
    }


def _extendable(about: About) -> bool | None:
    if about["kind"] == "activity" or about["kind"] == "agreement":
        return about["period"]["extendable"]
    return None


def _cell(area: str, cell: Emptied) -> dict[str, str]:
    return {"area": area, "municipality": cell.municipality, "function": cell.function}
