"""Captions made of sentences that are checked against the rows they speak of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from lqtheory.tables import Table

FAILED = "Not so in these rows:"


def caption_of(drawn: str, claims: Mapping[str, bool]) -> str:
    """A caption: what is drawn, then the sentences that hold, and by name those that do not.

    Parameters
    ----------
    drawn : str
        What lines, points, bars and bands are, and under which assumption a bound or prediction stands.
    claims : mapping of str to bool
        Sentences with numbers from the rows, and whether they hold there.

    Returns
    -------
    str
        One paragraph.

    Examples
    --------
    >>> caption_of("Points: errors.", {"All are below 1.": True, "All are above 0.5.": False})
    'Points: errors. All are below 1. Not so in these rows: All are above 0.5.'
    """
    held = [sentence for sentence, holds in claims.items() if holds]
    failed = [f"{FAILED} {sentence}" for sentence, holds in claims.items() if not holds]
    return " ".join([drawn, *held, *failed])


def always(condition: Any) -> bool:
    """Whether a condition holds at all of at least one place, so that no claim is true for want of rows.

    Parameters
    ----------
    condition : array of bool
        One entry for each row.

    Returns
    -------
    bool

    Examples
    --------
    >>> always([1.0, 2.0] > np.array([0.5, 0.5])), always(np.array([]) > 0)
    (True, False)
    """
    found = np.asarray(condition)
    return bool(found.size and found.all())


def sig(value: float, digits: int = 3) -> str:
    """A number with this many significant digits, large and small ones in powers of ten.

    Parameters
    ----------
    value : float
        The number.
    digits : int
        Significant digits.

    Returns
    -------
    str

    Examples
    --------
    >>> sig(0.123456), sig(12345.6), sig(3.2e21, 2)
    ('0.123', '12,346', '3.2·10^21')
    """
    if value and not 1e-4 <= abs(value) < 1e7:
        mantissa, power = f"{value:.{digits - 1}e}".split("e")
        return f"{mantissa}·10^{int(power)}"
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{float(f'{value:.{digits}g}'):g}"


def span(values: Any, digits: int = 3) -> str:
    """Least and largest of several numbers, as words.

    Parameters
    ----------
    values : array of float
        The numbers.
    digits : int
        Significant digits.

    Returns
    -------
    str

    Examples
    --------
    >>> span([2.0, 1.0]), span([])
    ('1 to 2', 'no value')
    """
    found = np.asarray(values, dtype=np.float64)
    return f"{sig(found.min(), digits)} to {sig(found.max(), digits)}" if found.size else "no value"


def joined(items: Iterable[str]) -> str:
    """Several words with commas and an *and*.

    Parameters
    ----------
    items : iterable of str
        The words.

    Returns
    -------
    str

    Examples
    --------
    >>> joined(["a", "b", "c"]), joined(["a"])
    ('a, b and c', 'a')
    """
    words = list(items)
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)


def plain(label: str) -> str:
    r"""A label of a figure as words without TeX.

    Parameters
    ----------
    label : str
        With an l_1 penalty or a product in it, at most.

    Returns
    -------
    str

    Examples
    --------
    >>> plain(r"MNIST, $\ell_1$ penalty")
    'MNIST, ℓ_1 penalty'
    """
    for tex, word in ((r"$\ell_1$", "ℓ_1"), (r"$5\times1000$", "5 × 1000"), (r"$i^{-1.5}$", "i^-1.5")):
        label = label.replace(tex, word)
    return label


def nearest(table: Table, column: str, value: float) -> Table:
    """The rows whose cell in a column is the one nearest to a value.

    Parameters
    ----------
    table : lqtheory.tables.Table
        Rows.
    column : str
        A numeric column.
    value : float
        Where to look.

    Returns
    -------
    lqtheory.tables.Table
        Empty if the table is.
    """
    cells = table.unique(column)
    return table.where(**{column: min(cells, key=lambda cell: abs(cell - value))}) if cells else table
