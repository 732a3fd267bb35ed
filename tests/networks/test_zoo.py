import dataclasses
import json
from pathlib import Path

import pytest
import torch

from lqtheory.errors import DataError, RegistryError
from lqtheory.networks import data, zoo
from lqtheory.networks.train import Recipe, evaluate
from lqtheory.networks.views import chain_views, tensor_views
from lqtheory.networks.zoo import models
from tests.networks.cases import PIXELS, SHAPES


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("zoo")
    zoo.train("mlp_digits", seed=0, folder=folder)
    return folder


@pytest.mark.parametrize("name", zoo.names())
def test_every_model_has_the_layers_it_is_named_after(name: str):
    net = zoo.build(name)
    assert [tuple(layer.matrix.shape) for layer in tensor_views(net)] == SHAPES[name]
    assert net(torch.zeros(2, *PIXELS[zoo.model(name).data])).shape == (2, 10)
    assert zoo.model(name).data in data.names()


@pytest.mark.parametrize("name", zoo.names())
def test_initial_weights_depend_on_name_and_seed_alone(name: str):
    first, again, other = (tensor_views(zoo.build(name, seed=seed)).layers[0].matrix for seed in (0, 0, 1))
    assert torch.equal(first, again)
    assert not torch.equal(first, other)
    assert abs(first).max() <= first.shape[1] ** -0.5


def test_a_perceptron_is_one_chain():
    (chain,) = chain_views(zoo.build("mlp_digits"))
    assert (chain.widths, chain.activations) == ((64, 32, 16, 10), ("relu", "relu", "identity"))


def test_digits_are_learned_in_seconds(trained: Path):
    card = zoo.model_card("mlp_digits", folder=trained)
    assert card["test_score"] > 0.95
    net = zoo.load("mlp_digits", folder=trained)
    assert evaluate(net, data.load("digits")) == card["test_score"]
    assert not net.training


def test_training_again_gives_the_same_weights(trained: Path):
    again = zoo.train("mlp_digits", seed=0)
    loaded = zoo.load("mlp_digits", folder=trained)
    assert all(
        torch.equal(a, b) for a, b in zip(again.state_dict().values(), loaded.state_dict().values(), strict=True)
    )


def test_the_penalty_gives_sparser_layers(trained: Path):
    """Effective sparsity (l1/l2)^2 of the first layer, from its definition."""

    def effective(net: torch.nn.Module) -> float:
        w = tensor_views(net).layers[0].vector.double().abs()
        return float((w.sum() / w.square().sum().sqrt()) ** 2)

    assert effective(zoo.train("mlp_digits_l1")) < 0.8 * effective(zoo.load("mlp_digits", folder=trained))


def test_the_card_says_what_was_trained(trained: Path):
    card = zoo.model_card("mlp_digits", folder=trained)
    assert card["recipe"] == dataclasses.asdict(zoo.model("mlp_digits").recipe)
    assert (card["seed"], card["data"]["name"], card["data"]["examples"]) == (0, "digits", 1438)
    assert len(card["losses"]) == card["recipe"]["epochs"]
    assert sorted(path.name for path in trained.iterdir()) == ["mlp_digits-seed0.json", "mlp_digits-seed0.safetensors"]


@pytest.fixture
def copy(trained: Path, tmp_path: Path) -> Path:
    for path in trained.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    return tmp_path


def test_damaged_weights_are_refused(copy: Path):
    path = copy / "mlp_digits-seed0.safetensors"
    path.write_bytes(path.read_bytes()[:-1] + b"\0")
    with pytest.raises(DataError, match="is not the file its card describes"):
        zoo.load("mlp_digits", folder=copy)
    assert not zoo.is_trained("mlp_digits", folder=copy)


def test_a_model_of_another_recipe_is_refused(copy: Path, monkeypatch: pytest.MonkeyPatch):
    assert zoo.is_trained("mlp_digits", folder=copy)
    changed = dataclasses.replace(zoo.model("mlp_digits"), recipe=Recipe(epochs=1))
    monkeypatch.setitem(models._MODELS, "mlp_digits", changed)
    with pytest.raises(DataError, match="trained by another recipe"):
        zoo.load("mlp_digits", folder=copy)


def test_a_card_from_before_a_setting_stands_for_its_default(copy: Path):
    path = copy / "mlp_digits-seed0.json"
    card = json.loads(path.read_text())
    del card["recipe"]["weight_decay"]
    path.write_text(json.dumps(card))
    assert zoo.is_trained("mlp_digits", folder=copy)
    card["recipe"]["weight_decay"] = 1e-4
    path.write_text(json.dumps(card))
    assert not zoo.is_trained("mlp_digits", folder=copy)


@pytest.mark.parametrize("text", ["{", json.dumps([1])])
def test_a_damaged_card_is_refused(text: str, copy: Path):
    (copy / "mlp_digits-seed0.json").write_text(text)
    with pytest.raises(DataError, match="model card"):
        zoo.load("mlp_digits", folder=copy)


def test_missing_models_get_one_sentence(tmp_path: Path):
    with pytest.raises(DataError, match=r"mlp_digits with seed 3 was not trained into .*use zoo.train first"):
        zoo.load("mlp_digits", seed=3, folder=tmp_path)
    with pytest.raises(RegistryError, match="did you mean 'mlp_mnist'"):
        zoo.train("mlp_mnits")


def test_interrupted_training_writes_nothing(tmp_path: Path):
    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        zoo.train("mlp_digits", folder=tmp_path, on_progress=stop)
    assert not list(tmp_path.iterdir())


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in zoo.names() if data.is_available(zoo.model(name).data)])
def test_every_model_whose_data_are_here_learns(name: str, tmp_path: Path):
    zoo.train(name, folder=tmp_path)
    least = 0.975 if "mnist" in name else 0.95
    assert zoo.model_card(name, folder=tmp_path)["test_score"] >= least
