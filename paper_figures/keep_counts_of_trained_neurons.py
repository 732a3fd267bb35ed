"""How many weights must stay for a relative error: true, sharp and Stechkin counts of layers and neurons."""

from __future__ import annotations

from collections.abc import Mapping

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, FormatStrFormatter, NullLocator, PercentFormatter

from lqtheory.figures import quantile_band
from lqtheory.tables import Table
from paper_figures import style
from paper_figures.captions import always, caption_of, counts, nearest, plain
from paper_figures.widths import OneColumn

TABLES = (("keep_counts_of_trained_neurons", 1),)
IN_ONE_COLUMN = OneColumn(
    2, 7.0, by="column", words={"Above first layers": "Left first layers", "below medians": "right medians"}
)
_Q = 0.5
_QUARTILES = (0.25, 0.5, 0.75)
_LINES = {
    "predicted_stechkin": {**style.STECHKIN, "label": "Stechkin count"},
    "predicted": {**style.SHARP, "label": "sharp count"},
    "measured": {**style.MEASURED, "linewidth": 0.8, "marker": "o", "markersize": 2.2, "label": "true count"},
}


def draw(tables: Mapping[str, Table]) -> Figure:
    """First layers as a whole above, quartiles over 16 of their neurons below, a column for each network.

    Parameters
    ----------
    tables : mapping of str to lqtheory.tables.Table
        The tables of ``TABLES``.

    Returns
    -------
    matplotlib.figure.Figure
    """
    table = tables["keep_counts_of_trained_neurons"].where(q=_Q)
    models = table.unique("model")
    figure = Figure(figsize=(style.TWO_COLUMNS, 4.0), layout="constrained")
    axes = figure.subplots(2, len(models), sharex=True, squeeze=False)
    for column, model in zip(axes.T, models, strict=True):
        part = table.where(model=model)
        _panel(column[0], part.where(unit="layer"), f"{style.TITLES[model]}\n")
        _panel(column[1], part.filter(lambda row: row["unit"] != "layer"), "")
        column[1].set_xlabel(r"relative error $\eta$")
    axes[0, 0].set_ylabel("first layer: share kept")
    axes[1, 0].set_ylabel("its neurons: share kept")
    for ax in axes[:, 1:].flat:
        ax.tick_params(labelleft=False)
    handles, labels = axes[0, 0].get_legend_handles_labels()
    title = f"counts from the effective sparsity $s_{{q,2}}$ with $q={_Q:g}$; bands: quartiles over {_neurons(table)}"
    figure.legend(handles[::-1], labels[::-1], loc="outside lower center", ncols=3, title=title, title_fontsize=7.5)
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
    table = tables["keep_counts_of_trained_neurons"]
    true, sharp, stechkin = (table.array(n) for n in ("measured", "predicted", "predicted_stechkin"))
    held = {
        f"True count ≤ sharp count ≤ Stechkin's count in all {len(table):,} rows.": always(
            (true <= sharp) & (sharp <= stechkin)
        )
    }
    for model in table.unique("model"):
        row = next(iter(nearest(table.where(model=model, q=_Q, unit="layer"), "eta", 0.1)))
        shares = [100 * row[name] / row["n"] for name in ("measured", "predicted", "predicted_stechkin")]
        title = plain(style.TITLES[model])
        held[
            f"{title}: first layer, error {row['eta']:g}: {shares[0]:.1f} % must stay, the sharp count says "
            f"{shares[1]:.1f} %, Stechkin's {shares[2]:.1f} %."
        ] = shares == sorted(shares)
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
        "How many weights must stay for a relative error η: true count (points; an exact computation on given "
        "weights, so without intervals), and counts from the effective sparsity "
        f"s_{{q,2}} at q = {_Q:g}, which assume nothing but the ℓ_q norm. Above first layers as a whole, below medians "
        f"over {_neurons(tables['keep_counts_of_trained_neurons'])} of each, with bands between the quartiles."
    )
    return caption_of(drawn, claims(tables))


def _neurons(table: Table) -> str:
    """Of how many neurons the lower panels are."""
    rows = table.filter(lambda row: row["unit"] != "layer")
    return counts((len(part.unique("unit")) for _, part in rows.groups("model")), "neuron")


def _panel(ax: Axes, part: Table, title: str) -> None:
    for name, look in _LINES.items():
        quantile_band(ax, part, "eta", name, _QUARTILES, **look)
    n = part.column("n")[0]
    ax.set(xscale="log", xlim=(0.009, 1), ylim=(0, 1.03 * n), title=f"{title}$n={n}$")
    ax.xaxis.set_major_locator(FixedLocator([0.01, 0.03, 0.1, 0.3, 1]))
    ax.xaxis.set_minor_locator(NullLocator())
    ax.xaxis.set_major_formatter(FormatStrFormatter("%g"))
    ax.yaxis.set_major_locator(FixedLocator([0, n / 4, n / 2, 3 * n / 4, n]))
    ax.yaxis.set_major_formatter(PercentFormatter(xmax=n, decimals=0))
