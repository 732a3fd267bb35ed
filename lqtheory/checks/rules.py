"""The rules of proof: for each kind of justification, what a machine checks before it believes the conclusion."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import sympy as sp

from lqtheory.checks.definedness import partial_terms
from lqtheory.checks.frozen import is_frozen
from lqtheory.checks.lemmas import find_lemma
from lqtheory.checks.rules_arguments import (
    check_application,
    check_induction,
    check_substitution,
    matches,
    objects_that_depend,
    same_relation,
    sizes_in,
)
from lqtheory.checks.rules_citations import check_citation
from lqtheory.checks.rules_computed import check_certificate, check_enumeration
from lqtheory.checks.rules_polynomial import check_polynomial
from lqtheory.checks.signs import Fact, expanded, sign_holds
from lqtheory.claim import Claim
from lqtheory.definitions import is_vector
from lqtheory.errors import DomainError, UnsupportedError
from lqtheory.expressions import named_apart
from lqtheory.proof import Step
from lqtheory.relations import Relation

if TYPE_CHECKING:
    from lqtheory.checks.prove import Checker

__all__ = ["RULES"]


def _single(checker: Checker, step: Step) -> Relation:
    if len(step.claim.then) != 1:
        raise checker.fail(step, "this rule concludes exactly one relation")
    return step.claim.then[0]


def _identity(checker: Checker, step: Step) -> None:
    facts = checker.facts(step)
    for relation in step.claim.then:
        if relation.operator == "<":
            raise checker.fail(step, "an identity has '=' (or '<=')")
        if not checker.same(relation.lhs, relation.rhs, facts):
            raise checker.fail(step, f"the normal form of ({relation.lhs}) - ({relation.rhs}) is not 0")


def _sign(checker: Checker, step: Step) -> None:
    facts = checker.facts(step)
    for relation in step.claim.then:
        if relation.operator == "=" or not checker.follows(relation, facts):
            raise checker.fail(step, f"assumptions do not decide the sign of ({relation.rhs}) - ({relation.lhs})")


def _chain(checker: Checker, step: Step) -> None:
    edges: list[tuple[sp.Expr, sp.Expr, str]] = []
    for claim in checker.used(step):
        for r in claim.then:
            edges.append((r.lhs, r.rhs, r.operator))
            if r.operator == "=":
                edges.append((r.rhs, r.lhs, "="))
    for relation in step.claim.then:
        best = _path(checker, edges, relation)
        allowed = {"=": (0,), "<=": (0, 1, 2), "<": (2,)}[relation.operator]
        if best is None or best not in allowed:
            raise checker.fail(
                step, f"the used steps do not link {relation.lhs} to {relation.rhs} with {relation.operator}"
            )


def _path(checker: Checker, edges: list[tuple[sp.Expr, sp.Expr, str]], relation: Relation) -> int | None:
    """Strongest link from lhs to rhs: 0 equality, 1 at most, 2 less; ``None`` if there is none."""
    weights = {"=": 0, "<=": 1, "<": 2}
    reached: dict[tuple[sp.Expr, int], None] = {(relation.lhs, 0): None}
    queue = list(reached)
    found: list[int] = []
    while queue:
        node, weight = queue.pop()
        if _same_terms(node, relation.rhs):
            found.append(weight)
        for a, b, operator in edges:
            state = (b, max(weight, weights[operator]))
            if state not in reached and _same_terms(a, node):
                reached[state] = None
                queue.append(state)
    if not found:
        return None
    return 0 if relation.operator == "=" and 0 in found else max(found)


def _same_terms(a: sp.Expr, b: sp.Expr) -> bool:
    """Whether two expressions are equal when they are multiplied out, each once for all that it is compared with."""
    return a == b or bool(expanded(a) - expanded(b) == 0)


def _simple_map(expression: sp.Expr, variable: sp.Symbol) -> bool:
    """Whether a map is ``c0 + c1 g(t)`` with g one of t, t**e, log t, exp t (monotone and continuous on its range)."""
    _, moving = expression.as_independent(variable, as_Add=True)
    _, core = moving.as_independent(variable, as_Add=False)
    if not variable.is_nonnegative:
        return bool(core == variable or core == sp.exp(variable))
    power = isinstance(core, sp.Pow) and core.base == variable and not core.exp.has(variable)
    return bool(core == variable or power or core in (sp.log(variable), sp.exp(variable)))


def _monotone(checker: Checker, step: Step) -> None:
    variable, expression = step.rule.arguments["variable"], sp.sympify(step.rule.arguments["expression"])
    relation = _single(checker, step)
    sources = [r for claim in checker.used(step) for r in claim.then]
    if not sources:
        raise checker.fail(step, "it uses no step")
    facts, source = checker.facts(step), sources[0]
    _map_is_defined(checker, step, source, facts)
    inner = sp.Dummy("inner", positive=True) if variable.is_nonnegative else sp.Dummy("inner", real=True)
    slope = sp.diff(expression.subs(variable, inner), inner)
    rising = source.operator == "=" or sign_holds(slope, facts, strict=source.operator == "<")
    if not rising and not sign_holds(-slope, facts, strict=source.operator == "<"):
        raise checker.fail(step, f"the sign of the slope {slope} is not decided")
    images = [expression.subs(variable, side) for side in (source.lhs, source.rhs)]
    low, high = images if rising else images[::-1]
    checker.only_sound_terms(step, [Relation(low, source.operator, high)])
    of_the_map = partial_terms([Relation(expression, "=", expression)])  # both sides lie where it is declared
    moved = [t.subs(variable, side) for t in of_the_map if t.has(variable) for side in (source.lhs, source.rhs)]
    checker.grant(step, [Relation(t, "=", t) for t in moved], [a for t in moved for a in t.args])
    if not same_relation(checker, relation, Relation(low, source.operator, high), facts):
        raise checker.fail(step, f"the map gives {low} {source.operator} {high}, not {relation}")


def _map_is_defined(checker: Checker, step: Step, source: Relation, facts: list[Fact]) -> None:
    """The map has one of the simple shapes, and both sides lie where it is declared."""
    variable, expression = step.rule.arguments["variable"], sp.sympify(step.rule.arguments["expression"])
    if variable in {s for s in checker.domain.symbols} or not _simple_map(expression, variable):
        raise checker.fail(
            step, f"the map {variable} -> {expression} is not c0 + c1 g with g a power, log, exp of a fresh symbol"
        )
    word = "positive" if variable.is_positive else "nonnegative" if variable.is_nonnegative else ""
    for side in (source.lhs, source.rhs):
        if word and not checker.follows(Relation(sp.S.Zero, "<" if word == "positive" else "<=", side), facts):
            raise checker.fail(step, f"the map is declared for {word} arguments; {side} is not known to be {word}")
    if word == "nonnegative" and expression.subs(variable, 0).is_finite is not True:
        raise checker.fail(step, f"the map {expression} is not known to be finite at 0")


def _cases(checker: Checker, step: Step) -> None:
    extras: list[Relation] = []
    for label, claim in zip(step.uses, checker.used(step), strict=True):
        if not all(any(same_relation(checker, w, f, []) for f in claim.then) for w in step.claim.then):
            raise checker.fail(step, f"{label!r} concludes {claim}, not {step.claim}")
        own = [r for r in claim.given if r not in step.claim.given]
        if len(own) != 1:
            raise checker.fail(step, f"{label!r} must have exactly one assumption of its own, it has {len(own)}")
        extras.append(own[0])
    if any(is_vector(r.gap, checker.domain) for r in extras):
        raise checker.fail(step, "two vectors may be neither x <= y nor y < x in all entries; compare numbers")
    checker.only_with_values(step, extras)  # where a root has no value it is neither <= 0 nor > 0
    gap, covered = extras[0].gap, set()
    for relation in extras:
        turned = sp.expand(relation.gap - gap) == 0
        if not turned and sp.expand(relation.gap + gap) != 0:
            raise checker.fail(step, f"{relation} and {extras[0]} do not compare the same expressions")
        signs = {"<=": {0, 1}, "<": {1}, "=": {0}}[relation.operator]
        covered |= signs if turned else {-s for s in signs}
    if covered != {-1, 0, 1}:
        raise checker.fail(step, f"the cases {', '.join(map(str, extras))} do not cover everything")
    checker.grant(step, step.claim.then)  # it has been shown, and so has values, in each case


def _arguments_apart(step: Step) -> dict[str, Any]:
    """Arguments of a lemma with exact numbers, and bound indices that capture nothing the lemma puts in their range."""
    numbers = (int, float)
    arguments: dict[str, Any] = {
        name: sp.sympify(value) if isinstance(value, numbers) and not isinstance(value, bool) else value
        for name, value in step.rule.arguments["arguments"].items()
    }
    terms = {name: value for name, value in arguments.items() if isinstance(value, sp.Expr)}
    taken = set().union(*(value.free_symbols for value in terms.values())) if terms else set()
    return arguments | {name: named_apart(value, taken) for name, value in terms.items()}


def _dependent_ranges(checker: Checker, bound: tuple[Any, ...]) -> list[Relation]:
    """Ranges and sizes of the other variables: where one depends on a bound variable, the others are not fixed."""
    ends = [
        checker.domain.bound(name, which)
        for name in checker.domain.scalars()
        if checker.domain.symbol(name) not in bound
        for which in ("low", "high")
    ]
    return [Relation(end, "=", end) for end in (*ends, *sizes_in(checker.domain, bound))]


def _lemma(checker: Checker, step: Step) -> None:
    lemma = find_lemma(step.rule.arguments["name"])
    if not is_frozen(lemma):
        raise checker.fail(
            step,
            f"the frozen list of foundation lemmas has no lemma {lemma.name} that says this; prove it by steps, or see "
            "tests/meta/test_lemmas_frozen.py for how the list is changed",
        )
    arguments = _arguments_apart(step)
    try:
        application = lemma.build(checker.domain, **arguments)
    except (DomainError, UnsupportedError, TypeError) as error:
        raise checker.fail(step, f"the lemma {lemma.name} does not apply: {error}") from error
    restrictions = (*step.claim.given, *checker.domain.where, *_dependent_ranges(checker, application.bound))
    for variable in application.bound:
        others = [
            name for name in objects_that_depend(checker.domain, variable) if name not in map(str, application.bound)
        ]
        if others:
            raise checker.fail(
                step, f"what {others[0]} may be depends on {variable}, over which {lemma.name} quantifies"
            )
    if any(r.free_symbols & set(application.bound) for r in restrictions):
        raise checker.fail(step, f"the assumptions restrict {application.bound}, over which {lemma.name} quantifies")
    checker.only_declared(step, [*application.premises, *((Relation(s, "=", s)) for s in application.bound)])
    for premise in application.premises:
        checker.discharge(step, premise, f"the premise of {lemma.name}")
    checker.only_sound_terms(step, [*application.premises, application.conclusion])
    checker.grant(step, [application.conclusion], arguments.values())
    matches(checker, step, Claim(then=(application.conclusion,)))
    checker.axioms.add(f"{lemma.name} ({lemma.source})")


def _absurd(checker: Checker, step: Step) -> None:
    claims = [r for claim in checker.used(step) for r in claim.then]
    if not any(r.operator == "<" and checker.same(r.lhs, r.rhs) for r in claims):
        raise checker.fail(step, "none of the used steps concludes a < a")


def _assumed(checker: Checker, step: Step) -> None:
    missing = [relation for relation in step.claim.then if relation not in step.claim.given]
    if missing:
        raise checker.fail(step, f"{missing[0]} is not among its own assumptions")


def _cited(checker: Checker, step: Step) -> None:
    source, text = step.rule.arguments["source"], step.rule.arguments["text"]
    check_citation(checker, step, source, text, step.rule.arguments.get("theorems", ()))
    if not step.speaks_of_a_program:
        checker.grant(step, step.claim.then)  # believed as it stands
    checker.rests_on.add(f"{text} [{source}]")


RULES: dict[str, Callable[[Checker, Step], None]] = {
    "absurd": _absurd,
    "apply": check_application,
    "assumed": _assumed,
    "cases": _cases,
    "certificate": check_certificate,
    "chain": _chain,
    "cited": _cited,
    "enumerate": check_enumeration,
    "identity": _identity,
    "induction": check_induction,
    "lemma": _lemma,
    "monotone": _monotone,
    "polynomial": check_polynomial,
    "sign": _sign,
    "substitute": check_substitution,
}
