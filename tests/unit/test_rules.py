"""The rules of proof reject unsound steps; each test names the mistake that must not get through."""

from collections.abc import Iterator

import pytest
import sympy as sp

from lqtheory import AtMost, Claim, Domain, Integer, Less, Object, Proof, Real, Source, Step, Theorem, Vector, registry
from lqtheory.checks import proved
from lqtheory.checks.prove import Checker, ProofError, prove
from lqtheory.errors import ContradictionError, DomainError
from lqtheory.evidence import Verdict
from lqtheory.proof import (
    absurd,
    apply,
    assumed,
    cases,
    certificate,
    chain,
    cited,
    enumerate_all,
    identity,
    induction,
    lemma,
    monotone,
    sign,
    substitute,
)
from lqtheory.quantities.quantity import Quantity
from lqtheory.relations import Relation
from lqtheory.symbols import MaxOver, lq_norm, power_sum

D = Domain(
    n=Integer(2, typical=(2, 20)),
    k=Integer(1, "n-1"),
    q=Real(0),
    p=Real("q"),
    r=Real(-2, 2),
    x=Vector("n", nonzero=True),
)
n, k, q, p, r, x = D.symbols
t = sp.Symbol("t", positive=True)
s = sp.Symbol("s", nonnegative=True)
v = sp.Symbol("v", real=True)


@pytest.fixture(autouse=True)
def _rules_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """No random instances: the rules must see the mistake by themselves."""
    monkeypatch.setattr(Checker, "_spot_check", lambda self, step: None)
    monkeypatch.setattr(Checker, "check_inhabited", lambda self: None)


def theorem(claim: Claim, domain: Domain = D) -> Theorem:
    return Theorem("made_up", "Made up", "Made up for a test.", domain, claim, Source("lqtheory_dossier"))


def outcome(
    *steps: Step, domain: Domain = D, extra: dict[str, object] | None = None, given: tuple[Relation, ...] = ()
) -> str:
    """Empty if the steps are accepted as a proof of the last one's conclusion, else the reason."""
    claim = Claim((*given, *steps[-1].claim.given), steps[-1].claim.then)
    evidence = prove(theorem(claim, domain), Proof("made_up", steps, extra=extra or {}))
    return "" if evidence.verdict is not Verdict.INCONCLUSIVE else evidence.message


def less(a: object, b: object) -> Relation:
    return Relation(a, "<", b)


def at_most(a: object, b: object) -> Relation:
    return Relation(a, "<=", b)


# ---- sign, identity, chain -------------------------------------------------------------------------------------------
def test_sign_accepts_what_follows_and_rejects_the_reverse() -> None:
    assert outcome(Step("a", less(q, p), sign())) == ""
    assert "do not decide" in outcome(Step("a", less(p, q), sign()))
    assert "do not decide" in outcome(Step("a", Relation(p, "=", p + 0 * q + 1), sign()))


def test_identity_does_not_show_a_strict_relation() -> None:
    assert outcome(Step("a", Relation(q * (p + 1), "=", p * q + q), identity())) == ""
    assert "'='" in outcome(Step("a", less(q, q), identity()))
    assert "not 0" in outcome(Step("a", Relation(q, "=", p), identity()))


def test_chain_goes_one_way_and_keeps_strictness_honest() -> None:
    steps = (Step("a", at_most(q, p), sign()), Step("b", at_most(p, p + 1), sign()))
    assert outcome(*steps, Step("c", at_most(q, p + 1), chain(), ["a", "b"])) == ""
    assert "do not link" in outcome(*steps, Step("c", at_most(p + 1, q), chain(), ["a", "b"]))
    assert "do not link" in outcome(*steps, Step("c", less(q, p + 1), chain(), ["a", "b"]))
    assert "do not link" in outcome(*steps, Step("c", Relation(q, "=", p + 1), chain(), ["a", "b"]))


# ---- monotone --------------------------------------------------------------------------------------------------------
def test_monotone_map_that_falls_turns_the_relation() -> None:
    base = Step("a", less(q, p), sign())
    assert outcome(base, Step("b", less(1 / p, 1 / q), monotone(t, 1 / t), ["a"])) == ""
    assert "the map gives" in outcome(base, Step("b", less(1 / q, 1 / p), monotone(t, 1 / t), ["a"]))
    assert "the map gives" in outcome(base, Step("b", less(p**2, q**2), monotone(t, t**2), ["a"]))


