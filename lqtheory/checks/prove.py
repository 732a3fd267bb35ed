"""Checking proofs: every step by its rule, every conclusion also attacked with balls at random instances."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import sympy as sp

from lqtheory.balls import Truth, precision
from lqtheory.checks.declared import without_sign
from lqtheory.checks.definedness import partial_terms, positive_tails, undefined
from lqtheory.checks.edges import is_inhabited
from lqtheory.checks.rules import RULES
from lqtheory.checks.signs import Fact, expanded, facts_of, is_identity, sign_holds
from lqtheory.checks.terms import empty_range, empty_vector, objection
from lqtheory.claim import Claim
from lqtheory.decision import instance_as_balls, membership, relation_truth
from lqtheory.definitions import quantity_terms, unfold
from lqtheory.domain import Domain
from lqtheory.errors import DomainError, LqTheoryError, UnsupportedError
from lqtheory.evidence import AS_RECALLED, Evidence, Verdict, library_versions
from lqtheory.expressions import normal_indices
from lqtheory.fingerprints import proof_fingerprint
from lqtheory.proof import Proof, Step
from lqtheory.relations import Relation
from lqtheory.rng import generator_for
from lqtheory.theorem import Theorem

__all__ = ["Checker", "ProofError", "prove"]

SPOT_CHECKS = 12


class ProofError(LqTheoryError):
    """A step of a proof is not justified by its rule."""


@dataclass
class Checker:
    """State of checking one proof: its domain, what is established, and what it rests on.

    Parameters
    ----------
    theorem : Theorem
        The theorem.
    proof : Proof
        Its proof.
    """

    theorem: Theorem
    proof: Proof
    domain: Domain = field(init=False)
    established: dict[str, Claim] = field(default_factory=dict)
    rests_on: set[str] = field(default_factory=set)
    axioms: set[str] = field(default_factory=set)
    pieces: int = 0
    boxes: list[str] = field(default_factory=list)
    formulas: list[str] = field(default_factory=list)
    in_balls: bool = False  # whether balls looked at the conclusion of a step that is not cited
    _step: Step | None = field(default=None, repr=False)
    _granted: frozenset[sp.Basic] = field(default=frozenset(), repr=False)
    _drawn: list[dict[str, Any]] = field(default_factory=list, repr=False)
    _draws: Iterator[dict[str, Any]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        clash = set(self.proof.extra) & set(self.theorem.domain.parameters)
        if clash:
            names = ", ".join(sorted(clash))
            raise ProofError(f"extra variables {names} are parameters of {self.theorem.name} already")
        condition = objection(self.theorem.domain.where, self.theorem.domain, facts_of(self.theorem.domain))
        if condition:
            raise ProofError(f"a condition of the domain of {self.theorem.name} is no fact for a proof: {condition}")
        self.domain = self.theorem.domain
        if without_sign(self.domain.where, facts_of(self.domain), self.shown) is not None:
            raise ProofError(f"a condition of the domain of {self.theorem.name} speaks of a quantity out of its range")
        vector = empty_vector(self.theorem.domain)
        if vector:
            raise ProofError(f"no proof for vectors without entries ({self.theorem.name}): {vector}")
        empty = empty_range(self.theorem.domain, self.proof.extra)
        if empty:
            raise ProofError(f"an extra variable of the proof of {self.theorem.name} proves nothing: {empty}")
        self.domain = self.theorem.domain.extend(**self.proof.extra)
        self._draws = self._draw()

    # ---- what rules may ask --------------------------------------------------------------------------------------
    def fail(self, step: Step, reason: str) -> ProofError:
        """The error that says why a step is rejected."""
        return ProofError(f"step {step.label!r} ({step.rule.kind}) of {self.theorem.name}: {reason}")

    def only_declared(self, step: Step, relations: Iterable[Relation]) -> None:
        """Reject symbols that are not the proof's own: another symbol of the same name means something else."""
        free: set[sp.Symbol] = set().union(*(r.free_symbols for r in relations))
        strangers = sorted(map(str, free - set(self.domain.symbols)))
        if strangers:
            names = ", ".join(strangers)
            raise self.fail(step, f"{names}: not a symbol of the theorem or of extra; take it from there")

    def only_sound_terms(self, step: Step, relations: Iterable[Relation]) -> None:
        """Reject terms that SymPy gets wrong: floats, jumps, infinities, indices that assume too much, wrong signs."""
        asked, facts = tuple(relations), self.facts(step)
        found = objection(asked, self.domain, facts)
        if found:
            raise self.fail(step, found)
        term = without_sign(asked, facts, self.shown)
        if term is not None:
            raise self.fail(step, f"{term} is not shown to lie where its declared sign holds")

    def only_with_values(self, step: Step, relations: Iterable[Relation]) -> None:
        """Reject terms that may have no value where the assumptions of the step hold."""
        term = self._undefined(relations, self.facts(step))
        if term is not None:
            raise self.fail(step, f"{term} is not shown to have a value wherever its assumptions hold")

    def _undefined(self, relations: Iterable[Relation], known: Sequence[Fact]) -> sp.Basic | None:
        """A term that is not shown to have a value under the assumptions of the step that is being checked."""
        given = self._step.claim.given if self._step else ()
        true = [r for c in self.established.values() if set(c.given) <= set(given) for r in c.then]
        shown = positive_tails(self.shown, self.domain)
        return undefined(relations, known, [*given, *self.domain.where, *true], self._granted, shown, self.domain)

    def grant(self, step: Step, relations: Iterable[Relation], arguments: Iterable[Any] = ()) -> None:
        """Take it that relations which a rule yields have values, if what was put into them has.

        A lemma, a theorem and a used step hold for all arguments that have a value. Those in variables of the proof
        must have one themselves, because SymPy may cancel them when they are put in.
        """
        given = [Relation(value, "=", value) for value in _expressions(arguments)]
        declared = set(self.domain.symbols)
        self.only_with_values(step, [r for r in given if r.free_symbols <= declared])
        term = without_sign((r for r in given if r.free_symbols <= declared), self.facts(step), self.shown)
        if term is not None:
            raise self.fail(step, f"{term} is not shown to lie where its declared sign holds")
        # In a bound index they have a value at most in its range, which the conclusion tells.
        open_ = partial_terms(r for r in given if not r.free_symbols <= declared)
        found = partial_terms(relations)
        self._granted |= {term for term in found if not term.has(*open_)} if open_ else found

    def used(self, step: Step) -> list[Claim]:
        """Claims of the used steps whose own assumptions follow from this step's, in order."""
        claims = [self.established[label] for label in step.uses]
        if step.rule.kind in ("cases", "induction"):
            return claims
        assumed = step.conclusion.given if isinstance(step.conclusion, Claim) else ()
        known = facts_of(self.domain, assumed)
        for label, claim in zip(step.uses, claims, strict=True):
            for relation in claim.given:
                if relation not in assumed and not self.follows(relation, known):
                    raise self.fail(step, f"it uses {label!r}, which assumes {relation}; that is not assumed here")
        return claims

    def facts(self, step: Step) -> list[Fact]:
        """Everything a step may take for granted: domain, assumptions, conclusions of used steps."""
        apart = step.rule.kind in ("cases", "induction")  # there the used steps have assumptions of their own
        used = [] if apart else [r for claim in self.used(step) for r in claim.then]
        return facts_of(self.domain, [*step.claim.given, *used])

    def follows(self, relation: Relation, facts: Sequence[Fact]) -> bool:
        """Whether a relation follows from facts by sign rules or as an identity, and has values where they hold."""
        if self._undefined([relation], facts) is not None or without_sign([relation], facts, self.shown) is not None:
            return False
        if relation.operator == "=":
            return self.same(relation.lhs, relation.rhs, facts)
        return self.shown(relation.gap, facts, relation.operator == "<")

    def shown(self, expression: sp.Expr, facts: Sequence[Fact], strict: bool) -> bool:
        """Whether an expression is at least 0 (above 0 if strict) by sign rules, quantities unfolded if need be."""
        if sign_holds(expression, facts, strict=strict):
            return True
        gap = self.unfold(expression, facts)
        plain = [Fact(self.unfold(f.expression, facts), f.strict, f.equation) for f in facts]
        return (gap, plain) != (expression, list(facts)) and sign_holds(gap, plain, strict=strict)

    def discharge(self, step: Step, premise: Relation, what: str) -> None:
        """Show a premise from the used steps or by sign rules, or reject the step."""
        for claim in self.used(step):
            same = [r for r in claim.then if (premise.lhs, premise.rhs) == (r.lhs, r.rhs)]
            if any(_implies(r.operator, premise.operator) for r in same):
                return
        if not self.follows(premise, self.facts(step)):
            raise self.fail(step, f"{what} {premise} is not shown")

    def unfold(
        self, expression: sp.Expr, facts: Sequence[Fact] = (), keep: frozenset[sp.Basic] = frozenset()
    ) -> sp.Expr:
        """The expression with quantities replaced by their formulas, at arguments for which these are meant."""
        known = list(facts) or facts_of(self.domain)

        def shown(condition: Relation) -> bool:
            strict = condition.operator == "<"
            gaps = (condition.gap, self.unfold(condition.gap, known))
            return any(sign_holds(gap, known, strict=strict) for gap in dict.fromkeys(gaps))

        return unfold(expression, self.domain, keep, shown)

    def same(self, a: sp.Expr, b: sp.Expr, facts: Sequence[Fact] = ()) -> bool:
        """Whether two expressions have equal normal forms."""
        if a == b or normal_indices(a) == normal_indices(b) or expanded(a - b) == 0:
            return True
        common = frozenset(quantity_terms(a) & quantity_terms(b))
        if common:  # what stands on both sides keeps its known sign when it is left alone
            left, right = (self.unfold(side, facts, common) for side in (a, b))
            if is_identity(left, right, facts):
                return True
        return is_identity(self.unfold(a, facts), self.unfold(b, facts), facts)

    # ---- the run -------------------------------------------------------------------------------------------------
    def run(self) -> None:
        """Check every step, the final conclusion, and that no step is superfluous."""
        self.check_structure()
        self.check_inhabited()
        for index in range(len(self.proof.steps)):
            self.check_step(index)

    def check_step(self, index: int) -> None:
        """Check one step, whose used steps are established, at random instances and by its rule; establish it."""
        step = self.proof.steps[index]
        if step.speaks_of_a_program:
            self._cite_program(step, last=index == len(self.proof.steps) - 1)
            return
        self._step, self._granted = step, frozenset()
        self.only_declared(step, [*step.claim.given, *step.claim.then])
        self.only_sound_terms(step, [*step.claim.given, *step.claim.then])
        self._spot_check(step)  # first, because a wrong conclusion costs the rules much more time
        try:
            RULES[step.rule.kind](self, step)
        except UnsupportedError as error:
            raise self.fail(step, str(error)) from error
        self.only_with_values(step, step.claim.then)
        self.established[step.label] = step.claim

    def check_structure(self) -> None:
        """Check that the last step is the theorem's claim, that no step is superfluous and that all rules exist."""
        self._all_used()
        end, claim = self.proof.steps[-1], self.theorem.claim
        if not isinstance(claim, Claim) or claim.witness or end.speaks_of_a_program:
            self._ends_in_program(end)
        elif end.claim.then != claim.then or not set(end.claim.given) <= set(claim.given):
            raise ProofError(
                f"the last step of {self.theorem.name} concludes {end.claim}, not the theorem's claim {claim}"
            )

    def check_inhabited(self) -> None:
        """Check that some instance is seen to satisfy the assumptions: from false ones anything follows."""
        claim = self.theorem.claim
        given = claim.given if isinstance(claim, Claim) else ()
        try:
            inhabited = is_inhabited(self.theorem.domain, given, self.theorem.name)
        except LqTheoryError:
            return  # something else is wrong with drawing instances: the searches say what
        if not inhabited:
            raise ProofError(
                f"no instance of {self.theorem.name} in its typical ranges is seen to satisfy its assumptions: the"
                " claim may be vacuous"
            )

    def _ends_in_program(self, end: Step) -> None:
        """A claim that no rule knows: concluded by the last step alone, word for word, and on authority."""
        if end.conclusion is not self.theorem.claim:  # equal texts may stand for different programs
            raise ProofError(
                f"the last step of {self.theorem.name} concludes {end.conclusion}, not the theorem's own claim; no rule"
                " knows probabilities or constructed values, so that nothing else can end this proof"
            )
        if end.rule.kind != "cited":
            raise self.fail(end, "no rule knows probabilities or constructed values; cite the textbook lemma")
        authority = [step.label for step in self.proof.steps[:-1] if step.rule.kind == "cited"]
        if authority or len(end.uses) != 1:
            what = (
                f"{', '.join(authority)} is cited as well" if authority else f"it uses {len(end.uses)} steps, not one"
            )
            raise self.fail(end, f"{what}; the machine checks all that stands before, put together in one step")

    def _cite_program(self, step: Step, last: bool) -> None:
        """Accept the last step of a proof about a program, whose used steps are established without assumptions."""
        if not last:
            raise self.fail(step, "only the last step may speak of a probability or of constructed values")
        self._ends_in_program(step)
        self.used(step)
        RULES["cited"](self, step)

    def _all_used(self) -> None:
        used = {label for step in self.proof.steps for label in step.uses}
        idle = [step.label for step in self.proof.steps[:-1] if step.label not in used]
        if idle:
            raise ProofError(f"steps {', '.join(idle)} of {self.theorem.name} are not used; remove them or use them")
        for step in self.proof.steps:
            if step.rule.kind not in RULES:
                raise self.fail(step, f"there is no such rule; the rules are {', '.join(sorted(RULES))}")
            if step.speaks_of_a_program and step is not self.proof.steps[-1]:
                raise self.fail(step, "only the last step may speak of a probability or of constructed values")

    def _spot_check(self, step: Step) -> None:
        """Reject a conclusion that balls refute at a random instance: SymPy is not a proof kernel."""
        found = 0
        for env in self._instances():
            with precision(113):
                if Truth.all([relation_truth(r, env)[0] for r in step.claim.given]) is not Truth.YES:
                    continue
            for relation in step.claim.then:
                try:
                    truth, left, right = relation_truth(relation, env, remember=True)
                except (UnsupportedError, DomainError, KeyError):
                    return  # not evaluable in balls (an abstract derivative, an estimated quantity)
                if truth is Truth.NO:
                    raise self.fail(step, f"{relation} is false at a sampled instance ({left} against {right})")
            found += 1
            self.in_balls |= step.rule.kind != "cited"
            if found == SPOT_CHECKS:
                return

    def _instances(self) -> Iterator[dict[str, Any]]:
        """Instances of the domain as balls, the same for every step; drawn when they are first asked for."""
        yield from self._drawn
        for env in self._draws:
            self._drawn.append(env)
            yield env

    def _draw(self) -> Iterator[dict[str, Any]]:
        from lqtheory.checks.sampling import sample_instance

        rng = generator_for(0, "prove", self.theorem.name)
        for _ in range(4 * SPOT_CHECKS):
            try:
                values = sample_instance(self.domain, rng)
            except DomainError:
                continue
            with precision(113):
                env = instance_as_balls(self.domain, values)
                inside = membership(self.domain, env) is Truth.YES
            if inside:
                yield env


