"""Conjecture mode rediscovers sharp constants from claims in which they are left open."""

import pytest
import sympy as sp

from lqtheory import AtMost, Claim, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.checks.explore import explore, extrapolated, with_scalars
from lqtheory.decision import decide
from lqtheory.errors import DomainError
from lqtheory.quantities import find_quantity
from lqtheory.registry import find
from lqtheory.relations import Relation
from lqtheory.symbols import best_k_term_error, common_component_error, l1_descent_share, lq_norm, stechkin_bound

D = Domain(t=Real(0, typical=(0, 4)), C=Real(0))
t, C = D.symbols


def made_up(claim: Claim, domain: Domain = D) -> Theorem:
    return Theorem("made_up", "Made up", "Made up for a test.", domain, claim, Source("lqtheory_dossier"))


def blanked(name: str, **more) -> Domain:
    """Domain of a theorem of the registry with an open constant."""
    domain = find(name).domain
    return Domain(where=domain.conditions, **{**domain.parameters, **more}, C=Real(0))


def test_a_constant_is_found_and_both_sides_are_what_they_say() -> None:
    theorem = made_up(AtMost(2 * t, C * (1 + t**2)))
    found = explore(theorem, "C")
    assert found.rising
    assert found.refuted < 1 <= found.survived
    assert found.estimate == pytest.approx(1, abs=2e-4)
    assert decide(theorem, theorem.domain.validate(found.instance, where="")).violated


def test_a_greatest_value_is_found_and_certified() -> None:
    domain = Domain(t=Real(0, typical=(1, 4)), C=Real(0))
    t, C = domain.symbols
    found = explore(made_up(AtMost(t, 1 + t**2 - C * t), domain), "C")
    assert not found.rising
    assert found.estimate == pytest.approx(1, abs=5e-4)
    assert found.survived <= 1 < found.refuted


def test_an_exponent_is_found() -> None:
    domain = Domain(n=Integer(2, typical=(2, 400)), C=Real(0))
    n, C = domain.symbols
    found = explore(made_up(AtMost(n + 1, n**C), domain), "C")
    assert found.estimate == pytest.approx(float(sp.log(3, 2)), abs=5e-4)


@pytest.mark.parametrize(("q", "p"), [(1, 2), *(pytest.param(0.5, p, marks=pytest.mark.slow) for p in (1, 2))])
def test_stechkins_constant_is_rediscovered(q: float, p: float) -> None:
    domain = blanked("stechkin_inequality")
    _, k, q_, p_, x, C = domain.symbols
    claim = AtMost(best_k_term_error(x, k, p_), C * k ** (1 / p_ - 1 / q_) * lq_norm(x, q_))
    found = explore(with_scalars(made_up(claim, domain), {"q": q, "p": p}), "C")
    assert found.estimate == pytest.approx(find_quantity("stechkin_constant").array(q, p), rel=1e-3)


def test_the_constant_of_the_logarithmic_bound_is_rediscovered() -> None:
    domain = blanked("l1_share_below_log_bound")
    rho, C = domain.symbols
    found = explore(made_up(AtMost(l1_descent_share(rho), rho * (2 * sp.log(1 / rho) + C)), domain), "C")
    assert found.estimate == pytest.approx(1, abs=1e-3)


@pytest.mark.slow
def test_the_factor_two_of_dictionaries_is_the_limit_along_the_number_of_atoms() -> None:
    domain = Domain(
        m=Integer(1, typical=(1, 64)),
        n=Integer("m+1", typical=("m+1", "100000*m")),
        F=Real(0, 1, closed="both"),
        C=Real(0),
    )
    m, n, F, C = domain.symbols
    theorem = made_up(AtMost(common_component_error(m, n, 1, F), C * stechkin_bound(m, 1, 2)), domain)
    sizes = [4**j for j in range(1, 7)]
    found = [explore(with_scalars(theorem, {"m": size}), "C").estimate for size in sizes]
    assert found == pytest.approx([2 * size**0.5 / (1 + size**0.5) for size in sizes], rel=1e-3)
    assert extrapolated(found) == pytest.approx(2, abs=0.02)


@pytest.mark.parametrize(
    ("claim", "name", "sentence"),
    [
        (AtMost(t, 2 * t), "B", "is no positive real parameter"),
        (AtMost(t, 2 * t), "C", "must occur on right-hand sides of made_up and nowhere else"),
        (AtMost(t * C, 2 * t), "C", "must occur on right-hand sides"),
        (Claim((Relation(t, "<=", C),), (Relation(t, "<=", C),)), "C", "must occur on right-hand sides"),
        (AtMost(t, C * (t - 2)), "C", "neither rises nor falls"),
        (AtMost(0, C * t), "C", "survives for every C that was tried"),
        (AtMost(t + 2, (t + 1) * C / (1 + C)), "C", "is refuted for every C that was tried"),
    ],
    ids=str,
)
def test_what_leaves_nothing_open_is_refused_in_one_sentence(claim: Claim, name: str, sentence: str) -> None:
    with pytest.raises(DomainError, match=sentence):
        explore(made_up(claim), name)


def test_scalars_are_held_and_others_refused() -> None:
    held = with_scalars(find("stechkin_inequality"), {"q": 0.5, "p": 2})
    assert "q ∈ [1/2, 1/2]" in str(held.domain) or held.domain.parameters["q"].low == 0.5
    with pytest.raises(DomainError, match="x is no scalar of stechkin_inequality"):
        with_scalars(find("stechkin_inequality"), {"x": 1})


def test_limits_of_sequences() -> None:
    assert extrapolated([2.0, 2.0, 2.0]) == 2.0
    assert extrapolated([1 - 3.0**-j for j in range(5)]) == pytest.approx(1, abs=1e-12)
    with pytest.raises(DomainError, match="at least three"):
        extrapolated([1.0, 2.0])


def test_claims_about_every_entry_are_explored() -> None:
    domain = Domain(n=Integer(1, typical=(1, 5)), x=Vector("n", sign="positive"), C=Real(0))
    _, x, C = domain.symbols
    found = explore(made_up(AtMost(3 * x, C * x), domain), "C")
    assert found.estimate == pytest.approx(3, rel=1e-3)