def test_reciprocal_is_not_monotone_on_the_reals() -> None:
    base = Step("a", less(r - 3, r), sign())
    assert "is not c0 + c1 g" in outcome(base, Step("b", less(1 / r, 1 / (r - 3)), monotone(v, 1 / v), ["a"]))
    assert "is not c0 + c1 g" in outcome(base, Step("b", less((r - 3) ** 2, r**2), monotone(v, v**2), ["a"]))


def test_map_for_positive_arguments_needs_positive_sides() -> None:
    base = Step("a", less(r - 3, r), sign())
    assert "not known to be positive" in outcome(base, Step("b", less((r - 3) ** 2, r**2), monotone(t, t**2), ["a"]))


def test_map_must_be_finite_at_zero_where_zero_is_allowed() -> None:
    base = Step("a", at_most(0, power_sum(x, q) - power_sum(x, q)), sign())
    assert "finite at 0" in outcome(base, Step("b", at_most(0, 0), monotone(s, -1 / s), ["a"]))


def test_map_whose_slope_has_no_sign_is_rejected() -> None:
    base = Step("a", less(q, p), sign())
    assert "slope" in outcome(base, Step("b", less(r * q, r * p), monotone(t, r * t), ["a"]))
    assert "slope" in outcome(base, Step("b", less(q**r, p**r), monotone(t, t**r), ["a"]))


def test_map_in_a_variable_of_the_domain_is_rejected() -> None:
    base = Step("a", less(q, p), sign())
    assert "fresh symbol" in outcome(base, Step("b", less(q**2, p**2), monotone(q, q**2), ["a"]))


def test_parameter_named_like_the_inner_argument_does_not_disturb() -> None:
    domain = Domain(a=Real(0), inner_argument=Real(0))
    a, inner = domain.symbols
    base = Step("a", less(a, a + 1), sign())
    image = less((a - 2) * 0 + a * (1 - inner), (a + 1) * (1 - inner))
    assert "slope" in outcome(base, Step("b", image, monotone(t, t * (1 - inner)), ["a"]), domain=domain)


# ---- substitution ----------------------------------------------------------------------------------------------------
def test_substitution_inside_the_range_is_accepted() -> None:
    base = Step("a", less(1 / p, 1 / q), sign())
    assert outcome(base, Step("b", less(1 / (2 * q), 1 / q), substitute({p: 2 * q}), ["a"])) == ""


def test_substitution_that_leaves_its_range_is_rejected() -> None:
    base = Step("a", less(1 / p, 1 / q), sign())
    assert "leaves its range" in outcome(base, Step("b", less(2 / q, 1 / q), substitute({p: q / 2}), ["a"]))
    assert "is an integer" in outcome(
        Step("a", at_most(1, k), sign()), Step("b", at_most(1, q), substitute({k: q}), ["a"])
    )


def test_substitution_must_not_change_the_size_of_a_vector() -> None:
    base = Step("a", at_most(1, n), sign())
    assert "size of a vector" in outcome(base, Step("b", at_most(1, n + 1), substitute({n: n + 1}), ["a"]))


def test_substitution_does_not_reach_a_namesake_with_other_assumptions() -> None:
    namesake = sp.Symbol("k", positive=True)
    steps = (
        Step("a", less(0, namesake), sign()),
        Step("b", less(0, sp.Integer(-1)), substitute({namesake: -1}), ["a"]),
    )
    assert "not a symbol of the theorem" in outcome(*steps)


def test_symbol_that_is_not_declared_is_rejected() -> None:
    odd = sp.Symbol("n", integer=True, odd=True, positive=True)
    for stranger in (odd, sp.Symbol("z", positive=True)):
        steps = (Step("a", less(0, stranger), sign()), Step("b", less(q, p), sign(), ["a"]))
        assert f"{stranger}: not a symbol of the theorem" in outcome(*steps)


# ---- assumptions, cases, absurdity, induction ------------------------------------------------------------------------
def test_a_step_may_say_what_it_assumes_and_nothing_else() -> None:
    held, other = Relation(r, "=", q), at_most(r, p)
    under = [held, other]
    assert outcome(Step("a", Claim(under, [other, held]), assumed())) == ""
    assert "is not among its own assumptions" in outcome(Step("a", Claim([other], [held]), assumed()))
    assert "is not among its own assumptions" in outcome(Step("a", at_most(q, p), assumed()))
    stronger = Step("a", Claim([at_most(r, p)], [less(r, p)]), assumed())
    assert "is not among its own assumptions" in outcome(stronger)


