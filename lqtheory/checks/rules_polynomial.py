"""The rule of proof that asks z3: polynomial relations between finite reals, decided by nonlinear real arithmetic.

What is sent is the negation of the conclusion together with the facts that are polynomial and speak of its variables,
or of variables that such facts speak of. Integers are taken for
reals, roots for nonnegative numbers whose powers are given, and facts that are not polynomial are left out. All of
this can only make more points possible, so that "no such point" means what it says.
"""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING, Any

from lqtheory.checks.signs import Fact
from lqtheory.proof import Step

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lqtheory.checks.prove import Checker

__all__ = ["check_polynomial", "formulas_for", "is_installed"]

#: Effort of one question in z3's own unit, which does not depend on the machine; some ten seconds.
EFFORT = 30_000_000
#: Roots of a higher order are left to other rules.
LARGEST_ROOT = 6


def is_installed() -> bool:
    """Whether the package z3-solver is there.

    Returns
    -------
    bool
        Without it no step of this rule is believed.
    """
    return importlib.util.find_spec("z3") is not None


class _Translator:
    """SymPy polynomials as z3 terms; what is no polynomial raises ``ValueError``."""

    def __init__(self) -> None:
        import z3

        self.z3 = z3
        self.variables: dict[Any, Any] = {}
        self.roots: dict[tuple[Any, int], Any] = {}
        self.definitions: list[Any] = []
        #: Where what was translated has a real value: bases of roots at least 0, denominators not 0.
        self.defined: list[Any] = []

    def term(self, node: Any) -> Any:
        """The term of an expression."""
        if node.is_Rational:
            return self.z3.RealVal(str(node))
        if node.is_Symbol:
            return self._variable(node)
        if node.is_Add:
            return self.z3.Sum([self.term(part) for part in node.args])
        if node.is_Mul:
            return self.z3.Product([self.term(part) for part in node.args])
        if node.is_Pow:
            return self._power(node.base, node.exp)
        raise ValueError(f"{node} is no polynomial")

    def _variable(self, symbol: Any) -> Any:
        if symbol.is_finite is not True or symbol.is_real is not True:
            raise ValueError(f"{symbol} need not be a finite real number")
        if symbol not in self.variables:
            # Numbered, because symbols that differ in their assumptions alone, and roots, must not share a name.
            name = f"x{len(self.variables)}_{str(symbol).replace(' ', '_')}"
            variable = self.variables[symbol] = self.z3.Real(name)
            if symbol.is_positive:
                self.definitions.append(variable > 0)
            elif symbol.is_nonnegative:
                self.definitions.append(variable >= 0)
        return self.variables[symbol]

    def _power(self, base: Any, exponent: Any) -> Any:
        if not exponent.is_Rational or exponent.q > LARGEST_ROOT or abs(exponent.p) > 64:
            raise ValueError(f"{base}**({exponent}) is no polynomial")
        below = self.term(base) if exponent.q == 1 else self._root(base, int(exponent.q))
        power = self.z3.Product([below] * abs(int(exponent.p)))
        if exponent > 0:
            return power
        self.defined.append(below != 0)
        return 1 / power

    def _root(self, base: Any, order: int) -> Any:
        if (base, order) not in self.roots:
            below = self.term(base)
            root = self.roots[base, order] = self.z3.Real(f"root{len(self.roots)}")
            self.defined.append(below >= 0)
            # Where the base is negative the root is not spoken of, but the rest of the question stays what it is.
            self.definitions += [root >= 0, self.z3.Implies(below >= 0, self.z3.Product([root] * order) == below)]
        return self.roots[base, order]


def formulas_for(facts: Iterable[Fact], relation: Any) -> list[Any]:
    """What z3 is asked: whether facts leave room for the contrary of a relation, or for a point where it has no value.

    Parameters
    ----------
    facts : iterable of Fact
        What is known; facts that are not polynomial are left out.
    relation : Relation
        What should follow.

    Returns
    -------
    list of z3.Solver
        One solver for each question; "unsat" to all of them proves the relation.

    Raises
    ------
    ValueError
        If the relation is not polynomial.
    """
    translator = _Translator()
    z3 = translator.z3
    left, right = translator.term(relation.lhs), translator.term(relation.rhs)
    contrary = {"<=": left > right, "<": left >= right, "=": left != right}[relation.operator]
    to_show = list(dict.fromkeys(translator.defined))
    translator.defined.clear()
    known = []
    for fact in _connected(facts, relation.lhs.free_symbols | relation.rhs.free_symbols):
        before = len(translator.defined)
        try:
            value = translator.term(fact.expression)
        except ValueError:
            del translator.defined[before:]  # nothing is taken from a fact that is left out
            continue
        known.append(value == 0 if fact.equation else value > 0 if fact.strict else value >= 0)
    known += translator.defined  # a fact that holds has a value
    solvers = []
    for number, question in enumerate([*(z3.Not(condition) for condition in to_show), contrary]):
        solver = z3.Tactic("qfnra-nlsat").solver()
        solver.set("rlimit", EFFORT)
        # Each assertion once: what a symbol is and the range that it is declared with often say the same.
        asked = [*translator.definitions, *known, *to_show[:number], question]
        solver.add(*{assertion.sexpr(): assertion for assertion in asked}.values())
        solvers.append(solver)
    return solvers


def _connected(facts: Iterable[Fact], symbols: set[Any]) -> list[Fact]:
    """The facts that speak of the symbols, or of others that such facts speak of; the rest could not matter."""
    rest, found = list(facts), []
    while near := [fact for fact in rest if fact.expression.free_symbols & symbols]:
        found += near
        rest = [fact for fact in rest if fact not in near]
        symbols = symbols.union(*(fact.expression.free_symbols for fact in near))
    return found


def check_polynomial(checker: Checker, step: Step) -> None:
    """Let z3 show that no point satisfies the facts and the contrary of the conclusion.

    Parameters
    ----------
    checker : Checker
        State of the proof being checked.
    step : Step
        The step to justify.

    Raises
    ------
    ProofError
        If the rule does not give the conclusion, or z3 is not installed.
    """
    if not is_installed():
        raise checker.fail(step, "this rule asks z3; install it with pip install 'lqtheory[z3]'")
    facts: Sequence[Fact] = checker.facts(step)
    for relation in step.claim.then:
        try:
            solvers = formulas_for(facts, relation)
        except ValueError as error:
            raise checker.fail(step, f"{error}; put a new variable in its place first") from error
        for solver in solvers:
            formula = " ".join(solver.sexpr().split())  # before it is asked: afterwards z3 adds how it went about it
            answer = str(solver.check())
            if answer == "sat":
                raise checker.fail(step, f"z3 finds a point where {relation} fails or has no value: {solver.model()}")
            if answer != "unsat":
                raise checker.fail(step, f"z3 does not decide {relation} ({solver.reason_unknown()})")
            checker.formulas.append(formula)
