"""Attempts of a red team to get a wrong verdict: every false claim here must be turned down by the rule itself.

Spot checks at random instances are switched off for proofs, because sampling is a safety net and no proof kernel.
"""

from fractions import Fraction

import pytest
import sympy as sp

from lqtheory import (
    AtMost,
    Claim,
    Domain,
    Equal,
    Integer,
    Less,
    Matrix,
    MatrixChain,
    Object,
    Probability,
    Proof,
    Real,
    Source,
    Step,
    Theorem,
    Vector,
    registry,
)
from lqtheory.balls import Truth, ball, compare, hull, sort_descending
from lqtheory.checks import proved
from lqtheory.checks.certify import certify, certify_relation
from lqtheory.checks.lemmas import LEMMAS, Application, Lemma, find_lemma
from lqtheory.checks.prove import Checker, ProofError, prove
from lqtheory.checks.rules import RULES
from lqtheory.checks.rules_arguments import _fits
from lqtheory.cones.classes import SOFT_DISTANCE, SUBLEVEL
from lqtheory.decision import decide
from lqtheory.definitions import size_of
from lqtheory.dictionaries.distances import DISTANCES
from lqtheory.dictionaries.instances import DICTIONARY, TARGET, DictionarySampler
from lqtheory.dictionaries.measured import MEASURED
from lqtheory.errors import DomainError, UnsupportedError
from lqtheory.evidence import Verdict
from lqtheory.expressions import MaxOver
from lqtheory.proof import (
    apply,
    cases,
    certificate,
    chain,
    cited,
    identity,
    induction,
    lemma,
    monotone,
    sign,
    substitute,
)
from lqtheory.quantities import all_quantities, find_quantity
from lqtheory.quantities.refitted_networks import refit_quantity
from lqtheory.quantities.sampled_networks import SAMPLED
from lqtheory.quantities.sublevel_sets import sublevel_quantity
from lqtheory.registry import find, find_proof
from lqtheory.relations import Relation
from lqtheory.symbols import (
    best_k_term_curve,
    kmin_stechkin,
    log_lq_norm,
    order_statistic,
    peak,
    power_sum,
    pqi,
    pqi_retain,
    rising_tide,
    robin_hood,
    stechkin_constant,
    support_size,
    tail_power_sum,
    worst_case,
)

SOURCE = Source("demo")


@pytest.fixture(autouse=True)
def _no_spot_checks(monkeypatch):
    monkeypatch.setattr(Checker, "_spot_check", lambda self, step: None)
    monkeypatch.setattr(Checker, "check_inhabited", lambda self: None)


def theorem(domain, claim):
    """A theorem of a test."""
    return Theorem("red_team", "Red team", "A false claim.", domain, claim, SOURCE)


def attempt(domain, claim, steps, extra=None):
    """Verdict on a proof; refusing to build its parts counts as a rejection, too."""
    try:
        return prove(theorem(domain, claim), Proof("red_team", steps=steps, extra=extra or {})).verdict
    except DomainError:
        return Verdict.INCONCLUSIVE


def rejects(domain, claim, rule, uses=(), extra=None):
    """Whether a proof of one step is turned down."""
    return attempt(domain, claim, [Step("all", claim, rule, uses)], extra) is Verdict.INCONCLUSIVE


# ---- what variables range over ---------------------------------------------------------------------------------------
def test_an_auxiliary_variable_with_an_empty_range_proves_nothing():
    D = Domain(x=Real(0))
    (x,) = D.symbols
    t = sp.Symbol("t", real=True)
    falling = Real("x-1", "x-2", closed="both")
    for member in (Real("x", "-x"), Integer("x", "-x"), Real("x", "x", closed="left"), falling):
        m = member.symbol("m", {"x": x})
        low, high = (sp.sympify(end, locals={"x": x}) for end in (member.low, member.high))
        steps = [
            Step("low", AtMost(low, m), sign()),
            Step("high", AtMost(m, high), sign()),
            Step("both", AtMost(low, high), chain(), ["low", "high"]),
            Step("all", AtMost(low + 1, high + 1), monotone(t, t + 1), ["both"]),
        ]
        assert attempt(D, steps[-1].claim, steps, {"m": member}) is Verdict.INCONCLUSIVE


def test_an_integer_between_two_fractions_proves_nothing():
    D = Domain(x=Real(0))
    (x,) = D.symbols
    member = Integer("1/3", "2/3")
    m = member.symbol("m", {})
    t, two_thirds = sp.Symbol("t", real=True), sp.Rational(2, 3)
    steps = [
        Step("low", AtMost(1, m), lemma("integers_are_apart", a=0, b=m)),
        Step("high", AtMost(m, two_thirds), sign()),
        Step("both", AtMost(1, two_thirds), chain(), ["low", "high"]),
        Step("all", AtMost(1 + x, two_thirds + x), monotone(t, t + x), ["both"]),
    ]
    assert attempt(D, steps[-1].claim, steps, {"m": member}) is Verdict.INCONCLUSIVE


def test_an_auxiliary_vector_that_does_not_exist_proves_nothing():
    D = Domain(n=Integer(1), x=Real(0))
    _, x = D.symbols
    assert rejects(D, AtMost(0, x), sign(), extra={"v": Vector("n", nonzero=True, nonzeros=0)})
    assert rejects(D, AtMost(0, x), sign(), extra={"v": Vector("n-5")})


def test_a_parameter_on_which_an_object_depends_is_not_replaced_under_it():
    """A network of L layers has no constants after its last one; nothing is said of one layer more."""
    D = Domain(L=Integer(1, typical=(1, 3)), N=Integer(1, typical=(1, 3)), net=SAMPLED)
    L, _, net = D.symbols
    later = refit_quantity("original_downstream")
    steps = [
        Step("last", Relation(later(net, L), "=", 1), lemma("later_constants", net=net, row=False)),
        Step("all", Relation(later(net, L + 1), "=", 1), substitute({L: L + 1}), ["last"]),
    ]
    assert attempt(D, steps[-1].claim, steps) is Verdict.INCONCLUSIVE


def test_an_auxiliary_object_that_may_not_exist_proves_nothing():
    D = Domain(n=Integer(1), x=Real(0))
    _, x = D.symbols
    nothing = Object(DictionarySampler(), description="what may not exist")
    assert rejects(D, AtMost(0, x), sign(), extra={"F": nothing})
    assert not rejects(D, AtMost(0, x), sign(), extra={"F": DICTIONARY})


