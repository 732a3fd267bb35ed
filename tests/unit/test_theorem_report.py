"""The report on a theorem: tightness, parts of ranges, rivals in the registry, trained networks, the page."""

import math
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import sympy as sp
import torch

from lqtheory import AtMost, Claim, Domain, Integer, Matrix, Object, Quantity, Real, Source, Theorem, Vector
from lqtheory.checks.budget import Budget
from lqtheory.checks.comparison import compare, winners_map
from lqtheory.checks.falsify import falsify
from lqtheory.checks.features import features
from lqtheory.checks.rivals import bound_of, rivals
from lqtheory.checks.tightness import Worst, ranges, samples
from lqtheory.networks import zoo
from lqtheory.quantities.tiny_networks import TinyNetwork
from lqtheory.registry import find
from lqtheory.report import LedgerRow, row_of
from lqtheory.report.html_page import page_html
from lqtheory.report.network_material import chunks_of
from lqtheory.report.theorem_page import page_sections
from lqtheory.report.theorem_report import study
from lqtheory.report.trained_networks import LayerFinding, NetworkFindings, on_networks
from lqtheory.symbols import best_k_term_error, l1_descent_share, lq_norm, peak

SMALL = Budget(examples=30, restarts=2, seconds=5.0, bits=226, pieces=100, draws=100)


def theorem(claim, domain: Domain, name: str = "mine", **more) -> Theorem:
    return Theorem(name, "Mine", "A statement.", domain, claim, Source("lqtheory_dossier"), **more)


def in_l2(factor: float = 1.0) -> Theorem:
    """The l_2 error of k entries is at most the factor times ‖x‖_1/(2 sqrt(k)); true from 1 on, sharp at n = 2k."""
    D = Domain(n=Integer(2, typical=(2, 16)), k=Integer(1, "n-1"), x=Vector("n"))
    _, k, x = D.symbols
    return theorem(AtMost(best_k_term_error(x, k, 2), factor * lq_norm(x, 1) / (2 * k**0.5)), D)


# ---- tightness ---------------------------------------------------------------------------------------------------


def test_samples_are_admissible_and_violations_are_confirmed_by_balls():
    D = Domain(t=Real(1, typical=(1e17, 1e18)))
    (t,) = D.symbols
    vacuous = theorem(Claim(given=[AtMost(t + 1, t)], then=[AtMost(t, 1)]), D)
    assert vacuous.admits({"t": 1e17})  # in floats
    assert samples(vacuous, 20) == []
    drawn = samples(in_l2(), 50)
    assert len(drawn) == 50
    assert max(sample.ratio for sample in drawn) <= 1 + 1e-12
    assert max(sample.ratio for sample in samples(in_l2(0.5), 50)) > 1.5


def test_the_worst_instance_is_kept_in_few_digits():
    worst, bound = Worst(), in_l2()
    worst.tell(0.2, {"n": 2, "k": 1, "x": np.array([1.0, 0.1])})
    worst.tell(0.9999999, {"n": 2, "k": 1, "x": np.array([3.000001, 3.0])})
    worst.tell(0.5, {"n": 2, "k": 1, "x": np.array([1.0, 0.2])})
    rounded = worst.rounded(bound)
    assert rounded.instance["x"].tolist() == [1.0, 1.0]
    assert "reaches 1 at n=2, k=1, x=(1×2)" in rounded.text()
    assert Worst().text() == "no instance has a ratio of two sides"


def test_ranges_say_where_a_claim_is_false_and_stay_inside_the_part():
    D = Domain(t=Real(0, typical=(0, 3)))
    (t,) = D.symbols
    found = ranges(theorem(AtMost(t**2, 2 * t), D), SMALL, [])
    false = [one for one in found if one.counterexample is not None]
    assert [(one.low, one.beyond) for one in false] == [(2.0, False), (3.0, True)]
    assert all(one.low <= one.counterexample["t"] <= one.high for one in false)
    below = [one for one in found if one.high <= 2]
    assert len(below) == 2
    assert max(one.ratio for one in below) == pytest.approx(1)


