"""Rules of proof that compute: certificates by ball arithmetic on a box, and enumeration of finite ranges."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lqtheory.balls import Truth, precision
from lqtheory.checks.signs import facts_of, sign_holds
from lqtheory.decision import relation_truth
from lqtheory.domain import Domain, Integer
from lqtheory.proof import Step

if TYPE_CHECKING:
    from lqtheory.checks.prove import Checker

__all__ = ["certified_region", "check_certificate", "check_enumeration"]


def check_certificate(checker: Checker, step: Step) -> None:
    """Certify scalar relations on a box by ball arithmetic.

    Parameters
    ----------
    checker : Checker
        State of the proof being checked.
    step : Step
        The step to justify.

    Raises
    ------
    ProofError
        If the rule does not give the conclusion.
    """
    from lqtheory.checks.certify import certify_relation

    sub, region = certified_region(checker, step)
    for relation in step.claim.then:
        truth, pieces, _ = certify_relation(
            relation, sub, region, given=step.claim.given, pieces=step.rule.arguments["pieces"]
        )
        if truth is not Truth.YES:
            raise checker.fail(step, f"balls do not show {relation} on the box ({truth.value} after {pieces} pieces)")
        checker.pieces += pieces
    checker.boxes.append(", ".join(f"{n} in [{lo}, {hi}]" for n, (lo, hi) in region.items()))


def certified_region(checker: Checker, step: Step) -> tuple[Domain, dict[str, tuple[Any, Any]]]:
    """The scalars that a certificate in a proof speaks of, as a domain, and the box it speaks of.

    Parameters
    ----------
    checker : Checker
        The proof that the step belongs to.
    step : Step
        A step whose rule is a certificate.

    Returns
    -------
    tuple of Domain and dict
        The part of the domain that matters, and an interval for each of its scalars.

    Raises
    ------
    ProofError
        If the step speaks of more than scalars, or its box is not assumed.
    """
    box = step.rule.arguments["box"]
    variables = {str(s) for r in (*step.claim.then, *step.claim.given) for s in r.free_symbols}
    scalars = checker.domain.scalars()
    if not variables <= set(scalars):
        raise checker.fail(
            step, f"{', '.join(sorted(variables - set(scalars)))} are not scalars; reduce the claim to scalars first"
        )
    needed = _with_bounds(checker.domain, variables)
    region = {name: (box or {}).get(name) or _numeric_range(checker, step, name) for name in needed}
    for name in box or {}:
        _box_is_assumed(checker, step, name, region[name])
    conditions = tuple(w for w in checker.domain.where if {str(v) for v in w.free_symbols} <= set(needed))
    return Domain(where=conditions, **{n: m for n, m in checker.domain.parameters.items() if n in needed}), region


def _with_bounds(domain: Domain, variables: set[str]) -> list[str]:
    """The variables and those their bounds mention, in order of declaration."""
    needed = set(variables)
    for name in reversed(list(domain.scalars())):
        if name in needed:
            needed |= {str(s) for w in ("low", "high") for s in domain.bound(name, w).free_symbols}
    return [name for name in domain.scalars() if name in needed]


def _numeric_range(checker: Checker, step: Step, name: str) -> tuple[Any, Any]:
    ends = [checker.domain.bound(name, which) for which in ("low", "high")]
    if getattr(checker.domain.parameters[name], "infinite", False):
        raise checker.fail(step, f"{name} may be inf, which lies in no box; treat that case by itself")
    if any(e.is_finite is False or not e.is_number for e in ends):
        raise checker.fail(
            step, f"{name} ranges over {checker.domain.text(name)}, which is no box; reduce to one first"
        )
    return ends[0], ends[1]


def _box_is_assumed(checker: Checker, step: Step, name: str, ends: tuple[Any, Any]) -> None:
    """A box smaller than the domain must stand among the step's assumptions."""
    from lqtheory.checks.boxes import exact_end

    facts = facts_of(checker.domain, step.claim.given)
    symbol = checker.domain.symbol(name)
    low, high = (exact_end(end) for end in ends)
    for gap in (symbol - low, high - symbol):
        if not sign_holds(gap, facts):
            raise checker.fail(
                step, f"the box restricts {name} to [{ends[0]}, {ends[1]}], which is not among the assumptions"
            )


def check_enumeration(checker: Checker, step: Step) -> None:
    """Check every instance of finitely many integers in balls.

    Parameters
    ----------
    checker : Checker
        State of the proof being checked.
    step : Step
        The step to justify.

    Raises
    ------
    ProofError
        If the rule does not give the conclusion.
    """
    variables = {str(s) for r in (*step.claim.then, *step.claim.given) for s in r.free_symbols}
    names = _with_bounds(checker.domain, variables)
    members = checker.domain.scalars()
    if not variables <= set(members) or any(
        not isinstance(members[n], Integer) or members[n].high is None for n in names
    ):
        raise checker.fail(step, "all variables must be integers in finite ranges")
    count = 0
    with precision(113):
        for env in _assignments(checker.domain, names, {}):
            if Truth.all(relation_truth(r, env)[0] for r in step.claim.given) is Truth.NO:
                continue
            count += 1
            for relation in step.claim.then:
                truth, left, right = relation_truth(relation, env)
                if truth is not Truth.YES and not (
                    left.is_exact() and right.is_exact() and left == right and relation.operator == "<="
                ):
                    raise checker.fail(step, f"{relation} is {truth.value} at {env}")
    checker.pieces += count


def _assignments(domain: Domain, names: list[str], env: dict[str, int]) -> Any:
    if not names:
        yield dict(env)
        return
    name, rest = names[0], names[1:]
    low, high = (
        int(domain.bound(name, w).subs({s: env[str(s)] for s in domain.bound(name, w).free_symbols}))
        for w in ("low", "high")
    )
    for value in range(low, high + 1):
        yield from _assignments(domain, rest, {**env, name: value})
