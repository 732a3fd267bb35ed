"""Recompute every printed value of the reference tables at 60 digits and write ``lq_balls.json``.

Independent of the package: definitions in mpmath, maxima and minima by enumeration, least counts by trying one after
the other. A printed value that differs from the recomputed one beyond its last digit stops the script.

Run it as ``python tests/reference/make.py``; ``--check`` compares with the file instead of writing it.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import mpmath
from mpmath import mpf

HERE = Path(__file__).resolve().parent
DIGITS, RADIUS = 45, "1e-44"

mpmath.mp.dps = 60

VECTOR = ["4", "-2", "1", "1/2", "1/4"]
ONES = ["1"] * 50


def number(text: str | int) -> mpf:
    """Exact rational or infinity as mpf."""
    if text == "inf":
        return mpmath.inf
    value = Fraction(text)
    return mpf(value.numerator) / value.denominator


def vector(texts: list[str]) -> list[mpf]:
    """Magnitudes, largest first."""
    return sorted((abs(number(t)) for t in texts), reverse=True)


def norm(c: list[mpf], q: mpf) -> mpf:
    """Norm by its definition."""
    return max(c) if q == mpmath.inf else mpmath.fsum(v**q for v in c if v) ** (1 / q)


def sigma(c: list[mpf], k: int, p: mpf) -> mpf:
    """Norm of the tail."""
    return norm(c[k:], p) if k < len(c) else mpf(0)


def worst_terms(k: int, n: int, q: mpf, p: mpf) -> list[tuple[mpf, int]]:
    """Values for every m, up to 5000: in all rows of the tables they decrease long before."""
    inverse = [mpf(0) if e == mpmath.inf else 1 / e for e in (p, q)]
    return [(mpf(m - k) ** inverse[0] * mpf(m) ** -inverse[1], -m) for m in range(k + 1, min(n, 5000) + 1)]


def worst(k: int, n: int, q: mpf, p: mpf) -> mpf:
    """Worst case by enumeration."""
    return max(worst_terms(k, n, q, p))[0]


def argmax(k: int, n: int, q: mpf, p: mpf) -> mpf:
    """Smallest maximiser by enumeration; ties are settled at 50 digits."""
    terms = worst_terms(k, n, q, p)
    top = max(terms)[0]
    return mpf(min(-m for value, m in terms if value > top * (1 - mpf(10) ** -50)))


def constant(q: mpf, p: mpf) -> mpf:
    """Stechkin's constant."""
    a = q / p
    return (a**a * (1 - a) ** (1 - a)) ** (1 / q)


def bound(k: int, q: mpf, p: mpf) -> mpf:
    """Stechkin's bound."""
    return constant(q, p) * mpf(k) ** (1 / p - 1 / q)


def weak(k: int, n: Any, q: mpf, p: mpf) -> mpf:
    """Hurwitz zeta value of the infinite power law."""
    assert n == mpmath.inf
    return mpmath.zeta(p / q, k + 1) ** (1 / p)


def weak_free(k: int, q: mpf, p: mpf) -> mpf:
    """Integral test."""
    return (q / (p - q)) ** (1 / p) * mpf(k) ** (1 / p - 1 / q)


def weighted(k: int, omega: list[mpf], a: list[mpf], q: mpf, p: mpf) -> mpf:
    """Weighted worst case by enumeration."""
    c = sorted(w * b ** (-q / p) for w, b in zip(omega, a, strict=True))
    return max((m - k) ** (1 / p) * mpmath.fsum(c[:m]) ** (-1 / q) for m in range(k + 1, len(c) + 1))


def effective(c: list[mpf], q: mpf, p: mpf) -> mpf:
    """Effective sparsity in its three forms."""
    if p == mpmath.inf:
        return (norm(c, q) / norm(c, p)) ** q
    if q == p:
        shares = [v**p / mpmath.fsum(u**p for u in c) for v in c]
        return mpmath.exp(-mpmath.fsum(s * mpmath.log(s) for s in shares))
    return (norm(c, q) / norm(c, p)) ** (p * q / (p - q))


