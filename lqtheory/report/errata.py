"""Errata: published statements that the toolkit refutes or sharpens, with how to see it oneself.

Refuted statements come from the registry by themselves. What is true but can be said more sharply is listed in
:data:`SHARPENED`, by the theorems that say it.
"""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lqtheory.errors import RegistryError
from lqtheory.evidence import Evidence
from lqtheory.report.ledger import LedgerRow, ledger_rows
from lqtheory.report.sources import citation
from lqtheory.report.values import values_text
from lqtheory.tables.files import replacing
from lqtheory.theorem import Theorem

__all__ = ["SHARPENED", "Sharpening", "errata_markdown", "write_errata"]

_OWN = "lqtheory_dossier"
#: Refuted in the terms of a paper that does not say it: a smaller constant, an axiom that it marks as failing, its
#: theorem without the assumptions, its counts read as a compression, what a released rule would need to be one.
_NOT_PRINTED = (
    "published_counts_compress",
    "released_channel_totals_reach_one",
    "mean_over_patches_covers_shares",
    "volume_variance_with_smaller_constant",
    "cloning_keeps_hoyer",
    "published_network_theorem_for_every_law",
)
_KNOWN = {
    "read": "read in the source",
    "recalled": "as recalled; the source was not at hand",
    "reproved": "as recalled; the source was not at hand, the proof is our own",
    "derived": "a step that is easily taken for granted; from the notes this toolkit started from",
    "heuristic": "a heuristic",
}
_HEAD = """\
# Errata and sharpenings

Statements of papers and public programs that `lqtheory` refutes as they are printed, or replaces by something sharper.
Written by `lqtheory report --errata ERRATA.md` from the registry and its stored evidence.

Most of these are matters of a constant, a case at the border, or a sentence that was not the point of its paper, and
several of our own expectations stand here too. Where a source was not at hand the statement is given as recalled, and
says so: if the paper says something else, the fault is ours. "Falsified" means that ball arithmetic (python-flint)
shows the violation strictly at the instance that is printed (networks with all their layers, of which a claim with L
takes the first L). `lqtheory eval` evaluates both sides at that very instance and decides by balls; `lqtheory check`
searches anew, and may meet another instance first.
"""
_NATURAL = """\
## Refuted, though no paper states them

Natural guesses that fail: converses, short cuts and comparisons that we, or a reader, might take for granted, and what
is left of published statements without their assumptions or with a smaller constant; and what a published count or a
released rule would have to satisfy to do what it may be read to do. Nothing that is published is refuted here; each was
once believed, or could be, and its counterexample is worth keeping.
"""


@dataclass(frozen=True)
class Sharpening:
    """A published statement that holds, and what holds beyond it.

    Parameters
    ----------
    title : str
        A few words.
    bibkey : str
        Source, a key of ``references.bib``.
    known : {"read", "recalled"}
        How the source is known.
    published : str
        What it says, in one or two sentences.
    theorems : tuple of str
        Theorems of the registry that say more, or compare.
    """

    title: str
    bibkey: str
    known: str
    published: str
    theorems: tuple[str, ...]


