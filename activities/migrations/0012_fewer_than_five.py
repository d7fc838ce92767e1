from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("activities", "0011_agreements"),
    ]

    operations = [
        migrations.RenameField(model_name="followup", old_name="fewer_than_5", new_name="fewer_than_five"),
    ]
