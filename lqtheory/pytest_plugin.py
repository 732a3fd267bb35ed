"""The pytest plugin: every ``theorem_*.py`` of a repository is a test file, with one test for each rung of the ladder.

Installed with the package. ``pytest --lqtheory-budget thorough`` spends more effort; a file that sets
``pytestmark = pytest.mark.lqtheory(budget="thorough")`` asks for it itself; ``pytest -m lqtheory`` runs nothing else.
Rungs that end without saying anything are skipped, and fail with ``--lqtheory-strict``; if nothing is shown about
a theorem, as for a claim that is true by vacuity or has a quantity without ball version, its search fails in any case.
"""

from __future__ import annotations

import fnmatch
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from lqtheory.evidence import Evidence
    from lqtheory.theorem import Theorem

__all__ = [
    "TheoremFile",
    "TheoremItem",
    "pytest_addoption",
    "pytest_collect_file",
    "pytest_configure",
]

#: The rungs, as in :data:`lqtheory.checks.ladder.RUNGS`; written out, because a plugin must load nothing heavy.
_RUNGS = ("prove", "certify", "falsify", "attack", "simulate", "sharpness")
_BUDGETS = ("quick", "standard", "thorough")


class TheoremFailure(Exception):
    """A rung found something other than the theorem file announces."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare ``--lqtheory-budget``, ``--lqtheory-strict`` and the ini option ``lqtheory_files``.

    Parameters
    ----------
    parser : pytest.Parser
        The parser of the command line.
    """
    group = parser.getgroup("lqtheory", "theorems as tests")
    group.addoption(
        "--lqtheory-budget",
        choices=_BUDGETS,
        default=None,
        help="effort of the checks of theorem files (default: quick, or what the file asks for)",
    )
    group.addoption(
        "--lqtheory-strict",
        action="store_true",
        help="fail where any rung is inconclusive, instead of skipping it where another one has shown something",
    )
    parser.addini("lqtheory_files", "glob patterns of theorem files", type="args", default=["theorem_*.py"])


def pytest_configure(config: pytest.Config) -> None:
    """Declare the marker ``lqtheory``.

    Parameters
    ----------
    config : pytest.Config
        The configuration.
    """
    config.addinivalue_line(
        "markers", 'lqtheory(budget="quick"): checks of a theorem file; pytestmark in the file sets their effort'
    )


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> TheoremFile | None:
    """Collect theorem files.

    Parameters
    ----------
    file_path : pathlib.Path
        A file that pytest came across.
    parent : pytest.Collector
        The folder it lies in.

    Returns
    -------
    TheoremFile or None
        ``None`` for every other file.
    """
    patterns = parent.config.getini("lqtheory_files")
    if not any(fnmatch.fnmatch(file_path.name, pattern) for pattern in patterns):
        return None
    found: TheoremFile = TheoremFile.from_parent(parent, path=file_path)
    return found


class TheoremFile(pytest.File):
    """A file that defines ``THEOREM``, and perhaps ``PROOF``."""

    def collect(self) -> Iterator[TheoremItem]:
        """One item for each rung.

        Yields
        ------
        TheoremItem
            Named after the rung.

        Raises
        ------
        pytest.Collector.CollectError
            If the file cannot be used; in one sentence.
        """
        import sys

        from lqtheory.errors import LqTheoryError
        from lqtheory.proof import Proof
        from lqtheory.registry import load

        try:
            theorem = load(self.path)
        except LqTheoryError as error:
            raise self.CollectError(str(error)) from error
        module = sys.modules.get(f"lqtheory_external_{self.path.stem}")
        proof = getattr(module, "PROOF", None)
        if proof is not None and not isinstance(proof, Proof):
            raise self.CollectError(
                f"{self.path} defines a PROOF that is a {type(proof).__name__}; use PROOF = Proof(...)"
            )
        marks = getattr(module, "pytestmark", [])
        marks = marks if isinstance(marks, list) else [marks]
        for rung in _RUNGS:
            item = TheoremItem.from_parent(self, name=rung, theorem=theorem, proof=proof)
            item.add_marker("lqtheory")
            for mark in marks:
                item.add_marker(mark)
            yield item