SHARPENED: tuple[Sharpening, ...] = (
    Sharpening(
        "The constant of sparse approximation in a dictionary",
        "wang_paterlini_gao_yang_2014",
        "recalled",
        "The best k-term error in L_2 of a combination whose coefficients have l_q norm at most 1 is bounded with "
        "the constant 2^(2/q-1), which grows without bound as q falls.",
        ("squared_oracle_inequality", "oracle_constant_at_most_published", "published_constant_exceeds_uniform"),
    ),
    Sharpening(
        "The width of the phase transition of random cones",
        "amelunxen_lotz_mccoy_tropp_2014",
        "recalled",
        "A random subspace of codimension m meets a cone of statistical dimension delta with probability at most eta "
        "or at least 1 - eta when m and delta differ by a_eta sqrt(d), a_eta = sqrt(8 log(4/eta)).",
        ("sharpened_width_gives_published", "published_tail_is_weaker"),
    ),
    Sharpening(
        "Escape through a mesh",
        "gordon_1988",
        "recalled",
        "A random subspace escapes a set of Gaussian width w with probability at least "
        "1 - 3.5 exp(-(m/sqrt(m+1) - w)^2/18).",
        ("published_escape_is_weaker",),
    ),
    Sharpening(
        "The statistical dimension of a low-loss set seen from outside",
        "larsen_fort_becker_ganguli_2022",
        "recalled",
        "A formula with eigenvalues and distance alone stands for the local angular dimension of an ellipsoid.",
        ("local_width_within_factor_two", "local_width_at_most_count", "local_width_at_the_boundary"),
    ),
    Sharpening(
        "The fundamental limit of pruning",
        "zhang_zhang_sun_liu_2024",
        "recalled",
        "The largest share of weights that can be pruned is where the mean of 2e/|lambda_i| over "
        "R^2 + 2e/|lambda_i| meets the share itself. The subspace of kept weights passes through the nearest point, so "
        "it is not in general position to the cone that this formula measures.",
        ("published_share_above_half", "published_share_below_half", "one_shot_share_at_least_half"),
    ),
    Sharpening(
        "Zero eigenvalues in the public program for the limit of pruning",
        "zhang_zhang_sun_liu_2024",
        "recalled",
        "A share z of zero rows is added to a spectral density that already contains the zero eigenvalues.",
        ("zeros_counted_twice",),
    ),
    Sharpening(
        "The accuracy of a network, split over its layers",
        "baykal_2019",
        "recalled",
        "A network is accurate to epsilon <= 1 if every layer l is accurate to epsilon/(2D) divided by the product of "
        "the ratios Δ from layer l on.",
        ("accuracies_within_budget_suffice", "equal_split_saves_at_most_four", "optimal_split_minimum"),
    ),
    Sharpening(
        "The margin on the ratio of parts to sum",
        "baykal_2019",
        "recalled",
        "Under the assumption of sub-exponential ratios (false in general) their mean over the sample plus "
        "sqrt(2 lambda)(1 + sqrt(2 lambda) ln(8 eta eta*/delta)) is safe.",
        ("refined_margin_at_most_published",),
    ),
    Sharpening(
        "The number of draws of CoreNet",
        "baykal_2019",
        "recalled",
        "A neuron of total sensitivity S is kept within (1±epsilon) by 8 S K ln(8 eta/delta)/epsilon^2 draws.",
        ("published_count_is_larger", "published_counts_exceed_edges"),
    ),
    Sharpening(
        "Repeated draws in the released hybrid of sampling and pruning",
        "baykal_2022",
        "read",
        "The released program compares sampling with keeping the largest weights, at u stored weights each, by the "
        "error of m = u draws, although draws that repeat need no storage.",
        ("equal_storage_allows_more_draws",),
    ),
    Sharpening(
        "The logarithmic bound on the l_1 descent cone, with 5/4",
        "chandrasekaran_recht_parrilo_willsky_2012",
        "recalled",
        "The squared width of the l_1 descent cone at an s-sparse point of R^d is at most 2 s log(d/s) + (5/4) s.",
        ("l1_share_below_log_bound",),
    ),
    Sharpening(
        "The logarithmic bound on the l_1 descent cone, with 3/2",
        "foygel_mackey_2014",
        "recalled",
        "The squared distance to the scaled subdifferential is at most 2 s log(d/s) + (3/2) s.",
        ("l1_share_below_log_bound",),
    ),
    Sharpening(
        "The gap between the l_1 descent curve and the statistical dimension",
        "amelunxen_lotz_mccoy_tropp_2014",
        "recalled",
        "d psi(s/d) exceeds the statistical dimension of the l_1 descent cone by at most 2 sqrt(d/s).",
        ("l1_dimension_gap",),
    ),
    Sharpening(
        "The number of draws of sampling by squares after truncation",
        "drineas_zouzias_2011",
        "recalled",
        "s = 28 n |A|_F^2 ln(sqrt(2) n)/epsilon^2 draws approximate an n x n matrix within epsilon in spectral norm.",
        ("truncated_samples_suffice", "published_samples_suffice"),
    ),
    Sharpening(
        "The retained count of the PQ index",
        "diao_2023",
        "read",
        "A vector whose d-r smallest entries have at most eta times the l_p mass of the others keeps at least "
        "r >= d (1+eta)^(-q/(q-p)) (1-I)^(pq/(q-p)) entries, I its PQ index.",
        ("pqi_retain_sharpened", "pqi_retain_is_necessary"),
    ),
)


def errata_markdown(rows: Sequence[LedgerRow] | None = None) -> str:
    """All errata as a Markdown document.

    Parameters
    ----------
    rows : sequence of LedgerRow, optional
        The ledger; from stored evidence by default.

    Returns
    -------
    str

    Raises
    ------
    RegistryError
        If a sharpening names a theorem that the registry does not have.
    """
    by_name = {row.theorem.name: row for row in (ledger_rows() if rows is None else rows)}
    refuted = [row for row in by_name.values() if row.theorem.expected == "refuted"]
    own = [row.theorem.source.bibkey == _OWN or row.theorem.name in _NOT_PRINTED for row in refuted]
    printed = [row for row, ours in zip(refuted, own, strict=True) if not ours]
    expected = [row for row, ours in zip(refuted, own, strict=True) if ours]
    parts = [_HEAD, "## Refuted as printed\n"]
    parts += [_refuted(row, by_name) for row in printed]
    parts.append(_NATURAL)
    parts += [_refuted(row, by_name) for row in expected]
    parts.append("## True, and sharper now\n")
    parts += [_sharpened(entry, by_name) for entry in SHARPENED]
    return "\n".join(parts).rstrip() + "\n"


