"""sin^2(y) - sin^2(x) = sin(y-x) sin(y+x): the leading term and both integrands rise with the angle."""

import sympy as sp

from lqtheory import Proof, Real, Step
from lqtheory.proof import apply, chain, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import circular_statistical_dimension, circular_tail
from lqtheory.theorems.statistical_dimension.circular_dimension_rises import THEOREM, D

d, alpha, beta = D.symbols
b, c = (sp.Symbol(name, positive=True) for name in "bc")
t = sp.Symbol("t", real=True)
right = sp.pi / 2
cap, tail, rises = THEOREM.relations


def difference(x, y, total, step, name):
    """sin^2(x) <= sin^2(y), with y - x = step and y + x = total both between 0 and pi."""
    gap = sp.sin(step) * sp.sin(total)
    known = apply("difference_of_squared_sines", {"d": 0, "x": x, "y": y})
    return [
        Step(f"{name}_step", Relation(0, "<", sp.sin(step)), lemma("sine_positive", t=step)),
        Step(f"{name}_total", Relation(0, "<", sp.sin(total)), lemma("sine_positive", t=total)),
        Step(f"{name}_squares", Relation(sp.sin(x) ** 2 + gap, "=", sp.sin(y) ** 2), known),
        Step(
            f"{name}_part",
            Relation(sp.sin(x) ** 2, "<=", sp.sin(x) ** 2 + gap),
            sign(),
            [f"{name}_step", f"{name}_total"],
        ),
        Step(name, Relation(sp.sin(x) ** 2, "<=", sp.sin(y) ** 2), chain(), [f"{name}_part", f"{name}_squares"]),
    ]


def leading(angle):
    """The leading term, in which only a square depends on the angle."""
    return 1 + (d - 2) * sp.sin(angle) ** 2


def plain(angle):
    """The same as it stands in the definition."""
    return d * sp.sin(angle) ** 2 + sp.cos(2 * angle)


def double(angle):
    """That both are the same."""
    return apply("difference_of_squared_sines", {"x": angle, "y": 0})


def formula(angle):
    """The definition of the statistical dimension."""
    return plain(angle) + circular_tail(d, angle) - circular_tail(d, right - angle)


here, there = (circular_statistical_dimension(d, angle) for angle in (alpha, beta))
first, second = circular_tail(d, alpha), circular_tail(d, right - alpha)
mixed, larger = leading(beta) + first - second, leading(beta) + tail.rhs

PROOF = Proof(
    "circular_dimension_rises",
    extra={"b": Real(0, "alpha"), "c": Real(0, "pi/2 - beta")},
    steps=[
        Step("cap", cap, lemma("cap_in_larger_cap", d=d, alpha=alpha, beta=beta)),
        *difference(alpha - b, beta - b, alpha + beta - 2 * b, beta - alpha, "integrand"),
        Step("tail", tail, lemma("tail_of_larger_integrand", d=d, alpha=alpha, beta=beta, b=b), ["integrand"]),
        *difference(right - beta - c, right - alpha - c, sp.pi - alpha - beta - 2 * c, beta - alpha, "other"),
        Step(
            "polar",
            Relation(circular_tail(d, right - beta), "<=", second),
            lemma("tail_of_larger_integrand", d=d, alpha=right - beta, beta=right - alpha, b=c),
            ["other"],
        ),
        *difference(alpha, beta, alpha + beta, beta - alpha, "sine"),
        Step("least", Relation(here, "=", formula(alpha)), lemma("circular_dimension_definition", d=d, alpha=alpha)),
        Step("most", Relation(there, "=", formula(beta)), lemma("circular_dimension_definition", d=d, alpha=beta)),
        Step("double", Relation(plain(alpha), "=", leading(alpha)), double(alpha)),
        Step(
            "form",
            Relation(formula(alpha), "=", leading(alpha) + first - second),
            monotone(t, t + first - second),
            ["double"],
        ),
        Step(
            "lead",
            Relation(leading(alpha) + first - second, "<=", mixed),
            monotone(t, 1 + (d - 2) * t + first - second),
            ["sine"],
        ),
        Step(
            "inner",
            Relation(mixed, "<=", larger - second),
            monotone(t, leading(beta) + t - second),
            ["tail"],
        ),
        Step(
            "outer",
            Relation(larger - second, "<=", larger - circular_tail(d, right - beta)),
            monotone(t, larger - t),
            ["polar"],
        ),
        Step("again", Relation(leading(beta), "=", plain(beta)), double(beta)),
        Step(
            "back",
            Relation(larger - circular_tail(d, right - beta), "=", formula(beta)),
            monotone(t, t + tail.rhs - circular_tail(d, right - beta)),
            ["again"],
        ),
        Step("rises", rises, chain(), ["least", "form", "lead", "inner", "outer", "back", "most"]),
        Step("claim", THEOREM.claim, chain(), ["cap", "tail", "rises"]),
    ],
)
