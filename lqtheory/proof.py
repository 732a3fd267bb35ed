"""Proofs: small derivations whose every step a machine checks. Theorem = *what*, proof = *why*.

A proof is a list of steps; each step states a conclusion (a relation, or a claim with assumptions), the rule that
justifies it, and the earlier steps it uses. Every conclusion is asserted for all values of the proof's domain: the
theorem's own parameters plus auxiliary variables declared by ``extra``. The last conclusion is the theorem's claim and
every step is used. :func:`lqtheory.checks.prove` does the checking; this room only holds the records.

No rule knows a program. A claim about a probability, or about values that a program constructs, is therefore concluded
once, by the last step, as the theorem states it, by :func:`cited`, and from one step that puts the numbers together;
all other steps are relations that a machine checks. The verdict is at most REDUCED.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sympy as sp

from lqtheory.claim import Claim, Probability
from lqtheory.domain import Parameter
from lqtheory.errors import DomainError
from lqtheory.relations import Relation
from lqtheory.theorem import Source

__all__ = [
    "Proof",
    "Rule",
    "Step",
    "absurd",
    "apply",
    "assumed",
    "cases",
    "certificate",
    "chain",
    "cited",
    "enumerate_all",
    "identity",
    "induction",
    "lemma",
    "monotone",
    "polynomial",
    "sign",
    "substitute",
]


@dataclass(frozen=True)
class Rule:
    """A justification: its kind and its arguments. Use the functions of this module to make one."""

    kind: str
    arguments: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Step:
    """One step of a proof.

    Parameters
    ----------
    label : str
        Name by which later steps use it.
    conclusion : Relation, Claim or Probability
        What is asserted, for all values of the proof's domain (that satisfy ``given``). A probability, or a claim
        with a witness, is the theorem's own claim and ends the proof.
    rule : Rule
        Why.
    uses : sequence of str
        Labels of earlier steps it rests on.
    note : str
        Free text for the reader; the only thing the machine skips.

    Raises
    ------
    DomainError
        If the conclusion is neither a relation nor a claim nor a probability.
    """

    label: str
    conclusion: Claim | Probability | Relation
    rule: Rule
    uses: tuple[str, ...] = ()
    note: str = ""

    def __post_init__(self) -> None:
        if isinstance(self.conclusion, Relation):
            object.__setattr__(self, "conclusion", Claim(then=(self.conclusion,)))
        if not isinstance(self.conclusion, (Claim, Probability)):
            raise DomainError(f"step {self.label!r} concludes {self.conclusion!r}; give a relation or a claim")
        object.__setattr__(self, "uses", tuple(self.uses))

    @property
    def speaks_of_a_program(self) -> bool:
        """Whether the conclusion is a probability, or speaks of values that a program constructs."""
        return not isinstance(self.conclusion, Claim) or bool(self.conclusion.witness)

    @property
    def claim(self) -> Claim:
        """The conclusion as a claim; a probability is none."""
        if not isinstance(self.conclusion, Claim):
            raise DomainError(f"step {self.label!r} concludes a probability, which has no relations")
        return self.conclusion


@dataclass(frozen=True)
class Proof:
    """A derivation that ends in the claim of a theorem.

    Parameters
    ----------
    theorem : str
        Name of the theorem.
    steps : sequence of Step
        The derivation.
    extra : mapping of str to domain members
        Auxiliary variables, universally quantified in every step; bounds may mention the theorem's parameters.
    note : str
        Free text for the reader.

    Raises
    ------
    DomainError
        If there are no steps, labels repeat, or a step uses a label that does not come before it.
    """

    theorem: str
    steps: tuple[Step, ...]
    extra: Mapping[str, Parameter] = field(default_factory=dict)
    note: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "steps", tuple(self.steps))
        if not self.steps:
            raise DomainError(f"the proof of {self.theorem} has no steps")
        seen: set[str] = set()
        for step in self.steps:
            late = [label for label in step.uses if label not in seen]
            if late:
                raise DomainError(
                    f"step {step.label!r} of {self.theorem} uses {', '.join(late)}, which does not come before it"
                )
            if step.label in seen:
                raise DomainError(f"two steps of {self.theorem} are labelled {step.label!r}; labels must differ")
            seen.add(step.label)


def identity() -> Rule:
    """``lhs = rhs`` because the SymPy normal form of the difference is 0 (definitions of quantities unfolded)."""
    return Rule("identity")


def sign() -> Rule:
    """``lhs <= rhs`` (or ``<``) because SymPy's assumptions and the bounds of the domain decide the sign of rhs - lhs.

    Conclusions of the used steps count as facts.
    """
    return Rule("sign")


def polynomial() -> Rule:
    """The relation follows from the facts by nonlinear real arithmetic: z3 finds no point where it fails.

    For polynomials and roots of finite reals whose sign SymPy's assumptions do not decide. Needs the optional extra
    ``lqtheory[z3]``; the evidence records the formula that was sent. Conclusions of the used steps count as facts.

    Returns
    -------
    Rule
        The rule.
    """
    return Rule("polynomial")


def certificate(box: Mapping[str, tuple[Any, Any]] | None = None, pieces: int = 200_000) -> Rule:
    """The relation holds on a box of real and integer variables, by ball arithmetic with subdivision.

    ``box=None`` takes the bounds of the domain, which must then be numbers. A smaller box makes the conclusion hold
    only there: it must carry the box as ``given``.

    Parameters
    ----------
    box : mapping of str to pairs, optional
        Ranges of variables.
    pieces : int
        Largest number of sub-boxes.

    Returns
    -------
    Rule
        The rule.
    """
    return Rule("certificate", {"box": box, "pieces": pieces})


def enumerate_all() -> Rule:
    """All variables are integers in finite ranges; every instance is checked in balls."""
    return Rule("enumerate")


def chain() -> Rule:
    """``a <= b, b = c, c <= d`` give ``a <= d``: the used steps, in order, link lhs to rhs."""
    return Rule("chain")


def substitute(mapping: Mapping[Any, Any]) -> Rule:
    """The used step with variables replaced by expressions whose range fits (checked)."""
    return Rule("substitute", {"mapping": dict(mapping)})


def monotone(variable: sp.Symbol, expression: sp.Expr) -> Rule:
    """Apply the map ``variable -> expression`` to both sides of the used relation; its slope decides the direction.

    Parameters
    ----------
    variable : sympy.Symbol
        A fresh symbol whose assumptions (positive, nonnegative, real) are checked on both sides.
    expression : sympy.Expr
        ``c0 + c1 g(variable)`` with g the identity, a power, the logarithm or the exponential.

    Returns
    -------
    Rule
        The rule.
    """
    return Rule("monotone", {"variable": variable, "expression": expression})


def cases() -> Rule:
    """The used steps conclude the same under assumptions that together cover everything (checked)."""
    return Rule("cases")


def induction(variable: sp.Symbol, start: Any) -> Rule:
    """Over an integer variable: uses [base at ``start``, step ``P(v) => P(v+1)``].

    Parameters
    ----------
    variable : sympy.Symbol
        An integer variable of the proof on whose value no other range depends.
    start : int
        Its lower bound.

    Returns
    -------
    Rule
        The rule.
    """
    return Rule("induction", {"variable": variable, "start": start})


def absurd() -> Rule:
    """Anything follows: a used step concludes ``a < a``, so that the assumptions exclude each other."""
    return Rule("absurd")


def apply(theorem: str, mapping: Mapping[Any, Any] | None = None) -> Rule:
    """Another theorem of the registry at other arguments; its domain and assumptions are discharged.

    Parameters
    ----------
    theorem : str
        Its name.
    mapping : mapping, optional
        The other theorem's parameter names to expressions; parameters of equal name stay.

    Returns
    -------
    Rule
        The rule.
    """
    return Rule("apply", {"theorem": theorem, "mapping": dict(mapping or {})})


def lemma(name: str, **arguments: Any) -> Rule:
    """A foundation lemma of the frozen list (:mod:`lqtheory.checks.lemmas`) at given arguments; counted in ``axioms``.

    Parameters
    ----------
    name : str
        Its name in the list.
    **arguments : sympy expressions
        What the lemma is applied to.

    Returns
    -------
    Rule
        The rule.
    """
    return Rule("lemma", {"name": name, "arguments": arguments})


def assumed() -> Rule:
    """What the step itself assumes, such as the hypothesis of an induction: a start for steps that use it."""
    return Rule("assumed")


def cited(source: Source, text: str, theorems: Sequence[str] = ()) -> Rule:
    """A lemma on authority: it lands in ``rests_on`` and keeps the verdict at REDUCED.

    Parameters
    ----------
    source : Source
        Where it is proved; never the document in which our own theorems stand.
    text : str
        What it says.
    theorems : sequence of str
        Theorems of the registry that the text relies on where no rule can apply them, because they speak of
        probabilities or of constructed values. Their proofs are checked, and what they rest on is counted here too.

    Returns
    -------
    Rule
        The rule.
    """
    arguments: dict[str, Any] = {"source": source, "text": text}
    return Rule("cited", arguments | ({"theorems": tuple(theorems)} if theorems else {}))
