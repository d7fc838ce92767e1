from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """The append-only log of published documents; it knows no domain."""

    name = "samverkan.publishing"
    label = "publishing"
    verbose_name = "Publicering"

    def ready(self) -> None:
        from samverkan.publishing import proposal_tasks, redact, removals, tasks

        removals.register("redact", redact.again)
        tasks.register()
        proposal_tasks.register()
