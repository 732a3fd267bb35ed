"""Foundation lemmas on sums, averages and transfers: balls refute no conclusion, and every lowered one."""

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
from lqtheory.symbols import magnitudes, order_statistic, rising_tide

D = Domain(
    n=Integer(2, typical=(2, 8)),
    i=Integer(1, "n-1"),
    m=Integer("i+1", "n"),
    j=Integer(1, "n"),
    w=Real(0, 1, typical=(0.1, 1)),
    p=Real(0, 1, typical=(0.2, 1)),
    q=Real(1, typical=(1, 5)),
    a=Real(0, typical=(0, 0.5)),
    x=Vector("n", nonzero=True),
    z=Vector("n", nonzeros="i"),
)
n, i, m, j, w, p, q, a, x, z = D.symbols
k = sp.Symbol("k", integer=True, nonnegative=True)
entry = order_statistic(x, j)
move = {"x": x, "i": i, "j": m, "a": a}

CASES = {
    "chebyshev_sums": {"x": x, "weight": j**2, "index": j},
    "chebyshev_sums strictly": {"x": x, "weight": j, "index": j, "strict": True},
    "linear_sum": {
        "total": (j - a) * entry,
        "terms": ((1, j * entry), (-a, entry)),
        "index": j,
        "low": 1,
        "high": n,
    },
    "sum_of_ranks": {"index": j, "n": n},
    "term_at_most_sum": {"body": j * entry, "index": j, "at": i},
    "sum_in_pairs": {"body": j**2, "index": j, "n": n},
    "sum_splits": {"body": j * entry, "index": j, "low": 1, "at": i, "high": n},
    "equal_terms": {"body": j * (j + 1), "other": j**2 + j, "index": j},
    "order_statistics_decrease": {"x": x, "i": i, "j": m},
    "tail_begins": {"x": x, "k": i, "p": p},
    "power_sums_positive_together": {"x": x, "r": p, "u": q},
    "unchanged_part": {"x": x, "z": z, "p": p},
    "smallest_sum": {"x": x, "z": z, "k": i, "p": p},
    "power_sum_of_multiple": {"x": x, "y": a * x, "c": a, "r": p},
    "order_of_multiple": {"x": x, "c": a, "j": i},
    "power_sum_of_shares": {"x": x, "p": p, "a": q},
    "towards_the_mean": {"x": x, "t": w, "r": q, "convex": True},
    "towards_the_mean strictly": {"x": x, "t": w, "r": p, "convex": False, "strict": True},
    "robin_hood_power_sums_weakly": {**move, "r": q, "convex": True},
    "robin_hood_power_sums_weakly below 1": {**move, "r": p, "convex": False},
    "robin_hood_power_sums": {**move, "r": p, "convex": False},
    "robin_hood_keeps_sum": move,
    "robin_hood_tails": {**move, "index": k},
    "rising_tide_order": {"x": x, "a": a, "j": i},
    "rising_tide_sum": {"x": x, "a": a},
    "bill_gates_power_sum": {"x": x, "a": a, "r": p},
    "bill_gates_ranks": {"x": x, "a": a, "weight": j**2, "index": j},
    "clone_doubles": {"x": x, "r": p},
    "clone_order": {"x": x, "j": i, "rank": 2 * i - 1},
    "zero_adds_nothing": {"x": x, "r": p},
    "append_zero_ranks": {"x": x, "weight": j**2, "index": j},
}
named = pytest.mark.parametrize("case", CASES)


def built(case: str):
    return find_lemma(case.split()[0]).build(D, **CASES[case])


def refutations(
    relation: Relation, premises: tuple[Relation, ...], bound: tuple, rng: np.random.Generator
) -> tuple[int, int]:
    """Instances whose premises hold for every bound index, and those at which balls refute the relation."""
    tried = refuted = 0
    for _ in range(60):
        with precision(200):
            env = instance_as_balls(D, sample_instance(D, rng))
            ranks = range(1, env["n"] + 1) if bound else [env["j"]]
            held = [relation_truth(r, {**env, "j": rank})[0] for r in premises for rank in ranks]
            if membership(D, env) is not Truth.YES or Truth.NO in held:
                continue
            tried += 1
            refuted += relation_truth(relation, env)[0] is Truth.NO
    return tried, refuted


@named
def test_no_instance_refutes_the_conclusion(case: str, rng: np.random.Generator) -> None:
    lemma = built(case)
    tried, refuted = refutations(lemma.conclusion, lemma.premises, lemma.bound, rng)
    assert tried >= 8
    assert refuted == 0


@named
def test_a_lowered_right_hand_side_is_refuted(case: str, rng: np.random.Generator) -> None:
    lemma = built(case)
    rhs = lemma.conclusion.rhs
    lowered = Relation(
        lemma.conclusion.lhs, lemma.conclusion.operator, -rhs if lemma.conclusion.lhs == 0 else rhs / 1000
    )
    assert refutations(lowered, lemma.premises, lemma.bound, rng)[1] > 0


def test_the_premise_of_a_multiple_is_componentwise(rng: np.random.Generator) -> None:
    lemma = find_lemma("power_sum_of_multiple").build(D, x=magnitudes(x), y=rising_tide(x, a), c=a, r=p)
    assert refutations(lemma.premises[-1], (), (), rng)[1] > 0


def test_terms_that_do_not_add_up_are_refused() -> None:
    with pytest.raises(DomainError, match="is not the sum of the terms"):
        find_lemma("linear_sum").build(D, total=j * entry, terms=((1, entry),), index=j, low=1, high=n)
    with pytest.raises(DomainError, match="larger than its lower end"):
        find_lemma("linear_sum").build(D, total=j * entry, terms=((1, j * entry),), index=j, low=0, high=n)


def test_a_function_that_may_jump_is_not_taken_for_falling() -> None:
    other = D.extend(b=Real("a"), v=Real("a", "b"))
    v = other.symbol("v")
    build = find_lemma("falling_function").build
    with pytest.raises(DomainError, match="not made of powers, exp, erf and log"):
        build(other, value=sp.floor(-v), variable=v)
    pole = build(other, value=1 / (v - 1), variable=v)
    assert Relation(sp.S.Zero, "<", v - 1) in pole.premises
    root = build(other, value=(1 - v) ** sp.Rational(1, 3), variable=v)
    assert Relation(sp.S.Zero, "<", 1 - v) in root.premises


def test_a_closed_or_unbounded_range_is_no_interval_for_falling() -> None:
    build = find_lemma("falling_function").build
    with pytest.raises(DomainError, match="open range"):
        build(D.extend(v=Real("a", 9, closed="both")), value=-a, variable=sp.Symbol("v", positive=True))
    with pytest.raises(DomainError, match="must be finite"):
        build(D, value=-q, variable=q)


def test_weights_with_poles_are_refused() -> None:
    with pytest.raises(DomainError, match="not a polynomial"):
        find_lemma("append_zero_ranks").build(D, x=x, weight=1 / (n + 1 - j), index=j)


def test_few_nonzeros_must_be_declared() -> None:
    with pytest.raises(DomainError, match="not declared as a vector"):
        find_lemma("smallest_sum").build(D, x=x, z=x, k=i, p=p)
