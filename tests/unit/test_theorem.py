import math
import types
from dataclasses import dataclass

import numpy as np
import pytest
import sympy as sp

from lqtheory.claim import AtMost, Claim, Equal, Less, Probability
from lqtheory.domain import Domain, Integer, Object, Real, Vector
from lqtheory.errors import DomainError
from lqtheory.fingerprints import proof_fingerprint, source_with_imports
from lqtheory.proof import Proof, Step, sign
from lqtheory.quantities import all_quantities, find_quantity
from lqtheory.quantities.network_rows import ROW_QUANTITIES
from lqtheory.registry import find
from lqtheory.symbols import best_k_term_error, lq_norm
from lqtheory.theorem import Source, Theorem

D = Domain(n=Integer(2), k=Integer(1, "n-1"), q=Real(0), p=Real("q"), x=Vector("n"))
n, k, q, p, x = D.symbols
SOURCE = Source("demo", "Theorem 1")


def theorem(claim=None, **changes) -> Theorem:
    fields = {
        "name": "demo",
        "title": "Demo",
        "statement": "A demo.",
        "domain": D,
        "claim": claim or AtMost(best_k_term_error(x, k, p), lq_norm(x, q)),
        "source": SOURCE,
    }
    return Theorem(**(fields | changes))


INSTANCE = {"n": 3, "k": 1, "q": 1.0, "p": 2.0, "x": np.array([3.0, -4.0, 0.0])}


def test_sides_are_what_the_quantities_say():
    assert theorem().lhs(**INSTANCE) == 3.0
    assert theorem().rhs(**INSTANCE) == 7.0
    assert theorem().ratio(**INSTANCE) == pytest.approx(3 / 7, rel=1e-15)


def test_vectors_may_be_batched():
    batch = np.array([[3.0, -4.0, 0.0], [1.0, 1.0, 1.0]])
    left, right = theorem().sides(**(INSTANCE | {"x": batch}))[0]
    assert left.tolist() == pytest.approx([3.0, math.sqrt(2)])
    assert right.tolist() == [7.0, 3.0]


def test_sides_accept_torch_tensors():
    torch = pytest.importorskip("torch")
    tensor = torch.tensor([3.0, -4.0, 0.0], dtype=torch.float64, requires_grad=True)
    left, right = theorem().evaluate(INSTANCE | {"x": tensor})[0]
    (left / right).backward()
    assert torch.isfinite(tensor.grad).all()


@pytest.mark.parametrize(
    ("claim", "excess"),
    [
        (AtMost(lq_norm(x, q), 2 * lq_norm(x, q)), -math.log(2)),
        (AtMost(2 * lq_norm(x, q), lq_norm(x, q)), math.log(2)),
        (AtMost(lq_norm(x, q) - 14, sp.Integer(-14)), 0.5),
        (Equal(lq_norm(x, q), 2 * lq_norm(x, q)), 0.5),
        (AtMost(0 * q, lq_norm(x, q)), -math.inf),
        (Claim(then=[AtMost(lq_norm(x, q), 2 * lq_norm(x, q)), AtMost(3 * lq_norm(x, q), lq_norm(x, q))]), math.log(3)),
    ],
)
def test_excess_is_positive_exactly_beyond_equality(claim: Claim, excess: float):
    assert theorem(claim).excess(INSTANCE) == pytest.approx(excess, rel=1e-14)


def test_excess_is_nan_where_floats_overflow():
    values = INSTANCE | {"q": 1e-3, "x": np.array([1.0, 1.0, 1.0])}
    assert math.isnan(theorem(AtMost(lq_norm(x, q), 2 * lq_norm(x, q))).excess(values))


def test_ratio_of_zero_to_zero_is_zero():
    assert theorem().ratio(**(INSTANCE | {"x": np.zeros(3)})) == 0.0


def test_admits_checks_where_and_given():
    conditioned = theorem(Claim(given=[lq_norm(x, q) <= 7], then=[AtMost(k, n)]))
    assert conditioned.admits(INSTANCE)
    assert not conditioned.admits(INSTANCE | {"x": np.array([3.0, -4.0, 0.5])})


def test_witnesses_are_constructed_and_measured():
    z = sp.Symbol("z", real=True)
    claim = Claim(then=[AtMost(lq_norm(x, p), z)], witness={"z": lambda x, **_: float(np.abs(x).sum())})
    assert theorem(claim).sides(**INSTANCE)[0] == (5.0, 7.0)


def test_the_twin_is_tighter_and_has_another_name():
    twin = theorem().tightened(0.9)
    assert twin.name == "demo_twin"
    assert twin.rhs(**INSTANCE) == pytest.approx(6.3, rel=1e-15)


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"name": "not a name"}, "is not an identifier"),
        ({"provenance": "guessed"}, "provenance='guessed' is not one of"),
        ({"expected": "true"}, "expected='true' is not one of"),
        ({"sharp_at": ({"n": 3},)}, "without extremal"),
        ({"claim": AtMost(sp.Symbol("y"), 1)}, "mentions y, which the domain does not declare"),
    ],
)
def test_wrong_fields_are_refused(changes: dict, text: str):
    with pytest.raises(DomainError, match=text):
        theorem(**changes)


def test_a_probability_has_no_sides_and_no_twin():
    claim = Probability(lambda rng, size, **_: rng.random(size) < 0.5, "=", 0.5)
    with pytest.raises(DomainError, match="has no sides"):
        theorem(claim).sides(**INSTANCE)
    with pytest.raises(DomainError, match="has no twin"):
        theorem(claim).tightened(0.9)


