from django.db import migrations

from samverkan.response_cache.counted import Counted

WITH_PERSONS = "SELECT 1 FROM activities_contactperson WHERE contact_id = {row}."


class Migration(migrations.Migration):
    dependencies = [("activities", "0001_tables"), ("publishing", "0005_kept_answers")]

    operations = [
        Counted("activities_contactperson"),
        Counted("activities_contact", WITH_PERSONS + "id"),
        Counted("activities_contactuse", WITH_PERSONS + "contact_id"),
    ]
