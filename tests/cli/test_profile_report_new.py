"""The verbs ``profile``, ``report`` and ``new``."""

import json
import pickle
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file

from lqtheory.balls import Truth
from lqtheory.cli import profiling
from lqtheory.registry import all_theorems, find
from lqtheory.tables import Table, read


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    """A small network with a bias and a normalisation."""
    generator = torch.Generator().manual_seed(0)
    net = torch.nn.Sequential(torch.nn.Linear(4, 3), torch.nn.BatchNorm1d(3))
    with torch.no_grad():
        net[0].weight.copy_(torch.randn(3, 4, generator=generator))
    path = tmp_path / "net.safetensors"
    save_file(net.state_dict(), path)
    return path


def test_profile_prints_the_table_and_what_was_left_out(cli, weights):
    result = cli("profile", weights, "--theorem", "stechkin_inequality", "-q", "1", "--density", "0.5")
    assert result.code == 0
    header, line, totals = result.out.splitlines()
    assert header.split()[:4] == ["layer", "theorem", "n", "k"]
    assert line.split()[:6] == ["0.weight", "stechkin_inequality", "12", "6", "1", "2"]
    assert totals == "holds: 1 YES, 0 NO, 0 UNDECIDED"
    assert "left out: 1.weight" in result.err


OWN = """from lqtheory import *
from lqtheory.symbols import best_k_term_error, lq_norm
D = Domain(n=Integer(2, typical=(2, 9)), k=Integer(1, "n-1"), x=Vector("n"))
n, k, x = D.symbols
claim = {}
THEOREM = Theorem("mine", "M", "S.", D, claim, Source("lqtheory_dossier"))
"""


@pytest.mark.parametrize(
    ("claim", "code", "told"),
    [
        ("AtMost(best_k_term_error(x, k, 2), lq_norm(x, 2))", 0, "1 YES, 0 NO"),
        ("AtMost(lq_norm(x, 2), best_k_term_error(x, k, 2))", 1, "0 YES, 1 NO"),
        (
            "Claim(given=[AtMost(lq_norm(x, 1), lq_norm(x, 2))], then=[AtMost(lq_norm(x, 1), 1)])",
            0,
            "lq_norm(x, 1) <= lq_norm(x, 2) fails by ",
        ),
    ],
)
def test_profile_takes_a_theorem_file(cli, weights, tmp_path, claim, code, told):
    file = tmp_path / "mine.py"
    file.write_text(OWN.format(claim))
    result = cli("profile", weights, "--theorem", file, "-k", 3)
    assert result.code == code
    assert told in result.out
    assert f"running the code in {file}" in result.err


def test_profile_writes_the_table_and_json(cli, weights, tmp_path):
    output = tmp_path / "profile.csv"
    result = cli("profile", weights, "--theorem", "lq.worst*", "--k", 3, "--p", "inf", "--output", output, "--json")
    document = json.loads(result.out)
    assert document["columns"] == list(read(output).columns)
    assert {row["k"] for row in document["rows"] if row["theorem"] == "worst_case_best_k_term_error"} == {3}
    assert {row["holds"] for row in document["rows"]} <= {"YES", "UNDECIDED", "NOT_APPLICABLE"}
    assert len(read(output)) == len(document["rows"])


