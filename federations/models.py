"""Who and where: areas, municipalities, partners, federations, and the sources that entries rest on."""

from typing import Any, Self

from django.contrib.contenttypes.fields import GenericForeignKey, GenericRelation
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from federations.vocabulary import Sector, Situation
from samverkan.publishing.fields import CodesField, EdtfField, LinesField
from samverkan.publishing.models import Entry

line_numbers = RegexValidator(r"^[0-9]+(-[0-9]+)?(, [0-9]+(-[0-9]+)?)*\Z", _("Skriv radnummer så här: 72, 84-90."))


def ordered_ages(name: str, lowest: str = "age_min", highest: str = "age_max") -> models.CheckConstraint:
    """The constraint that an age span does not run backwards; unknown ends pass."""
    return models.CheckConstraint(
        name=name,
        condition=Q(**{f"{lowest}__isnull": True})
        | Q(**{f"{highest}__isnull": True})
        | Q(**{f"{lowest}__lte": F(highest)}),
        violation_error_message=_("Lägsta ålder är högre än högsta ålder."),
    )


class Scope(models.Model):
    """An area, municipality or federation in the role of owner: what entries belong to and coordinators answer for."""

    area = models.OneToOneField(
        "Area", models.CASCADE, null=True, blank=True, related_name="scope", verbose_name=_("område")
    )
    municipality = models.OneToOneField(
        "Municipality", models.CASCADE, null=True, blank=True, related_name="scope", verbose_name=_("kommun")
    )
    federation = models.OneToOneField(
        "Federation", models.CASCADE, null=True, blank=True, related_name="scope", verbose_name=_("samordningsförbund")
    )

    class Meta:
        verbose_name = _("ansvarsområde")
        verbose_name_plural = _("ansvarsområden")
        constraints = [
            models.CheckConstraint(
                name="scope_is_one_entry",
                condition=Q(area__isnull=False, municipality__isnull=True, federation__isnull=True)
                | Q(area__isnull=True, municipality__isnull=False, federation__isnull=True)
                | Q(area__isnull=True, municipality__isnull=True, federation__isnull=False),
                violation_error_message=_("Välj ett område, en kommun eller ett förbund."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.entry)

    @property
    def entry(self) -> Entry:
        """The area, municipality or federation itself."""
        entry = self.area or self.municipality or self.federation
        assert entry, "the constraint holds one of them"
        return entry

    @classmethod
    def of(cls, entry: Entry) -> Self:
        """The scope of an area, municipality or federation."""
        which: dict[str, Any] = {str(entry._meta.model_name): entry}
        return cls.objects.get_or_create(**which)[0]


class Citation(models.Model):
    """What one part of an entry rests on: a source document and its lines."""

    content_type = models.ForeignKey(ContentType, models.CASCADE)
    object_id = models.PositiveBigIntegerField()
    entry = GenericForeignKey()
    position = models.PositiveIntegerField(default=0, editable=False)
    source = models.ForeignKey("Source", models.PROTECT, related_name="+", verbose_name=_("källa"))
    about = models.CharField(
        _("gäller fältet"),
        max_length=80,
        validators=[RegexValidator(r"^[a-z_]+\Z", _("Skriv fältets namn, till exempel target_group."))],
    )
    lines = models.CharField(_("rader"), max_length=200, blank=True, validators=[line_numbers])

    class Meta:
        verbose_name = _("källhänvisning")
        verbose_name_plural = _("källhänvisningar")
        ordering = ("position", "pk")
        indexes = [models.Index(fields=["content_type", "object_id"], name="citation_of_entry")]

    def __str__(self) -> str:
        return f"{self.source}, rad {self.lines}"


class OwnedEntry(Entry):
    """An entry with explicit owners; being placed somewhere grants nothing."""

    owners = models.ManyToManyField(
        Scope,
        verbose_name=_("ägare"),
        related_name="+",
        help_text=_("De som svarar för uppgifterna och får ändra dem."),
    )

    class Meta:
        abstract = True


class CitedEntry(OwnedEntry):
    """An owned entry that says what it rests on."""

    sources = GenericRelation(Citation)

    class Meta:
        abstract = True


class OwningEntry(CitedEntry):
    """An entry that can itself own entries."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        Scope.of(self)


class Source(OwnedEntry):
    """A document that entries rest on."""

    subtitle = models.CharField(_("undertitel"), max_length=300, blank=True)
    publisher = models.CharField(_("utgivare"), max_length=300, blank=True)
    parties = LinesField(_("parter"))
    website = models.CharField(_("webbplats"), max_length=300, blank=True)
    living_document = models.BooleanField(_("levande dokument"), null=True, blank=True)
    dated = EdtfField(_("daterad"))
    dated_inferred = EdtfField(_("trolig tid"))
    description = models.TextField(_("om källan"), blank=True)
    inclusion = models.TextField(_("vad som tas med"), blank=True)
    purposes = LinesField(_("syften"))
    knowledge = LinesField(_("underlag"))

    class Meta:
        verbose_name = _("källa")
        verbose_name_plural = _("källor")
        ordering = ("name", "slug")


class Municipality(OwningEntry):
    """A municipality with Statistics Sweden's (SCB) four-digit code."""

    code = models.CharField(
        _("kommunkod"),
        max_length=4,
        unique=True,
        validators=[RegexValidator(r"^[0-9]{4}\Z", _("Kommunkoden har fyra siffror, till exempel 1490."))],
        error_messages={"unique": _("En annan kommun har redan den koden.")},
    )
    official_name = models.CharField(_("officiellt namn"), max_length=300, blank=True)
    aliases = LinesField(_("kallas även"))

    class Meta:
        verbose_name = _("kommun")
        verbose_name_plural = _("kommuner")
        ordering = ("name", "slug")


class Area(OwningEntry):
    """An area with a matrix of its own."""

    description = models.TextField(_("om området"), blank=True)

    class Meta:
        verbose_name = _("område")
        verbose_name_plural = _("områden")
        ordering = ("name", "slug")


class AreaMunicipality(models.Model):
    """A row of an area's matrix; the order is the area's."""

    area = models.ForeignKey(Area, models.CASCADE, related_name="municipalities")
    position = models.PositiveIntegerField(_("ordning"), default=0)
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+", verbose_name=_("kommun"))

    class Meta:
        verbose_name = _("kommun i matrisens ordning")
        verbose_name_plural = _("kommuner i matrisens ordning")
        ordering = ("position", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["area", "municipality"],
                name="municipality_once_an_area",
                violation_error_message=_("Kommunen finns redan i området."),
            )
        ]

    def __str__(self) -> str:
        return str(self.municipality)


class Partner(CitedEntry):
    """An authority or organisation that takes part in activities."""

    sector = models.CharField(_("huvudman"), max_length=12, choices=Sector.choices)
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("kommun")
    )
    aliases = LinesField(_("kallas även"))
    description = models.TextField(_("om parten"), blank=True)

    class Meta:
        verbose_name = _("samverkanspart")
        verbose_name_plural = _("samverkansparter")
        ordering = ("name", "slug")


