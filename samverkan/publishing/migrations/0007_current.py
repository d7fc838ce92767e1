import django.db.models.deletion
from django.db import migrations, models

# At once, not only by reindexing: without these rows the catalogue would look empty.
FILL = """
INSERT INTO publishing_current (publication_id, kind, slug, since, until)
SELECT id, kind, slug, revision_id,
  COALESCE(LEAD(revision_id) OVER (PARTITION BY kind, slug ORDER BY revision_id), 2147483647)
FROM publishing_publication
"""


class Migration(migrations.Migration):
    dependencies = [("publishing", "0006_tokens")]

    operations = [
        migrations.CreateModel(
            name="Current",
            fields=[
                (
                    "publication",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="current",
                        serialize=False,
                        to="publishing.publication",
                    ),
                ),
                ("kind", models.CharField(max_length=40)),
                ("slug", models.CharField(max_length=80)),
                ("since", models.PositiveIntegerField()),
                ("until", models.PositiveIntegerField()),
            ],
            options={
                "indexes": [models.Index(fields=["until", "since"], name="current_at_a_revision")],
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "slug", "until"), name="current_one_at_a_time"),
                    models.CheckConstraint(
                        condition=models.Q(("since__lt", models.F("until"))), name="current_for_a_while"
                    ),
                ],
            },
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
