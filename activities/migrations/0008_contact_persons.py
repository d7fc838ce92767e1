"""The uses keep only which contact they use; persons stand behind contacts, in rows of their own."""

import uuid

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    # On its own: PostgreSQL alters no table whose rows the same transaction has changed.
    dependencies = [("activities", "0007_shared_contacts")]

    operations = [
        migrations.AlterField(
            model_name="contactuse",
            name="contact",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="uses",
                to="activities.contact",
                verbose_name="kontakt",
            ),
        ),
        migrations.AlterField(  # So that it can come back, should this be undone.
            model_name="contactuse",
            name="office",
            field=models.CharField(blank=True, default="", max_length=300, verbose_name="kontor"),
        ),
        *[
            migrations.RemoveField("contactuse", name)
            for name in ("role", "office", "municipality", "address", "postal_code", "town", "phone", "email", "note")
        ],
        migrations.CreateModel(
            name="ContactPerson",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("identifier", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("name", models.CharField(max_length=200, verbose_name="namn")),
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
                ("email", models.EmailField(blank=True, max_length=200, verbose_name="e-post")),
                (
                    "lawful_ground",
                    models.CharField(
                        choices=[
                            ("consent", "samtycke"),
                            ("contract", "avtal"),
                            ("task", "uppgift av allmänt intresse"),
                        ],
                        max_length=10,
                        verbose_name="rättslig grund",
                    ),
                ),
                (
                    "review_on",
                    models.DateField(
                        help_text="Efter den dagen visas personen inte förrän någon har sett över uppgiften.",
                        verbose_name="ses över senast",
                    ),
                ),
                ("until", models.DateField(verbose_name="visas till och med")),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="persons",
                        to="activities.contact",
                        verbose_name="kontakt",
                    ),
                ),
            ],
            options={
                "verbose_name": "namngiven person",
                "verbose_name_plural": "namngivna personer",
                "ordering": ("pk",),
            },
        ),
    ]
