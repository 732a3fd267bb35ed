"""A researcher's first day: a file of their own, its report as text, JSON and page, and all that goes wrong."""

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

HEAD = "from lqtheory import *\nimport sympy as sp\nfrom lqtheory.symbols import lq_norm, peak\n"
VECTOR = 'D = Domain(n=Integer(1, typical=(1, 12)), q=Real(0, typical=(0.3, 3)), x=Vector("n"))\nn, q, x = D.symbols\n'
END = 'THEOREM = Theorem(name="mine", title="M", statement="S.", domain=D, claim={}, source=Source("lqtheory_dossier"))'
QUICK = ("--budget", "quick")


@pytest.fixture
def write(tmp_path: Path):
    """Write the lines of a theorem file, with the claim last."""

    def make(claim: str, lines: str = VECTOR) -> Path:
        path = tmp_path / "mine.py"
        path.write_text(HEAD + lines + END.format(claim))
        return path

    return make


# ---- the report --------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_the_template_has_a_full_report(cli, tmp_path):
    cli("new", "my_bound", "--dir", tmp_path)
    page = tmp_path / "my_bound.html"
    result = cli("check", tmp_path / "my_bound.py", *QUICK, "--page", page)
    assert result.code == 0
    for heading in ("tightness", "without each assumption", "ranges", "against the registry", "on trained networks"):
        assert f"\n  {heading}:\n" in result.out
    assert "lhs/rhs reaches 1 at n=4, k=2, x=(1×4)" in result.out
    assert "stechkin_inequality: yours is tighter at" in result.out
    assert "mlp_digits (3 layers), rows: holds at 72 of 72" in result.out
    assert "certify: only inequalities between scalars" in result.out
    text = page.read_text()
    assert text.count("<figure>") == 3
    assert "http://" not in re.sub(r'data:image/svg\+xml;base64,[^"]*', "", text)


@pytest.mark.slow
def test_the_report_in_json_has_all_parts(cli, write):
    document = json.loads(cli("check", write("AtMost(peak(x), lq_norm(x, q))"), *QUICK, "--json").out)
    report = document["reports"]["mine"]
    assert report["tightness"]["ratio"] == 1
    assert set(report["tightness"]["instance"]) == {"n", "q", "x"}
    assert {row["parameter"] for row in report["ranges"]} == {"n", "q"}
    assert report["networks"]["layers"][0]["yes"] == report["networks"]["layers"][0]["applicable"] > 0
    assert report["comparison"]["quantity"] == "peak(x)"
    assert "report" not in cli("check", write("AtMost(peak(x), lq_norm(x, q))"), *QUICK, "--json", "--no-report").out


def test_theorems_of_the_registry_have_a_report_if_asked(cli):
    words = ["check", "l1_share_below_log_bound", "--only", "falsify", *QUICK]
    assert "against the registry" not in cli(*words).out
    out = cli(*words, "--report").out
    assert "l1_curve_below_quadratic_bound: yours is tighter at" in out
    assert "the theorem speaks about scalars alone" in out


def test_a_refuted_claim_is_told_where_it_is_false(cli, write):
    out = cli("check", write("AtMost(lq_norm(x, q), n * peak(x))"), *QUICK).out
    assert out.startswith("mine: FALSIFIED")
    assert re.search(r"at all \d+ of them where q >= (1|0\.99\d*): perhaps that assumption is missing", out)
    assert re.search(r"q in \[0.3, 1.2\]: FALSE, at ", out)
    assert re.search(r"q in \[2.1, 3\]: lhs/rhs up to ", out)
    assert "against the registry" not in out


def test_further_theorems_of_a_file_are_named(cli, write):
    more = END.format("AtMost(n, n)").replace("THEOREM", "OTHER").replace('"mine"', '"yours"')
    out = cli("check", write("AtMost(n, n)", VECTOR + more + "\n"), *QUICK, "--only", "falsify", "--no-report")
    assert "defines more theorems, of which nothing is said (yours)" in out.err


def test_the_page_is_refused_before_any_work(refused, write, tmp_path):
    path = write("AtMost(peak(x), lq_norm(x, q))")
    assert "does not end in .html" in refused("check", path, "--page", tmp_path / "page.pdf")
    assert "there is no folder" in refused("check", path, "--page", tmp_path / "none" / "page.html")
    assert "--page is for one theorem" in refused("check", path, "stechkin_inequality", "--page", tmp_path / "p.html")


def test_a_file_is_found_without_its_ending(cli, write, monkeypatch):
    monkeypatch.chdir(write("AtMost(peak(x), lq_norm(x, q))").parent)
    assert cli("check", "mine", *QUICK, "--no-report").out.startswith("mine: SURVIVED")


