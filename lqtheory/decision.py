"""Balls dispose: whether a claim holds on one instance, decided in rigorous arithmetic."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from lqtheory.balls import Truth, ball, ball_vector, compare, enclosure, precision
from lqtheory.balls.expressions import BALLS
from lqtheory.claim import Claim
from lqtheory.domain import Domain, Integer, Matrix, MatrixChain, Object, Real, Vector
from lqtheory.errors import UnsupportedError
from lqtheory.expressions import compile_expression, compile_together
from lqtheory.relations import Relation
from lqtheory.theorem import Theorem

__all__ = ["Decision", "confirmed_ratio", "decide", "instance_as_balls", "membership", "relation_truth"]


@dataclass(frozen=True)
class Decision:
    """Outcome of :func:`decide` on one instance.

    Parameters
    ----------
    admissible : Truth
        Whether the instance lies in the domain and satisfies the assumptions.
    truth : Truth
        Whether all conclusions hold.
    slack : tuple of float or None
        Enclosure of ``rhs - lhs`` of the conclusion that decided (the first violated, else the last undecided).
    ratio : tuple of float or None
        Enclosure of ``lhs / rhs`` of the same conclusion, where ``rhs > 0``.
    relation : str
        That conclusion, as text.
    bits : int
        Working precision at which it was decided.
    """

    admissible: Truth
    truth: Truth
    slack: tuple[float, float] | None
    ratio: tuple[float, float] | None
    relation: str
    bits: int

    @property
    def violated(self) -> bool:
        """Whether balls show an admissible instance that breaks the claim."""
        return self.admissible is Truth.YES and self.truth is Truth.NO


def instance_as_balls(domain: Domain, values: Mapping[str, Any]) -> dict[str, Any]:
    """Exact ball form of a validated instance.

    Parameters
    ----------
    domain : Domain
        Its domain.
    values : mapping
        Validated values: ints, floats (meaning the binary number stored), fractions, arrays.

    Returns
    -------
    dict
        Integers stay ``int``, reals become balls, vectors lists of balls, matrices lists of rows.

    Raises
    ------
    UnsupportedError
        If an object parameter has no ball form.
    """
    converted: dict[str, Any] = {}
    for name, member in domain.parameters.items():
        value = values[name]
        if isinstance(member, Integer):
            converted[name] = int(value)
        elif isinstance(member, Real):
            converted[name] = ball(value)
        elif isinstance(member, Vector):
            converted[name] = ball_vector(value)
        elif isinstance(member, Matrix):
            converted[name] = [ball_vector(row) for row in value]
        elif isinstance(member, MatrixChain):
            converted[name] = [[ball_vector(row) for row in matrix] for matrix in value]
        elif isinstance(member, Object) and member.ball is not None:
            converted[name] = member.ball(value)
        else:
            raise UnsupportedError(f"{name} has no ball form; give Object(..., ball=...)")
    return converted


def _as_ball(value: Any) -> Any:
    return value if isinstance(value, list) else ball(value)


@lru_cache(maxsize=2048)
def _sides(relation: Relation) -> Any:
    return compile_together([relation.lhs, relation.rhs], BALLS)


@lru_cache(maxsize=2048)
def _remembered_sides(relation: Relation) -> Any:
    return compile_together([relation.lhs, relation.rhs], BALLS, remember=True)


def relation_truth(relation: Relation, env: Mapping[str, Any], *, remember: bool = False) -> tuple[Truth, Any, Any]:
    """Decide one relation at the current precision.

    Parameters
    ----------
    relation : Relation
        The relation; between vectors it holds if it holds for every component.
    env : mapping
        Ball values of the symbols.
    remember : bool
        Whether values of quantities are kept in ``env``, a ``dict``, for other relations at the same precision.

    Returns
    -------
    tuple
        ``(truth, lhs, rhs)`` with the balls of the component that decided.
    """
    left, right = map(_as_ball, (_remembered_sides if remember else _sides)(relation)(env))
    if not isinstance(left, list) and not isinstance(right, list):
        return compare(left, relation.operator, right), left, right
    length = len(left if isinstance(left, list) else right)
    lefts, rights = (v if isinstance(v, list) else [v] * length for v in (left, right))
    result: tuple[Truth, Any, Any] = (Truth.YES, lefts[0], rights[0])
    for a, b in zip(lefts, rights, strict=True):
        truth = compare(a, relation.operator, b)
        if truth is Truth.NO:
            return truth, a, b
        if truth is Truth.UNDECIDED:
            result = (truth, a, b)
    return result


@lru_cache(maxsize=2048)
def _bound(expression: Any) -> Any:
    return compile_expression(expression, BALLS)


def membership(domain: Domain, env: Mapping[str, Any]) -> Truth:
    """Whether ball values lie in the domain: bounds of scalars and ``where``, at the current precision.

    Parameters
    ----------
    domain : Domain
        The domain.
    env : mapping
        Ball values of its parameters (:func:`instance_as_balls`).

    Returns
    -------
    Truth
        YES if all bounds and conditions hold, NO if one is broken.
    """
    truths = []
    for name, member in domain.scalars().items():
        value = env[name]
        for which in ("low", "high"):
            bound = getattr(member, which)
            if bound is None or (
                which == "high" and isinstance(member, Real) and member.infinite and ball(value) == ball(float("inf"))
            ):
                continue
            edge = ball(_bound(domain.bound(name, which))(env))
            closed = isinstance(member, Integer) or (member.includes_low if which == "low" else member.includes_high)
            operator = "<=" if closed else "<"
            low, high = (edge, ball(value)) if which == "low" else (ball(value), edge)
            truths.append(compare(low, operator, high))
    truths += [relation_truth(r, env)[0] for r in domain.where]
    return Truth.all(truths)


def _witnessed(theorem: Theorem, values: Mapping[str, Any], env: dict[str, Any]) -> dict[str, Any]:
    """Ball environment with the existential variables constructed from the float instance."""
    if not isinstance(theorem.claim, Claim) or not theorem.claim.witness:
        return env
    extended = theorem.with_witness(values)
    for name in theorem.claim.witness:
        value = extended[name]
        env[name] = (
            ball_vector(value) if hasattr(value, "__len__") else value if isinstance(value, int) else ball(value)
        )
    return env


def decide(theorem: Theorem, values: Mapping[str, Any], *, bits: int = 113, max_bits: int = 904) -> Decision:
    """Decide a deterministic claim on one validated instance, doubling the precision until it is decided.

    Parameters
    ----------
    theorem : Theorem
        The theorem.
    values : mapping
        A validated instance (``theorem.domain.validate``); floats mean the binary numbers they store.
    bits, max_bits : int
        First and last working precision.

    Returns
    -------
    Decision
        YES or NO only if balls show it; at equality it stays UNDECIDED for ever, which is no violation.

    Raises
    ------
    UnsupportedError
        If a quantity or object has no ball version.
    """
    while True:
        with precision(bits):
            env = _witnessed(theorem, values, instance_as_balls(theorem.domain, values))
            given = theorem.claim.given if isinstance(theorem.claim, Claim) else ()
            admissible = Truth.all([membership(theorem.domain, env), *(relation_truth(r, env)[0] for r in given)])
            decision = _conclude(theorem, env, admissible, bits)
        undecided = Truth.UNDECIDED in (decision.admissible, decision.truth)
        if decision.admissible is Truth.NO or not undecided or bits >= max_bits:
            return decision
        bits = min(2 * bits, max_bits)


#: Width up to which an enclosure of a ratio counts as a number; wider ones are refined, in the end left out.
RESOLVED = 1e-9


def confirmed_ratio(
    theorem: Theorem, values: Mapping[str, Any], *, bits: int = 113, max_bits: int = 452
) -> float | None:
    """``lhs/rhs`` of the tightest inequality of a claim on one validated instance, enclosed by balls.

    Where sides may change sign it is ``1 + (lhs - rhs)/|rhs|``, as in :meth:`Theorem.ratio`; equalities have no ratio.

    Parameters
    ----------
    theorem : Theorem
        The theorem.
    values : mapping
        A validated instance.
    bits, max_bits : int
        First and last working precision.

    Returns
    -------
    float or None
        The largest over all conclusions and components whose enclosure is at most 1e-9 wide (its middle); ``None`` if
        there is none: right-hand sides that balls cannot tell from zero, assumptions that fail, or that stay undecided
        where the ratio is above 1.

    Raises
    ------
    UnsupportedError
        If a quantity or object has no ball version.
    """
    admissible, found, resolved = Truth.UNDECIDED, [], []
    while bits <= max_bits:
        with precision(bits):
            env = _witnessed(theorem, values, instance_as_balls(theorem.domain, values))
            given = theorem.claim.given if isinstance(theorem.claim, Claim) else ()
            admissible = Truth.all([membership(theorem.domain, env), *(relation_truth(r, env)[0] for r in given)])
            found = [end for pair in zip(theorem.relations, theorem.signed, strict=True) for end in _ratios(*pair, env)]
        resolved = [
            (low, high)
            for low, high in found
            if math.isfinite(high - low) and high - low <= RESOLVED * max(1.0, abs(high))
        ]
        if admissible is Truth.NO or len(resolved) == len(found):
            break
        bits *= 2
    if admissible is Truth.NO or not resolved:
        return None
    low, high = max(resolved)
    return None if low > 1 and admissible is not Truth.YES else (low + high) / 2


def _ratios(relation: Relation, signed: bool, env: Mapping[str, Any]) -> list[tuple[float, float]]:
    """Enclosures of the ratio of every component; the whole line where there is none."""
    if relation.operator == "=":
        return []
    left, right = map(_as_ball, _sides(relation)(env))
    length = max(len(side) if isinstance(side, list) else 1 for side in (left, right))
    lefts, rights = (side if isinstance(side, list) else [side] * length for side in (left, right))
    found = []
    for a, b in zip(lefts, rights, strict=True):
        if not signed and a == 0:
            found.append((0.0, 0.0))  # 0/0 := 0
        elif not (a.is_finite() and b.is_finite() and (b > 0 or b < 0)):
            found.append((-math.inf, math.inf))
        else:
            found.append(enclosure(1 + (a - b) / abs(b)))
    return found


@lru_cache(maxsize=2048)
def _text(relation: Relation) -> str:
    """Printing takes longer than deciding, so every relation is printed once."""
    return str(relation)


def _conclude(theorem: Theorem, env: dict[str, Any], admissible: Truth, bits: int) -> Decision:
    if admissible is Truth.NO:
        return Decision(admissible, Truth.UNDECIDED, None, None, "", bits)
    worst: tuple[Truth, Any, Any, str] | None = None
    for relation in theorem.relations:
        truth, left, right = relation_truth(relation, env)
        if worst is None or truth is Truth.NO or (truth is Truth.UNDECIDED and worst[0] is Truth.YES):
            worst = (truth, left, right, _text(relation))
        if truth is Truth.NO:
            break
    assert worst is not None  # a claim has at least one conclusion
    truth, left, right, text = worst
    ratio = enclosure(left / right) if right > 0 and left.is_finite() else None
    return Decision(admissible, truth, enclosure(right - left), ratio, text, bits)
