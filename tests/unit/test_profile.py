"""Profiles of layers: selection, grids, rounding bounds, truth values."""

import math

import numpy as np
import pytest
import torch

from lqtheory import AtMost, Claim, Domain, Integer, Source, Theorem, Vector
from lqtheory.balls import Truth, ball, ball_vector, precision
from lqtheory.checks.apply import apply
from lqtheory.errors import DataError, DomainError, InputTypeError, RegistryError
from lqtheory.profile import _ROUNDING, COLUMNS, _widened, profile, select_theorems
from lqtheory.quantities import find_quantity
from lqtheory.quantities.best_k_term import best_k_term_error
from lqtheory.quantities.norms import lq_norm
from lqtheory.quantities.worst_case import stechkin_bound
from lqtheory.registry import find
from lqtheory.symbols import best_k_term_error as sigma
from lqtheory.symbols import lq_norm as norm
from lqtheory.tables import read


def weights(rows: int, cols: int, seed: int = 0) -> dict[str, torch.Tensor]:
    generator = torch.Generator().manual_seed(seed)
    return {"fc.weight": torch.randn(rows, cols, generator=generator), "fc.bias": torch.zeros(rows)}


def test_predicted_and_measured_are_the_two_sides():
    state = weights(30, 20)
    table = profile(state, "stechkin_inequality", density=[0.5, 0.1], q=[0.5, 1], p=2)
    x = state["fc.weight"].double().numpy().ravel()
    assert table.columns == COLUMNS
    assert [(row["k"], row["q"]) for row in table] == [(300, 0.5), (300, 1.0), (60, 0.5), (60, 1.0)]
    for row in table:
        k, q = row["k"], row["q"]
        assert row["n"] == 600
        assert row["measured"] == pytest.approx(best_k_term_error(x, k, 2), rel=1e-12)
        assert row["predicted"] == pytest.approx(stechkin_bound(k, q, 2) * lq_norm(x, q), rel=1e-12)
        assert row["ratio"] == pytest.approx(row["measured"] / row["predicted"], rel=1e-12)
        assert row["holds"] is Truth.YES
        assert row["failed_assumption"] is None


def test_small_layers_agree_with_apply_for_every_theorem():
    state = weights(6, 5)
    x = state["fc.weight"].double().numpy().ravel()
    table = profile(state, density=[0.4], q=[0.5], p=[2, 3])
    assert len(table.unique("theorem")) > 10
    for row in table:
        theorem = find(row["theorem"])
        scalars = {name: row[name] for name in ("n", "k", "q", "p") if row[name] is not None}
        (vector,) = set(theorem.domain.parameters) - set(scalars)
        applied = apply(theorem, {**scalars, vector: x})
        assert applied.applicable is (row["holds"] != "NOT_APPLICABLE")
        if applied.applicable:
            assert row["ratio"] == pytest.approx(applied.ratio, rel=1e-9)
            assert {row["holds"], applied.holds} != {Truth.YES, Truth.NO}


def test_no_bound_fails_on_a_large_layer_and_the_headlines_are_decided():
    table = profile(weights(300, 100), density=[0.1], q=[0.5], p=2)
    assert Truth.NO not in table.column("holds")
    for name in ("stechkin_inequality", "worst_case_best_k_term_error"):
        assert table.where(theorem=name).column("holds") == [Truth.YES]


def test_a_layer_closer_to_equality_than_rounding_allows_stays_undecided():
    flat = {"fc.weight": torch.ones(200, 150)}
    (row,) = profile(flat, "stechkin_inequality", k=15000, q=1, p=2)
    assert row["ratio"] == pytest.approx(1, rel=1e-12)
    assert row["holds"] is Truth.UNDECIDED


