from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("publishing", "0003_many_entries")]

    operations = [
        migrations.CreateModel(
            name="Word",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40)),
                ("word", models.CharField(max_length=80)),
                ("weight", models.PositiveSmallIntegerField()),
                ("root", models.CharField(max_length=80)),
                ("entries", models.IntegerField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("kind", "word", "weight"), name="word_once")],
            },
        ),
    ]
