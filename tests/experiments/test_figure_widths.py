"""Figures within one column and over two: nothing is cut off, nothing lies on anything else, and words are legible."""

import importlib
import itertools
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.figure import Figure
from matplotlib.text import Text

from paper_figures import __main__ as program
from paper_figures import load, style
from paper_figures.captions import plain
from paper_figures.widths import OneColumn, set_in_one_column

#: Inches of the text of a page, and points of the smallest letters that are read without effort.
PAGE = 9.5
SMALLEST = 6.0


def shown(axis: Axis) -> list[Text]:
    """Numbers and names at the ticks that are within the axis."""
    low, high = sorted(axis.get_view_interval())
    side = 0 if axis.axis_name == "x" else 1
    return [
        text
        for text in axis.get_ticklabels(which="both")
        if text.get_visible() and text.get_text() and low <= text.get_position()[side] <= high
    ]


def words(figure: Figure) -> list[Text]:
    """All texts that are drawn, those at ticks outside the axes left out."""
    panels = [ax for ax in figure.axes if ax.axison]
    axes = [axis for ax in figure.axes for axis in (ax.xaxis, ax.yaxis)]
    of_axes = {text for axis in axes for text in (axis.label, *axis.get_ticklabels(which="both"))}
    drawn = [axis for ax in panels for axis in (ax.xaxis, ax.yaxis)]
    kept = {text for axis in drawn for text in (axis.label, *shown(axis))}
    texts = [text for text in figure.findobj(Text) if text.get_visible() and text.get_text().strip()]
    return [text for text in texts if text not in of_axes or text in kept]


def flaws(figure: Figure) -> list[str]:
    """What is wrong with a figure that was laid out: cut off, overlapping or too small."""
    width, height = figure.bbox.width, figure.bbox.height
    found = []
    for text in words(figure):
        box = text.get_window_extent()
        if not (box.x0 >= -1 and box.y0 >= -1 and box.x1 <= width + 1 and box.y1 <= height + 1):
            found.append(f"cut off: {text.get_text()!r}")
        if text.get_fontsize() < SMALLEST:
            found.append(f"{text.get_fontsize()} points: {text.get_text()!r}")
    for ax in figure.axes:
        for axis in (ax.xaxis, ax.yaxis):
            found += [f"on each other: {pair}" for pair in touching(axis)]
        if (ax.bbox.width < 0.6 * figure.dpi and ax.get_label() != "<colorbar>") or ax.bbox.height < 0.4 * figure.dpi:
            found.append(f"a panel of {ax.bbox.width / figure.dpi:.2f} by {ax.bbox.height / figure.dpi:.2f} inches")
    found += overlapping(figure) + unnumbered(figure)
    return found


def readings(axis: Axis) -> list[tuple[float, str]]:
    """Where the ticks are on the length of an axis, and what they say if they say anything."""
    start, end = axis.get_transform().transform(axis.get_view_interval())
    places, texts = axis.get_majorticklocs(), axis.get_major_formatter().format_ticks(axis.get_majorticklocs())
    shares = (axis.get_transform().transform(np.asarray(places, dtype=float)) - start) / (end - start)
    return [(round(share, 6), text) for share, text in zip(shares, texts, strict=True) if -1e-9 <= share <= 1 + 1e-9]


def unnumbered(figure: Figure) -> list[str]:
    """Axes without numbers at their ticks, and without a neighbour of the same row or column that has the same ones."""
    panels = {ax: ax.get_subplotspec() for ax in figure.axes if ax.axison and ax.get_subplotspec() is not None}
    found = []
    for ax, spec in panels.items():
        for name, axis in (("x", ax.xaxis), ("y", ax.yaxis)):
            same = [
                other
                for one, place in panels.items()
                for other in (one.xaxis if name == "x" else one.yaxis,)
                if (place.colspan == spec.colspan if name == "x" else place.rowspan == spec.rowspan)
                and readings(other) == readings(axis)
            ]
            if len(axis.get_majorticklocs()) and not any(shown(other) for other in same):
                found.append(f"no numbers on the {name} axis of the panel at {spec.rowspan.start, spec.colspan.start}")
    return found


def touching(axis: Axis) -> list[tuple[str, str]]:
    """Pairs of labels at ticks that overlap by more than two pixels along the axis."""
    side = 0 if axis.axis_name == "x" else 1
    spans = [(*text.get_window_extent().get_points()[:, side], text.get_text()) for text in shown(axis)]
    spans.sort()
    return [(a, b) for (_, end, a), (start, _, b) in itertools.pairwise(spans) if end > start + 2]


