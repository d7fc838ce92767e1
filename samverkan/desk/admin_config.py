"""Which site Django's admin is: in a module of its own, since `apps.py` may hold one default configuration only."""

from django.contrib.admin.apps import AdminConfig


class EditorialAdminConfig(AdminConfig):
    """Django's admin with our own first page and choosers."""

    default_site = "samverkan.desk.site.EditorialSite"
