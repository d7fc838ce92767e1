"""Which of the catalogue's words a misspelt one may be; pure."""

from difflib import get_close_matches

from samverkan.language.analyser import plain
from samverkan.search.vocabulary import Vocabulary

_SHORTEST = 4
_ALIKE = 0.55


def nearest(word: str, vocabulary: Vocabulary) -> str | None:
    """The word that takes the fewest changes of letters; of those the one that says most. None where all are far."""
    if len(word) < _SHORTEST or word.isdigit():
        return None
    most = 1 if len(word) < 7 else 2
    letters = plain(word)
    found: list[tuple[int, int, int, str]] = []
    for place, other_letters in enumerate(vocabulary.by_plain):
        if abs(len(other_letters) - len(word)) <= most and len(other_letters) >= _SHORTEST:
            changes = _changes(letters, other_letters, most)
            if changes <= most:
                changes += other_letters[0] != letters[0]
                others = vocabulary.by_plain.at(place)
                found += [(changes, -vocabulary.words[one][1], -vocabulary.words[one][0], one) for one in others]
    return min(found)[3] if found else None


def look_alikes(word: str, vocabulary: Vocabulary) -> list[str]:
    """Up to three words that share most of their letters with one."""
    if len(word) < _SHORTEST:
        return []
    found = get_close_matches(plain(word), vocabulary.by_plain, n=3, cutoff=_ALIKE)
    return [vocabulary.by_plain[letters][0] for letters in found]


def _changes(one: str, other: str, most: int) -> int:
    """Letters to change, add, drop or let two neighbours swap; more than `most` once it is certain to be more."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        line = [row]
        for column, beside in enumerate(other, start=1):
            cost = min(last[column] + 1, line[column - 1] + 1, last[column - 1] + (letter != beside))
            if before and column > 1 and letter == other[column - 2] and one[row - 2] == beside:
                cost = min(cost, before[column - 2] + 1)
            line.append(cost)
        if min(line) > most:
            return most + 1
        before, last = last, line
    return last[-1]