def test_what_is_assumed_does_not_escape_the_assumption() -> None:
    held = at_most(r, q)
    first = Step("a", Claim([held], [held]), assumed())
    assert "which assumes" in outcome(first, Step("c", held, chain(), ["a"]))


def test_cases_that_cover_everything_are_accepted() -> None:
    conclusion = at_most(r, sp.Max(r, 1))
    small, large = Claim([at_most(r, 1)], [conclusion]), Claim([less(1, r)], [conclusion])
    steps = (Step("a", small, cited(Source("demo"), "a")), Step("b", large, cited(Source("demo"), "b")))
    assert outcome(*steps, Step("c", conclusion, cases(), ["a", "b"])) == ""


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (less(r, 1), less(1, r)),
        (at_most(r, 0), at_most(1, r)),
        (at_most(r, 1), less(1, q)),
        (at_most(r, 1), less(r, 1)),
    ],
)
def test_cases_that_leave_a_gap_are_rejected(first: Relation, second: Relation) -> None:
    conclusion = at_most(r, p)
    steps = [
        Step(name, Claim([given], [conclusion]), cited(Source("demo"), name))
        for name, given in zip("ab", (first, second), strict=True)
    ]
    assert "case" in outcome(*steps, Step("c", conclusion, cases(), ["a", "b"])) or "compare" in outcome(
        *steps, Step("c", conclusion, cases(), ["a", "b"])
    )


def test_case_with_a_second_assumption_is_rejected() -> None:
    conclusion = at_most(r, p)
    steps = (
        Step("a", Claim([at_most(r, 1), at_most(1, q)], [conclusion]), cited(Source("demo"), "a")),
        Step("b", Claim([less(1, r)], [conclusion]), cited(Source("demo"), "b")),
    )
    assert "exactly one assumption" in outcome(*steps, Step("c", conclusion, cases(), ["a", "b"]))


def test_anything_follows_from_an_absurd_step_but_from_no_other() -> None:
    given = (less(p, q),)
    impossible = Step("a", Claim(given, [less(p, p)]), chain(), ["b", "g"])
    order, known = Step("b", less(q, p), sign()), Step("g", Claim(given, given), sign())
    assert outcome(order, known, impossible, Step("c", Claim(given, [less(q, r)]), absurd(), ["a"])) == ""
    assert "a < a" in outcome(order, Step("c", less(p, q), absurd(), ["b"]))
    weak = Step("a", at_most(p, p), identity())
    assert "a < a" in outcome(weak, Step("c", less(p, q), absurd(), ["a"]))


def test_absurdity_under_an_assumption_does_not_escape_it() -> None:
    given = (less(p, q),)
    order, known = Step("b", less(q, p), sign()), Step("g", Claim(given, given), sign())
    impossible = Step("a", Claim(given, [less(p, p)]), chain(), ["b", "g"])
    assert "which assumes" in outcome(order, known, impossible, Step("c", less(q, r), absurd(), ["a"]))


M = Domain(m=Integer(1, typical=(1, 20)), y=Real(0))
m, y = M.symbols


def power_steps(claim: Relation, given: tuple[Relation, ...] = ()) -> list[Step]:
    base = Step("base", Claim(given, [claim.subs({m: 1})]), cited(Source("demo"), "base"))
    step = Step("step", Claim([*given, claim], [claim.subs({m: m + 1})]), cited(Source("demo"), "step"))
    return [base, step, Step("all", Claim(given, [claim]), induction(m, 1), ["base", "step"])]


def test_induction_is_accepted() -> None:
    assert outcome(*power_steps(at_most(1 + m * y, (1 + y) ** m)), domain=M) == ""


def test_induction_needs_base_at_the_lowest_value() -> None:
    claim = at_most(1 + m * y, (1 + y) ** m)
    steps = power_steps(claim)
    late = Step("base", claim.subs({m: 2}), cited(Source("demo"), "base"))
    assert "the base concludes" in outcome(late, *steps[1:], domain=M)
    wrong_start = Step("all", claim, induction(m, 2), ["base", "step"])
    assert "lower bound" in outcome(late, steps[1], wrong_start, domain=M)


