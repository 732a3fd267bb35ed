"""Laws of random weights (dossier section 8): names, parameters, thresholds and moments of their magnitudes."""

from __future__ import annotations

import difflib
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from lqtheory.errors import DomainError, InputTypeError
from lqtheory.quantities import laws_of_gamma_type as gamma_type
from lqtheory.quantities import laws_of_power_type as power_type
from lqtheory.quantities.arrays import check_exponent

__all__ = ["LAWS", "Law", "find_law", "fractions", "law_at"]


@dataclass(frozen=True)
class Law:
    """A law of symmetric random weights, described by that of the magnitude |w| at scale 1.

    Parameters
    ----------
    name : str
        Name in the dossier's table.
    scale : str
        Name of the scale parameter, 1 by default.
    shape : str
        Name of the shape parameter, empty if there is none. It has no default.
    threshold, tail, truncated, moment, heaviness : callable
        ``threshold(f, g, shape)``; ``tail(t, shape) -> (f, g)``; ``truncated(p, f, g, shape)`` is E[|w|^p; |w| <= t];
        ``moment(p, shape)`` is E|w|^p, inf where it is infinite; ``heaviness(shape)`` is the least p of an infinite
        moment.
    """

    name: str
    scale: str
    shape: str
    threshold: Callable[..., Any]
    tail: Callable[..., tuple[Any, Any]]
    truncated: Callable[..., Any]
    moment: Callable[..., float]
    heaviness: Callable[[float], float]


LAWS: Mapping[str, Law] = {
    law.name: law
    for law in (
        Law("gauss", "sigma", "", *gamma_type.GAUSSIAN),
        Law("laplace", "b", "", *gamma_type.LAPLACE),
        Law("ggd", "a", "beta", *gamma_type.GENERALISED_GAUSSIAN),
        Law("uniform", "a", "", *power_type.UNIFORM),
        Law("student", "scale", "nu", *power_type.STUDENT),
        Law("pareto", "x_m", "alpha", *power_type.PARETO),
    )
}


def find_law(name: str, where: str = "") -> Law:
    """A law by name.

    Parameters
    ----------
    name : str
        ``gauss``, ``laplace``, ``ggd``, ``uniform``, ``student`` or ``pareto``.
    where : str
        What the error text calls the function.

    Returns
    -------
    Law

    Raises
    ------
    InputTypeError
        If ``name`` is no string.
    DomainError
        If there is no such law.

    Examples
    --------
    >>> find_law("gauss").scale
    'sigma'
    """
    at = f" ({where})" if where else ""
    if not isinstance(name, str):
        raise InputTypeError(f"law={name!r} is no name{at}; use one of {', '.join(LAWS)}")
    if name not in LAWS:
        close = difflib.get_close_matches(name, LAWS, 1)
        hint = f"did you mean {close[0]!r}?" if close else f"use one of {', '.join(LAWS)}"
        raise DomainError(f"law={name!r} is unknown{at}; {hint}")
    return LAWS[name]


def law_at(name: str, parameters: Mapping[str, float], where: str) -> tuple[Law, float, float]:
    """A law with its checked shape (nan if it has none) and scale.

    Parameters
    ----------
    name : str
        Name of the law.
    parameters : mapping of str to float
        Values of its shape and scale parameters; the scale is 1 where it is not given.
    where : str
        What error texts call the function.

    Returns
    -------
    tuple
        ``(law, shape, scale)``.

    Raises
    ------
    InputTypeError
        If a parameter is not a number.
    DomainError
        If the law is unknown, a parameter is unknown, missing, or not positive and finite.

    Examples
    --------
    >>> law_at("ggd", {"beta": 0.5}, "share")[1:]
    (0.5, 1.0)
    """
    law = find_law(name, where)
    allowed = [word for word in (law.shape, law.scale) if word]
    unknown = sorted(set(parameters) - set(allowed))
    if unknown:
        raise DomainError(f"{unknown[0]} is no parameter of the law {name} ({where}); it has {', '.join(allowed)}")
    if law.shape and law.shape not in parameters:
        raise DomainError(f"the law {name} needs its parameter {law.shape} ({where}); give {law.shape}=...")
    shape = check_exponent(parameters[law.shape], law.shape, where) if law.shape else math.nan
    return law, shape, check_exponent(parameters.get(law.scale, 1.0), law.scale, where)


def fractions(f: Any, g: Any, where: str) -> tuple[Any, Any]:
    """Keep fraction f and pruned fraction g = 1 - f, from whichever is given.

    Parameters
    ----------
    f, g : float or array-like, or None
        Exactly one of them, in [0, 1]. Near f = 1 give ``g``, which f cannot express.
    where : str
        What error texts call the function.

    Returns
    -------
    tuple of numpy arrays
        ``(f, g)`` as float64.

    Raises
    ------
    InputTypeError
        If not exactly one is given, or it is not numeric.
    DomainError
        If it is outside [0, 1].

    Examples
    --------
    >>> [float(v) for v in fractions(None, 0.25, "share")]
    [0.75, 0.25]
    """
    if (f is None) == (g is None):
        raise InputTypeError(f"give exactly one of the keep fraction f and the pruned fraction g ({where})")
    word, given = ("keep", f) if g is None else ("pruned", g)
    value = np.asarray(given)
    if value.dtype == bool or not np.issubdtype(value.dtype, np.number) or np.iscomplexobj(value):
        raise InputTypeError(f"{word} fraction must be a real number, got {given!r} ({where})")
    value = value.astype(np.float64)
    if not ((value >= 0) & (value <= 1)).all():
        bad = value[~((value >= 0) & (value <= 1))].flat[0]
        raise DomainError(f"{word} fraction must be in [0, 1], got {bad!s} ({where})")
    return (value, 1.0 - value) if g is None else (1.0 - value, value)
