"""What the processes of test_processes.py do: `python -m tests.publishing.processes ROLE …` at DATABASE_URL.

Every role answers in lines of JSON on stdout and takes its orders as lines on stdin.
"""

import itertools
import os
import random
import select
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any
from unittest.mock import patch

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samverkan.settings")
    django.setup()

from django.contrib.auth.models import User
from django.db import DatabaseError, transaction
from django.db.models import Value
from django.db.models.functions import Concat
from django.test import Client
from django.test.utils import setup_test_environment
from django.urls import reverse

from federations.models import Area, Municipality
from samverkan.desk.confirming.confirm import confirm
from samverkan.jobs.models import Job
from samverkan.jobs.working import perform, register, take
from samverkan.publishing.documents import Refused
from samverkan.publishing.index import facets_of, rewrite_index
from samverkan.publishing.models import Event, Facet, Publication, Revision
from samverkan.publishing.publish import Author, publish, withdraw
from samverkan.removal import redact
from tests.admin.forms import unchanged
from tests.factories import AreaFactory, MunicipalityFactory, published
from tests.jobs.dying import die
from tests.publishing.reading import importer, say, visitor


def prepare(count: str) -> None:
    """An area that lists as many municipalities, published: whoever renames one takes the area's document along."""
    area = AreaFactory.create(slug="omrade")
    towns = [MunicipalityFactory.create(slug=f"kommun-{i}", owners=[area]) for i in range(int(count))]
    for position, town in enumerate(towns):
        area.municipalities.create(municipality=town, position=position)
    say(revision=published(area).number)


def rename(towns: list[Municipality], suffix: str) -> None:
    """Save, publish, and only then acknowledge."""
    for town in towns:
        town.name = f"{town.slug} {suffix}"
        town.save()
    revision = publish(towns, Author("Redaktionen"))
    assert revision, "a new name is news"
    say(told=[[revision.number, town.slug, town.name] for town in towns])


def publisher(index: str, times: str) -> None:
    """Rename one's own municipality as many times as told, from the word go."""
    towns = [Municipality.objects.get(slug=f"kommun-{index}")]
    say(ready=True)
    sys.stdin.readline()
    for time in range(int(times)):
        rename(towns, f"{os.getpid()} {time}")


def editor(index: str, times: str) -> None:
    """At each word do what editors do, in an order that the index decides; what was withdrawn is revived.

    The removals of words are refused while others save, and are then tried again, as a person would.
    """
    chance = random.Random(int(index))
    shared = Municipality.objects.get(slug=f"kommun-{index}")
    omrade = Area.objects.get(slug="omrade")
    own = MunicipalityFactory.create(slug=f"egen-{index}", code=f"99{int(index):02d}", owners=[omrade])
    say(ready=True)
    for time in range(int(times)):
        sys.stdin.readline()
        rename([shared], f"{index}.{time}")
        rename([own], f"{index}.{time}")
        match chance.choice(["withdraw", "confirm", "remove"]):
            case "withdraw":
                withdraw([own], Author("Redaktionen"))
            case "confirm":
                confirm([own, shared], Author(f"Kontor {time}"))
            case "remove":
                slip_and_remove(own, f"Hemlig {index}-{time}")


def slip_and_remove(town: Municipality, words: str) -> None:
    """Publish words that should not have been, and remove them as soon as nobody is saving."""
    town.official_name = f"Fråga {words}"
    town.save()
    publish([town], Author("Redaktionen"))
    while redact.find([words]).times:
        with suppress(Refused):
            redact.redact([words], Author("Redaktionen"), redact.find([words]).times)
    town.refresh_from_db()  # Else the next save would bring the words back.


def victims(count: str) -> None:
    """For each word go a process of its own that renames all municipalities over and over, until it is killed."""
    say(ready=True)
    for _ in range(int(count)):
        sys.stdin.readline()
        if child := os.fork():
            os.waitpid(child, 0)
            say(dead=child)
        else:
            say(pid=os.getpid())
            towns = list(Municipality.objects.all())
            for time in itertools.count():
                rename(towns, f"{os.getpid()} {time}")


def reader() -> None:
    """Follow the log until stdin ends, and tell everything that was seen out of order or half."""
    faults: list[str] = []
    cursor = polls = 0
    say(ready=True)
    while True:
        told_to_stop = bool(select.select([sys.stdin], [], [], 0)[0])
        number = Revision.current_number()
        events = list(Event.objects.since(cursor, sys.maxsize >> 32))
        seen = sorted({event.revision_id for event in events})
        if seen != list(range(cursor + 1, cursor + 1 + len(seen))):
            faults.append(f"after r{cursor} came {seen}")
        cursor = seen[-1] if seen else cursor
        if cursor < number:
            faults.append(f"r{number} was current, yet the events ended at r{cursor}")
        faults += half_revisions(seen) + strange_names(number)
        polls += 1
        if told_to_stop or faults:
            break
    say(faults=faults, newest=cursor, polls=polls)


