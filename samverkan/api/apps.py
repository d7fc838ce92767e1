from django.apps import AppConfig


class ApiConfig(AppConfig):
    """What all endpoints share: paging, problem details, conditional requests, the OpenAPI document."""

    name = "samverkan.api"
    label = "samverkan_api"
