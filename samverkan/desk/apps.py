from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The coordinators' desk."""

    name = "samverkan.desk"
    verbose_name = "Redaktion"

    def ready(self) -> None:
        from samverkan.desk import tasks

        tasks.register()