def test_induction_needs_the_step_from_the_claim_itself() -> None:
    claim = at_most(1 + m * y, (1 + y) ** m)
    base, _, last = power_steps(claim)
    leap = Step("step", Claim([claim], [claim.subs({m: m + 2})]), cited(Source("demo"), "step"))
    more = Step("step", Claim([claim, less(y, 1)], [claim.subs({m: m + 1})]), cited(Source("demo"), "step"))
    for wrong in (leap, more):
        assert "P(m) => P(m+1)" in outcome(base, wrong, last, domain=M)


def test_induction_over_a_variable_on_which_ranges_depend_is_rejected() -> None:
    domain = Domain(m=Integer(1), j=Integer(1, "m"))
    assert "depend on" in outcome(*power_steps(at_most(1, domain.symbol("m"))), domain=domain)
    with_vector = Domain(m=Integer(1), z=Vector("m"))
    assert "depend on" in outcome(*power_steps(at_most(1, m)), domain=with_vector)


def test_induction_under_an_assumption_on_its_variable_is_rejected() -> None:
    # True at 1, and from each m >= 1000 to the next as soon as it is true once: but it is false at m = 1000.
    claim, given = less(0, (m - 1000) ** 2), (at_most(1000, m),)
    assert "restricts" in outcome(*power_steps(claim, given), domain=M)
    bounded = Domain(m=Integer(1), y=Real(0), where=[at_most(1000, m)])
    assert "restricts" in outcome(*power_steps(claim), domain=bounded)


# ---- lemmas and computed rules ---------------------------------------------------------------------------------------
LEAST = {"body": k * q, "index": k, "bound": n * q}


def test_maximum_is_bounded_by_what_bounds_every_member() -> None:
    claim = at_most(MaxOver(k * q, k, 1, n - 1), n * q)
    every = Step("every", at_most(k * q, n * q), sign())
    assert outcome(every, Step("max", claim, lemma("max_least", **LEAST), ["every"])) == ""


def test_maximum_is_not_bounded_by_a_bound_for_some_members() -> None:
    claim = at_most(MaxOver(k * q, k, 1, n - 1), 3 * q)
    some = Step("some", Claim([at_most(k, 3)], [at_most(k * q, 3 * q)]), sign())
    least = lemma("max_least", **{**LEAST, "bound": 3 * q})
    assert "assumes" in outcome(some, Step("max", claim, least, ["some"]))
    assert "the assumptions restrict" in outcome(some, Step("max", Claim([at_most(k, 3)], [claim]), least, ["some"]))
    limited = Domain(where=[at_most(k, 3)], **D.parameters)
    assert "the assumptions restrict" in outcome(
        Step("some", at_most(k * q, 3 * q), sign()), Step("max", claim, least, ["some"]), domain=limited
    )


def test_maximum_over_a_namesake_with_stronger_assumptions_is_rejected() -> None:
    domain = Domain(n=Integer(1), k=Integer(0, "n"))
    total, index = domain.symbols[0], sp.Symbol("k", integer=True, positive=True)
    claim = at_most(MaxOver(1 - index, index, 0, total), 0)
    step = Step("max", claim, lemma("max_least", body=1 - index, index=index, bound=sp.S.Zero))
    assert "taken for more than a number of its range" in outcome(step, domain=domain)


def test_certificate_on_a_smaller_box_is_rejected() -> None:
    (w,) = (small := Domain(w=Real(0, 4, closed="both"))).symbols
    claim = at_most(w**2, 3 * w)
    box = {"w": (0, 2)}
    assert "not among the assumptions" in outcome(Step("a", claim, certificate(box)), domain=small)
    assert "balls do not show" in outcome(Step("a", less(w**2, 3 * w + 1), certificate(pieces=500)), domain=small)
    inside = Claim([at_most(w, 2)], [less(w**2, 3 * w + 1)])
    assert outcome(Step("a", inside, certificate(box)), domain=small) == ""


def test_enumeration_needs_finite_integer_ranges_and_looks_at_all_of_them() -> None:
    finite = Domain(i=Integer(1, 9), j=Integer(1, "i"))
    i, j = finite.symbols
    assert outcome(Step("a", at_most(i * j, i**2), enumerate_all()), domain=finite) == ""
    assert "at {" in outcome(Step("a", less(i * j, 81), enumerate_all()), domain=finite)
    assert "finite ranges" in outcome(Step("a", at_most(1, n), enumerate_all()))


