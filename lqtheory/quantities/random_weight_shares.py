"""What magnitude pruning removes from random weights in the limit of many (dossier ``lq.stoch.limit``)."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from lqtheory.errors import DomainError
from lqtheory.quantities.arrays import check_exponent
from lqtheory.quantities.laws import fractions, law_at

__all__ = ["share", "truncated_moment"]


def truncated_moment(law: str, f: Any = None, p: float = 2.0, *, g: Any = None, **parameters: float) -> Any:
    r"""Mass that pruning to a keep fraction f removes, in the limit of many independent weights.

    D_p(f) = E[|w|^p; |w| <= τ], P(|w| > τ) = f. It is the limit of σ_k(w)_p^p / n for k/n → f.

    Parameters
    ----------
    law : str
        ``gauss`` (sigma), ``laplace`` (b), ``ggd`` (beta, a), ``uniform`` (a), ``student`` (nu, scale), ``pareto``
        (alpha, x_m).
    f, g : float or array-like
        Keep fraction, or pruned fraction g = 1 - f; exactly one of them. Give ``g`` where f is close to 1.
    p : float
        Exponent, > 0.
    **parameters : float
        Parameters of the law; scales are 1 by default.

    Returns
    -------
    float or array of float64
        Finite for f > 0 under every law; at f = 0 the full moment, which may be inf.

    Raises
    ------
    InputTypeError, DomainError
        If the law, a parameter, a fraction or ``p`` is not allowed.

    Notes
    -----
    Incomplete gamma and beta functions of the smaller fraction: no cancellation as f → 1 (given ``g``).

    References
    ----------
    Dossier lq.stoch.limit.

    Examples
    --------
    >>> round(truncated_moment("student", 0.1, nu=1.5), 12)
    1.543623795614
    """
    found, shape, scale = law_at(law, parameters, "truncated_moment")
    p = check_exponent(p, "p", "truncated_moment")
    kept, pruned = fractions(f, g, "truncated_moment")
    with np.errstate(divide="ignore", invalid="ignore"):
        inner = found.truncated(p, np.where(kept == 0, 0.5, kept), np.where(kept == 0, 0.5, pruned), shape)
    full = found.moment(p, shape) if p < found.heaviness(shape) else math.inf
    value = scale**p * np.where(kept == 0, full, np.where(pruned == 0, 0.0, inner))
    return float(value) if np.ndim(value) == 0 else value


def share(law: str, f: Any = None, p: float = 2.0, *, g: Any = None, **parameters: float) -> Any:
    r"""Share of the p-mass that pruning to a keep fraction f removes, in the limit of many independent weights.

    ρ_p(f) = D_p(f) / E|w|^p.

    Parameters
    ----------
    law : str
        As in :func:`truncated_moment`.
    f, g : float or array-like
        Keep fraction, or pruned fraction g = 1 - f; exactly one of them.
    p : float
        Exponent, > 0.
    **parameters : float
        Parameters of the law; the share does not depend on the scale.

    Returns
    -------
    float or array of float64
        1 at f = 0, 0 at f = 1.

    Raises
    ------
    InputTypeError, DomainError
        If the law, a parameter, a fraction or ``p`` is not allowed, or the moment is infinite.

    Notes
    -----
    Gaussian: ρ_2 = P(3/2, t²), f = erfc t. Laplace: P(3, -ln f). Uniform: (1-f)^{p+1}. Pareto: 1 - f^{1-p/α}.

    References
    ----------
    Dossier lq.stoch.limit and its table of laws.

    Examples
    --------
    >>> round(share("gauss", 0.1), 12), share("uniform", 0.5, 1)
    (0.560713935721, 0.25)
    """
    found, shape, _ = law_at(law, parameters, "share")
    p = check_exponent(p, "p", "share")
    kept, pruned = fractions(f, g, "share")
    if not p < found.heaviness(shape):
        order = "second" if p == 2 else f"p={p:g}-th"
        raise DomainError(
            f"infinite {order} moment: only the unnormalised D(f) exists (share of {law} with "
            f"{found.shape}={shape:g}); use truncated_moment"
        )
    unscaled = {found.shape: shape} if found.shape else {}
    removed = truncated_moment(law, kept if g is None else None, p, g=None if g is None else pruned, **unscaled)
    value = np.minimum(removed / found.moment(p, shape), 1.0)
    return float(value) if np.ndim(value) == 0 else value
