"""Texts and names: what was copied, what is spelled in several ways, and what leads nowhere."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from activities.quality.catalogue import ACTIVITY, FEDERATION, STREAM, Catalogue
from activities.quality.finding import Hit, Place, Severity, at, rule
from activities.quality.likeness import Likeness, alike
from activities.quality.names import called, loosely
from activities.quality.prose import paragraphs
from samverkan.language.sentences import listed

_PAGE = re.compile(r"\b(s\.|sid\.|sidan|sidorna) ?\d+")
_SENTENCE_END = re.compile(r"(?<=[.!?:])\s+")
EASY_WORDS = 15  # As many as a sentence on easy Swedish can have.
_ABBREVIATION = re.compile(r"[A-ZÅÄÖ]{2,6}(-[A-ZÅÄÖ]{2,6})?\Z|[A-ZÅÄÖ]-[A-ZÅÄÖ]{2,6}\Z")


@rule(
    "near-identical-texts",
    gettext_lazy("Stora delar av texten står också hos en annan"),
    Severity.NOTE,
    gettext_lazy("Kontrollera att texten stämmer för båda. Skriv det som skiljer dem åt."),
)
def near_identical_texts(catalogue: Catalogue) -> Iterator[Hit]:
    """A third of an activity's running text, or more, stands word for word at another one too."""
    texts = {activity["slug"]: list(paragraphs(activity)) for activity in catalogue.activities}
    for slug, twins in alike({slug: " ".join(text for _path, text in rows) for slug, rows in texts.items()}).items():
        activity, twin = catalogue.activity(slug), catalogue.activity(twins[0].other)
        names = listed(catalogue.activity(one.other)["name"] for one in twins)
        what = _("%(percent)s procent av texten står också hos %(names)s.")
        path, text, theirs = _longest_shared(texts[slug], texts[twin["slug"]], twins[0])
        quotes = (at(activity, path, text), at(twin, path, theirs))
        yield Hit(activity, what % {"percent": twins[0].percent, "names": names}, quotes)


def _longest_shared(rows: list[tuple[str, str]], others: list[tuple[str, str]], twin: Likeness) -> tuple[str, str, str]:
    """The field with the longest texts that both have, and both texts."""
    theirs: dict[str, str] = {}
    for path, text in others:
        theirs.setdefault(path, text)
    both = [(path, text, theirs[path]) for path, text in rows if path in theirs]
    alike_in_both = [row for row in both if twin.is_shared(row[1])] or both
    return max(alike_in_both, key=lambda row: len(row[1]), default=(rows[0][0], rows[0][1], others[0][1]))


@rule(
    "several-spellings",
    gettext_lazy("Ett namn stavas på flera sätt"),
    Severity.NOTE,
    gettext_lazy("Välj en stavning. De andra kan stå kvar under ”Kallas även”, så att de går att söka på."),
)
def several_spellings(catalogue: Catalogue) -> Iterator[Hit]:
    """Names of one entry that differ only in capitals, hyphens, spaces or endings."""
    for kind in (ACTIVITY, FEDERATION, STREAM, "partner"):
        for document in catalogue.of_kind(kind):
            several = [found for found in _spellings(called(document)) if len(found) > 1]
            if several:
                words = "; ".join(" – ".join(f"”{spelling}”" for spelling in found) for found in several)
                places = {name: _spelled(document, name) for found in several for name in found.values()}
                yield Hit(document, _("Samma namn stavas %s.") % words, tuple(places.values()))


def _spellings(names: list[str]) -> Iterator[dict[str, str]]:
    """The spellings of each name, with the name in which they stand; a small first letter is no other spelling."""
    spellings: dict[str, dict[str, str]] = {}
    for name in names:
        spellings.setdefault(loosely(name), {})[name] = name
    for name in names:
        for word in re.findall(r"[\w-]+", name) if " " in name else ():
            if loosely(word) in spellings:  # "Sampac" beside "SAMPAC Vårgårda".
                spellings[loosely(word)].setdefault(word, name)
    for found in spellings.values():
        yield {one: name for one, name in found.items() if one[:1].isupper() or one[:1].upper() + one[1:] not in found}


def _spelled(document: Mapping[str, Any], name: str) -> Place:
    """Where a name stands."""
    own = (field for field in ("name", "short_name", "full_name") if document.get(field) == name)
    labels = {row["label"] for row in document.get("placements") or ()}
    is_label = name in labels and name not in (document.get("aliases") or ())
    return at(document, next(own, "placements" if is_label else "aliases"), name)


@rule(
    "abbreviation-not-spelled-out",
    gettext_lazy("En förkortning är inte utläst"),
    Severity.NOTE,
    gettext_lazy("Läs ut förkortningen, eller skriv att ingen vet vad den står för."),
)
def abbreviation_not_spelled_out(catalogue: Catalogue) -> Iterator[Hit]:
    """An activity or partner goes by an abbreviation alone."""
    for activity in catalogue.activities:
        short = activity["short_name"] or activity["name"]
        if _ABBREVIATION.match(short) and not activity["spelled_out"] and not _tells(activity["name"], short):
            yield Hit(activity, _("Vad %s står för framgår inte.") % short, (at(activity, "short_name", short),))
    for partner in catalogue.partners:
        if _ABBREVIATION.match(partner["name"]) and not any(_tells(name, partner["name"]) for name in called(partner)):
            what = _("Vad %s står för framgår inte.") % partner["name"]
            yield Hit(partner, what, (at(partner, "name", partner["name"]),))


def _tells(name: str, short: str) -> bool:
    """Whether a name has the abbreviation's letters as the beginnings of its words, in their order."""
    letters = iter(short.replace("-", "").casefold())
    wanted = next(letters, None)
    for word in re.findall(r"\w+", name.casefold()):
        if word != short.casefold() and wanted and word.startswith(wanted):
            wanted = next(letters, None)
    return wanted is None


@rule(
    "page-reference",
    gettext_lazy("En sidhänvisning leder ingenstans"),
    Severity.NOTE,
    gettext_lazy("Skriv i stället vad läsaren ska söka efter. Katalogen har inga sidnummer."),
)
def page_reference(catalogue: Catalogue) -> Iterator[Hit]:
    """A text refers to a page by its number."""
    for kind in (ACTIVITY, FEDERATION, STREAM):
        for document in catalogue.of_kind(kind):
            for path, text in paragraphs(document):
                if found := _PAGE.search(text):
                    what = _("Texten hänvisar till ”%s”, men katalogen har inga sidnummer.") % found[0]
                    yield Hit(document, what, (at(document, path, text),))


@rule(
    "easy-summary-is-hard",
    gettext_lazy("Texten på lätt svenska har långa meningar"),
    Severity.NOTE,
    gettext_lazy("Dela meningen i två. Använd ord som alla kan."),
)
def easy_summary_is_hard(catalogue: Catalogue) -> Iterator[Hit]:
    """A sentence on easy Swedish is longer than one reads in one go."""
    for activity in catalogue.activities:
        sentences = _SENTENCE_END.split(activity["easy_summary"] or "")
        longest = max(sentences, key=lambda sentence: len(sentence.split()))
        if (words := len(longest.split())) > EASY_WORDS:
            what = _("En mening har %(words)s ord. Högst %(most)s är lagom.") % {"words": words, "most": EASY_WORDS}
            yield Hit(activity, what, (at(activity, "easy_summary", longest),))
