"""Every figure draws from committed tables, refuses stale ones, and has the same bytes every time."""

import importlib
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.figure import Figure

from experiments._runner import discover
from lqtheory import tables
from lqtheory.balls import Truth
from lqtheory.errors import DataError
from lqtheory.tables import Table
from paper_figures import __main__ as program
from paper_figures import load, staleness, style
from paper_figures.widths import set_in_one_column
from tests.experiments.test_figure_colours import alike_in_grey, foreign_colours
from tests.experiments.test_figure_widths import PAGE, flaws

RESULTS = Path(__file__).resolve().parents[2] / "experiments" / "results"
named = pytest.mark.parametrize("name", program.names())


@pytest.fixture(autouse=True)
def _coarse(monkeypatch: pytest.MonkeyPatch):
    """Few pixels: what is tested here are numbers and files."""
    monkeypatch.setitem(style.BASE, "savefig.dpi", 30)


def module_of(name: str):
    return importlib.import_module(f"paper_figures.{name}")


def assert_fonts_are_embedded(document: bytes):
    """Every font of a PDF has its TrueType outlines in it, and none is a bitmap font."""
    descriptors = document.count(b"/Type /FontDescriptor")
    assert descriptors > 0
    assert document.count(b"/FontFile2") == descriptors
    assert b"/Subtype /Type3" not in document


@named
def test_every_figure_draws_from_committed_tables(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(style.BASE, "savefig.dpi", style.BASE["figure.dpi"])
    drawn, sizes, wrong = [], [], {}
    save = program.figures.save_as

    def saved(figure: Figure, path: Path) -> Path:
        written = save(figure, path)
        drawn.append(figure)
        sizes.append(tuple(figure.get_size_inches()))
        if path.suffix == ".png" and (found := flaws(figure)):  # the PDF has the same places
            wrong[path.name] = found
        return written

    monkeypatch.setattr(program.figures, "save_as", saved)
    paths = program.draw(name, out=tmp_path)
    assert wrong == {}, "nothing is cut off, too small or on anything else"
    assert [width for width, _ in sizes] == [style.TWO_COLUMNS] * 2 + [style.ONE_COLUMN] * 2
    assert max(height for _, height in sizes) <= PAGE
    assert foreign_colours(drawn[0]) == set()
    assert alike_in_grey(drawn[0]) == []
    assert [path.name for path in paths] == [
        f"{name}{width}.{ending}" for width in ("", "_single") for ending in ("png", "pdf", "txt")
    ]
    for picture, document in (paths[:2], paths[3:5]):
        assert picture.read_bytes().startswith(b"\x89PNG")
        assert document.read_bytes().startswith(b"%PDF")
        assert_fonts_are_embedded(document.read_bytes())
    assert len(list(tmp_path.iterdir())) == 6


@named
def test_every_figure_is_made_for_the_version_of_its_experiment(name: str):
    experiments = discover()
    for table, version in module_of(name).TABLES:
        assert experiments[table].version == version


@named
def test_no_plotted_row_breaks_a_bound(name: str):
    for table in load(module_of(name).TABLES, RESULTS).values():
        for column in table.columns:
            if column.startswith("holds"):
                assert Truth.NO not in table.column(column)


@pytest.mark.parametrize(
    "name", [n if n == "worst_case_sawtooth" else pytest.param(n, marks=pytest.mark.slow) for n in program.names()]
)
def test_the_same_tables_give_the_same_files(name: str, tmp_path: Path):
    first, second = (program.draw(name, out=tmp_path / run) for run in ("a", "b"))
    for one, other in zip(first, second, strict=True):
        assert one.read_bytes() == other.read_bytes()


def plotted(figure: Figure) -> np.ndarray:
    lines = [line.get_ydata() for ax in figure.axes for line in ax.lines]
    return np.concatenate([np.asarray(y, dtype=float) for y in lines])


def test_the_plotted_numbers_are_those_of_the_table():
    module = module_of("best_k_term_of_trained_layers")
    stored = load(module.TABLES, RESULTS)
    drawn = set(plotted(module.draw(stored)).tolist())
    (table,) = stored.values()
    for column in ("measured", "predicted", "predicted_stechkin"):
        assert set(table.where(q=0.25).column(column)) <= drawn


@pytest.mark.parametrize("name", ["best_k_term_of_trained_layers", "keep_counts_of_trained_neurons"])
def test_tables_of_a_machine_without_mnist_are_drawn(name: str):
    module = module_of(name)
    tables_without = {
        key: table.filter(lambda row: "mnist" not in row["model"])
        for key, table in load(module.TABLES, RESULTS).items()
    }
    assert len(plotted(module.draw(tables_without))) > 0


def stale(change: dict) -> str:
    grid = [{"a": 1}, {"a": 2}]
    told = {"experiment": "demo", "version": 1, "complete": True, "grid": grid, "skipped": []}
    return staleness(Table(["a", "x"], [(1, 0.5), (2, 0.5)], keys=["a"], metadata={**told, **change}), "demo", 1)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({}, ""),
        ({"version": 2}, "it has version 2, the figure is made for version 1"),
        ({"complete": False}, "it is incomplete"),
        ({"experiment": "other"}, "its sidecar is of 'other'"),
        ({"grid": [{"a": 1}, {"a": 3}]}, "1 points of its grid are missing and 1 are not of the grid"),
        ({"grid": [{"a": 1}, {"a": 2}, {"a": 3}], "skipped": [{"a": 3, "reason": "no data"}]}, ""),
    ],
)
def test_stale_tables_are_recognised(change: dict, reason: str):
    assert stale(change) == reason


