"""Which site Django's admin is: in a module of its own, since `apps.py` may hold one default configuration only."""

from django.contrib.admin.apps import SimpleAdminConfig


class EditorialAdminConfig(SimpleAdminConfig):
    """Django's admin with our own first page and choosers. The site itself finds what belongs to it."""

    default_site = "samverkan.desk.site.EditorialSite"
