"""Model fields that keep the unknown apart from the empty."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from samverkan.publishing.edtf import Edtf

NONE_MARK = "–"


def validate_edtf(value: str) -> None:
    """Refuse what is not one of our EDTF forms."""
    try:
        Edtf.parse(value)
    except ValueError as error:
        raise ValidationError(str(error)) from error


class EdtfField(models.CharField):  # type: ignore[type-arg]
    """An imprecise date as it was said: `2007`, `2007-10`, `2007-23` …; empty means unknown."""

    default_validators = [validate_edtf]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 10)
        kwargs.setdefault("blank", True)
        kwargs.setdefault(
            "help_text", _("Till exempel 2007, 2007-10, 2007-10-05 eller 2007-23 (hösten). Tomt: uppgift saknas.")
        )
        super().__init__(*args, **kwargs)


class LinesFormField(forms.CharField):
    """One item a line in a text area; nothing means unknown, a lone dash means that there are none."""

    widget = forms.Textarea(attrs={"rows": 4})

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, list):
            return "\n".join(value) if value else NONE_MARK
        return value

    def to_python(self, value: Any) -> Any:
        lines = [line.strip() for line in (super().to_python(value) or "").splitlines() if line.strip()]
        if lines in ([NONE_MARK], ["-"]):
            return []
        return lines or None

    def validate(self, value: Any) -> None:
        if self.required and value is None:
            raise ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value: Any) -> None:
        for line in value or []:
            super().run_validators(line)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(initial != self.to_python(data))


class LinesField(models.JSONField):
    """A list of short texts: None unknown, [] none, else its items in order."""

    empty_values = (None,)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("null", True)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("help_text", _("En per rad. Tomt: uppgift saknas. Ett ensamt streck (–): inga."))
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs: Any) -> Any:
        return models.Field.formfield(self, **{"form_class": LinesFormField, "max_length": 10_000, **kwargs})


class CodesFormField(forms.TypedMultipleChoiceField):
    """Tick boxes; none ticked means unknown."""

    widget = forms.CheckboxSelectMultiple

    def clean(self, value: Any) -> Any:
        return super().clean(value) or None

    def has_changed(self, initial: Any, data: Any) -> bool:
        return set(initial or []) != set(data or [])


class CodesField(models.JSONField):
    """A list of codes from a vocabulary; None unknown."""

    empty_values = (None,)

    def __init__(self, *args: Any, vocabulary: type[models.TextChoices] | None = None, **kwargs: Any) -> None:
        self.vocabulary = vocabulary
        kwargs.setdefault("null", True)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs: Any) -> Any:
        choices = self.vocabulary.choices if self.vocabulary else []
        defaults = {"form_class": CodesFormField, "choices": choices, "coerce": str, "empty_value": None}
        return models.Field.formfield(self, **{**defaults, **kwargs})

    def validate(self, value: Any, model_instance: Any) -> None:
        super().validate(value, model_instance)
        if value is not None and self.vocabulary and not set(value) <= set(self.vocabulary.values):
            raise ValidationError(_("Okänd kod i listan."))
