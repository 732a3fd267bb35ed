"""Claims about probabilities: an exact binomial test at a sample size fixed beforehand, or enumeration.

The parameter points and the number of draws are chosen before the first draw, so nothing can be stopped early or
repeated until it looks well. A true claim is rejected with probability at most 1e-9, over all points together.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

import numpy as np

from lqtheory.balls import Truth, ball, compare, enclosure, precision
from lqtheory.checks.boxes import resolve_region
from lqtheory.checks.budget import Budget, Clock
from lqtheory.checks.candidates import as_plain_values, describe
from lqtheory.checks.sampling import sample_instance, satisfies
from lqtheory.checks.sources import EmptyRangeError
from lqtheory.claim import Probability
from lqtheory.domain import Integer
from lqtheory.errors import DomainError, InputTypeError, ShapeError
from lqtheory.evidence import Evidence, Verdict, library_versions
from lqtheory.rng import generator_for
from lqtheory.theorem import Theorem

__all__ = ["FALSE_ALARM", "exact_truth", "simulate"]

#: Probability of rejecting a true claim, over all parameter points of one simulation.
FALSE_ALARM = 1e-9
BITS = 226
_ALTERNATIVE = {"<=": "greater", ">=": "less", "=": "two-sided"}

Progress = Callable[[int, int], None]


def simulate(
    theorem: Theorem,
    budget: str | Budget = "standard",
    *,
    seed: int = 0,
    on_progress: Progress | None = None,
) -> Evidence | None:
    """Judge a claim about a probability.

    Parameters
    ----------
    theorem : Theorem
        A theorem whose claim is a :class:`lqtheory.Probability`.
    budget : str or Budget
        Effort: ``restarts`` parameter points, ``draws`` draws of the event at each.
    seed : int
        Root seed; the same seed gives the same record.
    on_progress : callable, optional
        Called with ``(done, total)`` points.

    Returns
    -------
    Evidence or None
        With ``exact``: FALSIFIED where balls refute the bound, CERTIFIED where all parameters are integers and every
        point of the typical ranges holds. Else REJECTED with N, count and p-value if an exact binomial test says
        p < 1e-9 divided by the number of points; SURVIVED; INCONCLUSIVE if the bound is trivial everywhere. ``None``
        for other claims.

    Raises
    ------
    DomainError
        If there is no such budget, or a bound is not a number.
    InputTypeError, ShapeError
        If the event does not return one bool per draw.
    """
    if not isinstance(theorem.claim, Probability):
        return None
    run = _Run(theorem, theorem.claim, Budget.named(budget), seed)
    exact = run.enumerate() if theorem.claim.exact is not None else None
    return exact or run.sample(on_progress)


class _Run:
    """One judgement of one claim."""

    def __init__(self, theorem: Theorem, claim: Probability, budget: Budget, seed: int) -> None:
        self.theorem, self.claim, self.budget, self.seed = theorem, claim, budget, seed
        self.clock = Clock(budget.seconds)
        rng = generator_for(seed, theorem.name, "simulate", "points")
        self.points: list[dict[str, Any]] = [
            dict(p) for p in theorem.sharp_at if set(p) == set(theorem.domain.parameters)
        ]
        try:
            self.points += [sample_instance(theorem.domain, rng) for _ in range(budget.restarts)]
        except EmptyRangeError as error:
            self.empty = str(error)
        else:
            self.empty = ""

    def record(self, verdict: Verdict, **more: Any) -> Evidence:
        """The finding as a record."""
        message = more.pop("message") + self.clock.remark()
        return Evidence(
            self.theorem.name,
            self.theorem.fingerprint,
            verdict,
            "simulate",
            budget=self.budget.name,
            seed=self.seed,
            message=message,
            versions=library_versions(),
            seconds=self.clock.elapsed,
            **more,
        )

    # ---- enumeration -------------------------------------------------------------------------------------------------
    def enumerate(self) -> Evidence | None:
        """Exact probabilities at every integer point, or at the drawn points where there are other parameters."""
        complete, box = all(isinstance(m, Integer) for m in self.theorem.domain.parameters.values()), None
        points = self.points
        if complete:
            region = resolve_region(self.theorem.domain, list(self.theorem.domain.parameters), self.theorem.box)
            box = region.stated
            points = [{name: int(low) for name, (low, _) in start.items()} for start in region.starts()]
            points = [p for p in points if satisfies(self.theorem.domain.where, p)]
            complete = 0 < len(points) <= self.budget.pieces
        undecided = 0
        for point in points[: self.budget.pieces]:
            truth, slack = exact_truth(self.claim, point)
            undecided += truth is Truth.UNDECIDED
            if truth is Truth.NO:
                return self.record(
                    Verdict.FALSIFIED,
                    slack=slack,
                    bits=BITS,
                    counterexample=as_plain_values(point),
                    certified_by=("flint",),
                    message=f"the exact probability breaks {self.claim} at {describe(point)}",
                )
        if not complete or undecided:
            return None
        message = f"the exact probability satisfies the bound at all {len(points)} points of the box"
        return self.record(
            Verdict.CERTIFIED, box=box, pieces=len(points), bits=BITS, certified_by=("flint",), message=message
        )

    # ---- simulation --------------------------------------------------------------------------------------------------
    def sample(self, on_progress: Progress | None) -> Evidence:
        """Binomial tests at the points chosen beforehand."""
        if not self.points:
            message = f"no parameter point is admissible: the claim may be vacuous; {self.empty}"
            return self.record(Verdict.INCONCLUSIVE, message=message)
        total, tested, least, ratios, done = 0, 0, 1.0, [], 0
        for index, point in enumerate(self.points):
            if self.clock.is_up():
                break
            bound = self._bound(point)
            count = self._count(point, index)
            total += count
            p_value = _p_value(count, self.budget.draws, bound, self.claim.operator)
            least = min(least, p_value)
            tested += 0.0 < bound < 1.0 or self.claim.operator == "="
            ratios += _ratio(count / self.budget.draws, bound, self.claim.operator)
            if p_value < FALSE_ALARM / len(self.points):
                return self._rejected(point, count, bound, p_value)
            done += 1
            if on_progress is not None:
                on_progress(done, len(self.points))
        seen = {
            "attempts": self.budget.draws * done,
            "admissible": done,
            "count": total,
            "p_value": least,
            "tightness": (min(ratios), max(ratios)) if ratios else None,
        }
        if not tested:
            return self.record(Verdict.INCONCLUSIVE, message="the bound is trivial at every point tried", **seen)
        loose = "; loose: the event never occurred" if not total and self.claim.operator == "<=" else ""
        message = f"{self.budget.draws} draws at each of {done} points fixed beforehand, none rejected{loose}"
        return self.record(Verdict.SURVIVED, message=message, **seen)

    def _rejected(self, point: Mapping[str, Any], count: int, bound: float, p_value: float) -> Evidence:
        share = count / self.budget.draws
        return self.record(
            Verdict.REJECTED,
            attempts=self.budget.draws,
            admissible=len(self.points),
            count=count,
            p_value=p_value,
            counterexample=as_plain_values(point),
            message=f"the event came {count} times in {self.budget.draws} draws (share {share:.6g}) against the bound "
            f"{self.claim.operator} {bound:.6g} at {describe(point)}: p = {p_value:.3g}",
        )

    def _bound(self, point: Mapping[str, Any]) -> float:
        bound = self.claim.bound_at(**point)
        try:
            value = (
                float(bound)
                if isinstance(bound, (int, float, Fraction, np.number))
                else sum(enclosure(ball(bound))) / 2
            )
        except InputTypeError as error:
            raise DomainError(
                f"the bound of {self.theorem.name} is {bound!r} at {describe(point)}; give a number"
            ) from error
        if math.isnan(value):
            raise DomainError(f"the bound of {self.theorem.name} is nan at {describe(point)}; give a number")
        return value

    def _count(self, point: Mapping[str, Any], index: int) -> int:
        rng = generator_for(self.seed, self.theorem.name, "simulate", index)
        outcome = np.asarray(self.claim.event(rng, self.budget.draws, **point))
        if outcome.dtype != bool:
            raise InputTypeError(
                f"event of {self.theorem.name} returns {outcome.dtype}, expected bool; compare before returning"
            )
        if outcome.shape != (self.budget.draws,):
            raise ShapeError(
                f"event of {self.theorem.name} returns shape {outcome.shape}, expected ({self.budget.draws},)"
            )
        return int(np.count_nonzero(outcome))


def exact_truth(claim: Probability, point: Mapping[str, Any]) -> tuple[Truth, tuple[float, float] | None]:
    """Whether an exact probability satisfies its bound at one point.

    Parameters
    ----------
    claim : Probability
        With ``exact``.
    point : mapping of str to object
        The instance.

    Returns
    -------
    truth : Truth
        By exact fractions, or by balls at 226 bits.
    slack : pair of float, or None
        Enclosure of the larger side minus the smaller one, as the claim has them.
    """
    assert claim.exact is not None
    with precision(BITS):
        value, bound = claim.exact(**point), claim.bound_at(**point)
        left, operator, right = (bound, "<=", value) if claim.operator == ">=" else (value, claim.operator, bound)
        if all(isinstance(v, (int, Fraction)) for v in (left, right)):
            holds = left == right if operator == "=" else left <= right
            return (Truth.YES if holds else Truth.NO), enclosure(ball(right) - ball(left))
        return compare(ball(left), operator, ball(right)), enclosure(ball(right) - ball(left))


def _p_value(count: int, draws: int, bound: float, operator: str) -> float:
    """Probability of a count at least as extreme if the bound holds with equality."""
    from scipy.stats import binomtest

    if bound < 0 or bound > 1:
        broken = operator == "=" or (operator == "<=" and bound < 0) or (operator == ">=" and bound > 1)
        return 0.0 if broken else 1.0
    return float(binomtest(count, draws, bound, alternative=_ALTERNATIVE[operator]).pvalue)


def _ratio(share: float, bound: float, operator: str) -> list[float]:
    """Measured against allowed, 1 is equality; nothing where a side is zero, and nothing for an equality.

    A share beyond the bound that the binomial test does not reject is the noise of the sample: it counts as equality.
    """
    left, right = (bound, share) if operator == ">=" else (share, bound)
    return [min(left / right, 1.0)] if right > 0 and operator != "=" else []
