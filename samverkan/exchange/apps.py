from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Files in and out."""

    name = "samverkan.exchange"
    verbose_name = "Utbyte"