@pytest.mark.parametrize(
    ("members", "given"),
    [
        ({"n": Integer(1), "theta": Vector("n")}, True),
        ({"n": Integer(1, 1), "theta": Vector("n")}, False),
        ({"n": Integer(2), "theta": Vector("n")}, False),
        ({"n": Integer(1), "theta": Vector("n", sign="nonnegative")}, False),
    ],
    ids=("assumption", "one size", "no small size", "signs"),
)
def test_what_some_dictionaries_satisfy_is_not_true_of_neurons(members, given):
    """One atom is approximated without an error, few atoms are not; nothing of the kind holds of a neuron."""
    D = Domain(
        L=Integer(1, typical=(1, 2)), N=Integer(1, typical=(1, 3)), l=Integer(1, "L"), i=Integer(1, "N"), net=SAMPLED
    )
    extra = {**members, "F": DICTIONARY}
    _, _, layer, neuron, net, n, theta, F = D.extend(**extra).symbols
    few = [Relation(n, "<=", 1)] if given else []
    count = refit_quantity("neuron_count")(net, layer, neuron)
    best = MEASURED["best_dictionary_error"].symbol(theta, F, count)
    total = power_sum(MEASURED["atom_masses"].symbol(theta, F), 1)
    step = refit_quantity("neuron_step")(net, layer, neuron)
    expansion = lemma("neuron_is_an_expansion", net=net, layer=layer, i=neuron, bound=total, theta=theta, F=F)
    steps = [
        Step("best", Claim(few, [AtMost(best, total).then[0]]), lemma("error_at_most_mass", theta=theta, F=F, m=count)),
        Step(
            "all",
            Claim(few, [Relation(step, "<=", power_sum(refit_quantity("neuron_masses")(net, layer, neuron), 1))]),
            expansion,
            ["best"],
        ),
    ]
    assert attempt(D, steps[-1].claim, steps, extra) is Verdict.INCONCLUSIVE
    if given:  # without the assumption it is a proof
        free = [Step(s.label, Claim([], s.claim.then), s.rule, s.uses) for s in steps]
        assert attempt(D, free[-1].claim, free, extra) is Verdict.PROVED


def test_a_symbol_with_assumptions_of_its_own_is_not_the_parameter_of_that_name():
    t = sp.Symbol("t", positive=True)
    with pytest.raises(DomainError, match="symbols"):
        theorem(Domain(t=Real()), Less(0, t))
    assert rejects(Domain(t=Real()), Less(0, t), sign())
    # The derivative in the domain's symbol would be 0, and a single corner would settle the whole box.
    with pytest.raises(DomainError, match="symbols"):
        certify_relation(Relation(sp.Symbol("t"), "<=", 1), Domain(t=Real(0)), {"t": (0.5, 2)})


def test_a_step_may_not_speak_of_symbols_the_proof_does_not_declare():
    D = Domain(t=Real(0))
    (t,) = D.symbols
    s = sp.Symbol("s", negative=True)
    steps = [
        Step("a", Relation(s, "<", t), sign()),
        Step("all", Less(0, t), sign(), ["a"]),
    ]
    assert attempt(D, Less(0, t), steps) is Verdict.INCONCLUSIVE


def test_a_constructed_witness_is_no_universal_variable():
    D = Domain(t=Real(0))
    z = sp.Symbol("z", positive=True, real=True)
    claim = Claim(then=[Relation(0, "<", z)], witness={"z": lambda t: -t})
    steps = [Step("all", Relation(0, "<", z), sign())]
    assert attempt(D, claim, steps, {"z": Real(0)}) is Verdict.INCONCLUSIVE
    assert attempt(D, claim, steps) is Verdict.INCONCLUSIVE


BOOK = cited(Source("feller_1968", "IX.6"), "Markov's inequality.")


def _events():
    """A claim about a probability, one about a constructed value, and copies of them that say something else."""
    claims = {
        "probability": Probability(lambda rng, size, t: rng.random(size) > t, "<=", 0.5, text="rare"),
        "other_event": Probability(lambda rng, size, t: rng.random(size) < t, "<=", 0.5, text="rare"),
        "other_bound": Probability(lambda rng, size, t: rng.random(size) > t, "<=", 0.1, text="rare"),
    }
    z = sp.Symbol("z", real=True)
    claims["witness"] = Claim(then=[Relation(0, "<", z)], witness={"z": lambda t: t})
    claims["other_program"] = Claim(then=[Relation(0, "<", z)], witness={"z": lambda t: -t})
    claims["other_relation"] = Claim(then=[Relation(1, "<", z)], witness=claims["witness"].witness)
    return claims


def _refusal(claim, steps):
    """Why a proof is turned down; empty if it is not."""
    D = Domain(t=Real(0))
    evidence = prove(theorem(D, claim), Proof("red_team", steps=steps))
    assert evidence.verdict is not Verdict.PROVED
    return evidence.message if evidence.verdict is Verdict.INCONCLUSIVE else ""


def _program_attempts():
    claims, t = _events(), Real(0).symbol("t", {})
    number = Step("number", AtMost(t, 2 * t), sign())
    wrong = Step("number", AtMost(2 * t, t), sign())
    leaf = Step("number", AtMost(2 * t, t), BOOK)
    for own, others in (
        ("probability", ("other_event", "other_bound")),
        ("witness", ("other_program", "other_relation")),
    ):
        claim = claims[own]
        end = Step("end", claim, BOOK, ["number"])
        more = Step("more", claim, BOOK, ["end"])
        yield f"{own} again", claim, [number, end, more], "only the last step"
        for rule in (sign(), chain(), identity(), cases(), lemma("norms_decrease")):
            yield f"{own} by {rule.kind}", claim, [number, Step("end", claim, rule, ["number"])], "cite the textbook"
        yield f"{own} alone", claim, [Step("end", claim, BOOK)], "uses 0 steps"
        yield f"{own} idle", claim, [number, Step("idle", AtMost(0, t), sign()), end], "not used"
        yield f"{own} on a false number", claim, [wrong, end], "do not decide the sign"
        yield f"{own} on authority", claim, [leaf, end], "cited as well"
        limited = Step("number", Claim([AtMost(t, 1)], [AtMost(t, 1)]), sign())
        yield f"{own} under an assumption", claim, [limited, end], "not assumed here"
        for source in (cited(Source("lqtheory_dossier"), "The theorem."), cited(Source("feller_1968"), " ")):
            yield (
                f"{own} from {source.arguments['source'].bibkey}",
                claim,
                [number, Step("end", claim, source, ["number"])],
                "no textbook",
            )
        yield f"{own} ends in a number", claim, [number], "own claim"
        for other in others:
            yield other, claim, [number, Step("end", claims[other], BOOK, ["number"])], "own claim"
    plain = AtMost(t, 2 * t)
    yield "middle", plain, [number, Step("event", claims["probability"], BOOK, ["number"]),
                            Step("end", plain, chain(), ["number", "event"])], "only the last step"  # fmt: skip
    yield "instead", plain, [number, Step("end", claims["probability"], BOOK, ["number"])], "own claim"
    yield "made", plain, [number, Step("end", claims["witness"], BOOK, ["number"])], "own claim"


