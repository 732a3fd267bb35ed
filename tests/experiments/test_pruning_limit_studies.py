"""The studies of pruning limits: their truths, and what their committed tables must show."""

from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import torch

from experiments import _limit_summaries, _limits
from experiments import pruning_limit_factors_of_networks as factors_of_networks
from experiments._runner import discover
from experiments.planted_pruning_limits import spectrum
from experiments.pruning_limit_errors import STUDY
from experiments.pruning_limit_errors_of_larger_networks import STUDY as LARGER
from experiments.pruning_limit_factors import path_limits
from lqtheory import limits, tables
from lqtheory.curvature import matrix_operator, objective
from lqtheory.networks.zoo.architectures import resnet

RESULTS = Path(__file__).resolve().parents[2] / "experiments" / "results"


def stored(name: str) -> tables.Table:
    return tables.read(RESULTS / f"{name}.csv")


@pytest.mark.parametrize("seed", range(4))
def test_planted_truths_are_those_of_the_real_masks(seed: int):
    lam, epsilon = spectrum("power law", 40)
    path = limits.magnitude_path(np.random.default_rng(seed + 10).standard_normal(40))
    retrained, one_shot = path_limits(lam, path, epsilon, 1, np.random.default_rng(seed))
    q = np.linalg.qr(np.random.default_rng(seed).standard_normal((40, 40)))[0]
    h = np.empty((40, 40))
    h[np.ix_(path.order, path.order)] = (q * lam) @ q.T  # drawn in the order of the path
    operator = matrix_operator(h, semidefinite=True)
    assert retrained[0] == limits.exact_mask(path, operator, epsilon, steps=400).count
    assert one_shot[0] == limits.path_quadratic(path, operator, epsilon, grid=41).count


def test_both_factors_act_as_their_product_and_the_slice_follows():
    """Weights and sharpness were scaled in separate draws; only R² λ matters, and the slice is within .02."""
    table = stored("pruning_limit_factors")
    for part in (table.where(spectrum=name) for name in ("power law", "outliers")):
        weights, sharpness = (part.where(factor=factor, predictor="slice") for factor in ("weights", "sharpness"))
        np.testing.assert_allclose(weights.array("predicted"), sharpness.array("predicted"), atol=1e-12)
        np.testing.assert_allclose(weights.array("retrained"), sharpness.array("retrained"), atol=0.02)
        for rows in (weights, sharpness):
            assert np.abs(rows.array("predicted") - rows.array("retrained")).max() <= 0.02
            assert (np.diff(rows.sorted_by("scale").array("retrained")) <= 0.01).all()


