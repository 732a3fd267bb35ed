"""Activation functions: how fast they rise and fall, and their value at zero (dossier ``lq.net.lip``).

Of each activation the table holds the range of its derivative, rounded outward, piece by piece where it has kinks.
"""

# pyright: reportReturnType=false
from __future__ import annotations

import math

from lqtheory.errors import DomainError, UnsupportedError

__all__ = [
    "ACTIVATIONS",
    "activation_lipschitz_constant",
    "activation_pieces",
    "activation_slopes",
    "activation_value_at_zero",
]

Range = tuple[float, float]

#: Largest derivatives, rounded up in the tenth digit: the constants of the theorems ``gelu_slope_is_bounded``, ...,
#: which are certified on [-10, 10]; farther out the derivatives are within 0.01 of 0 or 1.
_GELU, _GELU_TANH, _SILU, _MISH = 1.1289041452, 1.1289930687, 1.0998393202, 1.0884981613
#: The least derivative of Mish, rounded down. The others satisfy φ'(-t) = 1 - φ'(t).
_MISH_LEAST = -0.1125261224

#: Names and their parameters with the values that torch gives them.
ACTIVATIONS: dict[str, dict[str, float]] = {
    "identity": {},
    "relu": {},
    "relu6": {},
    "abs": {},
    "leaky_relu": {"negative_slope": 0.01},
    "hardtanh": {"min_val": -1.0, "max_val": 1.0},
    "elu": {"alpha": 1.0},
    "tanh": {},
    "sigmoid": {},
    "softplus": {"beta": 1.0, "threshold": 20.0},
    "gelu": {},
    "gelu_tanh": {},
    "silu": {},
    "mish": {},
}

_ONE_PIECE: dict[str, Range] = {
    "identity": (1.0, 1.0),
    "tanh": (0.0, 1.0),
    "sigmoid": (0.0, 0.25),
    "softplus": (0.0, 1.0),
    "gelu": (1.0 - _GELU, _GELU),
    "gelu_tanh": (1.0 - _GELU_TANH, _GELU_TANH),
    "silu": (1.0 - _SILU, _SILU),
    "mish": (_MISH_LEAST, _MISH),
}


def activation_pieces(name: str, **parameters: float) -> tuple[tuple[float, ...], tuple[Range, ...]]:
    """Kinks of an activation and the range of its derivative between them.

    Parameters
    ----------
    name : str
        One of ``ACTIVATIONS``.
    **parameters : float
        Its parameters; those of torch by default.

    Returns
    -------
    kinks : tuple of float
        In increasing order.
    ranges : tuple of pairs of float
        Lowest and highest derivative left of the first kink, between the kinks, and right of the last one.

    Raises
    ------
    UnsupportedError
        If there is no such activation.
    DomainError
        If it has no such parameter, or the parameter is not finite.

    References
    ----------
    Dossier lq.net.lip.

    Examples
    --------
    >>> activation_pieces("leaky_relu", negative_slope=0.1)
    ((0.0,), ((0.1, 0.1), (1.0, 1.0)))
    """
    values = _parameters(name, parameters)
    flat, one = (0.0, 0.0), (1.0, 1.0)
    if name in _ONE_PIECE:
        return (), (_ONE_PIECE[name],)
    if name == "relu":
        return (0.0,), (flat, one)
    if name == "abs":
        return (0.0,), ((-1.0, -1.0), one)
    if name == "leaky_relu":
        return (0.0,), ((values["negative_slope"],) * 2, one)
    if name == "elu":
        return (0.0,), ((min(0.0, values["alpha"]), max(0.0, values["alpha"])), one)
    kinks = (0.0, 6.0) if name == "relu6" else (values["min_val"], values["max_val"])
    return kinks, (flat, one, flat)


def activation_slopes(name: str, **parameters: float) -> Range:
    """Lowest and highest derivative of an activation, rounded outward.

    Every difference quotient (φ(s) − φ(t))/(s − t) lies between them.

    Parameters
    ----------
    name : str
        One of ``ACTIVATIONS``.
    **parameters : float
        Its parameters; those of torch by default.

    Returns
    -------
    pair of float

    Raises
    ------
    UnsupportedError, DomainError
        As :func:`activation_pieces`.

    References
    ----------
    Dossier lq.net.lip.

    Examples
    --------
    >>> activation_slopes("relu")
    (0.0, 1.0)
    """
    ranges = activation_pieces(name, **parameters)[1]
    return min(low for low, _ in ranges), max(high for _, high in ranges)


def activation_lipschitz_constant(name: str, **parameters: float) -> float:
    """Least Lipschitz constant of an activation, rounded up to a float64.

    Parameters
    ----------
    name : str
        One of ``ACTIVATIONS``.
    **parameters : float
        Its parameters; those of torch by default.

    Returns
    -------
    float

    Raises
    ------
    UnsupportedError, DomainError
        As :func:`activation_pieces`.

    Notes
    -----
    1 for ReLU, tanh, softplus and hardtanh, 1/4 for the sigmoid, max(1, |a|) for LeakyReLU and ELU; GELU reaches its
    largest slope Φ(√2) + √2 φ(√2) at √2.

    References
    ----------
    Dossier lq.net.lip.

    Examples
    --------
    >>> round(activation_lipschitz_constant("gelu"), 12)
    1.1289041452
    """
    low, high = activation_slopes(name, **parameters)
    return max(-low, high)


def activation_value_at_zero(name: str, **parameters: float) -> float:
    """The magnitude |φ(0)| of an activation at zero, rounded up.

    Parameters
    ----------
    name : str
        One of ``ACTIVATIONS``.
    **parameters : float
        Its parameters; those of torch by default.

    Returns
    -------
    float

    Raises
    ------
    UnsupportedError, DomainError
        As :func:`activation_pieces`.

    References
    ----------
    Dossier lq.net.lip.

    Examples
    --------
    >>> activation_value_at_zero("sigmoid"), activation_value_at_zero("relu")
    (0.5, 0.0)
    """
    values = _parameters(name, parameters)
    if name == "sigmoid":
        return 0.5
    if name == "softplus":
        return math.nextafter(math.nextafter(math.log(2.0), 1.0) / values["beta"], math.inf)
    if name == "hardtanh":
        return max(values["min_val"], -values["max_val"], 0.0)
    return 0.0


def _parameters(name: str, given: dict[str, float]) -> dict[str, float]:
    if name not in ACTIVATIONS:
        raise UnsupportedError(
            f"no global Lipschitz constant known for the activation {name!r}; there are {', '.join(ACTIVATIONS)}"
        )
    strangers = [p for p in given if p not in ACTIVATIONS[name]]
    if strangers:
        raise DomainError(f"the activation {name!r} has no parameter {strangers[0]!r} (activation_pieces)")
    values = ACTIVATIONS[name] | {p: float(v) for p, v in given.items()}
    if not all(math.isfinite(v) for v in values.values()):
        raise DomainError(f"the parameters {values} of {name!r} are not all finite (activation_pieces)")
    if name == "softplus" and values["beta"] <= 0:
        raise DomainError(f"beta={values['beta']} of softplus is not positive (activation_pieces)")
    return values
