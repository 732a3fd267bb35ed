"""Accuracy or RMSE against the share kept, for pruning rules that allocate optimally or look at inputs or curvature."""

from __future__ import annotations

from collections.abc import Mapping

from matplotlib.figure import Figure

from lqtheory.tables import Table
from paper_figures.captions import caption_of, sig
from paper_figures.pruning_rules import LOOKS, compared, drawn_rules, drawn_words
from paper_figures.widths import OneColumn

TABLES = (("pruning_rules", 1),)
RULES = (
    "magnitude",
    "allocation_activation",
    "allocation",
    "allocation_layers_activation",
    "allocation_layers",
    "dictionary_reconstructed",
    "activation",
    "obd",
    "activation_jacobian",
    "magnitude_refit",
    "activation_jacobian_refit",
)
IN_ONE_COLUMN = OneColumn(
    2,
    8.0,
    by="column",
    only=tuple(
        LOOKS[rule]["label"] for rule in RULES if rule not in ("allocation", "allocation_layers", "activation_jacobian")
    ),
)


def draw(tables: Mapping[str, Table]) -> Figure:
    """A column for each data set, trained without l1 above and with l1 below; bars from the lowest to the highest seed.

    Parameters
    ----------
    tables : mapping of str to lqtheory.tables.Table
        The tables of ``TABLES``.

    Returns
    -------
    matplotlib.figure.Figure
    """
    return drawn_rules(tables["pruning_rules"], RULES)


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
    held = {}
    for where, unit, sign, score in compared(tables["pruning_rules"]):
        squares, layers = (score[f"{name}_activation"] for name in ("allocation", "allocation_layers"))
        refit = score["magnitude_refit"]
        held[
            f"{where}: {unit} {sig(layers)} by the optimal allocation of layer errors with activations, {sig(squares)} "
            f"by that of their squares; neither beats magnitude with refit, {sig(refit)}."
        ] = max(sign * layers, sign * squares) <= sign * refit
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
    drawn = drawn_words(tables["pruning_rules"], "rules that allocate optimally, or look at activations or curvature")
    words = " The rule of the dictionary theorem is a reconstruction; h is the input of a weight, J the Jacobian."
    return caption_of(drawn + words, claims(tables))