# ---- other theorems --------------------------------------------------------------------------------------------------
@pytest.fixture
def registered(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, tuple[Theorem, Proof | None]]]:
    """A registry of made-up theorems."""
    shelf: dict[str, tuple[Theorem, Proof | None]] = {}
    monkeypatch.setattr(registry, "find", lambda name: shelf[name][0])
    monkeypatch.setattr(registry, "find_proof", lambda entry: shelf[entry.name][1])
    proved.forget()
    yield shelf
    proved.forget()


def entry(
    name: str, claim: Claim, domain: Domain, *steps: Step, expected: str = "holds"
) -> tuple[Theorem, Proof | None]:
    made = Theorem(name, name, "Made up.", domain, claim, Source("lqtheory_dossier"), expected=expected)
    return made, Proof(name, steps) if steps else None


def test_theorem_entered_as_false_cannot_be_used(registered: dict[str, tuple[Theorem, Proof | None]]) -> None:
    claim = Less(p, q)
    registered["other"] = entry("other", claim, D, expected="refuted")
    assert "entered as false" in outcome(Step("a", claim, apply("other")))


def test_theorems_that_use_each_other_in_a_circle_are_refused(
    registered: dict[str, tuple[Theorem, Proof | None]],
) -> None:
    claim = Less(p, q)
    registered["one"] = entry("one", claim, D, Step("a", claim, apply("two")))
    registered["two"] = entry("two", claim, D, Step("a", claim, apply("one")))
    with pytest.raises(ContradictionError, match="circle"):
        prove(*registered["one"])


def test_theorem_cannot_be_applied_in_its_own_proof(registered: dict[str, tuple[Theorem, Proof | None]]) -> None:
    claim = Less(p, q)
    registered["made_up"] = entry("made_up", claim, D, Step("a", claim, apply("made_up")))
    assert "own proof" in outcome(Step("a", claim, apply("made_up")))


def test_rejected_proof_of_another_theorem_is_noticed(registered: dict[str, tuple[Theorem, Proof | None]]) -> None:
    claim = Less(p, q)
    registered["other"] = entry("other", claim, D, Step("a", claim, sign()))
    assert "is rejected" in outcome(Step("a", claim, apply("other")))


def test_theorem_without_proof_is_rested_on(registered: dict[str, tuple[Theorem, Proof | None]]) -> None:
    claim = Less(q, p + 1)
    registered["other"] = entry("other", claim, D)
    evidence = prove(theorem(claim), Proof("made_up", [Step("a", claim, apply("other"))]))
    assert evidence.verdict is Verdict.REDUCED
    assert evidence.rests_on == ("theorem other (no proof on file)",)


def test_applied_theorem_needs_its_domain(registered: dict[str, tuple[Theorem, Proof | None]]) -> None:
    narrow = Domain(w=Real(0, 1))
    w = narrow.symbol("w")
    registered["other"] = entry("other", Less(w**2, w), narrow)
    assert outcome(Step("a", less((q / p) ** 2, q / p), apply("other", {"w": q / p}))) == ""
    assert "is not shown" in outcome(Step("a", less(q**2, q), apply("other", {"w": q})))


def test_applied_theorem_needs_its_assumptions(registered: dict[str, tuple[Theorem, Proof | None]]) -> None:
    wide = Domain(w=Real(0))
    w = wide.symbol("w")
    registered["other"] = entry("other", Claim([less(w, 1)], [less(w**2, w)]), wide)
    assert outcome(Step("a", Claim([less(q, 1)], [less(q**2, q)]), apply("other", {"w": q}))) == ""
    assert "is not shown" in outcome(Step("a", less(q**2, q), apply("other", {"w": q})))


def test_theorem_for_finite_exponents_is_not_applied_at_inf(
    registered: dict[str, tuple[Theorem, Proof | None]],
) -> None:
    finite, extended = Domain(w=Real(0)), Domain(u=Real(0, infinite=True))
    w, u = finite.symbol("w"), extended.symbol("u")
    registered["other"] = entry("other", Less(0, 1 / w), finite)
    assert "is not known to be" in outcome(Step("a", less(0, 1 / u), apply("other", {"w": u})), domain=extended)


