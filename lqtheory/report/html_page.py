"""HTML pages of sections with text, tables and figures; nothing is loaded but pictures that lie beside the page."""

from __future__ import annotations

import base64
import os
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from lqtheory.errors import DataError, DomainError
from lqtheory.tables import replacing

__all__ = [
    "PageFigure",
    "PagePicture",
    "PageTable",
    "PageText",
    "Section",
    "checked_page_path",
    "page_html",
    "write_page",
]

_STYLE = """
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; margin-top: 2rem; }
.table { overflow-x: auto; }
table { border-collapse: collapse; font-size: .875rem; font-variant-numeric: tabular-nums; }
th, td { padding: .2rem .7rem; text-align: right; border-bottom: 1px solid #8884; white-space: nowrap; }
th { border-bottom: 2px solid #8888; } th:first-child, td:first-child, td.words { text-align: left; }
figure { margin: 1rem 0; } figure img { max-width: 100%; background: #fff; }
figcaption, caption { font-size: .875rem; opacity: .8; text-align: left; }
pre { overflow-x: auto; }
"""


@dataclass(frozen=True)
class PageText:
    """A paragraph, or lines that keep their breaks.

    Parameters
    ----------
    text : str
        Plain text; it is escaped.
    verbatim : bool
        Whether to keep the line breaks and use letters of equal width.
    """

    text: str
    verbatim: bool = False

    def html(self) -> str:
        """The element."""
        tag = "pre" if self.verbatim else "p"
        return f"<{tag}>{escape(self.text)}</{tag}>"


@dataclass(frozen=True)
class PageTable:
    """A table; cells that are no numbers are aligned to the left.

    Parameters
    ----------
    columns : sequence of str
        Header.
    rows : sequence of sequences of str
        Cells, plain text.
    caption : str
        Above the table.
    """

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    caption: str = ""

    def html(self) -> str:
        """The element, in a box that scrolls sideways where the table is too wide."""
        head = "".join(f"<th>{escape(name)}</th>" for name in self.columns)
        body = "\n".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in self.rows)
        caption = f"<caption>{escape(self.caption)}</caption>" if self.caption else ""
        inner = f"{caption}\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>"
        return f'<div class="table"><table>{inner}</table></div>'


@dataclass(frozen=True)
class PageFigure:
    """A picture inside the page.

    Parameters
    ----------
    svg : bytes
        The picture as SVG, such as :func:`lqtheory.figures.svg_bytes` gives.
    caption : str
        Below the picture; also what is read out instead of it.
    """

    svg: bytes
    caption: str

    def html(self) -> str:
        """The element."""
        data = base64.b64encode(self.svg).decode("ascii")
        words = escape(self.caption)
        picture = f'<img src="data:image/svg+xml;base64,{data}" alt="{words}">'
        return f"<figure>{picture}<figcaption>{words}</figcaption></figure>"


@dataclass(frozen=True)
class PagePicture:
    """A picture in a file beside the page; whoever moves the page moves the picture with it.

    Parameters
    ----------
    file : str
        Name of the picture, relative to the page.
    original : str
        Name of the file that a click on it opens, for instance the same figure as PDF.
    caption : str
        Below the picture; also what is read out instead of it.

    Examples
    --------
    >>> PagePicture("a.png", "a.pdf", "k < n").html()
    '<figure><a href="a.pdf"><img src="a.png" alt="k &lt; n"></a><figcaption>k &lt; n</figcaption></figure>'
    """

    file: str
    original: str
    caption: str

    def html(self) -> str:
        """The element."""
        words, file, original = (escape(text) for text in (self.caption, self.file, self.original))
        picture = f'<a href="{original}"><img src="{file}" alt="{words}"></a>'
        return f"<figure>{picture}<figcaption>{words}</figcaption></figure>"


@dataclass(frozen=True)
class Section:
    """A heading and what stands under it.

    Parameters
    ----------
    heading : str
        Plain text.
    parts : sequence of PageText, PageTable, PageFigure or PagePicture
        In their order.
    """

    heading: str
    parts: Sequence[PageText | PageTable | PageFigure | PagePicture]

    def html(self) -> str:
        """The element."""
        inner = "\n".join(part.html() for part in self.parts)
        return f"<section>\n<h2>{escape(self.heading)}</h2>\n{inner}\n</section>"


def page_html(title: str, sections: Sequence[Section]) -> str:
    """A whole page.

    Parameters
    ----------
    title : str
        Title and first heading, plain text.
    sections : sequence of Section
        In their order.

    Returns
    -------
    str
        HTML without scripts, links or a date, so that equal content gives equal pages.

    Examples
    --------
    >>> page = page_html("a < b", [Section("Numbers", [PageTable(["k", "error"], [["1", "0.5"]])])])
    >>> "<h1>a &lt; b</h1>" in page, "<td>0.5</td>" in page, "http" in page
    (True, True, False)
    """
    body = "\n".join(section.html() for section in sections)
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{escape(title)}</title>\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{escape(title)}</h1>\n{body}\n</body>\n</html>\n"
    )


def checked_page_path(path: str | os.PathLike[str]) -> Path:
    """The path of a page, refused before any work is done if no page can be written there.

    Parameters
    ----------
    path : path
        A name ending in ``.html``.

    Returns
    -------
    pathlib.Path

    Raises
    ------
    DomainError
        If it ends in anything else.
    DataError
        If its folder does not exist.
    """
    place = Path(path)
    if place.suffix != ".html":
        raise DomainError(f"{place} does not end in .html; name it {place.stem}.html")
    if not place.absolute().parent.is_dir():
        raise DataError(f"there is no folder {place.parent}; create it first")
    return place


def write_page(path: str | os.PathLike[str], title: str, sections: Sequence[Section]) -> Path:
    """Write a page, complete or not at all.

    Parameters
    ----------
    path : path
        A name ending in ``.html``.
    title, sections
        As in :func:`page_html`.

    Returns
    -------
    pathlib.Path
        The file.

    Raises
    ------
    DomainError, DataError
        As :func:`checked_page_path`.
    """
    place = checked_page_path(path)
    with replacing(place) as temporary:
        temporary.write_text(page_html(title, sections), encoding="utf-8")
    return place


def _cell(text: str) -> str:
    return f"<td>{escape(text)}</td>" if not text or _is_number(text) else f'<td class="words">{escape(text)}</td>'


def _is_number(text: str) -> bool:
    """Whether a cell is a number, or several with strokes between them."""
    try:
        [float(part.rstrip("%")) for part in text.split(" / ")]
    except ValueError:
        return False
    return True
