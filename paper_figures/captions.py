"""Captions made of sentences that are checked against the rows they speak of."""

from __future__ import annotations

import re
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


def counts(values: Iterable[int], thing: str = "") -> str:
    """How many there were of a thing, from the column that says so; least and most where rows differ.

    Parameters
    ----------
    values : iterable of int
        The column.
    thing : str
        What was counted, in the singular.

    Returns
    -------
    str

    Examples
    --------
    >>> counts([5, 5], "draw"), counts([1], "seed"), counts([12, 24]), counts([])
    ('5 draws', '1 seed', '12 to 24', 'no value')
    """
    found = sorted(set(values))
    number = " to ".join(f"{value:,}" for value in dict.fromkeys((found[0], found[-1]))) if found else "no value"
    return f"{number} {thing}{'s' * (found != [1])}" if thing else number


def seeds_of(models: Iterable[str]) -> list[int]:
    """Over how many training seeds rows go, from names of models such as ``sgd_mnist@0-2``.

    Parameters
    ----------
    models : iterable of str
        Names with the number of a seed, or with the first and the last.

    Returns
    -------
    list of int
        For each name.

    Examples
    --------
    >>> seeds_of(["sgd_mnist@0-2", "sgd_mnist@7"])
    [3, 1]
    """
    ranges = [[int(end) for end in re.findall(r"\d+", name.rpartition("@")[2])] for name in models]
    return [ends[-1] - ends[0] + 1 for ends in ranges]


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
        With a penalty, a product or a power in it, at most.

    Returns
    -------
    str

    Examples
    --------
    >>> plain(r"MNIST, $\ell_1$ penalty"), plain(r"$|w|\,\mathrm{rms}(h)$ + refit")
    ('MNIST, ℓ_1 penalty', '|w| rms(h) + refit')
    """
    words = {r"\ell": "ℓ", r"\times": " × ", r"\mathrm{rms}": "rms", r"\,": " ", "{": "", "}": "", "$": ""}
    for tex, word in words.items():
        label = label.replace(tex, word)
    return re.sub(" +", " ", label)


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
