"""The verb ``limit``: how far a network can be pruned, by every predictor, beside the measured limit."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lqtheory.cli.browse import as_json_option
from lqtheory.cli.group import OK
from lqtheory.cli.networks import named_loss, named_network
from lqtheory.cli.output import note, print_json, print_lines, print_table, progress_bar
from lqtheory.errors import DomainError

if TYPE_CHECKING:
    from lqtheory.limits import LimitReport

__all__ = ["limit"]

#: Bytes from which it is said beforehand what a limit holds in memory.
MUCH = 100_000_000
COLUMNS = ("predictor", "pruned", "interval", "kind", "gap", "kept/kept", "assumes")


def limit(
    weights: Annotated[
        Path | None, typer.Argument(help="A safetensors file or a saved state dict to load into the network.")
    ] = None,
    model: Annotated[
        str, typer.Option(metavar="PACKAGE.MODULE:FACTORY", help="Gives the network (its code is run).")
    ] = "",
    zoo: Annotated[str, typer.Option(metavar="NAME", help="A network of the zoo instead; trained if need be.")] = "",
    data: Annotated[str, typer.Option(metavar="NAME", help="Data set; its training part gives the loss.")] = "",
    examples: Annotated[int, typer.Option(min=2, help="Number of training examples in the loss.")] = 6000,
    loss: Annotated[
        str,
        typer.Option(
            metavar="PACKAGE.MODULE:FUNCTION",
            help="Mean loss of (outputs, targets) over a batch. [default: cross-entropy or mean squared error]",
        ),
    ] = "",
    epsilon: Annotated[
        float | None, typer.Option(help="Loss that may be lost. [default: deviation over mini-batches of 128]")
    ] = None,
    steps: Annotated[int, typer.Option(min=2, help="Lanczos steps of each random probe.")] = 256,
    probes: Annotated[int, typer.Option(min=1, help="Random probes.")] = 2,
    masks: Annotated[int, typer.Option(min=0, help="Conjugate-gradient steps for each real mask; 0: none.")] = 100,
    own: Annotated[int, typer.Option(min=0, help="Steps of runs from the pruned weights; 0: none.")] = 64,
    seed: Annotated[int, typer.Option(help="Root seed of the probes.")] = 0,
    device: Annotated[
        str, typer.Option(help="cpu or cuda: where all is computed. [default: where the network is]")
    ] = "",
    float32: Annotated[
        bool, typer.Option("--float32", help="Keep a float32 network as it is; by default a copy is made float64.")
    ] = False,
    memory: Annotated[
        float | None,
        typer.Option(metavar="MB", help="Most for graphs, and again for vectors. [default: 1074, and what is free]"),
    ] = None,
    checkpoint: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Keep the run there; one that was killed goes on from there.")
    ] = None,
    page: Annotated[
        Path | None, typer.Option(help="Write the table and the network's layers with plots to this .html file, too.")
    ] = None,
    as_json: Annotated[bool, as_json_option] = False,
) -> int:
    """Predict how far magnitude pruning can go, from weights and curvature, and measure it: one row a predictor.

    The loss is that of the first EXAMPLES training examples. Intervals are those of the curvature estimate; what the
    quadratic model leaves out shows in the gap to the first row, which is measured.

    Parameters
    ----------
    weights : pathlib.Path, optional
        File of weights for the network of ``--model``.
    model, zoo, data, loss : str
        Network, data set and loss.
    examples, steps, probes, masks, own, seed : int
        How much is spent, see :class:`lqtheory.limits.LimitSettings`.
    epsilon : float, optional
        Tolerated loss.
    device : str
        Where products and losses are computed; by default where the network is.
    float32 : bool
        Whether a float32 network is measured in float32, in which small tolerances drown in rounding.
    memory : float, optional
        Megabytes (10^6 bytes) for graphs and for vectors, each.
    checkpoint : pathlib.Path, optional
        Folder for what is found, product by product; a run found there is continued.
    page : pathlib.Path, optional
        HTML file for the whole result.
    as_json : bool
        Whether to print JSON.

    Returns
    -------
    int
        Exit code.
    """
    if bool(model) == bool(zoo):
        raise DomainError("give the network: either --model package.module:factory or --zoo NAME")
    if weights is not None and zoo:
        raise DomainError(f"{weights} does not go with --zoo {zoo}; load weights into a network of --model")
    if page is not None:
        from lqtheory.report.html_page import checked_page_path

        checked_page_path(page)
    network, named = _network(weights, model, zoo)
    chosen_loss = named_loss(loss)
    dataset = _dataset(data or named)
    _tell_memory(network, steps, float32)
    from lqtheory.limits import LimitSettings, limit_report
    from lqtheory.rng import generator_for

    pair = (dataset.x_train[:examples], dataset.y_train[:examples])
    settings = LimitSettings(
        epsilon=epsilon,
        probes=probes,
        steps=steps,
        mask_steps=masks,
        own_steps=own,
        double=not float32,
        memory=_bytes(memory),
    )
    if chosen_loss is not None:
        note("no diagonal predictors: they know cross-entropy and mean squared error, not --loss")
    diagonal = None if chosen_loss else _diagonal(network, pair[0], dataset.task)
    with progress_bar("limit") as update:
        stage = ["limit"]
        report = limit_report(
            _moved(network, device) if device else network,
            pair,
            rng=generator_for(seed, "limit"),
            loss=chosen_loss,
            settings=settings,
            diagonal=diagonal,
            on_plan=lambda plan: note(f"{plan}; --steps, --probes, --masks and --own set how much"),
            checkpoint=checkpoint,
            on_stage=lambda text: stage.__setitem__(0, text),
            on_progress=lambda done, total: update(done, total, stage[0]),
        )
    if page is not None:
        _write_page(page, weights or model or zoo, network, report, _lines(report, len(pair[0]), dataset.name))
    _print(report, len(pair[0]), dataset.name, as_json)
    return OK


def _bytes(megabytes: float | None) -> int | None:
    if megabytes is None:
        return None
    if not 0.001 <= megabytes < math.inf:
        raise DomainError(f"--memory {megabytes:g} is no size in MB; give for example --memory 4000 for 4 GB")
    return int(megabytes * 1e6)


def _tell_memory(network: Any, steps: int, float32: bool) -> None:
    """Say beforehand what is held in memory, if it is much: the network, and the vectors of Lanczos' method."""
    from lqtheory.networks import parameter_bytes

    count, size = parameter_bytes(network)
    vectors = min(steps, count) + 2
    copied = size == 4 * count and not float32
    held, once = (2 * size, "and a copy in float64") if copied else (size, "are in memory once")
    if vectors * held >= MUCH:
        note(
            f"{count} parameters, {size / 1e6:.3g} MB, {once}; Lanczos' method holds {vectors} vectors of that many "
            f"numbers, {vectors * held / 1e6:.3g} MB (fewer --steps need less)"
        )


