"""Print the quality report: of the working tables, or of what was published at a revision."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from activities.quality import Catalogue
from activities.quality.report import EntryReport, Report, report
from activities.quality.sheet import as_csv
from samverkan.publishing.moment import BadMoment, UnknownRevision, resolve


class Command(BaseCommand):
    help = "Show what is wrong, missing or doubtful in the drafts, or in the catalogue at a moment."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--at", metavar="r12", help="what was published at a revision or a date")
        parser.add_argument("--csv", metavar="FILE", type=Path, help="write the report as CSV instead")
        parser.add_argument("--entry", metavar="SLUG", default="", help="one entry only")

    def handle(self, *args: Any, at: str | None, csv: Path | None, entry: str, **options: Any) -> None:
        try:
            catalogue = Catalogue.at(resolve(at).number) if at else Catalogue.working()
        except (BadMoment, UnknownRevision) as error:
            raise CommandError(str(error)) from error
        if entry and entry not in {slug for _kind, slug in catalogue.documents}:
            raise CommandError(f"No entry is called {entry}.")
        found = report(catalogue, {key for key in catalogue.documents if entry in ("", key[1])})
        if csv is None:
            self._print(found)
            return
        try:
            csv.write_text(as_csv(found), encoding="utf-8", newline="")
        except OSError as error:
            raise CommandError(f"{csv} cannot be written: {error.strerror}.") from error
        self.stdout.write(f"{found.total} open findings in {csv}.")

    def _print(self, found: Report) -> None:
        for entry in found.entries:
            if entry.findings or entry.accepted:
                self._print_entry(entry)
        counts = ", ".join(f"{count} {severity.label}" for severity, count in found.by_severity)
        self.stdout.write(f"{found.total} open findings ({counts}), {found.accepted} accepted.")

    def _print_entry(self, entry: EntryReport) -> None:
        done = f", {entry.completeness.percent} per cent filled in" if entry.completeness else ""
        self.stdout.write(f"{entry.name} ({entry.place}{done})")
        for finding in entry.findings:
            self.stdout.write(f"  {finding.severity.label}: {finding.rule.title} [{finding.rule.code}]")
            self.stdout.write(f"    {finding.what}")
            for place in finding.places:
                self.stdout.write(f"    – {place.label}: ”{place.quote}”")
            self.stdout.write(f"    To do: {finding.rule.todo}")
        if entry.accepted:
            self.stdout.write(f"  {len(entry.accepted)} accepted")
        self.stdout.write("")
