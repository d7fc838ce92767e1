"""What is missing, and how complete an entry is: only what applies to it is counted."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from activities.quality.catalogue import ACTIVITY, FEDERATION, STREAM, Catalogue
from activities.quality.finding import Hit, Severity, rule
from activities.schemas.types import ActivityDocument
from samverkan.language.sentences import listed


def _always(document: Mapping[str, Any]) -> bool:
    return True


def _takes_people(activity: ActivityDocument) -> bool:
    """An assignment that serves no individuals has no target group, no way in, and stands nowhere."""
    return activity["serves_individuals"] is not False


@dataclass(frozen=True)
class Section:
    """Something that an entry should tell. One of its `fields` is enough; `whole` is a heading, else a detail."""

    title: Any
    fields: tuple[str, ...]
    whole: bool = True
    applies: Callable[[Any], bool] = _always

    def is_told(self, document: Mapping[str, Any]) -> bool:
        """Whether anything at all is said, "none" too."""
        return any(_says(_value(document, field)) for field in self.fields)


def _value(document: Mapping[str, Any], path: str) -> Any:
    value: Any = document
    for name in path.split("."):
        value = value[name]
    return value


def _says(value: Any) -> bool:
    return any(map(_says, value.values())) if isinstance(value, dict) else value is not None


_S = Section
SECTIONS: dict[str, tuple[Section, ...]] = {
    ACTIVITY: (
        _S(gettext_lazy("kort sagt"), ("summary",)),
        _S(gettext_lazy("bakgrund"), ("background",)),
        _S(gettext_lazy("samverkansparter"), ("partners",)),
        _S(gettext_lazy("syfte"), ("purpose",)),
        _S(gettext_lazy("målgrupp"), ("target_group.description", "target_group.criteria"), applies=_takes_people),
        _S(gettext_lazy("arbetssätt"), ("method",)),
        _S(gettext_lazy("kompetens"), ("staffing",)),
        _S(gettext_lazy("finansiering"), ("financing",)),
        _S(gettext_lazy("ingång"), ("entry_route",), applies=_takes_people),
        _S(gettext_lazy("kontakter"), ("contacts",), applies=_takes_people),
        _S(gettext_lazy("placeringar"), ("placements",), applies=_takes_people),
        _S(
            gettext_lazy("ålder"),
            ("target_group.age_min", "target_group.age_max", "target_group.age_text"),
            False,
            _takes_people,
        ),
        _S(gettext_lazy("var deltagarna ska bo"), ("target_group.residence",), False, _takes_people),
        _S(gettext_lazy("vilka som inte tas emot"), ("target_group.exclusions",), False, _takes_people),
        _S(gettext_lazy("om man kan anmäla sig själv"), ("entry_route.self_referral",), False, _takes_people),
        _S(gettext_lazy("om samtycke krävs"), ("entry_route.consent_required",), False, _takes_people),
        _S(
            gettext_lazy("när besked lämnas"),
            ("entry_route.decision_text", "entry_route.decision_days"),
            False,
            _takes_people,
        ),
        _S(gettext_lazy("när verksamheten började"), ("period.start",), False),
        _S(gettext_lazy("hur det låter på lätt svenska"), ("easy_summary",), False),
    ),
    FEDERATION: (
        _S(gettext_lazy("medlemmar"), ("members",)),
        _S(gettext_lazy("syfte"), ("purpose",)),
        _S(gettext_lazy("vision"), ("vision",)),
        _S(gettext_lazy("mål"), ("goals",)),
        _S(gettext_lazy("målgrupp"), ("target_group",)),
        _S(gettext_lazy("förbundets egen lista"), ("activities_listed",)),
        _S(gettext_lazy("vilka som inte tas emot"), ("target_group.exclusions",), False),
        _S(gettext_lazy("när förbundet bildades"), ("founded",), False),
    ),
    STREAM: (
        _S(gettext_lazy("beskrivning"), ("description", "summary")),
        _S(gettext_lazy("rättslig grund"), ("legal_basis",)),
        _S(gettext_lazy("verksamheter i översikten"), ("activities_listed",)),
        _S(gettext_lazy("parter"), ("parties", "payer", "contribution_shares"), False),
        _S(gettext_lazy("hur länge den gäller"), ("valid_from", "valid_until", "permanent"), False),
    ),
}


@dataclass(frozen=True)
class Completeness:
    """How many of the sections that apply are told, and those that are not."""

    told: int
    applies: int
    missing: tuple[Section, ...]

    @property
    def percent(self) -> int:
        return round(100 * self.told / self.applies)


def completeness(document: Mapping[str, Any]) -> Completeness | None:
    """How complete an entry is; None for kinds of which nothing is asked."""
    sections = [section for section in SECTIONS.get(document["kind"], ()) if section.applies(document)]
    missing = tuple(section for section in sections if not section.is_told(document))
    return Completeness(len(sections) - len(missing), len(sections), missing) if sections else None


@rule(
    "missing-section",
    gettext_lazy("Hela avsnitt saknas"),
    Severity.CHECK,
    gettext_lazy(
        "Fråga dem som vet och fyll i avsnitten. Finns det inget att säga, markera det som ”uttryckligen inga”."
    ),
)
def missing_section(catalogue: Catalogue) -> Iterator[Hit]:
    """Headings under which nothing is said."""
    yield from _missing(catalogue, whole=True)


@rule(
    "missing-detail",
    gettext_lazy("Uppgifter saknas"),
    Severity.NOTE,
    gettext_lazy("Fyll i det ni vet. Resten visas som ”uppgift saknas”."),
)
def missing_detail(catalogue: Catalogue) -> Iterator[Hit]:
    """Details of which nothing is said. A section that is wholly missing is not counted once more by its details."""
    yield from _missing(catalogue, whole=False)


def _missing(catalogue: Catalogue, whole: bool) -> Iterator[Hit]:
    for kind in SECTIONS:
        for document in catalogue.of_kind(kind):
            found = completeness(document)
            gone = {section.fields[0] for section in found.missing if section.whole} if found else set()
            sections = [
                section
                for section in (found.missing if found else ())
                if section.whole is whole and (whole or section.fields[0].partition(".")[0] not in gone)
            ]
            if sections:
                names = listed(str(section.title) for section in sections)
                fields = [section.fields[0] for section in sections]
                yield Hit(document, _("Det står inget om %s.") % names, (), (fields,))