@pytest.mark.parametrize(("claim", "steps", "reason"), [pytest.param(*c, id=n) for n, *c in _program_attempts()])
def test_what_no_rule_knows_is_not_smuggled_in(claim, steps, reason):
    assert reason in _refusal(claim, steps)


@pytest.mark.parametrize("own", ["probability", "witness"])
def test_what_no_rule_knows_is_reduced_to_a_textbook_at_best(own):
    t, claim = Real(0).symbol("t", {}), _events()[own]
    steps = [Step("number", AtMost(t, 2 * t), sign()), Step("end", claim, BOOK, ["number"])]
    evidence = prove(theorem(Domain(t=Real(0)), claim), Proof("red_team", steps=steps))
    assert evidence.verdict is Verdict.REDUCED
    assert evidence.rests_on == ("Markov's inequality. [feller_1968, IX.6]",)


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        (cited(Source("lqtheory_dossier", "this theorem"), "The theorem."), "no textbook"),
        (cited(Source("feller_1968", "IX.6"), " "), "no textbook"),
        (cited(Source("feller_1968", "IX.6"), "as stechkin_inequality says"), "speaks of stechkin_inequality"),
        (cited(Source("feller_1968", "IX.6"), "stechkin_inequality", ("lq_norms_decrease",)), "speaks of stechkin"),
        (cited(Source("feller_1968", "IX.6"), "a lemma", ("greedy_exchange_for_norms",)), "entered as false"),
    ],
    ids=["dossier", "empty", "unnamed", "other", "false"],
)
@pytest.mark.parametrize("last", [True, False], ids=["last", "middle"])
def test_a_plain_claim_is_cited_from_a_textbook_alone(rule, reason, last):
    t = Real(0).symbol("t", {})
    claim = AtMost(t, 3 * t)
    steps = [Step("leaf", claim, rule)]
    if not last:
        steps.append(Step("end", claim, chain(), ["leaf"]))
    assert reason in _refusal(claim, steps)


def test_a_citation_rests_on_what_the_theorems_it_names_rest_on():
    t = Real(0).symbol("t", {})
    named = "packing_points_are_separated"
    rule = cited(Source("feller_1968", "IX.6"), f"A lemma, by {named}.", (named,))
    proof = Proof("red_team", steps=[Step("leaf", AtMost(t, 3 * t), rule)])
    evidence = prove(theorem(Domain(t=Real(0)), AtMost(t, 3 * t)), proof)
    other = find(named)
    lemmas = prove(other, find_proof(other)).rests_on
    assert lemmas
    assert set(lemmas) < set(evidence.rests_on)
    assert evidence.message == "1 step cited, none checked"
    assert evidence.certified_by == ()


def test_cited_steps_are_not_counted_as_checked():
    t = Real(0, typical=(1, 2)).symbol("t", {})
    book = cited(Source("feller_1968", "IX.6"), "Markov's inequality.")
    steps = [
        Step("leaf", AtMost(t, 2 * t), book),
        Step("other", AtMost(2 * t, 3 * t), sign()),
        Step("end", AtMost(t, 3 * t), chain(), ["leaf", "other"]),
    ]
    evidence = prove(theorem(Domain(t=Real(0, typical=(1, 2))), AtMost(t, 3 * t)), Proof("red_team", steps=steps))
    assert evidence.message == "2 steps machine-checked, 1 cited"
    assert evidence.certified_by == ("sympy",)  # no ball has looked at it: this file does without spot checks


def test_a_parameter_may_be_called_like_an_internal_symbol():
    for name in ("inner_argument", "slack_0_0", "slack 0_0"):
        try:
            D = Domain(x=Real(), y=Real("x", closed="left"), **{name: Real(0)})
        except DomainError:
            continue
        x, y, a = D.symbols
        t = sp.Symbol("t", real=True)
        steps = [
            Step("order", Relation(x, "<=", y), sign()),
            Step("all", AtMost(-x / a, -y / a), monotone(t, -t / a), ["order"]),
        ]
        assert attempt(D, AtMost(-x / a, -y / a), steps) is Verdict.INCONCLUSIVE
        assert rejects(D, AtMost(0, a - y + x), sign())
    with pytest.raises(DomainError, match="identifier"):
        Domain(**{"slack 0_0": Real(0)})


# ---- over what lemmas quantify ---------------------------------------------------------------------------------------
ELLIPSOID = Domain(n=Integer(1), t=Real(0), omega=Vector("n", sign="positive"), z=Vector("n", sign="nonnegative"))
WIDTH = find_quantity("ellipsoid_width").symbol


@pytest.mark.parametrize(
    ("member", "x", "y"),
    [
        (Real(0, 0, closed="both"), 0, 0),
        (Real(0, 0.0, closed="both"), 0, 0),
        (Real(0, "0", closed="both"), 0, 0),
        (Real(0, 1), 1, 0),
        (Real(1), 0, 1),
    ],
)
def test_a_line_above_the_root_at_some_numbers_bounds_no_width(member, x, y):
    omega, v = ELLIPSOID.symbol("omega"), member.symbol("v", {})
    claim = AtMost(WIDTH(omega), x + y * power_sum(omega, 1))
    assert rejects(ELLIPSOID, claim, lemma("width_below_line", omega=omega, v=v, x=x, y=y), extra={"v": member})


def test_a_number_is_no_ellipsoid():
    _, t, omega, z = ELLIPSOID.symbols
    for value, verdict in ((t, "INCONCLUSIVE"), (z, "INCONCLUSIVE"), (omega, "PROVED")):
        total = power_sum(value, 1)
        above = AtMost(sp.sqrt(2 / sp.pi) * sp.sqrt(total), WIDTH(value))
        variance = AtMost(total - WIDTH(value) ** 2, peak(value))
        for claim, word in ((above, "width_above_axes"), (variance, "variance_of_ellipsoid_width")):
            assert attempt(ELLIPSOID, claim, [Step("all", claim, lemma(word, omega=value))]) == verdict