def si(c: list[mpf], q: mpf) -> mpf:
    """Ratio of norms."""
    return norm(c, mpf(1)) / norm(c, q)


def pqi(c: list[mpf], p: mpf, q: mpf) -> mpf:
    """PQ index."""
    return 1 - mpf(len(c)) ** (1 / q - 1 / p) * norm(c, p) / norm(c, q)


def gini(c: list[mpf]) -> mpf:
    """Hurley and Rickard's formula."""
    n, whole = len(c), mpmath.fsum(c)
    return 1 - 2 * mpmath.fsum(v / whole * (n - k + mpf(1) / 2) / n for k, v in enumerate(sorted(c), 1))


def hoyer(c: list[mpf]) -> mpf:
    """Hoyer's formula."""
    root = mpmath.sqrt(len(c))
    return (root - norm(c, mpf(1)) / norm(c, mpf(2))) / (root - 1)


def closed_form(s: mpf, eta: mpf, q: mpf, p: mpf) -> mpf:
    """Closed-form keep count before rounding up."""
    a = q / p
    return (1 - a) * a ** (a / (1 - a)) * eta ** (-p * q / (p - q)) * s


def rounded_up(value: mpf) -> mpf:
    """Ceiling, with integers recognised at 50 digits."""
    nearest = mpmath.nint(value)
    return nearest if abs(value - nearest) < mpf(10) ** -45 else mpmath.ceil(value)


def threshold(k: int, share: mpf, a: mpf, last: int | None = None) -> mpf:
    """G_k(T) as printed, blocks one after the other until the first term plus the growing one exceeds the best."""
    highest = (1 - share) / k
    full = int(mpmath.floor(share / highest + mpf(10) ** -45))
    rest = max(share - full * highest, mpf(0))
    rest = mpf(0) if rest < mpf(10) ** -45 else rest
    best = (k + full) * highest**a + (rest**a if rest else 0)
    m = full + (1 if rest else 0)
    while last is None or m <= last:
        best = min(best, (1 - share - (k - 1) * share / m) ** a + (k - 1 + m) * (share / m) ** a)
        m += 1
        if (1 - share - (k - 1) * share / m) ** a + mpf(m) ** (1 - a) * share**a > best:
            break
    return best


def sharp_count(s: mpf, eta: mpf, q: mpf, p: mpf) -> mpf:
    """Least k that the threshold allows: by bisection, since G_k grows with k."""
    a, share = q / p, eta**p
    low, high = 1, int(rounded_up(closed_form(s, eta, q, p)))
    while low < high:
        middle = (low + high) // 2
        if s ** (1 - a) <= threshold(middle, share, a) * (1 + mpf(10) ** -45):
            high = middle
        else:
            low = middle + 1
    return mpf(low)


def head_tail(c: list[mpf], r: int, p: mpf) -> mpf:
    """Discarded over kept mass."""
    return mpmath.fsum(v**p for v in c[r:]) / mpmath.fsum(v**p for v in c[:r])


def retained(c: list[mpf], r: int, p: mpf, q: mpf) -> mpf:
    """Necessary count of the source, from the vector."""
    return len(c) * (1 + head_tail(c, r, p)) ** (-q / (q - p)) * (1 - pqi(c, p, q)) ** (q * p / (q - p))


def sharpened_left(c: list[mpf], r: int, p: mpf, q: mpf) -> mpf:
    """Left side of the sharpened inequality."""
    tau = head_tail(c, r, p) / (1 + head_tail(c, r, p))
    return mpf(r) ** (1 - q / p) * (1 - tau) ** (q / p) + mpf(len(c) - r) ** (1 - q / p) * tau ** (q / p)


def sharpened_right(c: list[mpf], p: mpf, q: mpf) -> mpf:
    """Right side of the sharpened inequality."""
    return effective(c, p, q) ** (1 - q / p)


def sap(c: list[mpf], p: mpf, q: mpf, eta: mpf) -> mpf:
    """Retained count of the adaptive rule."""
    return len(c) * (1 + eta) ** (-q / (q - p)) * (1 - pqi(c, p, q)) ** (q * p / (q - p))


