"""Output error of randomly sparsified networks: predicted and measured; and certified quantiles against the truth."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from lqtheory.figures import COLOURS
from lqtheory.tables import Table
from paper_figures import style
from paper_figures.captions import always, caption_of, counts, joined, plain, sig, span
from paper_figures.pruning_rules import share_axis
from paper_figures.widths import OneColumn

TABLES = (("coreset_output_errors", 3), ("coreset_certificates", 2))
IN_ONE_COLUMN = OneColumn(1, 6.8, labels_for_rows=False, words={"Left:": "Top:", "Right:": "Bottom:"})

LOOKS: dict[str, dict[str, Any]] = {
    "sgd_mnist": {"marker": "o", "color": COLOURS["blue"], "label": "MNIST"},
    "sgd_mnist_l1": {"marker": "s", "color": COLOURS["sky"], "label": r"MNIST, $\ell_1$"},
    "sgd_fashion": {"marker": "^", "color": COLOURS["vermilion"], "label": "Fashion-MNIST"},
    "sgd_fashion_l1": {"marker": "D", "color": COLOURS["orange"], "label": r"Fashion-MNIST, $\ell_1$"},
    "sgd_digits": {"marker": "x", "color": "0.6", "label": "digits"},
}
#: Below this relative error the certificates, of outputs in single precision, say nothing.
_ROUNDING = 1e-6
#: Shares stored for which the prediction is to be within a quarter of the measured error.
_SHARES = (0.1, 0.4)
#: How far from 1 that is, what is said of the certificates, and where the middle panel ends.
_QUARTER, _CLOSE, _TOP = 0.25, 0.15, 3.0
_PREDICTIONS = {"by_moments": (0, (4, 2)), "predicted": (0, (1, 1.3))}
_BETWEEN = f"{100 * _SHARES[0]:g} to {100 * _SHARES[1]:g} %"
#: Of the certified quantile.
_ALPHA = 0.05
_CERTIFIED = ("poisson_neyman", "corenet_neyman", "sensitivity", "magnitude")
_SIZE = {"markersize": 2.6, "markeredgewidth": 0.7}


def draw(tables: Mapping[str, Table]) -> Figure:
    """Root mean square errors against the share stored, and certified limits over quantiles on fresh inputs.

    Parameters
    ----------
    tables : mapping of str to lqtheory.tables.Table
        The tables of ``TABLES``.

    Returns
    -------
    matplotlib.figure.Figure
    """
    figure = Figure(figsize=(style.TWO_COLUMNS, 3.2), layout="constrained")
    left, middle, right = figure.subplots(1, 3)
    errors = tables["coreset_output_errors"]
    for name, look in LOOKS.items():
        part = errors.where(network=name).sorted_by("density")
        if not len(part):
            continue
        scale = part.array("output")
        kept, plain = part.array("density"), {key: look[key] for key in ("color", "marker")}
        hollow = {**plain, **_SIZE, "markerfacecolor": "white", "linewidth": 1.0}
        for prediction, dashes in _PREDICTIONS.items():
            left.plot(kept, part.array(prediction) / scale, linestyle=dashes, **hollow)
        ends = (part.array(column) for column in ("measured", "lowest", "highest"))
        measured, low, high = (values / scale for values in ends)
        settings = {**style.POINT, **_SIZE, "linewidth": 0.6}
        left.errorbar(kept, measured, yerr=style.bars(measured, low, high), **{**settings, **look})
        predicted = part.array("by_moments") / scale
        ratio, low, high = measured / predicted, low / predicted, high / predicted
        middle.errorbar(kept, ratio, yerr=style.bars(ratio, low, high), **{**settings, **plain})
        middle.plot(kept, part.array("ratio"), linestyle=_PREDICTIONS["predicted"], **hollow)
    left.set(xscale="log", yscale="log", xlim=(0.55, 0.045), ylim=(1e-6, None), xlabel="weights stored (%)")
    left.set_ylabel(r"RMS of $\|\tilde f-f\|$ over RMS of $\|f\|$")
    left.set_title("measured; predicted by moments\n(dashed), to first order (dotted)", fontsize=7)
    middle.fill_between(_SHARES, 1 - _QUARTER, 1 + _QUARTER, color="0.92", linewidth=0)
    middle.axhline(1.0, color="0.6", linewidth=0.6)
    middle.set(xscale="log", xlim=(0.55, 0.045), ylim=(0, _TOP), xlabel="weights stored (%)")
    middle.set_title("measured / predicted by moments\n(line), to first order (dotted)", fontsize=7)
    for ax in (left, middle):
        share_axis(ax)
    _certified(right, tables["coreset_certificates"].where(alpha=_ALPHA))
    handles, labels = left.get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=5)
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
    errors = tables["coreset_output_errors"]
    large = errors.filter(lambda row: row["data"] != "digits")
    held = {}
    if len(large):
        inside = large.filter(lambda row: _SHARES[0] <= row["density"] <= _SHARES[1]).array("ratio_by_moments")
        others = large.filter(lambda row: not _SHARES[0] <= row["density"] <= _SHARES[1])
        outside, shares = (
            others.array("ratio_by_moments"),
            joined(f"{100 * s:g}" for s in sorted(others.unique("density"))),
        )
        held[
            f"On MNIST and Fashion-MNIST the measured error is {span(inside)} times the one predicted by moments with "
            f"{_BETWEEN} of the weights stored, {span(outside)} times with {shares} %."
        ] = always(np.abs(np.concatenate([inside, outside]) - 1) < _QUARTER)
    small = errors.where(data="digits").filter(lambda row: _SHARES[0] <= row["density"] <= _SHARES[1])
    if len(small):
        held[
            f"On the digits it is {span(small.array('ratio_by_moments'))} times with {_BETWEEN}: a few draws carry the "
            f"mean of squares, the largest error up to {sig((small.array('highest') / small.array('measured')).max())} "
            "times its root."
        ] = always(small.array("highest") > 2 * small.array("measured"))
    for penalised, words in ((True, "With"), (False, "Without")):
        part = large.filter(lambda row, want=penalised: (row["l1"] > 0) == want).array("ratio")
        if part.size:
            held[f"{words} ℓ_1 penalty it is {span(part)} times the one predicted to first order."] = always(
                np.abs(part - 1) < _QUARTER if penalised else part > 1
            )
    rows = (
        tables["coreset_certificates"]
        .where(alpha=_ALPHA)
        .filter(lambda row: row["method"] in _CERTIFIED and row["truth"] > _ROUNDING and row["data"] != "digits")
    )
    if len(rows):
        ratio = rows.array("certified") / rows.array("truth")
        held[f"The certified quantile is {span(ratio)} times the true one on MNIST and Fashion-MNIST."] = always(
            np.abs(ratio - 1) < _CLOSE
        )
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
    others = tables["coreset_certificates"].where(alpha=_ALPHA).column("others")
    drawn = (
        "Left: root mean square of the output error of networks with randomly kept weights, over that of the "
        "output, down to 1e-6; dashed: predicted by moments of every layer (heuristic: pre-activations are taken as "
        "Gaussian), dotted: to first order in the errors of the layers; points: measured, root mean square over "
        "draws of the weights kept, bars from the least to the largest error of a draw. Middle: measured over "
        f"predicted; grey: off by {100 * _QUARTER:g} % at most, from {_BETWEEN}{_outside(tables)}. Right: certified "
        f"{100 * (1 - _ALPHA):g} % quantile of the error over its value on inputs that the certificate has not seen, "
        "for "
        f"{len(_CERTIFIED)} ways of keeping weights; it assumes that these are exchangeable with the held-out ones; "
        "grey: "
        f"off by {100 * _CLOSE:g} % at most. One point for each network, way and share, without intervals: quantiles "
        f"over {counts(others, 'input')}."
    )
    return caption_of(drawn, claims(tables))


def _outside(tables: Mapping[str, Table]) -> str:
    """What the middle panel does not show."""
    errors = tables["coreset_output_errors"].filter(lambda row: row["network"] in LOOKS)
    beyond = errors.filter(lambda row: max(row["ratio"], row["ratio_by_moments"]) > _TOP)
    if not len(beyond):
        return ""
    names = joined(plain(LOOKS[name]["label"]) for name in beyond.unique("network"))
    most = max(*beyond.array("ratio"), *beyond.array("ratio_by_moments"))
    return f"; ratios above {_TOP:g}, up to {sig(most)}, are outside ({names})"


def _certified(ax: Axes, part: Table) -> None:
    ax.axhspan(1 - _CLOSE, 1 + _CLOSE, color="0.92", linewidth=0)
    ax.axhline(1.0, color="0.6", linewidth=0.6)
    for name, look in LOOKS.items():
        rows = part.where(network=name).filter(lambda row: row["method"] in _CERTIFIED and row["truth"] > _ROUNDING)
        if len(rows):
            points = rows.array("truth"), rows.array("certified") / rows.array("truth")
            ax.scatter(*points, s=9, linewidths=0.7, marker=look["marker"], color=look["color"])
    ax.set(xscale="log", xlabel=f"{100 * (1 - _ALPHA):g} % quantile on other inputs", ylim=(0.5, 2.0))
    ax.set_title("certified limit / truth")