def test_one_variable_is_not_two():
    """What holds of the powers of one number says nothing of the eigenvalues and the coordinates of a set."""
    D = Domain(S=SUBLEVEL, P=SOFT_DISTANCE)
    (K, P), member = D.symbols, Real(0, closed="left")
    r, at = member.symbol("r", {}), sublevel_quantity("sublevel_sum")
    terms = [(1, 1, 1, 0, 0), (-1, 1, 0, 1, 0)]
    claim = Equal(0, at(K, sp.S.One, 1, 0, 0) - at(K, sp.S.One, 0, 1, 0))
    assert rejects(D, claim, lemma("spectral_sums", K=K, terms=terms, lam=r, w=r, equal=True), extra={"r": member})
    whole = D.extend(r=member)
    for word, arguments in (
        ("soft_sums", {"t": 1, "u": 2, "h": r, "w": r}),
        ("block_gap_of_outcomes", {"e": 1, "b": 1, "t": 1, "x": r, "y": r}),
        ("l1_gap_of_outcomes", {"d": 2, "s": 1, "t": 1, "x": r, "y": r}),
    ):
        with pytest.raises(DomainError, match="different variables"):
            find_lemma(word).build(whole, P=P, **arguments)


def test_infinity_is_a_value_of_an_exponent():
    D = Domain(p=Real(0, infinite=True))
    (p,) = D.symbols
    assert rejects(D, Less(0, 1 / p), sign())
    assert rejects(D, Less(p, p + 1), sign())
    D = Domain(p=Real(1, 8, closed="both", infinite=True))
    (p,) = D.symbols
    assert rejects(D, AtMost(sp.Rational(1, 8), 1 / p), certificate())


# ---- vectors ---------------------------------------------------------------------------------------------------------
def test_a_nonzero_vector_may_have_zero_entries():
    D = Domain(n=Integer(2), x=Vector("n", nonzero=True), y=Vector("n", nonzero=True, sign="nonnegative"))
    n, x, y = D.symbols
    assert rejects(D, Less(0, x**2), sign())
    assert rejects(D, Less(0, y), sign())
    assert rejects(D, Less(0, tail_power_sum(y, n - 1, 1)), lemma("tail_of_positive", c=y, k=n - 1, r=1))


def test_a_product_of_nonzero_vectors_may_vanish():
    D = Domain(n=Integer(2), x=Vector("n", nonzero=True), y=Vector("n", nonzero=True))
    _, x, y = D.symbols
    assert rejects(D, Less(0, power_sum(x * y, 1)), sign())
    assert rejects(D, AtMost(1, support_size(x * y)), lemma("support_at_least_one", x=x * y))


def test_two_comparisons_of_vectors_do_not_cover_everything():
    D = Domain(n=Integer(2), x=Vector("n"), y=Vector("n"), t=Real())
    _, x, y, t = D.symbols
    below, above = Relation(x, "<=", y), Relation(y, "<", x)
    claim = AtMost(0, t)
    steps = [
        Step("a", Claim([below], claim.then), sign()),
        Step("b", Claim([above], claim.then), sign()),
        Step("all", claim, cases(), ["a", "b"]),
    ]
    rules = Checker(theorem(D, claim), Proof("red_team", steps=steps))
    rules.established = {"a": steps[0].claim, "b": steps[1].claim}

    with pytest.raises(ProofError, match="vector"):
        RULES["cases"](rules, steps[2])


# ---- sums and maxima -------------------------------------------------------------------------------------------------
def test_the_largest_of_no_numbers_is_not_positive():
    D = Domain(n=Integer(1), k=Integer(0, "n"))
    n, k = D.symbols
    m = sp.Symbol("m", integer=True, positive=True)
    assert rejects(D, Less(0, MaxOver(m, m, k + 1, n)), sign())


def test_the_worst_case_is_a_maximum_where_there_is_one():
    D = Domain(n=Integer(1), k=Integer(0, "n"), q=Real(0), p=Real("q"))
    n, k, q, p = D.symbols
    m = sp.Symbol("m", integer=True, positive=True)
    value = MaxOver((m - k) ** (1 / p) * m ** (-1 / q), m, k + 1, n)
    claim = Equal(worst_case(k, n, q, p), value)
    at_end = {"n": 3, "k": 3, "q": 1.0, "p": 2.0}
    assert decide(theorem(D, claim), at_end).truth is Truth.YES or rejects(D, claim, identity())


def test_facts_about_a_parameter_say_nothing_about_a_bound_index_of_that_name():
    D = Domain(m=Integer(5, 10))
    (m,) = D.symbols
    assert rejects(D, Less(0, MaxOver(m - 4, m, 1, 3)), sign())


def test_an_index_has_no_assumptions_its_range_does_not_give():
    D = Domain(n=Integer(-9, -3))
    (n,) = D.symbols
    m = sp.Symbol("m", integer=True, positive=True)
    assert rejects(D, Less(0, MaxOver(m, m, n, -3)), sign())
    assert rejects(D, Less(0, sp.Sum(m, (m, -5, -3)) + 0 * n), sign())
    assert rejects(D, AtMost(MaxOver(sp.Abs(n) * sp.sign(m) * sp.Symbol("m", integer=True), m, n, -3), 0), identity())


def test_max_least_quantifies_over_the_declared_index_only():
    D = Domain(m=Integer(-5, 5))
    m = sp.Symbol("m", integer=True, positive=True)
    claim = AtMost(MaxOver(-m, m, -5, 5), 0)
    assert rejects(D, claim, lemma("max_least", body=-m, index=m, bound=0))


def test_conditions_of_the_domain_do_not_shrink_the_range_of_a_maximum():
    plain = Domain(n=Integer(1), m=Integer(1, "n"))
    n, m = plain.symbols
    D = Domain(where=[Relation(m, "<=", 2)], **plain.parameters)
    assert rejects(D, AtMost(MaxOver(m, m, 1, n), 2), lemma("max_least", body=m, index=m, bound=2))


def test_a_maximum_does_not_run_over_the_size_of_a_vector():
    D = Domain(m=Integer(1, 5), x=Vector("m"))
    m, x = D.symbols
    body = support_size(x) - m
    claim = AtMost(MaxOver(body, m, 1, 5), 0)
    steps = [
        Step("size", AtMost(support_size(x), m), lemma("support_at_most_size", x=x)),
        Step("all", claim, lemma("max_least", body=body, index=m, bound=0), ["size"]),
    ]
    assert attempt(D, claim, steps) is Verdict.INCONCLUSIVE


def test_max_member_needs_a_maximum():
    D = Domain(n=Integer(2), k=Integer(1, "n-1"), q=Real(0), p=Real("n"))
    n, k, q, p = D.symbols
    head = worst_case(k, n, q, p)
    claim = Claim([Relation(q, "<=", n)], [Relation(k, "<=", head)])
    assert rejects(D, claim, lemma("max_member", maximum=head, at=n))


