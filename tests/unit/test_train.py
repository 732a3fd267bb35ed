from pathlib import Path

import numpy as np
import pytest
import torch

from lqtheory.errors import DomainError
from lqtheory.networks import train
from lqtheory.networks.data import Dataset
from lqtheory.networks.train import Recipe, deterministic, evaluate, fit


@pytest.fixture
def blobs() -> Dataset:
    """Two well separated classes in the plane."""
    rng = np.random.default_rng(0)
    y = np.arange(120) % 2
    x = (rng.standard_normal((120, 2)) * 0.3 + np.where(y == 1, 2.0, -2.0)[:, None]).astype(np.float32)
    return Dataset("blobs", x[:90], y[:90], x[90:], y[90:], "classification", 2)


@pytest.fixture
def line() -> Dataset:
    x = np.linspace(-1, 1, 100, dtype=np.float32)[:, None]
    return Dataset("line", x[::2], 3 * x[::2, 0] + 1, x[1::2], 3 * x[1::2, 0] + 1, "regression")


def classifier() -> torch.nn.Sequential:
    net = torch.nn.Sequential(torch.nn.Linear(2, 8), torch.nn.ReLU(), torch.nn.Linear(8, 2))
    rng = np.random.default_rng(1)
    with torch.no_grad():
        for parameter in net.parameters():
            parameter.copy_(torch.from_numpy(rng.uniform(-0.5, 0.5, tuple(parameter.shape))))
    return net


def weights(net: torch.nn.Module) -> list[float]:
    return torch.cat([parameter.detach().flatten() for parameter in net.parameters()]).tolist()


@pytest.mark.parametrize("recipe", [Recipe(20, 16, "adam", 1e-2), Recipe(20, 16, "sgd", 1e-1, schedule="constant")])
def test_training_separates_what_can_be_separated(recipe: Recipe, blobs: Dataset):
    net = classifier()
    record = fit(net, blobs, recipe, rng=np.random.default_rng(0))
    assert (record.train_score, record.test_score) == (1.0, 1.0)
    assert evaluate(net, blobs) == 1.0
    assert record.losses[-1] < record.losses[0] / 10
    assert not net.training


def test_regression_is_scored_by_determination(line: Dataset):
    net = torch.nn.Linear(1, 1)
    record = fit(net, line, Recipe(200, 10, "sgd", 0.1), rng=np.random.default_rng(0))
    assert record.test_score > 1 - 1e-6
    np.testing.assert_allclose([net.weight.item(), net.bias.item()], [3, 1], atol=1e-3)


def test_the_same_stream_gives_the_same_weights_and_another_gives_others(blobs: Dataset):
    runs = []
    for seed in (0, 0, 1):
        net = classifier()
        fit(net, blobs, Recipe(3, 16), rng=np.random.default_rng(seed))
        runs.append(weights(net))
    assert runs[0] == runs[1] != runs[2]


def test_the_penalty_makes_weights_smaller_and_leaves_biases_alone(blobs: Dataset):
    norms = []
    for l1 in (0.0, 0.05):
        net = classifier()
        fit(net, blobs, Recipe(40, 16, learning_rate=1e-2, l1=l1), rng=np.random.default_rng(0))
        norms.append(sum(float(p.detach().abs().sum()) for p in net.parameters() if p.ndim > 1))
    assert norms[1] < norms[0] / 2


def test_a_step_of_the_penalty_is_its_subgradient(line: Dataset):
    """One full-batch SGD step: w - rate * (dL/dw + l1 sign w), and no penalty on the bias."""
    net, reference = torch.nn.Linear(1, 1), torch.nn.Linear(1, 1)
    for model in (net, reference):
        with torch.no_grad():
            model.weight.fill_(-0.5)
            model.bias.fill_(0.25)
    recipe = Recipe(1, 50, "sgd", 0.1, momentum=0.0, schedule="constant", l1=0.3)
    fit(net, line, recipe, rng=np.random.default_rng(0))
    x, y = torch.from_numpy(line.x_train), torch.from_numpy(line.y_train)
    ((reference(x)[:, 0] - y) ** 2).mean().backward()
    np.testing.assert_allclose(net.weight.item(), -0.5 - 0.1 * (reference.weight.grad.item() - 0.3), rtol=1e-5)
    np.testing.assert_allclose(net.bias.item(), 0.25 - 0.1 * reference.bias.grad.item(), rtol=1e-5)


@pytest.mark.parametrize("optimizer", ["sgd", "adam"])
def test_weight_decay_pulls_every_parameter_to_zero(line: Dataset, optimizer: str):
    """One full-batch step: for SGD w - rate * (dL/dw + decay w); for Adam the sign of that gradient."""
    net, reference = torch.nn.Linear(1, 1), torch.nn.Linear(1, 1)
    for model in (net, reference):
        with torch.no_grad():
            model.weight.fill_(-0.5)
            model.bias.fill_(0.25)
    recipe = Recipe(1, 50, optimizer, 0.1, momentum=0.0, schedule="constant", weight_decay=30.0)
    fit(net, line, recipe, rng=np.random.default_rng(0))
    x, y = torch.from_numpy(line.x_train), torch.from_numpy(line.y_train)
    ((reference(x)[:, 0] - y) ** 2).mean().backward()
    for after, before in zip(net.parameters(), reference.parameters(), strict=True):
        gradient = before.grad.item() + 30.0 * before.item()
        step = 0.1 * (gradient if optimizer == "sgd" else np.sign(gradient))
        np.testing.assert_allclose(after.item(), before.item() - step, rtol=1e-4)


