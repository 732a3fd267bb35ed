"""Accuracy against the share of weights stored, for coresets and independent inclusion with the best allocation.

The other methods of the table are in :mod:`paper_figures.coreset_accuracy_of_other_methods`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from lqtheory.figures import COLOURS
from lqtheory.tables import Table
from paper_figures import style
from paper_figures.captions import always, caption_of, counts, joined, plain, span
from paper_figures.pruning_rules import share_axis
from paper_figures.widths import OneColumn

TABLES = (("coreset_accuracy", 1),)

_DASHED, _DOTTED = (0, (4, 2)), (0, (1, 1.3))
LOOKS: dict[str, dict[str, Any]] = {
    "uniform": {"marker": ".", "color": "0.65", "linestyle": _DOTTED, "label": "uniform entries"},
    "l1": {"marker": "o", "markerfacecolor": "white", "color": "0.65", "label": r"$\ell_1$ entries"},
    "l2": {
        "marker": "s",
        "markerfacecolor": "white",
        "color": "0.65",
        "linestyle": _DOTTED,
        "label": r"$\ell_2$ entries",
    },
    "l1_l2": {"marker": "x", "color": "0.65", "linestyle": _DASHED, "label": r"mean of $\ell_1$ and $\ell_2$ entries"},
    "bernstein_rows": {"marker": "+", "color": "0.65", "label": "Bernstein rows"},
    "svd": {"marker": "P", "color": COLOURS["yellow"], "label": "SVD, equal storage"},
    "magnitude": {"color": COLOURS["black"], "linewidth": 1.5, "label": "global magnitude"},
    "corenet": {"marker": "o", "color": COLOURS["vermilion"], "label": "CoreNet"},
    "corenet_network": {
        "marker": "o",
        "markerfacecolor": "white",
        "color": COLOURS["vermilion"],
        "linestyle": _DOTTED,
        "label": "CoreNet, one rate for all layers",
    },
    "corenet_neyman": {
        "marker": "s",
        "color": COLOURS["vermilion"],
        "linestyle": _DASHED,
        "label": "CoreNet, optimal allocation",
    },
    "mixed": {
        "marker": "p",
        "markerfacecolor": "white",
        "color": COLOURS["orange"],
        "linestyle": _DOTTED,
        "label": "CoreNet, certain edges kept",
    },
    "mixed_network": {"marker": "p", "color": COLOURS["orange"], "label": "certain edges kept, one rate"},
    "minimax": {
        "marker": "h",
        "color": COLOURS["vermilion"],
        "linestyle": (0, (1, 3)),
        "label": "least worst variance",
    },
    "corenet_plus": {
        "marker": "s",
        "markerfacecolor": "white",
        "color": COLOURS["orange"],
        "linestyle": _DASHED,
        "label": "CoreNet+, optimal allocation",
    },
    "corenet_plus_plus": {
        "color": COLOURS["orange"],
        "linestyle": _DASHED,
        "marker": "D",
        "label": "CoreNet++, optimal allocation",
    },
    "sensitivity": {"marker": "^", "color": COLOURS["green"], "label": "largest sensitivities"},
    "sensitivity_rescaled": {
        "marker": "v",
        "color": COLOURS["green"],
        "linestyle": _DASHED,
        "label": "the same, rescaled",
    },
    "hybrid": {"marker": "X", "color": COLOURS["purple"], "label": "hybrid"},
    "poisson_sensitivity": {
        "marker": "d",
        "markerfacecolor": "white",
        "color": COLOURS["sky"],
        "linestyle": _DOTTED,
        "label": "Poisson, sensitivity",
    },
    "poisson_mean": {
        "marker": "d",
        "markerfacecolor": "white",
        "color": COLOURS["sky"],
        "linestyle": _DASHED,
        "label": "Poisson, mean sensitivity",
    },
    "poisson_activation": {"marker": "d", "color": COLOURS["sky"], "label": r"Poisson, $|w|\,\mathrm{rms}(h)$"},
    "poisson_neyman": {
        "marker": "*",
        "markersize": 5,
        "color": COLOURS["blue"],
        "linewidth": 1.5,
        "label": "Poisson, optimal allocation",
    },
    "pivotal_neyman": {
        "marker": "P",
        "color": COLOURS["blue"],
        "linestyle": _DASHED,
        "linewidth": 1.5,
        "label": "pivotal, optimal allocation",
    },
    "pfp": {"marker": "<", "color": "0.35", "linestyle": _DOTTED, "label": "PFP, channels drawn"},
    "pfp_top": {"marker": ">", "color": "0.35", "linestyle": _DASHED, "label": "PFP, most sensitive channels"},
}
#: Methods that are drawn here.
METHODS = (
    "uniform",
    "magnitude",
    "corenet",
    "corenet_network",
    "corenet_neyman",
    "mixed",
    "mixed_network",
    "minimax",
    "corenet_plus",
    "corenet_plus_plus",
    "poisson_neyman",
    "pivotal_neyman",
)
IN_ONE_COLUMN = OneColumn(
    2,
    7.4,
    by="column",
    only=tuple(
        LOOKS[method]["label"]
        for method in METHODS
        if method not in ("corenet_plus", "mixed", "mixed_network", "minimax")
    ),
)
_TITLES = {
    "sgd_mnist": "MNIST",
    "sgd_fashion": "Fashion-MNIST",
    "deep_mnist": r"MNIST, $5\times 1000$",
    "sgd_cifar": style.DATA["cifar10_subset"],
}
_SUFFIXES = ("", "_l1")
#: Shares at which the paper reports a small loss, and where it is another.
_SHARE = 0.15
_HEADLINE = {"cifar10": 0.5, "cifar10_subset": 0.5}
#: Unbiased methods with exact moments and tail bounds, that are within a point of the dense network there.
_GUARANTEED = ("corenet_neyman", "corenet_plus", "corenet_plus_plus", "poisson_neyman", "pivotal_neyman")
_STAND_IN = {"sgd_digits": "digits"}
_LIMITS = {"sgd_mnist": (5, 101), "sgd_fashion": (5, 92), "deep_mnist": (5, 101), "sgd_cifar": (5, 60)}


def draw(tables: Mapping[str, Table]) -> Figure:
    """A column for each kind of network, trained without l1 above and with l1 below; bars over repetitions.

    Parameters
    ----------
    tables : mapping of str to lqtheory.tables.Table
        The tables of ``TABLES``.

    Returns
    -------
    matplotlib.figure.Figure
    """
    return drawn_methods(tables["coreset_accuracy"], METHODS)


def drawn_methods(table: Table, methods: Sequence[str]) -> Figure:
    """Some of the methods, in a panel for each network.

    Parameters
    ----------
    table : lqtheory.tables.Table
        That of the experiment.
    methods : sequence of str
        Some of ``LOOKS``.

    Returns
    -------
    matplotlib.figure.Figure
    """
    table, looks = table.filter(lambda row: row["method"] in methods), {name: LOOKS[name] for name in methods}
    shown = _columns(table)
    figure = Figure(figsize=(style.TWO_COLUMNS, 6.9), layout="constrained")
    axes = figure.subplots(2, len(shown), sharex=True, squeeze=False)
    for column, (name, title) in zip(axes.T, shown.items(), strict=True):
        parts = [table.where(network=name + suffix) for suffix in _SUFFIXES]
        for ax, part, other in zip(column, parts, parts[::-1], strict=True):
            if len(part):
                panel(ax, part, looks, _LIMITS.get(name))
                ax.set_title(f"{title},\n{style.penalty_label(part.column('l1')[0])}")
                if ax is column[1] or not len(other):
                    ax.set_xlabel("weights stored (%)")
                    ax.tick_params(labelbottom=True)
            else:
                ax.remove()
    for row in axes:
        row[0].set_ylabel("test accuracy (%)")
    handles, labels = axes[0, 0].get_legend_handles_labels()
    title = f"no retraining; {draws(table)}: mean, lowest and highest"
    figure.legend(
        handles, labels, loc="outside lower center", ncols=3, columnspacing=1.0, handlelength=2.2,
        title=title, title_fontsize=7.5, fontsize=7,
    )  # fmt: skip
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
    table = at_the_papers_share(tables["coreset_accuracy"])
    held = {}
    for where, lost in points_lost(table, ("corenet", "poisson_neyman")).items():
        held[
            f"{where}, CoreNet loses {span(lost[0])} points over the networks, Poisson sampling with optimal "
            f"allocation {span(lost[1])}, fewer on each."
        ] = always(lost[1] < lost[0])
    without = table.filter(lambda row: not row["l1"])
    for where, lost in points_lost(without, ("poisson_neyman", "pivotal_neyman")).items():
        held[f"{where}, pivotal sampling with the same probabilities loses {span(lost[1])}, fewer on each."] = always(
            lost[1] < lost[0]
        )
    return held | _headline(table)


def at_the_papers_share(table: Table) -> Table:
    """Rows of the networks that have a panel, at the share at which the paper reports a small loss for their data.

    Parameters
    ----------
    table : lqtheory.tables.Table
        That of the experiment.

    Returns
    -------
    lqtheory.tables.Table
    """
    return table.filter(
        lambda row: (
            row["network"].removesuffix("_l1") in _TITLES and row["density"] == _HEADLINE.get(row["data"], _SHARE)
        )
    )


def points_lost(table: Table, methods: Sequence[str]) -> dict[str, np.ndarray]:
    """Points of accuracy lost against the dense networks, for those that have all of the methods.

    Parameters
    ----------
    table : lqtheory.tables.Table
        What :func:`at_the_papers_share` gives.
    methods : sequence of str
        Some of ``LOOKS``.

    Returns
    -------
    dict of str to array, shape (methods, networks)
        By the beginning of a sentence that says where: one for each penalty.
    """
    found: dict[float, list[list[float]]] = {}
    for model in table.unique("model"):
        rows = {row["method"]: row for row in table.where(model=model)}
        if set(methods) <= set(rows):
            lost = [rows[name]["dense"] - rows[name]["score"] for name in methods]
            found.setdefault(rows[methods[0]]["l1"], []).append(lost)
    return {
        f"At {100 * _SHARE:g} % stored ({100 * _HEADLINE['cifar10_subset']:g} % of the convolutional network on the "
        f"CIFAR-10 subset) and with {f'ℓ_1 penalty {penalty:g}' if penalty else 'no ℓ_1 penalty'}": np.array(lost).T
        for penalty, lost in found.items()
    }


def _headline(table: Table) -> dict[str, bool]:
    """The paper's headline on 784-300-100-10 with l1, by methods with a guarantee."""
    lost: dict[str, list[float]] = {}
    for row in table.where(density=_SHARE):
        if row["network"] in ("sgd_mnist_l1", "sgd_fashion_l1") and row["method"] in _GUARANTEED:
            lost.setdefault(row["method"], []).append(row["dense"] - row["score"])
    return {
        f"{LOOKS[method]['label']} loses {span(np.array(points))} points at {100 * _SHARE:g} % stored on MNIST and "
        "Fashion-MNIST, "
        "784-300-100-10 with ℓ_1 penalty: at most one.": max(points) <= 1.0
        for method, points in lost.items()
        if len(points) == 2
    }


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
    return caption_of(drawn_words(tables["coreset_accuracy"], METHODS), claims(tables))


