"""Working entries for tests, each valid as it stands; `published` publishes them with all that they refer to.

Call `ActivityFactory.create(…)`, whose result has the entry's type.
"""

from typing import Any, TypeVar

import factory
from django.contrib.auth.models import User
from factory.django import DjangoModelFactory

from activities.followups.counting import keep_exact, protect
from activities.followups.small_numbers import COUNTS
from activities.models import Activity, EntryRoute, FollowUp, Function, Placement, TargetGroup
from federations.models import (
    Area,
    AreaMunicipality,
    Fact,
    Federation,
    Mandate,
    Municipality,
    Partner,
    Scope,
    Source,
    Term,
)
from financing.models import Agreement, Budget, FinancingStream
from samverkan.publishing import kinds
from samverkan.publishing.documents import build, references
from samverkan.publishing.models import Entry, Revision
from samverkan.publishing.publish import Author, publish

OFFICE = Author("Redaktionen i Provköping")


E = TypeVar("E", bound=Entry)


class EntryFactory(DjangoModelFactory[E]):
    """What all entries share: a slug, a name and an owner (the first area, made when there is none)."""

    class Meta:
        abstract = True
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda n: f"post-{n}")
    name = factory.Sequence(lambda n: f"Post {n}")

    @factory.post_generation
    def owners(self: Any, create: bool, extracted: list[Entry] | None, **kwargs: Any) -> None:
        if create:
            self.owners.set([Scope.of(entry) for entry in extracted or [self if isinstance(self, Area) else an_area()]])


class SourceFactory(EntryFactory[Source]):
    class Meta:
        model = Source


class MunicipalityFactory(EntryFactory[Municipality]):
    class Meta:
        model = Municipality

    slug = factory.Sequence(lambda n: f"kommun-{n}")
    name = factory.Sequence(lambda n: f"Kommun {n}")
    code = factory.Sequence(lambda n: f"{n % 10_000:04d}")


class AreaFactory(EntryFactory[Area]):
    class Meta:
        model = Area

    slug = factory.Sequence(lambda n: f"omrade-{n}")
    name = factory.Sequence(lambda n: f"Område {n}")

    @factory.post_generation
    def municipalities(self: Any, create: bool, extracted: list[Municipality] | None, **kwargs: Any) -> None:
        for position, municipality in enumerate(extracted or []):
            AreaMunicipality.objects.create(area=self, municipality=municipality, position=position)


class PartnerFactory(EntryFactory[Partner]):
    class Meta:
        model = Partner

    slug = factory.Sequence(lambda n: f"part-{n}")
    name = factory.Sequence(lambda n: f"Part {n}")
    sector = "state"


class FactFactory(EntryFactory[Fact]):
    class Meta:
        model = Fact

    topic = "background"
    statement = "Så här är det."


class TermFactory(EntryFactory[Term]):
    class Meta:
        model = Term

    slug = factory.Sequence(lambda n: f"ord-{n}")
    name = factory.Sequence(lambda n: f"Ord {n}")
    explanation = "Det betyder något."


class FederationFactory(EntryFactory[Federation]):
    class Meta:
        model = Federation

    slug = factory.Sequence(lambda n: f"forbund-{n}")
    name = factory.Sequence(lambda n: f"Förbund {n}")
    area = factory.LazyFunction(lambda: an_area())


class FinancingStreamFactory(EntryFactory[FinancingStream]):
    class Meta:
        model = FinancingStream

    slug = factory.Sequence(lambda n: f"form-{n}")
    name = factory.Sequence(lambda n: f"Form {n}")


class AgreementFactory(EntryFactory[Agreement]):
    class Meta:
        model = Agreement

    slug = factory.Sequence(lambda n: f"overenskommelse-{n}")
    name = factory.Sequence(lambda n: f"Överenskommelse {n}")


class BudgetFactory(EntryFactory[Budget]):
    class Meta:
        model = Budget

    slug = factory.Sequence(lambda n: f"budget-{n}")
    name = factory.Sequence(lambda n: f"Budget {n}")
    federation = factory.SubFactory(FederationFactory)


