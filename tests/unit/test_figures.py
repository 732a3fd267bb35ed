from pathlib import Path

import numpy as np
import pytest
from matplotlib.figure import Figure

from lqtheory.errors import DomainError
from lqtheory.figures import COLOURS, curves, map_over, quantile_band, save, svg_bytes, tightness, tightness_picture
from lqtheory.tables import Table

TABLE = Table(["q", "k", "ratio"], [(0.5, 2, 0.9), (0.5, 1, 0.7), (1.0, 1, 1.0), (1.0, 2, None)])


@pytest.fixture
def ax():
    return Figure().add_subplot()


def test_curves_are_drawn_in_ascending_order_with_gaps_for_empty_cells(ax):
    curves(ax, TABLE.where(q=1.0), "k", {"ratio": {"label": "measured"}})
    (line,) = ax.lines
    assert line.get_xdata().tolist() == [1, 2]
    np.testing.assert_array_equal(line.get_ydata(), [1.0, np.nan])
    assert line.get_label() == "measured"


def test_tightness_draws_every_group_under_one(ax):
    tightness(ax, TABLE, "k", ["q"], [{"color": "black"}, {"color": "red"}])
    assert [list(line.get_ydata()) for line in ax.lines[:2]] == [[1.0, 1.0], [0.7, 0.9]]
    with pytest.raises(DomainError, match=r"1 styles were given for 2 groups by \['q'\]"):
        tightness(ax, TABLE, "k", ["q"], [{}])


def test_bands_lie_between_quantiles(ax):
    rows = [(x, x * v) for x in (1.0, 2.0) for v in range(101)]
    quantile_band(ax, Table(["x", "y"], rows), "x", "y", (0.1, 0.5, 0.9), color="black")
    assert ax.lines[0].get_ydata().tolist() == [50.0, 100.0]
    corners = ax.collections[0].get_paths()[0].vertices[:, 1]
    assert (corners.min(), corners.max()) == (10.0, 180.0)


def test_maps_leave_cells_without_positive_values_empty(ax):
    mesh = map_over(ax, Table(["p", "q", "v"], [(1, 2, 0.1), (1, 4, -1.0), (2, 4, 0.3)]), "p", "q", "v")
    assert mesh.get_array().filled(-9).tolist() == [[0.1, -9], [-9, 0.3]]
    assert ax.get_xscale() == ax.get_yscale() == "log"


def test_saved_files_have_no_date_and_nothing_else_is_left(tmp_path: Path):
    contents = []
    for name in ("one", "two"):
        figure = Figure()
        figure.add_subplot().plot([1, 2])
        contents.append([path.read_bytes() for path in save(figure, tmp_path / name, "figure")])
    assert contents[0] == contents[1]
    assert b"CreationDate" not in contents[0][1]
    assert sorted(path.name for path in (tmp_path / "one").iterdir()) == ["figure.pdf", "figure.png"]


def test_colours_are_distinct():
    assert len(set(COLOURS.values())) == len(COLOURS)


@pytest.mark.parametrize(
    "values", [(1e-5, 1e308), (1.0, 1e300), (0.0, 1.6e308), (-1.7e308, 1.7e308), (5e-324, 1.0)], ids=str
)
def test_the_largest_floats_are_drawn_without_overflow(values: tuple[float, float]):
    """Warnings are errors in the tests: matplotlib adds margins and looks for ticks beyond the values."""
    table = Table(["t", "kind", "ratio"], [(value, "sampled", 0.5) for value in values])
    assert b"<svg" in svg_bytes(tightness_picture(table, "t"))
