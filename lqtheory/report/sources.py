"""Sources in words: one readable line for a key of ``references.bib``."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

from lqtheory.errors import RegistryError

__all__ = ["OWN_WORK", "bibliography", "citation"]

#: The key of a source that is no publication: what the author of a theorem file states without one.
OWN_WORK = "own_work"

#: Combining characters behind TeX's accents.
_ACCENTS = {
    '"': "\u0308",
    "'": "\u0301",
    "`": "\u0300",
    "^": "\u0302",
    "~": "\u0303",
    "v": "\u030c",
    "c": "\u0327",
    "H": "\u030b",
}


@lru_cache(maxsize=1)
def bibliography() -> dict[str, dict[str, str]]:
    """Every entry of ``references.bib``: its fields by name, and its kind as ``kind``.

    Returns
    -------
    dict
        ``{bibkey: {field: text}}``, braces and accents resolved.

    Examples
    --------
    >>> bibliography()["diao_2023"]["year"]
    '2023'
    """
    text = Path(__file__).parents[1].joinpath("references.bib").read_text(encoding="utf-8")
    found = {}
    for kind, key, body in re.findall(r"^@(\w+)\{([^,\s]+),\n(.*?)^\}", text, flags=re.MULTILINE | re.DOTALL):
        fields = re.findall(r"^\s*(\w+)\s*=\s*[{\"](.*?)[}\"],?\s*$", body, flags=re.MULTILINE)
        found[key] = {"kind": kind, **{name.lower(): _plain(value) for name, value in fields}}
    return found


def _plain(value: str) -> str:
    """Text without TeX: accents composed, braces dropped."""

    def composed(match: re.Match[str]) -> str:
        return unicodedata.normalize("NFC", match[2] + _ACCENTS[match[1]])

    value = re.sub(r"""\\(["'`^~]|[vcH](?=[\s{]))\s*\{?(\w)\}?""", composed, value)
    return value.replace("\\&", "&").replace("{", "").replace("}", "").replace("--", "–")


def citation(bibkey: str) -> str:
    """One line that names a source.

    Parameters
    ----------
    bibkey : str
        Key in ``references.bib``, or :data:`OWN_WORK`.

    Returns
    -------
    str
        Authors (year): title, where it appeared.

    Raises
    ------
    RegistryError
        If there is no such key.

    Examples
    --------
    >>> citation("diao_2023")[:60]
    'E. Diao, G. Wang, J. Zhan, Y. Yang, J. Ding, V. Tarokh (2023'
    """
    if bibkey == OWN_WORK:
        return "own work of the author of the file, published nowhere"
    entries = bibliography()
    if bibkey not in entries:
        raise RegistryError(f"there is no source {bibkey!r} in references.bib; add it, or cite one that is there")
    entry = entries[bibkey]
    authors = ", ".join(_short_name(name) for name in entry.get("author", "unknown").split(" and "))
    volume = entry.get("volume", "") + (f"({entry['number']})" if "number" in entry else "")
    place = " ".join(part for part in (entry.get("journal") or entry.get("publisher", ""), volume) if part)
    parts = [part for part in (entry.get("title", bibkey), place, entry.get("pages", "")) if part]
    note = f" ({entry['note']})" if "note" in entry else ""
    return f"{authors} ({entry.get('year', 'n.d.')}): {', '.join(parts)}{note}"


def _short_name(name: str) -> str:
    last, _, first = name.partition(", ")
    return " ".join([*(f"{part[0]}." for part in first.split()), last])