def test_the_search_goes_beyond_the_typical_range_as_far_as_the_domain():
    D = Domain(t=Real(0, 5, typical=(1, 4)), m=Integer(1, typical=(2, 4)))
    t, m = D.symbols
    found = ranges(theorem(AtMost(t, t + m), D), SMALL, [])
    assert [(one.parameter, one.low, one.high) for one in found if one.beyond] == [
        ("t", 4, 5),
        ("t", 0.25, 1),
        ("m", 4, 16),
        ("m", 1, 2),
    ]


def of_the_rest(factor: int) -> Theorem:
    """The l_1 error of k entries against sqrt(n - k) ‖x‖_2, whose sign the symbols do not tell."""
    D = Domain(n=Integer(2, typical=(2, 8)), k=Integer(1, "n-1"), x=Vector("n"))
    n, k, x = D.symbols
    return theorem(AtMost(best_k_term_error(x, k, 1), factor * (n - k) ** sp.Rational(1, 2) * lq_norm(x, 2)), D)


def studied(bound: Theorem, monkeypatch, *stages: str):
    monkeypatch.setattr("lqtheory.report.theorem_report._RANGE", SMALL)
    records, worst = [falsify(bound, SMALL)], Worst()
    return study(bound, records, worst, only=("tightness", *stages))


def test_nothing_against_nothing_is_not_tight_where_signs_are_unknown(monkeypatch):
    bound = of_the_rest(100)
    assert any(bound.signed)
    assert bound.ratio(n=3, k=1, x=np.zeros(3)) == 0
    assert find("stechkin_inequality").ratio(n=3, k=1, q=1.0, p=2.0, x=np.zeros(3)) == 0
    assert bound.excess({"n": 3, "k": 1, "x": np.zeros(3)}) == 0  # as every search has seen it
    report = studied(bound, monkeypatch)
    assert report.worst.ratio < 0.02
    (hint,) = report.hints
    assert "times smaller would have survived" in hint


def test_the_headline_is_not_behind_the_ranges(monkeypatch):
    def found(theorem, budget, drawn, *, seed=0, on_tightest=None):
        on_tightest(0.97, {"n": 2, "k": 1, "x": np.array([1.0, 1.0])})
        return []

    monkeypatch.setattr("lqtheory.report.theorem_report.ranges", found)
    report = study(in_l2(2.0), [], Worst(), only=("ranges", "tightness"))
    assert report.worst.ratio == 0.97
    assert not any("no instance comes closer" in hint for hint in report.hints)


def test_the_ranges_tell_their_tightest_instance():
    worst = Worst()
    found = ranges(of_the_rest(1), SMALL, samples(of_the_rest(1), 20), on_tightest=worst.tell)
    assert worst.ratio == max(one.ratio for one in found)
    assert worst.instance


def test_a_violation_without_balls_is_called_unconfirmed(monkeypatch):
    top = Quantity(
        "top", ("x",), array=lambda v: np.max(np.abs(v), axis=-1), ball=None, latex="m({x})", sign="nonnegative"
    ).symbol
    D = Domain(n=Integer(2, typical=(2, 8)), x=Vector("n"))
    _, x = D.symbols
    report = studied(theorem(AtMost(top(x), sp.Rational(9, 10) * lq_norm(x, 2)), D), monkeypatch, "ranges")
    assert report.worst.ratio == pytest.approx(10 / 9)
    told = " ".join([*report.parts()["tightness"], *report.hints])
    assert told.count("unconfirmed violation") == 2
    assert "if equality is attained" not in told
    assert all("unconfirmed violation" in one.text() for one in report.ranges if one.ratio > 1.01)
    assert report.to_json()["tightness"]["confirmed"] is False
    page = page_html("Mine", page_sections(row_of(report.theorem, []), report))
    assert "reaches 1.11111 at" in page


