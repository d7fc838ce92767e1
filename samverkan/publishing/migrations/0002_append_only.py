from django.db import migrations

from samverkan.publishing.append_only import TABLES, AppendOnly


class Migration(migrations.Migration):
    dependencies = [("publishing", "0001_tables")]

    operations = [AppendOnly(table) for table in TABLES]
