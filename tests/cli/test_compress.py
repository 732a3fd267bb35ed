"""The verb ``compress``."""

import json
from collections.abc import Iterator
from html import escape
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file, save_file

from lqtheory.cli import compressing
from lqtheory.cli.compressing import METHOD_NAMES
from lqtheory.compression import METHODS, compress, load
from lqtheory.compression.adaptive import RULES
from lqtheory.networks import Dataset


@pytest.fixture(autouse=True)
def _initial_weights() -> Iterator[None]:
    """The same initial weights in every run."""
    with torch.random.fork_rng():
        torch.manual_seed(0)
        yield


MODULE = """
import torch
def make():
    return torch.nn.Sequential(
        torch.nn.Flatten(), torch.nn.Linear(64, 30), torch.nn.BatchNorm1d(30), torch.nn.ReLU(), torch.nn.Linear(30, 10)
    )
def small():
    return torch.nn.Linear(2, 2)
def recurrent():
    return torch.nn.LSTM(2, 2)
"""


@pytest.fixture
def weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A network on digits, and the module that builds it, in the current folder."""
    tmp_path.joinpath("nets_of_compress.py").write_text(MODULE)
    monkeypatch.chdir(tmp_path)
    scope: dict = {}
    exec(MODULE, scope)
    path = tmp_path / "net.safetensors"
    save_file(scope["make"]().state_dict(), path)
    return path


MODEL = ("--model", "nets_of_compress:make")


def test_a_smaller_checkpoint_is_written_next_to_the_weights(cli, weights):
    before = weights.read_bytes()
    result = cli("compress", weights, "--method", "adaptive", "--tolerance", "0.5")
    assert result.code == 0
    output = weights.with_name("net-compressed.safetensors")
    assert output.stat().st_size < len(before)
    assert weights.read_bytes() == before
    header, *lines = result.out.splitlines()
    assert header.split()[:4] == ["layer", "n", "kept", "density"]
    assert [line.split()[0] for line in lines[:3]] == ["1.weight", "4.weight", "all"]
    assert "is a reconstruction of the neuron-level rule" in lines[3]
    assert lines[4].startswith("kept of 2220 at this tolerance, by rule: stechkin ")
    assert lines[5].startswith(f"{output}: {output.stat().st_size} bytes, ")
    (told,) = (line for line in result.err.splitlines() if "left as it is" in line)
    assert all(f"2.{name}" in told for name in ("weight", "bias", "running_mean", "running_var"))
    assert told.endswith(": is not called weight, or has not two, three or four axes")
    plain = weights.with_name("nets_of_compress.py")
    assert output.stat().st_mode == plain.stat().st_mode  # others may read it as they may read any file
    wanted = compress(load(weights), "adaptive", tolerance=0.5).network
    assert all(torch.equal(value, wanted[name]) for name, value in load(output).items())


def test_the_default_method_is_the_adaptive_one_and_json_has_everything(cli, weights, tmp_path):
    output = tmp_path / "small.safetensors"
    document = json.loads(cli("compress", weights, "--density", "0.1", "-q", "0.7", "--output", output, "--json").out)
    assert document["method"] == "adaptive"
    assert document["settings"] == {"density": 0.1, "q": 0.7, "rule": "stechkin"}
    assert (document["n"], document["kept"]) == (2220, 222)
    assert document["bytes_after"] == output.stat().st_size
    assert "is a reconstruction" in document["note"]
    assert document["test_score"] is None
    assert document["rule_counts"] is None  # a budget fixes the number kept
    assert sum(layer["kept"] for layer in document["layers"]) == 222


def test_a_compressed_checkpoint_can_be_compressed_again(cli, weights, tmp_path):
    assert cli("compress", weights, "--kept", 300, "--output", tmp_path / "a.safetensors").code == 0
    again = cli("compress", tmp_path / "a.safetensors", "--method", "magnitude", "--kept", 100)
    assert again.code == 0
    kept = [
        value for name, value in load(tmp_path / "a-compressed.safetensors").items() if name in ("1.weight", "4.weight")
    ]
    assert sum(int(value.count_nonzero()) for value in kept) == 100


def test_a_compressed_checkpoint_can_be_profiled(cli, weights, tmp_path):
    assert cli("compress", weights, "--kept", 300, "--output", tmp_path / "a.safetensors").code == 0
    result = cli("profile", tmp_path / "a.safetensors", "--theorem", "stechkin_inequality", "--density", "0.5")
    assert result.code == 0
    assert {"1.weight", "4.weight"} <= {line.split()[0] for line in result.out.splitlines()}


@pytest.mark.parametrize("method", METHODS)
def test_every_method_runs_with_a_model_and_data(cli, weights, method):
    words = ("compress", weights, "--method", method, "--density", "0.5", *MODEL, "--data", "digits", "--examples", 100)
    result = cli(*words)
    assert result.code == 0
    assert "running the code of nets_of_compress" in result.err
    assert "relative error of the output on the sample" in result.out
    assert "score on the test data" in result.out


@pytest.mark.parametrize("method", ["adaptive", "relative"])
@pytest.mark.parametrize("model", [(), MODEL])
def test_small_neurons_are_kept_unless_negligible_says_otherwise_and_then_counted(cli, weights, method, model):
    tensors = load_file(weights)
    tensors["4.weight"][2:5] *= 1e-9
    save_file(tensors, weights)
    words = ("compress", weights, "--method", method, "--tolerance", "0.3", *model)
    document = json.loads(cli(*words, "--json").out)
    assert all(layer["worst_neuron"] <= 0.3 * (1 + 1e-12) for layer in document["layers"])
    assert all(layer["neurons_zeroed"] == 0 for layer in document["layers"])
    assert "set to zero" not in cli(*words).out
    result = cli(*words, "--negligible", "1e-6")
    assert "neurons set to zero: 3 of 40, among them all whose norm is below negligible=1e-06 times the" in result.out
    assert (method != "adaptive") or "every rule meets the tolerance for all other neurons" in result.out
    assert [line.split()[5] for line in result.out.splitlines() if line.startswith("4.weight")] == ["1"]
    document = json.loads(cli(*words, "--negligible", "1e-6", "--json").out)
    assert [layer["neurons_zeroed"] for layer in document["layers"]] == [0, 3]


@pytest.mark.parametrize("model", [(), MODEL])
def test_an_infinite_bias_is_refused(cli, weights, model):
    tensors = load_file(weights)
    tensors["4.bias"][0] = torch.inf
    save_file(tensors, weights)
    result = cli("compress", weights, "--method", "magnitude", "--density", "0.5", *model)
    assert result.code != 0
    assert "4.bias holds NaN or infinity" in result.err


def test_a_budget_of_parameters_counts_the_biases_that_stay(cli, weights):
    words = ("compress", weights, "--method", "structured", *MODEL, "--data", "digits", "--examples", 50)
    assert cli(*words, "--parameters", 85).code == 0
    assert sum(tensor.numel() for tensor in load(weights.with_name("net-compressed.safetensors")).values()) == 85
    result = cli(*words, "--parameters", 84)
    assert "parameters=84 is below the 85 parameters, biases included, that remain" in result.err


def test_refit_and_loading_into_the_network(cli, weights):
    words = (*MODEL, "--data", "digits", "--refit", "--density", "0.2", "--method", "magnitude", "--json")
    document = json.loads(cli("compress", weights, *words).out)
    assert document["settings"]["refit"] is True
    scope: dict = {}
    exec(MODULE, scope)
    network = load(weights.with_name("net-compressed.safetensors"), scope["make"]())
    assert isinstance(network[2], torch.nn.Identity)
    assert 0 <= document["test_score"]["after"] <= 1
    assert np.isfinite(network(torch.ones(2, 1, 8, 8)).detach().numpy()).all()


def test_masks_are_written_beside_the_checkpoint(cli, refused, weights):
    masks = weights.with_name("masks.safetensors")
    words = ("compress", weights, "--method", "magnitude", "--density", "0.5", "--masks")
    assert cli(*words, masks).code == 0
    kept, tensors = load_file(masks), load(weights.with_name("net-compressed.safetensors"))
    assert kept
    assert all(torch.equal(tensors[name] != 0, mask) for name, mask in kept.items())
    for bad, reason in (
        (weights, "is the file of weights itself"),
        (weights.with_name("net-compressed.safetensors"), "is the checkpoint to write itself"),
        (weights.with_name("masks.pt"), "does not end in .safetensors"),
    ):
        assert reason in refused(*words, bad)


def test_a_network_is_taken_from_its_factory_alone(cli, refused, weights):
    output = weights.with_name("made.safetensors")
    words = ("compress", *MODEL, "--method", "magnitude", "--density", "0.5")
    assert "--output is missing" in refused(*words)
    result = cli(*words, "--output", output)
    assert result.code == 0
    assert str(output) in result.out
    assert load(output)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ([], "exactly one of density, kept, parameters, tolerance, eps is needed"),
        (["--density", "0.5", "--tolerance", "0.1"], "got density and tolerance"),
        (["--tolerance", "1.5"], "tolerance=1.5 is outside [0, 1)"),
        (["--density", "0"], "density=0 is outside (0, 1]"),
        (["--density", "nan"], "density=nan is outside (0, 1]"),
        (["--tolerance", "nan"], "tolerance=nan is outside [0, 1)"),
        (["--kept", "-1"], "kept=-1 is negative"),
        (["--parameters", "3"], "parameters=3 is below the"),
        (["--method", "magnitud", "--density", "0.5"], "there is no method 'magnitud'"),
        (["--method", "obd", "--density", "0.5"], "the method obd needs a sample"),
        (["--method", "obd", "--density", "0.5", *MODEL], "the method obd needs a sample"),
        (["--method", "structured", "--density", "0.5"], "the method structured needs a sample"),
        (["--refit", "--density", "0.5"], "refit needs a sample"),
        (["--density", "0.5", "--data", "digits"], "--data needs the network"),
        (["--density", "0.5", "--data", "digts", *MODEL], "no data set 'digts'"),
        (["--density", "0.5", "--data", "california_housing", *MODEL], "do not fit the network"),
        (["--density", "0.5", "--rule", "best"], "rule='best' is not one of"),
        (["--density", "0.5", "-q", "2"], "q=2.0 is outside (0, 2)"),
        (["--density", "0.5", "--layer", "conv*"], "no layer matches 'conv*'"),
        (["--density", "0.5", "--output", "net.pt"], "does not end in .safetensors"),
        (["--density", "0.5", "--output", "no/net.safetensors"], "there is no folder no"),
        (["--density", "0.5", "--output", "net.safetensors"], "is the file of weights itself"),
        (["--density", "0.5", "--model", "nets_of_compress:small"], "does not fit the network of --model"),
        (["--density", "0.5", "--model", "nonsense"], "package.module:factory"),
        (["--density", "half"], "'--density'"),
        (["--examples", "0", "--density", "0.5"], "'--examples'"),
    ],
)
def test_bad_input_is_refused_and_nothing_written(refused, weights, words, reason):
    if "california_housing" in words:
        from lqtheory.networks import data

        if not data.is_available("california_housing"):
            pytest.skip("the data set is not here")
    assert reason in refused("compress", weights, *words)
    names = {path.name for path in weights.parent.iterdir() if path.name != "__pycache__"}
    assert names == {"net.safetensors", "nets_of_compress.py"}


def test_what_is_no_file_of_weights_is_refused(refused, tmp_path):
    assert f"{tmp_path} is a folder; give" in refused("compress", tmp_path, "--density", "0.5")
    (tmp_path / "noise.pt").write_bytes(bytes(range(1, 200)))
    assert "noise.pt is not a readable file of weights (it does not begin" in refused(
        "compress", tmp_path / "noise.pt", "--density", "0.5"
    )
    torch.save(torch.nn.Linear(2, 2), tmp_path / "whole.pt")
    assert "it holds pickled objects" in refused("compress", tmp_path / "whole.pt", "--density", "0.5")
    for name in ("empty.pt", "empty.safetensors"):
        (tmp_path / name).touch()
        assert "readable" in refused("compress", tmp_path / name, "--density", "0.5")


def test_a_user_is_told_what_to_do_if_every_weight_is_kept(cli, weights):
    told = cli("compress", weights, "--tolerance", "0.05", "--rule", "stechkin").err
    least = compress(load(weights), "adaptive", tolerance=0.05, rule="exact").report
    assert f"--rule exact meets the same tolerance with {least.kept} of 2220" in told
    assert "every weight is kept" not in cli("compress", weights, "--tolerance", "0.05", "--rule", "exact").err
    assert "every weight is kept" not in cli("compress", weights, "--tolerance", "0.05").err  # the default
    assert "allow a larger one" in cli("compress", weights, "--tolerance", "1e-12", "--rule", "sharp").err
    assert "allow a larger one" in cli("compress", weights, "--tolerance", "1e-12").err
    assert "a smaller density" in cli("compress", weights, "--density", "1").err


@pytest.mark.parametrize("rule", RULES)
def test_the_report_says_what_every_rule_keeps(cli, weights, rule):
    words = ("compress", weights, "--tolerance", "0.3", "-q", "0.9", "--layer", "4.weight")
    counts = {
        other: compress(load(weights), "adaptive", tolerance=0.3, q=0.9, rule=other, layers="4.weight").report.kept
        for other in RULES
    }
    assert 300 >= counts["stechkin"] >= counts["sharp"] > counts["exact"] > 0
    document = json.loads(cli(*words, "--rule", rule, "--json").out)
    assert document["rule_counts"] == counts
    assert document["kept"] == counts[rule]
    told = ", ".join(f"{other} {count} ({count / 300:.1%})" for other, count in counts.items())
    out = cli(*words, "--rule", rule).out
    assert f"kept of 300 at this tolerance, by rule: {told}; every rule meets the tolerance" in out
    assert "choose with --rule" in out


def test_with_a_budget_the_report_says_what_the_rule_decides(cli, weights):
    assert "a budget fixes how many weights are kept" in cli("compress", weights, "--density", "0.1").out
    assert "by rule" not in cli("compress", weights, "--method", "relative", "--tolerance", "0.3").out


def test_removed_neurons_are_certified(cli, weights):
    words = ("--method", "structured", "--density", "0.5", "--certify", "--examples", 50, "--data", "digits", *MODEL)
    document = json.loads(cli("compress", weights, *words, "--json").out)
    assert document["certificate"]["inputs"] == 50
    bounds = document["certificate"]["bounds"]
    assert bounds["measured"]["max"] <= bounds["gated"]["max"] * (1 + 1e-9)


def test_removed_neurons_are_refitted(cli, weights):
    words = ("--method", "structured", "--density", "0.5", "--examples", 50, "--data", "digits", *MODEL, "--json")
    plain, fitted = (json.loads(cli("compress", weights, *words, *more).out) for more in ((), ("--refit",)))
    assert fitted["settings"]["refit"] is True
    assert fitted["kept"] == plain["kept"]
    assert fitted["output_error"] < plain["output_error"]


def test_weights_that_are_nan_or_missing_are_refused(refused, tmp_path):
    assert "there is no file" in refused("compress", tmp_path / "none.safetensors", "--density", "0.5")
    save_file({"fc.weight": torch.full((2, 2), torch.nan)}, tmp_path / "bad.safetensors")
    assert "fc.weight holds NaN" in refused("compress", tmp_path / "bad.safetensors", "--density", "0.5")
    save_file({"embedding": torch.ones(3)}, tmp_path / "none.safetensors")
    assert "no linear or convolutional layer" in refused("compress", tmp_path / "none.safetensors", "--density", "0.5")


def test_the_page_has_the_report_the_layers_and_their_curves(cli, refused, weights):
    page = weights.with_name("page.html")
    result = cli("compress", weights, "--tolerance", "0.3", "--page", page)
    assert result.code == 0
    assert f"{page} written" in result.err
    text = page.read_text(encoding="utf-8")
    assert "<h1>Compression of net.safetensors</h1>" in text
    for heading in ("Compressed by adaptive", "Layers by compressibility", "Degradation"):
        assert f"<h2>{heading}</h2>" in text
    assert all(escape(line) in text for line in result.out.splitlines()[4:])
    assert text.count("data:image/svg+xml") == 1
    words = (*MODEL, "--data", "digits", "--examples", 20, "--density", "0.5", "--method", "obd")
    assert cli("compress", weights, *words, "--page", page).code == 0
    assert "score on the test data" in page.read_text(encoding="utf-8")
    assert "does not end in .html" in refused("compress", weights, "--density", "0.5", "--page", "page.pdf")


def test_help_names_the_methods():
    assert METHOD_NAMES.split(", ") == list(METHODS)


def test_inputs_are_held_out_at_random():
    """The first rows of a test set need not be a sample of it: those of MNIST are not."""
    x, y = np.arange(1000.0, dtype=np.float32)[:, None], np.zeros(1000, np.int64)
    ordered = Dataset("ordered", x, y, x, y, "classification", 2)
    found = compressing._held_out(ordered, "corenet", 200, 5)
    assert found.ravel().astype(int).tolist() == ordered.test_sample(200, 5)[0].tolist()
    assert found.max() > 800


@pytest.mark.parametrize("method", ["sensitivity", "corenet", "pfp"])
def test_coresets_have_limits_from_inputs_held_out(cli, weights, method):
    result = cli("compress", weights, *MODEL, "--data", "digits", "--method", method, "--density", "0.5",
                 "--examples", "50", "--held-out", "150")  # fmt: skip
    assert result.code == 0
    assert "limits from 150 inputs held out" in result.out


@pytest.mark.parametrize("eps", ["1e-9", "1e-200", "0.5"])
def test_filters_for_an_accuracy_that_no_number_of_draws_gives(cli, weights, eps):
    result = cli("compress", weights, *MODEL, "--data", "digits", "--method", "pfp", "--eps", eps, "--examples", "50")
    assert result.code == 0
    assert f"a priori (eps={float(eps):g}, delta=0.05" in result.out
    assert "draws for 30 channels: vacuous by" in result.out
