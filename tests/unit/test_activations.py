"""Lipschitz constants of activations, enclosed in balls, and the rounding of their evaluation."""

import math
from fractions import Fraction

import numpy as np
import pytest
import torch

from lqtheory import balls
from lqtheory.compression.certificates.functions import activate, evaluation_error
from lqtheory.compression.certificates.rounding import Rounding
from lqtheory.errors import DomainError, UnsupportedError
from lqtheory.networks.views.parts import ActivationPart
from lqtheory.quantities.activations import (
    ACTIVATIONS,
    activation_lipschitz_constant,
    activation_pieces,
    activation_slopes,
    activation_value_at_zero,
)
from lqtheory.registry import find


def cubic():
    return balls.ball(Fraction(44715, 10**6))


def logistic(t):
    return 1 / (1 + (-t).exp())


def gelu_slope(t):
    half = balls.ball(1) / 2
    root = balls.ball(2).sqrt()
    density = (-t * t / 2).exp() / (8 * balls.ball(1).atan()).sqrt()  # 2π = 8 atan 1
    return half * (1 + (t / root).erf()) + t * density


def gelu_tanh_slope(t):
    c, a = (2 / (4 * balls.ball(1).atan())).sqrt(), cubic()
    inner = (c * (t + a * t**3)).tanh()
    return (1 + inner) / 2 + t / 2 * (1 - inner * inner) * c * (1 + 3 * a * t * t)


def silu_slope(t):
    s = logistic(t)
    return s + t * s * (1 - s)


def mish_slope(t):
    e = t.exp()
    squared = (1 + e) ** 2
    inner = 1 - 2 / (squared + 1)  # tanh(log(1 + e^t))
    return inner + t * (1 - inner * inner) * logistic(t)


SLOPES = {"gelu": gelu_slope, "gelu_tanh": gelu_tanh_slope, "silu": silu_slope, "mish": mish_slope}
PEAKS = {
    "gelu": (math.sqrt(2), "1.1289041451851547863"),
    "gelu_tanh": (1.4185040087908283555, "1.1289930686587717655"),
    "silu": (2.3993572805154676678, "1.0998393201288669170"),
    "mish": (1.4905711794854284593, "1.0884981612517278612"),
}


def enclosed(slope, low: float, high: float, least: float, most: float, depth: int = 0) -> bool:
    """Whether the slope stays in (least, most) on [low, high], by subdivision."""
    value = slope(balls.hull(low, high))
    if value.is_finite() and balls.ball(least) < value and value < balls.ball(most):
        return True
    if depth == 40:
        return False
    middle = (low + high) / 2
    return enclosed(slope, low, middle, least, most, depth + 1) and enclosed(
        slope, middle, high, least, most, depth + 1
    )


@pytest.mark.parametrize("name", SLOPES)
def test_slopes_are_enclosed_on_a_box(name):
    """On [-10, 10] the slope stays within 1e-6 of the stored range; the printed peaks give the last digits."""
    low, high = activation_slopes(name)
    with balls.precision(80):
        assert enclosed(SLOPES[name], -10.0, 10.0, low - 1e-6, high + 1e-6)


@pytest.mark.parametrize("name", PEAKS)
def test_stored_constants_are_the_printed_ones_rounded_up(name):
    at, printed = PEAKS[name]
    low, high = activation_slopes(name)
    with balls.precision(120):
        value = SLOPES[name](balls.ball(at))
        assert abs(value - balls.ball(Fraction(printed))) < balls.ball(2e-19)
        assert value < balls.ball(high)
        assert balls.ball(high) - value < balls.ball(2e-10)
    assert activation_lipschitz_constant(name) == high > -low


@pytest.mark.parametrize("name", [n for n in ACTIVATIONS if n != "identity"])
def test_difference_quotients_lie_between_the_slopes(name):
    part = ActivationPart("0", name)
    t = torch.linspace(-12, 12, 2001, dtype=torch.float64)
    values = activate(part, t)
    quotients = (values[1:] - values[:-1]) / (t[1:] - t[:-1])
    low, high = activation_slopes(name)
    assert float(quotients.min()) >= low - 1e-9
    assert float(quotients.max()) <= high + 1e-9
    assert float(activate(part, torch.zeros(1, dtype=torch.float64)).abs()) <= activation_value_at_zero(name)
    kinks, ranges = activation_pieces(name)
    assert len(ranges) == len(kinks) + 1


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
@pytest.mark.parametrize(
    "name", ["tanh", "sigmoid", "softplus", "gelu", "gelu_tanh", "silu", "mish", "elu", "leaky_relu"]
)
def test_the_evaluation_stays_within_its_allowance(name, dtype):
    part = ActivationPart("0", name)
    rng = np.random.default_rng(0)
    points = np.concatenate([rng.uniform(-30, 30, 150), rng.uniform(-3, 3, 150), [0.0, -100.0, 100.0, 1e-30]])
    z = torch.from_numpy(points).to(dtype)
    computed = activate(part, z)
    with balls.precision(200):
        for t, value in zip(z, computed, strict=True):
            allowed = float(evaluation_error(part, t.abs().double()[None], Rounding(dtype)))
            error = abs(balls.ball(float(value)) - exactly(name, balls.ball(float(t))))
            assert error <= balls.ball(allowed), (name, float(t))


