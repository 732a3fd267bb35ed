"""What is a reconstruction of the paper's network theorem or of its rule per neuron is called so wherever it is shown.

Only the abstract of arXiv 2206.05604 was read: lq.net.dict and lq.alloc.rule of the dossier are reconstructions.
"""

import ast
import re
import sys
from pathlib import Path
from typing import get_type_hints

import pytest
import torch

from lqtheory.cli import compressing
from lqtheory.compression import METHODS, compress
from lqtheory.quantities.sampled_networks import SAMPLED
from lqtheory.registry import all_theorems

ROOT = Path(__file__).resolve().parents[2]
SAID = re.compile("reconstruct", re.IGNORECASE)

#: Phrases by which the rule or the theorem of the paper is meant.
MEANT = re.compile(
    r"paper's( \w+)? (rule|l_q rule|network theorem|main theorem)|published tolerance|neuron-level rule|relative rule"
    r"|per-neuron l_q rule|adaptive rule|main theorem of (arXiv 2206|the paper)|--method adaptive|`--rule stechkin`",
    re.IGNORECASE,
)

#: Modules whose every line is about the theorem or the rule, and functions that show it.
MODULES = (
    "lqtheory/quantities/refitted_networks.py",
    "lqtheory/quantities/reference/refitted_networks.py",
    "lqtheory/quantities/sampled_networks.py",
    "lqtheory/quantities/allocation_rules.py",
    "lqtheory/checks/lemmas_refitting.py",
    "lqtheory/compression/adaptive.py",
    "experiments/pruning_rules.py",
    "experiments/compressibility_of_networks.py",
)
FUNCTIONS = {
    "lqtheory/quantities/allocation_rules.py": ("row_rule_counts", "row_rule_for_budget"),
    "lqtheory/quantities/allocation_comparison.py": ("relative_rule_loss",),
    "lqtheory/quantities/sampled_networks.py": ("refitted_weights",),
    "lqtheory/compression/adaptive.py": ("keep_adaptively", "kept_by_rules", "keep_relative"),
}


def shown_theorems():
    """Theorems on the networks of lq.net.dict, and those that speak of the relative rule."""
    return [
        theorem
        for theorem in all_theorems()
        if theorem.id.startswith(("lq.net.dict", "lq.alloc.rule"))
        or SAMPLED in theorem.domain.parameters.values()
        or "relative rule" in (sys.modules[module_of(theorem)].__doc__ or "").replace("\n", " ").lower()
    ]


def module_of(theorem):
    family = next((ROOT / "lqtheory" / "theorems").glob(f"*/{theorem.name}.py")).parent.name
    return f"lqtheory.theorems.{family}.{theorem.name}"


def test_theorems_of_the_reconstruction_say_so_in_title_notes_and_docstring():
    found = shown_theorems()
    assert {theorem.name for theorem in found} >= {
        "network_dictionary_theorem", "network_dictionary_theorem_by_neurons", "refitting_ladder",
        "neuron_masses_at_most_class_norm", "relative_rule_bounds_layer_error", "relative_rule_loss",
        "optimal_against_relative_counts",
    }  # fmt: skip
    for theorem in found:
        document = sys.modules[module_of(theorem)].__doc__
        for part in (theorem.title, theorem.notes, document):
            assert SAID.search(part), f"{theorem.name} does not call it a reconstruction in: {part}"


def docstrings(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef)
    return {getattr(n, "name", ""): ast.get_docstring(n) or "" for n in ast.walk(tree) if isinstance(n, kinds)}


@pytest.mark.parametrize("name", MODULES)
def test_modules_of_the_reconstruction_say_so(name):
    assert SAID.search(docstrings(ROOT / name)[""])


@pytest.mark.parametrize(("name", "function"), [(name, one) for name, many in FUNCTIONS.items() for one in many])
def test_functions_of_the_reconstruction_say_so(name, function):
    assert SAID.search(docstrings(ROOT / name)[function])


@pytest.mark.parametrize("folder", ["lqtheory", "experiments", "paper_figures", "proofs_check"])
def test_every_docstring_that_means_the_reconstruction_says_so(folder):
    silent = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in sorted((ROOT / folder).rglob("*.py"))
        for name, text in docstrings(path).items()
        if MEANT.search(" ".join(text.split())) and not SAID.search(text)
    ]
    assert silent == []


def blocks(text):
    """Paragraphs, rows of tables, and code together with the paragraph after it."""
    for part in re.split(r"(?<!```)\n\s*\n", text):
        yield from part.splitlines() if part.startswith("|") else [part]


@pytest.mark.parametrize(
    "name", ["README.md", *(f"lqtheory/manual/{p.name}" for p in ROOT.glob("lqtheory/manual/*.md"))]
)
def test_every_paragraph_that_means_the_reconstruction_says_so(name):
    text = (ROOT / name).read_text(encoding="utf-8").partition("<!-- ledger")[0]
    assert [block for block in blocks(text) if MEANT.search(" ".join(block.split())) and not SAID.search(block)] == []


def test_the_patterns_find_what_they_are_for():
    code = "```text\n$ lqtheory compress w.pt --method adaptive\n```\n\nwrites it."
    text = f"A.\n\n{code}\n\n| a | 1 |\n| the paper's l_q rule | 2 |\n"
    assert [bool(MEANT.search(block)) for block in blocks(text)] == [False, True, False, True]


@pytest.mark.parametrize("method", ["adaptive", "relative"])
def test_methods_and_reports_of_the_reconstruction_say_so(method):
    assert SAID.search(METHODS[method].title)
    report = compress({"a.weight": torch.eye(3)}, method, tolerance=0.1).report
    assert SAID.search(report.note)
    assert SAID.search(report.summary())
    assert SAID.search(report.as_dict()["note"])


@pytest.mark.parametrize("argument", ["method", "q", "rule"])
def test_the_help_of_compress_says_so(argument):
    (option,) = get_type_hints(compressing.compress, include_extras=True)[argument].__metadata__
    assert SAID.search(option.help)
