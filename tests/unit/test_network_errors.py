"""Quantities of small networks: the reference network to all printed digits, and floats against balls."""

from fractions import Fraction
from functools import partial

import numpy as np
import pytest

from lqtheory import balls
from lqtheory.balls.matrices import spectral_norm
from lqtheory.errors import DomainError
from lqtheory.quantities.best_k_term import best_k_term_error
from lqtheory.quantities.network_errors import NETWORK_QUANTITIES, network_quantity
from lqtheory.quantities.norms import lq_norm
from lqtheory.quantities.stechkin import stechkin_bound
from lqtheory.quantities.tiny_networks import TinyNetwork, ball_network, tiny_network
from lqtheory.quantities.worst_case import worst_case


def reference() -> TinyNetwork:
    return TinyNetwork(
        (np.array([[2.0, -1.0], [1.0, 3.0], [0.0, 1.0]]), np.array([[1.0, -2.0, 0.5]])),
        (np.array([1.0, -1.0, 0.0]), np.array([0.5])),
        (np.array([[2.0, 0.0], [0.0, 3.0], [0.0, 1.0]]), np.array([[1.0, -2.0, 0.0]])),
        (np.array([1.0, -1.0, 0.0]), np.array([0.5])),
        ("relu",),
        ((1, 1, 1), (2,)),
        np.array([1.0, 2.0]),
    )


def ladder(later: str, change: str, size: str, *q: int):
    def value(at):
        added = (at(change, layer, *q) * at(size, layer - 1) + at("bias_change", layer) for layer in (1, 2))
        return sum(at(later, layer) * term for layer, term in zip((1, 2), added, strict=True))

    return value


FROBENIUS = ("downstream_frobenius", "activation_radius_frobenius")
LADDER = {
    "actual": ("3", lambda at: at("output_error")),
    "B0": ("5", lambda at: at("hybrid_step", 1) + at("hybrid_step", 2)),
    "B1": (
        "6.1234753829797991916",
        lambda at: sum(at("downstream_lipschitz", i) * at("layer_perturbation", i) for i in (1, 2)),
    ),
    "B2": ("8.2056823844642874167", ladder("downstream_lipschitz", "change_norm", "pruned_activation_norm")),
    "B3": ("9.3661160700990843380", ladder("downstream_lipschitz", "change_norm", "activation_radius")),
    "B4": ("12.136095286951644551", ladder(FROBENIUS[0], "change_frobenius", FROBENIUS[1])),
    "B5": ("24.473299943279290273", ladder(FROBENIUS[0], "class_change", FROBENIUS[1], 1)),
    "mirror": (
        "6",
        lambda at: sum(at("pruned_downstream_lipschitz", i) * at("mirrored_perturbation", i) for i in (1, 2)),
    ),
    "entrywise": ("5", lambda at: at("entrywise_error", 1)),
    "row": ("8", lambda at: at("row_error")),
}


@pytest.mark.parametrize("name", LADDER)
def test_the_reference_network_to_all_printed_digits(name):
    printed, formula = LADDER[name]
    digits = len(printed.partition(".")[2])
    with balls.precision(160):
        net = ball_network(reference())

        def at(quantity, *arguments):
            numbers = [balls.ball(v) if k == 1 else v for k, v in enumerate(arguments)]
            return NETWORK_QUANTITIES[quantity].ball(net, 2, *numbers)

        error = abs(formula(at) - balls.ball(Fraction(printed)))
        assert error <= balls.ball(Fraction(1, 2 * 10**digits)) if digits else error < balls.ball(1e-40)

    def in_floats(quantity, *arguments):
        return NETWORK_QUANTITIES[quantity].array(reference(), 2, *arguments)

    assert formula(in_floats) == pytest.approx(float(printed), rel=1e-14)


