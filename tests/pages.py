"""Every kind of page that a reader can meet, and a catalogue that fills them all."""

from activities.models import Activity
from samverkan.exchange.importer import import_catalogue
from samverkan.exchange.management.commands.prepare import first_revisions
from samverkan.publishing.publish import withdraw
from samverkan.remembered import forget
from tests import kept
from tests.editions import two_editions
from tests.factories import OFFICE, FollowUpFactory, published
from tests.fixture_files import FIXTURES

PAGES = {
    "start": "/",
    "matrix": "/matris/sjuharad/",
    "matrix of a choice": "/matris/sjuharad/?finansiering=finsam",
    "two matrices": "/matris/sjuharad/?fran=1999-01-01",
    "list": "/verksamheter/",
    "list of two choices": "/verksamheter/?kommun=boras&kommun=mark&ordning=bekraftad",
    "empty list": "/verksamheter/?kommun=finns-inte",
    "search": "/verksamheter/?q=sjukskriven",
    "search without hits": "/verksamheter/?q=xyzzy",
    "activity": "/verksamheter/aktiv-sjukskrivning/",
    "activity with two groups": "/verksamheter/dialogforare/",
    "assignment": "/verksamheter/koordinator/",
    "proposal": "/verksamheter/lotsen/forslag/",
    "history": "/verksamheter/lotsen/historik/",
    "two versions": "/verksamheter/lotsen/historik/?fran=r1&till=r2",
    "history of a federation": "/forbund/bms/historik/",
    "history of a stream": "/finansiering/finsam/historik/",
    "changes": "/andringar/?bekraftelser=1",
    "past": "/verksamheter/lotsen/?vid=r1",
    "nothing saved": "/samtal/",
    "saved": "/samtal/?samtal=lotsen,finns-inte,sara",
    "municipality": "/kommuner/bollebygd/",
    "federations": "/forbund/",
    "federation": "/forbund/bms/",
    "streams": "/finansiering/",
    "stream": "/finansiering/finsam/",
    "endings": "/upphor/?datum=2010-01-01",
    "budgets": "/budgetar/",
    "budget": "/budgetar/uppdrag-samverkan/",
    "agreements": "/overenskommelser/",
    "agreement": "/overenskommelser/koordinator-sjuharad/",
    "undescribed area": "/matris/vasterbotten/",
    "undescribed municipality": "/kommuner/umea/",
    "old name": "/forbund/umea/?datum=2010-01-01",
    "about cooperation": "/om/samverkan/",
    "evaluation": "/om/frisam/",
    "regional goals": "/om/regionala-mal/",
    "fact": "/om/uppgifter/frisam-aterbetalning/",
    "pay-off": "/aterbetalning/",
    "pay-off of shares": "/aterbetalning/?deltagare=10&kostnad=5000&betalare=A&effekt=1,5&andel=60",
    "pay-off with faults": "/aterbetalning/?deltagare=x&effekt=1",
    "results of one": "/resultat/?verksamhet=lotsen",
    "no results": "/resultat/?forbund=bms",
    "follow-up": "/resultat/lotsen-2008/",
    "partners": "/parter/",
    "glossary": "/ord/",
    "all results": "/resultat/",
    "finder": "/hitta/",
    "finder with an answer": "/hitta/?kommun=tranemo&alder=22",
    "finder with much answered": "/hitta/?kommun=boras&alder=40&sjukskriven=helt&fragar=forsakringskassan",
    "finder outside": "/hitta/?kommun=annan",
    "editions": "/utgavor/",
    "edition": "/utgavor/1/",
    "two editions": "/utgavor/jamfor/1/2/",
    "one edition twice": "/utgavor/jamfor/2/2/",
    "about": "/om/",
    "open data": "/oppna-data/",
    "accessibility": "/tillganglighet/",
    "on a day": "/?datum=2010-01-01",
}
ENGLISH = {
    "start in English": "/en/",
    "activity in English": "/en/verksamheter/aktiv-sjukskrivning/",
    "finder in English": "/en/hitta/?kommun=boras&alder=40&sjukskriven=helt&fragar=forsakringskassan",
    "pay-off in English": "/en/aterbetalning/",
}
ERRORS = {
    "not found": "/verksamheter/finns-inte/",
    "withdrawn": "/verksamheter/ny-vag/",
    "no such moment": "/?vid=fel",
    "no such link": "/bekrafta/fel/",
}


def fill() -> None:
    """The whole catalogue, something changed, something withdrawn, and editions to compare."""
    forget()
    kept.filled("pages", _fill)


def _fill() -> None:
    for step in first_revisions():
        import_catalogue(FIXTURES / step["folder"], OFFICE, and_publish=True)
    activity = Activity.objects.get(slug="lotsen")
    activity.summary += " Vi ringer upp dig."
    activity.purpose = "Att korta vägen till rätt stöd."
    activity.save()
    published(activity, note="Kortare syfte")
    counts = {"women": 3, "men": 10, "sex_unknown": 0, "with_plan": 12}
    published(FollowUpFactory.create(slug="lotsen-2008", name="Lotsen 2008", activity=activity, counted=counts))
    two_editions()
    withdraw([Activity.objects.get(slug="ny-vag")], OFFICE)
