"""Random numbers come from generators that are passed along, never from a seed of the whole process."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("lqtheory", "proofs_check", "experiments", "paper_figures", "tests")
ALLOWED_OF_NUMPY_RANDOM = {"Generator", "default_rng", "PCG64", "SeedSequence", "BitGenerator"}
TORCH_SAMPLERS = {"bernoulli", "multinomial", "normal", "rand", "randint", "randn", "randperm"}
TORCH_SEEDING = {"manual_seed", "seed", "set_rng_state"}


def offences(node: ast.AST, forked: bool = False) -> Iterator[str]:
    """Calls that read or write the state of the process; seeding torch inside ``fork_rng()`` leaves no trace."""
    if isinstance(node, ast.With):
        forked = forked or any("fork_rng" in ast.dump(item.context_expr) for item in node.items)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        owner, name = ast.unparse(node.func.value), node.func.attr
        keywords = {keyword.arg for keyword in node.keywords}
        if owner in ("np.random", "numpy.random"):
            if name not in ALLOWED_OF_NUMPY_RANDOM or (name == "default_rng" and not node.args + node.keywords):
                yield f"line {node.lineno}: {owner}.{name}"
        elif owner == "random" or (owner == "torch" and name in TORCH_SEEDING and not forked):
            yield f"line {node.lineno}: {owner}.{name}"
        elif owner == "torch" and name in TORCH_SAMPLERS and "generator" not in keywords and not forked:
            yield f"line {node.lineno}: {owner}.{name} without generator="
    for child in ast.iter_child_nodes(node):
        yield from offences(child, forked)


# This file asks whether the search leaves the global state alone, so it has to look at it.
LOOKS_AT_THE_STATE = ROOT / "tests" / "unit" / "test_checks_search.py"
FILES = sorted(p for folder in FOLDERS for p in ROOT.joinpath(folder).rglob("*.py") if p != LOOKS_AT_THE_STATE)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_file_uses_global_random_state(path: Path):
    assert not list(offences(ast.parse(path.read_text(encoding="utf-8"))))


@pytest.mark.parametrize(
    "source",
    [
        "np.random.seed(0)",
        "x = np.random.randn(3)",
        "rng = np.random.default_rng()",
        "random.shuffle(x)",
        "torch.manual_seed(0)",
        "x = torch.randn(3)",
    ],
)
def test_the_checker_notices(source: str):
    assert list(offences(ast.parse(source)))


@pytest.mark.parametrize(
    "source",
    [
        "rng = np.random.default_rng(7)",
        "x = rng.standard_normal(3)",
        "x = torch.randn(3, generator=g)",
        "with torch.random.fork_rng():\n    torch.manual_seed(0)\n    x = torch.randn(3)",
    ],
)
def test_the_checker_allows_passed_generators(source: str):
    assert not list(offences(ast.parse(source)))