class FunctionFactory(EntryFactory[Function]):
    class Meta:
        model = Function

    slug = factory.Sequence(lambda n: f"funktion-{n}")
    name = factory.Sequence(lambda n: f"Funktion {n}")
    matrix_heading = factory.SelfAttribute("name")
    position = factory.Sequence(lambda n: n % 50 + 1)


class ActivityFactory(EntryFactory[Activity]):
    """An activity of which nothing is known but its name, area and function; traits add what a test speaks of."""

    class Meta:
        model = Activity

    class Params:
        described = factory.Trait(
            summary="Stöd för dig som behöver hjälp från flera håll.", purpose="Att komma vidare.", method="Samtal."
        )
        confirmed = factory.Trait(verified_on="2026-10", verified_by="Kommunen")

    slug = factory.Sequence(lambda n: f"verksamhet-{n}")
    name = factory.Sequence(lambda n: f"Verksamhet {n}")
    area = factory.LazyFunction(lambda: an_area())
    function = factory.SubFactory(FunctionFactory)

    @factory.post_generation
    def placed_in(self: Any, create: bool, extracted: list[Municipality] | None, **kwargs: Any) -> None:
        for position, municipality in enumerate(extracted or []):
            Placement.objects.create(activity=self, municipality=municipality, label=self.name, position=position)

    @factory.post_generation
    def for_whom(self: Any, create: bool, extracted: dict[str, Any] | None, **kwargs: Any) -> None:
        if extracted is not None:
            TargetGroup.objects.create(activity=self, **extracted)

    @factory.post_generation
    def way_in(self: Any, create: bool, extracted: dict[str, Any] | None, **kwargs: Any) -> None:
        if extracted is not None:
            EntryRoute.objects.create(activity=self, **extracted)


class FollowUpFactory(EntryFactory[FollowUp]):
    """A follow-up of one year; `counted` are exact counts, kept beside and protected as the admin does it."""

    class Meta:
        model = FollowUp

    activity = factory.SubFactory(ActivityFactory)
    period_start = "2008"
    period_end = factory.SelfAttribute("period_start")

    @factory.post_generation
    def counted(self: Any, create: bool, extracted: dict[str, int] | None, **kwargs: Any) -> None:
        counts = dict.fromkeys(COUNTS) | (extracted or {})
        for name, value in protect({**counts, "fewer_than_five": [], "withheld": []}).items():
            setattr(self, name, value)
        self.save()
        keep_exact(self, counts)


def an_area() -> Area:
    """Some area: the first, or a new one."""
    area = Area.objects.order_by("pk").first() or AreaFactory.create()
    return area


def with_references(entries: list[Entry]) -> list[Entry]:
    """The entries and all that they refer to, directly or not."""
    found: dict[tuple[str, str], Entry] = {}
    waiting = list(entries)
    while waiting:
        entry = waiting.pop()
        key = (kinds.of(entry).name, entry.slug)
        if key not in found:
            found[key] = entry
            referred = kinds.slugs_by_kind(map(kinds.key_of, references(build(entry))))
            waiting += [
                row
                for kind, slugs in referred.items()
                for row in kinds.get(kind).model._default_manager.filter(slug__in=slugs)
            ]
    return list(found.values())


def published(*entries: Entry, note: str = "") -> Revision:
    """Publish entries as they stand now, fresh from the database, with all that they refer to."""
    fresh = [type(entry)._default_manager.get(pk=entry.pk) for entry in entries]
    revision = publish(with_references(fresh), OFFICE, note)
    assert revision, "the test expected news"
    return revision


def works_for(role: str, *entries: Entry, username: str = "samordnare") -> User:
    """A user with a role for the scopes of areas, municipalities or federations."""
    user, made = User.objects.get_or_create(username=username, defaults={"is_staff": True})
    if made:
        user.set_password("ett-långt-lösenord")
        user.save()
    for entry in entries:
        Mandate.objects.create(user=user, scope=Scope.of(entry), role=role)
    return user
