"""Roles of processes.py: one that writes much in one transaction, and one that reads meanwhile."""

import json
import os
import sys
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client

from federations.models import Municipality
from samverkan.publishing.documents import build
from samverkan.publishing.loading import load
from samverkan.publishing.models import Event
from samverkan.publishing.publish import Author, lock_log, publish
from tests.factories import PartnerFactory


def say(**answer: Any) -> None:
    """One answer in one write, so that a kill cannot leave half of it."""
    os.write(1, f"{json.dumps(answer)}\n".encode())


def importer(count: str) -> None:
    """Load and publish so many new entries and rename a town, and wait with all of it written until told to commit."""
    town = Municipality.objects.get(slug="kommun-0")
    pattern = build(PartnerFactory.create())
    say(ready=True)
    sys.stdin.readline()
    with transaction.atomic():
        lock_log()
        made = load([pattern | {"slug": f"ny-{index}", "name": f"Ny part {index}"} for index in range(int(count))])
        town.name = "Nystad"
        town.save()
        revision = publish([town, *made], Author("Redaktionen"))
        say(written=revision and Event.objects.filter(revision=revision).count())
        sys.stdin.readline()
    say(done=True)


def visitor(*addresses: str) -> None:
    """At each word ask for the addresses, as somebody who has logged in; tell where the town has its new name."""
    user = User.objects.create_superuser("samordnare")
    client = Client(SERVER_NAME="localhost")
    client.force_login(user)
    say(ready=True)
    while sys.stdin.readline():
        answers = [client.get(address) for address in addresses]
        new = [address for address, page in zip(addresses, answers, strict=True) if "Nystad" in page.content.decode()]
        say(statuses=[page.status_code for page in answers], new=new)
