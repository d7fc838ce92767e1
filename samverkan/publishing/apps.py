from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """The append-only log of published documents; it knows no domain."""

    name = "samverkan.publishing"
    label = "publishing"
    verbose_name = "Publicering"
