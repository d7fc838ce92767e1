from django.apps import AppConfig


class FederationsConfig(AppConfig):
    """Who and where: areas, municipalities, partners, federations, and the sources that entries rest on."""

    name = "federations"
    verbose_name = "Förbund och register"

    def ready(self) -> None:
        from federations import documents, permissions

        documents.register()
        permissions.register()
