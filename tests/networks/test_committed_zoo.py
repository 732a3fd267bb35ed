"""The committed networks: their cards, and the bounds of the theory on them, decided in balls."""

import dataclasses
import functools
import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from experiments import __main__ as program
from experiments import _networks, _zoo
from lqtheory import balls
from lqtheory.balls import Truth
from lqtheory.errors import DataError
from lqtheory.networks import data, tensor_views, zoo
from lqtheory.networks.train import Recipe, evaluate
from lqtheory.networks.zoo.architectures import lenet, perceptron, resnet, vgg
from lqtheory.profile import profile
from lqtheory.quantities import find_quantity

COMMITTED = [name for name in _zoo.NAMES if (_zoo.FOLDER / f"{name}-seed0.safetensors").exists()]
LARGE = [name for name in _zoo.NAMES if name.startswith("deep_")]
UNTRAINED = [
    name
    for name in _zoo.NAMES
    if name.removesuffix("_l1") in _zoo.FOR_A_GPU and not (_zoo.FOLDER / f"{name}-seed0.json").exists()
]
FIELDS = {"name", "title", "architecture", "data", "recipe", "seed", "device", "train_score", "test_score", "losses"}
LONGEST = 400  # entries of a neuron that are looked at: balls take microseconds each

exponents = st.sampled_from([0.1, 0.25, 0.5, 0.75, 1.0, 1.5]).flatmap(
    lambda q: st.tuples(st.just(q), st.sampled_from([q + 0.25, q + 1.0, q + 3.0]))
)


@functools.cache
def layers(name: str) -> list[np.ndarray]:
    return [view.array() for view in tensor_views(_zoo.load(name))]


@functools.lru_cache(maxsize=1)
def first_thousand(name: str) -> data.Dataset:
    """The test part of a data set is cut: some are large, and reading them takes longer than evaluating."""
    found = data.load(name, download=False)
    few, kept = found.x_train[:1], found.y_train[:1]
    return dataclasses.replace(
        found, x_train=few, y_train=kept, x_test=found.x_test[:1000], y_test=found.y_test[:1000],
        x_held_out=None, y_held_out=None,
    )  # fmt: skip


def test_every_network_of_the_zoo_has_a_card_and_small_ones_their_weights():
    plain = {name.removesuffix("_l1") for name in _zoo.NAMES}
    assert {f"{name}_l1" for name in plain} | plain == set(_zoo.NAMES), "each with and without l1"
    weights = {path.name.removesuffix("-seed0.safetensors") for path in _zoo.FOLDER.glob("*.safetensors")}
    assert weights == set(_zoo.NAMES) - set(LARGE) - set(UNTRAINED)
    sizes = [path.stat().st_size for path in _zoo.FOLDER.iterdir()]
    assert max(sizes) <= _zoo.LARGEST
    assert sum(sizes) <= 25_000_000


@pytest.mark.parametrize("name", _zoo.NAMES)
def test_a_card_says_how_its_network_was_trained(name: str):
    if name in UNTRAINED:
        pytest.skip(f"{name} was not trained yet; `python -m experiments zoo {name} --device cuda` does it")
    told, spec = _zoo.card(name), _networks.resolved(name)
    assert FIELDS < set(told)
    assert told["architecture"] == [str(part) for part in zoo.build(spec)]
    assert {"weight_decay": 0.0, **told["recipe"]} == dataclasses.asdict(spec.recipe)
    assert (told["name"], told["seed"]) == (name, 0)
    assert told["data"]["name"].startswith(spec.data)
    assert (told["recipe"]["l1"] > 0) == name.endswith("_l1")
    assert told["device"]
    assert len(told["losses"]) == told["recipe"]["epochs"]
    assert told["losses"][-1] < told["losses"][0]


@pytest.mark.parametrize("name", sorted(COMMITTED, key=lambda name: _networks.resolved(name).data))
def test_committed_weights_are_those_of_the_card_and_score_what_it_says(name: str):
    told = _zoo.card(name)
    content = (_zoo.FOLDER / f"{name}-seed0.safetensors").read_bytes()
    assert hashlib.sha256(content).hexdigest() == told["sha256"]
    net, wanted = _zoo.load(name), _networks.resolved(name).data
    if not data.is_available(wanted):
        pytest.skip(f"the data set {wanted} is not on this machine")
    # Another processor may round a few outputs to the other side of a decision.
    assert evaluate(net, first_thousand(wanted)) == pytest.approx(told["test_score"], abs=0.05)


@pytest.mark.parametrize("name", [*COMMITTED, *(pytest.param(name, marks=pytest.mark.slow) for name in LARGE)])
def test_no_bound_fails_on_any_layer(name: str):
    if not _zoo.is_current(name):
        pytest.skip(f"the weights of {name} are not on this machine; `python -m experiments zoo {name}` trains them")
    table = profile(_zoo.load(name), density=(0.1,))
    holds = table.column("holds")
    assert Truth.NO not in holds
    assert holds.count(Truth.YES) > 5 * holds.count(Truth.UNDECIDED)
    assert set(table.column("layer")) == {view.name for view in tensor_views(_zoo.load(name))}


