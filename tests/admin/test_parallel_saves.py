"""Coordinators who save the same entry at once, in processes of their own: one wins, the others keep their texts."""

from tests.publishing.process import run, started

COORDINATORS = 4


def test_parallel_saves_have_one_winner(database_url: str) -> None:
    run(database_url, "prepare", 1)
    texts = [f"Text av {number}" for number in range(COORDINATORS)]
    with started(database_url, *(("coordinator", text) for text in texts)) as processes:
        for process in processes:
            process.go()
        answers = [process.end()[0] for process in processes]
    winners = [text for text, answer in zip(texts, answers, strict=True) if answer["saved"]]
    assert len(winners) == 1
    assert run(database_url, "saved_text") == {"text": winners[0]}
    assert all(answer["told"] and answer["kept"] for answer in answers if not answer["saved"])
