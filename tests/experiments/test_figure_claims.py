"""Captions of figures: every sentence holds in the committed rows, and fails once some column is damaged."""

import ast
import importlib
import inspect
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType

import pytest

from lqtheory.balls import Truth
from lqtheory.errors import DataError
from lqtheory.tables import Table
from paper_figures import __main__ as program
from paper_figures import captions, index, load, papers

RESULTS = Path(__file__).resolve().parents[2] / "experiments" / "results"
named = pytest.mark.parametrize("name", program.names())

#: Figures of tables with so many rows that damaging every column takes seconds.
LARGE = {
    "certificates_and_unseen_inputs",
    "certificates_of_pruned_networks",
    "compressibility_of_networks",
    "intrinsic_volumes_of_cones",
    "keep_counts_of_trained_neurons",
    "pruning_curves_of_random_weights",
    "pruning_limits_of_networks",
    "pruning_rule_against_magnitude",
    "pruning_rules",
    "pruning_rules_by_theory",
}


def module_of(name: str):
    return importlib.import_module(f"paper_figures.{name}")


@named
def test_the_caption_says_what_holds_in_the_rows(name: str):
    module = module_of(name)
    tables = load(module.TABLES, RESULTS)
    claims = module.claims(tables)
    assert [sentence for sentence, holds in claims.items() if holds is not True] == []
    caption = module.caption(tables)
    assert captions.FAILED not in caption
    assert all(sentence in caption for sentence in claims)
    numbers = re.findall(r"\d[\d.,]*", " ".join(claims))
    assert len(numbers) >= 2, "a caption has numbers from its rows"
    assert not re.search(r"\bnan\b|\binf\b|no value|\$", caption)


@pytest.mark.parametrize(
    "name", [pytest.param(n, marks=pytest.mark.slow) if n in LARGE else n for n in program.names()]
)
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_every_claim_fails_when_a_column_is_damaged(name: str):
    module = module_of(name)
    tables = load(module.TABLES, RESULTS)
    number = len(module.claims(tables))
    intact = set(range(number))
    for damaged in damages(tables, source_with_siblings(module)):
        try:
            claims = list(module.claims(damaged).values())
        except (ValueError, KeyError, ZeroDivisionError, StopIteration):
            continue
        if len(claims) == number:
            intact -= {place for place, holds in enumerate(claims) if not holds}
        if not intact:
            return
    assert not intact, f"claims number {sorted(intact)} hold whatever the table says"


def source_with_siblings(module: ModuleType) -> str:
    """The text of a figure's module, and of the figures that it takes what it says from."""
    text = inspect.getsource(module)
    siblings = set(re.findall(r"from paper_figures\.(\w+) import", text)) & set(program.names())
    return "\n".join([text, *(inspect.getsource(module_of(name)) for name in sorted(siblings))])


def damages(tables: Mapping[str, Table], source: str) -> Iterator[dict[str, Table]]:
    """The tables with one column that the claims speak of negated, huge, tiny, backwards, or on a ramp."""
    for name, table in tables.items():
        for place, column in enumerate(table.columns):
            if column in table.keys or not any(f"{quote}{column}{quote}" in source for quote in "'\""):
                continue
            cells = [row[place] for row in table.rows]
            ramp = [damage(cell, 1.0 + number / len(cells)) for number, cell in enumerate(cells)]
            uniform = ([damage(cell, factor) for cell in cells] for factor in (-1.0, 1e3, 1e-3))
            for other in (*uniform, cells[::-1], ramp):
                rows = [(*row[:place], cell, *row[place + 1 :]) for row, cell in zip(table.rows, other, strict=True)]
                yield {**tables, name: Table(table.columns, rows, (), table.metadata)}


def damage(cell: object, factor: float) -> object:
    if isinstance(cell, Truth):
        return Truth.NO if cell is Truth.YES else Truth.YES
    return factor * cell if isinstance(cell, (int, float)) and cell else cell


