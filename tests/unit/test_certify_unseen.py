"""The certificates for unseen inputs: their numbers, how often they fail, and what they refuse."""

import math
from typing import Any

import numpy as np
import pytest
import torch

from lqtheory.compression import compress
from lqtheory.compression.certificates import certify_unseen, tolerance_radius
from lqtheory.compression.certificates.held_out import margin_errors, relative_errors
from lqtheory.compression.coding import code_length, quantise_network
from lqtheory.errors import DataError, DomainError, InputTypeError, ShapeError, UnsupportedError
from lqtheory.networks import zoo
from lqtheory.networks.data import load
from lqtheory.quantities.code_risks import kl_inverse
from lqtheory.quantities.unseen_limits import clopper_pearson_lower, clopper_pearson_upper, tolerance_rank


class Scale(torch.nn.Module):
    """Outputs (x, 0) and, of the compressed network, (x, e(x)): the relative error at an input is known."""

    def __init__(self, error: Any) -> None:
        super().__init__()
        self.error, self.unused = error, torch.nn.Parameter(torch.zeros(1, dtype=torch.float64))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return torch.cat([torch.ones_like(x), self.error(x)], dim=1)


PLAIN, NOISY = Scale(lambda x: 0 * x), Scale(lambda x: x)


def fresh(n: int, seed: int = 0) -> torch.Tensor:
    return torch.rand(n, 1, generator=torch.Generator().manual_seed(seed), dtype=torch.float64)


def test_every_number_is_what_its_formula_says() -> None:
    x = fresh(1000)
    found = certify_unseen(PLAIN, NOISY, x, construction=None, alphas=(0.1,), delta=0.01)
    scores = np.sort(x.numpy().ravel())
    assert found.quantiles[0].tolerance == scores[922 - 1]
    assert found.quantiles[0].conformal == scores[math.ceil(0.9 * 1001) - 1]
    assert found.dkw == pytest.approx(math.sqrt(math.log(100) / 2000), rel=1e-9)
    assert found.mean_error == pytest.approx(scores.mean())
    assert found.mean_hoeffding == pytest.approx(scores.mean() + math.sqrt(math.log(100) / 2000))
    level = math.log(200)
    margin = math.sqrt(2 * scores.var(ddof=1) * level / 1000) + 7 * level / (3 * 999)
    assert found.mean_bernstein == pytest.approx(scores.mean() + margin)
    assert found.flips == 0
    assert found.flip_bound == pytest.approx(1 - 0.01**0.001, rel=1e-6)


def test_several_candidates_share_the_level() -> None:
    alone = certify_unseen(PLAIN, NOISY, fresh(500), construction=None, delta=0.05)
    shared = certify_unseen(PLAIN, NOISY, fresh(500), construction=None, delta=0.05, candidates=10)
    assert shared.level == pytest.approx(0.005)
    assert shared.flip_bound == pytest.approx(clopper_pearson_upper(0, 500, 0.005))
    for a, b in zip(alone.quantiles, shared.quantiles, strict=True):
        assert a.tolerance <= b.tolerance
        assert a.conformal == b.conformal


def test_too_few_inputs_give_infinity_and_not_a_number() -> None:
    found = certify_unseen(PLAIN, NOISY, fresh(58), construction=None, alphas=(0.05,), delta=0.05)
    assert found.quantiles[0].tolerance == math.inf
    assert tolerance_radius(fresh(59), coverage=0.95, confidence=0.95) == float(fresh(59).max())


def test_statements_fail_as_rarely_as_they_say() -> None:
    """2000 samples of 100: the count of failures is accepted unless its lower limit at 1e-6 is above delta."""
    draws, n, alpha, delta = 2000, 100, 0.1, 0.05
    scores = np.sort(np.random.default_rng(1).random((draws, n)), axis=1)
    tolerance = np.count_nonzero(scores[:, tolerance_rank(n, alpha, delta) - 1] < 1 - alpha)
    assert clopper_pearson_lower(tolerance, draws, 1e-6) <= delta
    assert clopper_pearson_upper(tolerance, draws, 1e-6) >= 0.02  # .0255 in the dossier: exact up to discreteness
    below = np.count_nonzero(scores[:, tolerance_rank(n, alpha, delta) - 2] < 1 - alpha)
    assert clopper_pearson_lower(below, draws, 1e-6) > delta or below > tolerance
    for p in (0.02, 0.3):
        counts = np.random.default_rng(2).binomial(n, p, draws)
        failed = sum(clopper_pearson_upper(int(k), n, delta) < p for k in counts)
        assert clopper_pearson_lower(failed, draws, 1e-6) <= delta


def test_a_quantised_network_gets_a_bound_from_its_code() -> None:
    trained, data = zoo.train("mlp_digits", seed=0), load("digits")
    pruned = quantise_network(compress(trained, "magnitude", density=0.2).network, 3)
    x, y = data.x_train, data.y_train
    found = certify_unseen(
        trained, pruned, data.x_test, construction=None, labels=data.y_test, training=(x, y), bits=3,
        equal_inputs=10,
    )  # fmt: skip
    assert found.code is not None
    assert found.code.bits == code_length(pruned, 3).total
    share = found.code.errors / found.code.n
    c = (found.code.bits * math.log(2) + math.log(100)) / found.code.n
    assert found.code.kl == pytest.approx(min(1.0, kl_inverse(share, c)), abs=1e-9)
    assert found.code.binomial <= found.code.kl + 1e-9 <= found.code.hoeffding + 2e-9 or found.code.hoeffding == 1.0
    assert found.code.vacuous  # a thousand inputs are too few for any network of this size
    assert found.risk_bound > found.errors / found.n


