"""The code of a network: what goes in comes out, and the bytes are as many as the stated length says."""

import math
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import example, given
from hypothesis import strategies as st

from lqtheory.compression import compress
from lqtheory.compression.coding import MOST_BITS, code_length, decode, encode, quantise_network
from lqtheory.compression.quantisation import log_uniform_codebook, quantise, quantise_biases
from lqtheory.compression.range_coder import MOST, Decoder, Encoder
from lqtheory.errors import DataError, DomainError, InputTypeError, UnsupportedError
from lqtheory.networks import zoo
from lqtheory.quantities.code_lengths import codebook_error, weight_code_length

ROUNDING = 16  # bits that the last bytes may take beyond the stated length
HALF = 2.0**-11  # relative error of half precision


def same(a: Any, b: Any) -> bool:
    first, second = (dict(n.state_dict()) if isinstance(n, torch.nn.Module) else n for n in (a, b))
    return set(first) == set(second) and all(torch.equal(first[name], second[name]) for name in first)


def blank(network: Any) -> Any:
    return {name: torch.full_like(value, 7.0) for name, value in network.items()}


INTEGERS = st.sampled_from([1, 2, 3, 255, 256, 65536, MOST]) | st.integers(1, MOST)
DIGITS = INTEGERS.flatmap(
    lambda total: st.tuples(st.sampled_from([0, total - 1]) | st.integers(0, total - 1), st.just(total))
)
SEQUENCES = st.integers(1, 9).flatmap(lambda m: st.tuples(st.lists(st.integers(0, m - 1), max_size=40), st.just(m)))


@given(items=st.lists(st.tuples(st.just("integer"), DIGITS) | st.tuples(st.just("sequence"), SEQUENCES), max_size=15))
@example(items=[("integer", (MOST - 1, MOST))] * 15)
@example(items=[("integer", (0, MOST))] * 15)
def test_integers_and_sequences_come_back_at_their_price(items: list[tuple[str, tuple[Any, int]]]) -> None:
    encoder, bits = Encoder(), 0.0
    for kind, (value, total) in items:
        if kind == "integer":
            encoder.integer(value, total)
            bits += math.log2(total)
        else:
            counts = [value.count(symbol) for symbol in range(total)]
            encoder.sequence(value, counts)
            bits += (math.lgamma(len(value) + 1) - sum(math.lgamma(c + 1) for c in counts)) / math.log(2)
    data = encoder.finish()
    decoder = Decoder(data)
    for kind, (value, total) in items:
        if kind == "integer":
            assert decoder.integer(total) == value
        else:
            assert decoder.sequence([value.count(symbol) for symbol in range(total)]).tolist() == value
    decoder.finish()
    assert 8 * len(data) <= bits + ROUNDING


@st.composite
def networks(draw: Any) -> dict[str, torch.Tensor]:
    """State dicts of one to three layers with zeros, whole rows and columns among them; perhaps convolutional."""
    rng, state = np.random.default_rng(draw(st.integers(0, 2**32 - 1))), {}
    for index in range(draw(st.integers(1, 3))):
        shape = tuple(draw(st.lists(st.integers(1, 6), min_size=2, max_size=4)))
        weight = rng.standard_normal(shape) * 10.0 ** draw(st.integers(-2, 2))
        weight *= rng.random(shape) < draw(st.sampled_from([0.0, 0.1, 0.5, 1.0]))
        if draw(st.booleans()):
            weight[: draw(st.integers(0, shape[0]))] = 0
            weight[:, : draw(st.integers(0, shape[1]))] = 0
        if draw(st.booleans()):
            weight = np.abs(weight)
        dtype = draw(st.sampled_from([torch.float32, torch.float64]))
        state[f"{index}.weight"] = torch.tensor(weight, dtype=dtype)
        if draw(st.booleans()):
            spread = draw(st.sampled_from([0.0, 1e-6, 1.0]))
            state[f"{index}.bias"] = torch.tensor(0.1 + spread * rng.standard_normal(shape[0]), dtype=dtype)
    return state


@given(network=networks(), bits=st.integers(1, MOST_BITS))
def test_a_network_comes_back_and_its_bytes_are_as_long_as_stated(network: dict[str, torch.Tensor], bits: int) -> None:
    quantised = quantise_network(network, bits)
    data, stated = encode(quantised, bits), code_length(quantised, bits)
    assert same(decode(data, blank(network)), quantised)
    assert 8 * len(data) <= stated.total + ROUNDING
    for name, parts in stated.layers.items():
        weights = quantised[name]
        most = weight_code_length(weights.numel(), int((weights != 0).sum()), bits)
        assert parts["support"] + parts["codebook"] + parts["values"] <= 1 + most + 1e-6
    again = quantise_network(quantised, bits)
    assert all(torch.equal(again[name] != 0, network[name] != 0) for name in network if name.endswith("weight"))