#: Columns that a caption counts by, and what another number in them looks like.
COUNTED = [
    ("certificates_of_pruned_networks", "certificates_of_pruned_networks", "replicate", lambda cell: 0),
    ("certificates_and_unseen_inputs", "certificates_of_pruned_networks", "replicate", lambda cell: 0),
    ("compressibility_of_networks", "compressibility_of_networks", "replicate", lambda cell: 0),
    ("coreset_accuracy", "coreset_accuracy", "repetitions", lambda cell: 7 * cell),
    ("coreset_accuracy_of_other_methods", "coreset_accuracy", "repetitions", lambda cell: 7 * cell),
    ("coreset_cancellations", "coreset_cancellations", "pairs", lambda cell: 7 * cell),
    ("coreset_grid", "coreset_grid", "repetitions", lambda cell: 7 * cell),
    ("coreset_grid", "coreset_grid", "epochs", lambda cell: 7 * cell),
    ("coreset_errors", "coreset_certificates", "others", lambda cell: 7 * cell),
    ("coreset_errors", "coreset_output_errors", "ratio", lambda cell: 7 * cell),
    ("keep_counts_of_trained_neurons", "keep_counts_of_trained_neurons", "unit", lambda cell: cell.split()[0]),
    ("planted_teacher_limits", "planted_teacher_limits", "trials", lambda cell: 7 * cell),
    ("planted_teacher_limits", "planted_pruning_mixtures", "rotations", lambda cell: 7 * cell),
    ("pruning_curves_of_random_weights", "pruning_curves_of_random_weights", "training_seed", lambda cell: 0),
    ("pruning_limit_factors", "pruning_limit_factors", "rotations", lambda cell: 7 * cell),
    (
        "pruning_limit_factors_of_networks",
        "pruning_limit_factors_of_networks",
        "model",
        lambda cell: f"{cell.split('@')[0]}@0",
    ),
    ("pruning_limits_of_networks", "pruning_limits_of_networks", "replicate", lambda cell: 0),
    ("pruning_rule_against_magnitude", "pruning_rules", "model", lambda cell: cell.replace("@0-2", "@0-6")),
    ("pruning_rule_against_magnitude", "pruning_rule_on_fresh_seeds", "model", lambda cell: f"{cell}1"),
    ("pruning_rule_against_magnitude", "pruning_rule_on_held_out_images", "model", lambda cell: f"{cell}1"),
    ("pruning_rules", "pruning_rules", "model", lambda cell: cell.replace("@0-2", "@0-6")),
    ("pruning_rules_by_theory", "pruning_rules", "model", lambda cell: cell.replace("@0-2", "@0-6")),
    ("sublevel_cones", "sublevel_cones", "samples", lambda cell: 7 * cell),
    ("typical_and_worst_points", "typical_and_worst_points", "draws", lambda cell: 7 * cell),
]


@pytest.mark.parametrize(
    ("name", "table", "column", "other"), COUNTED, ids=lambda part: getattr(part, "__name__", part)
)
def test_what_a_caption_counts_is_read_from_the_rows(name: str, table: str, column: str, other):
    """Another number of draws, seeds, masks or images in the table is another caption."""
    module = module_of(name)
    tables = load(module.TABLES, RESULTS)
    place, changed = tables[table].columns.index(column), tables[table]
    rows = tuple((*row[:place], other(row[place]), *row[place + 1 :]) for row in changed.rows)
    assert rows != changed.rows
    assert module.caption({**tables, table: Table(changed.columns, rows)}) != module.caption(tables)


#: Things that rows have a number of.
_THINGS = (
    r"draws?|seeds?|inputs|images|rotations|masks|neurons|trainings?|programs|vectors|projections|repetitions|pairs"
)
_NUMBER = r"(\d[\d,]*|two|three|four|five|six|ten|sixteen|hundred|thousand)"


def literals(source: str) -> Iterator[str]:
    """Texts of a module that may get into a figure or its caption, with a mark for what is computed."""
    tree = ast.parse(source)
    owners = [node for node in ast.walk(tree) if isinstance(node, (ast.Module, ast.FunctionDef, ast.ClassDef))]
    skipped = {id(node.body[0].value) for node in owners if ast.get_docstring(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            skipped |= {id(part) for part in node.values}
            yield "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
    texts = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))
    yield from (node.value for node in texts if id(node) not in skipped)


def counted(source: str) -> list[str]:
    """Texts that count by a number written into the module."""
    return [text for text in literals(source) if re.search(rf"\b{_NUMBER}( [a-z]+)? ({_THINGS})\b", text)]


@named
def test_no_number_of_things_is_written_into_a_caption(name: str):
    assert counted(inspect.getsource(module_of(name))) == []


