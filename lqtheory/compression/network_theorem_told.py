"""What the network dictionary theorem (a reconstruction) and its certificate say, in sentences for the report."""

from __future__ import annotations

from typing import Any

__all__ = ["dictionary_sentences"]

_NORMS = {
    "l2": "error of the output in L_2",
    "max": "largest output in L_2",
    "largest": "largest error of an input",
}


def dictionary_sentences(told: dict[str, Any]) -> list[str]:
    """Sentences about the record under ``report.dictionary``.

    Parameters
    ----------
    told : dict
        Of :func:`lqtheory.compression.dictionary.approximate_neurons`.

    Returns
    -------
    list of str

    Examples
    --------
    >>> dictionary_sentences({"theorem": None, "missing": "softmax has no global Lipschitz constant"})
    ['no bound of the network theorem and no certificate: softmax has no global Lipschitz constant']
    """
    if told["theorem"] is None:
        return [f"no bound of the network theorem and no certificate: {told['missing']}"]
    arithmetic = "in exact arithmetic" if told["arithmetic"] == "exact" else f"for inference in {told['arithmetic']}"
    lines = [
        f"combinations of inputs ({told['construction']}, bias {told['bias']}), on the {told['inputs']} inputs of the "
        f"sample and on no others, certified {arithmetic}:"
    ]
    for name, words in _NORMS.items():
        line = f"  {words}: measured {told['measured'][name]:.4g}, certified at most {told['certified'][name]:.4g}"
        if name in told["theorem"]:
            line += f", by the theorem at most {told['theorem'][name]:.4g}"
        if f"{name}_closed" in told["theorem"]:
            line += f" (closed form with q={told['q']:g}: {told['theorem'][f'{name}_closed']:.4g})"
        lines.append(line)
    if "uniform" in told["theorem"]:
        lines.append(
            f"  uniform form, from norms of weights and inputs alone: at most {told['theorem']['uniform']:.4g}"
        )
    return lines
