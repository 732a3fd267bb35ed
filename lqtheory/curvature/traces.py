"""Traces by products: Hutch++, which takes the large eigenvalues exactly and the rest by random probes.

For the share F = (1/D) tr f(H), f(λ) = s/(s + λ), it is applied to B = 1 - f(H), whose large eigenvalues are those of
H; f itself has a flat bulk that no low rank captures. Plain probes win where tr B is large, as it is for most networks
(dossier ``geom.spec.hutchpp``).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
import torch

from lqtheory.curvature.operators import SymmetricOperator
from lqtheory.errors import DomainError, InputTypeError
from lqtheory.quantities.arrays import check_count, check_real

__all__ = ["TraceEstimate", "hutch_plus_plus", "stiff_share"]


@dataclass(frozen=True)
class TraceEstimate:
    """An estimate of the trace of a symmetric operator.

    Parameters
    ----------
    value : float
        Estimate, without bias.
    captured : float
        Part that the low rank holds: no sampling error.
    deviation : float
        Estimated standard deviation of the rest; 0 if nothing is left.
    products : int
        Products with vectors.
    """

    value: float
    captured: float
    deviation: float
    products: int


def stiff_share(
    operator: SymmetricOperator, s: float, *, steps: int = 500, tolerance: float = 1e-10
) -> SymmetricOperator:
    r"""The operator B = H (H + s)^{-1} = 1 - f(H) with f(λ) = s/(s + λ), by conjugate gradients.

    Parameters
    ----------
    operator : SymmetricOperator
        H, positive semidefinite by construction.
    s : float
        Level, > 0.
    steps : int
        Largest number of products with H for one vector.
    tolerance : float
        Relative residual at which to stop; what is left makes B inexact by as much.

    Returns
    -------
    SymmetricOperator
        Semidefinite, with eigenvalues in [0, 1).

    Raises
    ------
    DomainError
        If H is not known to be semidefinite, an argument is out of range, or ``steps`` do not suffice.

    References
    ----------
    Dossier geom.spec.hutchpp.

    Examples
    --------
    >>> from lqtheory.curvature import matrix_operator
    >>> made = stiff_share(matrix_operator(np.diag([0.0, 1.0, 3.0]), semidefinite=True), 1.0)
    >>> [round(v, 9) for v in made(np.ones(3)).tolist()]
    [0.0, 0.5, 0.75]
    """
    where = "stiff_share"
    s = check_real(s, "s", where, 0.0, math.inf, "neither")
    steps = check_count(steps, "steps", 1, None, where)
    if not operator.semidefinite:
        raise DomainError(f"{operator.name} is not semidefinite by construction ({where}); use a Gauss-Newton matrix")

    def multiply(vectors: torch.Tensor) -> torch.Tensor:
        return torch.stack([v - s * _solve(operator, v, s, steps, tolerance) for v in vectors])

    name = f"stiff share of {operator.name} at {s:g}"
    return replace(operator, name=name, multiply=multiply, fingerprint=f"{operator.fingerprint}/stiff {s!r}")


def _solve(operator: SymmetricOperator, v: torch.Tensor, s: float, steps: int, tolerance: float) -> torch.Tensor:
    """(H + s)^{-1} v."""
    x, residual = torch.zeros_like(v), v.clone()
    direction, square = residual.clone(), float(residual @ residual)
    start = square
    for _ in range(steps):
        if square <= tolerance**2 * start:
            return x
        image = operator(direction) + s * direction
        length = square / float(direction @ image)
        x, residual = x + length * direction, residual - length * image
        square, before = float(residual @ residual), square
        direction = residual + (square / before) * direction
    if square > tolerance**2 * start:
        raise DomainError(
            f"steps={steps} leave a relative residual of {math.sqrt(square / start):.1e} at s={s:g} (stiff_share); "
            f"give about {steps * 2} or a larger tolerance than {tolerance:g}"
        )
    return x


def hutch_plus_plus(operator: SymmetricOperator, products: int, *, rng: np.random.Generator) -> TraceEstimate:
    r"""Trace of a symmetric operator B from 3k products: Hutch++.

    tr(Q'BQ) + mean of g'(1-QQ')B(1-QQ')g over k probes g, Q an orthonormal basis of the range of B Ω, Ω with k columns.

    Parameters
    ----------
    operator : SymmetricOperator
        B; for a share take :func:`stiff_share`, never f(H) itself.
    products : int
        Number of products with B, at least 3; the largest multiple of 3 is used, at most 3D.
    rng : numpy.random.Generator
        Draws Ω and the probes, Gaussian.

    Returns
    -------
    TraceEstimate

    Raises
    ------
    InputTypeError, DomainError
        If an argument is not of its kind or out of range.

    Notes
    -----
    For semidefinite B the standard deviation is of the order tr B/k (best_rank_error_at_most_half_trace). Holds 2k
    vectors.

    References
    ----------
    meyer_musco_musco_woodruff_2021; dossier geom.spec.hutchpp.

    Examples
    --------
    >>> from lqtheory.curvature import matrix_operator
    >>> found = hutch_plus_plus(matrix_operator(np.diag([5.0, 2.0, 0.0, 0.0])), 6, rng=np.random.default_rng(0))
    >>> round(found.value, 9), found.products, found.deviation < 1e-9
    (7.0, 6, True)
    """
    where = "hutch_plus_plus"
    products = check_count(products, "products", 3, None, where)
    if not isinstance(rng, np.random.Generator):
        raise InputTypeError(f"rng={rng!r} is not a numpy.random.Generator ({where}); give default_rng(seed)")
    d, k = operator.dimension, min(products // 3, operator.dimension)
    sketch = operator(rng.standard_normal((k, d))).to(torch.float64)
    basis, triangle = torch.linalg.qr(sketch.T)
    sizes = torch.diagonal(triangle).abs()
    basis = basis[:, sizes > 1e-13 * max(float(sizes.max()), 1e-300)]  # directions that rounding alone made are none
    captured = float((basis * operator(basis.T).to(torch.float64).T).sum()) if basis.shape[1] else 0.0
    probes = torch.as_tensor(rng.standard_normal((k, d)), dtype=torch.float64, device=basis.device)
    probes = probes - (probes @ basis) @ basis.T
    forms = (probes * operator(probes).to(torch.float64)).sum(dim=1)
    deviation = float(forms.std()) / math.sqrt(k) if k > 1 else math.nan
    return TraceEstimate(captured + float(forms.mean()), captured, deviation, 2 * k + basis.shape[1])
