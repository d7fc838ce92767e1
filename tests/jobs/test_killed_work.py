"""A worker that is killed in the midst leaves nothing half done, and its job to the next."""

import pytest

from samverkan.jobs.working import ask
from tests.factories import AreaFactory, MunicipalityFactory
from tests.publishing.process import run, started


@pytest.fixture
def shared(transactional_db: None, request: pytest.FixtureRequest) -> str:
    """A municipality, and a job that writes to it, in a database that processes share."""
    MunicipalityFactory.create(slug="kommun-0", owners=[AreaFactory.create(slug="omrade")])
    ask("write", {"text": "a"})
    url: str = request.getfixturevalue("database_url")
    return url


def test_a_killed_worker_s_job_is_done_by_the_next_once(shared: str) -> None:
    with started(shared, ("worker",)) as [victim]:
        victim.go()
        assert victim.answer() == {"taken": 1}
        victim.answer()
        victim.process.kill()
        victim.process.wait()
    run(shared, "bury")
    with started(shared, ("worker",)) as [next_one]:
        next_one.go()
        assert next_one.answer() == {"taken": 2}
        next_one.answer()
        next_one.go()
        assert next_one.answer() == {"left": ["done"], "text": "a"}


@pytest.mark.postgres
def test_a_worker_that_was_only_slow_is_refused_when_it_wants_to_finish(shared: str) -> None:
    """On SQLite nobody can take a job while its work holds the database's lock."""
    with started(shared, ("worker",)) as [slow]:
        slow.go()
        assert slow.answer() == {"taken": 1}
        slow.answer()
        run(shared, "bury")
        with started(shared, ("worker",)) as [other]:
            other.go()
            assert other.answer() == {"taken": 2}
            slow.go()
            assert slow.answer() == {"left": ["running"], "text": ""}
            other.answer()
            other.go()
            assert other.answer() == {"left": ["done"], "text": "a"}
