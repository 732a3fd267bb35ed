"""The verb ``eval``: a calculator for quantities, bounds and constants, with rigorous enclosures."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lqtheory.cli.browse import as_json_option, name_argument, named
from lqtheory.cli.cones import dimension_of_cone, estimate_rows, makers
from lqtheory.cli.group import OK
from lqtheory.cli.output import print_json, print_lines
from lqtheory.cli.values import as_floats, parse_arguments
from lqtheory.errors import DomainError, LqTheoryError, NormOverflowError, UnsupportedError

if TYPE_CHECKING:
    from lqtheory.quantities.quantity import Quantity
    from lqtheory.theorem import Theorem

__all__ = ["evaluate"]

#: Counts beyond this make the plain loops of ball versions slow, so the enclosure must be asked for.
_LARGE = 10**6
_BITS = (113, 226, 452, 904)
#: Digits that are certified by default.
_DIGITS = 20
#: Seconds after which a claim that balls have not decided, such as an equality, is not tried at more bits.
_PATIENCE = 3.0
#: A ball that certifies fewer is shown as an interval.
_FEW = 6


def evaluate(
    name: Annotated[str, name_argument],
    arguments: Annotated[list[str] | None, typer.Argument(help="name=value; vectors as JSON: x=[4,-2,1].")] = None,
    digits: Annotated[int, typer.Option(min=0, max=1000, help="Certify this many decimal digits; 20 by default.")] = 0,
    enclosure: Annotated[
        bool | None, typer.Option("--enclosure/--no-enclosure", help="Rigorous enclosure; by default unless n is huge.")
    ] = None,
    as_json: Annotated[bool, as_json_option] = False,
) -> int:
    """Evaluate a quantity, a bound or the two sides of a theorem.

    Decimals mean exactly the decimal numbers typed. A value with a radius (±) is rigorous, for those numbers: an
    enclosure by balls; a value without one, or called `float`, is computed in floats. An ID that several things share
    prints all that the arguments fit: `lqtheory eval lq.worst n=4096 k=12 q=0.37 p=2.3`. A cone prints its statistical
    dimension, exact, proved to lie in an interval, or sampled: `lqtheory eval polyhedral A=[[1,2],[3,4]] samples=4000`.

    Parameters
    ----------
    name : str
        Quantity or theorem, by name or ID, or a function of :mod:`lqtheory.cones`.
    arguments : list of str
        ``name=value`` each.
    digits : int
        Number of decimal digits to certify, 0 for the default of 20.
    enclosure : bool, optional
        Whether to compute enclosures; by default unless a count is huge.
    as_json : bool
        Whether to print JSON.

    Returns
    -------
    int
        Exit code.
    """
    values = parse_arguments(arguments or [], name)
    if name in makers():
        _show([{"name": name, "id": "", "arguments": _typed(values), **dimension_of_cone(name, values)}], as_json)
        return OK
    theorems, quantities = named(name)
    wanted = _bits(digits, enclosure, values)
    tasks: list[Callable[[], dict[str, Any]]] = []
    for quantity in quantities:
        if set(quantity.arguments) == values.keys():
            tasks.append(lambda q=quantity: _of_quantity(q, values, wanted, digits))  # type: ignore[misc]
    for theorem in theorems:
        full = _with_sizes(theorem, values)
        if set(theorem.domain.parameters) == full.keys():
            tasks.append(lambda t=theorem, v=full: _of_theorem(t, v, wanted))  # type: ignore[misc]
    if not tasks:
        raise DomainError(_misfit(name, theorems, quantities, values))
    _show_each(_attempt(tasks), as_json)
    return OK


def _show(results: Sequence[Mapping[str, Any]], as_json: bool) -> None:
    if as_json:
        print_json(results)
    else:
        print_lines([line for result in results for line in _lines(result)])


def _show_each(results: Iterator[Mapping[str, Any]], as_json: bool) -> None:
    """Text as soon as a result is there; JSON in one piece."""
    if as_json:
        _show(list(results), as_json)
        return
    for result in results:
        _show([result], as_json)
        sys.stdout.flush()


def _attempt(tasks: Sequence[Callable[[], dict[str, Any]]]) -> Iterator[dict[str, Any]]:
    """Results of all tasks that succeed, each when it is known; the first error if none does."""
    found, problems = False, []
    for task in tasks:
        try:
            result = task()
        except LqTheoryError as error:
            problems.append(error)
        else:
            found = True
            yield result
    if not found:
        raise problems[0]


def _bits(digits: int, enclosure: bool | None, values: Mapping[str, Any]) -> tuple[int, ...]:
    """Working precisions to try, none where no enclosure is wanted."""
    if digits:
        least = int(3.33 * digits) + 64
        return (least, 2 * least, 4 * least)
    large = any(isinstance(value, int) and value > _LARGE for value in values.values())
    return _BITS if enclosure or (enclosure is None and not large) else ()


def _with_sizes(theorem: Theorem, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values with counts filled in that are the length of a vector given."""
    full = dict(values)
    for name, member in theorem.domain.parameters.items():
        size = getattr(member, "size", None)
        if member.kind == "vector" and isinstance(size, str) and size not in full and isinstance(full.get(name), list):
            if size in theorem.domain.parameters:
                full[size] = len(full[name])
    return {key: full[key] for key in (*theorem.domain.parameters, *full) if key in full}


