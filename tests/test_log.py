import pytest

from samverkan.publishing.models import Publication
from tests.factories import ActivityFactory, MunicipalityFactory, published


@pytest.mark.django_db
def test_what_is_published_is_found_at_its_revision_and_later() -> None:
    activity = ActivityFactory.create(name="Gammalt namn", placed_in=[MunicipalityFactory.create(name="Ås")])
    first = published(activity)
    activity.name = "Nytt namn"
    activity.save()
    second = published(activity)
    names = [
        Publication.objects.at(number).get(kind="activity").document["name"] for number in (first.number, second.number)
    ]
    assert names == ["Gammalt namn", "Nytt namn"]
