"""Accuracy against the share of weights stored, for coresets, other ways of sampling, and deterministic rules."""

from __future__ import annotations

from collections.abc import Mapping
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
    "poisson_activation": {"marker": "d", "color": COLOURS["sky"], "label": r"Poisson, $|w|\,\mathrm{rms}(h)$"},
    "poisson_neyman": {
        "marker": "*",
        "markersize": 5,
        "color": COLOURS["blue"],
        "linewidth": 1.5,
        "label": "Poisson, optimal allocation",
    },
    "pfp": {"marker": "<", "color": "0.35", "linestyle": _DOTTED, "label": "PFP, channels drawn"},
    "pfp_top": {"marker": ">", "color": "0.35", "linestyle": _DASHED, "label": "PFP, most sensitive channels"},
}
IN_ONE_COLUMN = OneColumn(
    2,
    7.4,
    by="column",
    only=tuple(
        LOOKS[method]["label"]
        for method in (
            "uniform",
            "magnitude",
            "corenet",
            "corenet_network",
            "mixed_network",
            "corenet_plus",
            "sensitivity",
            "poisson_neyman",
        )
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
_GUARANTEED = ("corenet_neyman", "corenet_plus", "corenet_plus_plus", "poisson_neyman")
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
    table = tables["coreset_accuracy"]
    shown = _columns(table)
    figure = Figure(figsize=(style.TWO_COLUMNS, 6.3), layout="constrained")
    axes = figure.subplots(2, len(shown), sharex=True, squeeze=False)
    for column, (name, title) in zip(axes.T, shown.items(), strict=True):
        parts = [table.where(network=name + suffix) for suffix in _SUFFIXES]
        for ax, part, other in zip(column, parts, parts[::-1], strict=True):
            if len(part):
                _panel(ax, part, _LIMITS.get(name))
                ax.set_title(f"{title},\n{style.penalty_label(part.column('l1')[0])}")
                if ax is column[1] or not len(other):
                    ax.set_xlabel("weights stored (%)")
                    ax.tick_params(labelbottom=True)
            else:
                ax.remove()
    for row in axes:
        row[0].set_ylabel("test accuracy (%)")
    handles, labels = axes[0, 0].get_legend_handles_labels()
    title = f"no retraining; {_draws(table)}: mean, lowest and highest"
    figure.legend(
        handles, labels, loc="outside lower center", ncols=4, columnspacing=1.0, handlelength=2.2,
        title=title, title_fontsize=7.5, fontsize=6.5,
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
    table = tables["coreset_accuracy"].filter(
        lambda row: (
            row["network"].removesuffix("_l1") in _TITLES and row["density"] == _HEADLINE.get(row["data"], _SHARE)
        )
    )
    loss: dict[float, list[tuple[float, float]]] = {}
    for model in table.unique("model"):
        rows = {row["method"]: row for row in table.where(model=model)}
        if "corenet" in rows and "poisson_neyman" in rows:
            pair = tuple(rows[name]["dense"] - rows[name]["score"] for name in ("corenet", "poisson_neyman"))
            loss.setdefault(rows["corenet"]["l1"], []).append(pair)
    held = {}
    for penalty, pairs in loss.items():
        where = f"ℓ_1 penalty {penalty:g}" if penalty else "no ℓ_1 penalty"
        corenet, poisson = np.array(pairs).T
        held[
            f"At {100 * _SHARE:g} % stored ({100 * _HEADLINE['cifar10_subset']:g} % of the convolutional network on "
            "the "
            f"CIFAR-10 subset) and with {where}, CoreNet loses "
            f"{span(corenet)} points over the networks, Poisson sampling with optimal allocation {span(poisson)}, "
            "fewer on each."
        ] = always(poisson < corenet)
    return held | _headline(table)


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
    table = tables["coreset_accuracy"]
    drawn = (
        "Test accuracy against the share of weights stored, without retraining. Sampled methods: mean of "
        f"{_draws(table)}, bars from the lowest to the highest; deterministic ones: one value. All is measured, "
        "nothing "
        f"is a prediction or a bound. Grey line: dense network.{_gaps(table)}"
    )
    return caption_of(drawn, claims(tables))


def _columns(table: Table) -> dict[str, str]:
    """Networks and their titles; those measured without or with a penalty only come last, so that no hole is left."""
    here = set(table.unique("network"))
    shown = {name: title for name, title in _TITLES.items() if {name, f"{name}_l1"} & here} or _STAND_IN
    return dict(sorted(shown.items(), key=lambda pair: not {pair[0] + suffix for suffix in _SUFFIXES} <= here))


def _draws(table: Table) -> str:
    """How often sampled methods were repeated."""
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


def _panel(ax: Axes, part: Table, limits: tuple[float, float] | None) -> None:
    ax.axhline(part.column("dense")[0], color="0.75", linewidth=0.6, zorder=0)
    for method, look in LOOKS.items():
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
