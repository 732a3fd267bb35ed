"""What is known about the theorems, in words: findings, sources, and the ledger as text, Markdown and JSON.

Names are loaded on first use, so that formatting a number does not import the registry.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lqtheory.report.errata import errata_markdown, write_errata
    from lqtheory.report.formulas import unicode_formula
    from lqtheory.report.html_page import PageFigure, PagePicture, PageTable, PageText, Section, page_html, write_page
    from lqtheory.report.ledger import LedgerRow, is_fresh, ledger_row, ledger_rows, merged, row_of
    from lqtheory.report.markdown import insert_ledger, ledger_json, ledger_markdown, write_ledger
    from lqtheory.report.sources import citation
    from lqtheory.report.text import evidence_lines, proof_lines, theorem_lines

_HOME_OF = {
    "LedgerRow": "ledger",
    "PageFigure": "html_page",
    "PagePicture": "html_page",
    "PageTable": "html_page",
    "PageText": "html_page",
    "Section": "html_page",
    "citation": "sources",
    "errata_markdown": "errata",
    "evidence_lines": "text",
    "insert_ledger": "markdown",
    "is_fresh": "ledger",
    "ledger_json": "markdown",
    "ledger_markdown": "markdown",
    "ledger_row": "ledger",
    "ledger_rows": "ledger",
    "merged": "ledger",
    "page_html": "html_page",
    "proof_lines": "text",
    "row_of": "ledger",
    "theorem_lines": "text",
    "unicode_formula": "formulas",
    "write_errata": "errata",
    "write_ledger": "markdown",
    "write_page": "html_page",
}

__all__ = [
    "LedgerRow",
    "PageFigure",
    "PagePicture",
    "PageTable",
    "PageText",
    "Section",
    "citation",
    "errata_markdown",
    "evidence_lines",
    "insert_ledger",
    "is_fresh",
    "ledger_json",
    "ledger_markdown",
    "ledger_row",
    "ledger_rows",
    "merged",
    "page_html",
    "proof_lines",
    "row_of",
    "theorem_lines",
    "unicode_formula",
    "write_errata",
    "write_ledger",
    "write_page",
]


def __getattr__(name: str) -> object:
    if name not in _HOME_OF:
        raise AttributeError(f"module 'lqtheory.report' has no attribute {name!r}")
    return getattr(import_module(f"lqtheory.report.{_HOME_OF[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
