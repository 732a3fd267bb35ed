"""Checking several theorems, in this process or in several, until all are done or the user interrupts."""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import signal
import sys
import traceback
from collections.abc import Callable, Generator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace
from multiprocessing import forkserver
from pathlib import Path
from typing import Any

from lqtheory.checks import ladder
from lqtheory.checks.edges import is_inhabited
from lqtheory.checks.hints import conditions_text
from lqtheory.checks.proved import take_over
from lqtheory.checks.tightness import Worst
from lqtheory.cli.completion import without_family
from lqtheory.cli.output import note
from lqtheory.cli.schedule import Schedule
from lqtheory.errors import ContradictionError, DomainError, LqTheoryError, RegistryError
from lqtheory.evidence import Evidence, write_evidence
from lqtheory.proof import Proof
from lqtheory.registry import all_theorems, evidence_path, family_of, find, find_all, load, theorem_names
from lqtheory.report import LedgerRow, merged, row_of
from lqtheory.theorem import Theorem

__all__ = ["Run", "Target", "execute", "failure", "resolve"]

#: After how many new objects a worker looks for garbage, and after how many looks it takes older objects in.
_COLLECTED = (50_000, 20, 50)


@dataclass
class Run:
    """What has been found so far.

    Parameters
    ----------
    rows : list of LedgerRow
        One for every theorem that is done, in the order asked for.
    problems : list of str
        One sentence for every theorem that could not be checked.
    interrupted : bool
        Whether the user stopped it.
    worst : dict of str to Worst
        The tightest instance of every theorem that was checked in this process.
    """

    rows: list[LedgerRow] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    interrupted: bool = False
    worst: dict[str, Worst] = field(default_factory=dict)


@dataclass(frozen=True)
class Target:
    """A theorem to check, with the file and the proof that it brought along if it is none of the registry.

    Parameters
    ----------
    theorem : Theorem
        The theorem.
    path : pathlib.Path or None
        Its file, ``None`` for one of the registry.
    proof : Proof or None
        The proof in its file, ``None`` to ask the registry.
    """

    theorem: Theorem
    path: Path | None = None
    proof: Proof | None = None


@dataclass(frozen=True)
class _Outcome:
    """What one check gave; picklable, so that it can come from another process."""

    name: str
    records: tuple[dict[str, Any], ...] = ()
    contradiction: str = ""
    problem: str = ""
    worst: Worst | None = None


# ---- what to check ---------------------------------------------------------------------------------------------------


def resolve(targets: Sequence[str]) -> list[Target]:
    """The theorems behind names, IDs, ``all`` and paths of files.

    Parameters
    ----------
    targets : sequence of str
        What was typed.

    Returns
    -------
    list of Target
        Each once.

    Raises
    ------
    RegistryError
        If a name is unknown, or a file cannot be used.
    DomainError
        If the domain that a file defines is empty.
    """
    found: list[Target] = []
    for target in targets:
        if target == "all":
            found += map(Target, all_theorems())
        elif without_family(target) not in theorem_names() and "*" not in target and _looks_like_a_path(target):
            found.append(_from_file(Path(target)))
        elif target not in theorem_names() and target.isidentifier() and Path(f"{target}.py").is_file():
            found.append(_from_file(Path(f"{target}.py")))
        else:
            found += map(Target, find_all(target))
    return list({target.theorem.name: target for target in found}.values())


def _looks_like_a_path(target: str) -> bool:
    return target.endswith(".py") or "/" in target or "\\" in target or Path(target).is_file()


def _from_file(path: Path) -> Target:
    if path.is_file():
        note(f"running the code in {path}")
    theorem = load(path)
    module = sys.modules[f"lqtheory_external_{path.stem}"]
    own = {one.name for one in vars(module).values() if isinstance(one, Theorem)} - {theorem.name, *theorem_names()}
    if own:
        note(f"{path} defines more theorems, of which nothing is said ({', '.join(sorted(own))}); THEOREM is looked at")
    _refuse_empty_domain(theorem, path)
    proof = getattr(sys.modules.get(f"lqtheory_external_{path.stem}"), "PROOF", None)
    if proof is not None and not isinstance(proof, Proof):
        raise RegistryError(f"{path} defines a PROOF that is a {type(proof).__name__}; use PROOF = Proof(...)")
    return Target(theorem, path, proof)


