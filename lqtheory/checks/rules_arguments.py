"""Rules of proof that move between arguments: substitution, induction, and other theorems of the registry."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import sympy as sp

from lqtheory.checks.rules_citations import registered, rest_on
from lqtheory.checks.signs import Fact, facts_of
from lqtheory.claim import Claim
from lqtheory.definitions import size_of
from lqtheory.domain import Domain, Integer, Matrix, MatrixChain, Object, Real, Vector
from lqtheory.proof import Step
from lqtheory.relations import Relation
from lqtheory.symbols import is_nonzero_vector

if TYPE_CHECKING:
    from lqtheory.checks.prove import Checker

__all__ = [
    "check_application",
    "check_induction",
    "check_substitution",
    "matches",
    "objects_that_depend",
    "same_relation",
    "sizes_in",
]


def _range_facts(domain: Domain, mapping: Mapping[sp.Symbol, sp.Expr]) -> list[Relation]:
    """What must hold of the replacements: the bounds and conditions of the domain that mention a replaced symbol."""
    needed = []
    for fact in facts_of(domain):
        if fact.expression.free_symbols & set(mapping):
            operator = "=" if fact.equation else "<" if fact.strict else "<="
            needed.append(Relation(sp.S.Zero, operator, fact.expression).subs(dict(mapping)))
    return needed


def _fits(checker: Checker, step: Step, symbol: sp.Symbol, value: sp.Expr, member: Any) -> None:
    """Type of a replacement: integers by integers, reals by finite reals, vectors by vectors that meet the demands."""
    if not isinstance(member, (Integer, Real, Vector)):
        raise checker.fail(step, f"{symbol} is a matrix; replacing it by {value} is not supported")
    if isinstance(member, (Integer, Real)) and _has_array(value, checker.domain):
        raise checker.fail(step, f"{symbol} is a number, but {value} stands for more than one")
    if isinstance(member, Integer) and not value.is_integer:
        raise checker.fail(step, f"{symbol} is an integer, but {value} is not known to be one")
    if isinstance(member, Real) and not (
        _is_real(checker, step, value) or (member.infinite and value.is_extended_real)
    ):
        raise checker.fail(step, f"{symbol} is real, but {value} is not known to be")
    if isinstance(member, Vector):
        if member.nonzero and not is_nonzero_vector(value):
            raise checker.fail(step, f"{symbol} is a nonzero vector, but {value} is not known to be one")
        if member.nonzeros is not None:
            raise checker.fail(step, f"{symbol} has few nonzeros; replacing it is not supported")
        for word in ("positive", "nonnegative"):
            if member.sign == word and not getattr(value, f"is_{word}"):
                raise checker.fail(step, f"{symbol} is {word}, but {value} is not known to be")


def _has_array(value: sp.Basic, domain: Domain) -> bool:
    """Whether a vector, matrix or object stands in an expression other than as an argument of a number made from it."""
    if isinstance(value, sp.Symbol):
        return not isinstance(domain.parameters.get(value.name), (Integer, Real, type(None)))
    quantity = getattr(type(value), "quantity", None)
    if quantity is not None:
        return bool(quantity.vector)
    return any(_has_array(part, domain) for part in value.args)


def _passed_through(checker: Checker, step: Step, other: Domain, mapping: dict[sp.Symbol, sp.Expr], name: str) -> None:
    """A matrix, chain or object of another theorem must be one of this proof, of the same kind and in the same place.

    What the object is may depend on earlier parameters of its domain, by their names; so these must be the same ones.
    """
    symbol, member = other.symbol(name), other.parameters[name]
    value, own = mapping[symbol], checker.domain
    mine = own.parameters.get(str(value))
    if mine is None or own.symbol(str(value)) != value or type(mine) is not type(member):
        raise checker.fail(step, f"{symbol} is not a number; {value} is no parameter of this proof of its kind")
    if not isinstance(member, Object):
        mine_at, member_at = ([_size(b, d) for b in m.bounds()] for m, d in ((mine, own), (member, other)))
        wanted = [size.subs(mapping, simultaneous=True) for size in member_at]
        if len(wanted) != len(mine_at) or not all(map(checker.same, wanted, mine_at)):
            raise checker.fail(step, f"{symbol} has the sizes {wanted}, but {value} has {mine_at}")
        return
    if mine != member:
        if not mine.is_a(member):  # type: ignore[union-attr]
            raise checker.fail(step, f"{symbol} is {member.text(name)}, but {value} is {mine.text(str(value))}")
        if _before(other, name) if member.of is None else member.of:
            raise checker.fail(step, f"{symbol} may depend on other parameters, and {value} is of a narrower class")
        return
    rests = [_before(other, name), _before(own, str(value))] if member.of is None else [member.of, member.of]
    if set(rests[0]) != set(rests[1]):
        raise checker.fail(step, f"{symbol} may depend on {', '.join(rests[0])}, but {value} on {', '.join(rests[1])}")
    for earlier in rests[0]:
        if mapping[other.symbol(earlier)] != own.symbol(earlier):
            raise checker.fail(step, f"{symbol} depends on {earlier}, which is not handed over with it")


def _before(domain: Domain, name: str) -> list[str]:
    names = list(domain.parameters)
    return names[: names.index(name)]


def _size(bound: object, domain: Domain) -> sp.Expr:
    return sp.sympify(bound, locals={s.name: s for s in domain.symbols})


def _is_real(checker: Checker, step: Step, value: sp.Expr) -> bool:
    """Whether an expression is a finite real number: by its symbols, or as its logarithms have positive arguments."""
    known = checker.facts(step)
    positive = [node for node in value.atoms(sp.log) if checker.follows(Relation(sp.S.Zero, "<", node.args[0]), known)]
    return bool(value.is_real or value.xreplace({node: sp.Dummy(real=True) for node in positive}).is_real)


def sizes_in(domain: Domain, without: tuple[Any, ...] = ()) -> list[sp.Expr]:
    """Expressions on which the shapes of the domain's arrays depend, some arrays left out.

    Parameters
    ----------
    domain : Domain
        What a theorem speaks about.
    without : tuple of sympy.Symbol
        Arrays left out.

    Returns
    -------
    list of sympy.Expr
    """
    members = [m for n, m in domain.parameters.items() if domain.symbol(n) not in without]
    shaped = [m for m in members if not isinstance(m, (Integer, Real))]
    return [_size(bound, domain) for member in shaped for bound in member.bounds()]


def objects_that_depend(domain: Domain, symbol: sp.Symbol) -> list[str]:
    """Names of the objects that are something else where a parameter has another value.

    Parameters
    ----------
    domain : Domain
        What a theorem speaks about.
    symbol : sympy.Symbol
        The parameter.

    Returns
    -------
    list of str
    """
    found = []
    for name, member in domain.parameters.items():
        if isinstance(member, Object):
            names = _before(domain, name) if member.of is None else member.of
            found += [name] if symbol.name in names and domain.symbol(symbol.name) == symbol else []
    return found


def check_substitution(checker: Checker, step: Step) -> None:
    """Replace scalar variables in a used step by expressions whose ranges fit.

    Parameters
    ----------
    checker : Checker
        State of the proof being checked.
    step : Step
        The step to justify.

    Raises
    ------
    ProofError
        If the rule does not give the conclusion.
    """
    mapping = {sp.sympify(k): sp.sympify(v) for k, v in step.rule.arguments["mapping"].items()}
    (claim,) = checker.used(step) if len(step.uses) == 1 else (None,)
    if claim is None:
        raise checker.fail(step, "it uses exactly one step")
    for symbol, value in mapping.items():
        member = checker.domain.parameters.get(str(symbol))
        if not isinstance(member, (Integer, Real)) or symbol not in checker.domain.symbols:
            raise checker.fail(step, f"{symbol} is not a scalar variable of the proof")
        if any(symbol in size.free_symbols for size in sizes_in(checker.domain)):
            raise checker.fail(step, f"{symbol} is the size of a vector; use apply to change sizes")
        if objects_that_depend(checker.domain, symbol):
            names = ", ".join(objects_that_depend(checker.domain, symbol))
            raise checker.fail(step, f"what {names} may be depends on {symbol}; use apply to change both")
        _fits(checker, step, symbol, value, member)
    known = facts_of(checker.domain, step.claim.given)
    for premise in _range_facts(checker.domain, mapping):
        if not checker.follows(premise, known):
            raise checker.fail(step, f"the replacement leaves its range: {premise} is not shown")
    replaced = Claim(tuple(r.subs(mapping) for r in claim.given), tuple(r.subs(mapping) for r in claim.then))
    checker.only_sound_terms(step, [*replaced.given, *replaced.then])
    checker.grant(step, replaced.then, mapping.values())
    matches(checker, step, replaced)


def matches(checker: Checker, step: Step, claim: Claim) -> None:
    """Reject a step unless its conclusions are among those of a claim (up to normal form) that applies here.

    Parameters
    ----------
    checker : Checker
        State of the proof being checked.
    step : Step
        The step.
    claim : Claim
        What the rule yields.

    Raises
    ------
    ProofError
        If an assumption of the claim or a conclusion of the step is not shown.
    """
    known = facts_of(checker.domain, step.claim.given)
    for relation in claim.given:
        if relation not in step.claim.given and not checker.follows(relation, [*known, *checker.facts(step)]):
            raise checker.fail(step, f"the assumption {relation} is not shown")
    for wanted in step.claim.then:
        if wanted in claim.then:  # word for word, which costs nothing
            continue
        if not any(same_relation(checker, wanted, found, known) for found in claim.then):
            raise checker.fail(step, f"it yields {' and '.join(map(str, claim.then))}, not {wanted}")


def same_relation(checker: Checker, wanted: Relation, found: Relation, facts: list[Fact]) -> bool:
    """Whether a relation follows from another with the same sides (up to normal form).

    Parameters
    ----------
    checker : Checker
        State of the proof being checked.
    wanted, found : Relation
        The relation to show and the one at hand.
    facts : list of Fact
        What is known of the symbols.

    Returns
    -------
    bool
        True only if it follows.
    """
    strong = wanted.operator == found.operator or (wanted.operator == "<=" and found.operator in ("<", "="))
    if not strong:
        return False
    return checker.same(wanted.lhs, found.lhs, facts) and checker.same(wanted.rhs, found.rhs, facts)


def check_induction(checker: Checker, step: Step) -> None:
    """Induction over an integer variable from its lower bound.

    Parameters
    ----------
    checker : Checker
        State of the proof being checked.
    step : Step
        The step to justify.

    Raises
    ------
    ProofError
        If the rule does not give the conclusion.
    """
    variable, start = step.rule.arguments["variable"], sp.sympify(step.rule.arguments["start"])
    if len(step.uses) != 2 or not variable.is_integer or checker.domain.bound(str(variable), "low") != start:
        raise checker.fail(step, "it uses [base, step] and starts at the lower bound of its integer variable")
    base, advance = checker.used(step)
    others = [n for n in checker.domain.parameters if n != str(variable)]
    dependent = [
        n
        for n in others
        if n in checker.domain.scalars() and any(checker.domain.bound(n, w).has(variable) for w in ("low", "high"))
    ]
    if dependent or any(variable in size.free_symbols for size in sizes_in(checker.domain)):
        raise checker.fail(step, f"the ranges of {', '.join(dependent) or 'vectors'} depend on {variable}")
    if objects_that_depend(checker.domain, variable):
        names = ", ".join(objects_that_depend(checker.domain, variable))
        raise checker.fail(step, f"what {names} may be depends on {variable}, over which the induction runs")
    restricting = [r for r in (*step.claim.given, *checker.domain.where) if variable in r.free_symbols]
    if restricting:
        raise checker.fail(step, f"{restricting[0]} restricts {variable}, over which the induction runs")
    if not set(base.given) <= set(step.claim.given):
        raise checker.fail(step, f"the base assumes {base.given}, which is not assumed here")

    def at(value: Any) -> tuple[Relation, ...]:
        return tuple(r.subs({variable: value}) for r in step.claim.then)

    if base.then != at(start):
        raise checker.fail(step, f"the base concludes {base}, not the claim at {variable}={start}")
    if set(advance.given) != {*step.claim.given, *step.claim.then} or advance.then != at(variable + 1):
        raise checker.fail(step, f"the step concludes {advance}, not P({variable}) => P({variable}+1)")
    checker.grant(step, step.claim.then)  # it has been shown, and so has values, from the start on


def check_application(checker: Checker, step: Step) -> None:
    """Use another theorem of the registry, its domain and assumptions discharged.

    Parameters
    ----------
    checker : Checker
        State of the proof being checked.
    step : Step
        The step to justify.

    Raises
    ------
    ProofError
        If the rule does not give the conclusion.
    """
    other = registered(checker, step, step.rule.arguments["theorem"])
    if not isinstance(other.claim, Claim) or other.claim.witness:
        raise checker.fail(step, f"{other.name} is not a plain claim")
    given = {str(k): sp.sympify(v) for k, v in step.rule.arguments["mapping"].items()}
    mapping = {
        s: given.get(str(s), checker.domain.symbol(str(s)) if str(s) in checker.domain.parameters else None)
        for s in other.domain.symbols
    }
    missing = [str(s) for s, v in mapping.items() if v is None]
    if missing:
        raise checker.fail(step, f"the mapping says nothing of {', '.join(missing)}")
    for symbol, value in mapping.items():
        member = other.domain.parameters[str(symbol)]
        if isinstance(member, (Matrix, MatrixChain, Object)):
            _passed_through(checker, step, other.domain, mapping, str(symbol))
            continue
        _fits(checker, step, symbol, value, member)
        if isinstance(member, Vector):
            size = _size(member.size, other.domain).subs(mapping, simultaneous=True)
            if not checker.same(size, size_of(value, checker.domain), checker.facts(step)):
                raise checker.fail(
                    step, f"{symbol} has {size} entries, but {value} has {size_of(value, checker.domain)}"
                )
    for premise in _range_facts(other.domain, mapping):
        checker.discharge(step, premise, f"the domain of {other.name} asks")
    assumed, concluded = ([r.subs(mapping) for r in side] for side in (other.claim.given, other.claim.then))
    claim = Claim(assumed, concluded)
    checker.only_sound_terms(step, [*claim.given, *claim.then])
    checker.grant(step, claim.then, (v for s, v in mapping.items() if s != v))
    matches(checker, step, claim)
    rest_on(checker, step, other)
