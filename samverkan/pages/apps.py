from django.apps import AppConfig


class PagesConfig(AppConfig):
    """What public pages share."""

    name = "samverkan.pages"
    verbose_name = "Sidor"
