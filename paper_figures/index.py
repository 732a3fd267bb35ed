"""The page that shows all figures with their captions, and the papers' numbers beside ours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from lqtheory.report.html_page import PagePicture, PageTable, PageText, Section, write_page
from paper_figures import papers

NAME = "index.html"
_TITLE = "Figures, and the papers' numbers beside ours"
_NOTE = (
    "Every figure is drawn from committed tables, and what a caption counts or measures is computed from their rows. "
    "A click on a figure opens it as PDF."
)
_RECALLED = (
    "What the papers report is recalled from the dossiers; no paper was reread. Differences are ours minus theirs, and "
    "are left out where no number is recalled."
)


def write(
    folder: Path,
    captions: Mapping[str, str],
    found: Sequence[papers.Comparison],
    widths: Sequence[str] = ("double", "single"),
) -> Path:
    """Write the page beside the pictures.

    Parameters
    ----------
    folder : pathlib.Path
        Where the PNG and PDF files lie.
    captions : mapping of str to str
        Captions by name of figure.
    found : sequence of Comparison
        Rows of the table of the papers.
    widths : sequence of str
        Which ones were drawn: ``NAME`` over two columns, ``NAME_single`` for one.

    Returns
    -------
    pathlib.Path
        The page.
    """
    sections = [Section("About", [PageText(_NOTE)])]
    for name, caption in captions.items():
        heading = name.replace("_", " ").capitalize()
        files = [name] * ("double" in widths) + [f"{name}_single"] * ("single" in widths)
        words = [caption, "The same within one column."]
        pictures = [PagePicture(f"{file}.png", f"{file}.pdf", told) for file, told in zip(files, words, strict=False)]
        sections.append(Section(heading, pictures))
    table = PageTable(papers.COLUMNS, [row.cells() for row in found], _RECALLED)
    sections.append(Section("The papers' own numbers", [table]))
    return write_page(folder / NAME, _TITLE, sections)
