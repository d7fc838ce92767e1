"""No person and no mobile telephone of the source is in the fixtures or in a published document."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from itertools import pairwise

import pytest

from samverkan.publishing.documents import dump
from tests.content.catalogue import Catalogue
from tests.fixture_files import FIXTURES

pytestmark = pytest.mark.django_db

# Each pair of neighbouring words in the names that the source prints beside its contacts, hashed, so that this file
# does not keep what it keeps out. A pair is in order of the alphabet: "Efternamn, Förnamn" is the same person.
PRINTED_NAMES = frozenset(
    [
        "0d15d7e9d74beb90599f7162807302dc735f5174e0a8f8299d775774d5951d05",
        "0db04071e46e000730556bdffad136e7573826bc903604ffb6cdfe309459056e",
        "122bc3ee01c0b600cda52c06e8d7c134e29bad77316c317bdf377d7f1e061ba4",
        "1265a517d75c1061590cb3dfc6604d08dc683b901656df2d0b2f00d0c535116c",
        "13dd7903dc92a8523b4cd904d43441754da8cfc6d443079c92a758b12fad01ca",
        "27b2a99a2d33c06d614cea604dfc93e0b7dbcc48649129d36d0f6a91f26a76f2",
        "323fb0ada3aebe4bdb6525ffe7227403546ca5ea93201fbe1d1310ca733af493",
        "39f295edc145e31166bef465f2cd92b3abd719d3014fa1546888abd0b1f5b132",
        "4c0851a8caa4a7d3f2575b5311a972a643f52321dfec0052cd6e12034dd44d4c",
        "4c3161c2bd4180adee0cd93a55ac1d595fe07a5d8f4520dcb68104ee165847ac",
        "616899bdeb3ad9ad85c925ba90eece3ffbed2c2d1dad5204b71825c5797e63e4",
        "66777311f2eeb683dc4d42cff6261ea4677315e14670e842022d057435d26472",
        "6b03443943bed0e547206cf6d09ec392e7b89c6ccef1026a8d98cea6109ac657",
        "7b77dff3ed1cd26b9b326248c0951818e29967300eef4a3f510b5d866111cb68",
        "7edd84e07781b697cd20c2e0d49a7c7dfad3d02e6ac7b003860c219cb5f1944d",
        "8f436519cedc853c91f5eea02e524cb96602d10873f4345882926041e2ed6642",
        "92c816098a6b4ef109b35026f93a1724aa8b8f04c9d00dc2f9469ba7f89a4567",
        "a0fdfdcdf93dccc63074251fad8984d3bde4bf611d5b33419f84fe35a87c62b3",
        "ab3ef2000291b4e53f5063cbda8647981bf7bc3d27491f44ef122c2e4677207b",
        "d7935f2eca4a41ca0862bd8509cd562c4e29ceabc6eba052d45f2b2baea915eb",
        "e2cc5207b96e25a871dd5fe6e4a8915f65c9da078a0ff7c3d1edb5596ff9904e",
        "f6aab6c80008424242067990b3b0fcc540ed2d72439808f2126c906fd980bd83",
        "fafeb0ef4061aa31eb04ee61d9c3194e370164ce892be00fa47eb77f98b06ec1",
    ]
)


def hashed(words: Iterable[str]) -> str:
    return hashlib.sha256(" ".join(sorted(words)).encode()).hexdigest()


def has_name(text: str, names: frozenset[str] = PRINTED_NAMES) -> bool:
    """Whether two neighbouring words of the text, whatever their case and what stands between them, are a name."""
    words = re.findall(r"[^\W\d_]+", unicodedata.normalize("NFKC", text).casefold())
    return any(hashed(pair) in names for pair in pairwise(words))


def has_mobile_number(text: str) -> bool:
    """Whether a run of digits, written with or without spaces, hyphens and country code, is a mobile number."""
    runs = (re.sub(r"\D", "", run) for run in re.findall(r"(?<!\d)[+0][\d\s()-]{7,}\d", text))
    return any(re.match(r"(00)?(46)?0?7[02369]\d{6,}", run) for run in runs)


def files() -> dict[str, str]:
    found = (path for path in FIXTURES.rglob("*") if path.is_file())
    return {str(path.relative_to(FIXTURES)): path.read_text(encoding="utf-8") for path in found}


def test_no_fixture_holds_a_name_or_a_mobile_number() -> None:
    assert len(files()) > 60
    assert [name for name, text in files().items() if has_name(text) or has_mobile_number(text)] == []


def test_no_published_document_holds_a_name_or_a_mobile_number(catalogue: Catalogue) -> None:
    texts = {key: dump(document) for key, document in catalogue.documents.items()}
    assert [key for key, text in texts.items() if has_name(text) or has_mobile_number(text)] == []


@pytest.mark.parametrize("text", ["Ring Kalle Anka.", "ANKA, KALLE", "kalle\n- Anka", "**Kalle** Anka 033-16 62 26"])
def test_a_name_is_recognised_in_any_dress(text: str) -> None:
    assert has_name(text, frozenset({hashed(["kalle", "anka"])}))
    assert not has_name("Kalle och Anka", frozenset({hashed(["kalle", "anka"])}))


@pytest.mark.parametrize(
    "text", ["070-174 06 05", "Mobil: 0701740605", "+46 70 174 06 05", "(0701) 74 06 05", "0046701740605"]
)
def test_a_mobile_number_is_recognised_in_any_dress(text: str) -> None:
    assert has_mobile_number(text)


@pytest.mark.parametrize(
    "text", ["0320-77 94 61", "0322-600 714", "2007-07-01", "511 56 Kinna", "070", "70, 72-76, 770-779"]
)
def test_an_office_line_a_date_and_a_line_number_are_no_mobile_number(text: str) -> None:
    assert not has_mobile_number(text)