def test_networks_that_come_closer_are_in_the_headline():
    layer = LayerFinding("net", "fc", "rows", 1, 1, 0.95, 0.95, 1, 0, 0)
    report = replace(study(in_l2(4.0), [], Worst(), only=("tightness",)), networks=NetworkFindings((layer,)))
    assert "closer still on trained networks: lhs/rhs 0.95" in report.parts()["tightness"]


# ---- rivals ------------------------------------------------------------------------------------------------------


def test_rivals_are_found_through_factors_and_powers():
    D = Domain(n=Integer(2), k=Integer(1, "n-1"), y=Vector("n"))
    _, k, y = D.symbols
    bound = theorem(AtMost(3 * best_k_term_error(y, k, 2) ** 2, 3 * lq_norm(y, 2) ** 2), D)
    own = bound_of(bound)
    assert own is not None
    assert (own.core, own.bound) == (best_k_term_error(y, k, 2), lq_norm(y, 2))
    (stechkin,) = rivals(bound, [find("stechkin_inequality")])
    assert {name: str(value) for name, value in stechkin.fitted.items()} == {"x": "y", "k": "k", "p": "2", "n": "n"}
    assert stechkin.free == ("q",)
    # k = 1 of (1, 1) leaves the error 1; Stechkin's bounds are at least 1 and at most that at q near 2
    assert 1 <= stechkin.value({"n": 2, "k": 1, "y": np.array([1.0, 1.0])}) <= math.sqrt(2)


def test_the_best_value_of_a_parameter_that_only_the_rival_has_counts():
    (stechkin,) = rivals(in_l2(), [find("stechkin_inequality")])
    x = np.array([1.0, 0.0, 0.0, 0.0])
    assert stechkin.value({"n": 4, "k": 3, "x": x}) < 0.5 * lq_norm_bound(x, 3)


def lq_norm_bound(x: np.ndarray, k: int) -> float:
    return float(np.abs(x).sum() / (2 * math.sqrt(k)))


def test_a_rival_is_silent_where_its_assumptions_fail():
    D = Domain(rho=Real(0, 1, typical=(0.01, 0.99)))
    (rho,) = D.symbols
    bound = theorem(AtMost(l1_descent_share(rho), 1), D)
    narrow = replace(
        find("l1_share_below_log_bound"), claim=Claim([AtMost(0.5, rho)], [AtMost(l1_descent_share(rho), 2)])
    )
    (rival,) = rivals(bound, [narrow])
    assert math.isnan(rival.value({"rho": 0.4}))
    assert rival.value({"rho": 0.6}) == 2


def test_other_quantities_other_sides_and_unknown_objects_are_no_rivals():
    names = {rival.theorem.name for rival in rivals(in_l2())}
    assert "stechkin_inequality" in names
    assert not names & {"effective_sparsity_range", "best_k_term_error_decreases", "maurey_mean_square"}
    D = Domain(n=Integer(2), x=Vector("n"))
    assert bound_of(theorem(AtMost(1, 2), D)) is None
    dictionary = Object(lambda rng, **_: None, description="something else")
    wrong = Domain(n=Integer(1), theta=Vector("n"), F=dictionary, m=Integer(1))
    maurey = find("maurey_mean_square")
    renamed = dict(zip(maurey.domain.symbols, wrong.symbols, strict=True))
    claim = Claim([r.subs(renamed) for r in maurey.claim.given], [r.subs(renamed) for r in maurey.claim.then])
    assert rivals(theorem(claim, wrong), [maurey]) == []
    assert rivals(theorem(maurey.claim, maurey.domain), [maurey])


def test_the_comparison_says_who_is_tighter_where():
    mine = find("l1_share_below_log_bound")
    found = compare(mine, samples(mine, 80), found=rivals(mine, [find("l1_curve_below_quadratic_bound")]))
    (duel,) = found.duels
    assert 0 < duel.tighter < 1
    assert duel.where.startswith("where rho <= 0.0")
    assert duel.tighter + duel.equal + duel.looser == pytest.approx(1)
    legend, letters = winners_map(found)
    assert "Y yours" in legend
    assert letters.lstrip(".").startswith("Y")
    assert "A" in letters
    assert "Y" not in letters[letters.index("A") :]


