"""One estimate after the other is replaced by its end."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.coresets.signed_inputs_keep_accuracy import THEOREM, P, Q, R, S, epsilon, gap, p, q, r, s

t = sp.Symbol("t", real=True)
first, second = THEOREM.relations
parts, estimates, signs = (p, q, r, s), (P, Q, R, S), (1, -1, -1, 1)
low, high = [(1 - epsilon) * v for v in parts], [(1 + epsilon) * v for v in parts]
bounds = [Step(f"low{i}", Relation(low[i], "<=", estimates[i]), sign()) for i in range(4)]
bounds += [Step(f"high{i}", Relation(estimates[i], "<=", high[i]), sign()) for i in range(4)]


def total(done: int, up: bool) -> sp.Expr:
    """The estimate with its first terms at the ends that raise it (or, with ``up=False``, lower it)."""
    ends = [high[i] if (signs[i] > 0) == up else low[i] for i in range(4)]
    value = sp.Add(*(signs[i] * (ends[i] if i < done else estimates[i]) for i in range(4)))
    return value if up else value + gap


def replaced(label: str, i: int, up: bool) -> Step:
    """One more term at its end."""
    end = "high" if (signs[i] > 0) == up else "low"
    sides = (total(i, up), total(i + 1, up)) if up else (total(i + 1, up), total(i, up))
    rest = total(i, up) - signs[i] * estimates[i]
    return Step(f"{label}{i}", Relation(sides[0], "<=", sides[1]), monotone(t, signs[i] * t + rest), [f"{end}{i}"])


PROOF = Proof(
    "signed_inputs_keep_accuracy",
    steps=[
        *bounds,
        *(replaced("up", i, True) for i in range(4)),
        Step("first", first, chain(), [f"up{i}" for i in range(4)]),
        *(replaced("down", i, False) for i in range(4)),
        Step("second", second, chain(), [f"down{i}" for i in range(4)]),
        Step("claim", THEOREM.claim, chain(), ["first", "second"]),
    ],
)
