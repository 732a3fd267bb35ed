"""Accuracy against the share of weights stored, for the methods that are not in the figure of coresets.

Sampling of entries, SVD, largest sensitivities, independent inclusion by other weights, and filters; uniform sampling
and magnitude are in both figures.
"""

from __future__ import annotations

from collections.abc import Mapping

from matplotlib.figure import Figure

from lqtheory.tables import Table
from paper_figures.captions import always, caption_of, span
from paper_figures.coreset_accuracy import LOOKS, at_the_papers_share, drawn_methods, drawn_words, points_lost
from paper_figures.widths import OneColumn

TABLES = (("coreset_accuracy", 1),)
METHODS = (
    "uniform",
    "magnitude",
    "l1",
    "l2",
    "l1_l2",
    "bernstein_rows",
    "svd",
    "sensitivity",
    "sensitivity_rescaled",
    "hybrid",
    "poisson_sensitivity",
    "poisson_mean",
    "poisson_activation",
    "pfp",
    "pfp_top",
)
#: Those that see the weights alone, magnitude apart.
_ENTRIES = ("uniform", "l1", "l2", "l1_l2", "bernstein_rows", "svd")
IN_ONE_COLUMN = OneColumn(
    2,
    7.4,
    by="column",
    only=tuple(
        LOOKS[method]["label"]
        for method in ("uniform", "magnitude", "l1_l2", "svd", "sensitivity", "hybrid", "poisson_activation", "pfp_top")
    ),
)


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
    table, held = at_the_papers_share(tables["coreset_accuracy"]), {}
    for where, lost in points_lost(table, (*_ENTRIES, "poisson_activation")).items():
        best = lost[:-1].min(axis=0)
        held[
            f"{where}, the best of {len(_ENTRIES)} ways that do not look at inputs (entries drawn, SVD) loses "
            f"{span(best)} points over the networks, independent inclusion by |w| rms(h) {span(lost[-1])}, fewer on "
            "each."
        ] = always(lost[-1] < best)
    for where, lost in points_lost(table, ("poisson_sensitivity", "poisson_activation")).items():
        held[
            f"{where}, independent inclusion by sensitivity loses {span(lost[0])} points, by |w| rms(h) "
            f"{span(lost[1])}, fewer on each."
        ] = always(lost[1] < lost[0])
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
    return caption_of(drawn_words(tables["coreset_accuracy"], METHODS), claims(tables))
