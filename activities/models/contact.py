"""Whom to call: contacts that activities share, and the named persons behind them, who never enter a document."""

import uuid
from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from activities.models.activity import Activity, Row
from activities.vocabulary import LawfulGround
from federations.models import Municipality, Scope
from samverkan.publishing.models import Edited, Entry

office_phone = RegexValidator(
    r"^0(?!7[02369])[0-9]{1,3}-[0-9]{2,3}( [0-9]{2,3}){0,3}\Z",
    _("Skriv ett fast kontorsnummer, till exempel 0325-761 37. Mobilnummer publiceras inte."),
)
postal_code = RegexValidator(r"^[0-9]{3} [0-9]{2}\Z", _("Skriv postnumret så här: 514 33."))


class Contact(Edited):
    """A role and an office, never a person; the activities that give it share it."""

    in_shared_register: ClassVar[bool] = False

    owners = models.ManyToManyField(
        Scope, verbose_name=_("ägare"), related_name="+", help_text=_("De som svarar för kontakten och får ändra den.")
    )
    role = models.CharField(
        _("roll"), max_length=300, blank=True, help_text=_("Till exempel Ansvarig tjänsteman. Aldrig ett personnamn.")
    )
    office = models.CharField(_("kontor"), max_length=300)
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("kommun")
    )
    address = models.CharField(_("besöksadress"), max_length=300, blank=True)
    postal_code = models.CharField(_("postnummer"), max_length=6, blank=True, validators=[postal_code])
    town = models.CharField(_("ort"), max_length=300, blank=True)
    phone = models.CharField(_("telefon"), max_length=40, blank=True, validators=[office_phone])
    email = models.EmailField(_("e-post till kontoret"), max_length=200, blank=True)
    note = models.CharField(_("anmärkning"), max_length=300, blank=True)

    VALUES = ("role", "office", "municipality", "address", "postal_code", "town", "phone", "email", "note")

    class Meta:
        verbose_name = _("kontakt")
        verbose_name_plural = _("kontakter")
        ordering = ("office", "role", "pk")

    def __str__(self) -> str:
        place = str(self.municipality) if self.municipality else ""
        return ", ".join(filter(None, (self.role, self.office, place)))

    def shared_with(self, root: Entry) -> "Contact":
        """The same contact where an owner of the entry has it already, else this one, saved as the owners' own."""
        owners = list(getattr(root, "owners").all())  # noqa: B009 - every entry of this app is owned.
        same = {name: getattr(self, name) for name in self.VALUES}
        found = Contact.objects.filter(**same, owners__in=owners).order_by("pk").first()
        if found is None:
            self.save()
            self.owners.set(owners)
        return found or self

    @classmethod
    def tidy(cls, keys: list[int]) -> None:
        """Drop those of the contacts that nothing uses any more and nobody stands behind."""
        cls.objects.filter(pk__in=keys, uses=None, persons=None).delete()


class ContactUse(Row):
    """That an activity gives a contact, in its place among the activity's contacts."""

    shared: ClassVar[str] = "contact"  # Its document values stand on the shared contact.

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="contacts")
    contact = models.ForeignKey(Contact, models.PROTECT, related_name="uses", verbose_name=_("kontakt"))

    class Meta(Row.Meta):
        verbose_name = _("kontakt")
        verbose_name_plural = _("kontakter")

    def __str__(self) -> str:
        return str(self.contact)


class ContactPerson(models.Model):
    """A named person behind a contact: shown on the current page alone, only while it is lawful, in no document."""

    identifier = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    contact = models.ForeignKey(Contact, models.CASCADE, related_name="persons", verbose_name=_("kontakt"))
    name = models.CharField(_("namn"), max_length=200)
    phone = models.CharField(_("telefon"), max_length=40, blank=True, validators=[office_phone])
    email = models.EmailField(_("e-post"), max_length=200, blank=True)
    lawful_ground = models.CharField(_("rättslig grund"), max_length=10, choices=LawfulGround.choices)
    review_on = models.DateField(
        _("ses över senast"), help_text=_("Efter den dagen visas personen inte förrän någon har sett över uppgiften.")
    )
    until = models.DateField(_("visas till och med"))

    class Meta:
        verbose_name = _("namngiven person")
        verbose_name_plural = _("namngivna personer")
        ordering = ("pk",)

    def __str__(self) -> str:
        return str(_("person %s")) % self.pk  # Never the name: logs and lists show this.