class NamePeriod(models.Model):
    """A name that an organisation carried for a time."""

    position = models.PositiveIntegerField(default=0, editable=False)
    name = models.CharField(_("namn"), max_length=200)
    since = EdtfField(_("från"))
    until = EdtfField(_("till"))

    class Meta:
        abstract = True
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.name


class PartnerName(NamePeriod):
    """A partner's name over time."""

    partner = models.ForeignKey(Partner, models.CASCADE, related_name="names")

    class Meta(NamePeriod.Meta):
        verbose_name = _("namn över tid")
        verbose_name_plural = _("namn över tid")


class Federation(OwningEntry):
    """A coordination federation (samordningsförbund)."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("område"))
    founded = EdtfField(_("bildat"))
    pre_study = EdtfField(_("förstudie"))
    parties = LinesField(_("parter som källan räknar upp"))
    background = models.TextField(_("bakgrund"), blank=True)
    purpose = models.TextField(_("syfte"), blank=True)
    vision = models.TextField(_("vision"), blank=True)
    target_group_description = models.TextField(_("målgrupp i ord"), blank=True)
    target_group_age_min = models.PositiveSmallIntegerField(
        _("lägsta ålder"), null=True, blank=True, validators=[MaxValueValidator(120)]
    )
    target_group_age_max = models.PositiveSmallIntegerField(
        _("högsta ålder"), null=True, blank=True, validators=[MaxValueValidator(120)]
    )
    target_group_age_text = models.CharField(_("ålder i ord"), max_length=300, blank=True)
    target_group_groups_with_need = LinesField(_("grupper med behov"))
    conditions = models.TextField(_("förutsättningar"), blank=True)
    principles = LinesField(_("krav på insatserna"))
    phases = LinesField(_("faser"))
    study_groups = LinesField(_("grupper att studera närmare"))
    activities_listed = LinesField(_("verksamheter i förbundets egen lista"))

    class Meta:
        verbose_name = _("samordningsförbund")
        verbose_name_plural = _("samordningsförbund")
        ordering = ("name", "slug")
        constraints = [ordered_ages("federation_ages_in_order", "target_group_age_min", "target_group_age_max")]


class FederationName(NamePeriod):
    """A federation's name over time."""

    federation = models.ForeignKey(Federation, models.CASCADE, related_name="names")

    class Meta(NamePeriod.Meta):
        verbose_name = _("namn över tid")
        verbose_name_plural = _("namn över tid")