def test_the_quantity_in_the_template_works(cli, tmp_path):
    """What the template shows behind comment signs is code that runs, and torch can climb it."""
    cli("new", "my_bound", "--dir", tmp_path)
    path = tmp_path / "my_bound.py"
    text = path.read_text()
    shown = re.search(r"# from lqtheory import Quantity.*?\n(?=# 3\.)", text, re.DOTALL)
    assert shown is not None
    code = "\n".join(line.removeprefix("#").removeprefix(" ") for line in shown[0].splitlines())
    text = text.replace(shown[0], code + "\n").replace(
        "best_k_term_error(x, k, 2), lq_norm", "magnitude(x), 2 * k * lq_norm"
    )
    path.write_text(re.sub(r"    extremal=.*\n    sharp_at=.*\n", "", text))
    row = json.loads(cli("check", path, *QUICK, "--json", "--no-report").out)["theorems"][0]
    assert row["verdict"] == ["SURVIVED"]
    assert "attack" in {record["method"] for record in row["evidence"]}


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX")
def test_a_terminal_sees_the_rungs_while_they_run(write):
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "lqtheory", "check", str(write("AtMost(peak(x), 1)")), *QUICK, "--no-report"]
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "120", "OMP_NUM_THREADS": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=theirs, text=True, env=environment) as process:
        os.close(theirs)
        seen = b""
        while True:
            try:
                piece = os.read(ours, 65536)
            except OSError:  # the other side is closed
                break
            if not piece:
                break
            seen += piece
        out = process.stdout.read() if process.stdout else ""
    os.close(ours)
    assert process.returncode == 1
    assert out.startswith("mine: FALSIFIED")
    assert "\x1b" not in out
    board = seen.decode()
    assert all(rung in board for rung in ("prove", "certify", "falsify", "attack"))
    assert "FALSIFIED" in board
    assert re.search(r"\d\.\d s", board)


# ---- what goes wrong ---------------------------------------------------------------------------------------------

SCALAR = "D = Domain(a=Real(0, typical=(0, 4)), b=Real(0, typical=(0, 4)){})\na, b = D.symbols\n"
CLASH = (
    'a, b = sp.symbols("a b", positive=True)\n'
    "D = Domain(where=[sp.Le(a + 9, b), sp.Le(b, a)], a=Real(0, typical=(0, 4)), b=Real(0, typical=(0, 4)))\n"
    "a, b = D.symbols\n"
)
SAMPLER = (
    "def draw(rng, **_):\n    return 1.0 + rng.random()\n"
    'size = Quantity("size", ("c",), array=lambda c: c, ball=lambda c: c, sign="positive").symbol\n'
    'c = sp.Symbol("c")\n'
    "D = Domain(where=[AtMost(size(c), sp.Rational(1, 2))], c=Object(draw, ball=lambda c: balls.ball(c)))\n"
    "(c,) = D.symbols\n"
)


@pytest.mark.parametrize(
    ("lines", "claim", "sentence"),
    [
        (
            VECTOR + 'z = sp.Symbol("z")\n',
            "AtMost(peak(x), z)",
            "the claim mentions z, which the domain does not declare",
        ),
        (VECTOR, "AtMost(peak(x), lq_nrm(x, q))", "name 'lq_nrm' is not defined (line 6); did you mean 'lq_norm'?"),
        ("from lqtheory.symbols import best_kterm_error\n", "1", "did you mean 'best_k_term_error'?"),
        (VECTOR, "AtMost(peak(x), lq_norm(x))", "lq_norm takes exactly 2 arguments (1 given) (line 6)"),
        (VECTOR, "peak(x) <= lq_norm(x, q)", "write AtMost(lhs, rhs), Less or Equal"),
        (
            'D = Domain(n=Integer(3), k=Integer("n+1", "n-1"))\nn, k = D.symbols\n',
            "AtMost(k, n)",
            "no value is allowed for k ∈ {n+1,…,n−1} at n=",
        ),
        (CLASH, "AtMost(a, b)", "a + 9 <= b holds at none of 200 draws (nearest miss "),
        (SAMPLER, "AtMost(size(c), 1)", "size(c) <= 1/2 holds at none of 200 draws (nearest miss 0.50"),
        (VECTOR + "x = (\n", "1", "SyntaxError: '(' was never closed (line 6)"),
    ],
    ids=[
        "unknown symbol",
        "unknown quantity",
        "unknown import",
        "missing argument",
        "claim that Python evaluates",
        "bounds that contradict each other",
        "conditions that contradict each other",
        "sampler that never meets the condition",
        "syntax error",
    ],
)
def test_what_cannot_be_checked_is_one_sentence(refused, write, lines, claim, sentence):
    assert sentence in refused("check", write(claim, lines), *QUICK)


