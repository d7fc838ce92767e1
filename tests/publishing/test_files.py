"""How files are read: what YAML may leave out, what its values become, and every fault by file and field at once."""

from pathlib import Path
from typing import Any

import pytest

from samverkan.exchange.files import Item, read
from samverkan.publishing.documents import Refused
from tests.factories import AreaFactory
from tests.publishing.test_round_trip import KINDS

pytestmark = pytest.mark.django_db
AREA = "kind: area\nschema_version: 1\nslug: omrade\nname: Området\nowners: [area/omrade]\n"
TOWN = "kind: municipality\nschema_version: 1\nslug: ort\nname: Orten\ncode: '1490'\nowners: [area/omrade]\n"
SOURCE = "kind: source\nschema_version: 1\nslug: kalla\nname: Källan\nowners: [area/omrade]\n"


def written(folder: Path, **files: str | bytes) -> Path:
    """The folder with files in it; `a__b` is b.yaml in the folder a."""
    for name, content in files.items():
        path = folder / f"{name.replace('__', '/')}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def item(folder: Path, kind: str) -> Item:
    """The entry of a kind that stands in the folder."""
    return next(item for item in read(folder) if item.document["kind"] == kind)


def refusals(path: Path) -> set[str]:
    with pytest.raises(Refused) as refused:
        read(path)
    return {str(fault) for fault in refused.value.faults}


def field(folder: Path, text: str, name: str) -> Any:
    """What a field of a source becomes, written as in the text."""
    return item(written(folder, a=AREA, s=SOURCE + text), "source").document[name]


def test_what_is_left_out_is_unknown_and_a_reference_is_a_path(tmp_path: Path) -> None:
    town = item(written(tmp_path, a=AREA, b=TOWN), "municipality")
    assert town.verified is None
    assert town.document == {
        "kind": "municipality",
        "schema_version": 1,
        "slug": "ort",
        "name": "Orten",
        "code": "1490",
        "official_name": None,
        "aliases": None,
        "owners": [{"kind": "area", "slug": "omrade", "name": "Området"}],
        "successor": None,
        "sources": None,
    }


def test_entries_are_read_in_an_order_of_loading_whatever_the_files_are_called(tmp_path: Path) -> None:
    items = read(written(tmp_path, a=AREA, b=TOWN, c=SOURCE))
    assert [item.document["kind"] for item in items] == ["source", "municipality", "area"]


def test_a_reference_may_lead_to_an_entry_that_is_there_already(tmp_path: Path) -> None:
    AreaFactory.create(slug="omrade", name="Sedan förut")
    [town] = read(written(tmp_path, b=TOWN))
    assert town.document["owners"][0]["name"] == "Sedan förut"


def test_one_file_is_read_as_a_folder_is(tmp_path: Path) -> None:
    written(tmp_path, a=AREA, b="not read")
    assert [item.file for item in read(tmp_path / "a.yaml")] == ["a.yaml"]


def test_a_confirmation_stands_beside_the_document(tmp_path: Path) -> None:
    area = item(written(tmp_path, a=AREA + "verified: {on: '2007', by: Kontoret, inferred: true}\n"), "area")
    assert area.verified == {"on": "2007", "by": "Kontoret", "inferred": True, "months": 12}
    assert "verified" not in area.document


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("subtitle: no", "no"),
        ("subtitle: on", "on"),
        ("subtitle: 2007-10-05", "2007-10-05"),
        ("subtitle: '18'", "18"),
        ('subtitle: "1.0"', "1.0"),
        ("subtitle: 1.5", "1.5"),
        ("subtitle: 0123", "0123"),
        ("subtitle: 12:30", "12:30"),
        ("subtitle: 1_000", "1_000"),
        ("subtitle: '  '", None),
        ("subtitle: ~", None),
        ("subtitle:", None),
        ("subtitle: ' inramad '", "inramad"),
    ],
)
def test_text_stays_text(tmp_path: Path, text: str, value: str | None) -> None:
    assert field(tmp_path, text, "subtitle") == value


