"""Limits for unseen inputs, margins, code lengths and risk bounds at the values that the dossier prints."""

import itertools
import math
from fractions import Fraction
from typing import Any

import pytest

from lqtheory.balls import ball, precision
from lqtheory.errors import DomainError, InputTypeError
from lqtheory.quantities.code_lengths import (
    codebook_error,
    combined_relative_error,
    support_code_length,
    value_code_length,
    weight_code_length,
)
from lqtheory.quantities.code_risks import (
    code_risk_binomial,
    code_risk_bound,
    code_risk_hoeffding,
    kl_inverse,
    published_complexity_term,
)
from lqtheory.quantities.coreset_bennett import binary_divergence
from lqtheory.quantities.reference.code_risks import ball_code_risk_binomial, ball_kl_inverse
from lqtheory.quantities.reference.unseen_limits import monotone_root
from lqtheory.quantities.score_means import (
    coreset_repetitions,
    empirical_bernstein_margin,
    hoeffding_margin,
    selection_margin,
    silent_neuron_bound,
)
from lqtheory.quantities.unseen_limits import (
    clopper_pearson_lower,
    clopper_pearson_upper,
    conformal_rank,
    dkw_margin,
    tolerance_rank,
)
from lqtheory.theorems.generalization.type_code_is_complete import kraft_of_values, longest_values, sequences


@pytest.mark.parametrize(
    ("k", "n", "delta", "limit"),
    [(0, 100, 0.05, 0.029513050), (3, 1000, 0.01, 0.010009792), (37, 10000, 0.01, 0.005374610), (5, 5, 0.1, 1.0)],
)
def test_clopper_pearson_limits(k: int, n: int, delta: float, limit: float) -> None:
    assert clopper_pearson_upper(k, n, delta) == pytest.approx(limit, abs=5e-10)
    assert clopper_pearson_lower(n - k, n, delta) == pytest.approx(1 - limit, abs=5e-10)


@pytest.mark.parametrize(
    ("n", "alpha", "delta", "rank"),
    [
        (59, 0.05, 0.05, 59),
        (58, 0.05, 0.05, 59),
        (100, 0.1, 0.05, 96),
        (1000, 0.1, 0.01, 922),
        (10000, 0.01, 0.001, 9930),
    ],
)
def test_tolerance_ranks(n: int, alpha: float, delta: float, rank: int) -> None:
    assert tolerance_rank(n, alpha, delta) == rank
    if rank > n:  # none: P(Bin(58, .95) >= 58) = .051 is above delta
        assert Fraction(95, 100) ** n > delta


def test_a_tail_that_equals_the_level_is_decided_exactly() -> None:
    assert tolerance_rank(2, Fraction(1, 2), Fraction(1, 4)) == 2  # P(Bin(2, 1/2) >= 2) = 1/4
    assert tolerance_rank(2, Fraction(1, 2), Fraction(1, 4) - Fraction(1, 10**30)) == 3


def test_conformal_ranks_and_margins() -> None:
    assert conformal_rank(100, 0.1) == 91
    assert conformal_rank(19, Fraction(1, 20)) == 19
    assert conformal_rank(18, Fraction(1, 20)) == 19  # beyond the last: infinity
    assert dkw_margin(10**4, 0.01) == pytest.approx(0.015174271, abs=5e-10)
    assert 0.02 + hoeffding_margin(1000, 0.01) == pytest.approx(0.067985, abs=5e-7)
    assert 0.02 + empirical_bernstein_margin(0.0004, 1000, 0.01) == pytest.approx(0.034434, abs=5e-7)


def test_amplification_and_silent_neurons() -> None:
    assert [coreset_repetitions(410, 0.05, c) for c in (10 / 9, 2.0)] == [99, 16]
    assert silent_neuron_bound(1, 197, 0.05) == pytest.approx(0.015092, abs=5e-7)
    assert silent_neuron_bound(400, 197, 0.05) == pytest.approx(0.044595, abs=5e-7)
    assert silent_neuron_bound(1, 197, 0.05) == pytest.approx(clopper_pearson_upper(0, 197, 0.05), rel=1e-12)
    assert selection_margin(8, 200, 0.05) == pytest.approx(2 * math.sqrt(math.log(320) / 400))