def test_a_claim_that_is_true_by_vacuity_does_not_survive(cli, write):
    claim = "Claim(given=[AtMost(lq_norm(x, q) + 1, peak(x))], then=[AtMost(peak(x), 0)])"
    out = cli("check", write(claim), *QUICK).out
    assert out.startswith("mine: INCONCLUSIVE")
    assert "the claim may be true by vacuity: lq_norm(x, q) + 1 <= peak(x) holds at none of 200 draws" in out


def test_a_reversed_inequality_is_suspected(cli, write):
    result = cli("check", write("AtMost(lq_norm(x, q), peak(x))"), *QUICK)
    assert result.code == 1
    assert "perhaps the inequality is the wrong way round" in result.out
    assert "wrong way round" not in cli("check", write("AtMost(peak(x), lq_norm(x, q) / 2)"), *QUICK).out


def test_a_quantity_without_balls_is_named(cli, write):
    own = 'largest = Quantity("largest", ("x",), array=lambda v: abs(v).max(axis=-1), sign="nonnegative").symbol\n'
    out = cli("check", write("AtMost(largest(x), lq_norm(x, q))", VECTOR + own), *QUICK).out
    assert out.startswith("mine: INCONCLUSIVE")
    assert "largest has no ball version: instances near equality stay undecided" in out
    assert "give Quantity(..., ball=...)" in out


def test_a_missing_assumption_is_guessed(cli, write):
    lines = (
        "D = Domain(n=Integer(2, typical=(2, 9)), q=Real(0, typical=(0.3, 3)), p=Real(0, typical=(0.3, 3)), "
        'x=Vector("n"))\nn, q, p, x = D.symbols\n'
    )
    out = cli("check", write("AtMost(lq_norm(x, p), lq_norm(x, q))", lines), *QUICK).out
    assert re.search(r"it holds at \d+% of \d+ sampled instances, at all \d+ of them where p/q >= 1", out)


def test_a_useless_bound_is_called_loose(cli, write):
    out = cli("check", write("AtMost(peak(x), 1000 * lq_norm(x, q))"), *QUICK).out
    assert "no instance comes closer to equality than 0.001: a right side 1000 times smaller" in out


def test_a_typical_range_outside_the_domain_is_noticed(cli, write):
    lines = "D = Domain(q=Real(0, 1, typical=(2, 3)))\n(q,) = D.symbols\n"
    out = cli("check", write("AtMost(q, 1)", lines), *QUICK).out
    assert "the typical range [2, 3] lies outside q ∈ (0, 1): searches looked elsewhere" in out


def test_a_point_of_equality_that_is_none_is_said(cli, write):
    path = write("AtMost(peak(x), lq_norm(x, q))")
    path.write_text(
        path.read_text().removesuffix(")")
        + ', extremal=lambda n, q: instances.flat(n, n), sharp_at=({"n": 4, "q": 1},))'
    )
    out = cli("check", path, *QUICK, "--no-report").out
    assert "INCONCLUSIVE by sharpness: equality is claimed at n=4, q=1, x=(1×4), but rhs - lhs is 0.75 of" in out


def test_two_sides_that_are_the_same_are_noticed(cli, write):
    assert "this may be an identity" in cli("check", write("AtMost(peak(x), peak(x))"), *QUICK).out


# ---- the researcher's own network, and an extremal that does not fit -------------------------------------------------


@pytest.mark.slow
def test_a_network_of_ones_own_is_evaluated_instead_of_the_zoo(cli, write, tmp_path):
    import torch

    weight = torch.randn(6, 10, generator=torch.Generator().manual_seed(0))
    torch.save({"fc.weight": weight}, tmp_path / "own.pt")
    claim = "Claim(given=[AtMost(lq_norm(x, 1), lq_norm(x, 2))], then=[AtMost(peak(x), 2 * lq_norm(x, q))])"
    result = cli("check", write(claim), *QUICK, "--only", "falsify", "--network", tmp_path / "own.pt")
    assert result.code == 0
    assert re.search(r"own.pt fc.weight, rows: .* not applicable: .* by at least \d", result.out)
    assert "mlp_digits" not in result.out