def test_substitution_does_not_capture_bound_indices():
    D = Domain(c=Integer(1), n=Integer(1), i=Integer(1))
    c, n, i = D.symbols
    for family in (sp.Sum(c * i, (i, 1, n)), MaxOver(c * i, i, 1, n)):
        relation = Relation(family, "<=", family + c)
        replaced = relation.subs({c: i})
        for side in (replaced.lhs, replaced.rhs):
            assert i in side.free_symbols
    body = c * sp.Symbol("j", integer=True)
    assert Relation(sp.Sum(body, (sp.Symbol("j", integer=True), 1, n)), "=", 0).subs({c: n}).lhs.has(n)


def test_slack_substitution_does_not_capture_bound_indices():
    D = Domain(i=Integer(1), k=Integer(1, "i-1"), n=Integer(1))
    i, k, n = D.symbols
    assert rejects(D, Less(0, sp.Sum(i - k, (i, 1, n)) + 0 * k), sign())


def test_a_sum_is_split_at_a_point_of_its_range_only():
    D = Domain(n=Integer(1), k=Integer(1))
    n, k = D.symbols
    j = sp.Symbol("j", integer=True, positive=True)
    total = sp.Sum(sp.sqrt(j), (j, 1, n))
    parts = sp.Sum(sp.sqrt(j), (j, 1, k)) + sp.Sum(sp.sqrt(j), (j, k + 1, n))
    assert rejects(D, Equal(parts, total), identity())


def test_an_empty_sum_is_zero_and_not_minus_a_sum():
    D = Domain(n=Integer(-9))
    (n,) = D.symbols
    j = sp.Symbol("j", integer=True)
    assert rejects(D, Equal(sp.Sum(1, (j, 1, n)), n), identity())
    assert rejects(D, Equal(sp.Sum(j, (j, 1, n)), n * (n + 1) / 2), identity())


def test_exchanged_sums_do_not_run_over_an_index_of_the_vector():
    D = Domain(n=Integer(3), i=Integer(1, "n-1"), a=Real(0), x=Vector("n"))
    n, i, a, x = D.symbols
    y = robin_hood(x, i, n, a)
    j = sp.Symbol("j", integer=True, positive=True)
    ranks = sp.Sum(j * order_statistic(y, j), (j, 1, n))
    claim = Equal(sp.Sum(tail_power_sum(y, i, 1), (i, 0, n - 1)), ranks)
    assert rejects(D, claim, lemma("layer_cake", x=y, index=i, rank=j))
    claim = Equal(sp.Sum(order_statistic(y, i), (i, 1, n)), power_sum(y, 1))
    assert rejects(D, claim, lemma("sum_of_order_statistics", x=y, rank=i))


# ---- arguments for which a quantity is not meant ---------------------------------------------------------------------
def test_formulas_and_signs_of_quantities_agree_or_are_not_mixed():
    D = Domain(q=Real(0), p=Real(0))
    q, p = D.symbols
    a = q / p
    formula = (a**a * (1 - a) ** (1 - a)) ** (1 / q)  # -4 at q = 1, p = 1/2
    steps = [
        Step("sign", Less(0, stechkin_constant(q, p)), sign()),
        Step("formula", Equal(stechkin_constant(q, p), formula), identity()),
        Step("all", Less(0, formula), chain(), ["sign", "formula"]),
    ]
    assert attempt(D, Less(0, formula), steps) is Verdict.INCONCLUSIVE


def test_the_closed_form_of_the_keep_count_is_negative_for_swapped_exponents():
    D = Domain(q=Real(0), p=Real(0), s=Real(1), eta=Real(0, 1))
    q, p, s, eta = D.symbols
    a = q / p
    formula = (1 - a) * a ** (a / (1 - a)) * eta ** (-p * q / (p - q)) * s
    steps = [
        Step("sign", AtMost(0, kmin_stechkin(s, eta, q, p)), sign()),
        Step("formula", Equal(kmin_stechkin(s, eta, q, p), formula), identity()),
        Step("all", AtMost(0, formula), chain(), ["sign", "formula"]),
    ]
    assert attempt(D, AtMost(0, formula), steps) is Verdict.INCONCLUSIVE


def test_the_pq_index_is_negative_for_swapped_exponents():
    D = Domain(n=Integer(2), p=Real(0), q=Real(0), x=Vector("n", nonzero=True))
    n, p, q, x = D.symbols
    formula = 1 - n ** (1 / q - 1 / p) * power_sum(x, p) ** (1 / p) * power_sum(x, q) ** (-1 / q)
    steps = [
        Step("sign", AtMost(0, pqi(x, p, q)), sign()),
        Step("formula", Equal(pqi(x, p, q), formula), identity()),
        Step("all", AtMost(0, formula), chain(), ["sign", "formula"]),
    ]
    assert attempt(D, AtMost(0, formula), steps) is Verdict.INCONCLUSIVE


def test_nothing_is_retained_at_index_one():
    D = Domain(d=Integer(1), I=Real(0, 1, closed="both"), eta=Real(0), p=Real(0), q=Real("p"))
    d, index, eta, p, q = D.symbols
    formula = d * (1 + eta) ** (-q / (q - p)) * (1 - index) ** (q * p / (q - p))
    steps = [
        Step("sign", Less(0, pqi_retain(d, index, eta, p, q)), sign()),
        Step("formula", Equal(pqi_retain(d, index, eta, p, q), formula), identity()),
        Step("all", Less(0, formula), chain(), ["sign", "formula"]),
    ]
    assert attempt(D, Less(0, formula), steps) is Verdict.INCONCLUSIVE


def test_a_quantity_that_may_be_infinite_is_not_cancelled():
    D = Domain(n=Integer(1), q=Real(0), x=Vector("n"))
    _, q, x = D.symbols
    assert rejects(D, Less(log_lq_norm(x, q), log_lq_norm(x, q) + 1), sign())
    D = Domain(s=Real(1), eta=Real(0, 1, closed="left"), q=Real(0), p=Real("q"))
    s, eta, q, p = D.symbols
    assert rejects(D, Less(kmin_stechkin(s, eta, q, p), kmin_stechkin(s, eta, q, p) + 1), sign())


