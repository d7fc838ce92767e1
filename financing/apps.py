from django.apps import AppConfig


class FinancingConfig(AppConfig):
    """With what money: financing streams and who contributes how much."""

    name = "financing"
    verbose_name = "Finansiering"

    def ready(self) -> None:
        from financing import documents, views

        documents.register()
        views.register()
