"""By what activities are shown where there are many: a few whole properties of the document, which the index keeps."""

from typing import Literal, TypedDict

from activities.schemas.types import ActivityFinancing, ActivityPeriod, ActivityPlacement
from samverkan.publishing.schemas.types import Reference


class ActivityBrief(TypedDict):
    """What cells, endings and short lists say of an activity; every `ActivityDocument` is one, too."""

    kind: Literal["activity"]
    slug: str
    name: str
    area: Reference
    function: Reference
    placements: list[ActivityPlacement] | None
    period: ActivityPeriod
    financing: list[ActivityFinancing] | None
    agreements: list[Reference] | None


BRIEF = tuple(ActivityBrief.__annotations__)
