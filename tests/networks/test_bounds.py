"""The bounds of the theory on weights of trained networks, decided in balls."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lqtheory import balls
from lqtheory.balls import Truth
from lqtheory.networks import tensor_views, zoo
from lqtheory.quantities import find_quantity
from lqtheory.quantities.instance_keep_counts import kmin
from lqtheory.quantities.keep_counts import kmin_exact, kmin_stechkin_count
from lqtheory.quantities.sparsity_indices import effective_sparsity
from tests.networks.cases import TRAINED

LONGEST = 400  # entries of a layer that are looked at: balls take microseconds each


class Layers(list[np.ndarray]):
    """Vectors that print shortly when an example is reported."""

    def __repr__(self) -> str:
        return f"<{len(self)} layers>"


@pytest.fixture(scope="module")
def layers(tmp_path_factory: pytest.TempPathFactory) -> Layers:
    folder: Path = tmp_path_factory.mktemp("models")
    found = Layers()
    for name in TRAINED:
        zoo.train(name, folder=folder)
        found += [view.array().ravel()[:LONGEST] for view in tensor_views(zoo.load(name, folder=folder))]
    return found


exponents = st.sampled_from([0.1, 0.25, 0.5, 0.75, 1.0, 1.5]).flatmap(
    lambda q: st.tuples(st.just(q), st.sampled_from([q + 0.25, q + 1.0, q + 3.0]))
)


@settings(max_examples=40)
@given(where=st.integers(0, 8), keep=st.floats(0.01, 0.99), pair=exponents)
def test_the_worst_case_bounds_every_layer(layers: Layers, where: int, keep: float, pair: tuple[float, float]):
    x, (q, p) = layers[where], pair
    k = max(1, int(keep * x.size))
    with balls.precision(96):
        entries = balls.ball_vector(x)
        a, b = balls.ball(q), balls.ball(p)
        error = find_quantity("best_k_term_error").ball(entries, k, b)
        norm = find_quantity("lq_norm").ball(entries, a)
        sharp = find_quantity("worst_case").ball(k, x.size, a, b) * norm
        stechkin = find_quantity("stechkin_bound").ball(k, a, b) * norm
        assert balls.compare(error, "<=", sharp) is Truth.YES
        assert balls.compare(error, "<=", stechkin) is Truth.YES


@settings(max_examples=60)
@given(where=st.integers(0, 8), eta=st.floats(0.02, 0.95), pair=exponents)
def test_keep_counts_are_ordered_and_suffice(layers: Layers, where: int, eta: float, pair: tuple[float, float]):
    x, (q, p) = layers[where], pair
    s = min(float(effective_sparsity(x, q, p)), x.size)
    true, sharp = int(kmin(x, eta, p)), kmin_exact(s, eta, q, p, x.size)
    assert true <= sharp <= min(kmin_stechkin_count(s, eta, q, p), x.size)
    with balls.precision(96):
        entries, exponent = balls.ball_vector(x), balls.ball(p)
        error = find_quantity("best_k_term_error").ball(entries, sharp, exponent)
        allowed = balls.ball(eta) * find_quantity("lq_norm").ball(entries, exponent)
        assert balls.compare(error, "<=", allowed) is Truth.YES


def test_a_bound_that_is_too_small_is_noticed():
    """On a flat vector the worst case is attained, so a hundredth less of it fails."""
    k, m, q, p = 3, 4, balls.ball(0.5), balls.ball(2.0)
    entries = balls.ball_vector([1.0] * m + [0.0] * 5)
    error = find_quantity("best_k_term_error").ball(entries, k, p)
    bound = find_quantity("worst_case").ball(k, 9, q, p) * find_quantity("lq_norm").ball(entries, q)
    assert balls.compare(error, "<=", bound * balls.ball(0.99)) is Truth.NO
