"""The axioms of sparsity where they are delicate: the published claim about the PQ index, vectors with one entry."""

import numpy as np
import pytest

from lqtheory.balls import Truth
from lqtheory.checks.falsify import falsify
from lqtheory.decision import decide
from lqtheory.evidence import Verdict
from lqtheory.quantities.operations import append_zero, bill_gates, robin_hood
from lqtheory.quantities.parts import mass_shares, off_support_power_sum
from lqtheory.quantities.sparsity_indices import gini, hoyer, pqi
from lqtheory.registry import find

REFUTED = ("pqi_all_axioms_as_published", "cloning_keeps_hoyer", "cloning_keeps_si", "babies_raise_si")
# The counterexamples of the dossier: exponents, ranks, amount, vector, index before and after the Robin Hood step.
STEPS = {
    "above 1": (2, 4, 2, 3, 0.1, [10.0, 2.0, 1.0], 0.22173066770363752834, 0.22234944286124827390),
    "below 1": (0.25, 0.5, 1, 2, 5.0, [40.0, 20.0, *[1.0] * 50], 0.10886027325642529252, 0.10982819938689995208),
}


@pytest.mark.parametrize(("p", "q", "i", "m", "a", "x", "before", "after"), STEPS.values(), ids=STEPS)
def test_a_robin_hood_step_raises_the_pq_index(p, q, i, m, a, x, before, after) -> None:
    assert float(pqi(x, p, q)) == pytest.approx(before, rel=1e-14)
    assert float(pqi(robin_hood(x, i, m, a), p, q)) == pytest.approx(after, rel=1e-14)
    published, corrected = find("pqi_all_axioms_as_published"), find("pqi_satisfies_all_axioms")
    instance = {"n": len(x), "i": i, "m": m, "p": p, "q": q, "a": a, "b": 2 * a, "x": np.array(x)}
    decision = decide(published, instance)
    assert decision.violated
    assert "robin_hood" in decision.relation
    assert decide(corrected, {**instance, "p": 0.5, "q": 2.0}).truth is not Truth.NO


@pytest.mark.parametrize("name", REFUTED)
def test_a_claim_entered_as_false_is_falsified_and_corrected(name: str) -> None:
    theorem = find(name)
    record = falsify(theorem, "quick")
    assert theorem.expected == "refuted"
    assert record.verdict is Verdict.FALSIFIED
    assert len(record.counterexample["x"]) <= 3
    assert find(theorem.corrected_by).expected == "holds"


def test_a_single_entry_is_as_sparse_as_can_be() -> None:
    """Why P1 asks for a second nonzero entry, and P2 for Hoyer's index, too."""
    alone = [3.0, 0.0, 0.0]
    assert float(hoyer(alone)) == float(hoyer(append_zero(alone))) == 1.0
    assert float(gini(alone)) == float(gini(bill_gates(alone, 5.0))) == pytest.approx(2 / 3, rel=1e-15)


def test_shares_sum_to_one_and_ignore_scale() -> None:
    x = np.array([[3.0, -1.0, 0.0], [1e-200, 1e200, 1e200]])
    assert mass_shares(x, 0.5).sum(axis=-1) == pytest.approx([1.0, 1.0], rel=1e-15)
    assert mass_shares(2.0**40 * x[0], 3.0) == pytest.approx(mass_shares(x[0], 3.0), rel=1e-14)


def test_entries_off_a_support_are_summed_per_row() -> None:
    x, z = np.array([[3.0, -2.0, 1.0], [1.0, 1.0, 1.0]]), np.array([[5.0, 0.0, 0.0], [0.0, 0.0, 0.0]])
    assert off_support_power_sum(x, z, 2.0).tolist() == [5.0, 3.0]
