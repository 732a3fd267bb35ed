"""The verb ``replay``: check stored certificates and counterexamples again, without a search."""

from __future__ import annotations

import dataclasses
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lqtheory.cli import completion
from lqtheory.cli.browse import as_json_option
from lqtheory.cli.group import OK, UNEXPECTED
from lqtheory.cli.output import note, print_json, print_lines, print_table, progress_bar
from lqtheory.errors import DomainError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lqtheory.checks.confirm import Replay
    from lqtheory.checks.counterexamples import Recheck
    from lqtheory.checks.engines import Engine
    from lqtheory.theorem import Theorem

__all__ = ["replay"]


def replay(
    targets: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="NAME|ID|PATTERN|all",
            help="Theorems; all with stored certificates by default.",
            autocompletion=completion.theorem_names,
        ),
    ] = None,
    search: Annotated[
        bool, typer.Option("--search", help="First look for certificates that both checkers confirm, and store them.")
    ] = False,
    pieces: Annotated[int, typer.Option(min=1, help="With --search: pieces to look at for each relation.")] = 5000,
    seconds: Annotated[float, typer.Option(min=0.1, help="With --search: cap on the time for each relation.")] = 60.0,
    store_dir: Annotated[Path | None, typer.Option(help="Folder of certificates instead of the package's own.")] = None,
    as_json: Annotated[bool, as_json_option] = False,
) -> int:
    """Check stored certificates and counterexamples again: every piece and every instance, and no search.

    A certificate is a list of boxes with rational ends and what settles each of them; ball arithmetic checks it, and
    leancert, the optional extra `lqtheory[lean]`; without it balls alone replay. A counterexample is decided by balls.

    Parameters
    ----------
    targets : list of str, optional
        Names, IDs, patterns, or ``all``.
    search : bool
        Whether to make certificates first; needs leancert.
    pieces, seconds : int, float
        Effort of the search for each relation.
    store_dir : pathlib.Path, optional
        Another folder than the package's own.
    as_json : bool
        Whether to print JSON.

    Returns
    -------
    int
        Exit code.
    """
    from lqtheory.checks.engines import FlintEngine
    from lqtheory.checks.lean import LEAN_VERSION, LeanEngine, is_installed

    theorems = chosen = _theorems(targets or ["all"])
    if not search:
        theorems = [theorem for theorem in theorems if _has_certificates(theorem, store_dir)]
    if search and not is_installed():
        raise DomainError(
            f"--search needs the second checker, leancert {LEAN_VERSION}; install it with pip install 'lqtheory[lean]'"
        )
    if search:
        with closing(LeanEngine(seconds=1.0)) as lean, progress_bar("searching") as update:
            for number, theorem in enumerate(theorems):
                update(number, len(theorems), theorem.name)
                _search(theorem, [FlintEngine(), lean], pieces, seconds, store_dir)
        theorems = [theorem for theorem in theorems if _has_certificates(theorem, store_dir)]
    if not is_installed():
        note(f"leancert {LEAN_VERSION} is not installed: balls alone replay; pip install 'lqtheory[lean]' adds it")
        return _replayed(theorems, [FlintEngine()], store_dir, chosen, as_json=as_json, everything=not targets)
    # A stored fact was answered within a second once; a busy machine may take longer.
    with closing(LeanEngine(seconds=60.0)) as lean:
        return _replayed(theorems, [FlintEngine(), lean], store_dir, chosen, as_json=as_json, everything=not targets)


def _theorems(targets: Sequence[str]) -> list[Theorem]:
    from lqtheory.registry import all_theorems, find_all

    found = [t for target in targets for t in (all_theorems() if target == "all" else find_all(target))]
    return list({theorem.name: theorem for theorem in found}.values())


def _has_certificates(theorem: Theorem, folder: Path | None) -> bool:
    from lqtheory.checks.second import certificate_path

    return certificate_path(theorem, folder).exists()


def _search(theorem: Theorem, engines: Sequence[Engine], pieces: int, seconds: float, folder: Path | None) -> None:
    from lqtheory.box_certificates import write_certificates
    from lqtheory.checks.second import certificate_path, search_certificates

    found = search_certificates(theorem, engines, pieces=pieces, seconds=seconds)
    if found:
        write_certificates(certificate_path(theorem, folder), found)