def overlapping(figure: Figure) -> list[str]:
    """Labels, titles and legends of two different panels, or of a panel and the figure, that lie on each other."""
    boxes = []
    for number, ax in enumerate(figure.axes):
        own = [ax.title, ax.xaxis.label, ax.yaxis.label, *shown(ax.xaxis), *shown(ax.yaxis)]
        boxes += [
            (number, text.get_text(), text.get_window_extent())
            for text in own
            if ax.axison and text.get_visible() and text.get_text()
        ]
        boxes.append((number, "panel", ax.bbox))
    boxes += [(-1 - i, "legend", legend.get_window_extent()) for i, legend in enumerate(figure.legends)]
    found = []
    for (one, first, a), (other, second, b) in itertools.combinations(boxes, 2):
        across = min(a.x1, b.x1) - max(a.x0, b.x0)
        along = min(a.y1, b.y1) - max(a.y0, b.y0)
        if one != other and across > 2 and along > 2 and not ("panel" == first == second):
            found.append(f"{first!r} and {second!r} lie on each other")
    return found


@pytest.mark.parametrize("name", program.names())
def test_a_caption_for_one_column_does_not_speak_of_the_other_arrangement(name: str):
    module = importlib.import_module(f"paper_figures.{name}")
    tables = load(module.TABLES, program.RESULTS)
    how, caption = module.IN_ONE_COLUMN, module.caption(tables)
    titles = " ".join(legend.get_title().get_text() for legend in module.draw(tables).legends)
    for words_of_place in how.words:
        assert words_of_place in f"{caption} {titles}"
    for text in (caption, titles):
        narrow = how.translated(text)
        if how.columns == 1:
            assert not re.search(r"\b([Ll]eft|[Rr]ight)( and \w+)?:", narrow)
        if how.by == "column":
            assert not re.search(r"\b([Uu]pper|[Ll]ower) row|\b(Above|Below)\b", narrow)


def crowded() -> Figure:
    figure = Figure(figsize=(style.TWO_COLUMNS, 2.0), layout="constrained")
    panels = figure.subplots(1, 3, sharey=True)
    for ax in panels:
        ax.plot([1000, 1011], [0, 1], label="a line with a name that is rather long")
        ax.set(title="a title with very many words that is wider than its panel", xlabel="x")
        ax.set_xticks(range(1000, 1012))
    panels[0].set_ylabel("an ordinate with a name")
    figure.legend(*panels[0].get_legend_handles_labels(), loc="outside lower center", title="Left: all")
    return figure


def test_flaws_are_found_and_mended_by_setting_again():
    figure = crowded()
    figure.draw_without_rendering()
    problems = flaws(figure)
    assert any(text.startswith("on each other") for text in problems)
    assert any("lie on each other" in text for text in problems)
    set_in_one_column(figure, OneColumn(1, 6.0, words={"Left": "Above"}))
    figure.draw_without_rendering()
    assert flaws(figure) == []
    assert figure.get_figwidth() == style.ONE_COLUMN
    assert [" ".join(ax.get_ylabel().split()) for ax in figure.axes] == ["an ordinate with a name"] * 3
    assert [ax.get_xlabel() for ax in figure.axes] == ["", "", "x"]
    assert figure.legends[0].get_title().get_text() == "Above: all"


def test_axes_without_numbers_are_found():
    """Numbers that a neighbour had over two columns are missing where the neighbour is another one."""
    figure = Figure(figsize=(style.TWO_COLUMNS, 4.0), layout="constrained")
    axes = figure.subplots(2, 2, sharey="row")
    for ax, scale in zip(axes.flat, (1, 1, 9, 9), strict=True):
        ax.plot([0, 1], [0, scale])
    figure.draw_without_rendering()
    assert unnumbered(figure) == []
    set_in_one_column(figure, OneColumn(2, 6.0, by="column"))
    figure.draw_without_rendering()
    assert unnumbered(figure) == []
    axes[0, 1].tick_params(labelleft=False)
    axes[1, 1].tick_params(labelleft=False)
    figure.draw_without_rendering()
    assert len(unnumbered(figure)) == 2


#: Figures that show some of the methods of a table, fewer within one column.
MANY = ["coreset_accuracy", "coreset_accuracy_of_other_methods", "pruning_rules", "pruning_rules_by_theory"]


@pytest.mark.parametrize("name", MANY)
def test_a_column_shows_few_methods_and_names_them(name: str):
    module = importlib.import_module(f"paper_figures.{name}")
    tables = load(module.TABLES, program.RESULTS)
    figure, how = module.draw(tables), module.IN_ONE_COLUMN
    before = max(len(ax.containers) for ax in figure.axes)
    set_in_one_column(figure, how)
    assert max(len(ax.containers) for ax in figure.axes) == len(how.only) <= 8 < before
    assert {text.get_text().replace("\n", " ") for text in figure.legends[0].get_texts()} == set(how.only)
    words = how.translated(module.caption(tables))
    assert all(plain(label) in words for label in how.only)