def exactly(name, t):
    if name == "tanh":
        return t.tanh()
    if name == "sigmoid":
        return logistic(t)
    if name == "softplus":
        return (1 + t.exp()).log()
    if name == "gelu":
        return t / 2 * (1 + (t / balls.ball(2).sqrt()).erf())
    if name == "gelu_tanh":
        c = (2 / (4 * balls.ball(1).atan())).sqrt()
        return t / 2 * (1 + (c * (t + cubic() * t**3)).tanh())
    if name == "silu":
        return t * logistic(t)
    if name == "mish":
        return t * (1 + t.exp()).log().tanh()
    if name == "elu":
        return t if t > 0 else t.exp() - 1
    return t if t > 0 else balls.ball(0.01) * t


def test_a_constant_that_is_too_small_is_noticed():
    assert not enclosed(silu_slope, -10.0, 10.0, -0.2, 1.0998)


@pytest.mark.parametrize(
    ("call", "error", "text"),
    [
        (lambda: activation_lipschitz_constant("softmax"), UnsupportedError, "no global Lipschitz constant known"),
        (lambda: activation_pieces("relu", slope=1.0), DomainError, "has no parameter 'slope'"),
        (lambda: activation_pieces("elu", alpha=math.nan), DomainError, "not all finite"),
        (lambda: activation_value_at_zero("softplus", beta=-1.0), DomainError, "beta=-1.0 of softplus is not positive"),
    ],
)
def test_bad_input_gets_one_sentence(call, error, text):
    with pytest.raises(error, match=text):
        call()


def test_parameters_matter():
    assert activation_lipschitz_constant("leaky_relu", negative_slope=-2.0) == 2.0
    assert activation_slopes("elu", alpha=1.5) == (0.0, 1.5)
    assert activation_value_at_zero("hardtanh", min_val=1.0, max_val=2.0) == 1.0
    assert activation_value_at_zero("softplus", beta=2.0) >= math.log(2) / 2


@pytest.mark.parametrize("name", SLOPES)
def test_far_out_derivatives_are_nearly_constant(name):
    """Beyond the box of the theorems: 0 or 1 up to 0.01, checked to 40; farther out every term is smaller still."""
    with balls.precision(80):
        assert enclosed(SLOPES[name], 10.0, 40.0, 0.99, 1.01)
        assert enclosed(SLOPES[name], -40.0, -10.0, -0.01, 0.01)


@pytest.mark.parametrize(
    ("name", "bounded_by", "place"),
    [
        ("gelu", "gelu_slope_is_bounded", 0),
        ("gelu_tanh", "gelu_tanh_slope_is_bounded", 0),
        ("silu", "silu_slope_is_bounded", 0),
        ("mish", "mish_slope_is_bounded", 0),
        ("sigmoid", "logistic_slopes_are_bounded", 0),
        ("tanh", "logistic_slopes_are_bounded", 2),
        ("softplus", "logistic_slopes_are_bounded", 4),
    ],
)
def test_certificates_use_the_constants_of_the_theorems(name: str, bounded_by: str, place: int):
    assert activation_lipschitz_constant(name) == float(find(bounded_by).relations[place].rhs)


@pytest.mark.parametrize("slope", [-2.0, -1.0, 0.0, 0.01, 1.5])
@pytest.mark.parametrize(("name", "parameter"), [("leaky_relu", "negative_slope"), ("elu", "alpha")])
def test_certificates_use_the_constants_of_the_piecewise_theorems(name: str, parameter: str, slope: float):
    theorem = find(f"{name}_slope_is_bounded")
    points = torch.tensor([-1.5, 0.75], dtype=torch.float64)
    part = ActivationPart("", name, {parameter: slope})
    before, after = (float(v) for v in activate(part, points))
    (rise, bound), (fall, _) = theorem.sides(t=-1.5, h=2.25, a=slope)
    assert float(rise) == pytest.approx(after - before, abs=1e-15)
    assert float(fall) == pytest.approx(before - after, abs=1e-15)
    assert float(bound) == 2.25 * activation_lipschitz_constant(name, **{parameter: slope})


@pytest.mark.parametrize("name", ["relu", "abs", "hardtanh", "relu6", "identity"])
def test_the_other_piecewise_linear_activations_have_constant_one(name: str):
    """ReLU and the absolute value are LeakyReLU with slope 0 and -1, hardtanh and ReLU6 clip to an interval."""
    assert activation_lipschitz_constant(name) == 1
