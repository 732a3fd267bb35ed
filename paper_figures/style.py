"""One look for all figures: settings, widths in inches, and the lines that mean the same everywhere."""

from __future__ import annotations

from typing import Any

from lqtheory.figures import COLOURS

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

#: Behind words that lie on lines.
ON_LINES: dict[str, Any] = {"facecolor": "white", "alpha": 0.75, "linewidth": 0, "pad": 1.0}

#: How figures write the models of the zoo.
TITLES = {
    "mlp_digits": "digits",
    "mlp_digits_l1": r"digits, $\ell_1$ penalty",
    "mlp_mnist": "MNIST",
    "mlp_mnist_l1": r"MNIST, $\ell_1$ penalty",
}