def test_the_fingerprint_follows_the_assertion_and_nothing_else():
    base = theorem().fingerprint
    assert theorem(title="Another title", notes="more").fingerprint == base
    assert theorem(Less(best_k_term_error(x, k, p), lq_norm(x, q))).fingerprint != base
    assert theorem(AtMost(best_k_term_error(x, k, p), lq_norm(x, p))).fingerprint != base
    other = Domain(n=Integer(3), k=Integer(1, "n-1"), q=Real(0), p=Real("q"), x=Vector("n"))
    assert theorem(domain=other).fingerprint != base


def test_quantities_are_found_in_the_claim_and_its_assumptions():
    names = [quantity.name for quantity in theorem().quantities]
    assert names == ["best_k_term_error", "lq_norm"]
    assert find_quantity("lq_norm") in theorem().quantities


def test_applies_to_is_read_off_the_domain():
    assert theorem().applies_to == "vector"
    scalar = Domain(t=Real(0))
    assert theorem(AtMost(scalar.symbol("t"), 1), domain=scalar).applies_to == "scalar"


def test_a_source_prints_its_place():
    assert str(SOURCE) == "demo, Theorem 1"
    assert str(Source("demo")) == "demo"


def heads(rng, size, t):
    return rng.random(size) < t


def bound(t):
    return t


def exactly(t):
    return t


def test_the_fingerprint_of_a_probability_sees_the_code_of_its_functions_not_their_addresses():
    domain = Domain(t=Real(0, 1))

    def of(bound, exact=None):
        return theorem(Probability(heads, "=", bound, exact=exact), domain=domain).fingerprint

    assert "0x" not in str(of(bound))
    assert of(bound) == of(types.FunctionType(bound.__code__, globals(), "bound"))
    assert len({of(bound), of(0.5), of(bound, exactly), of(bound, heads)}) == 4


def test_a_fingerprint_does_not_depend_on_what_was_computed_before() -> None:
    """SymPy's cache gives back an equal power of an equal symbol that was declared by other words."""
    from sympy.core.cache import clear_cache

    def made() -> str:
        domain = Domain(seen_before=Real(0))
        (seen,) = domain.symbols
        return theorem(AtMost(seen**7, seen**7 + 1), domain=domain).fingerprint

    clear_cache()
    plain, (symbol,) = made(), Domain(seen_before=Real(0)).symbols
    clear_cache()
    other = sp.Symbol(symbol.name, **symbol.assumptions0)
    assert other == symbol
    assert sp.srepr(other) != sp.srepr(symbol)
    assert sp.srepr(other**7) == sp.srepr(symbol**7), "the cache is at work"
    assert made() == plain


@dataclass(frozen=True)
class Share:
    """A bound that is an object, as most bounds of probability claims are."""

    of: int

    def __call__(self, t):
        return t / self.of


def test_the_fingerprint_of_a_probability_sees_the_code_of_a_bound_that_is_an_object(monkeypatch):
    """Neither text nor address tells what ``Share(2)`` computes; its class does."""
    domain = Domain(t=Real(0, 1))
    share = theorem(Probability(heads, "<=", Share(2)), domain=domain).fingerprint
    assert share == theorem(Probability(heads, "<=", Share(2)), domain=domain).fingerprint
    assert share != theorem(Probability(heads, "<=", Share(3)), domain=domain).fingerprint
    assert "t / self.of" in source_with_imports(Share)


def is_even(value):
    return value % 2 == 0


def is_odd(value):
    return value % 2 == 1


def test_fingerprints_see_what_decides_which_objects_there_are():
    """In the domain of a theorem and among the extra variables of a proof, in wider classes, too."""

    def fingerprints(member) -> tuple[str, str]:
        shown = Proof("demo", [Step("goal", AtMost(n, n), sign())], extra={"a": member})
        about = theorem(
            domain=Domain(n=Integer(2), k=Integer(1, "n-1"), q=Real(0), p=Real("q"), x=Vector("n"), a=member)
        )
        return about.fingerprint, proof_fingerprint(theorem(), shown)

    any_of_them, even, odd = (Object(Share(1), fits=test) for test in (None, is_even, is_odd))
    wider = Object(Share(1), wider=even), Object(Share(1), wider=odd)
    for at in (0, 1):
        assert len({fingerprints(member)[at] for member in (any_of_them, even, odd, *wider)}) == 5
        assert fingerprints(even)[at] == fingerprints(Object(Share(1), fits=is_even))[at]


def test_the_source_with_imports_follows_names_into_other_rooms():
    """A change of k/(N+1) or of a helper that an event imports makes the evidence stale."""
    claim = find("fresh_importance_rarely_above").claim
    assert "min(Fraction(1), Fraction(k, N + 1))" in source_with_imports(type(claim.bound))
    seen = source_with_imports(claim.exact)
    assert "def population_probability" in seen
    assert "def as_points" not in seen  # what reads arguments states nothing
    # A quantity made by a function that makes others: everything in the room may be its code.
    made = source_with_imports(all_quantities()["gaussian_clt_variance"].ball)
    assert "def _variance" in made
    assert "gaussian" in made
    # And of a room imported as a whole, what is taken from it.
    assert "def _downstream" in source_with_imports(ROW_QUANTITIES["downstream_rows"].array)
