"""What proofs may unfold about networks is what the array and ball versions compute, at the ends alone."""

import numpy as np
import pytest
import sympy as sp

from lqtheory import Domain, Integer
from lqtheory.balls import Truth, precision
from lqtheory.decision import instance_as_balls, relation_truth
from lqtheory.definitions import unfold
from lqtheory.definitions_networks import NETWORK_DEFINITIONS
from lqtheory.expressions import compile_expression
from lqtheory.floats import FLOATS
from lqtheory.quantities.network_attribution import CARRIED_CHANGE
from lqtheory.quantities.network_errors import network_quantity
from lqtheory.quantities.network_rows import SAMPLED_PAIR, row_quantity
from lqtheory.quantities.residual_blocks import RESIDUAL
from lqtheory.quantities.residual_hybrids import hybrid_quantity
from lqtheory.registry import find
from lqtheory.relations import Relation
from lqtheory.rng import generator_for

NET = find("error_at_most_hybrid_steps").domain.parameters["net"]
PLAIN = Domain(L=Integer(1, typical=(1, 3)), d=Integer(1, typical=(1, 2)), j=Integer(1, typical=(1, 3)), net=NET)
PAIRS = Domain(L=Integer(1, typical=(1, 3)), pair=SAMPLED_PAIR)
DEEP = Domain(L=Integer(1, typical=(1, 2)), d=Integer(1, typical=(1, 2)), j=Integer(1, typical=(1, 3)), net=RESIDUAL)
L, d, j, net = PLAIN.symbols
pair, deep, parts = PAIRS.symbol("pair"), DEEP.symbol("net"), L * (d + 1)
TERMS = {
    "output_change": [(PLAIN, network_quantity("output_change")(net, L, j))],
    "hybrid_distance": [(PLAIN, network_quantity("hybrid_distance")(net, L, at)) for at in (0, L)],
    "mirrored_distance": [(PLAIN, network_quantity("mirrored_distance")(net, L, at)) for at in (0, L)],
    "sampled_hybrid_distance": [(PAIRS, row_quantity("sampled_hybrid_distance")(pair, L, at)) for at in (0, L)],
    "carried_change": [(PLAIN, CARRIED_CHANGE.symbol(net, L, at, j)) for at in (0, L)],
    "product_error": [(PLAIN, network_quantity("product_error")(net, L))],
    "row_error": [(PLAIN, network_quantity("row_error")(net, L))],
    "residual_output_change": [(DEEP, hybrid_quantity("residual_output_change")(deep, j))],
    "residual_hybrid_distance": [
        (DEEP, hybrid_quantity("residual_hybrid_distance")(deep, at)) for at in (0, sp.expand(parts), parts)
    ],
}


def _compare(domain: Domain, term: sp.Expr, formula: sp.Expr, name: str) -> list[Truth]:
    """What balls say at 12 instances, the arrays of both sides compared as well."""
    from lqtheory.checks.sampling import sample_instance

    rng, found = generator_for(0, "network definitions", name), []
    sides = [compile_expression(side, FLOATS) for side in (term, formula)]
    for _ in range(12):
        values = sample_instance(domain, rng)
        with precision(113):
            found.append(relation_truth(Relation(term, "=", formula), instance_as_balls(domain, values))[0])
        left, right = (float(side(values)) for side in sides)
        assert found[-1] is Truth.NO or np.isclose(left, right, rtol=1e-9, atol=1e-12), values
    return found


@pytest.mark.parametrize("name", NETWORK_DEFINITIONS)
def test_formula_agrees_with_balls_and_arrays(name: str) -> None:
    for domain, term in TERMS[name]:
        formula = unfold(term, domain)
        assert formula != term
        assert Truth.NO not in _compare(domain, term, formula, name)


def test_the_comparison_notices_a_wrong_formula() -> None:
    hybrid = network_quantity("hybrid_distance")
    wrong = network_quantity("output_error")(net, L) + sp.Rational(1, 10**6)
    with pytest.raises(AssertionError):
        assert Truth.NO not in _compare(PLAIN, hybrid(net, L, L), wrong, "wrong")


def test_between_the_ends_there_is_no_formula() -> None:
    distance, carried = network_quantity("hybrid_distance"), CARRIED_CHANGE.symbol
    residual = hybrid_quantity("residual_hybrid_distance")
    for domain, term in (
        (PLAIN, distance(net, L, 1)),
        (PLAIN, distance(net, L, L - 1)),
        (PLAIN, carried(net, L, j, j)),
        (DEEP, residual(deep, L * d)),
        (PLAIN, residual(deep, parts)),  # not a residual network there: how many parts it has is not known
    ):
        assert unfold(term, domain) == term
