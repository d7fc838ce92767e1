"""The report: findings grouped by entry, the worst first, with what has been accepted set aside but counted."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from activities.models import AcceptedFinding
from activities.quality import find
from activities.quality.catalogue import Catalogue
from activities.quality.finding import Finding, Rule, Severity, rules
from activities.quality.missing import Completeness, completeness
from samverkan.desk import access
from samverkan.language.sorting import sort_key
from samverkan.publishing import kinds
from samverkan.publishing.kinds import Key


@dataclass(frozen=True)
class EntryReport:
    """One entry: what stands open, what is accepted and by whom, and how complete it is."""

    document: Mapping[str, Any]
    findings: list[Finding] = field(default_factory=list)
    accepted: list[tuple[Finding, AcceptedFinding]] = field(default_factory=list)

    @property
    def key(self) -> Key:
        return kinds.key_of(self.document)

    @property
    def place(self) -> str:
        """Kind and slug in one, as addresses and lists name the entry."""
        return "/".join(self.key)

    @property
    def name(self) -> str:
        return str(self.document["name"])

    @property
    def kind_title(self) -> str:
        return kinds.get(self.document["kind"]).title

    @property
    def completeness(self) -> Completeness | None:
        return completeness(self.document)

    @property
    def order(self) -> tuple[Any, ...]:
        """The worst first: the most serious findings, then the most of the next level; then Swedish order."""
        of = Counter(finding.severity for finding in self.findings)
        return *(-of[severity] for severity in Severity), sort_key(self.name), self.key


@dataclass(frozen=True)
class Report:
    """Entries with their findings; the counts are of all that is open, whatever is shown."""

    entries: list[EntryReport]
    by_severity: list[tuple[Severity, int]]
    by_rule: list[tuple[Rule, int]]
    by_entry: list[tuple[str, str, int]]  # Kind and slug, name, how many.
    accepted: int

    @property
    def total(self) -> int:
        return sum(count for _severity, count in self.by_severity)


@dataclass(frozen=True)
class Wanted:
    """Which findings to show; empty means all."""

    severity: str = ""
    rule: str = ""
    entry: str = ""

    def __bool__(self) -> bool:
        return bool(self.severity or self.rule or self.entry)

    def has(self, finding: Finding) -> bool:
        """Whether a finding is asked for."""
        return (
            self.severity in ("", finding.severity)
            and self.rule in ("", finding.rule.code)
            and self.entry in ("", "/".join(finding.key), finding.slug)
        )


def report(catalogue: Catalogue, keys: set[Key] | None = None, wanted: Wanted | None = None) -> Report:
    """What is wrong with the entries of those keys, or with all. Complete activities stand last, if all are shown."""
    wanted = wanted or Wanted()
    found = [finding for finding in find(catalogue) if keys is None or finding.key in keys]
    acceptances = {one.identity: one for one in AcceptedFinding.objects.select_related("by")}
    still_open = [finding for finding in found if finding.identity not in acceptances]
    shown: dict[Key, EntryReport] = {}
    for finding in filter(wanted.has, found):
        entry = shown.setdefault(finding.key, EntryReport(catalogue.documents[finding.key]))
        if acceptance := acceptances.get(finding.identity):
            entry.accepted.append((finding, acceptance))
        else:
            entry.findings.append(finding)
    for activity in () if wanted else catalogue.activities:
        if keys is None or kinds.key_of(activity) in keys:
            shown.setdefault(kinds.key_of(activity), EntryReport(activity))
    for entry in shown.values():
        entry.findings.sort(key=lambda finding: finding.severity.rank)
    by_severity = Counter(finding.severity for finding in still_open)
    by_rule = Counter(finding.rule.code for finding in still_open)
    by_entry = Counter(("/".join(finding.key), finding.name) for finding in still_open)
    return Report(
        sorted(shown.values(), key=lambda entry: entry.order),
        [(severity, by_severity[severity]) for severity in Severity],
        [(rule, by_rule[rule.code]) for rule in rules()],
        [(*pair, count) for pair, count in sorted(by_entry.items(), key=lambda item: sort_key(item[0][1]))],
        len(found) - len(still_open),
    )


def open_findings(user: Any) -> list[Finding]:
    """What the rules find in the user's own working entries and nobody has accepted, the worst first."""
    entries = report(Catalogue.seen_by(user), access.my_keys(user)).entries
    return sorted((finding for entry in entries for finding in entry.findings), key=lambda one: one.severity.rank)