# ---- induction, certificates, computation ----------------------------------------------------------------------------
def test_induction_does_not_start_below_its_assumptions():
    """P(v): 10^6 v <= v^2 holds at 0, and from 1000 on it is inherited; at 1000 it is false all the same."""
    (v,) = Domain(v=Integer(0)).symbols
    late, known = Relation(1000, "<=", v), Relation(10**6 * v, "<=", v**2)
    advance = Relation(10**6 * (v + 1), "<=", (v + 1) ** 2)
    for conditions, assumptions in (([], [late]), ([late], [])):
        claim = Claim(assumptions, [known])
        step = Step("all", claim, induction(v, 0), ["base", "advance"])
        idle = Proof("red_team", steps=[Step("idle", claim, sign())])
        checker = Checker(theorem(Domain(where=conditions, v=Integer(0)), claim), idle)
        checker.established = {
            "base": Claim(then=[Relation(0, "<=", 0)]),
            "advance": Claim([*assumptions, known], [advance]),
        }
        with pytest.raises(ProofError, match="restricts"):
            RULES["induction"](checker, step)


def test_the_end_of_a_box_is_not_rounded_to_a_nicer_number():
    D = Domain(t=Real(0, 1))
    (t,) = D.symbols
    claim = Claim([Relation(t, "<=", sp.Rational(1, 3))], [Relation(3 * t, "<", 1)])
    assert rejects(D, claim, certificate({"t": (0, 0.3333333333333333)}))


def test_floats_are_not_added_up_in_a_proof():
    D = Domain(t=Real(0))
    (t,) = D.symbols
    claim = Equal((sp.Float(1e20) + t) ** 2 + 1, t**2 + sp.Float(2e20) * t + sp.Float(1e40))
    assert rejects(D, claim, identity())


def test_a_piecewise_jump_hides_in_no_derivative():
    D = Domain(j=Integer(1, 50))
    (j,) = D.symbols
    t = sp.Symbol("t", real=True)
    jump = sp.Piecewise((0, t < 20), (1000, True))
    value = 10 * t - t**2 / 2 + jump
    beside = [value.subs(t, sp.Max(1, sp.Min(50, 10)))] * 2
    claim = AtMost(value.subs(t, j), sp.Max(*beside))
    rule = lemma("unimodal_maximum", value=value, variable=t, index=j, peak=10, factor=1)
    assert rejects(D, claim, rule, extra={"t": Real(0, 60)})
    step = Step("all", claim, rule)
    assert attempt(D, claim, [step], {"t": Real(-100, 100)}) is Verdict.INCONCLUSIVE


def test_a_certificate_enumerates_integers_at_ends_that_floats_miss():
    D = Domain(n=Integer(1), k=Integer(0, "29*n/100"))
    _, k = D.symbols
    truth, _, _ = certify_relation(Relation(k, "<=", 28), D, {"n": (100, 100), "k": (0, 29)})
    assert truth is not Truth.YES


def test_a_box_without_admissible_points_is_no_certificate():
    D = Domain(t=Real(0))
    (t,) = D.symbols
    claim = Claim([Relation(t, "<=", -1)], [Relation(t, "<=", t - 1)])
    assert certify(theorem(D, claim), {"t": (1, 2)}, budget="quick").verdict is not Verdict.CERTIFIED


def test_a_keep_count_drops_to_zero_at_tolerance_one():
    D = Domain(eta=Real(0, 1, closed="right"))
    (eta,) = D.symbols
    claim = AtMost(sp.Rational(1, 10), kmin_stechkin(1, eta, 1, 2))
    assert decide(theorem(D, claim), {"eta": 1.0}).truth is Truth.NO
    assert certify(theorem(D, claim), {"eta": (0.5, 1)}, budget="quick").verdict is not Verdict.CERTIFIED


@pytest.mark.parametrize("name", ["kmin_stechkin", "kmin_stechkin_count", "kmin_worst_case", "kmin_exact"])
def test_balls_of_keep_counts_cover_tolerances_on_both_sides_of_one(name):
    size = (6,) if name in ("kmin_worst_case", "kmin_exact") else ()
    quantity = find_quantity(name)
    assert quantity.ball(ball(2), ball(1), ball(1), ball(2), *size) == 0
    around = hull(Fraction(3, 4), Fraction(5, 4))
    if name == "kmin_exact":  # a refusal decides nothing
        with pytest.raises(DomainError):
            quantity.ball(ball(2), around, ball(1), ball(2), *size)
    else:
        assert quantity.ball(ball(2), around, ball(1), ball(2), *size).contains(0)


def test_ranks_outside_the_vector_are_refused_by_balls():
    x = [ball(3), ball(1)]
    for name, k in [("order_statistic", 0), ("order_statistic", 3), ("tail_power_sum", -1), ("tail_power_sum", 3),
                    ("best_k_term_error", -1), ("best_k_term_error", 3), ("head_tail_ratio", -1)]:  # fmt: skip
        args = (x, k) if name == "order_statistic" else (x, k, ball(1))
        with pytest.raises(DomainError):
            find_quantity(name).ball(*args)
    for k, n in [(-1, 3), (4, 3)]:
        with pytest.raises(DomainError):
            find_quantity("worst_case").ball(k, n, ball(1), ball(2))


def test_order_statistics_of_undefined_entries_are_undefined():
    undefined = ball(0) / ball(0)
    assert all(v.is_nan() for v in sort_descending([undefined, ball(1), ball(5)]))
    assert compare(undefined, "<=", ball(1)) is Truth.UNDECIDED


def test_matrices_are_not_replaced_by_anything():

    D = Domain(n=Integer(1), t=Real())
    _, t = D.symbols
    claim = AtMost(t, t)
    step = Step("all", claim, identity())
    checker = Checker(theorem(D, claim), Proof("red_team", steps=[step]))
    for member in (Matrix(2, 2), Object(lambda rng: 0)):
        with pytest.raises(ProofError):
            _fits(checker, step, sp.Symbol("A"), t, member)


# ---- second round ----------------------------------------------------------------------------------------------------
def test_the_logarithm_of_what_may_be_zero_is_not_cancelled():
    D = Domain(n=Integer(1), q=Real(0), x=Vector("n"))
    _, q, x = D.symbols
    zero = {"n": 2, "q": 1.0, "x": [0.0, 0.0]}
    for term in (sp.log(power_sum(x, q)), peak(sp.log(sp.Abs(x)))):
        claim = Less(term, term + 1)
        assert rejects(D, claim, sign())
        assert decide(theorem(D, claim), D.validate(zero)).truth is Truth.NO


def test_floats_do_not_slip_in_through_the_arguments_of_a_rule():
    D = Domain(x=Real(), y=Real("x", closed="left"))
    x, y = D.symbols
    t, big = sp.Symbol("t", real=True), sp.Integer(10) ** 40
    claim = AtMost(x + big + 1, y + big)
    steps = [Step("order", AtMost(x, y), sign()), Step("all", claim, monotone(t, t + sp.Float(1e40)), ["order"])]
    assert attempt(D, claim, steps) is Verdict.INCONCLUSIVE