def drawn_words(table: Table, methods: Sequence[str]) -> str:
    """What is drawn of some methods, and what was not measured.

    Parameters
    ----------
    table : lqtheory.tables.Table
        That of the experiment.
    methods : sequence of str
        Some of ``LOOKS``.

    Returns
    -------
    str
    """
    table = table.filter(lambda row: row["method"] in methods)
    return (
        "Test accuracy against the share of weights stored, without retraining. Sampled methods: mean of "
        f"{draws(table)}, bars from the lowest to the highest; deterministic ones: one value. All is measured, "
        f"nothing is a prediction or a bound. Grey line: dense network.{_gaps(table)}"
    )


def _columns(table: Table) -> dict[str, str]:
    """Networks and their titles; those measured without or with a penalty only come last, so that no hole is left."""
    here = set(table.unique("network"))
    shown = {name: title for name, title in _TITLES.items() if {name, f"{name}_l1"} & here} or _STAND_IN
    return dict(sorted(shown.items(), key=lambda pair: not {pair[0] + suffix for suffix in _SUFFIXES} <= here))


def draws(table: Table) -> str:
    """How often sampled methods were repeated.

    Parameters
    ----------
    table : lqtheory.tables.Table
        With the column ``repetitions``.

    Returns
    -------
    str
    """
    return counts((number for number in table.column("repetitions") if number > 1), "draw")


