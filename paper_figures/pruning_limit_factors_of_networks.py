"""Weights and sharpness of trained networks scaled one at a time: measured limits and predictions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from lqtheory.figures import COLOURS
from lqtheory.tables import Table
from paper_figures.captions import caption_of, counts, sig
from paper_figures.style import TWO_COLUMNS
from paper_figures.widths import OneColumn

TABLES = (("pruning_limit_factors_of_networks", 2),)
IN_ONE_COLUMN = OneColumn(2, 6.4)
_LINES: dict[str, dict[str, Any]] = {
    "jensen": {"color": COLOURS["orange"], "linestyle": (0, (1, 1.2)), "label": "mean curvature"},
    "path quadratic": {"color": COLOURS["purple"], "label": "quadratic form along the path"},
    "path quadratic with gradient": {
        "color": COLOURS["green"],
        "linestyle": (0, (6, 1, 1, 1)),
        "label": "with the gradient",
    },
    "published, absolute": {"color": COLOURS["vermilion"], "linestyle": (0, (4, 2)), "label": "published formula"},
    "slice, GGN": {"color": COLOURS["blue"], "label": "slice, Gauss-Newton"},
}
_FACTORS = {"weights": ("o", "size of weights scaled"), "sharpness": ("x", "sharpness scaled")}
_TRUTHS = {"retrained": "black", "one-shot": "0.55"}
_TITLES = {
    "long_digits": "digits, 64-32-16-10",
    "long_digits_l1": r"the same with $\ell_1$",
    "long_digits_narrow": "digits, 64-16-10",
    "mlp_housing": "California Housing",
    "mlp_housing_l1": r"the same with $\ell_1$",
}


def draw(tables: Mapping[str, Table]) -> Figure:
    """A panel for each network: pruned share against the scale of R² λ, reached through either factor.

    Parameters
    ----------
    tables : mapping of str to lqtheory.tables.Table
        The tables of ``TABLES``.

    Returns
    -------
    matplotlib.figure.Figure
    """
    table = tables["pruning_limit_factors_of_networks"]
    figure = Figure(figsize=(TWO_COLUMNS, 2.9), layout="constrained")
    panels = figure.subplots(1, len(_TITLES), sharey=True)
    for ax, (network, title) in zip(panels, _TITLES.items(), strict=True):
        _panel(ax, _of(table, network))
        ax.set(title=title, xscale="log", xlabel=r"scale of $R^2\lambda$", ylim=(0, 1.03))
    panels[0].set_ylabel("pruned share")
    handles, labels = panels[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=4, columnspacing=1.0, fontsize=6.5)
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
    table = tables["pruning_limit_factors_of_networks"]
    pair = [table.where(predictor="jensen", factor=one).sorted_by("model", "scale") for one in _FACTORS]
    apart = {truth: np.abs(pair[0].array(truth) - pair[1].array(truth)) for truth in _TRUTHS}
    form = "path quadratic"
    one_shot = (f"{form} with gradient", form, "jensen", "published, absolute")
    off = {name: _error(table, name, "one-shot") for name in one_shot}
    kept = {name: _error(table.where(factor="weights"), name, "retrained") for name in ("slice, GGN", "jensen")}
    sharp = table.where(predictor="jensen", factor="sharpness").filter(lambda row: row["scale"] >= 1)
    fall = [np.ptp(sharp.where(model=model).array("retrained")) for model in sharp.unique("model")]
    light = [np.ptp(pair[0].where(model=m).filter(lambda row: row["scale"] >= 1).array("retrained")) for m in
             sharp.unique("model")]  # fmt: skip
    return {
        f"One-shot the two factors act alike: the shares are {sig(apart['one-shot'].mean(), 2)} apart on average, at "
        f"most {sig(apart['one-shot'].max(), 2)}.": bool(
            apart["one-shot"].mean() < 0.5 * apart["retrained"].mean() and apart["one-shot"].mean() < 0.03
        ),
        f"After retraining they do not: they are {sig(apart['retrained'].mean(), 2)} apart on average, at most "
        f"{sig(apart['retrained'].max(), 2)}.": bool(apart["retrained"].mean() > 0.03),
        f"From scale 1 on larger weights cost {sig(np.mean(light), 2)} of the retrained share and a sharper loss "
        f"{sig(np.mean(fall), 2)} (means): retraining gains more than ε where the trained weights are no "
        "minimum.": bool(np.mean(light) > 2 * np.mean(fall)),
        f"The one-shot share is predicted within {sig(off[one_shot[0]], 2)} by the quadratic form with the gradient, "
        f"{sig(off[form], 2)} without it, {sig(off['jensen'], 2)} by the mean curvature and "
        f"{sig(off['published, absolute'], 2)} by the published formula, on average.": bool(
            np.all(np.diff([off[name] for name in one_shot]) > 0)
        ),
        f"The retrained share of scaled weights is within {sig(kept['slice, GGN'], 2)} of the slice, on average.": bool(
            kept["slice, GGN"] < 0.25 * kept["jensen"]
        ),
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
    models = tables["pruning_limit_factors_of_networks"].unique("model")
    seeds = len({model.split("@")[1] for model in models})
    drawn = (
        "Trained networks: largest prunable share along the magnitude path against the scale of the squared weights, "
        "or of the loss, the other factor as it was; weights are scaled by moving the loss along with its minimum. "
        f"Means over {counts([seeds], 'training seed')}. Points: measured after retraining "
        "(black) and without (grey). Lines: predictions for scaled weights; all but the one with the gradient know the "
        "product of the two factors only."
    )
    return caption_of(drawn, claims(tables))


def _of(table: Table, network: str) -> Table:
    return table.filter(lambda row: row["model"].split("@")[0] == network)


def _error(table: Table, predictor: str, truth: str) -> float:
    part = table.where(predictor=predictor)
    return float(np.abs(part.array("predicted") - part.array(truth)).mean())


def _means(part: Table, column: str) -> tuple[np.ndarray, np.ndarray]:
    """Scales, and means over the seeds there."""
    scales = sorted(part.unique("scale"))
    return np.array(scales), np.array([part.where(scale=scale).array(column).mean() for scale in scales])


def _panel(ax: Axes, part: Table) -> None:
    for name, look in _LINES.items():
        ax.plot(*_means(part.where(predictor=name, factor="weights"), "predicted"), linewidth=1.1, **look)
    for factor, (marker, label) in _FACTORS.items():
        rows = part.where(predictor="jensen", factor=factor)
        for truth, colour in _TRUTHS.items():
            ax.plot(
                *_means(rows, truth), linestyle="none", marker=marker, markersize=3.4, color=colour,
                markerfacecolor="none", markeredgewidth=0.8, label=f"{truth}, {label}",
            )  # fmt: skip