def test_batch_normalisations_are_folded_before_anything_is_pruned():
    rng = np.random.default_rng(0)
    net = resnet(2, 1, stride=2)(rng).eval()
    with torch.no_grad():
        for module in net.modules():
            if isinstance(module, torch.nn.BatchNorm2d):
                module.running_mean.uniform_(-1.0, 1.0)
                module.running_var.uniform_(0.5, 2.0)
    x = rng.standard_normal((600, 3, 32, 32)).astype(np.float32)
    dataset = SimpleNamespace(name="cifar10_subset", x_train=x, y_train=np.arange(600) % 10)
    with torch.no_grad():
        expected = net(torch.from_numpy(x[:5])).double()
    found, (inputs, targets), size = _limits.prepared(net, dataset)
    assert size == len(inputs) == len(targets) == _limits.CONVOLUTIONAL
    assert not any(isinstance(module, torch.nn.BatchNorm2d) for module in found.modules())
    with torch.no_grad():
        got = found.double()(torch.from_numpy(inputs[:5]).double())
    torch.testing.assert_close(got, expected, rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize("scale", [0.25, 4.0])
def test_factors_of_a_quadratic_loss_act_as_their_product(scale: float):
    """A linear network with a squared loss: scaled weights and a scaled loss are the same, retrained or not."""
    rng = np.random.default_rng(2)
    net = torch.nn.Linear(60, 1, bias=False).double()
    with torch.no_grad():
        net.weight.copy_(torch.from_numpy(0.3 * rng.standard_normal((1, 60))))
    x = rng.standard_normal((200, 60)) * np.linspace(0.2, 2.0, 60)
    made = objective(net, (x, x @ np.asarray(net.weight.detach())[0]))
    path = limits.network_path(made)[0]
    for measure in factors_of_networks.MEASURED.values():
        moved, sharper = measure(path, made, np.sqrt(scale), 0.01), measure(path, made, 1.0, 0.01 / scale)
        assert moved == sharper
        assert 0.0 < moved < 1.0
    assert factors_of_networks._one_shot(path, made, np.sqrt(scale), 0.01) != factors_of_networks._one_shot(
        path, made, 1.0, 0.01
    )


@pytest.mark.parametrize("scale", [0.25, 1.0, 4.0])
def test_with_the_gradient_both_factors_are_predicted_away_from_a_minimum(scale: float):
    """A squared loss that is not at its minimum: the loss is the quadratic model, so that the limits are the same."""
    rng = np.random.default_rng(3)
    net = torch.nn.Linear(60, 1, bias=False).double()
    with torch.no_grad():
        net.weight.copy_(torch.from_numpy(0.3 * rng.standard_normal((1, 60))))
    x = rng.standard_normal((200, 60)) * np.linspace(0.2, 2.0, 60)
    data = (x, 1.2 * x @ np.asarray(net.weight.detach())[0])
    settings = limits.LimitSettings(epsilon=0.01, steps=20, mask_steps=0, own_steps=0, zero_rows=0)
    known = limits.curvature_report(net, data, rng=rng, settings=settings)
    counts = []
    for size, epsilon in ((np.sqrt(scale), 0.2), (1.0, 0.2 / scale)):
        predicted = {one.name: one.ratio for one in factors_of_networks.predictions(known, size, epsilon, settings)}
        truth = factors_of_networks._one_shot(known.path, known.made, size, epsilon)
        assert predicted["path quadratic with gradient"] == truth != predicted["path quadratic"]
        counts.append(truth)
    assert (counts[0] == counts[1]) == (scale == 1.0)


def test_factors_of_networks_agree_where_nothing_is_scaled_and_with_the_study():
    table = stored("pruning_limit_factors_of_networks")
    study = stored(STUDY).where(factor=1.0)
    for model in table.unique("model"):
        rows = table.where(model=model, scale=1.0)
        assert len({(row["one-shot"], row["retrained"]) for row in rows}) == 1
        measured = {row["predictor"]: row["ratio"] for row in study.where(model=model)}
        assert rows.column("one-shot")[0] == pytest.approx(measured["one-shot"], abs=1e-12)
        assert rows.column("retrained")[0] == pytest.approx(measured["retrained, magnitude"], abs=1e-12)
        for row in rows:
            if row["predictor"].startswith("path quadratic"):
                assert row["predicted"] == pytest.approx(measured[row["predictor"]], abs=1e-12)


@pytest.mark.parametrize("study", [STUDY, LARGER])
def test_the_exhibit_of_the_studies_counts_zeros_twice(study: str):
    """The same Ritz values and rows as in the table that takes the exhibit apart."""
    apart, found = stored("zero_rows_of_limits"), stored(study).where(predictor="public pipeline (exhibit)")
    for row in found:
        (other,) = apart.where(model=row["model"], factor=row["factor"])
        assert row["ratio"] == other["exhibit with zeros"] >= other["exhibit"]


@pytest.mark.parametrize("study", [STUDY, LARGER])
def test_limits_with_and_without_the_gradient_are_those_of_the_studies(study: str):
    apart, found = stored("pruning_limit_gradients"), stored(study)
    for model in found.unique("model"):
        (row,) = apart.where(model=model)
        (plain,) = found.where(model=model, factor=1.0, predictor="path quadratic")
        (first,) = found.where(model=model, factor=1.0, predictor="path quadratic with gradient")
        assert row["one-shot"] == pytest.approx(plain["measured one-shot"], abs=1e-12)
        assert row["path quadratic"] == pytest.approx(plain["ratio"], abs=1e-12)
        assert row["with gradient"] == pytest.approx(first["ratio"], abs=1e-12)
        assert row["strong"] == plain["strong"]


# ---- Trained networks ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("study", [STUDY, LARGER])
def test_every_group_of_rows_has_its_truths_and_its_null_baselines(study: str):
    table = stored(study)
    for model in table.unique("model"):
        for factor in _limits.FACTORS:
            rows = table.where(model=model, factor=factor)
            names = rows.column("predictor")
            assert set(_limits.BASELINES) <= set(names)
            assert "one-shot" in names
            assert factor != 1.0 or set(_limits.DEFINITIONS) <= set(names)
            for row in rows:
                assert 0.0 <= row["low"] <= row["ratio"] <= row["high"] <= 1.0 or row["interval"] == "estimated"
                assert row["role"] == ("baseline" if row["predictor"] in _limits.BASELINES else row["role"])
    if study == STUDY:
        assert len(table.unique("network")) == 12
        assert table.unique("replicate") == [0, 1, 2]


@pytest.mark.parametrize("study", [STUDY, LARGER])
def test_truths_are_in_the_order_that_their_definitions_force(study: str):
    """Retraining on the magnitude mask cannot do worse than nothing, the best of three masks not worse than one."""
    for row in stored(study).where(factor=1.0, predictor="retrained, magnitude"):
        assert row["measured retrained"] >= row["ratio"]
        assert row["ratio"] >= row["measured one-shot"] - 2 * _limits.RESOLUTION
        assert row["measured test 0.5"] >= row["measured test 0.1"]


def test_summaries_are_those_of_the_table_on_disk():
    names = ("pruning_limit_errors", "pruning_limit_assumptions")
    for name in (*names, *(f"{one}_of_larger_networks" for one in names)):
        experiment, table = discover()[name], stored(name)
        for point in experiment.points():
            today = experiment.run(point, np.random.default_rng(0), source=RESULTS / f"{experiment.of}.csv")
            for new, old in zip(today, table.where(**point), strict=True):
                for column, value in new.items():
                    assert old[column] == (pytest.approx(value, rel=1e-9) if isinstance(value, float) else value), (
                        column
                    )


def test_a_summary_by_hand(tmp_path: Path):
    """Two settings of two seeds: errors .1 and .3, averaged over seeds before settings."""
    rows = []
    for network, truths in (("a", (0.5, 0.7)), ("b", (0.9, 0.9))):
        for replicate, truth in enumerate(truths):
            for predictor, ratio in (("one", 0.6), ("null", 0.9)):
                rows.append(
                    {"model": f"{network}@{replicate}", "network": network, "factor": 1.0, "predictor": predictor,
                     "role": "predictor", "ratio": ratio, "measured x": truth, "prunable": 100, "strong": 0}
                )  # fmt: skip
    table = tables.Table.from_records(rows, ("model", "predictor"))
    found = {row["predictor"]: row for row in _limit_summaries.errors(table, "x", ("null",))}
    assert found["one"]["error"] == pytest.approx((0.1 + 0.3) / 2)
    assert found["one"]["bias"] == pytest.approx((0.0 - 0.3) / 2)
    assert found["one"]["largest"] == pytest.approx(0.3)
    assert found["null"]["error"] == pytest.approx((0.3 + 0.0) / 2)
    assert found["one"]["against 1"] == pytest.approx(0.05)
    assert found["one"]["low 1"] < -1.0  # two settings say little
    kept = np.log([[40 / 50, 40 / 30], [4.0, 4.0]]).mean()
    assert found["one"]["kept_ratio"] == pytest.approx(np.exp(kept))
    assert found[_limit_summaries.LEFT_OUT]["error"] == pytest.approx(((0.4 + 0.2) / 2 + 0.3) / 2)


def test_what_the_study_found_stands_in_its_tables():
    """One-shot the quadratic form along the path is closer than every null baseline; retrained the real masks.

    Closer: the paired 95 % interval over settings excludes 0. The Gauss-Newton slice is closer to the retrained limit
    than three baselines, and perhaps than the mean of all other settings.
    """
    table = stored("pruning_limit_errors")

    def row(subset: str, definition: str, predictor: str):
        (found,) = table.where(subset=subset, definition=definition, predictor=predictor)
        return found

    for subset, most in (("all", 0.035), ("strong l1", 0.015)):
        path = row(subset, "one-shot", "path quadratic")
        assert path["error"] <= most
        assert all(path[f"high {k}"] < 0 for k in (1, 2, 3, 4))
        published = row(subset, "retrained", "published, absolute")["error"]
        for repaired in ("slice, GGN", "exact mask"):
            assert row(subset, "retrained", repaired)["error"] <= published / 2
            assert all(row(subset, "retrained", repaired)[f"high {k}"] < 0 for k in (1, 2, 3))
    assert row("all", "retrained", "exact mask")["high 4"] < 0 < row("all", "retrained", "slice, GGN")["high 4"]


def test_more_budget_prunes_more_and_the_slice_stays_nearer_than_the_published_formula():
    """The measured limit with retraining is a lower bound that grows with the budget: no conclusion hangs on 60."""
    budgets, study = stored("retraining_budgets_of_limits"), stored(STUDY).where(factor=1.0)
    for model in budgets.unique("model"):
        found = budgets.where(model=model).sorted_by("evaluations").array("retrained")
        assert (np.diff(found) >= 0).all()
        gaps = {
            name: np.abs(study.where(model=model, predictor=name).array("ratio")[0] - found)
            for name in ("slice, GGN", "published, absolute")
        }
        assert (gaps["slice, GGN"] <= gaps["published, absolute"] / 2).all()
