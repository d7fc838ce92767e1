"""A front for each test."""

import asyncio
from collections.abc import Iterator
from threading import Thread

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connections

from activities.models import Activity, Contact, ContactUse
from tests.factories import ActivityFactory, AreaFactory, FunctionFactory, MunicipalityFactory, published
from tests.response_cache.asking import Site


@pytest.fixture
def site(db: None) -> Iterator[Site]:
    """The site as it answers through its front, with nothing kept."""
    connection, loop = connections["default"], asyncio.new_event_loop()
    connection.inc_thread_sharing()
    for signal in (request_started, request_finished):  # The connection stays the test's, as in Django's own client.
        signal.disconnect(close_old_connections)
    running = Thread(target=loop.run_forever)
    running.start()
    made = Site.made(loop)
    yield made
    made.front.threads.pool.shutdown()
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)
    connection.dec_thread_sharing()
    loop.call_soon_threadsafe(loop.stop)
    running.join()
    loop.close()


@pytest.fixture
def activity(db: None) -> Activity:
    place = MunicipalityFactory.create(slug="vik")
    area = AreaFactory.create(slug="sjuharad", municipalities=[place])
    function = FunctionFactory.create(slug="trana", position=1)
    activity = ActivityFactory.create(
        slug="lotsen", name="Lotsen", area=area, function=function, placed_in=[place], described=True
    )
    ContactUse.objects.create(
        activity=activity, contact=Contact.objects.create(office="Kansliet", phone="033-35 51 41"), position=0
    )
    published(activity)
    return activity
