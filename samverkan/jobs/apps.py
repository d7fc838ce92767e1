from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Work that takes time."""

    name = "samverkan.jobs"
    verbose_name = "Arbete"