def write_errata(path: Path, rows: Sequence[LedgerRow] | None = None) -> bool:
    """Write the errata, unless the file says the same already.

    Parameters
    ----------
    path : pathlib.Path
        Markdown file, replaced as a whole.
    rows : sequence of LedgerRow, optional
        The ledger; from stored evidence by default.

    Returns
    -------
    bool
        Whether the file changed.
    """
    text = errata_markdown(rows)
    if path.is_file() and path.read_text(encoding="utf-8") == text:
        return False
    with replacing(path) as temporary:
        temporary.write_text(text, encoding="utf-8")
    return True


def _refuted(row: LedgerRow, by_name: dict[str, LedgerRow]) -> str:
    theorem = row.theorem
    lines = [f"### {_heading(theorem)}\n", f"{theorem.statement}\n", f"*{_origin(theorem)}*\n"]
    lines += [_finding(record) for record in row.deciding[-1:]]
    if not row.deciding:
        lines.append("- No evidence is stored for the present form.")
    if theorem.corrected_by:
        other = by_name[theorem.corrected_by]
        lines.append(f"- **Holds instead** ({other.verdict_text}, `{other.theorem.name}`): {other.theorem.statement}")
    if theorem.notes:
        lines.append(f"- {theorem.notes}")
    shown = [_evaluation(record) for record in row.deciding[-1:] if record.counterexample]
    search = f"`lqtheory check {theorem.name} --budget quick`"
    exact = [f"- This instance: `{command}`" for command in shown if command]
    return "\n".join([*lines, *exact, f"- {'Search anew' if exact else 'See it yourself'}: {search}\n"])


def _evaluation(record: Evidence) -> str:
    """The command that evaluates the claim at the very counterexample, empty where that is an object without a text."""
    values = record.counterexample or {}
    if any(isinstance(value, str) for value in values.values()):
        return ""
    words = [f"{name}={_typed(value)}" for name, value in values.items()]
    return f"lqtheory eval {record.theorem} {' '.join(map(shlex.quote, words))}"


def _typed(value: Any) -> str:
    """A number or an array as it is typed in a shell."""
    if isinstance(value, (list, tuple)):
        return f"[{','.join(map(_typed, value))}]"
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    return str(value)


def _finding(record: Evidence) -> str:
    said = record.message.split(" (met at")[0]
    objects = {name: value for name, value in (record.counterexample or {}).items() if isinstance(value, str)}
    if objects:  # the message abbreviates them
        claim, _, sides = said.partition(" fails at ")
        said = f"{claim} fails at {values_text(record.counterexample or {})}: {sides[sides.rindex(': ') + 2 :]}"
    return f"- **{record.verdict.value.lower().capitalize()}**: {said}"


def _sharpened(entry: Sharpening, by_name: dict[str, LedgerRow]) -> str:
    missing = [name for name in entry.theorems if name not in by_name]
    if missing:
        raise RegistryError(f"the errata name {', '.join(missing)}, which the registry does not have (errata_markdown)")
    lines = [f"### {entry.title}\n", f"{entry.published}\n", f"*{citation(entry.bibkey)} ({_KNOWN[entry.known]})*\n"]
    for name in entry.theorems:
        row = by_name[name]
        lines.append(f"- **{row.theorem.title}** ({row.verdict_text}, `{name}`): {row.theorem.statement}")
    commands = ", ".join(f"`lqtheory check {name} --budget quick`" for name in entry.theorems)
    return "\n".join([*lines, f"- See it yourself: {commands}\n"])


def _heading(theorem: Theorem) -> str:
    return theorem.title.removesuffix(" (false)")


def _origin(theorem: Theorem) -> str:
    where = f", {theorem.source.where}" if theorem.source.where and theorem.source.bibkey != _OWN else ""
    if theorem.source.bibkey == _OWN:
        return f"{theorem.id or theorem.source.where} ({_KNOWN['derived']})"
    return f"{citation(theorem.source.bibkey)}{where} ({_KNOWN[theorem.provenance]})"
