"""The verb ``compress``: a smaller checkpoint and what it costs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from lqtheory.cli.browse import as_json_option
from lqtheory.cli.group import OK
from lqtheory.cli.networks import named_network
from lqtheory.cli.output import note, print_json, print_lines, print_table, progress_bar
from lqtheory.errors import DataError, DomainError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lqtheory.compression import Compressed, Report
    from lqtheory.networks import Checkpoint, Dataset

__all__ = ["compress"]

#: Named here, too, because the table of methods needs torch, and --help must not; a test compares them.
METHOD_NAMES = (
    "magnitude, magnitude_layer, magnitude_neuron, adaptive, relative, absolute, allocation, "
    "allocation_layers, activation, activation_jacobian, dictionary, obd, structured, sensitivity, "
    "sensitivity_rescaled, corenet, corenet_plus, corenet_plus_plus, mixed, minimax, hybrid, poisson, pivotal, pfp, "
    "pfp_top, uniform, l1, l2, l1_l2, bernstein_rows, svd"
)


#: What must be said of these methods wherever they are shown.
RECONSTRUCTED = (
    "adaptive and relative reconstruct the paper's rule, dictionary its network theorem; the abstract alone was read"
)


def compress(
    weights: Annotated[
        Path | None, typer.Argument(help="A safetensors file or a saved state dict; read as weights only.")
    ] = None,
    method: Annotated[str, typer.Option(help=f"One of {METHOD_NAMES}; {RECONSTRUCTED}.")] = "adaptive",
    tolerance: Annotated[float | None, typer.Option(help="Error allowed, in the 2-norm.")] = None,
    density: Annotated[float | None, typer.Option(help="Share of the weights kept.")] = None,
    kept: Annotated[int | None, typer.Option(help="Number of weights kept.")] = None,
    parameters: Annotated[int | None, typer.Option(help="Number of parameters kept, biases included.")] = None,
    eps: Annotated[
        float | None, typer.Option(help="Relative error of the output that CoreNet's theorem is to promise, in (0, 1].")
    ] = None,
    delta: Annotated[
        float, typer.Option(help="Probability with which --eps, or a limit from inputs held out, may fail.")
    ] = 0.05,
    q: Annotated[
        float, typer.Option("-q", "--q", help="Exponent of the adaptive rule (a reconstruction of the paper's).")
    ] = 0.5,
    rule: Annotated[
        str | None,
        typer.Option(
            help="Keep count of the adaptive (reconstructed) rule: stechkin (most kept), sharp or exact (fewest; the "
            "default for a tolerance)."
        ),
    ] = None,
    negligible: Annotated[
        float,
        typer.Option(
            help="For adaptive and relative (reconstructed): set neurons below this share of the largest norm of "
            "their layer to zero first, whatever the tolerance; the report counts them."
        ),
    ] = 0.0,
    weighting: Annotated[
        str | None,
        typer.Option(
            help="What a weight counts for: magnitude, activation, activation_jacobian, obd, sensitivity or "
            "mean_sensitivity."
        ),
    ] = None,
    layer: Annotated[
        list[str] | None, typer.Option(help="Pattern for layers to compress; repeatable. [default: all]")
    ] = None,
    refit: Annotated[bool, typer.Option("--refit", help="Fit the kept weights to the data by least squares.")] = False,
    certify: Annotated[
        bool, typer.Option("--certify", help="Add certified bounds of the output error on the sample.")
    ] = False,
    seed: Annotated[int, typer.Option(help="Seed of the methods that sample.")] = 0,
    allocation: Annotated[
        str, typer.Option(help="How corenet and its kin share a budget: layers, network, schedule or neyman.")
    ] = "layers",
    counts: Annotated[
        str, typer.Option(help="Draws that --eps asks for: published, sharpened or conformal.")
    ] = "published",
    candidates: Annotated[
        int | None,
        typer.Option(help="Coresets of which corenet_plus_plus keeps the best. [default: 10 or by delta]"),
    ] = None,
    construction: Annotated[
        str, typer.Option(help="How dictionary combines inputs: combined, greedy, maurey or coordinate.")
    ] = "combined",
    bias: Annotated[
        str, typer.Option(help="Biases in dictionary: kept, or atom (fitted as one more input of every neuron).")
    ] = "kept",
    held_out: Annotated[
        int, typer.Option(min=0, help="Test inputs, without labels, for limits of the error on unseen inputs.")
    ] = 2000,
    model: Annotated[
        str,
        typer.Option(metavar="PACKAGE.MODULE:FACTORY", help="Gives the network for the weights (its code is run)."),
    ] = "",
    data: Annotated[
        str,
        typer.Option(metavar="NAME", help="Data set, for methods that need a sample and for scores; needs --model."),
    ] = "",
    examples: Annotated[int, typer.Option(min=1, help="Number of training examples in the sample.")] = 1000,
    output: Annotated[
        Path | None, typer.Option(help="Checkpoint to write. [default: WEIGHTS with -compressed.safetensors]")
    ] = None,
    masks: Annotated[
        Path | None, typer.Option(help="Write which weights are kept to this .safetensors file, too.")
    ] = None,
    page: Annotated[
        Path | None, typer.Option(help="Write the report and the network's layers with plots to this .html file, too.")
    ] = None,
    as_json: Annotated[bool, as_json_option] = False,
) -> int:
    """Write a smaller checkpoint and say what it costs: layer, n, kept, density, relative error, effective sparsity.

    Give exactly one of --tolerance, --density, --kept, --parameters, --eps. Biases are always kept. Read the checkpoint
    with lqtheory.compression.load. A file without --model is gone through tensor by tensor, in the memory of the
    largest; svd takes several copies of one tensor. Methods that need a sample need --model and --data.

    Parameters
    ----------
    weights : pathlib.Path, optional
        File of weights; without it, the network of ``model`` as it is made.
    method, tolerance, density, kept, parameters, eps, delta, q, rule, negligible, weighting, layer, refit, certify, \
