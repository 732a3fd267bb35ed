"""Descent cones of the l_q norm, and why there are none for q < 1 (dossier ``geom.descent.lq``)."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

from lqtheory import balls
from lqtheory.errors import DomainError
from lqtheory.quantities.arrays import check_count, check_real
from lqtheory.quantities.batches import batched
from lqtheory.quantities.descent_intrinsic_volumes import l1_descent_dimension
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.descent_intrinsic_volumes import ball_l1_descent_dimension

__all__ = ["NO_LQ_CONE", "QUANTITIES", "lq_descent_dimension"]

#: Why exponents below one are refused.
NO_LQ_CONE = (
    "for q < 1 the descent directions of the l_q quasi-norm form no convex cone, so there is neither a projection nor "
    "a statistical dimension, and their convex hull gives only bounds like those of l_1; a theorem is that with at "
    "least s + 1 Gaussian measurements an s-sparse vector is almost surely the sparsest solution, and the l_q solution "
    "for all small enough q (dossier geom.descent.lq)"
)


@batched(q=0)
def lq_descent_dimension(d: int, s: int, q: float) -> float:
    r"""Statistical dimension of the descent cone of the l_q norm at an s-sparse vector, q >= 1; none for q < 1.

    δ = d - 1/2 for 1 < q < inf, where the norm is smooth and the cone is a half-space; that of ℓ_1 for q = 1.

    Parameters
    ----------
    d : int
        Dimension, >= 1.
    s : int
        Number of nonzero entries, in {0, ..., d}; at the zero vector the cone is {0}.
    q : float
        Exponent, in [1, inf). For the maximum norm see ``saturated_statistical_dimension``.

    Returns
    -------
    float

    Raises
    ------
    InputTypeError
        If an argument has the wrong type.
    DomainError
        If an argument is out of range; for q < 1 with the reason.

    References
    ----------
    Dossier geom.descent.lq, geom.descent.l1_exact, geom.statdim.basic.

    Examples
    --------
    >>> lq_descent_dimension(10, 3, 2)
    9.5
    """
    where = "lq_descent_dimension"
    d = check_count(d, "d", 1, None, where)
    s, q = check_count(s, "s", 0, d, where, "d"), check_real(q, "q", where, -math.inf, math.inf, "left")
    if q < 1.0:
        raise DomainError(f"q={q:g} is outside [1, inf) ({where}); {NO_LQ_CONE}")
    if s == 0:
        return 0.0
    return l1_descent_dimension(d, s) if q == 1.0 else d - 0.5


def ball_lq_descent_dimension(d: int, s: int, q: Any) -> Any:
    """Definition; between the two values where the ball of q holds 1."""
    q = balls.ball(q)
    if not (d >= 1 and 0 <= s <= d) or q < 1 or not q.is_finite():
        raise DomainError(f"d={d}, s={s}, q={q} is out of range (lq_descent_dimension); {NO_LQ_CONE}")
    smooth = balls.ball(Fraction(2 * d - 1, 2))
    if s == 0 or q > 1:
        return smooth if s else balls.ball(0)
    sharp = ball_l1_descent_dimension(d, s)
    return sharp if q == 1 else sharp.union(smooth)


QUANTITIES: tuple[Quantity, ...] = (
    Quantity(
        "lq_descent_dimension",
        ("d", "s", "q"),
        lq_descent_dimension,
        ball_lq_descent_dimension,
        r"\delta(\mathcal{{D}}_{{{q}}}({d},{s}))",
        "geom.descent.lq",
        sign="nonnegative",
        integer_arguments=("d", "s"),
    ),
)
