"""What the finder judges of an activity, in parts that many activities have alike: the index keeps them."""

from typing import Any

from activities.funding import own, slug_of
from activities.schemas.types import ActivityDocument


def parts(activity: ActivityDocument) -> dict[str, Any]:
    """As `outlook` reads them and `judging` judges them; the period is a part of every extract."""
    target, placements = activity["target_group"], activity["placements"]
    return {
        "serves": activity["serves_individuals"] is not False,
        "placements": None if placements is None else [one["municipality"]["slug"] for one in placements],
        "residence": _only(target["residence"], "kind", "slug"),
        "around": {
            "age_min": target["age_min"],
            "age_max": target["age_max"],
            "age_text": target["age_text"],
            "exclusions": _only(target["exclusions"], "situations", "age_min", "age_max"),
        },
        "criteria": _only(target["criteria"], "alternative", "situations", "combination", "months_max"),
        "paid": [(slug_of(one["federation"]), slug_of(one["stream"])) for one in own(activity)],
    }


def _only(rows: Any, *names: str) -> list[dict[str, Any]] | None:
    return None if rows is None else [{name: row[name] for name in names} for row in rows]