def _implies(known: str, wanted: str) -> bool:
    return known == wanted or (wanted == "<=" and known in ("<", "="))


def _expressions(arguments: Any) -> Iterator[sp.Expr]:
    """Expressions among arguments, those in tuples included."""
    for value in arguments:
        if isinstance(value, sp.Expr):
            yield value
        elif isinstance(value, (tuple, list)):
            yield from _expressions(value)


def _counted(proof: Proof) -> str:
    """How many steps a machine checked and how many are taken on authority, in words."""
    cited = sum(step.rule.kind == "cited" for step in proof.steps)
    checked = len(proof.steps) - cited
    words = [f"{checked} step{'s' if checked != 1 else ''} machine-checked"] if checked else []
    if cited:
        words.append(f"{cited} cited" if checked else f"{cited} step{'s' if cited != 1 else ''} cited, none checked")
    return ", ".join(words)


def _engines(proof: Proof, checker: Checker | None) -> tuple[str, ...]:
    """The programs whose answers stand behind the checked steps; behind cited ones stands none."""
    if checker is None:
        return ()
    kinds = {step.rule.kind for step in proof.steps} - {"cited", "certificate", "enumerate", "polynomial"}
    used = {"sympy": bool(kinds), "flint": checker.in_balls or checker.pieces > 0, "z3": bool(checker.formulas)}
    return tuple(name for name, was in used.items() if was)


