"""What is no spreadsheet, or means harm, is refused in plain words, quickly, and nothing has changed."""

import struct
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import openpyxl
import pytest

from activities.models import Activity
from samverkan.exchange.spreadsheets.raw_sheets import RawSheet
from samverkan.exchange.spreadsheets.reading import MOST_BYTES, read
from samverkan.publishing.documents import Refused
from tests.publishing.log import everything
from tests.publishing.sheets import checked, exported, exported_csv, refused

pytestmark = pytest.mark.django_db
SECONDS = 5  # Of the processor's time, for the worst of them.


def workbook(rows: int = 1, columns: int = 1) -> bytes:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Blad")
    for number in range(rows):
        sheet.append([number] * columns)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def with_member(content: bytes, name: str, data: bytes) -> bytes:
    """The archive with a member put in the place of another."""
    out = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for info in old.infolist():
            if info.filename != name:
                new.writestr(info.filename, old.read(info))
        new.writestr(name, data)
    return out.getvalue()


def archive(*names: str, data: bytes = b"x", method: int = ZIP_DEFLATED) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", method) as made:
        for name in names:
            made.writestr(name, data)
    return out.getvalue()


def sheet_xml(rows: str, before: str = "") -> bytes:
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<?xml version="1.0"?>{before}<worksheet xmlns="{namespace}"><sheetData>{rows}</sheetData></worksheet>'.encode()  # noqa: E501


def in_sheet(rows: str, before: str = "") -> bytes:
    return with_member(workbook(), "xl/worksheets/sheet1.xml", sheet_xml(rows, before))


def lying() -> bytes:
    """A bomb whose directory says that it is small."""
    content = bytearray(with_member(workbook(), "xl/bomb.xml", b"\0" * 150_000_000))
    for signature, offset in ((b"PK\1\2", 24), (b"PK\3\4", 22)):
        place = content.find(signature)
        while place >= 0:
            [size] = struct.unpack_from("<I", content, place + offset)
            if size == 150_000_000:
                struct.pack_into("<I", content, place + offset, 10)
            place = content.find(signature, place + 4)
    return bytes(content)