@given(
    values=st.lists(st.floats(0.01, 100.0) | st.floats(-100.0, -0.01) | st.just(0.0), min_size=1, max_size=30),
    bits=st.integers(2, 8),
)
def test_the_codebook_keeps_its_relative_error(values: list[float], bits: int) -> None:
    x = np.array(values)
    found = quantise(x, bits)
    sizes = np.abs(x[x != 0])
    if not sizes.size:
        assert not found.any()
        return
    both = (x > 0).any() and (x < 0).any()
    error = codebook_error(sizes.max() / sizes.min(), bits - both) if sizes.max() > sizes.min() else 0.0
    assert np.all(np.abs(found - x) <= ((1 + error) * (1 + HALF) ** 2 - 1) * np.abs(x) + 1e-12)
    assert len(np.unique(found[found != 0])) <= 2**bits
    assert np.array_equal(found == 0, x == 0)


def test_the_largest_error_of_the_codebook_is_attained() -> None:
    x = np.array([1.0, 2.0, 4.0, 8.0, 3.0])  # the middle of a gap, the ends of the codebook exact in half precision
    assert abs(quantise(x, 2)[-1] - 3.0) / 3.0 == pytest.approx(codebook_error(8.0, 2), rel=1e-12)


def test_a_trained_network_is_coded_in_few_bits_and_decoded_by_its_architecture() -> None:
    trained = zoo.train("mlp_digits", seed=0)
    pruned = compress(trained, "magnitude", density=0.2).network
    small = quantise_network(pruned, 3)
    data, stated = encode(small, 3), code_length(small, 3)
    assert same(decode(data, zoo.build("mlp_digits")), small)
    assert stated.total - 1 <= 8 * len(data) <= stated.total + ROUNDING
    assert 8 * len(data) < 0.1 * sum(32 * p.numel() for p in small.parameters())


def test_dead_rows_and_columns_make_the_support_cheaper() -> None:
    weight = torch.zeros(50, 40)
    weight[3:8, 10:16] = torch.tensor(np.random.default_rng(0).choice([0.0, 1.0, -1.0], (5, 6)), dtype=torch.float32)
    scattered = weight.reshape(-1)[torch.randperm(2000, generator=torch.Generator().manual_seed(0))].reshape(50, 40)
    near, far = (code_length({"0.weight": w}, 1).layers["0.weight"]["support"] for w in (weight, scattered))
    assert near < 0.8 * far
    assert same(decode(encode({"0.weight": weight}, 1), {"0.weight": torch.zeros(50, 40)}), {"0.weight": weight})


def test_kraft_holds_over_all_networks_of_a_tiny_architecture() -> None:
    """One layer of 1 x 2 weights with codebooks of two entries: the sum over supports and types, codebooks aside."""
    total = 0.0
    for first in (0.0, 1.0, 2.0):
        for second in (0.0, 1.0, 2.0):
            parts = code_length({"w.weight": torch.tensor([[first, second]])}, 1).layers["w.weight"]
            total += 2.0 ** -(parts["support"] + parts["values"])
    # Every network stands for at least one word of the code, and no two for the same.
    assert total <= 1 + 1e-12


@pytest.mark.parametrize(
    ("call", "error", "text"),
    [
        (
            lambda: encode({"0.weight": torch.eye(9) * torch.arange(9)}, 2),
            DomainError,
            "quantise the network to 2 bits first",
        ),
        (lambda: encode({"0.weight": torch.ones(1, 1), "0.bias": torch.tensor([0.1])}, 1), DomainError, "no codewords"),
        (lambda: encode({"0.weight": torch.tensor([[torch.nan]])}, 1), DataError, "NaN"),
        (lambda: encode({"0.weight": torch.ones(1, 1)}, 9), DomainError, "bits=9"),
        (lambda: encode({"0.weight": torch.ones(1, 1)}, 1.5), InputTypeError, "bits must be an integer"),
        (lambda: quantise_network({"0.weight": torch.tensor([[1e6]])}, 2), DomainError, "half precision"),
        (lambda: quantise_network({"0.weight": torch.tensor([[1e-12, 1.0]])}, 2), DomainError, "half precision"),
        (lambda: quantise_biases(np.array([1e6])), DomainError, "half precision"),
        (lambda: quantise(np.ones(2), 2, dynamic_range=1.0), DomainError, "dynamic_range=1.0"),
        (lambda: log_uniform_codebook(2.0, 1.0, 3), DomainError, "high=1.0"),
        (lambda: quantise_network([1.0], 2), InputTypeError, "the network is a list"),
        (lambda: Encoder().integer(3, 3), DomainError, "value=3"),
        (lambda: Encoder().sequence([0, 0], [1, 1]), DomainError, "counts of the symbols"),
        (lambda: Decoder(b"").integer(0), DomainError, "total=0"),
        (lambda: decode(b"\1" * 99, {"0.weight": torch.ones(1, 1)}), DataError, "bytes are left over"),
    ],
)
def test_bad_input_is_named(call: Any, error: type[Exception], text: str) -> None:
    with pytest.raises(error, match=text):
        call()


def test_other_parameters_are_refused() -> None:
    network = torch.nn.Sequential(torch.nn.Linear(2, 2), torch.nn.LayerNorm(2))
    with pytest.raises(UnsupportedError, match="other parameters"):
        code_length(network, 2)
