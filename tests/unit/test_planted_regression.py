"""The linear teacher: the dossier's table to double precision, and the law of the pull towards one half.

The dossier misprints one digit in each of two Laplace values; by mpmath at 30 digits Jensen's is 0.53678573879... and
the retrained one for γ = 2 is 0.70269091922...
"""

import math
from fractions import Fraction

import numpy as np
import pytest

from lqtheory import balls
from lqtheory.errors import DomainError, InputTypeError
from lqtheory.quantities.planted_regression import marchenko_pastur_share, planted_energy, planted_threshold
from lqtheory.quantities.reference.planted_regression import ball_planted_threshold

TABLE = """
gauss .5 .01 0.26529113982024079446 0.36185345730829177024 0.33293886803124516164 0.30508974627232374447 0.33065101236031640232
gauss .5 .1 0.55539720416139041859 0.55814392015536159663 0.53308880275176516244 0.59518117573790980163 0.65301318835280494531
gauss .5 .3 0.76719680399506105932 0.66491642428461726178 0.64580306889198314239 0.79061420467530371432 0.83986208716132006706
gauss 2 .01 0.26529113982024079446 0.54456952288597083765 0.33293886803124516164 0.55123487907223698504 0.88009351080980471486
gauss 2 .1 0.55539720416139041859 0.65402721067855805986 0.53308880275176516244 0.71465907693201024513 0.90888733506426798474
gauss 2 .3 0.76719680399506105932 0.72721345078526728209 0.64580306889198314239 0.84578124984904159528 0.94738779513917433943
laplace .5 .1 0.5585504112234655165 0.55979034264365187977 0.53678573879445793263 0.5932068789562490479
laplace 2 .1 0.5585504112234655165 0.65003463881111059773 0.53678573879445793263 0.70269091922162340129
"""  # noqa: E501
RULES = ("one_shot", "published", "jensen", "retrained", "all_masks")


@pytest.mark.parametrize("line", TABLE.strip().splitlines(), ids=lambda line: "-".join(line.split()[:3]))
def test_thresholds_of_the_dossier(line: str) -> None:
    law, gamma, e, *printed = line.split()
    for rule, text in zip(RULES, printed, strict=False):
        assert planted_threshold(rule, law, float(gamma), float(e)) == pytest.approx(float(text), rel=2e-15)
        with balls.precision(110):
            ball = ball_planted_threshold(rule, law, Fraction(gamma), Fraction(e))
            assert ball.rad() < 1e-28
            assert abs(ball.mid() - balls.ball(Fraction(text))) <= balls.ball(10) ** -len(text.split(".")[1])
    published, retrained = float(printed[1]), float(printed[3])
    assert 0.5 <= published <= retrained or retrained <= published <= 0.5


def test_energies_of_the_dossier() -> None:
    assert planted_energy(0.5, "gauss") == pytest.approx(0.071325917744259401601, rel=1e-14)
    assert planted_energy(0.9, "gauss") == pytest.approx(0.56071393572121553353, rel=1e-14)
    assert planted_energy(0.5, "laplace") == pytest.approx(0.066626312480953978249, rel=1e-14)
    assert planted_energy(0.9, "laplace") == pytest.approx(0.80929317035335106214, rel=1e-14)
    assert planted_energy(1e-6, "gauss") == pytest.approx(math.pi / 6 * 1e-18, rel=1e-10)
    assert planted_energy(1e-6, "laplace") == pytest.approx(1e-18 / 3, rel=1e-5)
    assert (planted_energy(0, "gauss"), planted_energy(1, "gauss"), planted_energy(1, "laplace")) == (0.0, 1.0, 2.0)


def test_the_marchenko_pastur_share() -> None:
    assert marchenko_pastur_share(2, 2) == pytest.approx(0.78077640640441513746, rel=1e-15)
    assert marchenko_pastur_share(2, 0.3) == pytest.approx(0.6, rel=1e-15)
    assert marchenko_pastur_share(0.5, 1e-9) == pytest.approx(1.999999992000000048e-9, rel=1e-15)
    assert marchenko_pastur_share(2, 0) == 0.5
    assert marchenko_pastur_share(0.5, math.inf) == 1.0
    # the slice formula of the dossier: s = p/(1-p) (1 - gamma (1-p)) solves F = p
    for gamma, p in ((0.5, 0.2), (2.0, 0.7), (0.1, 0.9)):
        assert marchenko_pastur_share(gamma, p / (1 - p) * (1 - gamma * (1 - p))) == pytest.approx(p, rel=1e-12)
    rng = np.random.default_rng(0)
    a = rng.standard_normal((300, 150)) / math.sqrt(300)
    eigenvalues = np.linalg.eigvalsh(a.T @ a)
    assert np.mean(0.3 / (0.3 + eigenvalues)) == pytest.approx(marchenko_pastur_share(0.5, 0.3), abs=0.02)


def test_everything_may_go_when_the_tolerance_is_large() -> None:
    assert planted_threshold("one_shot", "gauss", 1, 1.5) == 1.0
    assert planted_threshold("retrained", "laplace", 1, 2.5) == 1.0
    assert ball_planted_threshold("retrained", "laplace", 1, 2.5) == 1


@pytest.mark.parametrize("rule", RULES)
def test_thresholds_lie_in_their_balls(rule: str, rng: np.random.Generator) -> None:
    for law in ("gauss", "laplace") if rule != "all_masks" else ("gauss",):
        for _ in range(4):
            gamma, e = float(2.0 ** rng.uniform(-6, 4)), float(10.0 ** rng.uniform(-6, 0))
            with balls.precision(90):
                ball = ball_planted_threshold(rule, law, gamma, e)
            assert planted_threshold(rule, law, gamma, e) == pytest.approx(float(ball.mid()), rel=4e-15)


def test_errors_name_the_argument() -> None:
    with pytest.raises(DomainError, match="rule='best' is not one of"):
        planted_threshold("best", "gauss", 1, 1)
    with pytest.raises(DomainError, match="law='cauchy' is not one of"):
        planted_energy(0.5, "cauchy")
    with pytest.raises(DomainError, match=r"p=1.5 is outside \[0, 1\]"):
        planted_energy(1.5, "gauss")
    with pytest.raises(DomainError, match="gamma must be > 0"):
        marchenko_pastur_share(0, 1)
    with pytest.raises(DomainError, match="for law='gauss' alone"):
        planted_threshold("all_masks", "laplace", 1, 1)
    for rule, law in (("best", "gauss"), ("jensen", "cauchy"), ("all_masks", "laplace")):
        with pytest.raises(DomainError, match=r"is not (one of|known)"):
            ball_planted_threshold(rule, law, 1, 1)
    with pytest.raises(DomainError, match="gamma > 0 and e > 0"):
        ball_planted_threshold("jensen", "gauss", 0, 1)
    with pytest.raises(InputTypeError, match="expected real number for e"):
        planted_threshold("one_shot", "gauss", 1, "x")
