"""Thresholds, kept fractions and moments of random weights (dossier section 8, table of laws)."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from lqtheory.errors import DomainError, InputTypeError
from lqtheory.quantities.arrays import check_exponent
from lqtheory.quantities.laws import fractions, law_at

__all__ = ["keep_fraction", "moment", "threshold"]


def threshold(law: str, f: Any = None, *, g: Any = None, **parameters: float) -> Any:
    r"""Magnitude above which a share f of the weights lies.

    τ with P(|w| > τ) = f.

    Parameters
    ----------
    law : str
        Name of the law, one of :data:`LAWS`.
    f, g : float or array-like
        Keep fraction, or pruned fraction g = 1 - f; exactly one of them.
    **parameters : float
        Parameters of the law; scales are 1 by default.

    Returns
    -------
    float or array of float64
        At f = 0 inf for unbounded laws; at f = 1 the smallest magnitude.

    Raises
    ------
    InputTypeError, DomainError
        As :func:`law_at` and :func:`fractions`.

    References
    ----------
    Dossier lq.stoch, table of laws.

    Examples
    --------
    >>> round(threshold("laplace", 0.1, b=2.0), 12)
    4.605170185988
    """
    found, shape, scale = law_at(law, parameters, "threshold")
    kept, pruned = fractions(f, g, "threshold")
    with np.errstate(divide="ignore"):
        return _plain(scale * found.threshold(kept, pruned, shape))


def keep_fraction(law: str, tau: float, **parameters: float) -> tuple[float, float]:
    r"""Shares of the weights above and below a magnitude.

    f = P(|w| > τ) and g = P(|w| <= τ), each to full relative accuracy.

    Parameters
    ----------
    law : str
        Name of the law.
    tau : float
        Magnitude, >= 0.
    **parameters : float
        Parameters of the law.

    Returns
    -------
    tuple of float
        ``(f, g)``.

    Raises
    ------
    InputTypeError, DomainError
        As :func:`law_at`; also if ``tau`` is not a number, negative, or nan.

    References
    ----------
    Dossier lq.stoch, table of laws.

    Examples
    --------
    >>> keep_fraction("uniform", 0.25)
    (0.75, 0.25)
    """
    found, shape, scale = law_at(law, parameters, "keep_fraction")
    level = np.asarray(tau)
    if level.dtype == bool or not np.issubdtype(level.dtype, np.number) or np.iscomplexobj(level):
        raise InputTypeError(f"tau must be a real number, got {tau!r} (keep_fraction)")
    if not (level >= 0).all():
        raise DomainError(f"tau must be >= 0, got {tau!r} (keep_fraction)")
    kept, pruned = found.tail(level.astype(np.float64) / scale, shape)
    return _plain(kept), _plain(pruned)


def moment(law: str, p: float, **parameters: float) -> float:
    r"""Absolute moment of a weight.

    E|w|^p.

    Parameters
    ----------
    law : str
        Name of the law.
    p : float
        Order, > 0.
    **parameters : float
        Parameters of the law.

    Returns
    -------
    float
        inf where the moment is infinite.

    Raises
    ------
    InputTypeError, DomainError
        As :func:`law_at`; also if ``p`` is not positive and finite.

    References
    ----------
    Dossier lq.stoch, table of laws.

    Examples
    --------
    >>> moment("laplace", 2), moment("student", 2, nu=2)
    (2.0, inf)
    """
    found, shape, scale = law_at(law, parameters, "moment")
    p = check_exponent(p, "p", "moment")
    return float(scale**p * found.moment(p, shape)) if p < found.heaviness(shape) else math.inf


def _plain(value: Any) -> Any:
    """A float for a single value, else the array."""
    return float(value) if np.ndim(value) == 0 else value
