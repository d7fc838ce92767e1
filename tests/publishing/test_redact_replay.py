"""What was removed is removed again where an older state comes back: a restored backup, or an older export."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from activities.models import Activity
from samverkan.exchange.moving_house import pack, unpack
from samverkan.publishing.documents import Refused
from samverkan.publishing.kinds import Fault
from samverkan.publishing.models import Publication, Revision
from samverkan.removal import ledger
from samverkan.removal.models import Removal
from samverkan.removal.phrases import normal
from samverkan.removal.redact import find, redact
from tests.factories import OFFICE, ActivityFactory, published
from tests.publishing.test_moving import emptied

pytestmark = pytest.mark.django_db
WORDS = ["Åsa Öberg", "+46 70-123 45 67"]


@pytest.fixture(autouse=True)
def in_a_folder(tmp_path: Path, settings: Any) -> Path:
    settings.DATA_DIR = tmp_path
    settings.LEDGER = tmp_path / "borttaget.ndjson"
    return tmp_path


@pytest.fixture
def before(in_a_folder: Path) -> list[str]:
    """What was exported before the words were removed."""
    one = ActivityFactory.create(
        slug="stodet",
        for_whom={},
        way_in={},
        method="Ring _ÅSA_ \u00adÖbergs kollega eller Åsa\nÖberg på 070 – 123 45 67 / 033-12 34 56.",
    )
    published(one)
    lines = list(pack())
    redact(WORDS, OFFICE, find(WORDS).times)
    return lines


def test_an_export_from_before_is_cleaned_when_it_has_been_read_in(before: list[str]) -> None:
    [method] = [row.document["method"] for row in Publication.objects.of_kind("activity")]
    assert method == "Ring _[borttaget] kollega eller [borttaget] på [borttaget] / 033-12 34 56."
    emptied()
    Removal.objects.all().delete()
    unpack(before)
    assert find(WORDS).places
    call_command("replay_removals")
    assert find(WORDS).places == ()
    assert "123 45 67" not in "".join(pack())
    assert [row.document["method"] for row in Publication.objects.of_kind("activity")] == [method]


def test_what_has_been_repeated_is_not_repeated_again(before: list[str]) -> None:
    emptied()
    Removal.objects.all().delete()
    unpack(before)
    call_command("replay_removals")
    revision = Revision.current_number()
    call_command("replay_removals")
    assert (Revision.current_number(), Removal.objects.count()) == (revision, len(WORDS))


def test_one_that_cannot_be_repeated_stops_no_other(
    before: list[str], in_a_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repeat = ledger._repeats["redact"]
    first = ledger.digest(normal(WORDS[0]))

    def again(digest: str, length: int) -> None:
        if digest == first:
            raise Refused([Fault("activity/stodet: namn", "blir längre än 200 tecken.")])
        repeat(digest, length)

    monkeypatch.setitem(ledger._repeats, "redact", again)
    emptied()
    Removal.objects.all().delete()
    unpack(before)
    with pytest.raises(CommandError, match=r"line 1 activity/stodet: namn: blir längre"):
        call_command("replay_removals")
    assert find([WORDS[0]]).places
    assert find([WORDS[1]]).places == ()
    assert Removal.objects.count() == 1


def test_one_that_would_break_a_text_is_told_and_can_be_repeated_when_the_text_is_mended() -> None:
    ledger.note("redact", "Kontoret", normal("Bo Ek"))
    Removal.objects.all().delete()
    one = ActivityFactory.create(name=f"Bo Ek {'x' * 194}")
    with pytest.raises(CommandError, match="blir längre än 200 tecken"):
        call_command("replay_removals")
    assert (find(["Bo Ek"]).times, Removal.objects.count()) == (1, 0)
    Activity.objects.filter(pk=one.pk).update(name="Hos Bo Ek")
    call_command("replay_removals")
    assert (Activity.objects.get().name, Removal.objects.count()) == ("Hos [borttaget]", 1)