class Vector(np.ndarray):
    """A neuron that prints shortly when an example is reported."""

    def __repr__(self) -> str:
        return f"<{self.size} weights>"


@st.composite
def neurons(draw: st.DrawFn) -> tuple[str, int, int, Vector]:
    """Network, layer, row, and the weights of that neuron or filter (of the first inputs, if it has many)."""
    name = draw(st.sampled_from(COMMITTED))
    where = draw(st.integers(0, len(layers(name)) - 1))
    row = draw(st.integers(0, len(layers(name)[where]) - 1))
    return name, where, row, layers(name)[where][row, :LONGEST].view(Vector)


@settings(max_examples=60)
@given(drawn=neurons(), keep=st.floats(0.01, 0.99), pair=exponents)
def test_the_worst_case_bounds_every_neuron(drawn, keep: float, pair: tuple[float, float]):
    x, (q, p) = drawn[-1], pair
    k = max(1, int(keep * x.size))
    with balls.precision(96):
        error, sharp, stechkin = sides(x, k, q, p)
        assert balls.compare(error, "<=", sharp) is not Truth.NO
        assert balls.compare(error, "<=", stechkin) is Truth.YES
        assert x.size == 1 or k == x.size or balls.compare(error, "<=", sharp) is Truth.YES


def sides(x: np.ndarray, k: int, q: float, p: float) -> tuple[object, object, object]:
    entries, a, b = balls.ball_vector(x), balls.ball(q), balls.ball(p)
    norm = find_quantity("lq_norm").ball(entries, a)
    return (
        find_quantity("best_k_term_error").ball(entries, k, b),
        find_quantity("worst_case").ball(k, x.size, a, b) * norm,
        find_quantity("stechkin_bound").ball(k, a, b) * norm,
    )