def _refuse_empty_domain(theorem: Theorem, path: Path) -> None:
    """A claim about nothing is true and worthless."""
    try:
        inhabited = is_inhabited(theorem.domain, (), theorem.name)
    except LqTheoryError:
        return  # something else is wrong with drawing instances: the check says what
    except Exception as error:  # the user's own sampler may raise anything
        raise failure(path, error) from error
    if not inhabited:
        text = conditions_text(theorem, given=False)
        raise DomainError(f"{path} defines a domain without instances in its typical ranges: {text}")


def failure(path: Path, error: Exception) -> RegistryError:
    """What the user's own code did, and where.

    Parameters
    ----------
    path : pathlib.Path
        The user's file.
    error : Exception
        What it raised.

    Returns
    -------
    RegistryError
        In one sentence.
    """
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if Path(frame.filename).name == path.name]
    line = f" (line {frames[-1].lineno})" if frames else ""
    return RegistryError(f"{path} failed while it was checked: {type(error).__name__}: {error}{line}")


# ---- running ---------------------------------------------------------------------------------------------------------


def execute(
    targets: Sequence[Target],
    settings: Mapping[str, Any],
    *,
    jobs: int = 1,
    store: Path | None = None,
    on_progress: Callable[..., None] = lambda done, total, what=None: None,
    on_rung: Callable[[str, Evidence | None], None] | None = None,
) -> Run:
    """Check theorems one after another or in several processes; an interruption keeps what is done.

    Parameters
    ----------
    targets : sequence of Target
        What to check; those from outside the registry are checked in this process.
    settings : mapping
        ``budget``, ``seed`` and ``only`` of :func:`lqtheory.checks.check`.
    jobs : int
        Number of processes; every theorem has random numbers of its own, so that verdicts do not depend on it.
    store : pathlib.Path, optional
        Where to keep the evidence of every theorem as soon as it is done.
    on_progress : callable
        Called with ``(done, total, what)``.
    on_rung : callable, optional
        Called after every rung of a single theorem, see :func:`lqtheory.checks.check`.

    Returns
    -------
    Run
        Rows in the order of the targets.
    """
    run = Run()
    rows: dict[str, LedgerRow] = {}
    theorems = {target.theorem.name: target.theorem for target in targets}
    many = jobs > 1 and sum(target.path is None for target in targets) > 1
    outcomes = _in_processes(targets, settings, jobs) if many else _here(targets, settings, on_progress, on_rung)
    with contextlib.closing(outcomes):
        try:
            for outcome in outcomes:
                if outcome.problem:
                    run.problems.append(outcome.problem)
                    continue
                row = rows[outcome.name] = _row(theorems[outcome.name], outcome)
                run.worst[outcome.name] = outcome.worst or Worst()
                if store is not None and row.records:
                    write_evidence(evidence_path(row.theorem, store), merged(row.theorem, row.records, store))
                if len(targets) > 1:
                    on_progress(len(rows), len(targets), outcome.name)
        except KeyboardInterrupt:
            run.interrupted = True
    run.rows = [rows[name] for name in theorems if name in rows]
    return run


def _row(theorem: Theorem, outcome: _Outcome) -> LedgerRow:
    if outcome.contradiction:
        return LedgerRow(theorem, (), (), (), outcome.contradiction)
    return row_of(theorem, (Evidence.from_json(record) for record in outcome.records))


