"""The two widths of a printed page: figures are drawn over two columns and set again for one.

Setting again moves the same axes, with the same rows drawn on them, to a grid with fewer columns, writes the labels
that neighbours shared before to whoever needs them now, and breaks texts and legends into lines that fit.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.figure import Figure
from matplotlib.legend import Legend
from matplotlib.offsetbox import OffsetBox, VPacker
from matplotlib.text import Text
from matplotlib.ticker import FixedLocator

from paper_figures import style
from paper_figures.captions import plain

__all__ = ["OneColumn", "set_in_one_column"]

#: Words of a line: formulas and per cents are not broken.
_WORDS = re.compile(r"(?:\$[^$]*\$|\d %|[^\s$])+")


@dataclass(frozen=True)
class OneColumn:
    """How a figure is set within one column.

    Parameters
    ----------
    columns : int
        Panels beside each other; panels that were wider than others get the whole width.
    height : float
        Of the figure, in inches.
    by : {"row", "column"}
        Which panels follow each other: those of a row, or those of a column.
    labels_for_rows : bool
        Whether the label of a first panel's vertical axis is that of its whole row.
    words : mapping of str to str
        Words of place in captions and legends, and what they are in one column.
    only : sequence of str
        Labels of the lines that are drawn, where a column has no room for all; empty: all are.
    """

    columns: int
    height: float
    by: str = "row"
    labels_for_rows: bool = True
    words: Mapping[str, str] = field(default_factory=dict)
    only: Sequence[str] = ()

    def translated(self, caption: str) -> str:
        """A caption with other words of place, and with the names of the lines that are drawn.

        Parameters
        ----------
        caption : str
            Of the version over two columns.

        Returns
        -------
        str

        Examples
        --------
        >>> OneColumn(1, 4.0, words={"Left": "Above"}).translated("Left: errors.")
        'Above: errors.'
        """
        names = "; ".join(plain(label) for label in self.only)
        rest = f" Drawn here are {len(self.only)} of the lines over two columns: {names}." if self.only else ""
        return self.placed(caption) + rest

    def placed(self, text: str) -> str:
        """A text with other words of place.

        Parameters
        ----------
        text : str
            Caption or title of a legend.

        Returns
        -------
        str
        """
        for wide, narrow in self.words.items():
            text = text.replace(wide, narrow)
        return text


@dataclass
class _Panel:
    """A panel with where it is, and what labels say about it, its own ones or those of its row and column."""

    ax: Axes
    row: int
    column: int
    span: int
    height: float
    title: str = ""
    xlabel: str = ""
    ylabel: str = ""
    bare: tuple[bool, bool] = (False, False)


def set_in_one_column(figure: Figure, how: OneColumn) -> None:
    """Set a figure again, in place, for one column.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
        A figure over two columns, its panels on one grid, with its layout engine.
    how : OneColumn
        The new grid.
    """
    if how.only:
        _leave_out(figure, set(how.only))
    panels = _panels(figure, how.labels_for_rows)
    figure.set_size_inches(style.ONE_COLUMN, how.height)
    rows = _rows(panels, how)
    grid = figure.add_gridspec(
        len(rows), how.columns, height_ratios=[max(panel.height for panel in row) for row in rows]
    )
    widest = max(panel.span for panel in panels)
    for number, row in enumerate(rows):
        alone = len(row) == 1 and row[0].span == widest > min(panel.span for panel in panels)
        for place, panel in enumerate(row):
            panel.ax.set_subplotspec(grid[number, :] if alone else grid[number, place])
    for number, row in enumerate(rows):
        for place, panel in enumerate(row):
            above, below = (
                rows[other][place] if 0 <= other < len(rows) and place < len(rows[other]) else None
                for other in (number - 1, number + 1)
            )
            _label(panel, row[place - 1] if place else None, above, below)
    _fit(figure, how)


def _leave_out(figure: Figure, kept: set[str]) -> None:
    """Remove lines with other labels, and their entries in the legends."""
    for ax in figure.axes:
        for handle, label in zip(*ax.get_legend_handles_labels(), strict=True):
            if label not in kept:
                handle.remove()
    for legend in figure.legends:
        for column in legend._legend_handle_box.get_children():
            column._children = [item for item in column.get_children() if _text_of(item) in kept]
        legend.texts = [text for text in legend.get_texts() if text.get_text() in kept]


def _text_of(item: OffsetBox) -> str:
    """Words of an entry of a legend."""
    return next(text.get_text() for text in item.findobj(Text) if text.get_text())


def _panels(figure: Figure, labels_for_rows: bool = False) -> list[_Panel]:
    """The panels of the one grid, in the order in which they were made; colour bars follow theirs."""
    bars, panels = _colour_bars(figure), []
    for ax in figure.axes:
        spec = ax.get_subplotspec()
        if ax not in bars and spec is not None:
            height = spec.get_gridspec().get_height_ratios()[spec.rowspan.start]
            panels.append(_Panel(ax, spec.rowspan.start, spec.colspan.start, len(spec.colspan), float(height)))
    for panel in panels:
        column = [other for other in panels if other.column == panel.column and other.span == panel.span]
        before = [other for other in panels if other.row == panel.row and other.column < panel.column]
        panel.title = _nearest(panel, [other for other in column if other.row < panel.row], Axes.get_title)
        panel.xlabel = _nearest(panel, [other for other in column if other.row > panel.row], Axes.get_xlabel)
        panel.ylabel = _nearest(panel, before if labels_for_rows else [], Axes.get_ylabel)
        panel.bare = (
            not panel.ax.xaxis.get_tick_params().get("labelbottom", True),
            not panel.ax.yaxis.get_tick_params().get("labelleft", True),
        )
    return panels


def _colour_bars(figure: Figure) -> list[Axes]:
    drawn = [artist for ax in figure.axes for artist in (*ax.collections, *ax.images)]
    return [artist.colorbar.ax for artist in drawn if artist.colorbar is not None]


def _nearest(panel: _Panel, others: Iterable[_Panel], label: Callable[[Axes], str]) -> str:
    """The label of a panel, or of the nearest one of others that has one."""
    near = sorted(others, key=lambda other: abs(other.row - panel.row) + abs(other.column - panel.column))
    return next((text for text in (label(one.ax) for one in (panel, *near)) if text), "")


def _rows(panels: Sequence[_Panel], how: OneColumn) -> list[list[_Panel]]:
    narrowest = min(panel.span for panel in panels)
    order = sorted(panels, key=lambda p: (p.row, p.column) if how.by == "row" else (p.column, p.row))
    rows: list[list[_Panel]] = []
    for panel in order:
        if panel.span > narrowest or not rows or len(rows[-1]) == how.columns or rows[-1][0].span > narrowest:
            rows.append([])
        rows[-1].append(panel)
    return rows


def _label(panel: _Panel, left: _Panel | None, above: _Panel | None, below: _Panel | None) -> None:
    """Title, labels and numbers at the ticks, where the neighbour does not have the same ones."""
    ax = panel.ax
    on = above is not None and above.column == panel.column and above.span == panel.span
    ax.set_title("" if on and above.title == panel.title else panel.title)  # type: ignore[union-attr]
    ax.set_xlabel("" if below is not None and below.xlabel == panel.xlabel else panel.xlabel)
    ax.set_ylabel("" if left is not None and left.ylabel == panel.ylabel else panel.ylabel)
    joined_x = below is not None and (
        (panel.bare[0] and below.column == panel.column) or ax.get_shared_x_axes().joined(ax, below.ax)
    )
    joined_y = left is not None and (
        (panel.bare[1] and left.row == panel.row) or ax.get_shared_y_axes().joined(ax, left.ax)
    )
    ax.tick_params(axis="x", which="both", labelbottom=not joined_x)
    ax.tick_params(axis="y", which="both", labelleft=not joined_y)


def _fit(figure: Figure, how: OneColumn) -> None:
    """Break titles, labels and legends into lines that fit, and write numbers at ticks that have room."""
    # Texts remember how they were drawn last, which may be for a PDF, in other units.
    pen = FigureCanvasAgg(figure).get_renderer()
    width = style.ONE_COLUMN * figure.dpi
    figure.get_layout_engine().set(h_pad=0.07)  # type: ignore[union-attr]
    for legend in figure.legends:
        legend.get_title().set_text(how.placed(legend.get_title().get_text()))
        _break(legend.get_title(), 0.9 * width, pen)
        _fit_legend(legend, 0.91 * width, pen)
    room = how.height * figure.dpi - sum(legend.get_window_extent(pen).height for legend in figure.legends)
    panels = _panels(figure)
    for panel in panels:
        grid = panel.ax.get_subplotspec().get_gridspec()  # type: ignore[union-attr]
        share, ratios = panel.span / grid.ncols, grid.get_height_ratios()
        _break_ticks(panel.ax, 0.45 * share * width, pen)
        for text in (panel.ax.title, panel.ax.xaxis.label):
            _break(text, 0.8 * share * width, pen)
        _break(panel.ax.yaxis.label, room * panel.height / sum(ratios) - 0.45 * figure.dpi, pen, vertical=True)
    figure.draw_without_rendering()
    for panel in panels:
        for text in (panel.ax.title, panel.ax.xaxis.label):
            _break(text, 1.05 * panel.ax.bbox.width, pen)
        for axis in (panel.ax.xaxis, panel.ax.yaxis):
            _thin_ticks(axis, pen)
    for ax in (*(panel.ax for panel in panels), *_colour_bars(figure)):
        _break(ax.yaxis.label, 1.04 * ax.bbox.height, pen, vertical=True)


def _break_ticks(ax: Axes, room: float, pen: RendererAgg) -> None:
    """Break names of categories on the vertical axis."""
    if _has_names(names := ax.get_yticklabels()):
        for text in names:
            _break(text, room, pen)
        ax.set_yticks(ax.get_yticks(), [text.get_text() for text in names], linespacing=0.95)


def _has_names(labels: Iterable[Text]) -> bool:
    return any(re.search("[a-z] [a-z]", text.get_text()) for text in labels)


def _thin_ticks(axis: Axis, pen: RendererAgg) -> None:
    """Keep every second of the numbers at fixed ticks as long as they touch."""
    side, gap = (0, 3.0) if axis.axis_name == "x" else (1, 0.0)
    while isinstance(axis.get_major_locator(), FixedLocator) and len(axis.get_majorticklocs()) > 2:
        low, high = sorted(axis.get_view_interval())
        shown = [text for text in axis.get_ticklabels() if text.get_text() and text.get_visible()]
        if _has_names(shown):
            return
        boxes = [text.get_window_extent(pen).get_points() for text in shown if low <= text.get_position()[side] <= high]
        ends = sorted(tuple(box[:, side]) for box in boxes)
        if all(end + gap < start for (_, end), (start, _) in itertools.pairwise(ends)):
            return
        axis.set_major_locator(FixedLocator(axis.get_majorticklocs()[::2]))


def _break(text: Text, room: float, pen: RendererAgg, vertical: bool = False) -> None:
    """Break the lines of a text that are longer than there is room for, at spaces."""

    def length(words: list[str]) -> float:
        text.set_text(" ".join(words))
        box = text.get_window_extent(pen)
        return float(box.height if vertical else box.width)

    lines = []
    for line in text.get_text().split("\n"):
        words: list[str] = []
        for word in _WORDS.findall(line):
            if words and length([*words, word]) > room:
                lines.append(" ".join(words))
                words = []
            words.append(word)
        lines.append(" ".join(words))
    text.set_text("\n".join(lines))


def _fit_legend(legend: Legend, room: float, pen: RendererAgg) -> None:
    """Fewer columns until the legend fits; if one does not, lines of its texts are broken, too."""
    box = legend._legend_handle_box
    items = [item for column in box.get_children() for item in column.get_children()]
    if not items:
        return
    former = box.get_children()[0]
    for columns in range(len(box.get_children()), 0, -1):
        parts = np.array_split(np.arange(len(items)), columns)
        box._children = [
            VPacker(pad=0, sep=former.sep, align=former.align, children=[items[i] for i in part]) for part in parts
        ]
        legend._legend_box.set_figure(legend.get_figure(root=False))
        if legend.get_window_extent(pen).width <= room:
            return
    excess = legend.get_window_extent(pen).width - room
    longest = max(text.get_window_extent(pen).width for text in legend.get_texts())
    for text in legend.get_texts():
        _break(text, longest - excess, pen)