def test_a_weaker_copy_is_dominated_everywhere():
    weaker = in_l2(2.0)
    found = compare(weaker, samples(weaker, 30), found=rivals(weaker, [in_l2_named()]))
    (duel,) = found.duels
    assert (duel.tighter, duel.median) == (0.0, pytest.approx(0.5))
    assert "yours" not in found.shares()


def in_l2_named() -> Theorem:
    return replace(in_l2(), name="the_same")


def test_features_hold_shares_quotients_and_the_spread_of_vectors():
    D = Domain(n=Integer(2), k=Integer(1, "n-1"), q=Real(0), p=Real("q"), x=Vector("n"))
    *_, x = D.symbols
    values = [
        {"n": 2, "k": 1, "q": 1.0, "p": 2.0, "x": np.array([1.0, 0.0])},
        {"n": 4, "k": 1, "q": 1.0, "p": 3.0, "x": np.ones(4)},
    ]
    found = features(theorem(AtMost(peak(x), 1), D), values)
    assert found["k/n"].tolist() == [0.5, 0.25]
    assert found["p/q"].tolist() == [2.0, 3.0]
    assert found["effective share of x"].tolist() == [0.5, 1.0]
    assert "k" not in found  # it does not vary


# ---- trained networks --------------------------------------------------------------------------------------------


def network(*_: object) -> torch.nn.Sequential:
    return zoo.build("mlp_digits")


def test_rows_and_layers_of_networks_are_instances():
    found = on_networks(in_l2(), ["mlp_digits"], load=network)
    assert [(layer.layer, layer.form) for layer in found.layers[:2]] == [
        ("1.weight", "rows"),
        ("1.weight", "the whole layer"),
    ]
    assert all(layer.yes == layer.applicable == layer.instances > 0 for layer in found.layers)
    assert all(0 < layer.median <= layer.largest <= 1 for layer in found.layers)


def test_a_false_bound_fails_on_networks():
    found = on_networks(in_l2(0.05), ["mlp_digits"], load=network)
    assert sum(layer.no for layer in found.layers) > 0
    assert "FAILS at" in " ".join(found.lines())


def test_what_fails_is_said_with_the_amount_and_magnitudes_are_tried():
    D = Domain(n=Integer(1), x=Vector("n", sign="positive"))
    _, x = D.symbols
    found = on_networks(theorem(AtMost(peak(x), lq_norm(x, 1)), D), ["mlp_digits"], load=network)
    rows, magnitudes = found.layers[:2]
    assert (rows.applicable, rows.failed_assumption) == (0, "x is not positive")
    weights = dict(network().named_parameters())["1.weight"].detach().numpy()
    lows = [-float(row.min()) for row in weights]
    assert any(rows.amount == pytest.approx(low) for low in lows)
    assert magnitudes.form == "magnitudes of rows"
    assert magnitudes.yes == magnitudes.instances


def test_conditions_that_fail_have_an_amount():
    D = Domain(n=Integer(1), x=Vector("n"))
    _, x = D.symbols
    small = theorem(Claim([AtMost(lq_norm(x, 1), 0.001)], [AtMost(peak(x), 0.001)]), D)
    layer = on_networks(small, ["mlp_digits"], load=network).layers[0]
    assert layer.applicable == 0
    weights = dict(network().named_parameters())["1.weight"].detach().double().numpy()
    least = min(float(np.abs(weights[i]).sum()) for i in np.linspace(0, 31, 6).round().astype(int)) - 0.001
    assert layer.amount == pytest.approx(least)


def test_sparse_vectors_are_the_largest_entries():
    D = Domain(n=Integer(1), k=Integer(1, "n"), x=Vector("n", nonzeros="k"))
    *_, x = D.symbols
    found = on_networks(theorem(AtMost(peak(x), lq_norm(x, 1)), D), ["mlp_digits"], load=network)
    sparse = next(layer for layer in found.layers if layer.form == "largest entries of rows")
    assert sparse.applicable == sparse.yes == sparse.instances


