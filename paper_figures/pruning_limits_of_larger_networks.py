"""Predicted against measured pruning limits of the larger trained networks, predictor by predictor."""

from __future__ import annotations

from collections.abc import Mapping

from matplotlib.figure import Figure

from lqtheory.tables import Table
from paper_figures import pruning_limits_of_networks as smaller
from paper_figures.captions import caption_of, counts, sig, span

TABLES = (("pruning_limits_of_larger_networks", 4), ("pruning_limit_errors_of_larger_networks", 2))
IN_ONE_COLUMN = smaller.IN_ONE_COLUMN


def draw(tables: Mapping[str, Table]) -> Figure:
    """A column for each predictor, a row for each of two truths; shares of kept weights, both axes logarithmic.

    Parameters
    ----------
    tables : mapping of str to lqtheory.tables.Table
        The tables of ``TABLES``.

    Returns
    -------
    matplotlib.figure.Figure
    """
    return smaller.scatter(*(tables[name] for name, _ in TABLES), floor=0.002)


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
    study, found = (tables[name] for name, _ in TABLES)
    table = study.where(factor=1.0, predictor="published, absolute")
    errors = {(row["subset"], row["definition"], row["predictor"]): row["error"] for row in found}
    published = "published, absolute"
    one, strong = (errors[subset, "one-shot", published] for subset in ("all", "strong l1"))
    path, first = (
        [errors[subset, "one-shot", name] for subset in ("all", "strong l1")]
        for name in ("path quadratic", "path quadratic with gradient")
    )
    after = {name: errors["all", "retrained", name] for name in (published, "slice, GGN")}
    more = int((table.array("ratio") > table.array("measured one-shot")).sum())
    kept = 100 * (1.0 - table.array("measured retrained"))
    return {
        f"Published formula against one-shot loss: {sig(one)} off over all settings, {sig(strong)} with strong "
        f"ℓ_1 penalty.": bool(strong < one),
        f"It promises more than one-shot pruning reaches in {more} of {len(table)} networks.": more > 0.9 * len(table),
        f"The quadratic on the path is nearer, {sig(path[0])} and {sig(path[1])} off, and with the gradient it is "
        f"{sig(first[0])} and {sig(first[1])} off.": bool(
            first[0] < 0.5 * path[0] and first[1] < 0.5 * path[1] and path[0] < one and path[1] < strong
        ),
        f"After retraining {span(kept, 2)} % are kept; the published formula is {sig(after[published])} off, the slice "
        f"with Gauss-Newton curvature {sig(after['slice, GGN'])}.": bool(after["slice, GGN"] < after[published]),
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
    study = tables["pruning_limits_of_larger_networks"]
    networks = f"larger trained networks of {counts(study.column('dimension'), 'parameter')}"
    return caption_of(smaller.what_is_drawn(networks, study), claims(tables))
