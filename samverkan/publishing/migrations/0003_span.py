import django.db.models.deletion
from django.db import migrations, models


def fill(apps, schema_editor):
    """Index what was published before there was an index of days."""
    from samverkan.publishing.models import Publication, Span
    from samverkan.publishing.publish import span_of

    published = Publication.objects.using(schema_editor.connection.alias).filter(body__isnull=False)
    for publication in published.only("kind", "body").iterator():
        if span := span_of(publication):
            Span.objects.using(schema_editor.connection.alias).create(
                publication_id=publication.pk, first_day=span.first_day, last_day=span.last_day
            )


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
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