def test_matrices_are_layers_with_their_inputs():
    D = Domain(m=Integer(1), d=Integer(1), W=Matrix("m", "d"), z=Vector("d"))
    found = list(chunks_of(theorem(AtMost(0, 1), D), "mlp_digits", network()))
    assert [chunk.layer for chunk in found] == ["1.weight", "3.weight", "5.weight"]
    (first,) = found[0].instances
    assert (first["m"], first["d"], first["W"].shape) == (32, 64, (32, 64))
    (second,) = found[1].instances
    assert (second["z"] >= 0).all()  # what comes out of a ReLU


def test_networks_with_a_pruned_copy_are_built_from_trained_ones():
    chunks = list(chunks_of(find("mirrored_error_bound"), "mlp_digits", network()))
    assert [chunk.form for chunk in chunks] == ["50% kept", "20% kept", "10% kept"]
    net = chunks[0].instances[0]["net"]
    assert isinstance(net, TinyNetwork)
    assert sum(np.count_nonzero(w) for w in net.pruned_weights) == 1360
    hidden = net.x
    for weight, bias in zip(net.weights[:-1], net.biases[:-1], strict=True):
        hidden = np.maximum(weight @ hidden + bias, 0)
    ours = net.weights[-1] @ hidden + net.biases[-1]
    theirs = network().double()(torch.from_numpy(net.x)[None]).detach().numpy()[0]
    np.testing.assert_allclose(ours, theirs, rtol=1e-6)


def test_there_is_a_reason_where_nothing_can_be_evaluated():
    assert "scalars alone" in on_networks(find("l1_curve_rises"), load=network).reason
    assert "F: a dictionary" in on_networks(find("maurey_mean_square"), ["mlp_digits"], load=network).reason
    D = Domain(x=Vector(3))
    (x,) = D.symbols
    three = theorem(AtMost(peak(x), lq_norm(x, 1)), D)
    assert "has the shape that the theorem asks for" in on_networks(three, ["mlp_digits"], load=network).reason


# ---- the page ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a small report."""
    from lqtheory.report import trained_networks

    bound = in_l2()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(trained_networks, "trained", network)
        report = study(bound, [], Worst(), only=("tightness", "comparison", "networks"))
    row: LedgerRow = row_of(bound, [])
    path = tmp_path_factory.mktemp("page") / "mine.html"
    path.write_text(page_html("mine", page_sections(row, report)), encoding="utf-8")
    return path


def test_the_page_holds_every_part_and_loads_nothing(page: Path):
    text = page.read_text(encoding="utf-8")
    for heading in ("Statement", "Tightness", "Against the registry", "On trained networks"):
        assert f"<h2>{heading}</h2>" in text
    assert text.count("data:image/svg+xml;base64,") == 3
    assert "src=" in text
    assert all(part.startswith('"data:') for part in text.split("src=")[1:])
    assert "<script" not in text
    assert "<link" not in text


BROWSER = next(
    (shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome") if shutil.which(name)), ""
)


@pytest.mark.skipif(not BROWSER, reason="no Chromium is installed")
def test_chromium_draws_the_page(page: Path, tmp_path: Path):
    from PIL import Image

    picture = tmp_path / "page.png"
    options = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}"]
    shot = [f"--screenshot={picture}", "--window-size=1100,3200", page.as_uri()]
    subprocess.run([BROWSER, *options, *shot], check=True, capture_output=True, timeout=120)
    pixels = np.asarray(Image.open(picture).convert("RGB")).astype(int)
    assert pixels.shape[:2] == (3200, 1100)
    blue = np.abs(pixels - (0, 114, 178)).sum(axis=-1) < 60  # dots of the pictures: #0072B2
    assert blue.sum() > 200
    top = np.flatnonzero(blue.any(axis=1))
    assert top.max() - top.min() > 600  # in more than one picture