def locked() -> bytes:
    content = bytearray(archive("xl/workbook.xml"))
    content[content.find(b"PK\1\2") + 8] |= 1
    return bytes(content)


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "Filen är tom."),
    "blank": (lambda: b" \r\n", "Filen är tom."),
    "pdf": (lambda: b"%PDF-1.7 ...", "Filen är en PDF"),
    "xls": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, "det gamla Excelformatet (.xls) eller skyddad"),
    "ods": (lambda: archive("mimetype", "content.xml"), "OpenDocument-kalkylblad (.ods)"),
    "xlsb": (lambda: archive("xl/workbook.bin"), "binär Excel-arbetsbok (.xlsb)"),
    "docx": (lambda: archive("word/document.xml"), "inget kalkylblad"),
    "picture": (lambda: b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "inget kalkylblad"),
    "half an archive": (lambda: workbook()[:-400], "Filen är skadad"),
    "hollow": (lambda: archive("xl/workbook.xml"), "går inte att läsa som en Excel-arbetsbok"),
    "broken XML": (lambda: in_sheet("<row><c>"), "går inte att läsa som en Excel-arbetsbok"),
    "bomb": (lambda: with_member(workbook(), "xl/bomb.xml", b"\0" * 150_000_000), "större än 100 MB uppackad"),
    "lying bomb": (lying, "Filen är skadad"),
    "many members": (lambda: archive("xl/workbook.xml", *map(str, range(600))), "orimligt många delar"),
    "locked": (locked, "krypterad"),
    "odd packing": (lambda: archive("xl/workbook.xml", method=ZIP_BZIP2), "krypterad eller packad"),
    "entities": (lambda: in_sheet('<row r="1"><c t="str"><v>&b;</v></c></row>', LAUGHS), "XML-entiteter"),
    "outside entity": (lambda: in_sheet('<row r="1"><c t="str"><v>&a;</v></c></row>', OUTSIDE), "XML-entiteter"),
    "million rows": (lambda: in_sheet("<row><c><v>1</v></c></row>" * 1_000_000), "har fler än 20 000 rader"),
    "far row": (lambda: in_sheet('<row r="999999999999"><c><v>1</v></c></row>'), "har fler än 20 000 rader"),
    "wide": (lambda: workbook(columns=301), "har fler än 300 kolumner"),
    "far column": (lambda: in_sheet('<row r="1"><c r="ZZZ1"><v>1</v></c></row>'), "Filen har inga rader"),
    "long number": (lambda: in_sheet(f'<row r="1"><c r="A1"><v>{"9" * 9999}</v></c></row>'), "går inte att läsa"),
    "merged": (lambda: in_sheet('</sheetData><mergeCells><mergeCell ref="A1:A2"/></mergeCells>'), "sammanfogade"),
    "million tags": (lambda: in_sheet(f'<row r="1">{"<c/>" * 11_000_000}</row>'), "större än 100 MB uppackad"),
    "utf-16": (lambda: "slug;name\r\n".encode("utf-16"), "kodad i UTF-16"),
    "neither encoding": (lambda: b"slug;name\r\na;\x81\r\n", "varken UTF-8 eller Windows-1252"),
    "false mark": (lambda: b"\xef\xbb\xbfslug;name\r\na;\xe5\r\n", "varken UTF-8 eller Windows-1252"),
    "open quote": (lambda: b'slug;name\r\na;"b\r\n', "raden efter rad 1: går inte att läsa"),
    "million lines": (lambda: b"slug;name\r\n" + b"a;b\r\n" * 1_000_000, "har fler än 20 000 rader"),
    "wide lines": (lambda: b"slug;name" + b";x" * 400, "har fler än 300 kolumner"),
    "large": (lambda: b"slug;name\r\n" + b"x" * MOST_BYTES, "större än 10 MB"),
    "a page": (lambda: b"<html><table><tr><td>slug</td></tr></table></html>", "Första raden ska ha kolumnernas namn"),
    "a formula in CSV": (lambda: b"slug,name\r\na,=1+1\r\n", "rad 2, kolumn (Namn): b\u00f6rjar som en formel"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_refused_in_words_within_seconds_and_changes_nothing(name: str, tmp_path: Path) -> None:
    make, words = HOSTILE[name]
    path = tmp_path / "fil.upload"
    path.write_bytes(make())
    before = everything()
    begun = time.process_time()
    told = refused("activity", path)
    assert time.process_time() - begun < SECONDS
    assert words in "\n".join(told)
    assert everything() == before


def cells(content: bytes) -> RawSheet:
    [sheet] = read(content)
    return sheet


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_csv_is_read_whatever_parts_its_cells_and_in_either_encoding(delimiter: str, encoding: str) -> None:
    text = f'slug{delimiter}name\r\na{delimiter}"Å; –, \t\r\nslut"\r\n'
    assert cells(text.encode(encoding)).rows == [(1, ["slug", "name"]), (2, ["a", "Å; –, \t\r\nslut"])]


def test_the_largest_sheet_that_is_allowed_is_read() -> None:
    assert len(cells(workbook(rows=20_002)).rows) == 20_002  # Two of them are the head.
    with pytest.raises(Refused, match="20 000 rader"):
        cells(workbook(rows=20_003))


def test_what_a_workbook_says_of_its_own_size_is_not_believed() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="B2"><v>2</v></c></row>'
    content = sheet_xml(rows).replace(b"<sheetData>", b'<dimension ref="A1:A1"/><sheetData>')
    sheet = cells(with_member(workbook(), "xl/worksheets/sheet1.xml", content))
    assert sheet.rows == [(1, [1]), (2, [None, 2])]


def test_a_file_is_what_it_holds_and_not_what_it_is_called(lotsen: Activity, tmp_path: Path) -> None:
    exported("activity", tmp_path / "bok.csv")
    exported_csv("activity", tmp_path / "blad.xlsx", swedish=True)
    assert checked("activity", tmp_path / "bok.csv").changes == []
    assert checked("activity", tmp_path / "blad.xlsx").changes == []
