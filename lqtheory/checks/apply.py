"""A theorem on one concrete instance, such as the weights of a layer: predicted, measured, and whether it holds."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from lqtheory.balls import Truth
from lqtheory.checks.sampling import satisfies
from lqtheory.claim import Claim
from lqtheory.decision import Decision, decide
from lqtheory.errors import DomainError, UnsupportedError
from lqtheory.relations import Relation
from lqtheory.theorem import Theorem

__all__ = ["Applied", "apply"]

#: Up to so many entries balls decide at once; beyond, floats with a rounding bound answer first.
SMALL = 4096
UNIT = 2.0**-53


@dataclass(frozen=True)
class Applied:
    """A theorem on one instance.

    Parameters
    ----------
    theorem : str
        Its name.
    predicted, measured : float
        Right- and left-hand side of the tightest conclusion; ``nan`` where an assumption fails.
    ratio : float
        ``measured / predicted``, 0/0 := 0.
    holds : Truth
        Decided by balls, or by floats with an a-priori rounding bound.
    failed_assumption : str
        The assumption that fails, if one does: the theorem is then not applicable.
    amount : float
        By how much it fails: the left minus the right side of that assumption, or the distance from the range of a
        parameter; ``nan`` where that is no number.
    """

    theorem: str
    predicted: float
    measured: float
    ratio: float
    holds: Truth
    failed_assumption: str = ""
    amount: float = 0.0

    @property
    def applicable(self) -> bool:
        """Whether all assumptions hold on the instance."""
        return not self.failed_assumption


def apply(theorem: Theorem, instance: Mapping[str, Any]) -> Applied:
    """Evaluate a theorem on one concrete instance.

    Parameters
    ----------
    theorem : Theorem
        A deterministic theorem.
    instance : mapping
        One value for each parameter; vectors of any length.

    Returns
    -------
    Applied
        With ``failed_assumption`` and ``amount`` if the instance is outside the domain or an assumption fails.

    Raises
    ------
    DomainError
        If the theorem is a claim about a probability.
    InputTypeError, ShapeError
        If a value is of the wrong type or shape.

    Notes
    -----
    Up to 4096 entries balls decide. Beyond, both sides are computed in float64: with n entries and exponents between
    1/A and A a side made of nonnegative terms is off by at most 16 (n + 64) A 2^-53 of itself. Sides further apart than
    that are settled if the claim holds; all else goes to the balls, which take seconds for 10^6 entries.

    Examples
    --------
    >>> from lqtheory import AtMost, Domain, Real, Source
    >>> D = Domain(t=Real(0))
    >>> (t,) = D.symbols
    >>> result = apply(Theorem("demo", "t", "t <= 2 t.", D, AtMost(t, 2 * t), Source("demo")), {"t": 3.0})
    >>> result.measured, result.predicted, result.holds
    (3.0, 6.0, <Truth.YES: 'yes'>)
    """
    if not isinstance(theorem.claim, Claim):
        raise DomainError(f"{theorem.name} is a claim about a probability; it cannot be applied to one instance")
    try:
        values = theorem.domain.validate(instance, where=theorem.name)
    except DomainError as error:
        return Applied(theorem.name, math.nan, math.nan, math.nan, Truth.UNDECIDED, str(error), error.amount)
    for condition in (*theorem.domain.where, *theorem.claim.given):
        if not satisfies((condition,), values):
            return _not_applicable(theorem, condition, values)
    measured, predicted, signed = _tightest(theorem, values)
    ratio = _ratio(measured, predicted, signed)
    return Applied(theorem.name, predicted, measured, ratio, _holds(theorem, values))


def _not_applicable(theorem: Theorem, condition: Relation, values: Mapping[str, Any]) -> Applied:
    difference = Theorem(
        "assumption", "", "", theorem.domain, Claim(then=(condition,)), theorem.source, provenance="derived"
    )
    ((left, right),) = difference.evaluate(values)
    amount = float(np.max(np.asarray(left, dtype=np.float64) - np.asarray(right, dtype=np.float64)))
    return Applied(theorem.name, math.nan, math.nan, math.nan, Truth.UNDECIDED, str(condition), amount)


def _tightest(theorem: Theorem, values: Mapping[str, Any]) -> tuple[float, float, bool]:
    """Sides of the conclusion, and of its component, with the largest ratio."""
    best: tuple[float, float, bool] | None = None
    worst = -math.inf
    for (left, right), signed in zip(theorem.evaluate(values), theorem.signed, strict=True):
        pairs = np.broadcast_arrays(np.asarray(left, dtype=np.float64), np.asarray(right, dtype=np.float64))
        for a, b in zip(pairs[0].ravel().tolist(), pairs[1].ravel().tolist(), strict=True):
            ratio = _ratio(a, b, signed)
            if best is None or ratio > worst:
                best, worst = (a, b, signed), ratio
    assert best is not None
    return best


def _ratio(measured: float, predicted: float, signed: bool) -> float:
    if measured == predicted == 0:
        return 0.0
    if predicted == 0:
        return math.copysign(math.inf, measured)
    return 1 + (measured - predicted) / abs(predicted) if signed else measured / predicted


def _holds(theorem: Theorem, values: Mapping[str, Any]) -> Truth:
    entries = sum(np.size(v) for v in values.values() if np.ndim(v) > 0)
    if entries > SMALL and not any(theorem.signed) and all(r.operator != "=" for r in theorem.relations):
        if _surely_holds(theorem, values, entries):
            return Truth.YES
    try:
        decision: Decision = decide(theorem, values, max_bits=226)
    except UnsupportedError:
        return Truth.UNDECIDED
    return decision.truth if decision.admissible is Truth.YES else Truth.UNDECIDED


def _surely_holds(theorem: Theorem, values: Mapping[str, Any], entries: int) -> bool:
    """Whether the float sides are further apart than rounding can explain, in the right direction."""
    exponents = [abs(float(v)) for v in values.values() if isinstance(v, float) and v and math.isfinite(v)]
    amplification = max([1.0, *exponents, *(1 / e for e in exponents)])
    error = 16 * (entries + 64) * amplification * UNIT
    for left, right in theorem.evaluate(values):
        a, b = np.asarray(left, dtype=np.float64), np.asarray(right, dtype=np.float64)
        if not np.all(a * (1 + error) < b * (1 - error)):
            return False
    return True