class TheoremItem(pytest.Item):
    """One rung of the ladder for one theorem.

    Parameters
    ----------
    theorem : Theorem
        The theorem.
    proof : Proof or None
        Its proof.
    """

    def __init__(self, *, theorem: Theorem, proof: Any, **more: Any) -> None:
        super().__init__(**more)
        self.theorem = theorem
        self.proof = proof

    @property
    def budget(self) -> str:
        """The command line's budget, else the file's, else quick."""
        wanted = self.config.getoption("--lqtheory-budget")
        if wanted:
            return str(wanted)
        for mark in self.iter_markers("lqtheory"):
            if "budget" in mark.kwargs:
                return str(mark.kwargs["budget"])
        return "quick"

    def runtest(self) -> None:
        """Run the rung.

        Raises
        ------
        TheoremFailure
            If the claim is refuted although it should hold, is not refuted although it should be, or its proof is
            rejected; if the search shows nothing and neither does any other rung; under ``--lqtheory-strict`` also if
            the rung is inconclusive.
        """
        from lqtheory.checks import check

        if self.name == "prove" and self.proof is None:
            pytest.skip("the file has no PROOF")
        report = check(self.theorem, self.budget, only=self.name, proof=self.proof)
        if not report.records:
            pytest.skip("this rung does not apply to the theorem")
        (record,) = report.records
        self.add_report_section("call", "lqtheory", self._text(record))
        wrong = self._objection(record)
        if wrong:
            raise TheoremFailure(f"{wrong}\n{self._text(record)}")
        if record.verdict == "INCONCLUSIVE" and self.name != "prove":
            if self.config.getoption("--lqtheory-strict"):
                raise TheoremFailure(f"{self.theorem.name} stays inconclusive\n{self._text(record)}")
            if self.name in ("falsify", "simulate") and self._nothing_is_shown():
                raise TheoremFailure(f"nothing is shown about {self.theorem.name}\n{self._text(record)}")
            pytest.skip(f"inconclusive: {record.message}")

    def _nothing_is_shown(self) -> bool:
        """Whether no rung says anything: a test of such a claim must not be green."""
        from lqtheory.checks import check

        verdicts = check(self.theorem, self.budget, proof=self.proof).verdict
        return all(verdict in ("INCONCLUSIVE", "NOT_APPLICABLE") for verdict in verdicts)

    def _objection(self, record: Evidence) -> str:
        refuted = record.verdict in ("FALSIFIED", "REJECTED")
        if self.theorem.expected == "holds":
            if refuted:
                return f"{self.theorem.name} is {record.verdict}"
            if self.name == "prove" and record.verdict == "INCONCLUSIVE":
                return f"the proof of {self.theorem.name} is not accepted"
        elif self.name == "falsify" and not refuted:
            return f"{self.theorem.name} is entered as refuted, but no counterexample is found"
        return ""

    def _text(self, record: Evidence) -> str:
        from lqtheory.report import evidence_lines, unicode_formula

        return "\n".join([unicode_formula(self.theorem.latex), *evidence_lines(record)])

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """The finding in words instead of a traceback through this package.

        Parameters
        ----------
        excinfo : pytest.ExceptionInfo
            What was raised.
        style : str, optional
            Style of tracebacks.

        Returns
        -------
        str or ExceptionRepr
            Text of the report.
        """
        from lqtheory.errors import LqTheoryError

        if isinstance(excinfo.value, (TheoremFailure, LqTheoryError)):
            return f"{self.path}: {excinfo.value}"
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Where the item comes from.

        Returns
        -------
        tuple
            Path, line and heading.
        """
        return self.path, 0, f"{self.theorem.name}: {self.name}"