def test_theorem_about_objects_needs_the_same_class(registered: dict[str, tuple[Theorem, Proof | None]]) -> None:
    """An object may be put in for one of its own class or of a wider one, and for nothing else."""
    wide = Object(lambda rng: rng, description="a thing")
    narrow = Object(lambda rng: rng, description="a good thing", wider=wide)
    other = Object(lambda rng: rng, description="something else")
    u = sp.Symbol("u", positive=True)
    size = Quantity("thing_size", ("K",), lambda K: 1.0, sign="nonnegative").symbol
    there = Domain(K=wide)
    registered["other"] = entry("other", Claim(then=[less(size(there.symbol("K")), 1)]), there)
    for member, accepted in ((wide, True), (narrow, True), (other, False), (Real(0), False)):
        here = Domain(L=member)
        wanted = less(size(here.symbol("L")), 1)
        found = outcome(Step("a", wanted, apply("other", {"K": here.symbol("L")})), domain=here)
        assert (found == "") == accepted, found
        assert accepted or "is K: a thing, but L is" in found or "no parameter of this proof of its kind" in found
    late = Domain(u=Real(0), K=wide)  # the object may depend on u
    registered["late"] = entry("late", Claim(then=[less(size(late.symbol("K")), u)]), late)
    assert "K depends on u" in outcome(
        Step("a", less(size(late.symbol("K")), 2 * u), apply("late", {"u": 2 * u})), domain=late
    )
    here = Domain(u=Real(0), K=narrow)
    assert "of a narrower class" in outcome(Step("a", less(size(here.symbol("K")), u), apply("late")), domain=here)


def test_logarithm_of_what_may_be_negative_is_no_real_number(
    registered: dict[str, tuple[Theorem, Proof | None]],
) -> None:
    real, here = Domain(w=Real()), Domain(a=Real(0), b=Real("a"), c=Real())
    w, (a, b, c) = real.symbol("w"), here.symbols
    registered["other"] = entry("other", Claim(then=[less(w - 1, w)]), real)
    for value, accepted in ((sp.log(b - a), True), (sp.log(a - b), False), (sp.log(c), False)):
        found = outcome(Step("a", less(value - 1, value), apply("other", {"w": value})), domain=here)
        assert (found == "") == accepted, found


def test_vector_of_another_size_is_noticed(registered: dict[str, tuple[Theorem, Proof | None]]) -> None:
    other = Domain(n=Integer(2), q=Real(0), x=Vector("n"))
    claim = AtMost(0, lq_norm(other.symbol("x"), other.symbol("q")) * other.symbol("n"))
    registered["other"] = entry("other", claim, other)
    step = Step("a", AtMost(0, lq_norm(x, q) * (n + 1)), apply("other", {"n": n + 1}))
    assert "entries" in outcome(step)


# ---- the whole -------------------------------------------------------------------------------------------------------
def test_unused_step_is_rejected() -> None:
    assert "not used" in outcome(Step("idle", less(0, q), sign()), Step("a", less(q, p), sign()))


def test_last_step_must_be_the_claim_with_no_more_assumptions() -> None:
    made = theorem(AtMost(q**2, q))
    stronger = Proof("made_up", [Step("a", Claim([at_most(q, 1)], [at_most(q**2, q)]), cited(Source("demo"), "a"))])
    other = Proof("made_up", [Step("a", at_most(q, p), sign())])
    for proof in (stronger, other):
        assert "not the theorem's claim" in prove(made, proof).message


def test_used_step_brings_its_assumptions() -> None:
    step = Step("a", Claim([at_most(q, 1)], [at_most(q, 1)]), sign())
    assert "which assumes" in outcome(step, Step("b", at_most(q, 2), sign(), ["a"]))


def test_step_cannot_use_what_comes_later() -> None:
    with pytest.raises(DomainError, match="does not come before"):
        Proof("made_up", [Step("a", less(q, p), sign(), ["b"]), Step("b", less(q, p), sign())])


def test_extra_variable_cannot_shadow_a_parameter() -> None:
    proof = Proof("made_up", [Step("a", less(q, p), sign())], extra={"q": Real(5)})
    with pytest.raises(ProofError, match="already"):
        Checker(theorem(Less(q, p)), proof)


def test_citation_keeps_the_verdict_at_reduced() -> None:
    evidence = prove(
        theorem(Less(p, q)), Proof("made_up", [Step("a", less(p, q), cited(Source("demo", "p. 1"), "because"))])
    )
    assert evidence.verdict is Verdict.REDUCED
    assert evidence.rests_on == ("because [demo, p. 1]",)