@pytest.mark.parametrize(
    ("extremal", "told"),
    [
        ("lambda n: np.ones(n)", "extremal takes (n), and it is called with the scalars n, q by name"),
        ("lambda n, q: np.ones(n + 1)", "extremal returns x of shape"),
        ("lambda n, q: 1 / 0", "extremal raises ZeroDivisionError: division by zero at n="),
        ("lambda n, q: {'y': np.ones(n)}", "extremal returns values of y at n="),
    ],
)
def test_an_extremal_that_does_not_fit_is_named(refused, write, extremal, told):
    path = write("AtMost(peak(x), 2 * lq_norm(x, q))")
    path.write_text("import numpy as np\n" + path.read_text().removesuffix(")") + f", extremal={extremal})")
    text = refused("check", path, *QUICK, "--no-report")
    assert told in text
    assert "mine" in text


def test_arguments_in_the_wrong_order_are_named(refused, write):
    text = refused("check", write("AtMost(lq_norm(n, x), lq_norm(x, 1))"), *QUICK)
    assert "argument 2 of lq_norm(x, p) is the number p, and x is x ∈ ℝ^n" in text or "lq_norm(x, q)" in text


def test_a_typical_range_outside_the_bounds_is_not_what_the_evidence_says(cli, write):
    lines = "D = Domain(q=Real(0, 1, typical=(2, 3)))\n(q,) = D.symbols\n"
    result = cli("check", write("AtMost(q, 2)", lines), *QUICK, "--only", "falsify", "--json", "--no-report")
    (record,) = json.loads(result.out)["theorems"][0]["evidence"]
    assert record["box"] == {"q": [0, 1]}


def test_nothing_shown_about_a_file_of_ones_own_is_no_success_and_the_note_says_so(cli, write):
    path = write("Claim(given=[AtMost(lq_norm(x, 2), -1)], then=[AtMost(lq_norm(x, 1), 0)])")
    words = ("check", path, *QUICK, "--only", "falsify", "--no-report")
    plain, lenient, strict = cli(*words), cli(*words, "--no-strict"), cli(*words, "--strict")
    assert (plain.code, lenient.code, strict.code) == (3, 0, 3)
    assert "nothing is shown about mine: exit code 0; --strict would end with 3" in lenient.err
    assert "nothing is shown about mine: exit code 3; --no-strict would end with 0" in plain.err
    assert "3 if nothing is shown about a theorem" in " ".join(cli("check", "--help").out.split())


def test_a_typical_range_outside_the_bounds_is_cut_to_them_before_it_is_certified(cli, write):
    for typical, low, high in (("(2, 4)", [1, 64], [63, 64]), ("(1/2, 4)", [1, 2], [127, 128])):
        path = write("AtMost(q**2, q)", f"D = Domain(q=Real(0, 1, typical={typical}))\n(q,) = D.symbols\n")
        result = cli("check", path, *QUICK, "--only", "certify", "--json", "--no-report")
        (record,) = json.loads(result.out)["theorems"][0]["evidence"]
        assert (record["verdict"], record["box"]) == ("CERTIFIED", {"q": [{"fraction": low}, {"fraction": high}]})


def test_rungs_that_were_not_asked_for_are_called_so(cli, write):
    path = write("AtMost(lq_norm(x, 2), lq_norm(x, 1))")
    result = cli("check", path, *QUICK, "--only", "falsify", "--report", "--json")
    (report,) = json.loads(result.out)["reports"].values()
    assert report["not_run"].pop("prove") == "not asked for (--only)"
    assert set(report["not_run"].values()) == {"not asked for (--only)"}
    assert "falsify" not in report["not_run"]


def test_the_folder_of_a_check_stays_as_it_was(write, tmp_path):
    path = write("AtMost(peak(x), 2 * lq_norm(x, q))")
    words = [sys.executable, "-m", "lqtheory", "check", path.name, *QUICK, "--only", "falsify", "--no-report"]
    folder = Path(__file__).parents[2]
    environment = os.environ | {"XDG_CACHE_HOME": str(tmp_path / "cache"), "PYTHONPATH": str(folder)}
    subprocess.run(words, cwd=tmp_path, env=environment, check=True, capture_output=True, timeout=100)
    assert {item.name for item in tmp_path.iterdir()} <= {"mine.py", "cache", "__pycache__"}


def test_a_statement_of_ones_own_is_not_attributed_to_us(cli, write, tmp_path):
    path = write("AtMost(peak(x), 2 * lq_norm(x, q))")
    path.write_text(path.read_text().replace('Source("lqtheory_dossier")', 'Source("own_work", "a guess")'))
    assert "a guess: own work of the author of the file" in cli("show", path).out
    cli("new", "my_bound", "--dir", tmp_path)
    assert "lqtheory authors" not in cli("show", tmp_path / "my_bound.py").out
