from django.db import migrations

from samverkan.publishing.append_only import renew_triggers


class Migration(migrations.Migration):
    """The triggers let texts be removed of words, where a transaction says that this is what it does."""

    dependencies = [("publishing", "0004_desk")]

    operations = [migrations.RunPython(renew_triggers, migrations.RunPython.noop, elidable=False)]