seed, allocation, counts, candidates, construction, bias : str, float, int, list
        As in :func:`lqtheory.compression.compress`.
    held_out : int
        Number of test inputs for limits of the error on unseen inputs, for methods that sample.
    model : str
        ``package.module:factory`` of a network.
    data : str
        Name of a data set.
    examples : int
        Number of training examples in the sample.
    output : pathlib.Path, optional
        Checkpoint to write.
    masks : pathlib.Path, optional
        File for Boolean masks.
    page : pathlib.Path, optional
        HTML file for the whole result.
    as_json : bool
        Whether to print JSON.

    Returns
    -------
    int
        Exit code.
    """
    output = _checked_output(weights, output)
    if masks is not None:
        _checked_masks(weights, masks, output)
    if page is not None:
        from lqtheory.report.html_page import checked_page_path

        checked_page_path(page)
    if data and not model:
        raise DomainError("--data needs the network to run on it; give --model package.module:factory, too")
    network = named_network(weights, model)
    goal = {"density": density, "kept": kept, "parameters": parameters, "tolerance": tolerance}
    options = {
        **goal, "q": q, "rule": rule, "negligible": negligible, "layers": layer or None, "seed": seed,
    }  # fmt: skip
    more = {
        "weighting": weighting, "refit": refit, "certify": certify, "eps": eps, "delta": delta, "counts": counts,
        "allocation": allocation, "candidates": candidates, "construction": construction, "bias": bias,
    }  # fmt: skip
    if weights is not None and not model:
        _check_weights_alone(method, more)
        report = _compress_file(network, output, method, options, masks)
        done = _Done(report, {}, output, (weights.stat().st_size, output.stat().st_size))
    else:
        dataset = _dataset(data)
        sample = None if dataset is None else dataset.x_train[:examples]
        fresh = _held_out(dataset, method, held_out, seed)
        done = _compress_network(
            network, output, method, {**options, **more, "sample": sample, "held_out": fresh}, masks, weights, dataset
        )
    _tell(done, page, weights or model, network, as_json)
    return OK


class _Done(NamedTuple):
    """What there is to tell: report, scores on test data, file, and bytes before and after."""

    report: Report
    scores: dict[str, float]
    output: Path
    sizes: tuple[int, int]


def _check_weights_alone(method: str, options: Mapping[str, Any]) -> None:
    """Refuse what a file of weights cannot give, before it is read."""
    from lqtheory.compression import METHODS

    asked = [name for name in ("refit", "certify") if options[name]]
    if options["weighting"] not in (None, "magnitude"):
        asked.append(f"the weighting {options['weighting']}")
    if method in METHODS and METHODS[method].needs_sample:
        asked.append(f"the method {method}")
    if asked:
        raise DomainError(
            f"{' and '.join(asked)} needs a sample of inputs and the network to run on them; give --model "
            "package.module:factory and --data NAME, too"
        )
    if options["eps"] is not None:
        raise DomainError(f"{method} takes no eps (compression); give --density, --kept, --parameters or --tolerance")


def _compress_file(
    weights: Checkpoint, output: Path, method: str, options: Mapping[str, Any], masks: Path | None
) -> Report:
    """Tensor by tensor."""
    from lqtheory.compression import compress_file

    with progress_bar("compressing") as update:
        return compress_file(weights, output, method, **options, masks=masks, on_progress=update)


def _compress_network(
    network: Any,
    output: Path,
    method: str,
    options: Mapping[str, Any],
    masks: Path | None,
    weights: Path | None,
    dataset: Dataset | None,
) -> _Done:
    """In memory, with a sample and scores if there is a data set."""
    from lqtheory.compression import compress as compressed_by
    from lqtheory.compression import save, save_masks

    result = compressed_by(network, method, **options)
    scores = _scores(network, result, dataset)
    size = save(output, result)
    if masks is not None:
        save_masks(masks, result)
    before = weights.stat().st_size if weights is not None else _dense_bytes(network)
    return _Done(result.report, scores, output, (before, size))


def _tell(done: _Done, page: Path | None, name: object, network: Any, as_json: bool) -> None:
    if done.report.kept == done.report.n and done.report.method != "svd":
        note(_why_nothing_went(done.report))
    lines = _lines(*done)
    _write_page(page, name, network, done.report, lines)
    _print(*done, as_json)


def _checked_masks(weights: Path | None, masks: Path, output: Path) -> None:
    """Refuse a name for masks before any work is done."""
    _checked_output(weights, masks)
    if masks.resolve() == output.resolve():
        raise DomainError(f"--masks {masks} is the checkpoint to write itself; choose another name")


def _dense_bytes(network: Any) -> int:
    """Bytes of the tensors of a network."""
    return sum(tensor.numel() * tensor.element_size() for tensor in network.state_dict().values())


def _checked_output(weights: Path | None, output: Path | None) -> Path:
    """Refuse names that cannot be read or written before any work is done."""
    if weights is None and output is None:
        raise DomainError("--output is missing; without a file of weights it says where to write")
    if weights is not None and not weights.is_file():
        what = f"{weights} is a folder" if weights.is_dir() else f"there is no file {weights}"
        raise DataError(f"{what}; give a safetensors file or a saved state dict")
    if output is None:
        assert weights is not None
        output = weights.with_name(f"{weights.stem}-compressed.safetensors")
    if output.suffix != ".safetensors":
        raise DomainError(f"{output} does not end in .safetensors; name it {output.stem}.safetensors")
    if not output.absolute().parent.is_dir():
        raise DataError(f"there is no folder {output.parent}; create it first")
    if weights is not None and output.resolve() == weights.resolve():
        raise DomainError(f"--output {output} is the file of weights itself; choose another name")
    return output


def _why_nothing_went(report: Report) -> str:
    """What a user can do if every weight was kept."""
    tolerance = report.settings.get("tolerance")
    if report.rule_counts is None or not tolerance:
        return "every weight is kept; allow a larger tolerance or a smaller density"
    least = report.rule_counts["exact"]
    sentence = f"every weight is kept: at tolerance {tolerance:g} the l_q bound needs them all"
    if report.settings.get("rule") == "exact":
        return f"every weight is kept: tolerance {tolerance:g} needs them all; allow a larger one"
    if least < report.n:
        return f"{sentence}; --rule exact meets the same tolerance with {least} of {report.n} ({least / report.n:.1%})"
    return f"{sentence}, and so does the tolerance itself; allow a larger one"


def _dataset(name: str) -> Dataset | None:
    if not name:
        return None
    from lqtheory.networks import data

    return data.load(name)


def _held_out(dataset: Dataset | None, method: str, n: int, seed: int) -> Any:
    """A random sample of the test inputs for methods whose report compares a-priori counts with what they say."""
    from lqtheory.compression import METHODS

    sampled = method in METHODS and (METHODS[method].sampled or method.startswith("sensitivity"))
    return dataset.x_test[dataset.test_sample(n, seed)[0]] if dataset is not None and sampled and n > 1 else None


def _scores(network: Any, result: Compressed, dataset: Dataset | None) -> dict[str, float]:
    """Scores on the test part, before and after."""
    if dataset is None:
        return {}
    from lqtheory.networks.train import evaluate

    return {"before": evaluate(network, dataset), "after": evaluate(result.network, dataset)}


def _lines(report: Report, scores: dict[str, float], output: Path, sizes: tuple[int, int]) -> list[str]:
    """What stands below the table."""
    lines = report.remarks()
    if scores:
        lines.append(f"score on the test data: {scores['before']:.4f} before, {scores['after']:.4f} after")
    return [*lines, f"{output}: {sizes[1]} bytes, {sizes[1] / sizes[0]:.1%} of {sizes[0]}"]


def _write_page(page: Path | None, name: object, network: Any, report: Report, lines: list[str]) -> None:
    if page is None:
        return
    from lqtheory.cli.profiling import measured_sections, title_of, write_network_page
    from lqtheory.report.html_page import PageTable, PageText, Section

    below = [PageText(line) for line in lines]
    first = Section(f"Compressed by {report.method}", [PageTable(report.columns, report.rows()), *below])
    sections = [first, *measured_sections(network)]
    write_network_page(page, f"Compression of {title_of(name)}", sections)


def _print(report: Report, scores: dict[str, float], output: Path, sizes: tuple[int, int], as_json: bool) -> None:
    if as_json:
        files = {"output": str(output), "bytes_before": sizes[0], "bytes_after": sizes[1]}
        print_json({**report.as_dict(), "test_score": scores or None, **files})
        return
    print_table(report.columns, report.rows())
    print_lines(_lines(report, scores, output, sizes))
    by_reason: dict[str, list[str]] = {}
    for name, reason in report.skipped:
        by_reason.setdefault(reason, []).append(name)
    for reason, names in by_reason.items():
        note(f"left as it is: {', '.join(names)}: {reason}")
