"""The few axes that figures are made of: predicted against measured, tightness, maps over two parameters.

Every function draws stored rows of a table onto axes that it is given; none computes anything.
"""

from __future__ import annotations

import io
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.collections import QuadMesh
from matplotlib.colors import LogNorm
from matplotlib.figure import Figure
from matplotlib.layout_engine import PlaceHolderLayoutEngine
from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter

from lqtheory.errors import DomainError
from lqtheory.quantities.unseen_limits import clopper_pearson_lower, clopper_pearson_upper
from lqtheory.tables import Table, replacing

__all__ = [
    "COLOURS",
    "curves",
    "map_over",
    "quantile_band",
    "save",
    "save_as",
    "share_interval",
    "svg_bytes",
    "tightness",
    "tightness_panels",
    "tightness_picture",
]

#: Okabe and Ito's colours, distinguishable with every kind of colour vision.
COLOURS = {
    "black": "#000000",
    "orange": "#E69F00",
    "sky": "#56B4E9",
    "green": "#009E73",
    "yellow": "#F0E442",
    "blue": "#0072B2",
    "vermilion": "#D55E00",
    "purple": "#CC79A7",
}
#: Numbers from which on margins are left out.
_HUGE = 1e150
_FIXED: dict[str, dict[str, Any]] = {
    "png": {"Software": None},
    "pdf": {"Creator": None, "Producer": None, "CreationDate": None},
    "svg": {"Date": None},
}


def curves(ax: Axes, table: Table, x: str, columns: Mapping[str, Mapping[str, Any]]) -> None:
    """Several columns against one, as lines: predicted and measured values over what they depend on.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    table : Table
        Rows; drawn in ascending order of ``x``.
    x : str
        Column of the horizontal axis.
    columns : mapping of str to mapping
        Column names, and for each the keywords of its line (``label``, ``color``, ``linestyle``, ...).

    Examples
    --------
    >>> ax = Figure().add_subplot()
    >>> curves(ax, Table(["k", "error"], [(2, 0.1), (1, 0.5)]), "k", {"error": {"label": "measured"}})
    >>> ax.lines[0].get_ydata().tolist()
    [0.5, 0.1]
    """
    ordered = table.sorted_by(x)
    for name, style in columns.items():
        ax.plot(ordered.array(x), ordered.array(name), **style)


def tightness(ax: Axes, table: Table, x: str, by: Sequence[str], styles: Sequence[Mapping[str, Any]]) -> None:
    """The ratio of measured to predicted, one line for each group of rows, under a line at 1.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    table : Table
        Rows with a column ``ratio``.
    x : str
        Column of the horizontal axis.
    by : sequence of str
        Columns that tell the lines apart.
    styles : sequence of mappings
        Keywords of the lines, in the order of the groups.

    Raises
    ------
    DomainError
        If there are not as many styles as groups.

    Examples
    --------
    >>> ax = Figure().add_subplot()
    >>> tightness(ax, Table(["q", "k", "ratio"], [(1, 1, 0.9), (1, 2, 1.0)]), "k", ["q"], [{"color": "black"}])
    >>> len(ax.lines)
    2
    """
    groups = list(table.groups(*by))
    if len(groups) != len(styles):
        raise DomainError(
            f"{len(styles)} styles were given for {len(groups)} groups by {by} (tightness); give one each"
        )
    ax.axhline(1.0, color="0.6", linewidth=0.8, zorder=0)
    for (_, part), style in zip(groups, styles, strict=True):
        curves(ax, part, x, {"ratio": style})


def quantile_band(
    ax: Axes, table: Table, x: str, column: str, quantiles: tuple[float, float, float], **style: Any
) -> None:
    """Quantiles of a column over the rows that share an ``x``: a line at the middle one, a band between the others.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    table : Table
        Rows.
    x, column : str
        Columns of the two axes.
    quantiles : tuple of float
        Lower, middle and upper one, each in [0, 1].
    **style
        Keywords of the line; the band takes its colour.

    Examples
    --------
    >>> ax = Figure().add_subplot()
    >>> rows = [(0.1, count) for count in range(11)]
    >>> quantile_band(ax, Table(["eta", "k"], rows), "eta", "k", (0.1, 0.5, 0.9))
    >>> ax.lines[0].get_ydata().tolist()
    [5.0]
    """
    groups = [(values[0], part.array(column)) for values, part in table.sorted_by(x).groups(x)]
    at = np.array([value for value, _ in groups])
    low, middle, high = (np.array([np.quantile(cells, level) for _, cells in groups]) for level in quantiles)
    (line,) = ax.plot(at, middle, **style)
    ax.fill_between(at, low, high, color=line.get_color(), alpha=0.2, linewidth=0)


