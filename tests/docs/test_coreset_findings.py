"""What the README says of coresets is what the committed tables say."""

import csv
import math
from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).resolve().parents[2]
README = ROOT.joinpath("README.md").read_text(encoding="utf-8")
TEXT = " ".join(README.split())
#: Networks by their name in the README's table of accuracies.
NETWORKS = {
    "MNIST, l1 5e-5": "sgd_mnist_l1",
    "Fashion-MNIST, l1 5e-5": "sgd_fashion_l1",
    "MNIST": "sgd_mnist",
    "MNIST, Adam, 5 epochs": "adam_mnist",
    "Fashion-MNIST": "sgd_fashion",
}
COLUMNS = ("corenet", "corenet_neyman", "corenet_plus_plus", "poisson_neyman", "pivotal_neyman", "magnitude")
#: Methods that the README names on the networks of five hidden layers.
DEEP = ("corenet", "corenet_plus_plus", "poisson_neyman", "pivotal_neyman", "pfp", "magnitude")
#: Whose headline is 15 %.
HEADLINE = ("sgd_mnist_l1", "sgd_fashion_l1")


def table(name: str) -> list[dict[str, str]]:
    with ROOT.joinpath("experiments", "results", f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


SCORES = {
    (row["network"], row["method"], float(row["density"])): float(row["score"]) for row in table("coreset_accuracy")
}
LOWEST = {
    (row["network"], row["method"], float(row["density"])): float(row["lowest"]) for row in table("coreset_accuracy")
}
DENSE = {row["network"]: float(row["dense"]) for row in table("coreset_accuracy")}


def at(network: str, method: str) -> str:
    """Scores at 15 and at 5 %, as the README prints them."""
    return f"{SCORES[network, method, 0.15]:.1f} / {SCORES[network, method, 0.05]:.1f}"


def half(network: str, method: str) -> str:
    return f"{SCORES[network, method, 0.5]:.1f}"


@pytest.mark.parametrize("words", NETWORKS)
def test_accuracies_in_the_readme_are_those_of_the_table(words: str):
    network = NETWORKS[words]
    (line,) = [line for line in README.splitlines() if line.startswith(f"| {words} | ")]
    dense, *cells = [cell.strip() for cell in line.strip("| ").split(" | ")][1:]
    assert dense == f"{DENSE[network]:.1f}"
    assert cells == [at(network, method) for method in COLUMNS]


def test_accuracies_in_sentences_are_those_of_the_table():
    assert f"has {at('sgd_mnist_l1', 'corenet_network')} on MNIST with l1 and " in TEXT
    assert f"and {at('sgd_fashion_l1', 'corenet_network')} on Fashion-MNIST with l1; where" in TEXT
    certain = [at(network, "mixed_network") for network in HEADLINE]
    assert f"(`mixed`), it has {certain[0]} and {certain[1]}: the headline on MNIST, not on" in TEXT
    by_share = [f"{SCORES['sgd_mnist_l1', f'poisson_{score}', 0.1]:.1f}" for score in ("sensitivity", "mean")]
    assert f"it has {by_share[0]} at 10 % on MNIST with l1 where the largest share on the sample counts" in TEXT
    assert f"and {by_share[1]} where the root of the mean squared share does" in TEXT
    deep = {method: at("deep_mnist", method) for method in DEEP}
    assert f"784-5x1000-10 on MNIST without l1 (dense {DENSE['deep_mnist']:.1f})" in TEXT
    assert f"CoreNet has {deep['corenet']}, independent inclusion with the optimal allocation " in TEXT
    assert f"{deep['poisson_neyman']}, pivotal {deep['pivotal_neyman']}, CoreNet++ " in TEXT
    assert f"{deep['corenet_plus_plus']}, filters (`pfp`) {deep['pfp']}, " in TEXT
    assert f"{deep['pfp']}, magnitude {deep['magnitude']}" in TEXT
    assert (
        f"(one of the five draws of CoreNet++ at 15 % has {LOWEST['deep_mnist', 'corenet_plus_plus', 0.15]:.1f})"
        in TEXT
    )
    l1 = {method: at("deep_mnist_l1", method) for method in DEEP}
    assert (
        f"Trained with l1 1e-5 (dense {DENSE['deep_mnist_l1']:.1f}) it reaches the headline by the paper's own" in TEXT
    )
    assert f"CoreNet has {l1['corenet']}, independent inclusion {l1['poisson_neyman']}, pivotal " in TEXT
    assert f"{l1['pivotal_neyman']}, magnitude {l1['magnitude']}, CoreNet++" in TEXT
    assert f"{l1['magnitude']}, CoreNet++ {l1['corenet_plus_plus']}, filters {l1['pfp']}. On 784" in TEXT
    cifar = {
        method: [half(network, method) for network in ("sgd_cifar_l1", "sgd_cifar")]
        for method in ("corenet", "poisson_neyman", "pivotal_neyman", "poisson_activation", "magnitude")
    }
    assert f"a part of it (dense {DENSE['sgd_cifar']:.1f}) CoreNet has {cifar['corenet'][0]} with l1 and " in TEXT
    assert f"{cifar['corenet'][1]} without, independent inclusion with the optimal allocation " in TEXT
    assert (
        f"{' and '.join(cifar['poisson_neyman'])}, pivotal {' and '.join(cifar['pivotal_neyman'])}, with the " in TEXT
    )
    assert f"{' and '.join(cifar['poisson_activation'])}, magnitude {' and '.join(cifar['magnitude'])}." in TEXT


def test_other_draws_are_compared_with_those_of_corenet():
    at_15 = {
        method: [SCORES[network, method, 0.15] for network in NETWORKS.values()]
        for method in ("corenet", "minimax", "hybrid")
    }
    losses = np.subtract(at_15["corenet"], at_15["minimax"])
    gains = np.subtract(at_15["hybrid"], at_15["corenet"])
    assert f"(`minimax`) lose {min(losses):.1f} to {max(losses):.1f} points against CoreNet on these five" in TEXT
    assert f"(`hybrid`) gains {min(gains):.1f} to {max(gains):.1f} and leaves nothing to chance." in TEXT
    hybrids = [row for row in table("coreset_accuracy") if row["method"] == "hybrid"]
    assert all(row["lowest"] == row["highest"] for row in hybrids), "the five draws of every row are the same"


def lost(network: str, method: str) -> float:
    return DENSE[network] - SCORES[network, method, 0.15]


def test_pivotal_sampling_is_below_independent_inclusion_where_the_readme_says_so():
    below = {
        (network, density)
        for network, method, density in SCORES
        if method == "pivotal_neyman"
        and SCORES[network, method, density] < SCORES[network, "poisson_neyman", density] - 0.01
    }
    assert below == {("sgd_digits", 0.5), ("sgd_digits", 0.4)}
    assert "five draws put it below independent inclusion, at 50 and 40 %." in TEXT


def test_the_headline_needs_what_the_readme_says_it_needs():
    allocated = ("corenet_neyman", "corenet_plus", "corenet_plus_plus", "poisson_neyman", "poisson_activation")
    for network in HEADLINE:
        assert all(lost(network, method) <= 1 for method in allocated)
        assert lost(network, "corenet") > 1
        assert lost(network, "corenet_network") > 1
        for density in (0.15, 0.05):  # as good as magnitude, as far as the README prints it
            for included in ("poisson_neyman", "pivotal_neyman"):
                ours, magnitude = (SCORES[network, method, density] for method in (included, "magnitude"))
                assert round(ours, 1) >= round(magnitude, 1)
    assert lost("sgd_mnist_l1", "mixed_network") <= 1 < lost("sgd_fashion_l1", "mixed_network")
    assert lost("deep_mnist", "poisson_neyman") <= 1, "needs no l1"
    assert lost("deep_mnist_l1", "corenet") <= 1 < lost("deep_mnist", "corenet")
    sampled = {method for _, method, _ in SCORES} - {"magnitude", "sensitivity", "sensitivity_rescaled"}
    for network in ("sgd_mnist", "adam_mnist", "sgd_fashion"):
        for method in sampled & {method for name, method, _ in SCORES if name == network}:
            exempt = method == "pivotal_neyman" and network != "sgd_fashion"
            assert (lost(network, method) <= 1) == exempt, "holds on MNIST without l1 by pivotal sampling alone"
            if network != "adam_mnist":
                assert (SCORES[network, method, 0.15] > SCORES[network, "magnitude", 0.15]) == exempt
    for method in allocated[:4]:
        assert lost("adam_mnist", method) > 1
        for density in (0.15, 0.05):
            assert SCORES["adam_mnist", method, density] > SCORES["adam_mnist", "magnitude", density]


def test_three_trainings_of_the_reference_recipe_are_those_of_the_table():
    cells: dict[tuple[str, float, float], list[float]] = defaultdict(list)
    there = {}
    for row in table("coreset_reference"):
        cells[row["method"], float(row["floor"]), float(row["density"])].append(float(row["score"]))
        there[row["method"], float(row["density"])] = row["prototype"]
    assert {len(scores) for scores in cells.values()} == {3}

    def mean(method: str, floor: float = 0.0) -> str:
        return " / ".join(f"{np.mean(cells[method, floor, density]):.1f}" for density in (0.15, 0.05))

    def prototype(method: str) -> str:
        return " / ".join(f"{float(there[method, density]):.0f}" for density in (0.15, 0.05))

    assert (
        f"have on average {mean('pivotal_neyman')} by pivotal sampling, {mean('poisson_neyman')} by independent "
        in TEXT
    )
    assert f"{mean('poisson_neyman')} by independent inclusion (the prototype " in TEXT
    assert f"(the prototype {prototype('poisson_neyman')}), {mean('corenet_neyman')} by CoreNet with the " in TEXT
    assert f"({prototype('corenet_neyman')}), {mean('top_neyman')} by the largest scores" in TEXT
    assert f"({prototype('top_neyman')}), {mean('corenet_plus_plus')} by CoreNet++ and " in TEXT
    assert f"and {mean('magnitude')} by magnitude ({prototype('magnitude')});" in TEXT
    named = ("poisson_neyman", "corenet_neyman", "top_neyman", "corenet_plus_plus", "magnitude")
    spread = max(np.ptp(cells[method, 0.0, 0.05]) for method in named)
    cost, pivotal = (
        np.mean(cells[method, 0.0, 0.05]) - np.mean(cells[method, 0.1, 0.05])
        for method in ("poisson_neyman", "pivotal_neyman")
    )
    assert f"by up to {spread:.1f} points at 5 %, and the floor costs independent inclusion {cost:.1f} there" in TEXT
    assert f"(pivotal {pivotal:.1f})." in TEXT
    for method in named:  # the dossier: seeds vary, within .06 from 10 % on and within .15 at 5 %
        for density in (0.05, 0.1, 0.15, 0.25, 0.5):
            if there[method, density]:
                gap = np.mean(cells[method, 0.0, density]) - float(there[method, density])
                assert abs(gap) <= (15 if density == 0.05 else 6), (method, density)


def test_orders_of_magnitude_are_those_of_the_table():
    rows = table("coreset_counts")
    orders = [float(row["orders"]) for row in rows]
    names = {9: "nine"}[len({row["network"] for row in rows})]
    assert f"by {min(orders):.0f} to {max(orders):.0f} orders of magnitude, layer by layer, on {names} networks" in TEXT
    whole = defaultdict(lambda: np.zeros(3))
    for row in rows:
        whole[row["network"]] += [float(row[name]) for name in ("published", "sharpened", "edges")]
    gained = [math.log10(published / sharpened) for published, sharpened, _ in whole.values()]
    above = [math.log10(published / edges) for published, _, edges in whole.values()]
    assert f"gain {min(gained):.1f} to {max(gained):.1f} of the {min(above):.0f} to {max(above):.0f} orders" in TEXT


def test_tails_of_the_ratios_are_those_of_the_table():
    parts = defaultdict(list)
    for row in table("coreset_cancellations"):
        if 10 <= float(row["t"]) <= 1000 and float(row["share"]) > 0:
            parts[row["model"], row["layer"]].append((float(row["t"]), float(row["share"])))
    slopes = [np.polyfit(*np.log(np.array(part)).T, 1)[0] for part in parts.values()]
    assert f"(slopes {max(slopes):.2f} to {min(slopes):.2f})" in TEXT


def test_certified_limits_are_those_of_the_table():
    rows = [
        row
        for row in table("coreset_certificates")
        if float(row["alpha"]) == 0.05 and row["data"] != "digits" and float(row["truth"]) > 1e-6
    ]
    found = [float(row["certified"]) / float(row["truth"]) for row in rows]
    assert {(row["held_out"], row["others"]) for row in rows} == {("2000", "8000")}
    counted = [len({row[name] for row in rows}) for name in ("network", "method", "density")]
    assert counted == [4, 4, 5]
    assert f"at {len(rows)} cells (four networks on MNIST and Fashion-MNIST, four methods, five densities)" in TEXT
    assert f"is {min(found):.2f} to {max(found):.2f} times the quantile on the other 8000" in TEXT


def test_predicted_errors_are_those_of_the_table():
    first: dict[tuple[str, float], float] = {}
    moments = []
    for row in table("coreset_output_errors"):
        if row["data"] != "digits":
            first[row["network"], float(row["density"])] = float(row["ratio"])
            moments.append(abs(float(row["ratio_by_moments"]) - 1))
    close = {cell for cell, ratio in first.items() if abs(ratio - 1) < 0.25}
    assert {cell for cell in first if cell[0] in HEADLINE} <= close
    assert {density for network, density in close if network == "sgd_mnist"} == {
        density for network, density in first if network == "sgd_mnist" and density >= 0.15
    }
    fashion = {density: ratio for (network, density), ratio in first.items() if network == "sgd_fashion"}
    assert min(fashion.values()) == fashion[0.5]
    assert max(fashion.values()) == fashion[0.05]
    assert f"{fashion[0.5]:.1f} (at 50 %) to {fashion[0.05]:.1f} times (at 5 %) too low on Fashion-MNIST" in TEXT
    assert max(first.values()) == fashion[0.05]
    assert f"is within {math.ceil(100 * max(moments))} % on all four networks from 50 to 5 % of the weights" in TEXT


def test_the_least_bound_of_the_risk_is_that_of_the_table():
    row = min(table("generalization_of_compressed"), key=lambda row: float(row["kl"]))
    assert (row["network"], float(row["density"])) == ("sgd_mnist_l1", 0.01)
    bound, error = (f"{float(row[name]):.2f}".removeprefix("0") for name in ("kl", "test_error"))
    assert f"({row['bytes']} bytes, which decode to the same network) bounds its risk by {bound}" in TEXT
    assert f"with a test error of {error} (" in TEXT
    assert row["decodes"] == "1"
