"""The pages that the manual makes: complete, from the registry, with links that lead somewhere."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from lqtheory.errors import DataError
from lqtheory.figures import tightness_picture
from lqtheory.manual import catalogue, links, pages, pictures, reference_pages, theorem_pages
from lqtheory.manual.extension import shared_contents
from lqtheory.registry import all_theorems, find
from lqtheory.report.ledger import ledger_rows
from lqtheory.report.sources import bibliography
from lqtheory.tables import Table

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def rows():
    return ledger_rows()


def row_of(rows, name: str):
    return next(row for row in rows if row.theorem.name == name)


@pytest.mark.slow
def test_every_theorem_and_every_family_has_a_page(rows, tmp_path: Path):
    written = {path.name for path in theorem_pages.write_theorem_pages(tmp_path, rows, {})}
    assert {f"{theorem.name}.md" for theorem in all_theorems()} <= written
    assert "index.md" in written
    assert "index-lq_balls.md" in written


def test_the_page_of_a_proved_theorem_says_what_it_rests_on(rows):
    row = row_of(rows, "stechkin_inequality")
    text = theorem_pages.theorem_page(row, theorem_pages.links_between(all_theorems()), "picture.svg")
    for part in (row.theorem.latex, "PROVED", "## Sharpness", "](picture.svg)", "Theorem 2.5", "## Proof"):
        assert part in text
    assert all(pages.plain(axiom) in text for axiom in row.axioms)
    assert "stechkin_keep_count_suffices.md" in text  # whose proof uses it


def test_the_page_of_a_refuted_theorem_shows_the_counterexample_and_the_cure(rows):
    row = row_of(rows, "cancellation_is_sub_exponential")
    text = theorem_pages.theorem_page(row, theorem_pages.Links())
    assert "FALSIFIED" in text
    assert "counterexample:" in text
    assert f"]({row.theorem.corrected_by}.md)" in text


def test_every_formula_is_understood_by_the_program_that_draws_it():
    mathml = pytest.importorskip("docutils.utils.math.latex2mathml", reason="the extra `docs` is not installed")
    from lqtheory.claim import Claim

    for theorem in all_theorems():
        claim = theorem.claim
        for relation in (*claim.given, *claim.then) if isinstance(claim, Claim) else ():
            mathml.tex2mathml(relation.latex(), as_block=True)


def test_every_source_stands_on_the_page_of_sources(rows, tmp_path: Path):
    text = catalogue.write_sources(tmp_path, rows).read_text(encoding="utf-8")
    assert [key for key in bibliography() if f"## {pages.plain(key)}\n" not in text] == []


def test_every_verb_stands_on_the_page_of_commands(tmp_path: Path):
    text = catalogue.write_commands(tmp_path).read_text(encoding="utf-8")
    for verb in ("list", "show", "eval", "check", "replay", "explore", "compress", "limit", "report", "new"):
        assert f"\n## {verb}\n" in text


def test_the_gallery_has_every_figure_and_refuses_one_that_is_not_drawn(tmp_path: Path):
    from paper_figures.__main__ import names

    with pytest.raises(DataError, match="make docs"):
        catalogue.write_gallery(tmp_path, ROOT / "paper_figures", tmp_path)
    for name in names():
        tmp_path.joinpath(f"{name}.png").write_bytes(b"")
    text = catalogue.write_gallery(tmp_path, ROOT / "paper_figures", tmp_path).read_text(encoding="utf-8")
    assert [name for name in names() if f"](gallery/{name}.png)" not in text] == []


def test_the_reference_leaves_out_no_room(tmp_path: Path):
    rooms = reference_pages.documented_modules()
    folders = {path.name for path in (ROOT / "lqtheory").iterdir() if path.joinpath("__init__.py").exists()}
    assert folders - {"cli", "manual", "theorems", "symbols"} <= set(rooms)
    text = "\n".join(path.read_text(encoding="utf-8") for path in reference_pages.write_reference(tmp_path))
    assert [m for room in rooms.values() for m in room if f".. automodule:: {m}\n" not in text] == []


def test_a_picture_is_drawn_once_for_a_fingerprint(tmp_path: Path, monkeypatch):
    theorem = find("stechkin_inequality")
    drawn = pictures.draw_pictures([theorem], tmp_path, workers=1)
    assert drawn == {theorem.name: f"{theorem.name}-{theorem.fingerprint}.svg"}
    first = tmp_path.joinpath(drawn[theorem.name]).read_bytes()
    monkeypatch.setattr(pictures, "_draw", None)  # would fail if anything were drawn again
    assert pictures.draw_pictures([theorem], tmp_path, workers=1) == drawn
    assert b"left side" in first


def test_the_telling_parameter_is_the_one_that_moves_the_ratio():
    table = Table(["a", "b", "kind", "ratio"], [(i % 3, i, "sampled", 1 / (i + 1)) for i in range(12)])
    assert pictures.telling_parameter(table, ["a", "b"]) == "b"
    assert tightness_picture(table, "b").axes[0].get_yscale() == "linear"


def test_text_keeps_its_signs_and_fences_keep_their_text():
    assert pages.plain("a_1 * |b| <c>") == r"a\_1 \* \|b\| \<c\>"
    assert pages.literal("a\n```\nb").startswith("````text\n")


def test_contents_are_worked_out_once_for_the_orphans_of_a_folder():
    metadata = {"theorems/a": {"orphan": True}, "theorems/b": {"orphan": True}, "c": {}, "d/e": {"orphan": True}}
    app = SimpleNamespace(env=SimpleNamespace(metadata=metadata))
    asked: list[str] = []
    known: dict = {}
    for page in (*metadata, *metadata):
        context = {"toctree": lambda page=page, **options: asked.append(page) or f"contents of {page}, {options}"}
        shared_contents(known, app, page, context)
        found = context["toctree"](maxdepth=1)
        assert found.startswith("contents of theorems/a" if page.startswith("theorems/") else f"contents of {page}")
    assert asked == ["theorems/a", "c", "d/e", "c"]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    tmp_path.joinpath("a.html").write_text('<h1 id="top">A</h1><a href="b.html#here">b</a>', encoding="utf-8")
    tmp_path.joinpath("b.html").write_text('<p id="here"><a href="a.html">a</a></p>', encoding="utf-8")
    return tmp_path


def test_a_site_whose_links_lead_somewhere_is_accepted(site: Path):
    assert links.broken_links(site) == []


@pytest.mark.parametrize(
    "wrong",
    [
        '<a href="c.html">c</a>',
        '<a href="b.html#there">b</a>',
        '<img src="missing.png">',
        '<script src="https://example.org/mathjax.js"></script>',
        '<link rel="stylesheet" href="//example.org/font.css">',
    ],
)
def test_a_broken_link_and_anything_loaded_from_elsewhere_is_noticed(site: Path, wrong: str):
    site.joinpath("a.html").write_text(wrong, encoding="utf-8")
    assert len(links.broken_links(site)) == 1
