"""Theorems, proofs and findings in words, as lines of plain text."""

from __future__ import annotations

from lqtheory.checks.frozen import local_lemmas
from lqtheory.claim import Claim
from lqtheory.errors import RegistryError
from lqtheory.evidence import Evidence
from lqtheory.proof import Proof
from lqtheory.registry import family_of
from lqtheory.report.formulas import unicode_formula
from lqtheory.report.regions import box_text
from lqtheory.report.sources import citation
from lqtheory.report.values import values_text
from lqtheory.theorem import Theorem

__all__ = ["evidence_lines", "proof_lines", "theorem_lines"]

LABEL = 12


def _labelled(label: str, text: str) -> list[str]:
    """A label and its text; further lines of the text stand below the first."""
    first, *rest = text.splitlines() or [""]
    return [f"{label:<{LABEL}}{first}".rstrip(), *(f"{'':<{LABEL}}{line}".rstrip() for line in rest)]


def theorem_lines(theorem: Theorem) -> list[str]:
    """What a theorem asserts and where it comes from.

    Parameters
    ----------
    theorem : Theorem
        The theorem.

    Returns
    -------
    list of str
        Lines of text: statement, domain, claim, source, what is expected, notes.
    """
    domain = theorem.domain
    lines = [f"{theorem.title}  [{theorem.name}]"]
    if theorem.id or family_of(theorem.name):
        lines += _labelled("id", ", ".join(part for part in (theorem.id, f"family {family_of(theorem.name)}") if part))
    lines += _labelled("statement", theorem.statement)
    conditions = [f"where {condition}" for condition in domain.where]
    lines += _labelled("domain", "\n".join([*(domain.text(name) for name in domain.parameters), *conditions]))
    lines += _labelled("claim", "\n".join(_claim_lines(theorem)))
    lines += _labelled("formula", unicode_formula(theorem.latex))
    lines += _labelled("source", _source(theorem))
    lines += _labelled("provenance", theorem.provenance)
    if theorem.expected == "refuted":
        cure = f"; corrected by {theorem.corrected_by}" if theorem.corrected_by else ""
        lines += _labelled("expected", f"refuted: entered as published, and false{cure}")
    if theorem.sharp_at:
        points = "; ".join(", ".join(f"{k}={v}" for k, v in point.items()) for point in theorem.sharp_at)
        lines += _labelled("sharp at", points)
    return lines + (_labelled("notes", theorem.notes) if theorem.notes else [])


def _claim_lines(theorem: Theorem) -> list[str]:
    claim = theorem.claim
    if not isinstance(claim, Claim):
        return [str(claim)]
    given = [f"if {relation}" for relation in claim.given]
    witness = [f"with {name} constructed by {function.__name__}" for name, function in claim.witness.items()]
    return [*given, *(str(relation) for relation in claim.then), *witness]


def _source(theorem: Theorem) -> str:
    try:
        line = citation(theorem.source.bibkey)
    except RegistryError:
        line = f"{theorem.source.bibkey} (not in references.bib)"
    return f"{theorem.source.where}: {line}" if theorem.source.where else line


def proof_lines(proof: Proof) -> list[str]:
    """The steps of a proof: label, rule, what it uses, conclusion.

    Parameters
    ----------
    proof : Proof
        The proof.

    Returns
    -------
    list of str
        Two lines a step.
    """
    lines = _labelled("note", proof.note) if proof.note else []
    lines += [member.text(name) for name, member in proof.extra.items()]
    for number, step in enumerate(proof.steps, 1):
        name = step.rule.arguments.get("name") or step.rule.arguments.get("theorem") or ""
        rule = f"{step.rule.kind} {name}".strip()
        uses = f" from {', '.join(step.uses)}" if step.uses else ""
        note = f"  ({step.note})" if step.note else ""
        lines += [f"{number}. {step.label}: {rule}{uses}{note}", f"   {step.conclusion}"]
    return lines


def evidence_lines(record: Evidence, theorem: Theorem | None = None) -> list[str]:
    r"""A finding in words: verdict and message first, then what it rests on and how much was spent.

    Parameters
    ----------
    record : Evidence
        The finding.
    theorem : Theorem, optional
        What it is about, so that a box tells integers from reals.

    Returns
    -------
    list of str
        The first line says the verdict and the method; the others are indented. A foundation lemma that no other proof
        uses is written out.

    Examples
    --------
    >>> from lqtheory.evidence import Verdict
    >>> print(*evidence_lines(Evidence("demo", "0" * 16, Verdict.PROVED, "prove", axioms=("jensen",))), sep="\n")
    PROVED by prove
        axioms: jensen
    """
    lines = [f"{record.verdict} by {record.method}" + (f": {record.message}" if record.message else "")]
    details = {
        "counterexample": values_text(record.counterexample) if record.counterexample else "",
        "rhs - lhs in": _interval(record.slack),
        "lhs/rhs seen": _interval(record.tightness),
        "box": box_text(record.box, theorem),
        "failed assumption": record.failed_assumption,
        "rests on": "; ".join(record.rests_on),
        "axioms": ", ".join(record.axioms),
        "certified by": ", ".join(record.certified_by),
        "not by leancert": record.unconfirmed,
        "effort": _effort(record),
    }
    local = [f"    local lemma, not machine-checked: {lemma}" for lemma in local_lemmas(record.axioms)]
    return [*lines, *(f"    {label}: {text}" for label, text in details.items() if text), *local]


def _effort(record: Evidence) -> str:
    parts = []
    if record.attempts:
        parts.append(f"{record.admissible} of {record.attempts} instances admissible")
    if record.count is not None:
        parts.append(f"event seen {record.count} times")
    if record.p_value is not None:
        parts.append(f"p-value {record.p_value:.3g}")
    if record.pieces:
        parts.append(f"{record.pieces} pieces")
    if record.bits:
        parts.append(f"{record.bits} bits")
    if record.budget:
        parts.append(f"budget {record.budget}")
    if record.seed is not None:
        parts.append(f"seed {record.seed}")
    if record.seconds:
        parts.append(f"{record.seconds:.1f} s")
    return ", ".join(parts)


def _interval(pair: tuple[float, float] | None) -> str:
    return f"[{pair[0]:.10g}, {pair[1]:.10g}]" if pair else ""
