"""An entry's form asks the database as often as it has sorts of rows, not as often as it has rows and rights."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from activities.models import Activity, Placement
from tests.factories import MunicipalityFactory

pytestmark = pytest.mark.django_db


def test_more_rows_ask_no_more_questions(
    editor: Client, my_activity: Activity, django_assert_max_num_queries: Any
) -> None:
    address = reverse("admin:activities_activity_change", args=[my_activity.pk])
    editor.get(address)
    with django_assert_max_num_queries(80) as few:
        editor.get(address)
    for position in range(12):
        place = MunicipalityFactory.create()
        Placement.objects.create(activity=my_activity, municipality=place, label=place.name, position=position)
    with django_assert_max_num_queries(len(few) + 2 * 12):  # What each row has chosen is looked up.
        editor.get(address)
