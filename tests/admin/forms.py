"""Forms as a browser sends them."""

from typing import Any

from django.test import Client


def unchanged(client: Client, address: str) -> dict[str, Any]:
    """What the browser would send back from an entry's page if nobody typed anything."""
    context = client.get(address).context
    forms = [context["adminform"].form]
    for formset in (inline.formset for inline in context["inline_admin_formsets"]):
        forms += [formset.management_form, *formset.forms]
    data = {}
    for form in forms:
        for field in form:
            value = field.value()
            if value is not None and value is not False:
                data[field.html_name] = value
    return data
