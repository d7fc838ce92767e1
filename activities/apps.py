from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    """What: the cooperative activities, their functions and placements."""

    name = "activities"
    verbose_name = "Verksamheter"

    def ready(self) -> None:
        from activities import documents, tasks

        documents.register()
        tasks.register()
