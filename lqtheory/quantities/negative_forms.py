"""Quadratic forms with one negative eigenvalue as objects of theorems (``geom.prune.negative``)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from lqtheory import balls
from lqtheory.errors import DomainError
from lqtheory.quantities.cone_weights import QuadraticCone
from lqtheory.quantities.negative_directions import negative_cone_count
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.negative_directions import ball_negative_cone_count

__all__ = [
    "NEGATIVE_QUANTITIES",
    "NegativeForm",
    "ball_negative_form",
    "curvature_is_negative",
    "higher_negative_form",
    "negative_form",
    "negative_quantity",
]

#: Draws that are decided at a time.
CHUNK = 10_000


@dataclass(frozen=True, eq=False)
class NegativeForm(QuadraticCone):
    """Σ ω_i x_i² - μ x_1², negative inside a quadratic cone with the weights ω_i/μ and its mirror image.

    Parameters
    ----------
    weights : array, shape (n,)
        ω_i/μ; of arrays, or lists of balls.
    omega : array, shape (n,)
        Eigenvalues, >= 0.
    mu : float
        Size μ > 0 of the negative one.
    """

    omega: Any
    mu: Any

    def __repr__(self) -> str:
        return f"NegativeForm({np.asarray(self.omega).tolist()}, {self.mu})"


def _random(rng: np.random.Generator, n: int) -> NegativeForm:
    """A random form in n + 1 dimensions; powers of two, so that weights are exact."""
    omega, mu = 2.0 ** rng.integers(-5, 6, n), 2.0 ** int(rng.integers(-3, 4))
    if rng.random() < 0.3:
        omega = np.full(n, omega[0])
    if rng.random() < 0.2:
        omega[-1] = 0.0
    return NegativeForm(omega / mu, omega, mu)


def negative_form(rng: np.random.Generator, **_: Any) -> NegativeForm:
    """A random form in two to six dimensions; often with equal eigenvalues, often with an eigenvalue 0.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    **_
        Values of other parameters of the domain, not used.

    Returns
    -------
    NegativeForm
    """
    return _random(rng, int(rng.integers(1, 6)))


def higher_negative_form(rng: np.random.Generator, m: int = 0, **_: Any) -> NegativeForm:
    """A random form of at least m + 1 and at most m + 8 dimensions.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    m : int
        Codimension of the subspace on which its sign is asked.
    **_
        Values of other parameters of the domain, not used.

    Returns
    -------
    NegativeForm
    """
    return _random(rng, max(1, int(rng.integers(m, m + 8))))


def ball_negative_form(value: NegativeForm) -> NegativeForm:
    """The same form in exact balls.

    Parameters
    ----------
    value : NegativeForm
        Arrays.

    Returns
    -------
    NegativeForm
    """
    omega, mu = balls.ball_vector(value.omega), balls.ball(value.mu)
    return NegativeForm([a / mu for a in omega], omega, mu)


def curvature_is_negative(rng: np.random.Generator, size: int, m: int, K: NegativeForm) -> np.ndarray:
    """Whether the form takes a negative value on the span of Gaussian vectors, by the eigenvalues of its compression.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    size : int
        Number of draws.
    m : int
        Codimension of the span.
    K : NegativeForm
        The form.

    Returns
    -------
    array of bool, shape (size,)
    """
    eigenvalues, found = np.append(K.omega, -K.mu), np.zeros(size, dtype=bool)
    for start in range(0, size, CHUNK):
        count = min(CHUNK, size - start)
        basis = np.linalg.qr(rng.standard_normal((count, eigenvalues.size, eigenvalues.size - m)))[0]
        compressed = np.einsum("tdj,d,tdk->tjk", basis, eigenvalues, basis)
        found[start : start + count] = np.linalg.eigvalsh(compressed)[:, 0] < 0.0
    return found


def _quantity(name: str, array: Any, ball: Any, latex: str, sign: str) -> Quantity:
    return Quantity(name, ("K",), array, ball, latex, "geom.prune.negative", sign=sign)


#: Everything by name.
NEGATIVE_QUANTITIES: dict[str, Quantity] = {
    quantity.name: quantity
    for quantity in (
        _quantity(
            "negative_form_count",
            lambda K: negative_cone_count(K.omega, K.mu),
            lambda K: ball_negative_cone_count(K.omega, K.mu),
            r"N_-({K})",
            "nonnegative",
        ),
    )
}


def negative_quantity(name: str) -> Any:
    """The SymPy head of a quantity of forms with one negative eigenvalue, to write claims with.

    Parameters
    ----------
    name : str
        A key of ``NEGATIVE_QUANTITIES``.

    Returns
    -------
    type
        A SymPy function head.

    Raises
    ------
    DomainError
        If there is none.

    Examples
    --------
    >>> str(negative_quantity("negative_form_count"))
    'negative_form_count'
    """
    if name not in NEGATIVE_QUANTITIES:
        raise DomainError(f"there is no quantity {name!r} of these forms; there are {', '.join(NEGATIVE_QUANTITIES)}")
    return NEGATIVE_QUANTITIES[name].symbol
