"""Whatever a client asks that the API's document allows is answered as it says; whatever it forbids is refused."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import on_sqlite
from tests.factories import ActivityFactory, AreaFactory, FederationFactory, FinancingStreamFactory, published
from tests.serving import served

EXAMPLES = 5  # Of each operation; a few hundred were tried by hand.


@pytest.fixture
def catalogue(transactional_db: None) -> None:
    """An entry of each kind that the document has addresses for."""
    area = AreaFactory.create(slug="sjuharad")
    activity = ActivityFactory.create(slug="lotsen", area=area, for_whom={"age_min": 18}, way_in={}, confirmed=True)
    activity.criteria.create(text="Har ont", situations=["pain"])
    published(activity, FederationFactory.create(slug="boras"), FinancingStreamFactory.create(slug="finsam"))


@pytest.mark.rehearsal
@pytest.mark.parametrize("seed", [1 if on_sqlite() else 2])  # Each database is asked other questions.
def test_no_question_and_no_sequence_of_questions_breaks_the_document(
    catalogue: None, database_url: str, tmp_path: Path, seed: int
) -> None:
    with served(database_url, DATA_DIR=str(tmp_path)) as address:
        done = subprocess.run(
            [
                *(sys.executable, "-m", "schemathesis.cli", "run", f"{address}/api/v1/openapi.json", "--no-color"),
                *("--checks", "all", "--max-examples", str(EXAMPLES), "--seed", str(seed)),
                *("--phases", "examples,coverage,fuzzing,stateful"),
            ],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stdout[-8000:]
    assert "Stateful" in done.stdout