def test_floats_do_not_slip_in_through_a_condition_of_the_domain():
    plain = Domain(x=Real(), y=Real())
    x, y = plain.symbols
    D = Domain(where=[Relation(x + sp.Float(1e40), "<=", y)], **plain.parameters)
    assert rejects(D, AtMost(x + sp.Integer(10) ** 40 + 1, y), sign())


def test_a_curve_has_one_entry_more_than_its_vector():
    D = Domain(n=Integer(1), p=Real(0), a=Real(0), x=Vector("n"))
    n, p, a, x = D.symbols
    curve = best_k_term_curve(x, p)
    claim = Equal(power_sum(rising_tide(curve, a), 1), power_sum(curve, 1) + n * a)
    assert rejects(D, claim, lemma("rising_tide_sum", x=curve, a=a))


def test_every_operation_on_vectors_has_the_size_that_proofs_take_for_granted():
    counts, numbers = (dict.fromkeys(names, member) for names, member in (("ijk", Integer(1)), ("aph", Real(0))))
    vectors = {name: Vector("n") for name in ("x", "y", "omega")}
    D = Domain(n=Integer(3), **counts, **numbers, epsilon=Real(0), **vectors)
    for quantity in all_quantities().values():
        if not quantity.vector:
            continue
        if "x" not in quantity.arguments:  # a sequence made from numbers: proofs may take nothing for granted
            numbers = Domain(**dict.fromkeys(quantity.arguments, Integer(1)))
            with pytest.raises(UnsupportedError):
                size_of(quantity.symbol(*numbers.symbols), numbers)
            continue
        term = quantity.symbol(*(D.symbol(letter) for letter in quantity.arguments))
        values = {"x": [3.0, 2.0, 1.0], "i": 1, "j": 2, "k": 1, "a": 0.125, "p": 1.0, "h": 0.5}
        values |= {"omega": [1.0, 2.0, 3.0], "y": [3.0, 2.0, 1.0], "epsilon": 0.5}
        length = len(quantity.array(*(values[letter] for letter in quantity.arguments)))
        assert size_of(term, D).subs(D.symbol("n"), 3) == length, quantity.name


def test_half_a_vector_is_no_vector():
    with pytest.raises(DomainError, match="integer"):
        Domain(n=Integer(1), x=Vector("n/2"))
    with pytest.raises(DomainError, match="integer"):
        Domain(q=Real(1), x=Vector("q"))


# ---- other theorems about matrices and objects -----------------------------------------------------------------------
NET = Object(lambda rng, **earlier: None, description="a network of at least L layers")
SQUARE = MEASURED["expansion_square"].symbol
DISTANCE = DISTANCES["target_distance"].symbol
REST = MEASURED["without_largest"].symbol


@pytest.fixture
def known(monkeypatch):
    """A registry in which a test enters the one theorem that proofs apply, here believed without proof."""

    def enter(domain, claim):
        other = Theorem("other", "Other", "Believed.", domain, claim, SOURCE)
        monkeypatch.setattr(registry, "find", lambda name: other)
        monkeypatch.setattr(registry, "find_proof", lambda entry: None)
        proved.forget()

    yield enter
    proved.forget()


def applied(domain, claim, mapping=None):
    """Why an application is turned down; empty if it is accepted."""
    evidence = prove(
        theorem(domain, claim), Proof("red_team", steps=[Step("all", claim, apply("other", mapping or {}))])
    )
    return evidence.message if evidence.verdict is Verdict.INCONCLUSIVE else ""


DICTIONARIES = Domain(
    n=Integer(1), m=Integer(1), theta=Vector("n"), eta=Vector("m"), F=DICTIONARY, y=TARGET, G=DICTIONARY
)
n_, m_, theta_, eta_, F_, y_, G_ = DICTIONARIES.symbols


def enter_distance(known):
    """Of a target y of F and theta, something is believed; it may be said of no other pair."""
    own = Domain(n=Integer(1), theta=Vector("n"), F=DICTIONARY, y=TARGET)
    n, theta, F, y = own.symbols
    known(own, AtMost(DISTANCE(y, theta, F), n))


def test_a_target_is_handed_over_with_its_own_dictionary_only(known):
    enter_distance(known)
    assert applied(DICTIONARIES, AtMost(DISTANCE(y_, theta_, F_), n_)) == ""
    # G may have another number of sample points than F, for which y is no target.
    reason = applied(DICTIONARIES, AtMost(DISTANCE(y_, theta_, G_), n_), {"F": G_})
    assert "y depends on F, which is not handed over" in reason
    others = REST(theta_, F_, 1)
    assert "depends on theta" in applied(DICTIONARIES, AtMost(DISTANCE(y_, others, F_), n_), {"theta": others})


def test_a_dictionary_is_handed_over_with_its_number_of_atoms_only(known):
    own = Domain(n=Integer(1), theta=Vector("n"), F=DICTIONARY)
    n, theta, F = own.symbols
    known(own, AtMost(SQUARE(theta, F), n))
    for coefficients, atoms in ((theta_, F_), (REST(theta_, F_, 1), F_), (theta_, G_)):  # G is a dictionary of n, too
        mapping = {"theta": coefficients, "F": atoms}
        assert applied(DICTIONARIES, AtMost(SQUARE(coefficients, atoms), n_), mapping) == ""
    reason = applied(DICTIONARIES, AtMost(SQUARE(eta_, F_), m_), {"theta": eta_, "n": m_})
    assert "F depends on n, which is not handed over" in reason
    assert "entries" in applied(DICTIONARIES, AtMost(SQUARE(eta_, F_), n_), {"theta": eta_})
    assert applied(DICTIONARIES, AtMost(SQUARE(theta_, F_), 2), {"n": 2})


def test_an_object_of_another_kind_is_not_handed_over(known):
    own = Domain(n=Integer(1), theta=Vector("n"), F=DICTIONARY)
    n, theta, F = own.symbols
    known(own, AtMost(SQUARE(theta, F), n))
    for kind in (
        Object(DictionarySampler(largest=2), ball=DICTIONARY.ball, description=DICTIONARY.description, of=("n",)),
        Object(DICTIONARY.sampler, ball=DICTIONARY.ball, description="n vectors that are orthogonal", of=("n",)),
        Object(DICTIONARY.sampler, ball=None, description=DICTIONARY.description, of=("n",)),
        Object(DICTIONARY.sampler, ball=DICTIONARY.ball, description=DICTIONARY.description),
        Matrix("n", "n"),
        MatrixChain(("n", "n")),
        Vector("n"),
        Real(),
        Integer(1),
    ):
        mine = Domain(n=Integer(1), theta=Vector("n"), F=kind)
        assert applied(mine, AtMost(SQUARE(mine.symbol("theta"), mine.symbol("F")), mine.symbol("n"))) != ""
    namesake = sp.Symbol("F", positive=True)
    for value in (namesake, F_ + 1, 2 * F_, theta_, sp.Integer(1), sp.Symbol("H")):
        reason = applied(DICTIONARIES, AtMost(SQUARE(theta_, F_), n_), {"F": value})
        assert "no parameter of this proof" in reason


