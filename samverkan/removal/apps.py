from django.apps import AppConfig


class RemovalConfig(AppConfig):
    """Removing for good."""

    name = "samverkan.removal"
    verbose_name = "Borttagning"

    def ready(self) -> None:
        from samverkan.removal import ledger, redact

        ledger.register("redact", redact.again)
