"""What quantities of objects declare of their sign holds at instances of the theorems that speak of them.

A cone, a network or a law cannot be drawn without its theorem, so that :mod:`test_quantity_signs` leaves these
quantities out. Proofs believe the declarations all the same.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest
import sympy as sp

from lqtheory.balls import Truth, precision
from lqtheory.checks.prove import Checker
from lqtheory.decision import relation_truth
from lqtheory.errors import LqTheoryError
from lqtheory.proof import Proof
from lqtheory.quantities import all_quantities
from lqtheory.registry import all_theorems, find, find_proof
from lqtheory.relations import Relation

#: How many instances of a theorem are tried, and up to how many are drawn to find them.
INSTANCES = 4
LISTED = set(all_quantities().values())


def spoken_of(proof: Proof) -> list[sp.Expr]:
    """Terms of a proof whose outermost symbol is a quantity of objects with a declared sign; no bound index in them."""
    found = set()
    for step in proof.steps:
        if not step.speaks_of_a_program:
            for relation in (*step.claim.given, *step.claim.then):
                found |= relation.lhs.atoms(sp.Function) | relation.rhs.atoms(sp.Function)
    heads = {term for term in found if getattr(type(term), "quantity", None) not in (None, *LISTED)}
    return sorted((term for term in heads if type(term).quantity.sign != "real"), key=str)


SPEAKING = [t.name for t in all_theorems() if (proof := find_proof(t)) and spoken_of(proof)]


def values_of(term: sp.Expr, envs: list[dict]) -> Iterator[Truth]:
    """Whether the declared sign holds, at each instance at which the term has a value."""
    strict = type(term).quantity.sign == "positive" or term.is_positive
    for env in envs:
        try:
            with precision(113):
                yield relation_truth(Relation(0, "<" if strict else "<=", term), env)[0]
        except (ArithmeticError, IndexError, LqTheoryError):  # no value
            continue


@pytest.mark.parametrize("name", SPEAKING)
def test_declared_signs_of_objects_hold_at_instances(name: str) -> None:
    theorem = find(name)
    proof = find_proof(theorem)
    checker = Checker(theorem, proof)
    envs = list(itertools.islice(checker._draw(), INSTANCES))
    for term in spoken_of(proof):
        if term.free_symbols <= set(checker.domain.symbols):
            found = list(values_of(term, envs))
            assert Truth.NO not in found, term
            assert found, f"{term} has no value at any instance"