def _misfit(name: str, theorems: Sequence[Theorem], quantities: Sequence[Quantity], values: Mapping[str, Any]) -> str:
    """One sentence: what was given, and what is expected."""
    choices = [(q.name, q.arguments) for q in quantities] + [(t.name, tuple(t.domain.parameters)) for t in theorems]
    if len({frozenset(expected) for _, expected in choices}) == 1:
        only, expected = choices[0]
        missing = [argument for argument in expected if argument not in values]
        unknown = [argument for argument in values if argument not in expected]
        problems = [
            f"{', '.join(names)} {what}" for names, what in ((missing, "missing"), (unknown, "unknown")) if names
        ]
        return f"{only} takes {', '.join(expected)}; {'; '.join(problems)} (eval)"
    takers = "; ".join(f"{choice} takes {', '.join(expected)}" for choice, expected in choices)
    return f"nothing called {name} fits the arguments {', '.join(values) or 'given'}: {takers}"


# ---- quantities ------------------------------------------------------------------------------------------------------


def _of_quantity(quantity: Quantity, values: Mapping[str, Any], bits: Sequence[int], digits: int) -> dict[str, Any]:
    arguments = {name: values[name] for name in quantity.arguments}
    result: dict[str, Any] = {
        "kind": "quantity",
        "name": quantity.name,
        "id": quantity.id,
        "heuristic": quantity.heuristic,
        "arguments": _typed(arguments),
    }
    try:
        result["value"] = _plain(quantity.array(*(as_floats(value) for value in arguments.values())))
    except NormOverflowError as error:
        result |= {"value": None, "problem": str(error)}
    if quantity.ball is not None and bits:
        result |= _enclosed(quantity, arguments, bits, digits or _DIGITS)
    return result


def _plain(value: Any) -> Any:
    return value.tolist() if hasattr(value, "tolist") else value


