from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Files in and out."""

    name = "samverkan.exchange"
    verbose_name = "Utbyte"

    def ready(self) -> None:
        from samverkan.exchange.spreadsheets import steps, uploaded
        from samverkan.jobs.working import register

        register(uploaded.CHECK, steps.check_upload)
        register(uploaded.LOAD, steps.load_upload)
