"""The verb ``limit``."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file

from lqtheory.cli import limiting

MODULE = """
import torch
def make():
    torch.manual_seed(0)
    return torch.nn.Sequential(torch.nn.Flatten(), torch.nn.Linear(64, 8), torch.nn.ReLU(), torch.nn.Linear(8, 10))
def dropping():
    return torch.nn.Sequential(torch.nn.Flatten(), torch.nn.Dropout(0.5), torch.nn.Linear(64, 10))
def nothing():
    return 3
def squared(outputs, targets):
    wanted = torch.nn.functional.one_hot(targets, 10)
    return (outputs - wanted).square().mean()
"""
CHEAP = ("--examples", 400, "--masks", 4, "--own", 4, "--steps", 8, "--probes", 1)
MODEL = ("--model", "nets_of_limit:make", "--data", "digits")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A module with networks in the current folder; the global seed of torch is put back."""
    tmp_path.joinpath("nets_of_limit.py").write_text(MODULE)
    monkeypatch.chdir(tmp_path)
    with torch.random.fork_rng():
        yield


def test_a_table_of_predictors_with_the_measured_limit(cli) -> None:
    result = cli("limit", *MODEL, *CHEAP)
    assert result.code == 0
    assert "running the code of nets_of_limit" in result.err
    assert "in memory once" not in result.err
    names = ("measured: one-shot loss", "published, absolute", "slice, own direction", "exact mask", "below 0.01")
    assert all(name in result.out for name in names)
    assert "592 of 610 parameters may be pruned" in result.out
    assert "Predictors describe a quadratic model" in result.out


def test_what_is_held_in_memory_is_said_beforehand(cli, monkeypatch) -> None:
    monkeypatch.setattr(limiting, "MUCH", 20_000)
    result = cli("limit", *MODEL, *CHEAP)
    assert "610 parameters, 0.00244 MB, and a copy in float64; Lanczos' method holds 10 vectors" in result.err
    assert "0.0488 MB (fewer --steps" in result.err
    single = cli("limit", *MODEL, *CHEAP, "--float32").err
    assert "610 parameters, 0.00244 MB, are in memory once; Lanczos' method holds 10 vectors" in single
    assert "0.0244 MB (fewer --steps" in single


def test_what_it_takes_is_said_first_and_a_run_is_kept(cli, tmp_path: Path) -> None:
    result = cli("limit", *MODEL, *CHEAP, "--json", "--checkpoint", tmp_path / "kept")
    assert "products with curvature matrices, about" in result.err
    found = json.loads(result.out)
    assert 0.0 < found["round_off"] < 1e-6  # in float64, though the network is float32
    again = cli("limit", *MODEL, *CHEAP, "--json", "--checkpoint", tmp_path / "kept")
    assert json.loads(again.out)["predictions"] == found["predictions"]
    assert json.loads(again.out)["products"] == 0
    single = cli("limit", *MODEL, *CHEAP, "--json", "--float32")
    assert json.loads(single.out)["round_off"] > 1e3 * found["round_off"]


def test_json_and_weights_from_a_file(cli, tmp_path: Path) -> None:
    scope: dict = {}
    exec(MODULE, scope)
    net = scope["make"]()
    with torch.no_grad():
        net[1].weight.zero_()
    save_file(net.state_dict(), tmp_path / "net.safetensors")
    result = cli("limit", "net.safetensors", *MODEL, *CHEAP, "--json", "--epsilon", 0.01)
    assert result.code == 0
    found = json.loads(result.out)
    assert found["epsilon"] == 0.01
    assert found["examples"] == 400
    # the 512 zeros of the first layer are pruned by everything that sees weights
    assert all(row["ratio"] >= 512 / 592 for row in found["predictions"] if row["name"] != "exact mask")
    again = cli("limit", "net.safetensors", *MODEL, *CHEAP, "--json", "--epsilon", 0.01)
    assert json.loads(again.out) == found


def test_the_page_has_the_table_a_picture_and_the_layers(cli, refused, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    result = cli("limit", *MODEL, *CHEAP, "--page", page)
    assert result.code == 0
    text = page.read_text(encoding="utf-8")
    assert "<h1>Pruning limit of nets_of_limit:make</h1>" in text
    for heading in ("Limit of magnitude pruning", "Layers by compressibility", "Degradation"):
        assert f"<h2>{heading}</h2>" in text
    assert all(name in text for name in ("measured: one-shot loss", "592 of 610 parameters", "1.weight"))
    assert text.count("data:image/svg+xml") == 2
    assert "does not end in .html" in refused("limit", *MODEL, *CHEAP, "--page", "page.pdf")


def test_what_cannot_be_done_is_said_in_one_sentence(refused, tmp_path: Path) -> None:
    assert "either --model package.module:factory or --zoo" in refused("limit", "--data", "digits")
    assert "--data is missing" in refused("limit", "--model", "nets_of_limit:make")
    assert "does not give a network" in refused("limit", "--model", "nets_of_limit:missing", "--data", "digits")
    assert "not a torch.nn.Module" in refused("limit", "--model", "nets_of_limit:nothing", "--data", "digits")
    assert "epsilon=-1" in refused("limit", *MODEL, *CHEAP, "--epsilon", -1)
    assert "does not go with --zoo" in refused("limit", "net.safetensors", "--zoo", "mlp_digits")


def test_a_loss_of_the_user_and_a_device(cli, refused) -> None:
    told = cli("limit", *MODEL, *CHEAP, "--loss", "nets_of_limit:squared", "--device", "cpu", "--json")
    plain = cli("limit", *MODEL, *CHEAP, "--json")
    with torch.no_grad():
        losses = [json.loads(one.out)["loss"] for one in (told, plain)]
    assert 0.0 < losses[0] < 0.5 < losses[1]
    assert "not of the form package.module:function" in refused("limit", *MODEL, "--loss", "squared")
    assert "does not give a loss" in refused("limit", *MODEL, "--loss", "nets_of_limit:cubed")
    assert "expected a function of outputs" in refused("limit", *MODEL, "--loss", "nets_of_limit:__name__")
    assert "--device nowhere is not available" in refused("limit", *MODEL, *CHEAP, "--device", "nowhere")
    if not torch.cuda.is_available():
        assert "--device cuda is not available" in refused("limit", *MODEL, *CHEAP, "--device", "cuda")


def test_memory_is_bounded_before_the_run(cli) -> None:
    refused = cli("limit", *MODEL, *CHEAP, "--memory", 0.01)
    assert refused.code == 2
    assert "examples takes" in refused.err or "vectors take" in refused.err
    assert "Traceback" not in refused.err
    assert cli("limit", *MODEL, *CHEAP, "--memory", 0).code == 2
    assert cli("limit", *MODEL, "--examples", 300, "--masks", 0, "--own", 0, "--steps", 4, "--memory", 200).code == 0
