r"""**Pooling over disjoint windows does not stretch**: in the Euclidean and in the maximum norm.

Row i of X and Y holds the d entries of window i for two inputs. The largest entry of a window changes by at most the
largest change in it, the mean as well; in the Euclidean norm the mean even gains d^{-1/2}: sqrt(d) times the root of
the sum of the mean squares of the windows is the Euclidean distance of the inputs. Where windows overlap, an entry in
at most m of them, that sum counts it m times, so that the constant is sqrt(m).
"""

from typing import Any

import numpy as np
import sympy as sp

from lqtheory import Claim, Domain, Integer, Matrix, Source, Theorem
from lqtheory.expressions import MaxOver
from lqtheory.quantities.quantity import Quantity
from lqtheory.relations import Relation


def _entry(X: Any, i: int, j: int) -> Any:
    return X[i - 1][j - 1]


ENTRY = Quantity(
    "window_entry", ("X", "i", "j"), _entry, _entry, r"{X}_{{{i}{j}}}", sign="real", integer_arguments=("i", "j")
)

D = Domain(r=Integer(1, typical=(1, 5)), d=Integer(1, typical=(1, 6)), X=Matrix("r", "d"), Y=Matrix("r", "d"))
r, d, X, Y = D.symbols
window, place = (sp.Symbol(letter, integer=True, positive=True) for letter in "ij")


def entries(i: sp.Expr, j: sp.Expr) -> tuple[sp.Expr, sp.Expr]:
    """The two inputs at a place of a window."""
    return ENTRY.symbol(X, i, j), ENTRY.symbol(Y, i, j)


def change(i: sp.Expr, j: sp.Expr) -> sp.Expr:
    """How far they are apart there, with its sign."""
    first, second = entries(i, j)
    return first - second


def largest_change(i: sp.Expr) -> sp.Expr:
    """In the maximum norm, in a window."""
    return MaxOver(sp.Abs(change(i, place)), place, 1, d)


def mean_square(i: sp.Expr) -> sp.Expr:
    """Mean of the squared changes in a window; the squared Euclidean distance is d times the sum of them."""
    return sp.Sum(change(i, place) ** 2, (place, 1, d)) / d


def of_maximum(i: sp.Expr) -> sp.Expr:
    """Change of the largest entry of a window."""
    return sp.Add(*(sign * MaxOver(e, place, 1, d) for sign, e in zip((1, -1), entries(i, place), strict=True)))


def of_mean(i: sp.Expr) -> sp.Expr:
    """Change of the mean of a window."""
    return sp.Sum(change(i, place), (place, 1, d)) / d


def largest(value: sp.Expr) -> sp.Expr:
    """Over all windows."""
    return MaxOver(value, window, 1, r)


def root(value: sp.Expr) -> sp.Expr:
    """Root of the sum over all windows."""
    return sp.sqrt(sp.Sum(value, (window, 1, r)))


THEOREM = Theorem(
    name="pooling_is_lipschitz",
    title="Pooling does not stretch",
    id="lq.net.lip.pooling",
    statement="For two inputs X and Y of r disjoint windows of d entries, the largest entries and the means of the "
    "windows differ by at most as much as the inputs in the maximum and in the Euclidean norm, and the means by at "
    "most d^(-1/2) times as much in the latter.",
    domain=D,
    claim=Claim(
        then=[
            Relation(largest(sp.Abs(of_maximum(window))), "<=", largest(largest_change(window))),
            Relation(largest(sp.Abs(of_mean(window))), "<=", largest(largest_change(window))),
            Relation(root(of_maximum(window) ** 2), "<=", sp.sqrt(d) * root(mean_square(window))),
            Relation(root(of_mean(window) ** 2), "<=", root(mean_square(window))),
        ]
    ),
    extremal=lambda r, d: {"X": np.ones((r, d)), "Y": np.zeros((r, d))},
    sharp_at=({"r": 2, "d": 3},),
    source=Source("lqtheory_dossier", "lq.net.lip"),
    notes="The dossier has the constant 1 for the mean in both norms.",
)
