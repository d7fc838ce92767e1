"""Swedish alphabetical order, the same in Python and in both databases."""

import random

import pytest

from samverkan.language.sorting import sort_key
from samverkan.publishing.models import Publication, Revision
from tests.factories import AreaFactory, published

# In order. Where a name stands twice but for its accents, case or signs, its key is the same.
IN_ORDER = [
    "",
    "1 maj-gruppen",
    "112",
    "2 steg",
    "9-gruppen",
    "Aktiv vardag",
    "Aktiva",
    "Alingsås",
    "Eken",
    "Éken och jag",
    "Kraft",
    "KRAFT-huset",
    "Kraft huset i Borås",
    "KRAFT-team",
    "Kraftteam",
    "Vargarda",
    "Vera",
    "Vård",
    "Wahl",
    "Wera",
    "Xenia",
    "Zorn",
    "Åmål",
    "Åre",
    "Ælva",
    "Älvsborg",
    "Ängen",
    "Öland",
    "Ørsted",
    "Östra",
]


def test_names_stand_in_swedish_order() -> None:
    shuffled = random.Random(1).sample(IN_ORDER, len(IN_ORDER))
    assert sorted(shuffled, key=sort_key) == IN_ORDER


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Boras", "BORAS"),
        ("Idé", "ide"),
        ("U-sam", "u sam"),
        ("KRAFT–team", "kraft-team"),
        ("  Två   ord ", "två ord"),
        ("A\u030amål", "Åmål"),
        ("\u212bmål", "Åmål"),
        ("Ære", "Äre"),
        ("Øre", "Öre"),
        ("Straße", "Strasse"),
        ("Łódź", "Lodz"),
        ("O’Hara", "O Hara"),
    ],
)
def test_accents_case_and_signs_make_no_difference(one: str, other: str) -> None:
    assert sort_key(one) == sort_key(other) != ""


@pytest.mark.parametrize(("one", "other"), [("a", "å"), ("a", "ä"), ("o", "ö"), ("å", "ä"), ("v", "w")])
def test_letters_of_the_alphabet_are_letters_of_their_own(one: str, other: str) -> None:
    assert sort_key(one) < sort_key(other)


def test_what_is_no_letter_at_all_has_an_empty_key() -> None:
    assert sort_key("!?。") == sort_key("") == ""


@pytest.mark.django_db
def test_the_database_orders_as_python_does() -> None:
    names = random.Random(2).sample(IN_ORDER[1:], len(IN_ORDER) - 1)
    published(*(AreaFactory.create(name=name) for name in names))
    ordered = Publication.objects.at(Revision.current_number()).in_swedish_order()
    assert list(ordered.values_list("name", flat=True)) == IN_ORDER[1:]