def test_a_number_written_into_a_caption_is_found():
    assert counted('x = "mean of five draws"') == ["mean of five draws"]
    assert counted('x = f"a sample of 1000 test inputs, {y}"') == ["a sample of 1000 test inputs, {}"]
    assert counted('x = f"mean of {number} draws"') == []


def test_a_claim_that_fails_is_named_in_the_caption():
    module = module_of("worst_case_sawtooth")
    (table,) = load(module.TABLES, RESULTS).values()
    place = table.columns.index("ratio")
    rows = [(*row[:place], 2.0, *row[place + 1 :]) for row in table.rows]
    caption = module.caption({"worst_case_sawtooth": Table(table.columns, rows)})
    assert "Not so in these rows: The bound is never exceeded, in 240 cases." in caption


def test_a_caption_that_fails_in_other_rows_is_told_and_counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """What `make figure` does with rows measured anew."""
    name = "worst_case_sawtooth"
    command = [name, "--results", str(tmp_path / "results"), "--out", str(tmp_path / "out"), "--check"]
    table = load(module_of(name).TABLES, RESULTS)[name]
    table.write(tmp_path / "results" / f"{name}.csv")
    assert program.main(command) == 0
    assert capsys.readouterr().err == ""
    place = table.columns.index("ratio")
    rows = [(*row[:place], 2.0, *row[place + 1 :]) for row in table.rows]
    Table(table.columns, rows, table.keys, table.metadata).write(tmp_path / "results" / f"{name}.csv")
    assert program.main(command) == 1
    assert f"{name}: not so in these rows: The bound is never exceeded" in capsys.readouterr().err


def test_the_experiments_of_a_figure_are_printed(capsys: pytest.CaptureFixture[str]):
    assert program.main(["coreset_errors", "worst_case_sawtooth", "--tables"]) == 0
    assert capsys.readouterr().out == "coreset_output_errors coreset_certificates worst_case_sawtooth\n"
    assert program.main(["papers", "--tables"]) == 2
    assert "papers is a list made from the tables of many figures" in capsys.readouterr().err


def test_the_papers_numbers_come_from_the_tables():
    tables = load(papers.TABLES, RESULTS)
    rows = papers.comparisons(tables)
    assert {row.paper for row in rows} == {papers.CORESETS, papers.LIMIT, papers.SPARSE, papers.PROTOTYPE}
    headlines = {row.what.partition(":")[0]: row.reported for row in rows if "suffices" in row.what}
    assert headlines == {"MNIST": 15, "Fashion-MNIST": 15, "CIFAR-10 subset": 50}
    error = tables["pruning_limit_errors"].where(subset="all", definition="one-shot", predictor="published, absolute")
    found = next(row for row in rows if row.what.endswith("actual: one-shot loss"))
    assert found.ours == error.column("error")[0]
    assert all(row.reported is None for row in rows if row.paper == papers.LIMIT), "no number of that paper is recalled"
    assert {"California Housing", "MNIST", "Fashion-MNIST", "CIFAR-10 subset"} <= {
        row.what.partition(":")[0] for row in rows if row.paper == papers.SPARSE
    }
    assert all(row.difference is None for row in rows if row.reported is None or row.ours is None)
    assert all(row.answer or row.ours is not None for row in rows)


def test_where_the_prototypes_are_reached():
    """Points lost against the dense network, ours minus theirs; where ours are behind, by how much."""
    rows = papers.comparisons(load(papers.TABLES, RESULTS))
    found = {
        (row.here.partition(",")[0], *row.what.removeprefix("MNIST: ").split(" at ")): row.difference
        for row in rows
        if row.paper == papers.PROTOTYPE
    }
    lost = {(network, what.partition(",")[0], share.split()[0]): gap for (network, what, share), gap in found.items()}
    reached = {
        "sgd_mnist": {"corenet_network": "15 10"},
        "adam_mnist": {"corenet_plus_plus": "15 5", "magnitude": "15"},
        "sgd_mnist_l1": {
            "mixed_network": "15 10 5", "corenet_network": "5", "poisson_activation": "10 5", "sensitivity": "5",
            "magnitude": "15 10 5", "poisson_mean": "10",
        },
    }  # fmt: skip
    for network, methods in reached.items():
        for method, shares in methods.items():
            assert all(lost[network, method, share] <= 0.05 for share in shares.split()), (network, method)
    assert lost["deep_mnist", "corenet", "15"] > 80
    behind = {key: gap for key, gap in lost.items() if gap > 0.05 and key[0] != "deep_mnist"}
    assert set(behind) == {
        ("sgd_mnist", "corenet", "15"), ("sgd_mnist", "corenet", "10"),
        ("adam_mnist", "poisson_neyman", "15"), ("adam_mnist", "poisson_neyman", "5"),
        ("adam_mnist", "magnitude", "5"), ("sgd_mnist_l1", "corenet_network", "15"),
        ("sgd_mnist_l1", "corenet_network", "10"), ("sgd_mnist_l1", "poisson_sensitivity", "10"),
        ("sgd_mnist_l1", "sensitivity", "10"),
    }  # fmt: skip


