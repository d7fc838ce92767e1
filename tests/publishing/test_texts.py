"""Which columns an erasure looks through: what somebody has written, whatever app it belongs to."""

from django.apps import apps

from samverkan.removal.text_columns import text_columns


def test_every_text_that_a_document_is_built_of_is_looked_through() -> None:
    """A model with no such column at all would be one that an erasure cannot see."""
    columns = {f"{model.__name__}.{column.name}" for model in apps.get_models() for column in text_columns(model)}
    assert {
        "Activity.method",
        "Activity.name",
        "Contact.office",
        "ContactPerson.name",
        "Criterion.text",
        "Edition.foreword",
        "Editor.office",
        "Event.verified_by",
        "EntryRoute.steps",
        "LogEntry.change_message",
        "Proposal.text",
        "Review.note",
        "Revision.note",
    } <= columns
    assert not {"Activity.slug", "Criterion.situations", "Proposal.reason", "Event.op", "Activity.period_end"} & columns