def prove(theorem: Theorem, proof: Proof) -> Evidence:
    """Check a proof step by step.

    Parameters
    ----------
    theorem : Theorem
        The theorem.
    proof : Proof
        Its proof.

    Returns
    -------
    Evidence
        PROVED if every step passes and nothing is cited; REDUCED if lemmas are cited (``rests_on``); INCONCLUSIVE if a
        step is rejected, or no instance is seen to satisfy the assumptions, with the reason. Foundation lemmas are
        listed in ``axioms``. A statement that is ``recalled`` is never more than REDUCED: it rests on the memory of its
        source, if on nothing else.

    Raises
    ------
    DomainError
        If the proof belongs to another theorem.

    Examples
    --------
    >>> from lqtheory.registry import find, find_proof
    >>> theorem = find("stechkin_constant_at_most_one")
    >>> str(prove(theorem, find_proof(theorem)).verdict)
    'PROVED'
    """
    if proof.theorem != theorem.name:
        raise DomainError(f"this proof belongs to {proof.theorem!r}, not to {theorem.name!r}")
    start = time.perf_counter()
    checker, message = None, ""
    try:
        checker = Checker(theorem, proof)
        checker.run()
    except ProofError as error:
        message = f"proof rejected: {error}"
    rests_on = tuple(sorted(checker.rests_on)) if checker else ()
    if theorem.provenance == "recalled" and not (message or rests_on):
        rests_on = (f"{AS_RECALLED} [{theorem.source}]",)
    verdict = Verdict.INCONCLUSIVE if message else Verdict.REDUCED if rests_on else Verdict.PROVED
    regions = f"; certificates on {'; '.join(checker.boxes)}" if checker and checker.boxes else ""
    if checker and checker.formulas:
        regions += f"; z3 answers unsat to {'; '.join(checker.formulas)}"
    return Evidence(
        theorem.name,
        proof_fingerprint(theorem, proof),
        verdict,
        "prove",
        rests_on=rests_on,
        axioms=tuple(sorted(checker.axioms)) if checker else (),
        pieces=checker.pieces if checker else 0,
        certified_by=_engines(proof, checker),
        message=message or f"{_counted(proof)}{regions}",
        versions=library_versions(),
        seconds=time.perf_counter() - start,
    )
