import pytest

from activities.models import Criterion
from samverkan.publishing.difference import difference
from samverkan.publishing.documents import build
from tests.factories import ActivityFactory


@pytest.mark.django_db
def test_a_difference_is_told_in_words_and_not_in_codes() -> None:
    activity = ActivityFactory.create(way_in={"self_referral": "with_officer"}, period_start="2007-23")
    before = build(ActivityFactory.create(slug="annan", area=activity.area, function=activity.function))
    Criterion.objects.create(activity=activity, text="Aktuell hos två", situations=["known_to_two_authorities"])
    told = {change.path: change.after for change in difference(before, build(activity))}
    assert told["period.start"] == "hösten 2007"
    assert told["entry_route.self_referral"] == "ja, tillsammans med en handläggare"
    assert "aktuell hos minst två myndigheter" in told["target_group.criteria"]
