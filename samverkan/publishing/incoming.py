"""Where text comes in: each form field, and each value of a document, is made tidy in the form that it asks for."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

from django import forms
from django.core.exceptions import FieldDoesNotExist
from django.core.validators import EmailValidator, RegexValidator
from django.forms.boundfield import BoundField
from django.forms.renderers import DjangoTemplates

from samverkan.language.incoming import code, line, prose
from samverkan.publishing.fields import validate_edtf
from samverkan.publishing.schemas import LINE, TEXT, Schema
from samverkan.publishing.schemas.walk import Path, mapped

Tidy = Callable[[str], str]


# Forms


class TidyBoundField(BoundField):
    """A form's field whose data is tidy before anybody sees it: the check of changes, validation, the form shown again.

    Passwords, and what hidden fields carry (signatures, fingerprints), stay as they are.
    """

    @property
    def data(self) -> Any:
        sent = super().data
        tidy = self._tidy()
        if tidy is None:
            return sent
        if isinstance(sent, list):  # A field of several parts: a day and a time.
            return [tidy(part) if isinstance(part, str) else part for part in sent]
        return tidy(sent) if isinstance(sent, str) else sent

    def _tidy(self) -> Tidy | None:
        widget = self.field.widget
        if isinstance(widget, forms.PasswordInput) or widget.is_hidden:
            return None
        if isinstance(self.field, _WITH_A_FORM):
            return code
        if not isinstance(self.field, forms.CharField):
            return None
        return in_form_of(self._validators()) or (prose if isinstance(widget, forms.Textarea) else line)

    def _validators(self) -> Iterable[Any]:
        """The form's own, and those of the column, which Django asks only when the form has been read."""
        yield from self.field.validators
        if isinstance(self.form, forms.BaseModelForm):
            with suppress(FieldDoesNotExist):
                column: Any = self.form._meta.model._meta.get_field(self.name)
                yield from column.validators


class TidyForms(DjangoTemplates):
    """The renderer of every form in the project, which thereby reads all of them in the one way."""

    bound_field_class = TidyBoundField


_WITH_A_FORM = (
    forms.EmailField,
    forms.SlugField,
    forms.IntegerField,  # Decimals too.
    forms.DateField,
    forms.DateTimeField,
    forms.TimeField,
    forms.SplitDateTimeField,
)


def in_form_of(validators: Iterable[Any]) -> Tidy | None:
    """How text that validators want in a certain form is made tidy; None where they want none."""
    for rule in validators:
        if isinstance(rule, RegexValidator):
            return _in_form(str(getattr(rule.regex, "pattern", rule.regex)))
        if isinstance(rule, EmailValidator) or rule is validate_edtf:
            return code
    return None


def _in_form(pattern: str) -> Tidy:
    """For text that must match a pattern: its dashes are those of the pattern."""
    dash = "–" if "–" in pattern else "-"
    return lambda text: code(text, dash)


# Documents


def tidied(node: Schema, value: Any) -> Any:
    """A value of a document with each text tidy in the form that its schema asks for; the same object where all are."""
    return mapped(node, value, _in_form_of_node)


def _in_form_of_node(node: Schema, text: str, _path: Path) -> str:
    return of_node(node)(text)


def of_node(node: Schema) -> Tidy:
    """How the text of a schema's node is made tidy."""
    pattern = node.get("pattern")
    if pattern is None or pattern == TEXT:
        return prose
    return line if pattern == LINE else _in_form(pattern)