def half_revisions(numbers: list[int]) -> list[str]:
    """The revisions without all that publish() writes with them."""
    faults = []
    for number in numbers:
        events = list(Event.objects.filter(revision=number).select_related("publication"))
        publications = list(Publication.objects.filter(revision=number))
        if [event.position for event in events] != list(range(len(events))) or not events:
            faults.append(f"r{number} has the events {events}")
        if {event.publication for event in events} - {None} != set(publications):
            faults.append(f"r{number} has publications without events, or events without publications")
        for publication in publications:
            expected = {(facet.name, facet.value) for facet in facets_of(publication)}
            if set(Facet.objects.filter(publication=publication).values_list("name", "value")) != expected:
                faults.append(f"{publication} is not indexed as its document says")
    return faults


def strange_names(number: int) -> list[str]:
    """The names that the area's document at a revision gives otherwise than the documents it refers to."""
    held = {row.slug: row for row in Publication.objects.at(number)}
    if "omrade" not in held:
        return []
    listed = held["omrade"].document["municipalities"]
    return [
        f"r{number}: {row['name']} is {held[row['slug']].name}"
        for row in listed
        if row["name"] != held[row["slug"]].name
    ]


def coordinator(text: str) -> None:
    """Open an entry's form, and from the word go save it with a text of one's own."""
    setup_test_environment()  # Else responses would not tell what their templates were given.
    entry = Municipality.objects.get(slug="kommun-0")
    user = User.objects.get_or_create(username="samordnare", is_staff=True, is_superuser=True)[0]
    client = Client(SERVER_NAME="localhost")
    client.force_login(user)
    address = reverse("admin:federations_municipality_change", args=[entry.pk])
    data = unchanged(client, address) | {"official_name": text}
    say(ready=True)
    sys.stdin.readline()
    response = client.post(address, data)
    page = response.content.decode()
    say(saved=response.status_code == 302, told="har ändrats sedan" in page, kept=text in page)


def saved_text() -> None:
    """What was saved."""
    say(text=Municipality.objects.get(slug="kommun-0").official_name)


def inspect() -> None:
    """Everything that is wrong with the whole log, and the names that each revision gave."""
    numbers = list(Revision.objects.values_list("number", flat=True))
    moments = list(Revision.objects.values_list("moment", flat=True))
    faults = half_revisions(numbers)
    if numbers != list(range(1, len(numbers) + 1)):
        faults.append(f"the numbers are {numbers}")
    if moments != sorted(set(moments)):
        faults.append("the moments do not increase")
    for number in numbers:
        faults += strange_names(number)
    names = Publication.objects.filter(kind="municipality").values_list("revision", "slug", "name")
    say(faults=faults, newest=len(numbers), published=[list(row) for row in names])


def slip(words: str) -> None:
    """Publish words that should not have been."""
    town = Municipality.objects.get(slug="kommun-0")
    town.official_name = f"Fråga {words}"
    town.save()
    revision = publish([town], Author("Redaktionen"))
    say(newest=revision.number if revision else 0)


def redactor(words: str) -> None:
    """Remove words, and wait in the middle of it, with the texts changed, until one is told to go on or is killed."""

    def waiting(keys: Iterable[int]) -> None:
        rewrite_index(keys)
        say(pid=os.getpid())
        sys.stdin.readline()

    say(ready=True)
    sys.stdin.readline()
    with patch("samverkan.removal.redact.rewrite_index", waiting):
        redact.redact([words], Author("Redaktionen"), redact.find([words]).times)
    say(done=True)


def worker() -> None:
    """Do the jobs of writing to an entry, each of which waits in its midst, until one is told to go on or is killed."""

    def write(job: Job) -> dict[str, Any]:
        with transaction.atomic():
            Municipality.objects.update(official_name=Concat("official_name", Value(job.argument["text"])))
            say(pid=os.getpid())
            sys.stdin.readline()
            job.finish({})
        return {}

    register("write", write)
    say(ready=True)
    sys.stdin.readline()
    while job := take():
        say(taken=job.attempts)
        perform(job)
    say(left=[row.state for row in Job.objects.all()], text=Municipality.objects.get(slug="kommun-0").official_name)


def bury() -> None:
    """Let the last sign of life of every worker be too old."""
    for job in Job.objects.all():
        die(job)
    say(buried=True)


def standing(words: str) -> None:
    """How often words stand in the database, and whether the log can be changed."""
    try:
        with transaction.atomic():
            Publication.objects.update(name="x")
        locked = False
    except DatabaseError:
        locked = True
    say(times=redact.find([words]).times, locked=locked, newest=Revision.current_number())


ROLES: dict[str, Callable[..., None]] = {
    "prepare": prepare,
    "publisher": publisher,
    "editor": editor,
    "victims": victims,
    "reader": reader,
    "inspect": inspect,
    "coordinator": coordinator,
    "saved_text": saved_text,
    "slip": slip,
    "redactor": redactor,
    "standing": standing,
    "importer": importer,
    "visitor": visitor,
    "worker": worker,
    "bury": bury,
}

if __name__ == "__main__":
    ROLES[sys.argv[1]](*sys.argv[2:])