def test_certified_quantiles_are_near_those_of_fresh_inputs() -> None:
    """Noisy test images of digits, drawn with replacement: 2000 certify, 6000 others say the truth; within 15 %."""
    generator = torch.Generator().manual_seed(0)
    images = torch.tensor(load("digits").x_test)
    x = images[torch.randint(len(images), (8000,), generator=generator)]
    x = x + 0.1 * torch.randn(x.shape, generator=generator)
    trained = zoo.train("mlp_digits", seed=0)
    pruned = compress(trained, "magnitude", density=0.3).network
    found = certify_unseen(trained, pruned, x[:2000], construction=None, alphas=(0.1, 0.05), delta=0.01)
    with torch.no_grad():
        truth = relative_errors(trained(x[2000:]), pruned(x[2000:]))
        flips = float((trained(x[2000:]).argmax(1) != pruned(x[2000:]).argmax(1)).double().mean())
    for quantile in found.quantiles:
        exact = float(np.quantile(truth, 1 - quantile.alpha))
        assert exact <= quantile.tolerance <= 1.15 * exact
        assert quantile.measured <= quantile.conformal <= quantile.tolerance
    assert flips <= found.flip_bound <= flips + 0.05
    assert np.minimum(truth, 1).mean() <= found.mean_bernstein <= found.mean_hoeffding


def test_relative_errors_at_zero() -> None:
    before, after = (
        torch.tensor([[0.0, 0.0], [0.0, 0.0], [3.0, 4.0]]),
        torch.tensor([[0.0, 0.0], [0.0, 1.0], [0.0, 0.0]]),
    )
    assert relative_errors(before, after).tolist() == [0.0, math.inf, 1.0]


def test_small_margins_and_moved_outputs_cover_all_errors() -> None:
    generator = torch.Generator().manual_seed(0)
    before = torch.randn(500, 4, generator=generator)
    labels = before.argmax(1)
    labels[::7] = torch.randint(4, (len(labels[::7]),), generator=generator)
    for scale in (0.05, 0.3, 1.0):
        after = before + scale * torch.randn(500, 4, generator=generator)
        for gamma in (0.1, 0.5, 2.0):
            small, moved = margin_errors(before, after, labels, gamma)
            assert int((after.argmax(1) != labels).sum()) <= small + moved
    assert margin_errors(before, before, before.argmax(1), 1e-9) == (0, 0)
    with pytest.raises(DomainError, match="gamma=0"):
        margin_errors(before, before, labels, 0.0)
    with pytest.raises(ShapeError, match="outputs of shapes"):
        margin_errors(before, before[:, :3], labels, 1.0)


@pytest.mark.parametrize(
    ("change", "error", "text"),
    [
        ({"construction": fresh(5)}, DomainError, "5 of the 40 fresh inputs occur in construction"),
        ({"training": (fresh(5), torch.zeros(5, dtype=int)), "bits": 3}, DomainError, "occur in training"),
        ({"construction": fresh(5), "equal_inputs": 4}, DomainError, "occur in construction"),
        ({"delta": 0.0}, DomainError, "delta=0.0"),
        ({"delta": 1.0}, DomainError, "delta=1.0"),
        ({"alphas": (1.0,)}, DomainError, "alphas=1.0"),
        ({"candidates": 0}, DomainError, "candidates=0"),
        ({"labels": torch.zeros(3, dtype=int)}, ShapeError, "the labels have shape"),
        ({"labels": torch.zeros(40)}, InputTypeError, "not integers"),
        ({"labels": torch.full((40,), 2)}, DomainError, r"a label lies outside 0\.\.1"),
        ({"bits": 3}, InputTypeError, "give both or neither"),
        ({"training": (fresh(5, 1), torch.zeros(5, dtype=int)), "bits": 3}, DataError, "no linear"),
        ({"inputs": fresh(1)}, DomainError, "at least two"),
        ({"inputs": torch.full((4, 1), math.nan)}, DomainError, "NaN"),
        ({"compressed": {}}, InputTypeError, "compressed is a dict"),
    ],
)
def test_bad_input_is_named(change: dict[str, Any], error: type[Exception], text: str) -> None:
    given: dict[str, Any] = {"original": PLAIN, "compressed": NOISY, "inputs": fresh(40), "construction": None} | change
    positional = [given.pop(name) for name in ("original", "compressed", "inputs")]
    with pytest.raises((error, UnsupportedError) if error is DataError else error, match=text):
        certify_unseen(*positional, **given)


def test_an_output_that_is_not_finite_is_refused() -> None:
    with pytest.raises(DataError, match="not finite"):
        certify_unseen(PLAIN, Scale(lambda x: x / 0), fresh(4), construction=None)
