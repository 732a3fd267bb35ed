"""Quantities of a sequence of intrinsic volumes, and the exact success of l_1 recovery (dossier ``geom.iv``)."""

from __future__ import annotations

import math
from typing import Any

from lqtheory.quantities import intrinsic_volumes, kinematics, volume_operations
from lqtheory.quantities.arrays import check_count
from lqtheory.quantities.descent_intrinsic_volumes import l1_descent_intrinsic_volumes
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference import volume_sequences as reference

__all__ = ["QUANTITIES", "l1_recovery_probability"]


def l1_recovery_probability(d: int, s: int, m: int) -> float:
    r"""Probability that l_1 minimisation recovers an s-sparse vector of R^d from m Gaussian measurements.

    P = 1 - 2 Σ_{j odd} v_{m+j}(D) = 2 Σ_{j odd} v_{m-j}(D), with the exact intrinsic volumes of the descent cone D of
    the l_1 norm; the two sums of positive terms are equal because every other volume adds up to ½ (Gauss-Bonnet).

    Parameters
    ----------
    d : int
        Dimension, >= 1.
    s : int
        Number of nonzero entries, in {1, ..., d}.
    m : int
        Number of measurements, in {0, ..., d}.

    Returns
    -------
    float
        In [0, 1]; 1 at m = d, and 0 for m < s.

    Raises
    ------
    InputTypeError
        If an argument is not an integer.
    DomainError
        If an argument is out of range.

    Notes
    -----
    Cost as ``l1_descent_intrinsic_volumes``; the relative error is that of the volumes below m, also of tiny
    chances, and of what is missing to 1 that of those above.

    References
    ----------
    Dossier geom.planted.cs, geom.kin.exact, geom.descent.l1_exact.

    Examples
    --------
    >>> round(l1_recovery_probability(20, 3, 8), 12)
    0.527019032758
    """
    where = "l1_recovery_probability"
    d = check_count(d, "d", 1, None, where)
    s, m = check_count(s, "s", 1, d, where, "d"), check_count(m, "m", 0, d, where, "d")
    volumes = l1_descent_intrinsic_volumes(d, s)
    success, failure = (2.0 * math.fsum(part) for part in (volumes[:m][::-2], volumes[m + 1 :: 2]))
    return success if success < failure else 1.0 - failure


def _quantity(array: Any, latex: str, id: str, arguments: tuple[str, ...] = ("v",), **more: Any) -> Quantity:
    name = array.__name__
    ball = getattr(reference, f"ball_{name}")
    more.setdefault("sign", "nonnegative")
    return Quantity(name, arguments, array, ball, latex, f"geom.{id}", **more)


QUANTITIES: tuple[Quantity, ...] = (
    _quantity(volume_operations.volume_mean, r"\delta({v})", "statdim.def"),
    _quantity(volume_operations.volume_variance, r"\mathrm{{Var}}\,V({v})", "iv.variance"),
    _quantity(volume_operations.generating_value, r"P_{{{v}}}({t})", "iv.gen", ("v", "t"), sign="real"),
    _quantity(volume_operations.polar_volumes, r"{v}^\circ", "iv.gen", vector=True),
    _quantity(volume_operations.product_volumes, r"({v}*{w})", "iv.gen", ("v", "w"), vector=True),
    _quantity(intrinsic_volumes.orthant_volumes, r"v(\mathbb{{R}}_+^{{{d}}})", "iv.gen", ("d",), vector=True),
    _quantity(
        volume_operations.spherical_steiner,
        r"P\{{\mathrm{{dist}}^2(\theta,{v})\le {level}\}}",
        "iv.steiner",
        ("v", "level"),
    ),
    _quantity(kinematics.tail_sum, r"t_{{{k}}}({v})", "kin.interlace", ("v", "k")),
    _quantity(kinematics.half_tail_sum, r"h_{{{k}}}({v})", "kin.exact", ("v", "k")),
    _quantity(kinematics.cone_meets_subspace, r"P_{{{m}}}({v})", "kin.exact", ("v", "m")),
    _quantity(kinematics.cone_meets_cone, r"P({v},{w})", "kin.exact", ("v", "w")),
    _quantity(
        l1_recovery_probability,
        r"P_{{\ell_1}}({d},{s},{m})",
        "planted.cs",
        ("d", "s", "m"),
        integer_arguments=("d", "s", "m"),
    ),
)