def test_code_lengths_and_codebooks() -> None:
    assert support_code_length(266200, 26620) - math.log2(266201) == pytest.approx(124838.03, abs=5e-3)
    assert [codebook_error(R, b) for R, b in ((1e4, 5), (1e4, 8), (100.0, 4))] == pytest.approx(
        [0.147471, 0.018058, 0.152311], abs=5e-7
    )
    assert combined_relative_error(0.1, 0.2) == pytest.approx(0.32)
    assert value_code_length(10, 4) == pytest.approx(
        math.log2(math.comb(13, 3) * math.factorial(10) / (36 * 4)), rel=1e-12
    )
    assert weight_code_length(10, 3, 2) == pytest.approx(64 + math.log2(11 * 120) + value_code_length(3, 4))


#: Λ, training error, Hoeffding, kl inverse of the dossier's reference run with n = 60000, delta = .05.
RUN = [
    (71504, 0.0208, 0.664, 0.608),
    (39677, 0.0307, 0.510, 0.445),
    (28349, 0.0356, 0.440, 0.370),
    (21227, 0.0471, 0.397, 0.331),
    (16378, 0.0626, 0.370, 0.312),
]


@pytest.mark.parametrize(("bits", "share", "hoeffding", "kl"), RUN)
def test_risk_bounds_of_the_reference_run(bits: int, share: float, hoeffding: float, kl: float) -> None:
    assert code_risk_hoeffding(share, bits, 60000, 0.05) == pytest.approx(hoeffding, abs=6e-4)
    assert code_risk_bound(share, bits, 60000, 0.05) == pytest.approx(kl, abs=6e-4)
    assert code_risk_binomial(round(share * 60000), 60000, bits, 0.05) <= code_risk_bound(share, bits, 60000, 0.05)


def test_kl_inverse_at_printed_values_and_against_balls() -> None:
    assert kl_inverse(0.0307, 0.45841661) == pytest.approx(0.44500899, abs=5e-9)
    assert kl_inverse(0.0626, 0.18925600) == pytest.approx(0.31186981, abs=5e-9)
    with precision(300):
        for p in (0.0, 1e-12, 0.03, 0.5, 0.97):
            for c in (1e-14, 1e-6, 0.3, 5.0):
                assert kl_inverse(p, c) == pytest.approx(float(ball_kl_inverse(p, c).mid()), rel=1e-13)


def test_how_short_a_code_must_be_to_say_something() -> None:
    """For n = 60000 and a training error of .05 a bound below 1/2 needs at most 42.8 kbit."""
    low, high = 0.0, 1e6
    while high - low > 1:
        middle = 0.5 * (low + high)
        low, high = (middle, high) if code_risk_bound(0.05, middle, 60000, 0.05) < 0.5 else (low, middle)
    assert low == pytest.approx(42800, abs=60)


@pytest.mark.parametrize(("k", "n", "bits"), [(5, 100, 1000.0), (50, 200, 700.0), (0, 10, 1100.0), (59, 60, 990.0)])
def test_levels_below_the_smallest_float_agree_with_balls(k: int, n: int, bits: float) -> None:
    with precision(2500):
        exact = ball_code_risk_binomial(k, n, bits, 0.05)
        assert code_risk_binomial(k, n, bits, 0.05) == pytest.approx(float(exact.mid()), rel=1e-12)


def test_both_ways_of_the_binomial_bound_agree_where_they_meet() -> None:
    below, above = (code_risk_binomial(40, 4000, bits, 0.05) for bits in (991.0, 991.3))
    assert 0 < above - below < 2e-4


def test_the_published_term_is_vacuous_on_a_trained_network() -> None:
    """Delta-hat 3021/314/230 and total sensitivities of about 5232/1402/78 of the dossier's network, n = 60000."""
    chains = [3021.0 * 314 * 230, 314.0 * 230, 230.0]
    total = sum(chain**2 * s for chain, s in zip(chains, (8.72 * 600, 7.01 * 200, 3.9 * 20), strict=True))
    assert published_complexity_term(20.0, total, 1.0, 60000) > 1e8


