from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    """What: the cooperative activities, their functions and placements."""

    name = "activities"
    verbose_name = "Verksamheter"

    def ready(self) -> None:
        from activities import contacts, documents, tasks
        from samverkan.publishing import removals

        documents.register()
        removals.register("erase", contacts.erase_again)
        tasks.register()
