"""The verb ``replay``: stored certificates are checked again, and what is wrong with one is said."""

import json
import shutil

import pytest

from lqtheory.box_certificates import certificate_folder
from lqtheory.checks import lean, second
from lqtheory.registry import all_theorems, find

NAME = "mask_floor_is_lowest"


@pytest.fixture
def folder(tmp_path):
    """A folder with the certificates of one theorem."""
    path = second.certificate_path(find(NAME), tmp_path)
    path.parent.mkdir(parents=True)
    shutil.copy(second.certificate_path(find(NAME)), path)
    return tmp_path


def test_stored_certificates_replay(cli, folder):
    result = cli("replay", "--store-dir", folder)
    assert result.code == 0
    assert f"{NAME}" in result.out
    assert "2 certificates with 4 pieces replayed in" in result.out
    summary = json.loads(cli("replay", NAME, "--store-dir", folder, "--json").out)
    assert summary["as_expected"]
    assert all("flint" in certificate["confirmed_by"] for certificate in summary["certificates"])


def test_without_the_second_checker_balls_alone_replay(cli, folder, monkeypatch):
    monkeypatch.setattr(lean, "is_installed", lambda: False)
    result = cli("replay", "--store-dir", folder)
    assert result.code == 0
    assert "leancert 0.3.2 is not installed: balls alone replay" in result.err
    assert "0 are confirmed by two independent checkers" in result.out


def test_a_piece_that_is_missing_is_named_and_the_exit_code_says_so(cli, folder):
    path = second.certificate_path(find(NAME), folder)
    records = json.loads(path.read_text())
    del records[0]["pieces"][0]
    path.write_text(json.dumps(records))
    result = cli("replay", NAME, "--store-dir", folder)
    assert result.code == 1
    assert "its pieces do not cover the box" in result.out


def test_bad_input_gets_one_sentence(refused, folder, monkeypatch):
    assert "nope" in refused("replay", "nope")
    second.certificate_path(find(NAME), folder).write_text("{")
    assert "is no file of certificates" in refused("replay", NAME, "--store-dir", folder)
    monkeypatch.setattr(lean, "is_installed", lambda: False)
    assert "pip install 'lqtheory[lean]'" in refused("replay", NAME, "--search")


@pytest.mark.skipif(not lean.is_installed(), reason="leancert 0.3.2 is not installed")
def test_a_search_finds_what_is_stored(cli, tmp_path):
    result = cli("replay", NAME, "--search", "--store-dir", tmp_path)
    assert result.code == 0
    assert "2 are confirmed by two independent checkers" in result.out
    made = second.certificate_path(find(NAME), tmp_path).read_text()
    assert made == second.certificate_path(find(NAME), certificate_folder()).read_text()


def test_proofs_that_rest_on_certificates_are_counted(cli, folder):
    out = cli("replay", "--store-dir", folder).out
    found = second.proofs_on_certificates(all_theorems())
    assert found["silu_slope_is_bounded"]
    assert found["mish_slope_is_bounded"]
    assert found["l1_curve_below_log_bound"]
    assert found["gelu_tanh_slope_is_bounded"]
    assert found["entropy_gap_of_converse_example"]
    assert "gelu_slope_is_bounded" not in found  # it has no certificate
    assert sum(found.values()) >= 8
    # What was replayed counts, not what was stored before: here the certificates of one theorem.
    replayed = [name for name in found if second.certificate_path(find(name), folder).exists()]
    assert f"Of {len(found)} proofs that rest on certificates, {len(replayed)} are confirmed by both; not so: " in out


@pytest.mark.skipif(not lean.is_installed(), reason="leancert 0.3.2 is not installed")
def test_certificates_on_boxes_are_counted_with_the_reasons_why_not(cli, folder):
    last = cli("replay", "--store-dir", folder).out.strip().splitlines()[-1]
    reasons = second.confirmations(all_theorems())
    words = sum(reason.startswith("no word for ") for reason in reasons.values())
    assert words >= 30
    # What was replayed counts: here one theorem alone.
    assert last.startswith(
        f"Of {len(reasons)} theorems certified on boxes, 1 are confirmed by both; {words} use functions"
    )
    assert "that leancert has no word for; " in last
    assert last.endswith(" were not confirmed for other reasons.")