@pytest.mark.parametrize(("text", "value"), [("true", True), ("false", False), ("null", None), ("'true'", "refused")])
def test_true_and_false_are_the_only_flags(tmp_path: Path, text: str, value: Any) -> None:
    if value == "refused":
        assert refusals(written(tmp_path, a=AREA, s=f"{SOURCE}living_document: {text}")) == {
            "s.yaml: living_document: ska vara ja eller nej (true/false) eller tomt, inte ”true”."
        }
    else:
        assert field(tmp_path, f"living_document: {text}", "living_document") is value


def test_line_breaks_in_a_text_block_are_folded_but_paragraphs_and_list_items_stay(tmp_path: Path) -> None:
    text = (
        "description: |\n"
        "  Första stycket är\n  långt.\n\n"
        "  Andra stycket:\n  - en sak\n    till på samma rad\n  - en annan\n\n\n"
        "  Sist.\n"
    )
    assert field(tmp_path, text, "description") == (
        "Första stycket är långt.\n\nAndra stycket:\n- en sak till på samma rad\n- en annan\n\n\nSist."
    )


def test_every_fault_of_every_file_is_told_at_once(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "a": AREA,
        "unknown_field": SOURCE.replace("kalla", "s1") + "nmae: Fel\n",
        "unknown_reference": SOURCE.replace("kalla", "s2").replace("[area/omrade]", "[area/ingen, federation/x]"),
        "bad_reference": SOURCE.replace("kalla", "s3") + "successor: area/omrade\n",
        "wrong_type": SOURCE.replace("kalla", "s4") + "living_document: 7\npurposes: En rad\n",
        "bad_enum": "kind: partner\nschema_version: 1\nslug: p\nname: Parten\nsector: staten\nowners: [area/omrade]\n",
        "missing_field": "kind: partner\nschema_version: 1\nslug: q\nname: Parten\nowners: [area/omrade]\n",
        "mapp__duplicate_entry": AREA,
        "mapp__duplicate_key": SOURCE + "name: Igen\n",
        "mapp__syntax": "kind: area\nname: [Utan slut\n",
        "mapp__latin": "name: Åäö\n".encode("latin-1"),
        "unknown_kind": AREA.replace("kind: area", "kind: areas"),
        "kind_is_a_list": AREA.replace("kind: area", "kind: [area]"),
        "no_slug": "kind: area\n",
        "a_list": "- kind: area\n",
        "nothing": "",
        "too_new": AREA.replace("schema_version: 1", "schema_version: 2"),
        "version_as_text": AREA.replace("schema_version: 1", "schema_version: '1'"),
        "number_as_key": SOURCE + "1: ett\n",
        "confirmed": AREA.replace("omrade", "b") + "verified: {on: 2007-02-30, by: Kontoret, inferred: false}\n",
        "confirmed_badly": AREA.replace("omrade", "c") + "verified: {on: i fjol, inferred: false}\n",
        "confirmed_shortly": AREA.replace("omrade", "d") + "verified: 2007\n",
        "backwards": "kind: federation\nschema_version: 1\nslug: f\nname: F\narea: area/omrade\n"
        "owners: [area/omrade]\ntarget_group: {age_min: 30, age_max: 20}\n",
        "own_reference": SOURCE.replace("kalla", "s5").replace("[area/omrade]", "[{kind: area, slug: borta, name: B}]"),
        "half_reference": SOURCE.replace("kalla", "s6").replace("[area/omrade]", "[{slug: b}, {kind: 1}]"),
        "circle": SOURCE.replace("kalla", "s7") + "purposes: &x [*x]\n",
    }
    kinds = ", ".join(KINDS)
    found = refusals(written(tmp_path, **files))
    expected = {
        "unknown_field.yaml: nmae: fältet är okänt. Kontrollera stavningen.",
        "unknown_reference.yaml: owners[0]: hänvisar till area/ingen, som inte finns."
        " Lägg till posten eller rätta adressnamnet.",
        "unknown_reference.yaml: owners[1]: hänvisar till federation/x, som inte finns."
        " Lägg till posten eller rätta adressnamnet.",
        "bad_reference.yaml: successor: ska skrivas som source/…, inte ”area/omrade”.",
        "wrong_type.yaml: living_document: ska vara ja eller nej (true/false) eller tomt, inte ”7”.",
        "wrong_type.yaml: purposes: ska vara en lista eller tomt, inte ”En rad”.",
        "bad_enum.yaml: sector: ska vara ett av state, region, municipality, other, inte ”staten”.",
        "missing_field.yaml: sector: fältet saknas.",
        "mapp/duplicate_entry.yaml: beskriver samma post som a.yaml.",
        "mapp/duplicate_key.yaml: rad 6: går inte att läsa (nyckeln name förekommer två gånger).",
        "mapp/latin.yaml: är inte kodad i UTF-8. Spara om filen.",
        f"unknown_kind.yaml: kind: ska vara ett av {kinds}.",
        f"kind_is_a_list.yaml: kind: ska vara ett av {kinds}.",
        "no_slug.yaml: ska innehålla en post med kind och slug.",
        "a_list.yaml: ska innehålla en post med kind och slug.",
        "nothing.yaml: ska innehålla en post med kind och slug.",
        "too_new.yaml: schema_version: ska vara ett heltal från 1 till 1.",
        "version_as_text.yaml: schema_version: ska vara ett heltal från 1 till 1.",
        "number_as_key.yaml: rad 6: går inte att läsa (nyckeln 1 ska vara text).",
        "confirmed.yaml: verified.on: 2007-02-30: dagen finns inte.",
        "confirmed_badly.yaml: verified.by: fältet saknas.",
        "confirmed_shortly.yaml: verified: ska vara ett objekt med fält eller tomt, inte ”2007”.",
        "confirmed_badly.yaml: verified.on: ”i fjol” har fel form. Skriv till exempel 2007-10.",
        "backwards.yaml: target_group.age_max: lägsta ålder är högre än högsta ålder.",
        "own_reference.yaml: owners[0]: hänvisar till area/borta, som inte finns."
        " Lägg till posten eller rätta adressnamnet.",
        "half_reference.yaml: owners[0].kind: fältet saknas.",
        "half_reference.yaml: owners[0].name: fältet saknas.",
        "half_reference.yaml: owners[1].kind: ska vara text, inte ”1”.",
        "half_reference.yaml: owners[1].kind: ska vara ett av area, federation, municipality, inte ”1”.",
        "half_reference.yaml: owners[1].slug: fältet saknas.",
        "half_reference.yaml: owners[1].name: fältet saknas.",
        "circle.yaml: rad 6: går inte att läsa (alias (*) kan inte användas, skriv ut värdet).",
    }
    # The parser's own words, which are English, follow the line.
    [syntax] = found - expected
    assert expected - found == set()
    assert syntax.startswith("mapp/syntax.yaml: rad 3: går inte att läsa (")


def test_a_missing_path_and_an_empty_folder_are_told(tmp_path: Path) -> None:
    (tmp_path / "anteckning.txt").write_text("kind: area")
    (tmp_path / "mapp.yaml").mkdir()
    assert refusals(tmp_path / "borta") == {f"{tmp_path / 'borta'}: finns inte. Ange en mapp eller en fil."}
    assert refusals(tmp_path) == {f"{tmp_path}: innehåller inga filer med ändelsen .yaml eller .json."}


def test_broken_json_is_told_by_its_file(tmp_path: Path) -> None:
    (tmp_path / "post.json").write_text('{"kind": "area",')
    [fault] = refusals(tmp_path)
    assert fault.startswith("post.json: går inte att läsa")
