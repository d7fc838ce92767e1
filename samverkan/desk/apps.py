from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The coordinators' desk."""

    name = "samverkan.desk"
    verbose_name = "Redaktion"

    def ready(self) -> None:
        from samverkan.desk import tasks
        from samverkan.desk.entries import list_jobs

        tasks.register()
        list_jobs.register()
