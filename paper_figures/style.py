"""One look for all figures: settings, widths in inches, and the lines that mean the same everywhere."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.container import ErrorbarContainer

from lqtheory.figures import COLOURS
from lqtheory.tables import Table

ONE_COLUMN, TWO_COLUMNS = 3.4, 7.0

BASE: dict[str, Any] = {
    "font.family": "DejaVu Sans",
    "font.size": 8,
    "axes.titlesize": 8,
    "axes.labelsize": 8,
    "xtick.labelsize": 7,
    "ytick.labelsize": 7,
    "legend.fontsize": 7.5,
    "legend.frameon": False,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.linewidth": 0.6,
    "xtick.major.width": 0.6,
    "ytick.major.width": 0.6,
    "lines.linewidth": 1.3,
    "mathtext.fontset": "dejavusans",
    "pdf.fonttype": 42,
    "savefig.dpi": 300,
    "figure.dpi": 100,
}

MEASURED: dict[str, Any] = {"color": COLOURS["black"], "linewidth": 1.6}
SHARP: dict[str, Any] = {"color": COLOURS["blue"]}
STECHKIN: dict[str, Any] = {"color": COLOURS["vermilion"], "linestyle": (0, (4, 2))}

#: A measured point, on a line or alone, with its interval.
POINT: dict[str, Any] = {"marker": "o", "markersize": 2.4, "elinewidth": 0.7, "capsize": 0}

#: Behind words that lie on lines.
ON_LINES: dict[str, Any] = {"facecolor": "white", "alpha": 0.75, "linewidth": 0, "pad": 1.0}

#: How figures and captions write the data sets; of CIFAR-10, 10,000 images are used.
DATA = {
    "mnist": "MNIST",
    "fashion_mnist": "Fashion-MNIST",
    "cifar10": "CIFAR-10 subset",
    "cifar10_subset": "CIFAR-10 subset",
    "california_housing": "California Housing",
    "digits": "digits",
}

#: How figures write the models of the zoo.
TITLES = {
    "mlp_digits": "digits",
    "mlp_digits_l1": r"digits, $\ell_1$ penalty",
    "mlp_mnist": "MNIST",
    "mlp_mnist_l1": r"MNIST, $\ell_1$ penalty",
}


def penalty_label(l1: float) -> str:
    """How a title names the penalty that networks were trained with.

    Parameters
    ----------
    l1 : float
        Its factor.

    Returns
    -------
    str
    """
    return rf"$\ell_1$ penalty {l1:g}" if l1 else r"no $\ell_1$ penalty"


def bars(centre: Any, low: Any, high: Any) -> np.ndarray:
    """Lengths of the bars of points, none below zero where rounding would make it so.

    Parameters
    ----------
    centre, low, high : array, shape (n,)
        Points, and the ends of their intervals.

    Returns
    -------
    array, shape (2, n)
        Down and up.
    """
    centre, low, high = (np.asarray(values, dtype=np.float64) for values in (centre, low, high))
    return np.maximum([centre - low, high - centre], 0.0)


def median_points(ax: Axes, table: Table, x: str, column: str, **look: Any) -> ErrorbarContainer:
    """Medians of a column over the rows that share an ``x``, as points, with bars from the least to the largest.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    table : lqtheory.tables.Table
        Rows.
    x, column : str
        Columns of the two axes.
    **look
        Keywords of ``errorbar``, over those of ``POINT``.

    Returns
    -------
    matplotlib.container.ErrorbarContainer
    """
    groups = [(values[0], part.array(column)) for values, part in table.sorted_by(x).groups(x)]
    cells = [np.quantile(values, (0.5, 0.0, 1.0)) for _, values in groups]
    centre, low, high = np.array(cells).reshape(-1, 3).T
    settings = {**POINT, **look}
    return ax.errorbar([at for at, _ in groups], centre, yerr=bars(centre, low, high), **settings)
