"""Text as people send it, tidy once it is in: what nobody can see tells no two texts apart."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.language.incoming import code, line, prose

UNSEEN = ["\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u200e", "\u200f", "\u202a", "\u202e", "\u2066"]
BREAKS = ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"]
ANY = st.text(st.one_of(st.characters(), st.sampled_from("\r\n\x0b\u00a0 -–a\u030a\u200b")))


@pytest.mark.parametrize("sign", BREAKS)
def test_whatever_ends_a_line_is_one_line_break(sign: str) -> None:
    assert prose(f"Ett{sign}{sign}Två") == "Ett\n\nTvå"
    assert line(f"Ett{sign}{sign}Två") == "Ett Två"


@pytest.mark.parametrize("sign", UNSEEN)
def test_what_cannot_be_seen_goes(sign: str) -> None:
    assert prose(f"Sam{sign}verkan") == line(f"Sam{sign}verkan") == code(f"Sam{sign}verkan") == "Samverkan"


@pytest.mark.parametrize("sign", ["\x00", "\x01", "\x08", "\x1b", "\x1f", "\x7f", "\x9f", "\ud800", "\uffff"])
def test_control_characters_and_halves_of_characters_go(sign: str) -> None:
    assert prose(f"Sam{sign}verkan") == "Samverkan"


def test_a_letter_is_one_letter_however_it_was_composed() -> None:
    assert prose("Bora\u030as") == line("Bora\u030as") == "Borås"
    assert prose("a\u200b\u030a") == "å"


def test_free_text_keeps_its_spaces_and_dashes_and_a_tab_parts_words() -> None:
    assert prose("10\u00a0000 – kr\toch\u202fmer") == "10\u00a0000 – kr och\u202fmer"


@pytest.mark.parametrize("dash", "‐‑‒–—―−")
def test_what_has_a_form_has_one_dash_and_plain_spaces(dash: str) -> None:
    assert code(f"\u00a00322{dash}600\u2009 714\u00a0") == "0322-600 714"
    assert code(f"09.00{dash}12.00", "–") == "09.00–12.00"


@given(ANY)
def test_tidy_text_is_left_as_it_is(text: str) -> None:
    for tidy in (prose, line, code):
        once = tidy(text)
        assert tidy(once) == once
        assert unicodedata.is_normalized("NFC", once)
        assert once == once.strip()
        once.encode()


@given(ANY)
def test_a_line_and_a_code_hold_no_line_break(text: str) -> None:
    assert len(line(text).splitlines()) <= 1
    assert len(code(text).splitlines()) <= 1
