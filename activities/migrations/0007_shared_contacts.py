"""Contacts become shared: what activities gave one by one, alike and under the same owners, is one contact now."""

from typing import Any

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

VALUES = ("role", "office", "municipality_id", "address", "postal_code", "town", "phone", "email", "note")


def share(apps: Any, schema_editor: Any) -> None:
    contacts = apps.get_model("activities", "Contact").objects
    activities = apps.get_model("activities", "Activity").objects
    owners = {row.pk: tuple(sorted(row.owners.values_list("pk", flat=True))) for row in activities.all()}
    shared: dict[Any, Any] = {}
    for use in apps.get_model("activities", "ContactUse").objects.order_by("pk"):
        values = {name: getattr(use, name) for name in VALUES}
        key = (*values.values(), owners[use.activity_id])
        if key not in shared:
            shared[key] = contacts.create(**values)
            shared[key].owners.set(owners[use.activity_id])
        use.contact = shared[key]
        use.save()


def give_back(apps: Any, schema_editor: Any) -> None:
    for use in apps.get_model("activities", "ContactUse").objects.select_related("contact"):
        for name in VALUES:
            setattr(use, name, getattr(use.contact, name))
        use.save()


class Migration(migrations.Migration):
    dependencies = [("activities", "0006_accepted_finding"), ("federations", "0003_desk")]

    operations = [
        migrations.RenameModel("Contact", "ContactUse"),
        migrations.AlterField(  # Frees the index's name for the new table of the old name.
            model_name="contactuse",
            name="municipality",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="federations.municipality",
                verbose_name="kommun",
            ),
        ),
        migrations.CreateModel(
            name="Contact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        blank=True,
                        help_text="Till exempel Ansvarig tjänsteman. Aldrig ett personnamn.",
                        max_length=300,
                        verbose_name="roll",
                    ),
                ),
                ("office", models.CharField(max_length=300, verbose_name="kontor")),
                ("address", models.CharField(blank=True, max_length=300, verbose_name="besöksadress")),
                (
                    "postal_code",
                    models.CharField(
                        blank=True,
                        max_length=6,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[0-9]{3} [0-9]{2}\\Z", "Skriv postnumret så här: 514 33."
                            )
                        ],
                        verbose_name="postnummer",
                    ),
                ),
                ("town", models.CharField(blank=True, max_length=300, verbose_name="ort")),
                (
                    "phone",
                    models.CharField(
                        blank=True,
                        max_length=40,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^0(?!7[02369])[0-9]{1,3}-[0-9]{2,3}( [0-9]{2,3}){0,3}\\Z",
                                "Skriv ett fast kontorsnummer, till exempel 0325-761 37. Mobilnummer publiceras inte.",
                            )
                        ],
                        verbose_name="telefon",
                    ),
                ),
                ("email", models.EmailField(blank=True, max_length=200, verbose_name="e-post till kontoret")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="anmärkning")),
                ("edit_version", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="federations.municipality",
                        verbose_name="kommun",
                    ),
                ),
                (
                    "owners",
                    models.ManyToManyField(
                        help_text="De som svarar för kontakten och får ändra den.",
                        related_name="+",
                        to="federations.scope",
                        verbose_name="ägare",
                    ),
                ),
            ],
            options={
                "verbose_name": "kontakt",
                "verbose_name_plural": "kontakter",
                "ordering": ("office", "role", "pk"),
            },
        ),
        migrations.AddField(
            model_name="contactuse",
            name="contact",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="uses",
                to="activities.contact",
                verbose_name="kontakt",
            ),
        ),
        migrations.RunPython(share, give_back),
    ]