@pytest.mark.parametrize(
    ("call", "error", "text"),
    [
        (lambda: clopper_pearson_upper(3, 2, 0.1), DomainError, "k=3"),
        (lambda: clopper_pearson_lower(1, 2, 1.0), DomainError, "delta=1.0"),
        (lambda: dkw_margin(10, 0.6), DomainError, r"delta=0.6 is outside \(0, 0.5\]"),
        (lambda: tolerance_rank(0, 0.1, 0.1), DomainError, "n=0"),
        (lambda: conformal_rank(5, Fraction(1)), DomainError, "alpha=1.0"),
        (lambda: conformal_rank(True, 0.1), InputTypeError, "bool"),
        (lambda: kl_inverse(0.1, -1.0), DomainError, "c=-1.0"),
        (lambda: kl_inverse(math.nan, 1.0), DomainError, "nan"),
        (lambda: code_risk_bound(1.5, 1, 2, 0.1), DomainError, "p=1.5"),
        (lambda: empirical_bernstein_margin(0.1, 1, 0.1), DomainError, "n=1"),
        (lambda: coreset_repetitions(1, 0.1, 1.0), DomainError, "c=1.0"),
        (lambda: weight_code_length(5, 6, 1), DomainError, "k=6"),
        (lambda: codebook_error(0.5, 2), DomainError, "R=0.5"),
        (lambda: published_complexity_term(1.0, 1.0, 0.0, 5), DomainError, "gamma=0.0"),
    ],
)
def test_bad_input_is_named(call: Any, error: type[Exception], text: str) -> None:
    with pytest.raises(error, match=text):
        call()


def test_ball_limits_solve_their_equations() -> None:
    from lqtheory.quantities.reference.unseen_limits import ball_clopper_pearson_upper, binomial_mass

    with precision(226):
        p = ball_clopper_pearson_upper(7, 40, 0.05)
        assert binomial_mass(40, range(8), p).overlaps(ball(0.05))
        assert float(p.rad()) < 1e-20


@pytest.mark.parametrize("p", [0.0, 1e-6, 0.0307, 0.3, 0.7])
@pytest.mark.parametrize("c", [1e-8, 1e-3, 0.19, 2.0])
def test_the_inverse_inverts_the_divergence(p: float, c: float) -> None:
    q = kl_inverse(p, c)
    # Relative to c, as far as neighbouring floats of q let it.
    spacing = math.ulp(q) * abs(q - p) / max(q * (1 - q), 1e-300)
    assert abs(binary_divergence(p, q) - c) <= 1e-12 * c + 4 * spacing


@pytest.mark.parametrize("root", [Fraction(1, 3), Fraction(7, 10**7), Fraction(5, 8), 1 - Fraction(1, 2**30)])
@pytest.mark.parametrize("wide", [False, True])
def test_a_root_between_balls_does_not_depend_on_where_it_was_thought_to_be(root: Fraction, wide: bool) -> None:
    """A guess of a root, right, next to it or far off, changes how soon the answer comes, not the answer."""
    with precision(226):
        room = ball(Fraction(1, 1000)) if wide else ball(0)
        below, above = (lambda q: q < ball(root) - room), (lambda q: q > ball(root) + room)
        plain = monotone_root(below, above)
        assert plain.contains(ball(root))
        assert wide or float(plain.rad()) < 1e-24
        for near in (float(root), float(root) + 1e-11, 0.2, 1e-300, 0.0, 1.0):
            found = monotone_root(below, above, near)
            assert (found.lower(), found.upper()) == (plain.lower(), plain.upper())


def test_a_good_guess_of_a_root_saves_steps() -> None:
    asked: list[Any] = []

    def below(q: Any) -> bool:
        asked.append(q)
        return bool(q < ball(Fraction(1, 3)))

    with precision(226):
        monotone_root(below, lambda q: q > ball(Fraction(1, 3)))
        steps = len(asked)
        monotone_root(below, lambda q: q > ball(Fraction(1, 3)), 1 / 3)
    assert len(asked) - steps < 0.6 * steps


@pytest.mark.parametrize(("k", "m"), [(0, 3), (1, 1), (3, 2), (4, 3), (5, 2)])
def test_the_code_of_values_sequence_by_sequence(k: int, m: int) -> None:
    """As the theorem adds them up type by type."""
    words = [
        math.comb(k + m - 1, m - 1) * math.factorial(k) // math.prod(math.factorial(v.count(j)) for j in range(m))
        for v in itertools.product(range(m), repeat=k)
    ]
    assert sum(Fraction(1, word) for word in words) == 1
    assert sum(sequences(k, m)) == len(words) == m**k
    assert kraft_of_values(k, m) == pytest.approx(1.0, abs=1e-14)
    assert longest_values(k, m) == pytest.approx(math.log2(max(words)), abs=1e-12)
    assert value_code_length(k, m) == pytest.approx(math.log2(max(words)), abs=1e-9)
