"""What editors write becomes paragraphs, lists and emphasis, and nothing else."""

from typing import Any

import pytest

from samverkan.printing.blocks import DEEPEST, prose


def paragraph(*body: Any) -> dict[str, Any]:
    return {"type": "paragraph", "body": list(body)}


def points(*items: list[Any], numbered: bool = False) -> dict[str, Any]:
    return {"type": "list", "numbered": numbered, "items": list(items)}


def depth(blocks: list[Any]) -> int:
    """How many lists stand within each other."""
    lists = (block["items"] for block in blocks if block["type"] == "list")
    return max((1 + max(map(depth, items)) for items in lists), default=0)


def test_lists_within_lists_stop_at_a_depth_without_losing_a_word() -> None:
    blocks = prose("\n\n".join("    " * level + f"- ord{level}" for level in range(12)))
    assert depth(blocks) == DEEPEST
    assert [f"ord{level}" in str(blocks) for level in range(12)] == [True] * 12


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        (None, []),
        ("", []),
        ("Ett.\n\nTvå.", [paragraph("Ett."), paragraph("Två.")]),
        ("En rad\noch en till.", [paragraph("En rad och en till.")]),
        (
            "Ett *viktigt* och **mycket *viktigare*** ord.",
            [
                paragraph(
                    "Ett ",
                    {"type": "em", "body": ["viktigt"]},
                    " och ",
                    {"type": "strong", "body": ["mycket ", {"type": "em", "body": ["viktigare"]}]},
                    " ord.",
                )
            ],
        ),
        ("Gatan 1  \n501 80 Borås", [paragraph("Gatan 1", {"type": "break"}, "501 80 Borås")]),
        ("- a\n- b", [points([paragraph("a")], [paragraph("b")])]),
        ("1. a\n2. b", [points([paragraph("a")], [paragraph("b")], numbered=True)]),
        ("- a\n\n    - b\n\n- c", [points([paragraph("a"), points([paragraph("b")])], [paragraph("c")])]),
        ("# Rubrik", [paragraph("Rubrik")]),
        ("A & B <b>x</b> <script>", [paragraph("A & B <b>x</b> <script>")]),
        ("[ord](https://exempel.se)", [paragraph("ord")]),
    ],
)
def test_a_text_becomes_blocks(text: str | None, blocks: list[Any]) -> None:
    assert prose(text) == blocks