def _typed(arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Arguments as they are shown: exact numbers by their shortest text."""

    def shown(value: Any) -> Any:
        if isinstance(value, list):
            return [shown(item) for item in value]
        if isinstance(value, (int, float)):
            return value
        try:
            nearest = float(value)
        except OverflowError:
            return str(value)
        return nearest if Fraction(repr(nearest)) == value else str(value)

    return {name: shown(value) for name, value in arguments.items()}


def _enclosed(quantity: Quantity, arguments: Mapping[str, Any], bits: Sequence[int], digits: int) -> dict[str, Any]:
    """Enclosure as outward rounded floats, and in decimal digits; precision grows until it is tight."""
    from lqtheory.balls import ball, decimal, enclosure, precision

    assert quantity.ball is not None
    found: dict[str, Any] = {}
    for precise in bits:
        with precision(precise):
            inputs = [
                value if name in quantity.integer_arguments and isinstance(value, int) else _ball_of(value)
                for name, value in arguments.items()
            ]
            try:
                value = quantity.ball(*inputs)
            except UnsupportedError as error:
                return {"problem": str(error)}
            items = [ball(item) for item in (value if isinstance(value, list) else [value])]
            pairs = [list(enclosure(item)) for item in items]
            found["enclosure"] = pairs if isinstance(value, list) else pairs[0]
            texts = [decimal(item, digits) for item in items]
            for i, key in enumerate(("digits", "radius")):
                found[key] = [pair[i] for pair in texts] if isinstance(value, list) else texts[0][i]
        if all(item.is_exact() or item.rel_accuracy_bits() >= int(3.33 * digits) + 2 for item in items):
            break
    return found


def _ball_of(value: Any) -> Any:
    from lqtheory.balls import ball

    return [_ball_of(item) for item in value] if isinstance(value, list) else ball(value)


# ---- theorems --------------------------------------------------------------------------------------------------------


def _of_theorem(theorem: Theorem, values: Mapping[str, Any], bits: Sequence[int]) -> dict[str, Any]:
    from lqtheory.claim import Probability
    from lqtheory.report import unicode_formula

    floats = theorem.domain.validate({name: as_floats(value) for name, value in values.items()}, where=theorem.name)
    result: dict[str, Any] = {
        "kind": "theorem",
        "name": theorem.name,
        "id": theorem.id,
        "arguments": _typed(values),
        "formula": unicode_formula(theorem.latex),
    }
    if isinstance(theorem.claim, Probability):
        return result | _of_probability(theorem.claim, values, floats, bits)
    sides = [
        {"relation": str(relation), "lhs": _plain(left), "rhs": _plain(right)}
        for relation, (left, right) in zip(theorem.relations, theorem.evaluate(floats), strict=True)
    ]
    result |= {"conclusions": sides, "ratio": theorem.ratio(**floats)}
    return result | _decided(theorem, values, floats, bits)


def _of_probability(
    claim: Any, values: Mapping[str, Any], floats: Mapping[str, Any], bits: Sequence[int]
) -> dict[str, Any]:
    """Bound and exact probability, and what balls say where floats are the very numbers that were typed."""
    from lqtheory.checks.simulate import exact_truth

    found: dict[str, Any] = {"bound": float(_plain(claim.bound_at(**floats))), "probability": None}
    if claim.exact is None:
        return found
    found["probability"] = float(claim.exact(**floats))
    numbers = {name: value for name, value in floats.items() if isinstance(value, (int, float))}
    rounded = [name for name, number in numbers.items() if Fraction(number) != Fraction(values[name])]
    if bits and rounded:
        found["problem"] = f"not decided: no float is {' or '.join(f'{name}={values[name]}' for name in rounded)}"
    elif bits:
        truth, found["slack"] = exact_truth(claim, floats)
        found["holds"] = truth.name
    return found


def _decided(
    theorem: Theorem, values: Mapping[str, Any], floats: Mapping[str, Any], bits: Sequence[int]
) -> dict[str, Any]:
    """What balls say about the exact numbers that were typed."""
    from lqtheory.balls import Truth
    from lqtheory.decision import decide

    if not bits:
        return {}
    exact = {
        name: floats[name] if theorem.domain.parameters[name].kind == "object" else v for name, v in values.items()
    }
    start, decision = time.monotonic(), None
    for precise in bits:
        begun = time.monotonic()
        try:
            decision = decide(theorem, exact, bits=precise, max_bits=precise)
        except UnsupportedError as error:
            return {"problem": str(error)}
        undecided = Truth.UNDECIDED in (decision.admissible, decision.truth)
        now = time.monotonic()
        if decision.admissible is Truth.NO or not undecided or 2 * now - begun - start > _PATIENCE:
            break
    assert decision is not None
    holds = decision.truth.name if decision.admissible is Truth.YES else "NOT_APPLICABLE"
    if decision.admissible is Truth.UNDECIDED:
        holds = "UNDECIDED"
    found: dict[str, Any] = {"holds": holds, "slack": decision.slack, "bits": decision.bits}
    if holds == "NOT_APPLICABLE":
        found["failed_assumption"] = _failed(theorem, exact)
    return found


def _failed(theorem: Theorem, exact: Mapping[str, Any]) -> str:
    """The first assumption that fails, with both sides."""
    from lqtheory.balls import Truth, enclosure, precision
    from lqtheory.claim import Claim
    from lqtheory.decision import instance_as_balls, relation_truth

    given = theorem.claim.given if isinstance(theorem.claim, Claim) else ()
    with precision(_BITS[0]):
        env = instance_as_balls(theorem.domain, exact)
        for relation in (*theorem.domain.where, *given):
            truth, left, right = relation_truth(relation, env)
            if truth is Truth.NO:
                return f"{relation} fails: {enclosure(left)[0]:.6g} against {enclosure(right)[0]:.6g}"
    return f"outside {theorem.domain.describe()}"


# ---- text ------------------------------------------------------------------------------------------------------------


def _lines(result: Mapping[str, Any]) -> list[str]:
    from lqtheory.report.values import values_text

    head = f"{result['name']}({values_text(result['arguments'])})" + (f"  [{result['id']}]" if result["id"] else "")
    rows: list[tuple[str, str]] = []
    if result["kind"] == "quantity":
        rows += _quantity_rows(result)
    elif result["kind"] == "cone":
        rows += estimate_rows(result)
    else:
        rows.append(("formula", result["formula"]))
        rows += [(key, _value(result[key])) for key in ("bound", "probability") if result.get(key) is not None]
        for side in result.get("conclusions", ()):
            rows += [("lhs", _value(side["lhs"])), ("rhs", _value(side["rhs"]))]
        rows += [("ratio", _value(result["ratio"]))] if "ratio" in result else []
        if "holds" in result:
            where = f"   rhs - lhs lies in {_interval(result['slack'])}" if result["slack"] else ""
            rows.append(("holds", result["holds"] + where))
    rows += [(key, result[key]) for key in ("failed_assumption", "problem") if key in result]
    return [head, *(f"  {label.replace('_', ' '):<9} {text}" for label, text in rows)]


def _quantity_rows(result: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The certified value with the one in floats below it, or the latter alone; and whether there is a theorem."""
    value, certified = result["value"], _certified(result)
    if isinstance(value, int) and "enclosure" in result:
        certain = result["enclosure"] == [value, value]
        rows = [
            ("value", _value(value)),
            ("exactly", "shown by balls" if certain else f"in {_interval(result['enclosure'])}"),
        ]
    elif certified:
        rows = [("value", certified), *([("float", _value(value))] if value is not None else [])]
    else:
        rows = [("value", _value(value))] if value is not None else []
        rows += [("lies in", _interval(result["enclosure"]))] if "enclosure" in result else []
    return rows + ([("heuristic", "no theorem says so; never a bound")] if result["heuristic"] else [])


def _certified(result: Mapping[str, Any]) -> str:
    """Digits with their radii; empty where balls certify too few of them to stand for an interval."""
    if "digits" not in result:
        return ""
    many = isinstance(result["digits"], list)
    digits, radii = (result[key] if many else [result[key]] for key in ("digits", "radius"))
    if not all(d and (not r or sum(map(str.isdigit, d)) >= _FEW) for d, r in zip(digits, radii, strict=True)):
        return ""
    texts = [f"{d} ± {r}" if r else f"{d} exactly" for d, r in zip(digits, radii, strict=True)]
    return f"[{', '.join(texts)}]" if many else texts[0]


def _value(value: Any) -> str:
    return "[" + ", ".join(map(_value, value)) + "]" if isinstance(value, list) else repr(value)


def _interval(pair: Any) -> str:
    if pair and isinstance(pair[0], (list, tuple)):
        return ", ".join(_interval(item) for item in pair)
    return f"[{pair[0]!r}, {pair[1]!r}]"
