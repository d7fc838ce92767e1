"""Who owns an entry and what it rests on: what every entry of the domain shares."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey, GenericRelation
from django.contrib.contenttypes.models import ContentType
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from federations.vocabulary import Role
from samverkan.publishing.models import Entry

line_numbers = RegexValidator(r"^[0-9]+(-[0-9]+)?(, [0-9]+(-[0-9]+)?)*\Z", _("Skriv radnummer så här: 72, 84-90."))


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

    four_eyes = models.BooleanField(
        _("fyra ögon"), default=False, help_text=_("Den som publicerar ska vara en annan än den som bad om granskning.")
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


class Mandate(models.Model):
    """A user's role for one scope."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="mandates", verbose_name=_("användare")
    )
    scope = models.ForeignKey(Scope, models.CASCADE, related_name="mandates", verbose_name=_("ansvarsområde"))
    role = models.CharField(_("roll"), max_length=10, choices=Role.choices, default=Role.EDITOR)

    class Meta:
        verbose_name = _("uppdrag")
        verbose_name_plural = _("uppdrag")
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=["user", "scope"],
                name="one_mandate_a_scope",
                violation_error_message=_("Användaren har redan ett uppdrag för ansvarsområdet."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.scope}"


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
    """An entry with explicit owners; being placed somewhere grants nothing.

    `in_shared_register`: others refer to such entries, so they are kept by managers alone.
    """

    in_shared_register: ClassVar[bool] = False
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
