"""The notebook prints today what it printed when it was committed."""

import copy
from pathlib import Path

import pytest

pytest.importorskip("nbclient", reason="the extra `docs` is not installed")

import nbformat

from lqtheory.manual.notebooks import differences, executed, printed, write_notebook_page

NOTEBOOK = Path(__file__).resolve().parents[2] / "lqtheory" / "manual" / "three_papers.ipynb"
BOOK = nbformat.read(NOTEBOOK, as_version=4)
CODE = [cell for cell in BOOK.cells if cell.cell_type == "code"]


def test_the_notebook_is_valid_and_was_run_from_its_first_cell_to_its_last():
    nbformat.validate(BOOK)
    assert [cell.execution_count for cell in CODE] == list(range(1, len(CODE) + 1))
    assert not [output for cell in CODE for output in cell.outputs if output.output_type == "error"]


def test_it_has_a_proof_a_refutation_and_a_picture_for_the_papers():
    text = "\n".join(map(printed, CODE))
    assert text.count("PROVED") >= 3
    assert "FALSIFIED" in text
    assert text.count("[picture]") >= 3


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::RuntimeWarning")
def test_the_notebook_prints_what_it_printed():
    found = differences(BOOK, executed(NOTEBOOK))
    assert not found, "\n\n".join(found)


def test_a_change_is_noticed():
    other = copy.deepcopy(BOOK)
    changed = next(cell for cell in other.cells if cell.cell_type == "code" and cell.outputs)
    changed.outputs = []
    assert len(differences(BOOK, other)) == 1
    assert differences(BOOK, BOOK) == []


def test_a_line_that_the_kernel_sends_in_pieces_is_no_change():
    other = copy.deepcopy(BOOK)
    cell = next(cell for cell in other.cells if cell.cell_type == "code" and cell.outputs and "text" in cell.outputs[0])
    whole = cell.outputs[0]
    text = whole.text
    whole.text, end = text.rstrip("\n"), copy.deepcopy(whole)
    end.text = "\n"
    cell.outputs.insert(1, end)
    assert differences(BOOK, other) == []
    end.text = "\nanother line\n"
    assert len(differences(BOOK, other)) == 1


def test_the_page_shows_text_code_output_and_pictures(tmp_path: Path):
    page = write_notebook_page(tmp_path, NOTEBOOK)
    text = page.read_text(encoding="utf-8")
    assert CODE[1].source in text
    assert printed(CODE[1]) in text
    assert len(list(tmp_path.glob("three_papers/*.png"))) == text.count("![")