def _write_page(page: Path, name: object, network: Any, report: LimitReport, lines: list[str]) -> None:
    from lqtheory.cli.profiling import measured_sections, title_of, write_network_page
    from lqtheory.figures import svg_bytes
    from lqtheory.network_figures import predictors_picture
    from lqtheory.report.html_page import PageFigure, PageTable, PageText, Section
    from lqtheory.tables import Table

    rows = [(row["name"], row["ratio"], row["low"], row["high"]) for row in report.rows()]
    figure = predictors_picture(Table(("name", "ratio", "low", "high"), tuple(rows)))
    caption = (
        "Share of the weights that each predictor lets be pruned, with the interval of its curvature estimate; the "
        "line is the measured share."
    )
    below = [PageText(line) for line in lines]
    first = Section(
        "Limit of magnitude pruning",
        [PageFigure(svg_bytes(figure), caption), PageTable(COLUMNS, _cells(report)), *below],
    )
    sections = [first, *measured_sections(network)]
    write_network_page(page, f"Pruning limit of {title_of(name)}", sections)


def _network(weights: Path | None, model: str, zoo: str) -> tuple[Any, str]:
    """The network in evaluation mode, and the data set that a network of the zoo belongs to."""
    if zoo:
        from lqtheory.networks import zoo as networks

        return networks.train(zoo, seed=0).eval(), networks.model(zoo).data
    return named_network(weights, model).eval(), ""


def _moved(network: Any, device: str) -> Any:
    """The network on a device, where everything else is computed."""
    try:
        return network.to(device)
    except (RuntimeError, AssertionError) as error:  # no such name, or none of that kind here
        reason = str(error).splitlines()[0]
        raise DomainError(f"--device {device} is not available to torch on this machine ({reason}); use cpu") from error


def _dataset(name: str) -> Any:
    from lqtheory.networks import data

    if not name:
        raise DomainError("--data is missing; name the data set that the network was trained on")
    return data.load(name)


def _diagonal(network: Any, inputs: Any, task: str) -> Any:
    """Diagonal of the Gauss-Newton matrix, where the network is of a kind that the compression room knows."""
    from lqtheory.compression import gauss_newton_diagonal
    from lqtheory.errors import LqTheoryError

    try:
        return gauss_newton_diagonal(network, inputs, task)
    except LqTheoryError as error:
        note(f"no diagonal predictors: {error}")
        return None


def _print(report: LimitReport, examples: int, data: str, as_json: bool) -> None:
    if as_json:
        numbers = {name: getattr(report, name) for name in ("epsilon", "loss", "dimension", "prunable", "gradient")}
        more = {name: getattr(report, name) for name in ("negative", "elasticity", "products", "round_off")}
        print_json({**numbers, **more, "examples": examples, "data": data, "predictions": report.rows()})
        return
    print_table(COLUMNS, _cells(report))
    print_lines(_lines(report, examples, data))


def _cells(report: LimitReport) -> list[tuple[str, ...]]:
    """Rows of the table, under :data:`COLUMNS`."""
    rows: list[tuple[str, ...]] = []
    for row in report.rows():
        same = row["low"] == row["high"]
        rows.append(
            (
                row["name"],
                f"{row['ratio']:.4f}",
                "" if same else f"{row['low']:.4f} - {row['high']:.4f}",
                row["interval"],
                f"{row['gap']:+.4f}",
                f"{row['kept_ratio']:.2f}",
                "; ".join(part for part in (row["note"], row["status"]) if part),
            )
        )
    return rows


def _lines(report: LimitReport, examples: int, data: str) -> list[str]:
    """What stands below the table."""
    return [
        f"{report.prunable} of {report.dimension} parameters may be pruned; loss {report.loss:.6g} of {examples} "
        f"examples of {data}, tolerated more: {report.epsilon:.3g}",
        f"a factor 2 in the tolerance moves the published prediction by about {0.693 * report.elasticity:.3f}; "
        f"{report.products} products with curvature matrices in this run",
        *report.remarks,
    ]