def _replayed(
    theorems: Sequence[Theorem],
    engines: Sequence[Engine],
    folder: Path | None,
    chosen: Sequence[Theorem],
    *,
    as_json: bool,
    everything: bool,
) -> int:
    from lqtheory.checks.counterexamples import recheck_counterexamples
    from lqtheory.checks.second import replay_stored

    started = time.perf_counter()
    outcomes: list[Replay] = []
    with progress_bar("replaying") as update:
        for number, theorem in enumerate(theorems):
            update(number, len(theorems), theorem.name)
            outcomes += replay_stored(theorem, engines, folder)
    names = {engine.name for engine in engines}
    instances = [one for theorem in chosen for one in recheck_counterexamples(theorem)]
    good = all(set(outcome.confirmed_by) == names for outcome in outcomes)
    good &= not any(one.violated is False for one in instances)
    if as_json:
        counterexamples = [dataclasses.asdict(one) for one in instances]
        certificates = [_summary(outcome) for outcome in outcomes]
        print_json({"as_expected": good, "certificates": certificates, "counterexamples": counterexamples})
        return OK if good else UNEXPECTED
    if outcomes:
        print_table(
            ("theorem", "relation", "pieces", "facts", "confirmed by"),
            [
                (
                    outcome.certificate.theorem,
                    _place(outcome),
                    str(len(outcome.certificate.pieces)),
                    str(outcome.facts),
                    ", ".join(outcome.confirmed_by) or "—",
                )
                for outcome in outcomes
            ],
        )
    both = sum(len(outcome.confirmed_by) > 1 for outcome in outcomes)
    pieces = sum(len(outcome.certificate.pieces) for outcome in outcomes)
    print_lines(
        [
            *(f"{o.certificate.theorem}, {_place(o)}: {o.problem}" for o in outcomes if o.problem),
            f"{len(outcomes)} certificates with {pieces} pieces replayed in {time.perf_counter() - started:.1f} s; "
            f"{both} are confirmed by two independent checkers.",
            *_told_of_instances(instances),
            *(_unconfirmed_proofs(outcomes) if everything else []),
            *(_unconfirmed_boxes(outcomes) if everything else []),
        ]
    )
    return OK if good else UNEXPECTED


def _told_of_instances(instances: Sequence[Recheck]) -> list[str]:
    """How many stored counterexamples break their claims, which do not, and which cannot be decided by balls."""
    shown = [one for one in instances if one.violated is not None]
    lines = [
        f"{one.theorem}: its counterexample by {one.method} shows nothing ({one.problem})"
        for one in shown
        if not one.violated
    ]
    if shown:
        broken = sum(bool(one.violated) for one in shown)
        lines.append(f"{broken} of {len(shown)} stored counterexamples break their claims strictly, by balls.")
    left = sorted({one.theorem for one in instances if one.violated is None})
    if left:
        lines.append(
            f"Objects and probabilities, of which `lqtheory check` finds counterexamples anew: {', '.join(left)}."
        )
    return lines


def _unconfirmed_proofs(outcomes: Sequence[Replay]) -> list[str]:
    """How many of all proofs that rest on certificates both checkers confirmed just now, and which they did not."""
    from lqtheory.checks.second import proofs_on_certificates
    from lqtheory.registry import all_theorems

    steps: dict[str, list[bool]] = {}
    for outcome in outcomes:
        if outcome.certificate.step:
            steps.setdefault(outcome.certificate.theorem, []).append(len(outcome.confirmed_by) > 1)
    # Evidence says whether all steps of the proof have certificates, the replay whether these are confirmed.
    found = {
        name: known and all(steps.get(name, [False])) for name, known in proofs_on_certificates(all_theorems()).items()
    }
    left = ", ".join(name for name, confirmed in found.items() if not confirmed)
    line = f"Of {len(found)} proofs that rest on certificates, {sum(found.values())} are confirmed by both"
    return [f"{line}; not so: {left}." if left else f"{line}."]


def _unconfirmed_boxes(outcomes: Sequence[Replay]) -> list[str]:
    """How many theorems on boxes both checkers confirmed just now, and why not the others, as the evidence says."""
    from lqtheory.checks.second import NO_WORD, UNSETTLED, confirmations
    from lqtheory.registry import all_theorems

    replayed: dict[str, list[bool]] = {}
    for outcome in outcomes:
        if not outcome.certificate.step:
            replayed.setdefault(outcome.certificate.theorem, []).append(len(outcome.confirmed_by) > 1)
    reasons = confirmations(all_theorems())
    confirmed = sum(not reason and all(replayed.get(name, [False])) for name, reason in reasons.items())
    words = sum(reason.startswith(NO_WORD) for reason in reasons.values())
    unsettled = sum(reason.startswith(UNSETTLED) for reason in reasons.values())
    left = len(reasons) - confirmed - words - unsettled
    told = [
        f"Of {len(reasons)} theorems certified on boxes, {confirmed} are confirmed by both",
        f"{words} use functions that leancert has no word for",
        f"{unsettled} exceed{'s' if unsettled == 1 else ''} its budget",
        *([f"{left} were not confirmed for other reasons"] if left else []),
    ]
    return ["; ".join(told) + "."]


def _place(outcome: Replay) -> str:
    certificate = outcome.certificate
    return f"step {certificate.step}" if certificate.step else f"conclusion {certificate.relation + 1}"


def _summary(outcome: Replay) -> dict[str, object]:
    certificate = outcome.certificate
    return {
        "theorem": certificate.theorem,
        "relation": _place(outcome),
        "statement": certificate.statement,
        "pieces": len(certificate.pieces),
        "facts": outcome.facts,
        "confirmed_by": list(outcome.confirmed_by),
        "problem": outcome.problem,
    }
