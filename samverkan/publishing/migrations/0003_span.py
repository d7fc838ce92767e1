import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("publishing", "0002_append_only")]

    operations = [
        migrations.CreateModel(
            name="Span",
            fields=[
                (
                    "publication",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="span",
                        serialize=False,
                        to="publishing.publication",
                    ),
                ),
                ("first_day", models.DateField(null=True)),
                ("last_day", models.DateField(null=True)),
            ],
        ),
    ]
