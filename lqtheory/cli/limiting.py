"""The verb ``limit``: how far a network can be pruned, by every predictor, beside the measured limit."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lqtheory.cli.browse import as_json_option
from lqtheory.cli.group import OK
from lqtheory.cli.networks import named_network
from lqtheory.cli.output import note, print_json, print_lines, print_table, progress_bar
from lqtheory.errors import DomainError

if TYPE_CHECKING:
    from lqtheory.limits import LimitReport

__all__ = ["limit"]

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
    epsilon: Annotated[
        float | None, typer.Option(help="Loss that may be lost. [default: deviation over mini-batches of 128]")
    ] = None,
    steps: Annotated[int, typer.Option(min=2, help="Lanczos steps of each random probe.")] = 128,
    probes: Annotated[int, typer.Option(min=1, help="Random probes.")] = 2,
    masks: Annotated[int, typer.Option(min=0, help="Conjugate-gradient steps for each real mask; 0: none.")] = 100,
    own: Annotated[int, typer.Option(min=0, help="Steps of runs from the pruned weights; 0: none.")] = 64,
    seed: Annotated[int, typer.Option(help="Root seed of the probes.")] = 0,
    as_json: Annotated[bool, as_json_option] = False,
) -> int:
    """Predict how far magnitude pruning can go, from weights and curvature, and measure it: one row a predictor.

    The loss is that of the first EXAMPLES training examples. Intervals are those of the curvature estimate; what the
    quadratic model leaves out shows in the gap to the first row, which is measured.

    Parameters
    ----------
    weights : pathlib.Path, optional
        File of weights for the network of ``--model``.
    model, zoo, data : str
        Network and data set.
    examples, steps, probes, masks, own, seed : int
        How much is spent, see :class:`lqtheory.limits.LimitSettings`.
    epsilon : float, optional
        Tolerated loss.
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
    network, named = _network(weights, model, zoo)
    dataset = _dataset(data or named)
    from lqtheory.limits import LimitSettings, limit_report
    from lqtheory.rng import generator_for

    pair = (dataset.x_train[:examples], dataset.y_train[:examples])
    settings = LimitSettings(epsilon=epsilon, probes=probes, steps=steps, mask_steps=masks, own_steps=own)
    with progress_bar("limit") as update:
        stage = ["limit"]
        report = limit_report(
            network,
            pair,
            rng=generator_for(seed, "limit"),
            settings=settings,
            diagonal=_diagonal(network, pair[0], dataset.task),
            on_stage=lambda text: stage.__setitem__(0, text),
            on_progress=lambda done, total: update(done, total, stage[0]),
        )
    _print(report, len(pair[0]), dataset.name, as_json)
    return OK


def _network(weights: Path | None, model: str, zoo: str) -> tuple[Any, str]:
    """The network in evaluation mode, and the data set that a network of the zoo belongs to."""
    if zoo:
        from lqtheory.networks import zoo as networks

        return networks.train(zoo, seed=0).eval(), networks.model(zoo).data
    return named_network(weights, model).eval(), ""


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
        more = {name: getattr(report, name) for name in ("negative", "elasticity", "products")}
        print_json({**numbers, **more, "examples": examples, "data": data, "predictions": report.rows()})
        return
    rows = []
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
    print_table(COLUMNS, rows)
    print_lines(
        [
            f"{report.prunable} of {report.dimension} parameters may be pruned; loss {report.loss:.6g} of {examples} "
            f"examples of {data}, tolerated more: {report.epsilon:.3g}",
            f"a factor 2 in the tolerance moves the published share by about {0.693 * report.elasticity:.3f}; "
            f"{report.products} products with curvature matrices",
            *report.remarks,
        ]
    )