def test_the_share_that_suffices_is_read_from_the_top():
    """Shares below a first loss of more than a point do not count, whatever their score."""
    columns = ("density", "dense", "score")
    curve = Table(columns, [(0.5, 98.0, 98.0), (0.25, 98.0, 97.5), (0.15, 98.0, 90.0), (0.1, 98.0, 98.0)])
    row = papers._suffices("mnist", 15.0, "", "", curve, "")
    assert (row.ours, row.difference) == (25.0, 10.0)
    assert "8 percentage points lost at 15 %" in row.answer
    assert row.cells()[5] == "+10 percentage points"
    none = papers._suffices("mnist", 15.0, "", "", curve.filter(lambda cells: cells["density"] == 0.15), "")
    assert none.ours is None
    assert none.cells()[5] == "no number here"


def test_coresets_are_compared_in_accuracy_and_in_output_error():
    table = load(papers.TABLES, RESULTS)["coreset_accuracy"].where(network="sgd_mnist")
    rows = [row for row in papers._coresets(table) if "less that of the best" in row.what]
    assert [row.what.split(" of CoreNet")[0] for row in rows] == [
        "MNIST: accuracy",
        "MNIST: median relative output error",
    ]
    errors = {row["method"]: row["error"] for row in table.where(density=0.15)}
    assert rows[1].ours == errors["corenet"] - min(errors[name] for name in papers._NAIVE if name in errors)


def test_the_papers_are_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert program.main(["papers"]) == 0
    printed = capsys.readouterr().out
    assert all(paper in printed for paper in (papers.CORESETS, papers.LIMIT, papers.SPARSE))
    assert program.main(["papers", "--results", str(tmp_path)]) == 2


def test_the_index_shows_every_figure_and_the_papers(tmp_path: Path):
    rows = papers.comparisons(load(papers.TABLES, RESULTS))
    page = index.write(tmp_path, {"a_figure": "k < n"}, rows).read_text(encoding="utf-8")
    assert '<a href="a_figure.pdf"><img src="a_figure.png" alt="k &lt; n"></a>' in page
    assert "<h2>A figure</h2>" in page
    assert page.count("<tr>") == len(rows) + 1


def test_all_figures_together_come_with_an_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys):
    monkeypatch.setattr(program, "names", lambda: ["worst_case_sawtooth"])
    assert program.main(["--out", str(tmp_path)]) == 0
    assert (tmp_path / "index.html").exists()
    assert capsys.readouterr().out.endswith("index.html\n")
    caption = (tmp_path / "worst_case_sawtooth.txt").read_text(encoding="utf-8")
    assert caption.strip() in (tmp_path / "index.html").read_text(encoding="utf-8").replace("&#x27;", "'")


@pytest.mark.parametrize("name", [name for name in program.names() if name not in ("pruning_limits_of_networks",)])
def test_captions_of_tables_without_mnist_are_written(name: str):
    module = module_of(name)
    tables = {
        key: table.filter(lambda row: not any("mnist" in str(cell) or "fashion" in str(cell) for cell in row.values()))
        for key, table in load(module.TABLES, RESULTS).items()
    }
    if not all(len(table) for table in tables.values()):
        pytest.skip("nothing is left to draw")
    assert module.caption(tables)


def test_a_stale_table_has_no_caption(tmp_path: Path):
    with pytest.raises(DataError):
        program.draw("worst_case_sawtooth", results=tmp_path, out=tmp_path)
    assert not list(tmp_path.iterdir())
