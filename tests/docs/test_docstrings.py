"""Every example in a docstring runs, and every public function documents its arguments in the order readers expect."""

import ast
import doctest
import importlib
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted(path for path in ROOT.joinpath("lqtheory").rglob("*.py") if path.stem != "__main__")
SECTIONS = ("Parameters", "Returns", "Yields", "Raises", "Warns", "See Also", "Notes", "References", "Examples")
NOT_PASSED = {"self", "cls"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@pytest.mark.parametrize("path", FILES, ids=module_name)
def test_examples_in_docstrings_run(path: Path):
    if ">>>" not in path.read_text(encoding="utf-8"):
        return
    module = importlib.import_module(module_name(path))
    report = io.StringIO()
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS, verbose=False)
    for example in doctest.DocTestFinder(exclude_empty=True).find(module, module.__name__):
        runner.run(example, out=report.write)
    assert not runner.summarize(verbose=False).failed, report.getvalue()


def public_functions(tree: ast.Module) -> Iterator[Function]:
    """Functions that a module offers: those in ``__all__``; without one, those without an underscore."""
    exported = [ast.literal_eval(n.value) for n in tree.body if isinstance(n, ast.Assign) and "__all__" in ast.dump(n)]
    for node in tree.body:
        if isinstance(node, Function) and not node.name.startswith("_"):
            if not exported or node.name in exported[0]:
                yield node


def complaints(function: Function) -> Iterator[str]:
    """What the docstring of a public function lacks."""
    text = ast.get_docstring(function) or ""
    headings = re.findall(r"^(\w[\w ]*)\n-{3,}$", text, flags=re.MULTILINE)
    known = [heading for heading in headings if heading in SECTIONS]
    if set(headings) - set(SECTIONS):
        yield f"unknown sections {sorted(set(headings) - set(SECTIONS))}"
    if known != sorted(known, key=SECTIONS.index):
        yield f"sections stand in the order {known}"
    arguments = function.args
    names = [a.arg for a in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs) if a.arg not in NOT_PASSED]
    if len(names) > 1 and "Parameters" not in known:
        yield "no section Parameters"
    elif "Parameters" in known:
        described = text.split("Parameters\n---", 1)[1]
        yield from (f"{name} is not described" for name in names if not re.search(rf"\b{name}\b", described))
    returned = ast.unparse(function.returns) if function.returns else "None"
    if len(names) > 1 and returned not in ("None", "NoReturn") and not {"Returns", "Yields"}.intersection(known):
        yield "no section Returns"


# A ball version has the arguments and the meaning of the array version it is named after, which documents them.
# A theorem file is documented by its module docstring; ``extremal`` and witnesses take the domain's parameters.
DOCUMENTED = [p for p in FILES if p.parts[-3:-1] != ("quantities", "reference") and p.parts[-3] != "theorems"]


@pytest.mark.parametrize("path", DOCUMENTED, ids=module_name)
def test_public_functions_document_arguments_and_results(path: Path):
    functions = public_functions(ast.parse(path.read_text(encoding="utf-8")))
    found = [f"{function.name}: {complaint}" for function in functions for complaint in complaints(function)]
    assert not found


@pytest.mark.parametrize(
    "docstring",
    [
        "One line.",
        "One line.\n\n    Returns\n    -------\n    int\n\n    Parameters\n    ----------\n    x, y : int\n    ",
        "One line.\n\n    Parameters\n    ----------\n    x : int\n\n    Returns\n    -------\n    int\n    ",
        "One line.\n\n    Parameters\n    ----------\n    x, y : int\n    ",
    ],
)
def test_the_checker_notices(docstring: str):
    (function,) = public_functions(ast.parse(f'def f(x: int, y: int) -> int:\n    """{docstring}"""\n'))
    assert list(complaints(function))