def share_interval(share: float, trials: int, failure: float = 0.05) -> tuple[float, float]:
    """Clopper-Pearson interval of a probability, from the share of independent trials in which something happened.

    Parameters
    ----------
    share, trials : float, int
        A multiple of 1/``trials`` in [0, 1], and how many there were.
    failure : float
        Probability, in (0, 1), that the interval misses, half of it on each side.

    Returns
    -------
    tuple of float
        Its ends.

    Raises
    ------
    DomainError
        If the share is of another number of trials.

    Examples
    --------
    >>> [round(end, 4) for end in share_interval(0.5, 10)]
    [0.1871, 0.8129]
    """
    count = round(share * trials)
    if not abs(share * trials - count) < 1e-6 * trials:
        raise DomainError(f"share={share!r} is no multiple of 1/{trials} (share_interval); give the trials it is of")
    return clopper_pearson_lower(count, trials, failure / 2), clopper_pearson_upper(count, trials, failure / 2)


def map_over(ax: Axes, table: Table, x: str, y: str, column: str, **style: Any) -> QuadMesh:
    """Positive values of a column as colours over a logarithmic grid of two others; other cells stay empty.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw; both its axes become logarithmic.
    table : Table
        Rows, at most one for each pair; the values of ``x``, and those of ``y``, are in geometric progression.
    x, y, column : str
        Columns of the axes and of the colours.
    **style
        Keywords of ``pcolormesh``.

    Returns
    -------
    matplotlib.collections.QuadMesh
        For a colour bar.

    Examples
    --------
    >>> ax = Figure().add_subplot()
    >>> mesh = map_over(ax, Table(["p", "q", "v"], [(1, 2, 0.1), (1, 4, 0.2), (2, 4, 0.3)]), "p", "q", "v")
    >>> mesh.get_array().shape
    (2, 2)
    """
    xs, ys = (sorted(table.unique(name)) for name in (x, y))
    values = np.full((len(ys), len(xs)), np.nan)
    for a, b, value in zip(table.column(x), table.column(y), table.array(column), strict=True):
        if value > 0:
            values[ys.index(b), xs.index(a)] = value
    ax.set(xscale="log", yscale="log")
    norm = style.pop("norm", None) or LogNorm(np.nanmin(values), np.nanmax(values))
    return ax.pcolormesh(_edges(xs), _edges(ys), np.ma.masked_invalid(values), norm=norm, rasterized=True, **style)


def _edges(centres: Sequence[float]) -> np.ndarray:
    """Borders of cells around a geometric progression."""
    logs = np.log(np.asarray(centres, dtype=np.float64))
    step = logs[1] - logs[0] if len(logs) > 1 else 1.0
    edges: np.ndarray = np.exp(np.append(logs - step / 2, logs[-1] + step / 2))
    return edges


def save(figure: Figure, folder: str | os.PathLike[str], name: str) -> list[Path]:
    """Write a figure as PNG and PDF, each complete or not at all, with no date in it.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
        The figure.
    folder : path
        Where to write; made if missing.
    name : str
        File name without ending.

    Returns
    -------
    list of pathlib.Path
        The two files.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     [path.name for path in save(Figure(), folder, "empty")]
    ['empty.png', 'empty.pdf']
    """
    return [save_as(figure, Path(folder, f"{name}.{ending}")) for ending in ("png", "pdf")]


def save_as(figure: Figure, path: str | os.PathLike[str]) -> Path:
    """Write a figure to one file, complete or not at all, with no date in it.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
        The figure.
    path : path
        A file that ends in .png, .pdf or .svg; its folder is made if missing.

    Returns
    -------
    pathlib.Path
        The file.

    Raises
    ------
    DomainError
        If it ends in anything else.
    """
    place = Path(path)
    ending = place.suffix.lower().removeprefix(".")
    if ending not in _FIXED:
        raise DomainError(f"path={str(path)!r} does not end in .png, .pdf or .svg (save_as)")
    place.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(figure.get_layout_engine(), PlaceHolderLayoutEngine):  # with it everything would be drawn twice
        figure.set_layout_engine(None)
    # Letters of an SVG stay letters, and its marks have the same names every time; a PNG is compressed quickly.
    how: Any = {"pil_kwargs": {"compress_level": 3}} if ending == "png" else {}
    with replacing(place) as temporary, rc_context({"svg.fonttype": "none", "svg.hashsalt": "lqtheory"}):
        figure.savefig(temporary, format=ending, metadata=_FIXED[ending], **how)
    return place