def test_a_stale_table_is_refused_with_the_command_that_mends_it(tmp_path: Path):
    table = tables.read(RESULTS / "worst_case_sawtooth.csv")
    table.with_metadata(version=99).write(tmp_path / "worst_case_sawtooth.csv")
    with pytest.raises(DataError, match=r"is stale: it has version 99.*python -m experiments run worst_case_sawtooth"):
        program.draw("worst_case_sawtooth", results=tmp_path, out=tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_the_program_prints_where_the_files_are(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert program.main(["worst_case_sawtooth", "--out", str(tmp_path)]) == 0
    assert capsys.readouterr().out.split() == [
        str(tmp_path / f"worst_case_sawtooth{w}.{e}") for w in ("", "_single") for e in ("png", "pdf", "txt")
    ]
    assert program.main(["worst_case_sawtoth"]) == 2
    assert "did you mean 'worst_case_sawtooth'" in capsys.readouterr().err
    assert program.main(["--results", str(tmp_path)]) == 2
    assert "there is no table" in capsys.readouterr().err


def test_figures_whose_tables_were_not_measured_anew_come_from_the_committed_ones(tmp_path: Path, capsys):
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    options = ["worst_case_sawtooth", "--results", str(fresh), "--out", str(tmp_path / "out")]
    assert program.main(options) == 2
    assert program.main([*options, "--or-committed"]) == 0
    assert (
        f"worst_case_sawtooth: drawn from the committed worst_case_sawtooth, not in {fresh}" in capsys.readouterr().out
    )
    fresh.joinpath("worst_case_sawtooth.csv").write_text("damaged")
    assert program.main([*options, "--or-committed"]) == 2


@pytest.mark.slow
@pytest.mark.parametrize("without", ["", "deep_mnist_l1", "sgd_cifar", "sgd_fashion_l1"])
def test_networks_with_and_without_penalty_have_a_panel_each_or_none(without: str):
    """Where one of the two was not measured no hole is left and no title stands alone, and the caption says so."""
    module = module_of("coreset_accuracy")
    (table,) = load(module.TABLES, RESULTS).values()
    rows = [dict(row) for row in table]
    if "deep_mnist_l1" not in table.unique("network"):
        others = [row for row in rows if row["network"] == "deep_mnist"]
        rows += [{**row, "model": "deep_mnist_l1@0", "network": "deep_mnist_l1", "l1": 1e-5} for row in others]
    stored = {"coreset_accuracy": Table.from_records([row for row in rows if row["network"] != without])}
    assert ("was not measured" in module.caption(stored)) == bool(without)
    with mpl.rc_context(style.BASE):
        figure = module.draw(stored)
        panels = [ax for ax in figure.axes if ax.axison]
        assert len(panels) == len(figure.axes) == (7 if without else 8)
        assert all(ax.get_title() and len(ax.lines) > 5 for ax in panels)
        for narrow in (False, True):
            if narrow:
                set_in_one_column(figure, module.IN_ONE_COLUMN)
            figure.draw_without_rendering()
            assert flaws(figure) == []


@pytest.mark.parametrize("name", ["compressibility_of_networks", "pruning_rules"])
def test_the_reconstructed_rule_of_the_paper_is_called_so(name):
    figure = module_of(name).draw(load(module_of(name).TABLES, RESULTS))
    texts = [text.get_text() for text in figure.findobj(match=lambda artist: hasattr(artist, "get_text"))]
    assert any("reconstructed" in text.replace("-\n", "") for text in texts)
    assert not any("(paper)" in text for text in texts)


@named
def test_a_figure_is_loaded_where_only_quick_tables_are_fresh(name: str, tmp_path: Path):
    """As after `make figures FRESH=1`: each table for itself comes from the fresh ones or from the committed ones."""
    quick = [one for one, experiment in discover().items() if not experiment.long and not experiment.of]
    for one in quick:
        for ending in (".csv", ".json"):
            (tmp_path / f"{one}{ending}").symlink_to(RESULTS / f"{one}{ending}")
    tables_of = module_of(name).TABLES
    assert set(load(tables_of, tmp_path, RESULTS)) == {table for table, _ in tables_of}
    assert set(program._absent(name, tmp_path)) == {table for table, _ in tables_of} - set(quick)
