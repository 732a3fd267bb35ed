"""Ball versions for the linear teacher, written from the definitions with more digits where terms cancel."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lqtheory import balls
from lqtheory.balls.integrals import circle_constant, monotone_root, working_bits
from lqtheory.errors import DomainError

__all__ = [
    "ball_gaussian_pruned_energy",
    "ball_laplace_pruned_energy",
    "ball_marchenko_pastur_share",
    "ball_planted_threshold",
]


def _share(p: Any, where: str) -> Any:
    p = balls.ball(p)
    if not (p >= 0 and p <= 1):
        raise DomainError(f"p={p} is outside [0, 1] ({where})")
    return p


def _bits(p: Any) -> int:
    """Twice the digits that cancel in a difference of order p that is of order p^3."""
    return working_bits() + 32 + 4 * max(0, -int(2 * float(balls.log(p).mid()))) if p > 0 else working_bits()


def ball_gaussian_pruned_energy(p: Any) -> Any:
    """P - 2 t φ(t), t = √2 erfinv(p); it rises with p, so that an interval is enclosed by its ends."""
    p = _share(p, "gaussian_pruned_energy")
    low, high = p.lower(), p.upper()
    return _gaussian(low) if low == high else _gaussian(low).union(_gaussian(high))


def _gaussian(p: Any) -> Any:
    if not p > 0:
        return balls.ball(0)
    if not p < 1:
        return balls.ball(1)
    with balls.precision(_bits(p)):
        root = p.erfinv()
        return p - 2 * root * (-root * root).exp() / circle_constant().sqrt()


def ball_laplace_pruned_energy(p: Any) -> Any:
    """2 - (1-p)(u² + 2u + 2), u = -log(1-p), in units of the squared scale; it rises with p."""
    p = _share(p, "laplace_pruned_energy")
    low, high = p.lower(), p.upper()
    return _laplace(low) if low == high else _laplace(low).union(_laplace(high))


def _laplace(p: Any) -> Any:
    if not p > 0:
        return balls.ball(0)
    if not p < 1:
        return balls.ball(2)
    with balls.precision(_bits(p)):
        u = -balls.log(1 - p)
        return 2 - (1 - p) * (u * u + 2 * u + 2)


def ball_marchenko_pastur_share(gamma: Any, s: Any) -> Any:
    """Positive root F of γ F² + b F = s, b = 1 - γ + s."""
    gamma, s = balls.ball(gamma), balls.ball(s)
    if not (gamma > 0 and s >= 0):
        raise DomainError("take gamma > 0 and s >= 0 (marchenko_pastur_share)")
    if balls.is_infinite(s):
        return balls.ball(1)
    b = 1 - gamma + s
    root = (b * b + 4 * gamma * s).sqrt()
    return 2 * s / (b + root) if b > 0 else (root - b) / (2 * gamma)


def ball_planted_threshold(rule: str, law: str, gamma: Any, e: Any) -> Any:
    """The share at which a rule's excess, which does not fall, changes its sign; 1 if it is nowhere positive."""
    gamma, e = balls.ball(gamma), balls.ball(e)
    if not (gamma > 0 and e > 0):
        raise DomainError("take gamma > 0 and e > 0 (planted_threshold)")
    excess = _excess(rule, law, gamma, e)
    return balls.ball(1) if excess(balls.ball(1)) <= 0 else monotone_root(excess, 0, 1)


def _excess(rule: str, law: str, gamma: Any, e: Any) -> Callable[[Any], Any]:
    energies = {"gauss": ball_gaussian_pruned_energy, "laplace": ball_laplace_pruned_energy}
    if law not in energies or (rule == "all_masks" and law != "gauss"):
        raise DomainError(f"law={law!r} is not known for rule={rule!r} (planted_threshold)")
    energy, zero = energies[law], balls.ball(0)

    def retrained(p: Any, kept: Any) -> Any:
        return energy(p) * (1 - gamma * kept).max(zero) - e

    def published(p: Any) -> Any:
        r = energy(p)
        return p - (ball_marchenko_pastur_share(gamma, e / r) if r > 0 else 1)

    rules: dict[str, Callable[[Any], Any]] = {
        "one_shot": lambda p: energy(p) - e,
        "published": published,
        "jensen": lambda p: p - e / (energy(p) + e),
        "retrained": lambda p: retrained(p, 1 - p),
        "all_masks": lambda p: retrained(p, 1 - energy(p)),
    }
    if rule not in rules:
        raise DomainError(f"rule={rule!r} is not one of {', '.join(rules)} (planted_threshold)")
    return rules[rule]