@pytest.mark.parametrize("name", ["planted_teacher_limits", "planted_pruning_limits", *MANY])
def test_methods_are_told_apart_by_one_look_each(name: str):
    """No two labels stand for the same look, and no two looks for the same label."""
    module = importlib.import_module(f"paper_figures.{name}")
    looks: dict[str, set[tuple[object, ...]]] = {}
    for ax in module.draw(load(module.TABLES, program.RESULTS)).axes:
        for container, label in zip(*ax.get_legend_handles_labels(), strict=True):
            line = container[0]
            mark = (line.get_color(), line.get_marker(), line.get_markerfacecolor())
            dashes = (line.get_linestyle(), str(line._unscaled_dash_pattern), line.get_linewidth())
            looks.setdefault(label, set()).add((*mark, *dashes))
    assert all(len(found) == 1 for found in looks.values())
    assert len(set.union(*looks.values())) == len(looks)


def test_every_method_of_a_table_is_in_one_of_its_figures():
    """None is left out where the methods are shared out over two figures, and each stands for itself in both."""
    for first, second, attribute, column in (
        ("coreset_accuracy", "coreset_accuracy_of_other_methods", "METHODS", "method"),
        ("pruning_rules", "pruning_rules_by_theory", "RULES", "rule"),
    ):
        one, other = (importlib.import_module(f"paper_figures.{name}") for name in (first, second))
        (table,) = load(one.TABLES, program.RESULTS).values()
        shown = {*getattr(one, attribute), *getattr(other, attribute)}
        assert shown == set(table.unique(column)) == set(one.LOOKS)


def places(figure: Figure) -> list[tuple[int, int]]:
    return [
        (spec.rowspan.start, spec.colspan.start) for spec in (ax.get_subplotspec() for ax in figure.axes if ax.axison)
    ]


def test_panels_follow_each_other_by_rows_or_by_columns():
    def grid() -> Figure:
        figure = Figure(figsize=(style.TWO_COLUMNS, 4.0), layout="constrained")
        figure.subplots(2, 3)
        return figure

    by_rows, by_columns = grid(), grid()
    set_in_one_column(by_rows, OneColumn(2, 6.0))
    set_in_one_column(by_columns, OneColumn(2, 6.0, by="column"))
    assert places(by_rows) == [(0, 0), (0, 1), (1, 0), (1, 1), (2, 0), (2, 1)]
    assert places(by_columns) == [(0, 0), (1, 0), (2, 0), (0, 1), (1, 1), (2, 1)]


def test_a_wide_panel_gets_the_whole_width_and_small_letters_are_named():
    figure = Figure(figsize=(style.TWO_COLUMNS, 4.0), layout="constrained")
    grid = figure.add_gridspec(2, 4)
    axes: list[Axes] = [figure.add_subplot(grid[0, column]) for column in range(4)]
    axes += [figure.add_subplot(grid[1, :2]), figure.add_subplot(grid[1, 2:])]
    set_in_one_column(figure, OneColumn(2, 6.0))
    spans = [len(ax.get_subplotspec().colspan) for ax in axes]
    assert spans == [1, 1, 1, 1, 2, 2]
    axes[0].set_title("tiny", fontsize=4)
    figure.draw_without_rendering()
    assert flaws(figure) == ["4.0 points: 'tiny'"]


def test_only_one_width_is_drawn_if_wanted(tmp_path: Path):
    name = "worst_case_sawtooth"
    assert program.main([name, "--width", "single", "--out", str(tmp_path)]) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"{name}_single.{e}" for e in ("pdf", "png", "txt")]
    assert program.main([name, "--width", "double", "--out", str(tmp_path / "two")]) == 0
    assert sorted(path.name for path in (tmp_path / "two").iterdir()) == [f"{name}.{e}" for e in ("pdf", "png", "txt")]


@pytest.mark.slow
def test_several_processes_draw_what_one_draws(tmp_path: Path):
    names = ["worst_case_sawtooth", "planted_teacher_limits"]
    for jobs in ("1", "2"):
        command = [sys.executable, "-m", "paper_figures", *names, "--width", "single", "--jobs", jobs]
        told = subprocess.run([*command, "--out", str(tmp_path / jobs)], check=True, capture_output=True, text=True)
        assert [Path(line).name for line in told.stdout.split()] == [
            f"{name}_single.{ending}" for name in names for ending in ("png", "pdf", "txt")
        ]
    for path in (tmp_path / "1").iterdir():
        assert path.read_bytes() == (tmp_path / "2" / path.name).read_bytes()
    absent = [*command, "--out", str(tmp_path / "none"), "--results", str(tmp_path)]
    refused = subprocess.run(absent, check=False, capture_output=True, text=True)
    assert refused.returncode == 2
    assert "there is no table" in refused.stderr
    assert "Traceback" not in refused.stderr