@pytest.mark.parametrize("name", NETWORK_QUANTITIES)
def test_floats_and_balls_agree(name, rng):
    quantity = NETWORK_QUANTITIES[name]
    for _ in range(25):
        net = tiny_network(rng, plain=bool(rng.random() < 0.3))
        layers = int(rng.integers(1, 6))
        values = {"l": int(rng.integers(1, 6)), "q": float(rng.choice([0.25, 1.0, 1.5]))}
        values |= {"j": int(rng.integers(1, 5)), "i": int(rng.integers(1, 5))}
        arguments = [values[letter] for letter in quantity.arguments[2:]]
        with balls.precision(160):
            numbers = [balls.ball(v) if isinstance(v, float) else v for v in arguments]
            exact = quantity.ball(ball_network(net), layers, *numbers)
            ends = [balls.enclosure(entry) for entry in (exact if quantity.vector else [exact])]
        value = np.atleast_1d(quantity(net, layers, *arguments))
        for entry, (low, high) in zip(value, ends, strict=True):
            assert low - 1e-12 * (1 + abs(low)) <= entry <= high + 1e-12 * (1 + abs(high))


def measured(net, layer, name, *rest):
    return NETWORK_QUANTITIES[name](net, 4, layer, *rest)


def test_norms_of_a_layer_are_sums_over_its_rows(rng):
    """What proofs take for the definition of B4 and B5 is what their quantities measure."""
    for _ in range(40):
        net, q = tiny_network(rng), float(rng.choice([0.25, 1.0, 1.5]))
        layer = int(rng.integers(1, 6))
        value = partial(measured, net, layer)
        lost = bound = closed = 0.0
        for i in range(1, 7):  # more than there are: what is not there adds nothing
            row, kept, pruned = np.asarray(value("weight_row", i)), value("kept_count", i), value("pruned_count", i)
            assert len(row) == kept + pruned
            lost += float(best_k_term_error(row, int(kept), 2.0)) ** 2
            rate = worst_case(int(kept), len(row), q, 2.0)
            bound += (rate * float(lq_norm(row, q))) ** 2
            closed += ((stechkin_bound(int(kept), q, 2.0) if kept else 1.0) * float(lq_norm(row, q))) ** 2
        assert value("change_frobenius") ** 2 == pytest.approx(lost, rel=1e-12, abs=1e-24)
        assert value("class_change", q) ** 2 == pytest.approx(bound, rel=1e-12, abs=1e-24)
        assert value("stechkin_change", q) ** 2 == pytest.approx(closed, rel=1e-12, abs=1e-24)


def test_hybrids_beyond_the_last_layer_change_nothing():
    net = reference()
    assert NETWORK_QUANTITIES["hybrid_step"](net, 2, 3) == 0.0
    assert NETWORK_QUANTITIES["layer_perturbation"](net, 2, 3) == 0.0
    assert NETWORK_QUANTITIES["downstream_lipschitz"](net, 2, 3) == 1.0
    assert NETWORK_QUANTITIES["output_error"](net, 5) == NETWORK_QUANTITIES["output_error"](net, 2)


def test_spectral_norms_of_balls():
    with balls.precision(120):
        hadamard = [[balls.ball(1), balls.ball(1)], [balls.ball(1), balls.ball(-1)]]
        assert abs(spectral_norm(hadamard) - balls.ball(2).sqrt()) < balls.ball(1e-30)
        assert spectral_norm([[balls.ball(0)] * 3] * 2) < balls.ball(1e-15)
        golden = spectral_norm([[balls.ball(1), balls.ball(1)], [balls.ball(1), balls.ball(0)]])
        assert abs(golden - (1 + balls.ball(5).sqrt()) / 2) < balls.ball(1e-30)


def test_unknown_names_are_refused():
    with pytest.raises(DomainError, match="there is no network quantity 'radius'"):
        network_quantity("radius")


def test_networks_print_what_is_needed_to_rebuild_them():
    assert repr(reference()).startswith("TinyNetwork(weights=[([[2.0, -1.0], [1.0, 3.0], [0.0, 1.0]]")
