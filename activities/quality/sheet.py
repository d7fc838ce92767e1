"""The report as a table: CSV that Excel in Swedish opens with a double click, and whose cells never run as formulas."""

import csv
from collections.abc import Iterator
from io import StringIO

from django.utils import timezone
from django.utils.translation import gettext as _

from activities.quality.finding import Finding
from activities.quality.report import EntryReport, Report
from samverkan.printing.tables import BOM, guarded


def as_csv(report: Report) -> str:
    """Everything in the report, one finding a row, the accepted ones too."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    for row in _rows(report):
        writer.writerow([guarded(cell) for cell in row])
    return BOM + out.getvalue()


def _rows(report: Report) -> Iterator[list[str]]:
    yield [
        _("Post"),
        _("Sort"),
        _("Adressnamn"),
        _("Fullständighet (%)"),
        _("Allvar"),
        _("Regel"),
        _("Vad"),
        _("Var"),
        _("Att göra"),
        _("Godtagen"),
        _("Skäl"),
    ]
    for entry in report.entries:
        for finding in entry.findings:
            yield [*_head(entry), *_body(finding), "", ""]
        for finding, acceptance in entry.accepted:
            day = timezone.localtime(acceptance.at).strftime("%Y-%m-%d")
            yield [*_head(entry), *_body(finding), day, acceptance.reason]
        if not entry.findings and not entry.accepted:
            yield [*_head(entry), *[""] * 7]


def _head(entry: EntryReport) -> list[str]:
    percent = str(entry.completeness.percent) if entry.completeness else ""
    return [entry.name, entry.kind_title, entry.key[1], percent]


def _body(finding: Finding) -> list[str]:
    places = " | ".join(f"{place.label}: {place.quote}" for place in finding.places)
    return [str(finding.severity.label), str(finding.rule.title), finding.what, places, str(finding.rule.todo)]