def sigma_of(c: list[mpf], k: int, p: mpf) -> mpf:
    """Best k-term error."""
    return sigma(c, k, p)


def tail_mass(c: list[mpf], k: int, p: mpf) -> mpf:
    """Tail sum of powers."""
    return mpmath.fsum(v**p for v in c[k:])


#: quantity -> (arguments in order, recomputation); names of vectors and counts are converted by kind below.
RECOMPUTED: dict[str, tuple[tuple[str, ...], Callable[..., mpf]]] = {
    "worst_case": (("k", "n", "q", "p"), worst),
    "worst_case_argmax": (("k", "n", "q", "p"), argmax),
    "stechkin_bound": (("k", "q", "p"), bound),
    "stechkin_constant": (("q", "p"), constant),
    "worst_case / stechkin_bound": (("k", "n", "q", "p"), lambda k, n, q, p: worst(k, n, q, p) / bound(k, q, p)),
    "weak_lq_bound": (("k", "n", "q", "p"), weak),
    "weak_lq_dimension_free_bound": (("k", "q", "p"), weak_free),
    "weighted_worst_case": (("k", "omega", "a", "q", "p"), weighted),
    "lq_norm": (("x", "q"), norm),
    "log_lq_norm": (("x", "q"), lambda c, q: mpmath.log(norm(c, q))),
    "best_k_term_error": (("x", "k", "p"), sigma_of),
    "tail_power_sum": (("x", "k", "p"), tail_mass),
    "effective_sparsity": (("x", "q", "p"), effective),
    "si": (("x", "q"), si),
    "pqi": (("x", "p", "q"), pqi),
    "gini": (("x",), gini),
    "hoyer": (("x",), hoyer),
    "kmin_stechkin": (("s", "eta", "q", "p"), closed_form),
    "kmin_stechkin_count": (("s", "eta", "q", "p"), lambda *a: rounded_up(closed_form(*a))),
    "kmin_exact": (("s", "eta", "q", "p"), sharp_count),
    "sharp_keep_threshold": (("k", "T", "a"), threshold),
    "head_tail_ratio": (("x", "r", "p"), head_tail),
    "pqi_retain of a vector": (("x", "r", "p", "q"), retained),
    "sharpened left side": (("x", "r", "p", "q"), sharpened_left),
    "sharpened right side": (("x", "p", "q"), sharpened_right),
    "sap_retained_count": (("x", "p", "q", "eta"), sap),
}

COUNTS = frozenset({"k", "n", "r"})
VECTORS = frozenset({"x", "omega", "a"})


def tables() -> list[tuple[str, str, tuple[Any, ...], str]]:
    """Rows (dossier ID, quantity, arguments, printed value)."""
    rows: list[tuple[str, str, tuple[Any, ...], str]] = []
    for k, n, q, p, m, value, stechkin in (
        (5, 100, "1/2", "2", "7", "0.028861501272920307118", "0.029047375096555626639"),
        (10, 10**6, "1", "2", "20", "0.15811388300841896660", "0.15811388300841896660"),
        (3, 8, "0.1", "1", "4", "9.5367431640625e-7", "1.9683e-6"),
        (7, 10, "1.5", "2", "10", "0.37315903447241280316", "0.49697852921744120980"),
        (4, 20, "2", "1", "20", "3.5777087639996635143", None),
        (1, 1000, "0.9", "1", "10", "0.69683731441301435375", "0.69683731441301435375"),
        (9, 50, "1/2", "inf", "10", "0.01", None),
        (100, 10**5, "0.3", "1.7", "121", "6.8416074903884354164e-7", "6.8422809386684060461e-7"),
    ):
        rows += [("lq.worst", "worst_case", (k, n, q, p), value)]
        rows += [("lq.worst.argmax", "worst_case_argmax", (k, n, q, p), m)]
        if stechkin:
            rows += [("lq.stechkin", "stechkin_bound", (k, q, p), stechkin)]
    for k, value in (
        (1, "0.76980035891950101935"),
        (2, "0.96769965146989752028"),
        (3, "1"),
        (4, "0.98534445941696130476"),
        (5, "0.99360101134724011511"),
        (6, "1"),
    ):
        rows += [("lq.stechkin", "worst_case / stechkin_bound", (k, 1000, "1/2", "2"), value)]
    for q, p, value in (
        ("1", "2", "0.5"),
        ("1/2", "2", "0.32475952641916449254"),
        ("1/4", "2", "0.22155583488651234681"),
        ("0.1", "2", "0.13735967431078664565"),
        ("0.01", "2", "0.042941927697797303125"),
        ("1", "3/2", "0.52913368398939982492"),
    ):
        rows += [("lq.stechkin", "stechkin_constant", (q, p), value)]
    for q, p, k, value, free in (
        ("1/2", "1", 1, "0.64493406684822643647", "1"),
        ("1/2", "2", 10, "0.016930747691157786872", "0.018257418583505537115"),
        ("1", "2", 10, "0.30849041424602766111", None),
    ):
        rows += [("lq.weak", "weak_lq_bound", (k, "inf", q, p), value)]
        if free:
            rows += [("lq.weak", "weak_lq_dimension_free_bound", (k, q, p), free)]
    for k, value in enumerate(("2", "2/3", "2/7", "2/15")):
        arguments = (k, ["1", "2", "3", "4"], ["4", "1", "9", "1"], "1", "2")
        rows += [("lq.weighted.class", "weighted_worst_case", arguments, value)]
    rows += vector_tables() + keep_count_tables()
    return rows