def _gaps(table: Table) -> str:
    """Sentences on panels that are missing, or have fewer shares or methods than others."""
    names = [name + suffix for name in _columns(table) for suffix in _SUFFIXES]
    parts = {name: table.where(network=name) for name in names}
    shares, methods = (max(len(part.unique(key)) for part in parts.values()) for key in ("density", "method"))
    said, fewer = "", list[str]()
    for name, part in parts.items():
        title = (
            f"{plain((_TITLES | _STAND_IN)[name.removesuffix('_l1')])} {'with' if '_l1' in name else 'without'} penalty"
        )
        if not len(part):
            said += f" {title} was not measured."
            continue
        stored, found = sorted(part.unique("density")), len(part.unique("method"))
        if len(stored) < shares:
            said += f" {title} was measured at {joined(f'{100 * share:g}' for share in stored)} % only,"
            said += f" by {found} of {methods} methods."
        elif found < methods:
            fewer.append(f"{found} ({title})")
    return said + (f" Of {methods} methods there are {joined(fewer)}." if fewer else "")


def panel(ax: Axes, part: Table, looks: Mapping[str, Mapping[str, Any]], limits: tuple[float, float] | None) -> None:
    """Accuracies of one network against the share stored, with the dense one as a grey line.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    part : lqtheory.tables.Table
        Rows of the network.
    looks : mapping of str to mapping
        Keywords of ``errorbar`` by method.
    limits : (float, float) or None
        Of the vertical axis, in per cent.
    """
    ax.axhline(part.column("dense")[0], color="0.75", linewidth=0.6, zorder=0)
    for method, look in looks.items():
        rows = part.where(method=method).sorted_by("density")
        if not len(rows):
            continue
        score = rows.array("score")
        spread = np.maximum([score - rows.array("lowest"), rows.array("highest") - score], 0)
        settings = {"linewidth": 1.0, "elinewidth": 0.5, "capsize": 0, "markersize": 3, "markeredgewidth": 0.7, **look}
        ax.errorbar(rows.array("density"), score, yerr=spread, **settings)
    ax.set(xscale="log", xlim=(0.55, 0.045), ylim=limits)
    share_axis(ax)
    ax.yaxis.set_major_locator(MaxNLocator(5))
