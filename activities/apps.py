from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    """What: the cooperative activities, their functions and placements."""

    name = "activities"
    verbose_name = "Verksamheter"

    def ready(self) -> None:
        from activities import documents, filters, tasks, views
        from activities.contacts import sharing
        from activities.editions import printing
        from activities.endings import tasks as ending_tasks
        from samverkan.removal import ledger

        documents.register()
        filters.register()
        views.register()
        ledger.register("erase", sharing.erase_again)
        printing.register()
        tasks.register()
        ending_tasks.register()
