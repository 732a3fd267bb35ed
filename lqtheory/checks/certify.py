"""Certificates: a relation between scalars holds at every real point of a box, by ball arithmetic with subdivision.

Integers are enumerated. On a piece of the box both sides are enclosed and compared; where the enclosures overlap, the
partial derivatives of the gap (or of the gap of logarithms) are enclosed instead, which settles the piece if they move
the minimum to a corner or if the mean value form stays positive; else the piece is halved. A piece on which an
assumption fails rigorously is discarded.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, NamedTuple

from lqtheory.balls import Truth, precision
from lqtheory.checks.boxes import Box, Region, resolve_region
from lqtheory.checks.budget import Budget, Clock
from lqtheory.checks.candidates import as_plain_values, describe
from lqtheory.checks.pieces import PieceJudge, Search
from lqtheory.checks.simplify import simplify
from lqtheory.claim import Claim
from lqtheory.decision import decide
from lqtheory.domain import Domain
from lqtheory.errors import UnsupportedError
from lqtheory.evidence import Evidence, Verdict, library_versions
from lqtheory.relations import Relation
from lqtheory.theorem import Theorem

__all__ = ["BoxDetails", "BoxTruth", "certify", "certify_relation", "scalars_of"]


@dataclass(frozen=True)
class BoxDetails:
    """What :func:`certify_relation` found besides the truth.

    Parameters
    ----------
    box : mapping
        The region looked at: ``name -> (low, high)`` with exact numbers, or formulas in earlier names.
    bits : int
        Working precision.
    slack : tuple of float or None
        Bounds on the smallest ``rhs - lhs`` over the box, where it holds.
    counterexample : mapping or None
        A point of the box where balls show the relation to fail.
    undecided : mapping or None
        A piece on which it could not be decided.
    inhabited : bool
        Whether balls show some point of the box to satisfy domain and assumptions; else a YES says nothing.
    problem : str
        What balls had no word for on some piece.
    """

    box: Mapping[str, tuple[Any, Any]]
    bits: int
    slack: tuple[float, float] | None = None
    counterexample: Mapping[str, Any] | None = None
    undecided: Mapping[str, tuple[Any, Any]] | None = None
    inhabited: bool = False
    problem: str = ""


class BoxTruth(NamedTuple):
    """Whether a relation holds on a whole box, how many pieces it took, and what else was found."""

    truth: Truth
    pieces: int
    details: BoxDetails


def certify_relation(
    relation: Relation,
    domain: Domain,
    box: Mapping[str, tuple[Any, Any]] | None = None,
    *,
    given: Sequence[Relation] = (),
    pieces: int = 200_000,
    bits: int = 113,
    clock: Clock | None = None,
) -> BoxTruth:
    """Decide whether a relation between scalars holds on a whole box.

    Parameters
    ----------
    relation : Relation
        The relation; its symbols are scalar parameters of the domain.
    domain : Domain
        Its scalar parameters, with their bounds and conditions.
    box : mapping of str to pairs, optional
        ``name -> (low, high)``, closed; numbers, or formulas in earlier names such as ``("q + 1/10", 8)``. A float
        means the decimal number it prints as. Names left out get their typical range, moved away from excluded ends.
    given : sequence of Relation
        Assumptions: pieces on which one fails rigorously are discarded.
    pieces : int
        How many pieces may be looked at.
    bits : int
        Working precision.
    clock : Clock, optional
        A cap on time; when it is up the answer is UNDECIDED.

    Returns
    -------
    BoxTruth
        ``(truth, pieces, details)``. YES: it holds at every point of the box that satisfies domain and assumptions. NO:
        ``details.counterexample`` is such a point where it fails. UNDECIDED: the budget ended, or the sides touch.

    Raises
    ------
    UnsupportedError
        If the relation cannot be written in balls at all. What has no ball on some pieces leaves these undecided.
    DomainError
        If the box mentions unknown names.

    Examples
    --------
    >>> from lqtheory.domain import Real
    >>> D = Domain(t=Real(0))
    >>> (t,) = D.symbols
    >>> truth, pieces, _ = certify_relation(Relation(t * (1 - t), "<=", 1 / t), D, {"t": (0.125, 8)})
    >>> truth
    <Truth.YES: 'yes'>
    """
    domain.check_symbols((relation, *given), "certify_relation")
    names = scalars_of(domain, (relation, *given))
    region = resolve_region(domain, names, box)
    with precision(bits):
        search = Search(PieceJudge(relation, domain, region, given), pieces, clock or Clock(float("inf")))
        for start in region.starts():
            search.run(start)
            if search.truth is not Truth.YES:
                break
    details = BoxDetails(
        region.stated,
        bits,
        slack=search.slack if search.truth is Truth.YES else None,
        counterexample=search.counterexample,
        undecided=search.undecided,
        inhabited=search.inhabited,
        problem=search.judge.problem,
    )
    return BoxTruth(search.truth, search.pieces, details)


def scalars_of(domain: Domain, relations: Sequence[Relation]) -> list[str]:
    """Scalars that the relations mention, and those that their bounds and conditions mention, in order.

    Parameters
    ----------
    domain : Domain
        The domain.
    relations : sequence of Relation
        The relations.

    Returns
    -------
    list of str
        Names, in the order of the domain; the first scalar where they mention none.

    Raises
    ------
    UnsupportedError
        If they mention more than scalars.
    """
    scalars = domain.scalars()
    needed = {str(s) for r in relations for s in r.free_symbols} or {*[*scalars][:1]}
    unknown = needed - set(scalars)
    if unknown:
        raise UnsupportedError(
            f"{', '.join(sorted(unknown))} are not scalars; certify works on relations between scalars"
        )
    grown = True
    while grown:
        before = len(needed)
        for condition in domain.where:
            mentioned = {str(s) for s in condition.free_symbols}
            if mentioned & needed and mentioned <= set(scalars):
                needed |= mentioned
        for name in [n for n in scalars if n in needed]:
            needed |= {str(s) for which in ("low", "high") for s in domain.bound(name, which).free_symbols}
        grown = len(needed) > before
    return [name for name in scalars if name in needed]


def certify(
    theorem: Theorem, box: Mapping[str, tuple[Any, Any]] | None = None, *, budget: str | Budget = "standard"
) -> Evidence | None:
    """Certify a theorem about scalars on a box.

    Parameters
    ----------
    theorem : Theorem
        The theorem.
    box : mapping of str to pairs, optional
        Closed box, as in :func:`certify_relation`; by default the theorem's own ``box``, else the typical ranges, moved
        away from ends that the domain excludes.
    budget : str or Budget
        Effort: ``pieces`` and ``seconds``.

    Returns
    -------
    Evidence or None
        CERTIFIED with exactly the box it speaks of; FALSIFIED with a point that balls refute; INCONCLUSIVE if the
        budget ended. ``None`` where certification does not apply: claims about vectors, matrices or objects, existence,
        probabilities, equations, and quantities without a ball version.

    Raises
    ------
    DomainError
        If the box mentions unknown names, or there is no such budget.

    Examples
    --------
    >>> from lqtheory import AtMost, Real, Source
    >>> D = Domain(t=Real(0, typical=(0, 4)))
    >>> (t,) = D.symbols
    >>> record = certify(Theorem("demo", "t", "2 t <= 1 + t^2 + t.", D, AtMost(2 * t, 1 + t**2 + t), Source("demo")))
    >>> str(record.verdict), record.box["t"]
    ('CERTIFIED', (Fraction(1, 16), 4))
    """
    effort = Budget.named(budget)
    if not _applies(theorem):
        return None
    assert isinstance(theorem.claim, Claim)
    clock = Clock(effort.seconds)
    touching = _contact(theorem, box or theorem.box)
    if touching:
        message = f"the sides touch inside the box, at {touching}: no subdivision can separate them there"
        return _record(theorem, Verdict.INCONCLUSIVE, effort, {}, 0, clock, message=message)
    used, region, bits = 0, dict[str, Any](), 113
    lows, highs = [], []
    for relation in theorem.relations:
        truth, pieces, details = certify_relation(
            relation,
            theorem.domain,
            box or theorem.box,
            given=theorem.claim.given,
            pieces=max(1, effort.pieces - used),
            bits=bits,
            clock=clock,
        )
        used += pieces
        region |= details.box
        if truth is Truth.NO:
            return _falsified(theorem, details, effort, used, clock)
        if truth is Truth.UNDECIDED:
            where = f" near {_middle(details.undecided)}" if details.undecided else ""
            told = f": {details.problem}" if details.problem else ""
            message = f"{relation} is not decided on the box after {used} pieces{where}{clock.remark()}{told}"
            return _record(theorem, Verdict.INCONCLUSIVE, effort, region, used, clock, message=message)
        if not details.inhabited:
            message = f"no point of the box is seen to satisfy the assumptions of {relation}: the claim may be vacuous"
            return _record(theorem, Verdict.INCONCLUSIVE, effort, region, used, clock, message=message)
        if details.slack:
            lows.append(details.slack[0])
            highs.append(details.slack[1])
    if not lows:
        message = f"no point of the box satisfies the assumptions ({used} pieces), so a certificate would say nothing"
        return _record(theorem, Verdict.INCONCLUSIVE, effort, region, used, clock, message=message)
    message = f"holds at every point of the box that satisfies the assumptions ({used} pieces)"
    slack = (min(lows), min(highs)) if lows else None
    return _record(theorem, Verdict.CERTIFIED, effort, region, used, clock, message=message, slack=slack)


def _applies(theorem: Theorem) -> bool:
    claim = theorem.claim
    if not isinstance(claim, Claim) or claim.witness or theorem.domain.kind != "scalar":
        return False
    if any(quantity.ball is None for quantity in theorem.quantities):
        return False
    return all(relation.operator != "=" for relation in claim.then)


def _contact(theorem: Theorem, box: Mapping[str, tuple[Any, Any]] | None) -> str:
    """A point of claimed equality inside the box of a relation that has no derivatives, in words; else nothing."""
    if not theorem.quantities:
        return ""
    region = resolve_region(theorem.domain, list(theorem.domain.scalars()), box)
    for point in theorem.sharp_at:
        if all(low < point.get(name, low) < high for name, (low, high) in region.hulls.items()):
            return describe(point)
    return ""


def _record(
    theorem: Theorem, verdict: Verdict, effort: Budget, box: Mapping[str, Any], pieces: int, clock: Clock, **more: Any
) -> Evidence:
    more.setdefault("bits", 113)
    return Evidence(
        theorem.name,
        theorem.fingerprint,
        verdict,
        "certify",
        budget=effort.name,
        box=box,
        pieces=pieces,
        **more,
        certified_by=("flint",),
        versions=library_versions(),
        seconds=clock.elapsed,
    )


def _falsified(theorem: Theorem, details: BoxDetails, effort: Budget, pieces: int, clock: Clock) -> Evidence:
    """Bring the refuted point into a full, simple instance of the theorem."""
    exact = _completed(theorem, dict(details.counterexample or {}))
    rounded = {name: float(v) if isinstance(v, Fraction) else v for name, v in exact.items()}
    decision = decide(theorem, rounded, max_bits=effort.bits)
    values: dict[str, Any] = rounded
    if decision.violated:
        values, decision = simplify(theorem, rounded, decision, bits=effort.bits)
    else:  # only the exact rational point is outside
        values, decision = exact, decide(theorem, exact, max_bits=effort.bits)
    if not decision.violated:
        message = f"balls refute the claim at {describe(exact)}, which is no instance of the domain; report this"
        return _record(theorem, Verdict.INCONCLUSIVE, effort, details.box, pieces, clock, message=message)
    return _record(
        theorem,
        Verdict.FALSIFIED,
        effort,
        details.box,
        pieces,
        clock,
        bits=decision.bits,
        slack=decision.slack,
        counterexample=as_plain_values(values),
        message=f"{decision.relation} fails at {describe(values)}",
    )


def _completed(theorem: Theorem, point: dict[str, Any]) -> dict[str, Any]:
    """The point with a typical value for every scalar that the relation does not mention."""
    full: dict[str, Any] = {}
    for name in theorem.domain.parameters:
        full[name] = point[name] if name in point else Region.typical_value(theorem.domain, name, full)
    return full


def _middle(piece: Box | Mapping[str, tuple[Any, Any]] | None) -> str:
    return ", ".join(f"{name}={float((low + high) / 2):.6g}" for name, (low, high) in (piece or {}).items())
