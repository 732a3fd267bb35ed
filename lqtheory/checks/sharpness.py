"""Whether equality is attained where a theorem says so, and whether the search would notice a smaller constant."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any, NamedTuple

from lqtheory.balls import enclosure, precision
from lqtheory.checks.budget import Budget, Clock
from lqtheory.checks.candidates import Tally, as_plain_values, describe
from lqtheory.checks.falsify import explicit_instances, search
from lqtheory.claim import Claim
from lqtheory.decision import decide, instance_as_balls, relation_truth
from lqtheory.errors import UnsupportedError
from lqtheory.evidence import Evidence, Verdict, library_versions
from lqtheory.theorem import Theorem

__all__ = ["TWINS", "Twin", "sharpness", "twin_is_falsified"]

#: Right-hand sides are shrunk by these factors; a sharp theorem's twin is then false.
TWINS = (0.9, 0.999)
BITS = 452
#: A search for a twin ends when it has succeeded, so that every budget may try so many instances.
PATIENCE = 100
#: Relative distance to equality that the rounding of an instance to float64 explains.
ROUNDING = 2.0**-44


class Twin(NamedTuple):
    """Whether an over-tightened twin was falsified, after how many instances, and the record."""

    falsified: bool
    examples: int
    evidence: Evidence


def twin_is_falsified(
    theorem: Theorem,
    factor: float = 0.999,
    *,
    budget: str | Budget = "standard",
    seed: int = 0,
    use_extremal: bool = False,
    simplest: bool = False,
) -> Twin | None:
    """Search the theorem with every right-hand side shrunk by a factor: a measure of the power of the search.

    Parameters
    ----------
    theorem : Theorem
        A sharp theorem.
    factor : float
        Below 1; ``rhs`` becomes ``rhs - (1 - factor)|rhs|``.
    budget : str or Budget
        Effort of the search.
    seed : int
        Root seed.
    use_extremal : bool
        Whether the search may use the theorem's own worst instances; by default it has to find them.
    simplest : bool
        Whether the counterexample in the record is made simple, which takes longer than finding it.

    Returns
    -------
    Twin or None
        ``(falsified, examples, evidence)``; ``None`` where there is no twin: probabilities, and sides equal to zero.

    Raises
    ------
    DomainError
        If there is no such budget.
    """
    if not isinstance(theorem.claim, Claim) or theorem.claim.witness:
        return None
    if all(relation.rhs.is_zero for relation in theorem.relations):
        return None
    tally, enough = search(theorem.tightened(factor), Budget.named(budget), seed, use_extremal, simplest=simplest)
    evidence = tally.evidence("falsify", seed, f"the {factor:g} twin", enough=enough)
    return Twin(evidence.verdict is Verdict.FALSIFIED, tally.examples_needed or tally.admissible, evidence)


def sharpness(
    theorem: Theorem, budget: str | Budget = "standard", *, seed: int = 0, twins: Sequence[float] = TWINS
) -> Evidence | None:
    """Check that equality is attained at every point of ``sharp_at``, and that the over-tightened twins are falsified.

    Parameters
    ----------
    theorem : Theorem
        The theorem.
    budget : str or Budget
        Effort of the search for counterexamples to the twins.
    seed : int
        Root seed.
    twins : sequence of float
        Factors of the twins.

    Returns
    -------
    Evidence or None
        SURVIVED if the ball of ``rhs - lhs`` contains 0 at every point (up to the rounding of the instance itself,
        whose size is reported) and every twin is falsified; FALSIFIED if a point violates the claim; INCONCLUSIVE, with
        the reason, otherwise. ``None`` for theorems that claim no sharpness.

    Raises
    ------
    DomainError
        If there is no such budget, or a point of ``sharp_at`` is no instance.
    """
    if not theorem.sharp_at or not isinstance(theorem.claim, Claim) or theorem.claim.witness:
        return None
    effort = Budget.named(budget)
    clock = Clock(effort.seconds)
    points = explicit_instances(theorem)
    distances, slacks, remarks = [], [], []
    verdict, counterexample = Verdict.SURVIVED, None
    for point in points:
        values = theorem.domain.validate(point, where=theorem.name)
        try:
            if decide(theorem, values, max_bits=BITS).violated:
                verdict, counterexample = Verdict.FALSIFIED, as_plain_values(values)
                remarks.append(f"the claim fails at {describe(values)}")
                break
            distance, slack = _distance(theorem, values)
        except UnsupportedError as error:
            verdict = Verdict.INCONCLUSIVE
            remarks.append(str(error))
            break
        distances.append(distance)
        slacks.append(slack)
        if distance > ROUNDING:
            verdict = Verdict.INCONCLUSIVE
            remarks.append(
                f"equality is claimed at {describe(values)}, but rhs - lhs is {distance:.3g} of the larger side"
            )
    if verdict is Verdict.SURVIVED:
        remarks.append(f"equality at {len(points)} points, to {max(distances):.2g} of the larger side")
        verdict = _try_twins(theorem, effort, seed, twins, remarks)
    return Evidence(
        theorem.name,
        theorem.fingerprint,
        verdict,
        "sharpness",
        budget=effort.name,
        seed=seed,
        attempts=len(points),
        admissible=len(distances),
        slack=(min(s[0] for s in slacks), max(s[1] for s in slacks)) if slacks else None,
        bits=BITS,
        counterexample=counterexample,
        message="; ".join(remarks),
        versions=library_versions(),
        seconds=clock.elapsed,
    )


def _distance(theorem: Theorem, values: Mapping[str, Any]) -> tuple[float, tuple[float, float]]:
    """Smallest relative distance between the sides over all conclusions, as an upper bound, and its gap's enclosure.

    The scalars go into the formulas as exact rationals, so that ``floor(k p/(p - q))`` is settled where that is whole.
    """
    exact = {theorem.domain.symbol(n): _exact(values[n]) for n in theorem.domain.scalars()}
    best: tuple[float, tuple[float, float]] = (float("inf"), (float("-inf"), float("inf")))
    with precision(BITS):
        env = instance_as_balls(theorem.domain, values)
        for relation in theorem.relations:
            _, left, right = relation_truth(relation.subs(exact), env)
            gap, size = abs(right - left), abs(left).max(abs(right))
            relative = 0.0 if gap.is_zero() else enclosure((gap / size).upper())[1]
            if relative < best[0]:
                best = relative, enclosure(right - left)
    return best


def _exact(value: Any) -> Any:
    return Fraction(value) if isinstance(value, float) and math.isfinite(value) else value


def _try_twins(theorem: Theorem, effort: Budget, seed: int, twins: Sequence[float], remarks: list[str]) -> Verdict:
    """Search the twins, the tightest first: what breaks it breaks the looser ones, too, as balls confirm."""
    if all(relation.rhs.is_zero for relation in theorem.relations):
        return Verdict.SURVIVED
    effort = replace(effort, examples=max(effort.examples, PATIENCE))
    verdict, words = Verdict.SURVIVED, {}
    broken: Tally | None = None
    for factor in sorted(twins, reverse=True):
        twin = theorem.tightened(factor)
        if broken is None or not _also_breaks(twin, broken):
            tally, _ = search(twin, effort, seed, use_extremal=False, simplest=False)
            broken = tally if tally.violation else None
            if broken is None:
                verdict = Verdict.INCONCLUSIVE
                missed = f"the search misses the {factor:g} twin in {tally.admissible} instances"
                words[factor] = f"{missed}, so its survival means little"
                continue
        words[factor] = f"the {factor:g} twin is falsified after {broken.examples_needed} instances"
    remarks += [words[factor] for factor in twins]
    return verdict


def _also_breaks(twin: Theorem, broken: Tally) -> bool:
    assert broken.violation is not None
    values = twin.domain.validate(broken.violation[0], where=twin.name)
    return decide(twin, values, max_bits=broken.budget.bits).violated
