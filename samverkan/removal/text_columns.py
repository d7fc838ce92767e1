"""Which columns hold what somebody has written, whatever app they belong to."""

from typing import Any

from django.apps import apps
from django.db import models

from samverkan.publishing.fields import CodesField, EdtfField
from samverkan.publishing.models import Publication, Word

_OTHERS = {"auth", "axes", "contenttypes", "sessions"}  # Accounts and logins, which are about those who work here.
NOT_TEXT = {"kind", "slug", "stated_none", "sort_key", "body", "section", "about", "object_id"}  # Rows and documents.
NOT_TEXT |= {"digest", "sender", "rule"}


def text_columns(model: type[models.Model]) -> list[Any]:
    """The columns of a model that hold what somebody has written."""
    return [
        column
        for column in model._meta.concrete_fields
        if isinstance(column, (models.CharField, models.TextField, models.JSONField))
        and not isinstance(column, (CodesField, EdtfField, models.SlugField))
        and not (column.choices or column.primary_key or column.name in NOT_TEXT)
        and not column.name.endswith("fingerprint")
    ]


def searched() -> list[type[models.Model]]:
    """Every model but publications, which come first, accounts and the index."""
    return [
        model
        for model in apps.get_models()
        if model._meta.app_label not in _OTHERS and model is not Publication and not _is_index(model)
    ]


def _is_index(model: type[models.Model]) -> bool:
    """Whether the rows are made of publications and go with them."""
    return model is Word or any(
        column.remote_field.model is Publication and column.remote_field.on_delete is models.CASCADE
        for column in model._meta.concrete_fields
        if column.remote_field
    )
