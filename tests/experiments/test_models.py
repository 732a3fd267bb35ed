"""Names of models in experiments: networks of studies, replicates, several together."""

from pathlib import Path

import pytest

from experiments import _models, _networks
from lqtheory.errors import DomainError, RegistryError
from lqtheory.networks import data, zoo
from lqtheory.networks.train import Recipe
from lqtheory.networks.zoo.architectures import perceptron


@pytest.fixture
def tiny(monkeypatch: pytest.MonkeyPatch) -> zoo.ZooModel:
    spec = zoo.ZooModel("tiny", "64-4-10 on digits", "digits", perceptron(64, 4, 10), Recipe(epochs=1))
    monkeypatch.setitem(_networks.STUDY_MODELS, "tiny", spec)
    return spec


def test_a_name_may_carry_replicates():
    assert _networks.members("tiny") == [("tiny", 0)]
    assert _networks.members("tiny@2") == [("tiny", 2)]
    assert _networks.members("tiny@1-2") == [("tiny", 1), ("tiny", 2)]
    with pytest.raises(DomainError, match="'tiny@x' is not of the form NAME, NAME@2 or NAME@0-2"):
        _networks.members("tiny@x")
    with pytest.raises(RegistryError, match="there is no model 'mlp_mnits'"):
        _networks.resolved("mlp_mnits@1")


def test_replicates_are_trained_once_and_told_together(tiny: zoo.ZooModel, tmp_path: Path):
    seen: list[tuple] = []

    def ensure(*names: str) -> dict:
        return _models.ensure(
            names, tmp_path, seed=3, n_jobs=1, on_progress=lambda what, done, total: seen.append((what, total))
        )

    told = ensure("tiny@0", "tiny@0-1")
    assert seen == [("trained tiny", 2)] * 2
    assert sorted(path.name for path in tmp_path.glob("*.json")) == ["tiny-seed3.json", "tiny-seed4.json"]
    assert told["tiny@0"]["weights"] == _models.digest("tiny", tmp_path, seed=3) != told["tiny@0-1"]["weights"]
    scores = [zoo.model_card(tiny, seed=seed, folder=tmp_path)["test_score"] for seed in (3, 4)]
    assert told["tiny@0-1"]["test_score"] == pytest.approx(sum(scores) / 2)
    assert len(_models.load("tiny@0-1", tmp_path, seed=3)) == 2
    assert _models.layer("tiny@1", "3.weight", tmp_path, seed=3).shape == (10, 4)
    assert _models.dataset("tiny@1").name == "digits"
    ensure("tiny@0-1")
    assert len(seen) == 2


@pytest.mark.parametrize("name", _networks.STUDY_MODELS)
def test_networks_of_studies_take_their_data(name: str, monkeypatch: pytest.MonkeyPatch):
    spec = _networks.resolved(name)
    assert spec.name == name
    assert spec.data in data.names()
    monkeypatch.setattr(data, "is_available", lambda wanted: False)
    assert f"{name}@1 needs the data set {spec.data}; set LQTHEORY_DATA" in _models.unavailable(f"{name}@1")
