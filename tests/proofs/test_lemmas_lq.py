"""Foundation lemmas on l_q balls: no conclusion is refuted by balls at random instances that satisfy the premises."""

import numpy as np
import pytest
import sympy as sp

from lqtheory import Domain, Integer, Real, Vector
from lqtheory.balls import Truth, precision
from lqtheory.checks.lemmas import find_lemma
from lqtheory.checks.sampling import sample_instance
from lqtheory.decision import instance_as_balls, membership, relation_truth
from lqtheory.errors import DomainError
from lqtheory.relations import Relation

D = Domain(
    n=Integer(1, typical=(1, 8)),
    k=Integer(0, "n-1"),
    i=Integer("k+1", "n"),
    q=Real(0, typical=(0.2, 3)),
    p=Real("q", closed="left", typical=("q", 5)),
    s=Real(0, typical=(0, 12)),
    omega=Vector("n", sign="positive"),
    a=Vector("n", sign="positive"),
    x=Vector("n", nonzero=True),
)
n, k, i, q, p, s, omega, a, x = D.symbols
m, j = (sp.Symbol(letter, integer=True, positive=True) for letter in "mj")

CASES = {
    "antisymmetry": {"a": q, "b": p},
    "absolute_at_most": {"t": q - p, "bound": p + n},
    "larger_of_two": {"a": q, "b": k, "bound": p + n},
    "clipped_above_low": {"value": s, "low": k, "high": n},
    "clipped_below_high": {"value": s, "low": k, "high": n},
    "termwise_sum": {"body": i ** (-p), "bound": i ** (-q), "factor": s, "index": i},
    "relative_power_sum": {"x": x, "q": q},
    "peak_is_an_entry": {"x": x, "q": q},
    "support_times_peak": {"x": x, "q": q},
    "tail_as_sum": {"x": x, "k": k, "p": p, "index": j},
    "tail_below_peak": {"x": x, "k": k, "p": p},
    "tail_of_positive": {"c": omega, "k": k, "r": p},
    "rearrangement": {"c": omega, "v": x, "q": q, "index": j},
    "reweighting": {"x": x, "w": omega, "b": a, "s": p, "q": q},
    "weighted_sorted_simplex_vertices": {"c": omega, "v": x, "k": k, "q": q, "p": p, "index": m, "rank": j},
    "kept_above_level": {"x": x, "omega": omega, "s": s, "q": q},
    "pruned_below_level": {"x": x, "omega": omega, "s": s, "q": q, "p": p},
}
named = pytest.mark.parametrize("name", CASES)


def refutations(
    relation: Relation, premises: tuple[Relation, ...], bound: tuple, rng: np.random.Generator
) -> tuple[int, int]:
    """Instances whose premises hold for every value of the bound variables, and those that balls refute."""
    tried = refuted = 0
    for _ in range(60):
        with precision(200):
            env = instance_as_balls(D, sample_instance(D, rng))
            indices = range(env["k"] + 1, env["n"] + 1) if bound else [env["i"]]
            held = [relation_truth(r, {**env, "i": value})[0] for r in premises for value in indices]
            if membership(D, env) is not Truth.YES or Truth.NO in held:
                continue
            tried += 1
            refuted += relation_truth(relation, env)[0] is Truth.NO
    return tried, refuted


@named
def test_no_instance_refutes_the_conclusion(name: str, rng: np.random.Generator) -> None:
    application = find_lemma(name).build(D, **CASES[name])
    tried, refuted = refutations(application.conclusion, application.premises, application.bound, rng)
    assert tried >= 2 if name == "antisymmetry" else tried >= 8
    assert refuted == 0


@named
def test_a_lowered_right_hand_side_is_refuted(name: str, rng: np.random.Generator) -> None:
    conclusion = find_lemma(name).build(D, **CASES[name]).conclusion
    lowered = Relation(conclusion.lhs, conclusion.operator, conclusion.rhs / 1000)
    if name == "tail_of_positive":
        lowered = Relation(conclusion.lhs, "<", -conclusion.rhs)
    application = find_lemma(name).build(D, **CASES[name])
    assert refutations(lowered, application.premises, application.bound, rng)[1] > 0


def test_a_vector_is_no_number() -> None:
    with pytest.raises(DomainError, match="is a vector, not a number"):
        find_lemma("antisymmetry").build(D, a=x, b=q)


def test_weights_that_may_be_zero_are_refused() -> None:
    with pytest.raises(DomainError, match="not known to have positive entries"):
        find_lemma("rearrangement").build(D, c=x, v=x, q=q, index=j)


def test_an_index_that_occurs_elsewhere_is_refused() -> None:
    with pytest.raises(DomainError, match="must not occur"):
        find_lemma("tail_as_sum").build(D, x=x, k=j, p=p, index=j)


def test_vectors_of_different_sizes_are_refused() -> None:
    other = D.extend(y=Vector("n+1"))
    with pytest.raises(DomainError, match="the sizes must agree"):
        find_lemma("rearrangement").build(other, c=omega, v=other.symbol("y"), q=q, index=j)