def svg_bytes(figure: Figure) -> bytes:
    """A figure as SVG, with no date and no random names in it.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
        The figure.

    Returns
    -------
    bytes

    Examples
    --------
    >>> svg_bytes(Figure()) == svg_bytes(Figure())
    True
    """
    stream = io.BytesIO()
    with rc_context({"svg.hashsalt": "lqtheory"}):
        figure.savefig(stream, format="svg", metadata=_FIXED["svg"])
    return stream.getvalue()


def tightness_panels(table: Table, parameters: Sequence[str], title: str) -> Figure:
    """The ratio of the sides against each of several parameters, sampled and extremal instances apart.

    Parameters
    ----------
    table : Table
        Columns ``kind`` ("sampled" or "extremal"), ``ratio`` and the parameters.
    parameters : sequence of str
        One panel each.
    title : str
        Over the panels.

    Returns
    -------
    matplotlib.figure.Figure
        The figure.
    """
    figure = Figure(figsize=(max(3.4, 2.3 * len(parameters)), 2.8), dpi=200, layout="constrained")
    axes = figure.subplots(1, len(parameters), sharey=True, squeeze=False)[0]
    for ax, parameter in zip(axes, parameters, strict=True):
        _ratios_against(ax, table, parameter)
    axes[0].set_ylabel("left side / right side", fontsize=8)
    figure.suptitle(title, fontsize=9)
    handles, labels = max((ax.get_legend_handles_labels() for ax in axes), key=lambda found: len(found[1]))
    figure.legend(handles, labels, loc="outside lower center", ncols=2, fontsize=7, frameon=False)
    return figure


def tightness_picture(table: Table, parameter: str) -> Figure:
    """The ratio of the sides against one parameter, small and without title.

    Parameters
    ----------
    table : Table
        Columns ``kind`` ("sampled" or "extremal"), ``ratio`` and the parameter.
    parameter : str
        The horizontal axis.

    Returns
    -------
    matplotlib.figure.Figure
        The figure.

    Examples
    --------
    >>> figure = tightness_picture(Table(["k", "kind", "ratio"], [(1, "sampled", 0.9)]), "k")
    >>> figure.axes[0].get_xlabel()
    'k'
    """
    figure = Figure(figsize=(4.6, 2.5))
    ax = figure.add_axes((0.14, 0.2, 0.82, 0.7))
    _ratios_against(ax, table, parameter)
    ax.set_ylabel("left side / right side", fontsize=8)
    figure.legend(loc="upper right", ncols=2, fontsize=7, frameon=False)
    return figure


def _ratios_against(ax: Axes, table: Table, parameter: str) -> None:
    """Sampled and extremal instances as points; logarithmic axes where the values ask for them."""
    kinds: dict[str, dict[str, Any]] = {
        "sampled": {"color": COLOURS["blue"], "marker": "o", "alpha": 0.5},
        "extremal": {"color": COLOURS["vermilion"], "marker": "x"},
    }
    ratios = table.array("ratio")
    ax.axhline(1.0, color="0.6", linewidth=0.8, zorder=0)
    for kind, style in kinds.items():
        rows = table.where(kind=kind)
        if len(rows.rows):
            ax.scatter(rows.array(parameter), rows.array("ratio"), s=9, linewidths=0.8, label=kind, **style)
    values = table.array(parameter)
    if np.abs(values).max() > _HUGE:  # what matplotlib adds on both sides would overflow
        ax.margins(x=0)
    if values.min() > 0 and values.max() > 30 * values.min():
        ax.set_xscale("log")
        ax.xaxis.set_major_locator(LogLocator(subs=(1.0, 2.0, 5.0), numticks=8))
        ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
        ax.xaxis.set_minor_formatter(NullFormatter())
    elif np.abs(values).max() > _HUGE:
        ax.set_xscale("symlog")
    if (ratios > 0).all() and (ratios.min() < 0.05 or ratios.max() > 20):
        ax.set_yscale("log")
    ax.set_xlabel(parameter, fontsize=8)
    ax.tick_params(labelsize=7)
    ax.spines[["top", "right"]].set_visible(False)
