"""Risk bounds from the code length of pruned and quantised networks against the number of nonzero weights."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, LogLocator, NullLocator

from lqtheory.figures import COLOURS, share_interval
from lqtheory.tables import Table
from paper_figures import style
from paper_figures.captions import always, caption_of, plain, sig
from paper_figures.widths import OneColumn

TABLES = (("generalization_of_compressed", 1),)
IN_ONE_COLUMN = OneColumn(1, 5.4)

_TITLES = {
    "sgd_mnist": "MNIST",
    "sgd_mnist_l1": r"MNIST, $\ell_1$",
    "sgd_fashion_l1": r"Fashion-MNIST, $\ell_1$",
}
_STAND_IN = "sgd_digits_l1"
_LOOKS = {
    "hoeffding": {"color": COLOURS["orange"], "label": "Hoeffding"},
    "kl": {"color": COLOURS["blue"], "label": r"$\mathrm{kl}^{-1}$"},
}
#: Images of the test set of each data set.
_TEST = {"mnist": 10_000, "fashion_mnist": 10_000, "digits": 359}
_MEASURED: dict[str, tuple[Callable[[Table], int | None], dict[str, Any]]] = {
    "test_error": (
        lambda part: _TEST.get(part.column("data")[0]),
        {"color": COLOURS["black"], "marker": "o", "label": "test error"},
    ),
    "train_error": (
        lambda _: None,
        {
            "color": "0.5",
            "marker": "s",
            "markerfacecolor": "white",
            "markersize": 3.4,
            "zorder": 1.5,
            "label": "training error",
        },
    ),
}


def draw(tables: Mapping[str, Table]) -> Figure:
    """A panel for each network.

    Parameters
    ----------
    tables : mapping of str to lqtheory.tables.Table
        The tables of ``TABLES``.

    Returns
    -------
    matplotlib.figure.Figure
    """
    table = tables["generalization_of_compressed"]
    shown = _drawn(table).unique("network")
    figure = Figure(figsize=(style.TWO_COLUMNS, 2.6), layout="constrained")
    axes = figure.subplots(1, len(shown), sharey=True, squeeze=False)[0]
    for ax, name in zip(axes, shown, strict=True):
        part = table.where(network=name).sorted_by("nonzero")
        ax.axhspan(0.9, 2.0, color="0.92", linewidth=0)
        for column, look in _LOOKS.items():
            ax.plot(part.array("nonzero"), part.array(column), linewidth=1.1, **look)
        for column, (trials, look) in _MEASURED.items():
            _points(ax, part, column, trials(part), look)
        ax.set(xscale="log", ylim=(0, 1.1), xlabel="nonzero weights", title=_TITLES.get(name, "digits"))
        ax.xaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))  # powers of ten alone would be one number
        ax.xaxis.set_minor_locator(NullLocator())
        ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
    axes[0].set_ylabel("risk")
    axes[0].text(0.04, 0.93, "vacuous", transform=axes[0].transAxes, color="0.35", fontsize=7, va="top")
    handles, labels = axes[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=4)
    return figure


def claims(tables: Mapping[str, Table]) -> dict[str, bool]:
    """Sentences about the rows that are drawn, and whether they hold.

    Parameters
    ----------
    tables : mapping of str to lqtheory.tables.Table
        The tables of ``TABLES``.

    Returns
    -------
    dict of str to bool
    """
    table = _drawn(tables["generalization_of_compressed"])
    kl, hoeffding, test = (table.array(name) for name in ("kl", "hoeffding", "test_error"))
    held = {
        "The divergence form is never above Hoeffding's.": always(kl <= hoeffding),
        f"Both are above the test error at all {len(table)} points.": always(kl >= test),
    }
    for name in table.unique("network"):
        best = min(table.where(network=name), key=lambda row: row["kl"])
        title = plain(_TITLES.get(name, "digits"))
        held[
            f"{title}: the smallest bound is {sig(best['kl'])}, with {best['nonzero']:,} nonzero weights, where the "
            f"test error is {sig(best['test_error'])}."
        ] = bool(best["test_error"] < best["kl"] < 0.9)
    return held


def caption(tables: Mapping[str, Table]) -> str:
    """What is drawn, and the sentences of :func:`claims`.

    Parameters
    ----------
    tables : mapping of str to lqtheory.tables.Table
        The tables of ``TABLES``.

    Returns
    -------
    str
    """
    drawn = (
        "Risk of networks pruned by magnitude and quantised. Lines: bounds on the true risk from the code length of "
        "the stored network, at 95 %, assuming independent training images and a code fixed beforehand; points: "
        "error on the training set, counted exactly, and on the test set, with 95 % Clopper-Pearson intervals, which "
        "assume independent images. Above the error of guessing a bound says nothing (grey)."
    )
    return caption_of(drawn, claims(tables))


def _drawn(table: Table) -> Table:
    """The rows of the networks that have a panel."""
    known = table.filter(lambda row: row["network"] in _TITLES)
    return known if len(known) else table.where(network=_STAND_IN)


def _points(ax: Axes, part: Table, column: str, trials: int | None, look: Mapping[str, Any]) -> None:
    """Errors as points, with the interval of the risk where they are of a sample."""
    share = part.array(column)
    ends = np.array([share_interval(one, trials) if trials else (one, one) for one in share]).T
    settings = {**style.POINT, "linestyle": "none", **look}
    ax.errorbar(part.array("nonzero"), share, yerr=style.bars(share, *ends), **settings)
