"""The forms of the entries' admin: an entry that refuses stale saves, its rows, and the act of publishing."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib.admin.models import LogEntry
from django.contrib.admin.widgets import AdminSplitDateTime
from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverkan.desk.entries.complaints import complaints
from samverkan.publishing import kinds
from samverkan.publishing.drafts import is_stale
from samverkan.publishing.schemas.walk import unknown_lists

NOTE = gettext_lazy(
    "Vad har ändrats och varför? När du publicerar blir anteckningen offentlig. Ber du om granskning eller skickar"
    " tillbaka läser bara dina kollegor den. Skriv inga personnamn."
)


class MomentWidget(AdminSplitDateTime):
    """A day and a time that each say what they are."""

    def __init__(self) -> None:
        super().__init__()
        for part, name in zip(self.widgets, (gettext_lazy("Datum"), gettext_lazy("Klockslag")), strict=True):
            part.attrs["aria-label"] = name


class PublishForm(forms.Form):
    """The note that a revision carries, and what the coordinator saw when deciding on it."""

    seen = forms.CharField(widget=forms.HiddenInput)
    due_at = forms.SplitDateTimeField(
        label=gettext_lazy("Publicera senare"),
        required=False,
        widget=MomentWidget,
        help_text=gettext_lazy("Lämna tomt för att publicera genast. Tiden gäller i Sverige."),
    )
    note = forms.CharField(
        label=gettext_lazy("Anteckning"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=NOTE,
    )


class RowForm(forms.ModelForm):
    """A form that refuses what publication would refuse of a value, at its field.

    Its choosers also offer what is chosen already, even where the user could not choose it anew.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, forms.ModelChoiceField) and (chosen := self.initial.get(name)):
                keys = [getattr(item, "pk", item) for item in (chosen if isinstance(chosen, list) else [chosen])]
                offered: Any = field.queryset
                field.queryset = offered | offered.model._default_manager.filter(pk__in=keys)

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        for name in [name for name in self.cleaned_data if name not in self.errors]:
            for complaint in complaints(self._meta.model, name, self.cleaned_data[name]):
                self.add_error(name, complaint)


class GuardedForm(RowForm):
    """A form that refuses a save which began before somebody else's."""

    began_at = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["began_at"] = self.instance.edit_version

    def clean(self) -> Any:
        """Refuse a save that began before somebody else's; the typed text stays in the form."""
        data = super().clean()
        if is_stale(self.instance, self.cleaned_data.get("began_at")):
            raise forms.ValidationError(stale_message(self.instance), code="stale")
        return data


class EntryForm(GuardedForm):
    """An entry's own fields; lists of rows that are known to be empty are ticked, since no rows mean unknown."""

    stated_none = forms.MultipleChoiceField(
        label=gettext_lazy("Uttryckligen inga"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Kryssa bara när källan säger att det inte finns några. Annars är uppgiften okänd."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "stated_none" in self.fields:
            lists = unknown_lists(kinds.of(self.instance).schema)
            field = self.fields["stated_none"]
            assert isinstance(field, forms.MultipleChoiceField)
            field.choices = [(leaf.name, leaf.node.get("title", leaf.name)) for leaf in lists]


def stale_message(entry: Any) -> str:
    """Who changed the entry meanwhile, and what."""
    log = LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(entry), object_id=str(entry.pk))
    last = log.select_related("user").order_by("-action_time").first()
    who = f"{last.user.get_username()}: {last.get_change_message()}" if last else _("en import eller publicering")
    return _(
        "Posten har ändrats sedan du öppnade den (%(who)s). Ingenting är sparat. Din text står kvar här: "
        "kopiera det du vill behålla, öppna posten på nytt och lägg in det där."
    ) % {"who": who}


class NamedRows(forms.BaseFormSet):
    """Rows whose tick for removal says what it does."""

    def add_fields(self, form: Any, index: Any) -> None:
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].widget.attrs["aria-label"] = _("Ta bort raden")


class RowFormSet(NamedRows, forms.BaseInlineFormSet):
    """Rows keep the order in which they were written: a new one goes last."""

    def save_new(self, form: Any, commit: bool = True) -> Any:
        if "position" not in form.cleaned_data:
            rows = self.get_queryset()
            last = max((row.position for row in rows), default=-1)
            form.instance.position = last + 1 + self.forms.index(form)
        return super().save_new(form, commit=commit)


class CheckedFormSet(RowFormSet, ABC):
    """Rows that are refused together, before they are saved, where `complaints` has something to say of them."""

    @abstractmethod
    def complaints(self, rows: list[dict[str, Any]]) -> Iterable[str]:
        """What is wrong with the rows that are to stay, in sentences that may begin with a small letter."""

    def clean(self) -> None:
        super().clean()
        rows = [form.cleaned_data for form in self.forms if getattr(form, "cleaned_data", None)]
        found = list(self.complaints([row for row in rows if not row.get("DELETE")]))
        if found:
            raise forms.ValidationError([text[0].upper() + text[1:] for text in found])
