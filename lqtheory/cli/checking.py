"""The verb ``check``: run the rungs of the ladder, print what they found, keep it if asked."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lqtheory.cli import completion
from lqtheory.cli.browse import as_json_option
from lqtheory.cli.group import BAD_INPUT, INCONCLUSIVE, INTERRUPTED, OK, UNEXPECTED
from lqtheory.cli.live import live_board
from lqtheory.cli.output import note, print_json, print_lines, print_table, progress_bar
from lqtheory.errors import DomainError, RegistryError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lqtheory.cli.running import Run, Target
    from lqtheory.evidence import Evidence
    from lqtheory.report import LedgerRow
    from lqtheory.report.theorem_report import TheoremReport

    Reports = dict[str, TheoremReport]

__all__ = ["check"]


def check(
    targets: Annotated[
        list[str],
        typer.Argument(
            metavar="NAME|ID|PATTERN|all|FILE",
            help="Theorems, patterns such as kinematics/*, or Python files (which are run).",
            autocompletion=completion.theorem_names_or_files,
        ),
    ],
    only: Annotated[list[str] | None, typer.Option(help="Only this rung: prove, certify, falsify, attack, ...")] = None,
    budget: Annotated[
        str, typer.Option(help="Effort: quick (which does not certify what is proved), standard or thorough.")
    ] = "standard",
    seed: Annotated[int, typer.Option(help="Root seed; the same seed gives the same verdicts.")] = 0,
    strict: Annotated[
        bool | None,
        typer.Option("--strict/--no-strict", help="Exit with 3 if a theorem stays inconclusive. [default: for files]"),
    ] = None,
    store: Annotated[
        bool | None,
        typer.Option("--store/--no-store", help="Keep the evidence in the store, beside that of larger budgets."),
    ] = None,
    store_dir: Annotated[Path | None, typer.Option(help="Keep the evidence in this folder instead.")] = None,
    missing: Annotated[
        bool, typer.Option("--missing", help="Only theorems without fresh evidence of this budget in the store.")
    ] = False,
    jobs: Annotated[int, typer.Option(min=1, help="Processes; the verdicts do not depend on their number.")] = 1,
    report: Annotated[
        bool | None,
        typer.Option(
            "--report/--no-report",
            help="Tightness, assumptions, ranges, rivals in the registry, trained networks. [default: for files]",
        ),
    ] = None,
    network: Annotated[
        list[str] | None,
        typer.Option(
            metavar="WEIGHTS|PACKAGE.MODULE:FACTORY",
            help="Evaluate on this network instead of the zoo's: a file of weights, or a factory (which is run); "
            "repeatable.",
        ),
    ] = None,
    page: Annotated[Path | None, typer.Option(help="Write the report of one theorem to this .html file, too.")] = None,
    as_json: Annotated[bool, as_json_option] = False,
) -> int:
    """Check theorems: prove, certify, search for counterexamples, simulate, measure sharpness.

    A FILE is run as Python code; after the rungs comes its report: how tight it is and where, what happens without each
    assumption in turn and beyond the typical ranges, which theorems of the registry bound the same quantity and who is
    tighter where, and how it does on trained networks. --page FILE.html is the same with pictures. Evidence is kept
    only with --store (in the package's own store, in a checkout) or --store-dir.

    Exit codes: 0 if every verdict is the expected one, 1 if one is not or the ledger says another by the same rung and
    effort, 2 for bad input, 3 if nothing is shown about a theorem (a claim that is true by vacuity, a quantity without
    ball version; for theorems of the registry with --strict alone), 130 if interrupted.

    Parameters
    ----------
    targets : list of str
        Names, IDs, ``all``, paths of Python files.
    only : list of str, optional
        Rungs to run.
    budget, seed : str, int
        Effort and root seed.
    strict : bool, optional
        Whether a theorem about which nothing is shown counts as failure; by default where it is the user's own file.
    store, store_dir : bool, pathlib.Path
        Whether and where to keep the evidence.
    missing : bool
        Whether to leave out theorems whose stored evidence is fresh and of this budget or a larger one, so that a long
        run may be interrupted and gone on with.
    jobs : int
        Number of processes.
    report : bool, optional
        Whether the report follows the rungs; by default for files, unless ``only`` is given.
    network : list of str, optional
        Files of weights and factories of networks to evaluate on, instead of the zoo's.
    page : pathlib.Path, optional
        HTML file for the report of a single theorem.
    as_json : bool
        Whether to print JSON.

    Returns
    -------
    int
        Exit code.
    """
    # The libraries read this when they are loaded: sums must not depend on the number of threads.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    os.environ.setdefault("SYMPY_CACHE_SIZE", "50000")  # proofs ask for the same things more often than 1000 hold
    from lqtheory.checks.budget import Budget
    from lqtheory.cli.running import execute, resolve

    folder = _store(store, store_dir)
    settings = _checked_settings(budget, seed, only)
    if page is not None:
        from lqtheory.report.html_page import checked_page_path

        checked_page_path(page)
    found = resolve(targets)
    if missing:
        found = _without_evidence(found, budget, only, folder)
    if page is not None and len(found) != 1:
        raise DomainError(f"--page is for one theorem, and {len(found)} are to be checked; name one")
    wanted = [target for target in found if _wants_report(target, report or (True if network else report), page, only)]
    own = _networks(network)
    if len(found) == 1:
        run, reports = _one(found[0], settings, folder, bool(wanted), own)
    else:
        note(f"budget {Budget.named(budget).words}")
        with progress_bar("checking") as update:
            run = execute(found, settings, jobs=jobs, store=folder, on_progress=update)
        reports = _reports(wanted, run, seed, networks=own, rungs=only)
    differing = [] if folder is not None else _differing(run, _own(found))
    _print(run, reports, differing, whole="all" in targets or len(found) > 1, as_json=as_json)
    if page is not None and run.rows and reports:
        _write_page(page, run.rows[0], reports[run.rows[0].theorem.name])
    for problem in run.problems:
        note(problem)
    for line in differing:
        note(line)
    if run.interrupted:
        note(f"interrupted after {len(run.rows)} of {len(found)} theorems")
        return INTERRUPTED
    code = _exit_code(run, strict, told=True, own=_own(found))
    return UNEXPECTED if differing and code in (OK, INCONCLUSIVE) else code


def _differing(run: Run, own: frozenset[str]) -> list[str]:
    """Where the findings about theorems of the registry are not those of the ledger."""
    from lqtheory.report.ledger import disagreements

    return [line for row in run.rows if row.theorem.name not in own for line in disagreements(row)]


def _store(store: bool | None, store_dir: Path | None) -> Path | None:
    """Folder to keep evidence in, checked before any work is done; ``None`` to keep nothing."""
    from lqtheory.evidence import store_folder

    if store is False or (store is None and store_dir is None):
        return None
    folder = store_dir or store_folder()
    if store_dir is None and not store_folder().parents[1].joinpath("pyproject.toml").is_file():
        raise DomainError(f"{folder} belongs to an installed package, not to a checkout; give --store-dir DIR")
    existing = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    if not existing.is_dir() or not os.access(existing, os.W_OK):
        raise DomainError(f"{folder} cannot be written; give another --store-dir")
    return folder


def _without_evidence(
    found: Sequence[Target], budget: str, only: Sequence[str] | None, store: Path | None
) -> list[Target]:
    """What is left to check; says so if nothing is."""
    from lqtheory.report.ledger import has_evidence

    left = [target for target in found if target.path or not has_evidence(target.theorem, budget, only, store)]
    note(f"{len(found) - len(left)} of {len(found)} theorems have fresh evidence of the budget {budget}")
    return left


def _checked_settings(budget: str, seed: int, only: Sequence[str] | None) -> dict[str, Any]:
    """Settings of ``lqtheory.checks.check``; bad names are refused before any work is done."""
    from lqtheory.checks.budget import Budget

    Budget.named(budget)
    if only:
        import difflib

        from lqtheory.checks.ladder import RUNGS

        for rung in only:
            if rung not in RUNGS:
                close = difflib.get_close_matches(rung, RUNGS, n=1)
                hint = f"did you mean {close[0]!r}?" if close else f"use one of {', '.join(RUNGS)}"
                raise RegistryError(f"there is no rung {rung!r}; {hint}")
    return {"budget": budget, "seed": seed, "only": tuple(only) if only else None}


def _own(targets: Sequence[Target]) -> frozenset[str]:
    """Names of the theorems that are the user's own files."""
    return frozenset(target.theorem.name for target in targets if target.path is not None)


def _exit_code(run: Run, strict: bool | None, *, told: bool = False, own: frozenset[str] = frozenset()) -> int:
    if run.problems:
        return BAD_INPUT
    if any(row.contradiction or (row.verdicts and not row.as_expected) for row in run.rows):
        return UNEXPECTED
    left = [row.theorem.name for row in run.rows if row.inconclusive]
    if not left:
        return OK
    code = INCONCLUSIVE if strict or (strict is None and own.intersection(left)) else OK
    if told:
        how = "--no-strict would end with 0" if code else "--strict would end with 3"
        note(f"nothing is shown about {', '.join(left)}: exit code {code}; {how}")
    return code


def _wants_report(target: Target, report: bool | None, page: Path | None, only: Sequence[str] | None) -> bool:
    if report is None:
        return page is not None or (target.path is not None and not only)
    return report or page is not None


def _networks(named: Sequence[str] | None) -> dict[str, Any] | None:
    """The user's networks by the name they are told under, opened before any work is done."""
    from lqtheory.cli.networks import named_network
    from lqtheory.cli.profiling import title_of

    found: dict[str, Any] = {}
    for word in named or ():
        factory = ":" in word and not Path(word).exists()
        opened = named_network(None, word) if factory else named_network(Path(word), "")
        found[word if factory else title_of(Path(word))] = opened
    return found or None


def _one(
    target: Target, settings: dict[str, Any], store: Path | None, wanted: bool, networks: dict[str, Any] | None
) -> tuple[Run, Reports]:
    """Check a single theorem, with a live display."""
    from lqtheory.checks.ladder import RUNGS
    from lqtheory.cli.running import execute
    from lqtheory.report.theorem_report import STAGES

    rungs = [rung for rung in RUNGS if settings["only"] is None or rung in settings["only"]]
    with live_board(target.theorem.title or target.theorem.name, [*rungs, *(STAGES if wanted else ())]) as ended:

        def on_rung(rung: str, record: Evidence | None) -> None:
            ended(rung, "does not apply" if record is None else f"{record.verdict} {record.message}".strip())

        run = execute([target], settings, store=store, on_rung=on_rung)
        return run, _reports([target] if wanted else [], run, settings["seed"], ended, networks, settings["only"])


def _reports(
    wanted: Sequence[Target],
    run: Run,
    seed: int,
    ended: Callable[[str, str], None] = lambda stage, outcome: None,
    networks: dict[str, Any] | None = None,
    rungs: Sequence[str] | None = None,
) -> Reports:
    """What follows the ladder, for theorems that could be checked."""
    from lqtheory.cli.running import failure
    from lqtheory.errors import LqTheoryError
    from lqtheory.report.theorem_report import study

    rows = {row.theorem.name: row for row in run.rows if not row.contradiction}
    found: Reports = {}
    for target in wanted:
        row = rows.get(target.theorem.name)
        if row is None or run.interrupted:
            continue
        try:
            worst = run.worst[target.theorem.name]
            found[target.theorem.name] = study(
                target.theorem, row.records, worst, seed=seed, rungs=rungs, on_stage=ended, networks=networks
            )
        except KeyboardInterrupt:
            run.interrupted = True
        except LqTheoryError as error:
            run.problems.append(f"the report on {target.theorem.name} cannot be made: {error}")
        except Exception as error:
            if target.path is None:
                raise
            run.problems.append(str(failure(target.path, error)))
    return found


def _write_page(page: Path, row: LedgerRow, report: TheoremReport) -> None:
    from lqtheory.report.theorem_page import write_theorem_page

    note(f"{write_theorem_page(page, row, report)} written")


def _print(run: Run, reports: Reports, differing: Sequence[str], *, whole: bool, as_json: bool) -> None:
    from lqtheory.report import ledger_json

    if as_json:
        as_expected = _exit_code(run, strict=False) == OK and not run.interrupted and not differing
        document = {"as_expected": as_expected, "interrupted": run.interrupted, "theorems": ledger_json(run.rows)}
        if differing:
            document["differs_from_ledger"] = list(differing)
        if reports:
            document["reports"] = {name: report.to_json() for name, report in reports.items()}
        print_json(document)
        return
    if whole:
        _print_ledger(run.rows)
    for row in run.rows:
        if not whole:
            _print_row(row)
        elif row.theorem.name in reports:
            print_lines(["", f"{row.theorem.name}: {_verdict(row)}"])
        if row.theorem.name in reports:
            _print_report(reports[row.theorem.name])


def _print_report(report: TheoremReport) -> None:
    for heading, lines in report.parts().items():
        print_lines([f"  {heading}:", *(f"      {line}" for line in lines)])


def _print_ledger(rows: Sequence[LedgerRow]) -> None:
    from lqtheory.report.markdown import how, number_text, totals

    header = ("theorem", "ID", "verdict", "shown by", "tightest", "rests on", "seconds")
    print_table(
        header,
        [
            (
                row.theorem.name,
                row.theorem.id,
                _verdict(row),
                how(row),
                number_text(row.tightness),
                str(len(row.rests_on)) if row.rests_on else "—",
                f"{row.seconds:.1f}",
            )
            for row in rows
        ],
    )
    unexpected = [row.theorem.name for row in rows if row.contradiction or (row.verdicts and not row.as_expected)]
    ending = f" Not as expected: {', '.join(unexpected)}." if unexpected else " Every verdict is the expected one."
    print_lines(["", totals(rows) + ending])


def _verdict(row: LedgerRow) -> str:
    if row.theorem.expected == "refuted":
        return f"{row.verdict_text} ({'as expected' if row.as_expected else 'should be refuted'})"
    return row.verdict_text if row.as_expected or not row.verdicts else f"{row.verdict_text} (not expected)"


def _print_row(row: LedgerRow) -> None:
    from lqtheory.report import evidence_lines, unicode_formula

    print_lines([f"{row.theorem.name}: {_verdict(row)}", f"  {unicode_formula(row.theorem.latex)}"])
    if row.contradiction:
        print_lines([f"  {row.contradiction}"])
    for record in row.records:
        print_lines([f"  {line}" for line in evidence_lines(record, row.theorem)])
    if not row.records and not row.contradiction:
        print_lines(["  none of the rungs asked for applies to this theorem"])
