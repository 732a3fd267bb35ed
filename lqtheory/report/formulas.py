"""Formulas for the terminal: LaTeX as one line of Unicode text."""

from __future__ import annotations

import re
from collections.abc import Callable

__all__ = ["unicode_formula"]

_TOKEN = re.compile(r"\\[A-Za-z]+|\\.|[{}_^]|\s+|.", re.DOTALL)
_GREEK = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε", "zeta": "ζ", "eta": "η",
    "theta": "θ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π", "rho": "ρ",
    "sigma": "σ", "tau": "τ", "upsilon": "υ", "phi": "φ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω",
    "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ",
    "Omega": "Ω",
}  # fmt: skip
_SIGNS = {
    "leq": "≤", "le": "≤", "geq": "≥", "ge": "≥", "neq": "≠", "infty": "∞", "cdot": "·", "times": "×", "sum": "Σ",
    "prod": "∏", "implies": " ⟹ ", "in": "∈", "lfloor": "⌊", "rfloor": "⌋", "lceil": "⌈", "rceil": "⌉", "lVert": "‖",
    "rVert": "‖", "Vert": "‖", "lvert": "|", "rvert": "|", "mid": "|", "ldots": "…", "dots": "…", "quad": " ",
    "log": "ln", "pm": "±", "sim": "~", "circ": "∘", "to": "→", "partial": "∂", "ell": "ℓ", "star": "*", "ast": "*",
}  # fmt: skip
_ESCAPED = {"|": "‖", ",": " ", ";": " ", ":": " ", "!": "", " ": " ", "\\": "; "}
_FUNCTIONS = ("ln", "exp", "max", "min", "sup", "inf", "sin", "cos", "tan", "arg", "dim", "det", "erf", "sign")
_RAISED = {"2": "²", "3": "³"}
_UPRIGHT = ("mathrm", "operatorname", "text", "mathbb", "mathbf", "mathcal", "mathsf", "tilde", "bar", "hat")
_SIZES = ("left", "right", "big", "Big", "bigg", "Bigg", "displaystyle", "textstyle", "limits", "tfrac")


def unicode_formula(latex: str) -> str:
    r"""LaTeX as one line of Unicode text, for people to read.

    Parameters
    ----------
    latex : str
        What SymPy and the quantities print.

    Returns
    -------
    str
        The formula; commands it does not know stay as their names.

    Examples
    --------
    >>> unicode_formula(r"\sigma_{k}(x)_{p} \leq \|x\|_{q} k^{\frac{1}{p} - \frac{1}{q}}")
    'σ_k(x)_p ≤ ‖x‖_q k^(1/p - 1/q)'
    """
    tokens = _TOKEN.findall(latex)
    text = _Reader(tokens).until_end()
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"(?<=[(\[{⌊⌈]) | (?=[)\]},⌋⌉])", "", text).strip()
    return re.sub(r"(?<=[(\[{,])- ", "-", text)


class _Reader:
    """Reads tokens from left to right."""

    def __init__(self, tokens: list[str]) -> None:
        self._tokens = tokens
        self._at = 0

    def until_end(self, stop: Callable[[str], bool] = lambda token: False) -> str:
        """Everything up to a token that stops, which is consumed."""
        parts: list[str] = []
        while self._at < len(self._tokens):
            if stop(self._tokens[self._at]):
                self._at += 1
                break
            parts.append(self._item())
        return "".join(parts)

    def _item(self) -> str:
        token = self._tokens[self._at]
        self._at += 1
        if token == "{":
            return self.until_end(lambda t: t == "}")
        if token == "_":
            return _script("_", self._argument())
        if token == "^":
            raised = self._argument()
            return _RAISED.get(raised) or _script("^", raised)
        if token.startswith("\\") and len(token) > 1:
            return self._command(token[1:])
        return " " if token.isspace() else token

    def _argument(self) -> str:
        while self._at < len(self._tokens) and self._tokens[self._at].isspace():
            self._at += 1
        return self._item().strip() if self._at < len(self._tokens) else ""

    def _command(self, name: str) -> str:
        if name in ("frac", "dfrac"):
            return f"{_wrapped(self._argument())}/{_wrapped(self._argument())}"
        if name == "sqrt":
            return self._root()
        if name in ("begin", "end"):
            self._argument()
            return " "
        if name == "text" and self._tokens[self._at : self._at + 1] == ["{"]:
            return self._verbatim()
        if name in _UPRIGHT:
            return self._argument()
        if name in _SIZES:
            return ""
        if name in _FUNCTIONS:
            return name
        return _GREEK.get(name) or _SIGNS.get(name) or _ESCAPED.get(name, name)

    def _verbatim(self) -> str:
        """Words in braces, in which no sign has a meaning."""
        first, depth = self._at + 1, 0
        while self._at < len(self._tokens):
            depth += {"{": 1, "}": -1}.get(self._tokens[self._at], 0)
            self._at += 1
            if depth == 0:
                break
        return "".join(self._tokens[first : self._at - 1])

    def _root(self) -> str:
        index = ""
        if self._at < len(self._tokens) and self._tokens[self._at] == "[":
            self._at += 1
            index = self.until_end(lambda t: t == "]")
        inside = self._argument()
        return f"({inside})^(1/{index})" if index else f"√({inside})"


def _script(sign: str, text: str) -> str:
    if re.fullmatch(r"\w|\d+|∞|\*", text):
        return sign + text
    return f"{sign}({text})" if sign == "^" else f"{sign}{{{text}}}"


def _wrapped(text: str) -> str:
    """Brackets round a numerator or denominator that is more than one factor."""
    return text if re.fullmatch(r"[\w.]*|[\w.]*\([^()]*\)", text.strip()) else f"({text})"
