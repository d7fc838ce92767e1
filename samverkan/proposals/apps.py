from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    """Readers' proposals."""

    name = "samverkan.proposals"
    verbose_name = "Förslag"

    def ready(self) -> None:
        from samverkan.proposals import tasks

        tasks.register()
