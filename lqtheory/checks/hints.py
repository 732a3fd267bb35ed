"""What a researcher should look at: why a rung did not run, and what the findings suggest about the claim itself."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from lqtheory.balls import Truth, precision
from lqtheory.checks.features import features, safe_condition
from lqtheory.checks.sampling import draw_instance, satisfies
from lqtheory.checks.sources import EmptyRangeError, NumpySource
from lqtheory.checks.tightness import ROUNDING, UNCONFIRMED, Sample, Worst, has_ratio
from lqtheory.claim import Claim, Probability
from lqtheory.decision import instance_as_balls, relation_truth
from lqtheory.domain import Domain, Integer, Real, Vector
from lqtheory.errors import LqTheoryError, UnsupportedError
from lqtheory.evidence import Evidence, Verdict
from lqtheory.expressions import compile_expression
from lqtheory.floats import FLOATS
from lqtheory.relations import Relation
from lqtheory.rng import generator_for
from lqtheory.theorem import Theorem

__all__ = ["conditions_text", "hints", "why_not_run"]

#: Instances without which nothing is said about a claim, draws from a domain to explain why nothing is admissible.
_ENOUGH, _DRAWS = 20, 200
#: A largest ratio below this is called loose, one above that is called sharp.
_LOOSE, _SHARP = 0.9, 1 - 1e-6


def why_not_run(theorem: Theorem, rung: str) -> str:
    """Why a rung of the ladder says nothing about a theorem.

    Parameters
    ----------
    theorem : Theorem
        The theorem.
    rung : str
        The rung.

    Returns
    -------
    str
        The reason, in a few words.
    """
    claim, members = theorem.claim, theorem.domain.parameters.values()
    if rung == "prove":
        return "the file has no PROOF"
    if rung == "simulate":
        return "only claims about probabilities are simulated"
    if isinstance(claim, Probability):
        return "a claim about a probability is simulated instead"
    if rung == "certify":
        return "only inequalities between scalars are certified on a box; others get there by a proof"
    if rung == "sharpness":
        return "sharp_at names no point of equality"
    if claim.witness:
        return "a claim of existence has no ratio to climb"
    if not all(isinstance(m, (Integer, Real, Vector)) for m in members):
        return "matrices and objects have no gradient to climb"
    if theorem.domain.kind == "scalar":
        return "integers alone have no gradient to climb"
    return (
        "a side has no gradient: write the quantity with lqtheory.quantities.arrays.namespace, so that torch can run it"
    )


def hints(
    theorem: Theorem,
    records: Sequence[Evidence],
    drawn: Sequence[Sample],
    worst: Worst,
    *,
    on_networks: float = -math.inf,
    elsewhere: Sequence[Mapping[str, Any]] = (),
) -> list[str]:
    """What the findings suggest about the claim, in sentences.

    Parameters
    ----------
    theorem : Theorem
        The theorem.
    records : sequence of Evidence
        What the rungs found.
    drawn : sequence of Sample
        Instances from its typical ranges.
    worst : Worst
        The tightest instance found.
    on_networks : float
        The largest ratio seen on trained networks.
    elsewhere : sequence of mapping
        Counterexamples that were found by other means than the draws.

    Returns
    -------
    list of str
        Often empty.
    """
    verdicts = {record.verdict for record in records}
    found = _outside_their_bounds(theorem)
    without = [quantity.name for quantity in theorem.quantities if quantity.ball is None]
    if without and theorem.expected == "holds":
        found.append(
            f"{', '.join(without)} has no ball version: instances near equality stay undecided, and no violation can "
            "be confirmed; give Quantity(..., ball=...)"
        )
    searched = [record for record in records if record.attempts and record.method in ("falsify", "attack")]
    if searched and all(record.verdict is Verdict.INCONCLUSIVE for record in searched):
        assumed = (*theorem.domain.where, *(theorem.claim.given if isinstance(theorem.claim, Claim) else ()))
        if assumed and not drawn:
            found.append(f"the claim may be true by vacuity: {conditions_text(theorem)}")
    if Verdict.FALSIFIED in verdicts:
        found += _about_a_false_claim(theorem, drawn, elsewhere)
    elif has_ratio(theorem):
        found += _about_tightness(theorem, drawn, worst, on_networks)
    return found


def _outside_their_bounds(theorem: Theorem) -> list[str]:
    """Typical ranges in which the domain has nothing, so that searches look elsewhere."""
    found = []
    for name, member in theorem.domain.scalars().items():
        ends = member.typical or ()
        bounds = [b for b in (member.low, member.high) if isinstance(b, (int, float))]
        if not all(isinstance(end, (int, float)) for end in ends) or not ends:
            continue
        above = member.low in bounds and ends[1] < member.low
        if above or (member.high in bounds and ends[0] > member.high):
            text = theorem.domain.text(name)
            found.append(f"the typical range [{ends[0]:g}, {ends[1]:g}] lies outside {text}: searches looked elsewhere")
    return found


def _about_a_false_claim(
    theorem: Theorem, drawn: Sequence[Sample], elsewhere: Sequence[Mapping[str, Any]]
) -> list[str]:
    drawn = [sample for sample in drawn if sample.ratio]  # 0 is nothing against nothing, or no left side at all
    ratios = [sample.ratio for sample in drawn]
    if len(ratios) < _ENOUGH:
        return []
    if min(ratios) >= 1 - ROUNDING:
        return [
            f"at all {len(ratios)} sampled instances the left side is at least the right one: perhaps the inequality "
            "is the wrong way round"
        ]
    holds = np.array(ratios) <= 1 + ROUNDING
    # No condition is proposed that a counterexample found elsewhere satisfies.
    points = [*(sample.values for sample in drawn), *elsewhere]
    where = safe_condition(features(theorem, points), np.append(holds, np.zeros(len(elsewhere), dtype=bool)))
    told = f"it holds at {holds.mean():.0%} of {len(ratios)} sampled instances"
    if where:
        return [f"{told}, {where}: perhaps that assumption is missing"]
    return [f"{told}: perhaps an assumption is missing"] if holds.mean() > 0.9 else []


def _about_tightness(theorem: Theorem, drawn: Sequence[Sample], worst: Worst, on_networks: float) -> list[str]:
    ratios = np.array([sample.ratio for sample in drawn])
    seen = [*(sample.values for sample in drawn), worst.instance]
    quotient = not any(theorem.signed) or _never_negative(theorem, seen)
    if len(ratios) >= _ENOUGH and quotient:
        if (ratios == 0).all():
            return ["the left side is 0 at every sampled instance: the claim says nothing there"]
        if np.allclose(ratios, 1.0, rtol=1e-12, atol=0):
            return ["both sides are equal at every sampled instance: this may be an identity; state it with Equal"]
    if not worst.instance or not math.isfinite(worst.ratio):
        return []
    if worst.beyond:
        whose = "balls confirm that it is a violation" if worst.confirmed else UNCONFIRMED
        return [f"the ratio reaches {worst.ratio:.6g}, above 1: {whose}; look at the instance under tightness"]
    closest = max(worst.ratio, on_networks)
    if closest < _LOOSE and quotient:
        return [
            f"no instance comes closer to equality than {closest:.4g}: a right side {1 / closest:.4g} times "
            "smaller would have survived the same search; `lqtheory explore` looks for the best constant"
            if closest > 0
            else "the left side was 0 wherever it was seen"
        ]
    if worst.ratio >= _SHARP and not theorem.sharp_at:
        return [
            "the ratio reaches 1: if equality is attained, name the point in sharp_at (and the instance in extremal)"
        ]
    return []


def _never_negative(theorem: Theorem, instances: Iterable[Mapping[str, Any]]) -> bool:
    """Whether no side is negative at these instances: then the ratio is a quotient, whatever the symbols say."""
    try:
        sides = [side for values in instances if values for pair in theorem.evaluate(values) for side in pair]
    except (LqTheoryError, ArithmeticError):
        return False
    return all(bool(np.all(np.asarray(side, dtype=np.float64) >= 0)) for side in sides)


def conditions_text(theorem: Theorem, *, given: bool = True) -> str:
    """How often each assumption holds at draws from the domain's bounds, and how near the others come.

    Parameters
    ----------
    theorem : Theorem
        The theorem.
    given : bool
        Whether the assumptions of the claim count, too, not only those of the domain.

    Returns
    -------
    str
        One clause for each assumption that holds nowhere; if there is none, that they never hold together.
    """
    assumed = theorem.claim.given if given and isinstance(theorem.claim, Claim) else ()
    return _conditions(theorem.domain, (*theorem.domain.where, *assumed), theorem.name)


def _conditions(domain: Domain, conditions: Iterable[Relation], name: str) -> str:
    rng = generator_for(0, name, "conditions")
    instances = []
    for _ in range(_DRAWS):
        try:
            instances.append(draw_instance(domain, NumpySource(rng)))
        except EmptyRangeError as error:
            if not instances:
                return str(error)
    told = []
    for relation in conditions:
        if not any(_holds(domain, relation, values) for values in instances):
            gaps = [gap for gap in (_gap(relation, values) for values in instances) if math.isfinite(gap)]
            near = f" (nearest miss {min(gaps):.4g})" if gaps and min(gaps) > 0 and relation.operator != "=" else ""
            told.append(f"{relation} holds at none of {len(instances)} draws{near}")
    return "; ".join(told) or f"its assumptions never hold together at {len(instances)} draws from {domain.describe()}"


def _holds(domain: Domain, relation: Relation, values: dict[str, Any]) -> bool:
    """Whether a relation holds, in balls where floats say so: in floats x + 1 <= x holds at 1e60."""
    try:
        checked = domain.validate(values)
        if not satisfies((relation,), checked):
            return False
        with precision(226):
            return relation_truth(relation, instance_as_balls(domain, checked))[0] is Truth.YES
    except UnsupportedError:
        return True
    except (LqTheoryError, ArithmeticError):
        return False


def _gap(relation: Relation, values: dict[str, Any]) -> float:
    try:
        left, right = (compile_expression(side, FLOATS)(values) for side in (relation.lhs, relation.rhs))
        return float(np.max(np.asarray(left, dtype=np.float64) - np.asarray(right, dtype=np.float64)))
    except (LqTheoryError, ArithmeticError, TypeError, ValueError):
        return math.nan