def vector_tables() -> list[tuple[str, str, tuple[Any, ...], str]]:
    """The reference vector, the counterexamples for the PQ index and for the adaptive rule."""
    spike = ["1"] + ["1/10000"] * 1000
    return [
        ("lq.si", "si", (VECTOR, "1/2"), "0.24525904452677445001"),
        ("lq.si", "si", (VECTOR, "1/4"), "0.011005063610299225562"),
        ("lq.effs", "effective_sparsity", (VECTOR, "1", "2"), "2.8181818181818181818"),
        ("lq.effs", "effective_sparsity", (VECTOR, "1/2", "1"), "4.0773216006345158726"),
        ("lq.effs", "effective_sparsity", (VECTOR, "1/2", "2"), "3.6050086812116956939"),
        ("lq.effs", "effective_sparsity", (VECTOR, "2", "2"), "2.1001893785256932650"),
        ("lq.effs", "effective_sparsity", (VECTOR, "1", "inf"), "1.9375"),
        ("lq.pqi", "pqi", (VECTOR, "1/2", "1"), "0.18453567987309682549"),
        ("lq.pqi", "pqi", (VECTOR, "1", "2"), "0.24924280647045170230"),
        ("lq.hoyer", "hoyer", (VECTOR,), "0.45088447263075323657"),
        ("lq.gini", "gini", (VECTOR,), "0.46451612903225806452"),
        ("lq.sigma", "best_k_term_error", (VECTOR, 2, "2"), "1.1456439237389600016"),
        ("lq.sigma", "best_k_term_error", (VECTOR, 2, "1"), "1.75"),
        ("lq.lognorm", "lq_norm", (VECTOR, "0.1"), "10245759.870052678683"),
        ("lq.lognorm", "log_lq_norm", (VECTOR, "0.001"), "1609.4383928870642785"),
        ("lq.axioms", "pqi", (["10", "2", "1"], "2", "4"), "0.22173066770363752834"),
        ("lq.axioms", "pqi", (["10", "1.9", "1.1"], "2", "4"), "0.22234944286124827390"),
        ("lq.axioms", "pqi", (["40", "20", *ONES], "1/4", "1/2"), "0.10886027325642529252"),
        ("lq.axioms", "pqi", (["35", "25", *ONES], "1/4", "1/2"), "0.10982819938689995208"),
        ("lq.pqi.retain", "head_tail_ratio", (VECTOR, 2, "1/2"), "0.64644660940672623780"),
        ("lq.pqi.retain", "pqi_retain of a vector", (VECTOR, 2, "1/2", "1"), "1.5041102257409522833"),
        ("lq.pqi.retain", "sharpened left side", (VECTOR, 2, "1/2", "1"), "0.23583478607194985146"),
        ("lq.pqi.retain", "sharpened right side", (VECTOR, "1/2", "1"), "0.24525904452677445001"),
        ("lq.sap", "sap_retained_count", (spike, "1/2", "1", "0"), "110"),
        ("lq.sap", "head_tail_ratio", (spike, 110, "1/2"), "4.2631578947368421053"),
        ("lq.sap", "tail_power_sum", (spike, 110, "1/2"), "8.91"),
    ]