def test_profile_loads_weights_into_a_network_and_says_so(cli, weights, tmp_path, monkeypatch):
    module = (
        "import torch\ndef make():\n    return torch.nn.Sequential(torch.nn.Linear(4, 3), torch.nn.BatchNorm1d(3))\n"
    )
    tmp_path.joinpath("my_nets_of_this_test.py").write_text(module)
    monkeypatch.chdir(tmp_path)
    result = cli("profile", weights, "--theorem", "stechkin_inequality", "--model", "my_nets_of_this_test:make")
    assert result.code == 0
    assert "running the code of my_nets_of_this_test" in result.err


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["--theorem", "nope*"], "no theorem matches"),
        (["--theorem", "stechkin_inequalty"], "did you mean"),
        (["--theorem", "stechkin_constant_at_most_one"], "is an inequality about one vector"),
        (["--theorem", "stechkin_inequality", "--q", "-1"], "use q > 0"),
        (["--theorem", "stechkin_inequality", "--q", "nan"], "use q > 0"),
        (["--theorem", "stechkin_inequality", "--density", "1.5"], "outside (0, 1)"),
        (["--theorem", "stechkin_inequality", "--tolerance", "0.1"], "or add --page"),
        (["--q", "1"], "q=1.0 is outside (0, 1)"),
        (["--q", "nan"], "got q=nan"),
        (["--density", "1.5"], "outside (0, 1)"),
        (["--tolerance", "0"], "tolerance=0.0 is outside (0, 1)"),
        (["--density", "0.5", "--k", "3"], "give one of them"),
        (["--k", "3"], "--k is for theorems"),
        (["--p", "3"], "--p is for theorems"),
        (["--page", "page.pdf"], "does not end in .html"),
        (["--page", "no/such/folder/page.html"], "no folder"),
        (["--output", "table.txt"], "does not end in .csv"),
        (["--output", "no/such/folder/table.csv"], "no folder"),
        (["--model", "nonsense"], "package.module:factory"),
        (["--model", "no_such_module_at_all:make"], "does not give a network"),
        (["--model", "torch.nn:Identity"], "does not fit the network"),
        (["--model", "json:JSONDecoder"], "not a torch.nn.Module"),
        (["--theorem"], "requires an argument"),
    ],
)
def test_profile_refuses_bad_input(refused, weights, words, reason, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    words = [word for word in words]
    sentence = refused("profile", weights, *words)
    assert reason in sentence
    assert sorted(path.name for path in tmp_path.iterdir()) == ["net.safetensors"]


def test_profile_prints_layers_by_compressibility(cli, tmp_path):
    save_file(
        {"flat.weight": torch.ones(4, 4), "sparse.weight": torch.eye(4), "scale": torch.ones(4)},
        tmp_path / "net.safetensors",
    )
    result = cli("profile", tmp_path / "net.safetensors", "--tolerance", "0.3", "--tolerance", "0.6", "--q", "0.5")
    assert result.code == 0
    header, first, second, *rest = result.out.splitlines()
    assert header.split() == [
        "layer", "kind", "n", "zeros", "si_0.5", "sparsity_0.5", "share_0.5", "kept_0.3", "kept_sharp_0.3", "kept_0.6",
        "kept_sharp_0.6",
    ]  # fmt: skip
    assert first.split()[:8] == ["sparse.weight", "linear", "16", "12", "0.25", "4", "0.25", "4"]
    assert second.split()[:8] == ["flat.weight", "linear", "16", "0", "0.0625", "16", "1", "15"]
    assert rest[0].startswith("2 layers with 32 weights")
    assert "left out: scale" in result.err


def test_profile_writes_a_page_a_table_and_json(cli, weights, tmp_path):
    page, output = tmp_path / "net.html", tmp_path / "net.csv"
    result = cli("profile", weights, "--page", page, "--output", output, "--json")
    document = json.loads(result.out)
    assert [row["layer"] for row in document["layers"]] == ["0.weight"] == read(output).column("layer")
    assert {row["density"] for row in document["curves"]} >= {0.5, 0.1}
    text = page.read_text(encoding="utf-8")
    assert "<h1>Compressibility of net.safetensors</h1>" in text
    assert "Theorems" not in text
    assert f"{page} written" in result.err


def test_a_page_with_theorems_shows_them_too(cli, weights, tmp_path):
    page = tmp_path / "net.html"
    result = cli("profile", weights, "--theorem", "stechkin_inequality", "--q", "1", "--density", "0.5", "--page", page)
    assert result.code == 0
    assert result.out.splitlines()[-1] == "holds: 1 YES, 0 NO, 0 UNDECIDED"
    text = page.read_text(encoding="utf-8")
    assert "Layers by compressibility" in text
    assert '<td class="words">stechkin_inequality</td>' in text


def test_profile_takes_a_network_from_its_factory_alone(cli, refused, tmp_path, monkeypatch):
    tmp_path.joinpath("nets_without_file.py").write_text(
        "import torch\ndef make():\n    return torch.nn.Linear(3, 2)\n"
    )
    monkeypatch.chdir(tmp_path)
    assert cli("profile", "--model", "nets_without_file:make").out.splitlines()[1].split()[:3] == [
        "weight",
        "linear",
        "6",
    ]
    assert "or --model package.module:factory" in refused("profile")


def test_profile_names_weights_that_are_not_finite_not_floats_or_of_the_wrong_shape(refused, tmp_path):
    path = tmp_path / "net.safetensors"
    for content, reason in (
        ({"fc.weight": torch.tensor([[1.0, float("nan")]])}, "1 of the 2 weights of fc.weight are NaN or infinite"),
        ({"fc.weight": torch.ones(2, 2, dtype=torch.int32)}, "fc.weight for one is not a dense tensor of real floats"),
        ({"fc.weight": torch.ones(2, 3), "fc.bias": torch.ones(4)}, "expected a bias of shape (2,)"),
    ):
        save_file(content, path)
        assert reason in refused("profile", path)
    save_file({"fc.weight": torch.ones(20, 3)}, path)
    path.write_bytes(path.read_bytes()[:-7])
    assert "is not a readable safetensors file" in refused("profile", path)


def test_profile_refuses_missing_and_pickled_files(refused, tmp_path):
    assert "no file" in refused("profile", tmp_path / "none.pt")
    path = tmp_path / "evil.pt"
    path.write_bytes(pickle.dumps({"weight": print}))
    assert "evil.pt" in refused("profile", path)


def test_a_bound_that_fails_on_a_layer_is_noticed():
    def broken(name: str, holds: Truth) -> bool:
        table = Table(("theorem", "holds"), [(name, holds)])
        return profiling._broken(table.with_metadata(expected={name: find(name).expected}))

    assert broken("stechkin_inequality", Truth.NO)
    assert not broken("stechkin_inequality", Truth.UNDECIDED)
    assert not broken("sap_count_suffices_as_published", Truth.NO)


def test_report_prints_the_ledger(cli, tmp_path):
    out = cli("report", "--store-dir", tmp_path).out
    assert out.startswith(f"{len(all_theorems())} theorems: ")
    assert all(f"| `{theorem.name}` |" in out for theorem in all_theorems())
    document = json.loads(cli("report", "--store-dir", tmp_path, "--json").out)
    assert [row["theorem"] for row in document["theorems"]] == [theorem.name for theorem in all_theorems()]


def test_report_writes_between_the_markers_and_says_whether_anything_changed(cli, tmp_path):
    path = tmp_path / "README.md"
    path.write_text("before\n<!-- ledger:begin -->\nwhat stood here before\n<!-- ledger:end -->\nafter\n")
    words = ("report", "--store-dir", tmp_path / "store", "--write", path)
    assert cli(*words).out == f"{path}: ledger written\n"
    text = path.read_text()
    assert text.startswith("before\n<!-- ledger:begin -->\n")
    assert text.endswith("<!-- ledger:end -->\nafter\n")
    assert "what stood here before" not in text
    assert cli(*words).out == f"{path}: ledger was current\n"
    assert list(tmp_path.iterdir()) == [path]


def test_report_writes_the_errata_and_says_whether_anything_changed(cli, tmp_path):
    path = tmp_path / "ERRATA.md"
    assert cli("report", "--errata", path).out == f"{path}: errata written\n"
    assert path.read_text(encoding="utf-8").startswith("# Errata")
    assert cli("report", "--errata", path).out == f"{path}: errata were current\n"


def test_report_prints_which_theorems_speak_of_each_result_of_the_dossiers(cli, tmp_path):
    lines = cli("report", "--coverage").out.splitlines()
    (minimax,) = [line.split() for line in lines if line.split()[:1] == ["coreset.minimax_q"] and "equals" in line]
    assert minimax == ["coreset.minimax_q", "derived", "minimax_equals_maximin", "PROVED"]
    (pipeline,) = [line for line in lines if line.startswith("geom.spec.predictor")]
    assert pipeline.endswith("a pipeline of other results")
    document = json.loads(cli("report", "--coverage", "--json", "--store-dir", tmp_path).out)["results"]
    assert {line.split()[0] for line in lines[1:]} >= set(document)
    assert document["coreset.minimax_q"]["derived"]
    assert document["coreset.minimax_q"]["theorems"]["minimax_equals_maximin"] == "—"


def test_report_refuses_files_without_markers(refused, tmp_path):
    path = tmp_path / "README.md"
    path.write_text("nothing here\n")
    assert "ledger:begin" in refused("report", "--write", path)
    assert path.read_text() == "nothing here\n"
    assert "no file" in refused("report", "--write", tmp_path / "none.md")


def test_new_writes_a_theorem_that_can_be_checked_at_once(cli, tmp_path):
    result = cli("new", "my_inequality", "--dir", tmp_path)
    path = tmp_path / "my_inequality.py"
    assert result.code == 0
    assert str(path) in result.out
    checked = cli("check", path, "--budget", "quick", "--json")
    assert checked.code == 0
    (row,) = json.loads(checked.out)["theorems"]
    assert row["verdict"] == ["SURVIVED"]
    assert {record["method"] for record in row["evidence"]} >= {"falsify", "sharpness"}


def test_new_refuses_bad_names_and_never_overwrites(refused, tmp_path):
    for name in ("My", "class", "1a", "a-b", "_a"):
        assert "cannot name a theorem" in refused("new", name, "--dir", tmp_path)
    assert "already has a theorem" in refused("new", "stechkin_inequality", "--dir", tmp_path)
    assert "no folder" in refused("new", "mine", "--dir", tmp_path / "none")
    path = tmp_path / "mine.py"
    path.write_text("precious")
    assert "left as it is" in refused("new", "mine", "--dir", tmp_path)
    assert path.read_text() == "precious"


def test_a_file_that_cannot_be_mapped_is_named(cli, tmp_path):
    tensors = {"fc.weight": torch.eye(3)}
    for old in (True, False):
        torch.save(tensors, tmp_path / "net.pt", _use_new_zipfile_serialization=not old)
        result = cli("profile", str(tmp_path / "net.pt"))
        assert result.code == 0
        assert ("the old format of torch.save and is read whole" in result.err) is old