def test_an_object_that_declares_nothing_may_depend_on_everything_before_it(known):
    own = Domain(L=Integer(1), net=NET)
    L, _ = own.symbols
    known(own, AtMost(L, L))
    assert applied(own, AtMost(L, L)) == ""
    for mine in (Domain(L=Integer(1), j=Integer(1), net=NET), Domain(net=NET, L=Integer(1)), Domain(net=NET)):
        L = mine.symbol("L") if "L" in mine.parameters else sp.Integer(1)
        assert "may depend on" in applied(mine, AtMost(L, L), {"L": L})
    mine = Domain(L=Integer(1), net=NET, j=Integer(1))
    L, _, j = mine.symbols
    assert "depends on L" in applied(mine, AtMost(j, j), {"L": L + j})
    with pytest.raises(DomainError, match="not declared before"):
        Domain(net=Object(NET.sampler, of=("L",)), L=Integer(1))


def test_an_object_is_drawn_from_what_it_says_it_depends_on():
    seen = []
    kind = Object(lambda rng, **earlier: seen.append(sorted(earlier)), of=("n",))
    kind.sample(None, {"n": 1, "theta": 2})
    Object(kind.sampler).sample(None, {"n": 1, "theta": 2})
    assert seen == [["n"], ["n", "theta"]]


def test_matrices_are_handed_over_with_their_shapes(known):
    own = Domain(r=Integer(1), c=Integer(1), A=Matrix("r", "c"))
    r, c, A = own.symbols
    known(own, AtMost(peak(A), r + c))
    mine = Domain(n=Integer(1), m=Integer(1), A=Matrix("n", "m"), B=Matrix("m", "n"), x=Vector("n"))
    n, m, A, B, x = mine.symbols
    claim = AtMost(peak(A), n + m)
    assert applied(mine, claim, {"r": n, "c": m}) == ""
    assert applied(mine, AtMost(peak(B), n + m), {"r": m, "c": n, "A": B}) == ""
    assert "sizes" in applied(mine, claim, {"r": m, "c": n})
    assert "sizes" in applied(mine, AtMost(peak(B), n + m), {"r": n, "c": m, "A": B})
    assert "no parameter" in applied(mine, AtMost(peak(x), n + 1), {"r": n, "c": 1, "A": x})
    assert "no parameter" in applied(mine, AtMost(peak(A + B), n + m), {"r": n, "c": m, "A": A + B})


def test_chains_are_handed_over_with_their_widths(known):
    own = Domain(r=Integer(1), c=Integer(1), A=MatrixChain(("c", "r", "c")))
    known(own, AtMost(own.symbol("r"), own.symbol("r")))
    mine = Domain(n=Integer(1), m=Integer(1), A=MatrixChain(("m", "n", "m")), B=MatrixChain(("m", "n")))
    n, m, _, B = mine.symbols
    assert applied(mine, AtMost(n, n), {"r": n, "c": m}) == ""
    assert "sizes" in applied(mine, AtMost(m, m), {"r": m, "c": n})
    assert "sizes" in applied(mine, AtMost(n, n), {"r": n, "c": m, "A": B})


def test_an_array_is_no_number(known):
    own = Domain(w=Real(0, infinite=True), v=Integer(1))
    w, _ = own.symbols
    known(own, AtMost(w, w))
    mine = Domain(n=Integer(1), x=Vector("n", sign="positive"), A=Matrix(2, 2), z=Vector("n"))
    for array in mine.symbols[1:]:
        assert "more than one" in applied(mine, AtMost(array, array), {"w": array, "v": 1})
        assert "more than one" in applied(mine, AtMost(array + 1, array + 1), {"w": array + 1, "v": 1})


def test_the_hypotheses_of_a_theorem_about_objects_are_asked_for(known):
    own = Domain(n=Integer(1), theta=Vector("n"), F=DICTIONARY)
    n, theta, F = own.symbols
    small = Relation(SQUARE(theta, F), "<=", 1)
    known(own, Claim([small], [Relation(SQUARE(theta, F), "<=", n)]))
    others = REST(theta_, F_, 1)
    concluded = Relation(SQUARE(others, F_), "<=", n_)
    assert "is not shown" in applied(DICTIONARIES, Claim(then=[concluded]), {"theta": others})
    wrong = Relation(SQUARE(theta_, F_), "<=", 1)  # of theta, not of what is left of it
    assert "is not shown" in applied(DICTIONARIES, Claim([wrong], [concluded]), {"theta": others})
    right = Relation(SQUARE(others, F_), "<=", 1)
    assert applied(DICTIONARIES, Claim([right], [concluded]), {"theta": others}) == ""


def test_conditions_of_a_domain_do_not_capture_what_is_put_in(known):
    plain = Domain(c=Real())
    (c,) = plain.symbols
    j = sp.Symbol("j", integer=True, positive=True)
    known(Domain(where=[Relation(sp.Sum(c - j, (j, 1, 3)), "=", 0)], **plain.parameters), AtMost(c, 2))
    mine = Domain(j=Integer(1))
    assert applied(mine, AtMost(mine.symbol("j"), 2), {"c": mine.symbol("j")}) != ""  # c is 2, but j is any number


# ---- lemmas that are not on the frozen list --------------------------------------------------------------------------
def _anything(domain, a, b):
    return Application((), Relation(a, "<", b))


@pytest.mark.parametrize("name", ["anything_goes", "log_tangent"])  # a lemma of one's own, and one under a known name
def test_a_lemma_that_a_proof_file_registers_is_refused(name, monkeypatch):
    find_lemma("log_tangent")  # all lemmas of the list are registered
    source = Source("hardy_littlewood_polya_1952", "Theorem 9")
    monkeypatch.setitem(LEMMAS, name, Lemma(name, LEMMAS["log_tangent"].statement, source, _anything))
    D = Domain(x=Real(0))
    (x,) = D.symbols
    assert rejects(D, Less(x + 1, x), lemma(name, a=x + 1, b=x))


def test_a_lemma_of_the_list_is_believed():
    D = Domain(x=Real(0))
    (x,) = D.symbols
    assert not rejects(D, AtMost(sp.log(x), x - 1), lemma("log_tangent", t=x))