def test_progress_counts_steps_and_interruption_restores_the_settings(blobs: Dataset):
    seen: list[tuple[int, int]] = []

    def stop_at_seven(done: int, total: int) -> None:
        seen.append((done, total))
        if done == 7:
            raise KeyboardInterrupt

    torch.use_deterministic_algorithms(False)
    torch.set_num_threads(2)
    with pytest.raises(KeyboardInterrupt):
        fit(classifier(), blobs, Recipe(2, 16), rng=np.random.default_rng(0), on_progress=stop_at_seven)
    assert torch.get_num_threads() == 2
    assert not torch.are_deterministic_algorithms_enabled()
    assert seen == [(i, 12) for i in range(1, 8)]


def test_the_random_numbers_of_torch_are_not_touched(blobs: Dataset):
    net = classifier()
    before = torch.random.get_rng_state()
    fit(net, blobs, Recipe(1), rng=np.random.default_rng(0))
    assert torch.equal(torch.random.get_rng_state(), before)


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ({"epochs": 0}, "epochs=0"),
        ({"epochs": 1, "learning_rate": 0.0}, r"learning_rate=0\.0"),
        ({"epochs": 1, "momentum": 1.0}, r"momentum=1\.0"),
        ({"epochs": 1, "l1": -1.0}, r"l1=-1\.0"),
        ({"epochs": 1, "weight_decay": -1.0}, r"weight_decay=-1\.0"),
        ({"epochs": 1, "optimizer": "lbfgs"}, "optimizer='lbfgs' is not one of"),
        ({"epochs": 1, "schedule": "step"}, "schedule='step' is not one of"),
    ],
)
def test_recipes_out_of_range_are_refused(values: dict, text: str):
    with pytest.raises(DomainError, match=text):
        Recipe(**values)


def test_a_diverging_loss_is_named(line: Dataset):
    with pytest.raises(DomainError, match=r"the loss is (inf|nan) in epoch \d+ with learning_rate=1e\+20"):
        fit(torch.nn.Linear(1, 1), line, Recipe(9, 10, "sgd", 1e20, momentum=0.0), rng=np.random.default_rng(0))


def test_a_missing_gpu_is_one_sentence(blobs: Dataset, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    with pytest.raises(DomainError, match=r"device='cuda' is not available .*use 'cpu'"), deterministic("cuda"):
        pass


def normalised() -> torch.nn.Sequential:
    """With running means, which are restored, too."""
    first, *rest = classifier()
    return torch.nn.Sequential(first, torch.nn.BatchNorm1d(8), *rest)


@pytest.mark.parametrize("optimizer", ["adam", "sgd"])
@pytest.mark.parametrize("stop", [1, 13, 24, 59])
def test_an_interrupted_training_goes_on_to_the_same_weights(
    optimizer: str, stop: int, blobs: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(train, "SECONDS_BETWEEN_STATES", 0.0)
    recipe, path = Recipe(10, 16, optimizer, 1e-2, l1=1e-3), tmp_path / "state"
    whole = normalised()
    record = fit(whole, blobs, recipe, rng=np.random.default_rng(0))

    def interrupt(done: int, total: int) -> None:
        if done == stop:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fit(normalised(), blobs, recipe, rng=np.random.default_rng(0), state=path, on_progress=interrupt)
    assert path.exists() == (stop > 6)
    seen: list[int] = []
    resumed = normalised()
    again = fit(
        resumed, blobs, recipe, rng=np.random.default_rng(0), state=path, on_progress=lambda n, _: seen.append(n)
    )
    assert seen[0] == (stop - 1) // 6 * 6 + 1, "epochs that were over are not computed again"
    for one, other in zip(whole.state_dict().values(), resumed.state_dict().values(), strict=True):
        assert torch.equal(one, other)
    assert again.losses == record.losses
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("damage", ["other recipe", "cut short", "nothing", "no text"])
def test_a_state_that_does_not_fit_is_not_used(damage: str, blobs: Dataset, tmp_path: Path, monkeypatch):
    monkeypatch.setattr(train, "SECONDS_BETWEEN_STATES", 0.0)
    recipe, path = Recipe(4, 16, "sgd", 1e-2), tmp_path / "state"

    def interrupt(done: int, total: int) -> None:
        if done == 20:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fit(classifier(), blobs, recipe, rng=np.random.default_rng(0), state=path, on_progress=interrupt)
    if damage == "other recipe":
        recipe = Recipe(4, 16, "sgd", 2e-2)
    else:
        content = path.read_bytes()
        path.write_bytes({"cut short": content[:-5], "nothing": b"", "no text": b"\xff" * 100}[damage])
    whole, resumed = classifier(), classifier()
    fit(whole, blobs, recipe, rng=np.random.default_rng(0))
    fit(resumed, blobs, recipe, rng=np.random.default_rng(0), state=path)
    assert weights(whole) == weights(resumed)


def test_a_short_training_writes_no_state(blobs: Dataset, tmp_path: Path):
    fit(classifier(), blobs, Recipe(3, 16), rng=np.random.default_rng(0), state=tmp_path / "no" / "folder")
    assert not list(tmp_path.iterdir())


def test_no_reduced_precision_and_no_choice_of_kernels_by_speed_while_training():
    cudnn = torch.backends.cudnn
    before = (cudnn.allow_tf32, cudnn.benchmark, cudnn.deterministic)
    with deterministic():
        assert (cudnn.allow_tf32, cudnn.benchmark, cudnn.deterministic) == (False, False, True)
        assert torch.are_deterministic_algorithms_enabled()
    assert (cudnn.allow_tf32, cudnn.benchmark, cudnn.deterministic) == before
