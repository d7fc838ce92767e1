from django.db import migrations

from samverkan.publishing.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("publishing", "0001_initial")]

    operations = [AppendOnly(table) for table in ("publishing_revision", "publishing_event", "publishing_publication")]