def test_a_false_bound_fails(monkeypatch):
    false = find("stechkin_inequality").tightened(0.5)
    monkeypatch.setattr("lqtheory.profile.select_theorems", lambda patterns: [false])
    for shape in ((4, 5), (200, 150)):
        (row,) = profile({"fc.weight": torch.ones(*shape)}, k=shape[0] * shape[1] // 2, q=1, p=2)
        assert row["holds"] is Truth.NO


def test_a_failing_assumption_is_a_row_that_says_which_and_by_how_much():
    (row,) = profile(weights(2, 3), "stechkin_inequality", k=2, q=3, p=2)
    assert row["holds"] == "NOT_APPLICABLE"
    assert "p=2.0 is outside (q, ∞)" in row["failed_assumption"]
    assert row["failed_assumption"].endswith("; fails by 1")
    assert row["predicted"] is None
    (row,) = profile(weights(2, 3), "stechkin_inequality", k=7, q=1, p=2)
    assert row["failed_assumption"].endswith("use k ≤ 5; fails by 2")


def test_a_layer_with_nan_is_not_applicable():
    (row,) = profile({"fc.weight": torch.full((2, 2), math.nan)}, "stechkin_inequality", k=1, q=1)
    assert "not finite" in row["failed_assumption"]


def test_theorems_are_those_about_one_vector_with_the_four_letters():
    for theorem in select_theorems("*"):
        assert theorem.expected == "holds"
        assert len(set(theorem.domain.parameters) - {"n", "k", "q", "p"}) == 1
        assert all(relation.operator in ("<=", "<") for relation in theorem.relations)
    assert [t.name for t in select_theorems(["lq.stechkin", "stechkin_inequality"])] == ["stechkin_inequality"]


def test_unknown_and_unsuitable_theorems_are_refused():
    with pytest.raises(RegistryError, match="did you mean"):
        select_theorems("stechkin_inequalty")
    with pytest.raises(RegistryError, match="no theorem matches"):
        select_theorems("lq_bals/*")
    with pytest.raises(DomainError, match="is an inequality about one vector"):
        select_theorems("stechkin_constant_at_most_one")


@pytest.mark.parametrize(
    ("settings", "error", "reason"),
    [
        ({"q": 0}, DomainError, "use q > 0"),
        ({"q": math.nan}, DomainError, "use q > 0"),
        ({"q": []}, DomainError, "q is empty"),
        ({"q": True}, InputTypeError, "not a number"),
        ({"q": "1"}, InputTypeError, "not a number"),
        ({"density": [1.0]}, DomainError, r"outside \(0, 1\)"),
        ({"k": 1.5}, InputTypeError, "not an integer"),
        ({"k": []}, DomainError, "k is empty"),
    ],
)
def test_bad_values_are_refused(settings, error, reason):
    with pytest.raises(error, match=reason):
        profile(weights(2, 3), "stechkin_inequality", **settings)


def test_what_is_no_network_is_refused():
    with pytest.raises(InputTypeError):
        profile([1, 2, 3], "stechkin_inequality")
    with pytest.raises(DataError):
        profile({"bn.running_mean": torch.ones(3)}, "stechkin_inequality")


def test_progress_counts_layers_times_theorems_and_the_table_round_trips(tmp_path):
    steps: list[tuple[int, int]] = []
    state = weights(3, 4) | {"bn.running_mean": torch.ones(3)}
    table = profile(state, "lq.worst*", density=[0.5], on_progress=lambda done, total: steps.append((done, total)))
    assert steps == [(i + 1, len(steps)) for i in range(len(steps))]
    table.write(tmp_path / "profile.csv")
    again = read(tmp_path / "profile.csv")
    assert again == table
    assert (
        again.metadata["theorems"]["worst_case_best_k_term_error"] == find("worst_case_best_k_term_error").fingerprint
    )
    assert [item["name"] for item in again.metadata["skipped"]] == ["bn.running_mean"]


def arguments(name: str, rng: np.random.Generator, n: int) -> list[float | int]:
    """Arguments after the vector, in the range of the quantity."""
    q, p = float(rng.choice([0.1, 0.37, 0.5, 0.9, 1, 2, 3.3])), float(rng.choice([0.7, 1, 2, 4, 8, math.inf]))
    values = {"q": q, "p": p, "k": int(rng.integers(0, n))}
    if name == "order_statistic":
        values["k"] += 1
    elif name == "si":
        values["q"] = min(q, 0.9)
    elif name == "pqi":
        values |= {"p": min(q, 0.9), "q": min(p, 8.0) if p > 1 else 2.0}
    elif name == "tail_power_sum":
        values["p"] = min(p, 8.0)
    elif name == "effective_sparsity" and p == q:
        values["p"] = 2 * q
    return [values[argument] for argument in find_quantity(name).arguments[1:]]


@pytest.mark.parametrize("name", sorted(_ROUNDING))
def test_rounding_bounds_contain_the_true_value(name, rng):
    quantity = find_quantity(name)
    for trial in range(40):
        n = int(rng.integers(2, 400))
        x = rng.standard_normal(n) * np.abs(rng.standard_normal(n)) ** rng.choice([0, 3]) * 2.0 ** rng.integers(-30, 30)
        if trial % 3 == 0:
            x[rng.random(n) < 0.6] = 0
            x[0] = 1
        rest = arguments(name, rng, n)
        value = float(quantity.array(x, *rest))
        with precision(150):
            true = quantity.ball(ball_vector(x), *(a if isinstance(a, int) else ball(a) for a in rest))
            assert _widened(name, value, rest, n).contains(true), (rest, n)


def test_profile_is_offered_beside_the_networks():
    from lqtheory import networks

    assert networks.profile is profile
    assert "profile" in dir(networks)


# ---- theorems of one's own -------------------------------------------------------------------------------------------


def own(name: str, factor: int, **more) -> Theorem:
    D = Domain(n=Integer(2, typical=(2, 40)), k=Integer(1, "n-1"), x=Vector("n"))
    _, k, x = D.symbols
    claim = Claim(given=[AtMost(norm(x, 1), factor * norm(x, 2))], then=[AtMost(sigma(x, k, 2), norm(x, 2))])
    return Theorem(name, "Mine", "A statement.", D, claim, Source("lqtheory_dossier"), **more)


def test_a_theorem_of_ones_own_is_profiled_alone_and_beside_others():
    state = weights(6, 5)
    x = state["fc.weight"].double().numpy().ravel()
    (row,) = profile(state, own("mine", 2), k=3)
    assert row["holds"] == "NOT_APPLICABLE"
    missing = np.abs(x).sum() - 2 * np.linalg.norm(x)
    assert row["failed_assumption"] == f"lq_norm(x, 1) <= 2*lq_norm(x, 2) fails by {missing:.6g}"
    table = profile(state, [own("mine", 10), "stechkin_inequality"], k=3, q=1.0)
    assert [(row["theorem"], row["holds"]) for row in table] == [
        ("stechkin_inequality", Truth.YES),
        ("mine", Truth.YES),
    ]
    assert table.metadata["expected"] == {"stechkin_inequality": "holds", "mine": "holds"}
    with pytest.raises(InputTypeError, match="theorems=3 is a int"):
        profile(state, [3])