def keep_count_tables() -> list[tuple[str, str, tuple[Any, ...], str]]:
    """Closed-form and sharp keep counts, and values of the sharp threshold."""
    rows: list[tuple[str, str, tuple[Any, ...], str]] = []
    for s, eta, q, p, real, count, sharp in (
        ("4", "0.1", "1", "2", None, "100", "27"),
        ("4", "0.5", "1", "2", None, "4", "3"),
        ("100", "0.1", "1", "2", None, "2500", "2031"),
        ("100", "0.3", "1/2", "2", "105.429083162719", "106", "103"),
        ("1.5", "0.05", "1/2", "2", "5.22178743781438", "6", "2"),
        ("1000", "0.05", "1/2", "1", None, "5000", "4706"),
    ):
        rows += [("lq.kmin.stechkin", "kmin_stechkin", (s, eta, q, p), real or count)]
        rows += [("lq.kmin.stechkin", "kmin_stechkin_count", (s, eta, q, p), count)]
        rows += [("lq.kmin.exact", "kmin_exact", (s, eta, q, p), sharp)]
    for k, share, a, value in (
        (1, "0.1", "1/2", "1.2649110640673517328"),
        (3, "0.1", "1/2", "1.7853433245845893476"),
        (2, "0.5", "1/2", "2"),
        (5, "0.01", "1/4", "2.5683973749856234721"),
    ):
        rows += [("lq.kmin.exact", "sharp_keep_threshold", (k, share, a), value)]
    return rows


def recompute(quantity: str, arguments: tuple[Any, ...]) -> mpf:
    """Value of one row."""
    names, function = RECOMPUTED[quantity]
    values: list[Any] = []
    for name, argument in zip(names, arguments, strict=True):
        if isinstance(argument, list):
            values.append(vector(argument) if name == "x" else [number(t) for t in argument])
        else:
            values.append(argument if isinstance(argument, int) else number(argument))
    return function(*values)


def last_digit(printed: str) -> mpf:
    """Unit of the last printed digit; 0 for a fraction, which is exact."""
    if "/" in printed:
        return mpf(0)
    mantissa, _, exponent = printed.partition("e")
    return mpf(10) ** (int(exponent or 0) - len(mantissa.partition(".")[2]))


def entries() -> list[dict[str, Any]]:
    """All rows with their recomputed values; a disagreement raises."""
    result = []
    for identifier, quantity, arguments, printed in tables():
        value = recompute(quantity, arguments)
        error = abs(value - number(printed))
        exact = "." not in printed or len(printed.partition("e")[0]) < 15
        allowed = mpf(10) ** -40 * abs(value) if exact else last_digit(printed) / 2
        if error > allowed * (1 + mpf(10) ** -9):
            raise SystemExit(f"{identifier}: {quantity}{arguments} is {mpmath.nstr(value, 25)}, printed {printed}")
        names = RECOMPUTED[quantity][0]
        result.append(
            {
                "id": identifier,
                "quantity": quantity,
                "arguments": dict(zip(names, arguments, strict=True)),
                "printed": printed,
                "value": mpmath.nstr(value, DIGITS),
                "relative_radius": RADIUS,
            }
        )
    return result


def main() -> int:
    """Write the file, or compare with it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare with lq_balls.json instead of writing it")
    path = HERE / "lq_balls.json"
    lines = ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in entries())
    text = f'{{"digits": {DIGITS}, "entries": [\n{lines}\n]}}\n'
    if parser.parse_args().check:
        same = path.read_text(encoding="utf-8") == text
        print("lq_balls.json is current" if same else "lq_balls.json differs; run make.py")
        return 0 if same else 1
    path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
