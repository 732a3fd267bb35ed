"""What is certified on a box only says so: the ledger names the box of every such verdict."""

from fractions import Fraction

from lqtheory.evidence import Evidence, Verdict
from lqtheory.registry import find
from lqtheory.report import ledger_rows
from lqtheory.report.markdown import how, shown_by
from lqtheory.report.regions import box_text, region_text

WEAK = find("weak_lq_dimension_free")


def certified(method: str = "certify", **more: object) -> Evidence:
    return Evidence(WEAK.name, WEAK.fingerprint, Verdict.CERTIFIED, method, **more)  # type: ignore[arg-type]


def test_a_box_tells_integers_from_reals_in_the_order_of_the_theorem():
    box = {"k": (1, "n - 1"), "n": (2, 6), "p": (Fraction(3, 2), 2), "q": (1, 1)}
    assert box_text(box, WEAK) == "n in 2..6, k in 1..n - 1, q = 1, p in [3/2, 2]"
    assert box_text(box).startswith("k in [1, n - 1], n in [2, 6]")
    assert box_text(None, WEAK) == ""


def test_regions_say_how_they_were_gone_through():
    assert region_text(certified(box={"n": (2, 6)}, pieces=1), WEAK) == "on the box n in 2..6 only (1 piece)"
    twice = certified(box={"n": (2, 6)}, pieces=3, certified_by=("flint", "leancert"))
    assert region_text(twice, WEAK) == "on the box n in 2..6 only (3 pieces, also by Lean)"
    once = certified(box={"n": (2, 6)}, pieces=3, certified_by=("flint",), unconfirmed="no word for erf")
    assert region_text(once, WEAK) == "on the box n in 2..6 only (3 pieces, not by Lean: no word for erf)"
    listed = certified("simulate", box={"n": (2, 6)}, pieces=5)
    assert shown_by(listed, WEAK) == "at the 5 points n in 2..6 only (enumerated)"
    assert "does not name" in region_text(certified(pieces=2))
    assert region_text(certified("simulate", pieces=2)) == "at 2 points only (enumerated)"


def test_every_certified_verdict_of_the_ledger_names_its_box():
    rows = [row for row in ledger_rows() if Verdict.CERTIFIED in row.verdicts]
    assert len(rows) >= 15
    for row in rows:
        boxes = [record for record in row.deciding if record.verdict is Verdict.CERTIFIED]
        for record in boxes:
            assert record.box
            assert f" {box_text(record.box, row.theorem)} only (" in how(row), row.theorem.name
            assert set(record.box) <= set(row.theorem.domain.parameters)
        assert "0 draws" not in how(row)