def _check_one(
    target: Target,
    settings: Mapping[str, Any],
    on_progress: Callable[[int, int], None] | None = None,
    on_rung: Callable[[str, Evidence | None], None] | None = None,
) -> _Outcome:
    name, worst = target.theorem.name, Worst()
    try:
        report = ladder.check(
            target.theorem,
            **settings,
            proof=target.proof,
            on_progress=on_progress,
            on_rung=on_rung,
            on_tightest=worst.tell,
        )
    except ContradictionError as error:
        return _Outcome(name, contradiction=str(error))
    except LqTheoryError as error:
        return _Outcome(name, problem=f"{name} cannot be checked: {error}")
    except Exception as error:
        if target.path is None:
            raise
        return _Outcome(name, problem=str(failure(target.path, error)))
    return _Outcome(name, tuple(record.to_json() for record in report.records), worst=worst)


def _here(
    targets: Sequence[Target],
    settings: Mapping[str, Any],
    on_progress: Callable[..., None],
    on_rung: Callable[[str, Evidence | None], None] | None,
) -> Generator[_Outcome, None, None]:
    for number, target in enumerate(targets):
        if len(targets) == 1:
            yield _check_one(target, settings, on_progress, on_rung)
        else:
            on_progress(number, len(targets), target.theorem.name)
            yield _check_one(target, settings)


def _check_registered(name: str, settings: Mapping[str, Any], lemmas: Sequence[dict[str, Any]]) -> _Outcome:
    """Runs in a worker process, which finds the theorem anew; what an instance holds need not be picklable.

    Proofs that other workers have checked are not checked again.
    """
    for record in lemmas:
        take_over(Evidence.from_json(record))
    return replace(_check_one(Target(find(name)), settings), worst=None)


def _begin_worker() -> None:
    """Ctrl-C goes to every process of a terminal; the parent decides what it means.

    Python's collector would go through all that is imported, and through the expressions that SymPy remembers, again
    and again; nothing of that is garbage.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()
    gc.set_threshold(*_COLLECTED)


def _workers(count: int, names: Sequence[str]) -> ProcessPoolExecutor:
    """Worker processes; where the system can, they share what they import, loaded once by a process of one thread."""
    way = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(way)
    if way == "forkserver":
        theorems = [f"lqtheory.theorems.{family_of(name)}.{name}" for name in names]
        # A rung imports what it needs, but in each worker again; few theorems would not repay loading all of it.
        libraries = ["torch", "torch._dynamo", "scipy.optimize", "scipy.stats"] if len(names) > 50 else []
        context.set_forkserver_preload(["lqtheory.checks.ladder", "lqtheory.checks.prove", *libraries, *theorems])
        forkserver.ensure_running()  # it imports while this process sets up the schedule
    return ProcessPoolExecutor(count, mp_context=context, initializer=_begin_worker)


def _in_processes(targets: Sequence[Target], settings: Mapping[str, Any], jobs: int) -> Generator[_Outcome, None, None]:
    registered = [target.theorem for target in targets if target.path is None]
    names = [theorem.name for theorem in registered]
    pool, finished = _workers(min(jobs, len(names)), names), False
    waiting = Schedule(registered)
    proofs: dict[str, dict[str, Any]] = {}

    def submit() -> Future[_Outcome]:
        name = waiting.take()
        lemmas = [proofs[lemma] for lemma in waiting.lemmas(name) if lemma in proofs]
        return pool.submit(_check_registered, name, dict(settings), lemmas)

    try:
        running = {submit() for _ in range(min(jobs, len(names)))}
        for target in targets:
            if target.path is not None:
                yield _check_one(target, settings)
        while running:
            ready, running = wait(running, return_when=FIRST_COMPLETED)
            outcomes = [future.result() for future in ready]
            for outcome in outcomes:
                waiting.done(outcome.name)
                proofs.update((outcome.name, record) for record in outcome.records if record["method"] == "prove")
            running |= {submit() for _ in outcomes if waiting}
            yield from outcomes
        finished = True
    except BrokenProcessPool as error:
        raise RegistryError("a worker process died (out of memory?); use fewer --jobs") from error
    finally:
        pool.shutdown(wait=finished, cancel_futures=True)
        for process in multiprocessing.active_children():
            process.terminate()