@settings(max_examples=60)
@given(drawn=neurons(), keep=st.floats(0.05, 0.95), seed=st.integers(0, 2**32 - 1), pair=exponents)
def test_no_mask_is_better_than_the_best_terms_and_what_it_keeps_obeys_the_bound(drawn, keep, seed, pair):
    x, (q, p) = drawn[-1], pair
    mask = np.random.default_rng(seed).random(x.size) < keep
    kept, k = np.where(mask, x, 0.0), int(mask.sum())
    with balls.precision(96):
        exponent = balls.ball(p)
        removed = find_quantity("lq_norm").ball(balls.ball_vector(np.where(mask, 0.0, x)), exponent)
        least = find_quantity("best_k_term_error").ball(balls.ball_vector(x), k, exponent)
        assert balls.compare(least, "<=", removed) is not Truth.NO
        smaller = max(1, k // 2)
        error, sharp, stechkin = sides(kept, smaller, q, p)
        assert balls.compare(error, "<=", sharp) is not Truth.NO
        assert balls.compare(error, "<=", stechkin) is Truth.YES


def test_a_mask_that_were_better_than_the_best_terms_would_be_noticed():
    x = layers("planted_sparse")[0][0]
    best = np.argsort(-np.abs(x))[:8]
    with balls.precision(96):
        removed = find_quantity("lq_norm").ball(balls.ball_vector(np.delete(x, best)), balls.ball(2.0))
        least = find_quantity("best_k_term_error").ball(balls.ball_vector(x), 7, balls.ball(2.0))
        assert balls.compare(least, "<=", removed) is Truth.NO


@pytest.mark.parametrize("name", ["planted_dense", "planted_sparse"])
def test_students_find_what_their_teacher_computes(name: str):
    first, shift, second = data.teacher(name)
    found = data.load(name)
    answers = np.maximum(found.x_test @ first.T + shift, 0) @ second
    np.testing.assert_allclose(answers, found.y_test, atol=1e-5)
    assert _zoo.card(name)["test_score"] > 0.999
    student = perceptron(32, 16, 1)(np.random.default_rng(0))
    with torch.no_grad():
        for parameter, value in zip(student.parameters(), (first, shift, second[None], [0.0]), strict=True):
            parameter.copy_(torch.as_tensor(np.asarray(value)))
    assert evaluate(student, found) > 1 - 1e-9
    assert np.count_nonzero(first, axis=1).tolist() == [32 if name == "planted_dense" else 4] * 16


@pytest.mark.parametrize(("network", "n_weights", "n_layers"), [(lenet(), 61470, 5), (vgg(8), 23192, 7)])
def test_convolutional_architectures_are_those_they_are_named_after(network, n_weights: int, n_layers: int):
    views = tensor_views(network(np.random.default_rng(0))).layers
    assert len(views) == n_layers
    assert sum(view.matrix.numel() for view in views) == n_weights


def test_a_residual_network_of_three_blocks_has_twenty_layers_beside_its_shortcuts():
    net = resnet(16)(np.random.default_rng(0))
    shapes = [tuple(parameter.shape) for parameter in net.parameters() if parameter.ndim > 1]
    assert sum(shape[2:] != (1, 1) for shape in shapes) == 20
    assert sum(shape[2:] == (1, 1) for shape in shapes) == 2
    assert net.eval()(torch.zeros(2, 3, 32, 32)).shape == (2, 10)
    faster = resnet(4, 1, stride=2)(np.random.default_rng(0)).eval()
    assert [module.stride for module in faster if isinstance(module, torch.nn.Conv2d)] == [(2, 2)]
    assert faster(torch.zeros(2, 3, 32, 32)).shape == (2, 10)


@pytest.fixture
def tiny(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A zoo of one small network that counts as too large to commit, and a cache of its own."""
    spec = zoo.ZooModel("tiny", "64-4-10 on digits", "digits", perceptron(64, 4, 10), Recipe(epochs=1))
    monkeypatch.setitem(_networks.STUDY_MODELS, "tiny", spec)
    monkeypatch.setattr(_zoo, "NAMES", ("tiny",))
    monkeypatch.setattr(data, "cache_folder", lambda: tmp_path / "cache")
    monkeypatch.setattr(data, "data_folders", lambda: [tmp_path / "data"])
    return tmp_path


def test_it_is_told_how_long_networks_take(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    assert _zoo.how_long("deep_mnist", tmp_path).endswith("5 epochs, took 11 min 3 s on x86_64")
    assert all("never timed" not in _zoo.how_long(name) for name in _zoo.NAMES)
    monkeypatch.setattr(_zoo, "FOLDER", tmp_path)  # no card: nothing was trained yet
    assert "40 epochs, about 18 min 40 s on one core, by the time of a few steps" in _zoo.how_long(
        "vgg_cifar_l1", tmp_path
    )


def test_one_command_trains_what_is_missing_and_says_how(tiny: Path, capsys: pytest.CaptureFixture[str]):
    command = ["zoo", "--folder", str(tiny / "zoo"), "--jobs", "1"]
    assert program.main([*command, "--list"]) == 0
    assert "not trained yet" in capsys.readouterr().out
    assert program.main(command) == 0
    printed = capsys.readouterr().out
    assert "0 of 1 networks are there, 1 are trained now on cpu" in printed
    assert f"  {'tiny':24} 1 epochs, never timed" in printed
    digest = _zoo.card("tiny", tiny / "zoo")["sha256"]
    assert digest[:12] in printed
    assert program.main(command) == 0
    assert "1 of 1 networks are there, 0 are trained now" in capsys.readouterr().out
    assert program.main([*command, "tinyy"]) == 2
    assert "there is no network of the zoo 'tinyy'; did you mean 'tiny'?" in capsys.readouterr().err
    (tiny / "zoo" / "tiny-seed0.safetensors").unlink()
    assert program.main(command) == 0
    assert _zoo.card("tiny", tiny / "zoo")["sha256"] == digest


def test_large_weights_are_found_by_their_digest(tiny: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(_zoo, "LARGEST", 100)
    folder, name = tiny / "zoo", "tiny-seed0.safetensors"
    assert list(_zoo.train(["tiny"], folder=folder, on_progress=lambda *_: None)) == ["tiny"]
    assert [path.name for path in folder.iterdir()] == ["tiny-seed0.json"]
    assert _zoo.weights_of("tiny", folder) == tiny / "cache" / "zoo" / name
    shutil.copytree(tiny / "cache" / "zoo", tiny / "data" / "zoo")
    assert _zoo.weights_of("tiny", folder) == tiny / "data" / "zoo" / name
    (tiny / "data" / "zoo" / name).write_bytes(b"other weights")
    assert _zoo.weights_of("tiny", folder) == tiny / "cache" / "zoo" / name
    assert _zoo.is_current("tiny", folder)
    shutil.rmtree(tiny / "cache")
    assert not _zoo.is_current("tiny", folder)
    assert "weights not here" in _zoo.where_from("tiny", folder)
    with pytest.raises(DataError, match="not on this machine; `python -m experiments zoo tiny` trains it"):
        _zoo.load("tiny", folder)


def test_a_network_of_another_recipe_is_trained_anew(tiny: Path, monkeypatch: pytest.MonkeyPatch):
    folder = tiny / "zoo"
    list(_zoo.train(["tiny"], folder=folder, on_progress=lambda *_: None))
    changed = dataclasses.replace(_networks.STUDY_MODELS["tiny"], recipe=Recipe(epochs=2))
    monkeypatch.setitem(_networks.STUDY_MODELS, "tiny", changed)
    assert not _zoo.is_current("tiny", folder)
    card = folder / "tiny-seed0.json"
    card.write_text(json.dumps({**json.loads(card.read_text()), "recipe": dataclasses.asdict(Recipe(epochs=2))}))
    assert _zoo.is_current("tiny", folder)