class Member(models.Model):
    """A municipality or another partner that belongs to a federation, for a time."""

    federation = models.ForeignKey(Federation, models.CASCADE, related_name="members")
    position = models.PositiveIntegerField(default=0, editable=False)
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("kommun")
    )
    partner = models.ForeignKey(
        Partner, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("part")
    )
    since = EdtfField(_("från"))
    until = EdtfField(_("till"))

    class Meta:
        verbose_name = _("medlem")
        verbose_name_plural = _("medlemmar")
        ordering = ("position", "pk")
        constraints = [
            models.CheckConstraint(
                name="member_is_one_of_two",
                condition=Q(municipality__isnull=False, partner__isnull=True)
                | Q(municipality__isnull=True, partner__isnull=False),
                violation_error_message=_("En medlem är antingen en kommun eller en part."),
            )
        ]

    def __str__(self) -> str:
        return str(self.municipality or self.partner)


class Goal(models.Model):
    """A federation's goal with its own measuring base: of whom the percentage is counted."""

    federation = models.ForeignKey(Federation, models.CASCADE, related_name="goals")
    position = models.PositiveIntegerField(default=0, editable=False)
    text = models.TextField(_("mål"))
    percent = models.PositiveSmallIntegerField(_("procent"), null=True, blank=True, validators=[MaxValueValidator(100)])
    base = models.TextField(_("mäts på"), blank=True)

    class Meta:
        verbose_name = _("mål")
        verbose_name_plural = _("mål")
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.text


class Condition(models.Model):
    """A group that is put first or left out, in words and, where they fit, in codes and ages."""

    position = models.PositiveIntegerField(default=0, editable=False)
    text = models.TextField(_("i ord"))
    situations = CodesField(_("situationer"), vocabulary=Situation)
    age_min = models.PositiveSmallIntegerField(
        _("lägsta ålder"), null=True, blank=True, validators=[MaxValueValidator(120)]
    )
    age_max = models.PositiveSmallIntegerField(
        _("högsta ålder"), null=True, blank=True, validators=[MaxValueValidator(120)]
    )

    class Meta:
        abstract = True
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        if self.age_min is not None and self.age_max is not None and self.age_min > self.age_max:
            raise ValidationError({"age_max": _("Lägsta ålder är högre än högsta ålder.")})


class FederationPriority(Condition):
    """A group that a federation puts first."""

    federation = models.ForeignKey(Federation, models.CASCADE, related_name="priorities")

    class Meta(Condition.Meta):
        verbose_name = _("prioriterad grupp")
        verbose_name_plural = _("prioriterade grupper")


class FederationExclusion(Condition):
    """A group that a federation leaves out of what it pays for."""

    federation = models.ForeignKey(Federation, models.CASCADE, related_name="exclusions")

    class Meta(Condition.Meta):
        verbose_name = _("grupp som inte tas emot")
        verbose_name_plural = _("grupper som inte tas emot")
