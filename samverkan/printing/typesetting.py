"""Lays out one document as a process of its own, given a layout, the fonts' folder and a time, and data as JSON.

What Typst remembers of it, up to hundreds of megabytes, ends with the process; what stops it does not stop the server.
"""

import sys
from pathlib import Path

import typst


def main() -> None:
    """Write the PDF. It is refused where it is not PDF/UA-1."""
    layout, fonts, made = sys.argv[1:]
    compiler = typst.Compiler(
        layout,
        root=Path(layout).parent,
        font_paths=typst.Fonts(include_system_fonts=False, font_paths=[fonts]),
        ignore_system_fonts=True,
        sys_inputs={"data": sys.stdin.buffer.read().decode()},
    )
    pdf = compiler.compile(format="pdf", pdf_standards="ua-1", timestamp=int(made))
    if not isinstance(pdf, bytes):
        raise TypeError("one document makes one file")
    sys.stdout.buffer.write(pdf)


if __name__ == "__main__":
    main()
