from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    """Readers' proposals."""

    name = "samverkan.proposals"
    verbose_name = "Förslag"

    def ready(self) -> None:
        from samverkan.pages.parameters import know
        from samverkan.proposals import tasks

        know("avsnitt", "tack")
        tasks.register()
