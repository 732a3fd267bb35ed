"""Central limit theorem of intrinsic volumes: a heuristic curve and a recalled error bound, no theorems here.

Nothing in this module may decide a verdict: the curve is an approximation without an error bound that says anything at
practical sizes, and the bound is recalled from the literature (dossier ``geom.kin.clt``).
"""

from __future__ import annotations

import math
from typing import Any

from lqtheory.errors import DomainError
from lqtheory.quantities.arrays import check_real
from lqtheory.quantities.batches import batched
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.normal_curves import ball_heuristic_miss_probability, ball_recalled_normal_error

__all__ = ["QUANTITIES", "heuristic_miss_probability", "recalled_normal_error"]


@batched(m=0, delta=0, variance=0)
def heuristic_miss_probability(m: float, delta: float, variance: float) -> float:
    r"""Heuristic: probability that a cone misses a random subspace of codimension m, by the normal law.

    P{C ∩ QL = 0} ≈ Φ((m - δ)/√Var V), without a continuity correction.

    Parameters
    ----------
    m : float
        Codimension of the subspace, >= 0.
    delta : float
        Statistical dimension of the cone, >= 0.
    variance : float
        Variance of its intrinsic volumes, > 0.

    Returns
    -------
    float
        In [0, 1].

    Raises
    ------
    InputTypeError, DomainError
        If an argument is not a number or out of range.

    Notes
    -----
    An approximation, not a bound: exact probabilities are those of :mod:`lqtheory.quantities.kinematics`.

    References
    ----------
    goldstein_nourdin_peccati_2017; dossier geom.kin.clt.

    Examples
    --------
    >>> from lqtheory.quantities.kinematics import orthant_meets_subspace
    >>> approximation = 1 - heuristic_miss_probability(40, 50, 25)
    >>> round(approximation, 4), round(orthant_meets_subspace(100, 60), 4)
    (0.9772, 0.9781)
    """
    where = "heuristic_miss_probability"
    m, delta = (check_real(v, name, where, 0.0, math.inf, "left") for v, name in ((m, "m"), (delta, "delta")))
    variance = check_real(variance, "variance", where, 0.0, math.inf, "neither")
    return 0.5 * math.erfc((delta - m) / math.sqrt(2.0 * variance))


@batched(delta=0, variance=0)
def recalled_normal_error(delta: float, variance: float) -> float:
    r"""Heuristic, recalled: bound of the distance of the law of intrinsic volumes from the normal law.

    (1/72) (log δ/δ^{3/16})^{5/2} + 48/√(log⁺(α √(2δ))), α = Var V/δ.

    Parameters
    ----------
    delta : float
        Statistical dimension, >= 1.
    variance : float
        Variance of the intrinsic volumes, > 0.

    Returns
    -------
    float
        Infinite where α √(2δ) <= 1.

    Raises
    ------
    InputTypeError, DomainError
        If an argument is not a number or out of range.

    Notes
    -----
    Recalled from the literature, not checked: no test and no verdict may rest on it. It is below 1 only for δ beyond
    all practical sizes, because of the second term.

    References
    ----------
    goldstein_nourdin_peccati_2017; dossier geom.kin.clt.

    Examples
    --------
    >>> recalled_normal_error(1e6, 5e5) > 1
    True
    """
    where = "recalled_normal_error"
    delta = check_real(delta, "delta", where, 1.0, math.inf, "left")
    variance = check_real(variance, "variance", where, 0.0, math.inf, "neither")
    if math.isinf(delta) or math.isinf(variance):
        raise DomainError(f"delta={delta}, variance={variance} must be finite ({where})")
    first = (math.log(delta) / delta**0.1875) ** 2.5 / 72.0
    size = math.log(variance) + 0.5 * math.log(2.0) - 0.5 * math.log(delta)
    return first + 48.0 / math.sqrt(size) if size > 0.0 else math.inf


def _quantity(name: str, arguments: tuple[str, ...], array: Any, ball: Any, latex: str) -> Quantity:
    heuristic = name.startswith(("heuristic", "recalled"))
    return Quantity(
        name, arguments, array, ball, latex, "geom.kin.clt", "nonnegative", integer_arguments=(), heuristic=heuristic
    )


QUANTITIES: tuple[Quantity, ...] = (
    _quantity(
        "heuristic_miss_probability",
        ("m", "delta", "variance"),
        heuristic_miss_probability,
        ball_heuristic_miss_probability,
        r"\Phi_{{\mathrm{{heuristic}}}}({m},{delta},{variance})",
    ),
    _quantity(
        "recalled_normal_error",
        ("delta", "variance"),
        recalled_normal_error,
        ball_recalled_normal_error,
        r"E_{{\mathrm{{recalled}}}}({delta},{variance})",
    ),
)
