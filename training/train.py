"""Trains the reader: `python -m training.train --data FOLDER --reports FOLDER --work FOLDER --out FILE`.

The public question and answer data in three stages, each with other questions and harder negatives than the one before,
then inspection documents with some of the public data again. The work folder keeps a checkpoint every few minutes; the
same command goes on from there. `--begin` goes on from packed weights, with the last two stages. Runs on CPU or CUDA.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import torch

from training import encoding, general, inspection_data
from training.examples import Example, by_question
from training.network import ReaderNetwork, answers_loss, edges_loss
from training.pack import pack, unpack

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from torch import Tensor

    from training.encoding import Encoded

_BATCH = 48  # windows of a step, at least
_TOGETHER = 16  # of them read together
_WARM_UP = 0.06  # of the steps
_SAVE_EVERY = 240.0  # seconds
_CLIP = 1.0
#: The stages on public data: name, examples, greatest learning rate, and its share at the end.
_EVERYDAY = (
    ("general", general.FIRST, 1.2e-4, 0.1),
    ("harder", general.SECOND, 9e-5, 0.05),
    ("further", general.THIRD, 1e-4, 0.03),
)
_REPLAYED = 15_000  # everyday questions among those of the last stage, so that nothing is forgotten


@dataclass(frozen=True, slots=True)
class Stage:
    """One run over questions, each with its windows: the greatest learning rate, and its share at the end."""

    name: str
    questions: list[list[Example]]
    rate: float
    last: float
    most: int | None = None  # steps


def run(stage: Stage, network: ReaderNetwork, work: Path, device: str, seed: int) -> None:
    """Train one stage, from its checkpoint in `work` where there is one; leaves `work/NAME.done.pt`.

    Raises:
        OSError: a checkpoint cannot be written.
    """
    done = work / f"{stage.name}.done.pt"
    if done.exists():
        network.load_state_dict(torch.load(done, map_location=device))
        return
    questions = [one for each in stage.questions if (one := _encoded(each))]
    order = encoding.batches(questions, _BATCH, seed)[: stage.most]
    trained = [parameter for parameter in network.parameters() if parameter.requires_grad]
    optimizer = torch.optim.AdamW(trained, lr=stage.rate, weight_decay=0.01, betas=(0.9, 0.98))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _rate(step, len(order), stage.last))
    part = work / f"{stage.name}.part.pt"
    first = _resumed(part, network, optimizer, schedule, device)
    saved = began = time.monotonic()
    mean = 0.0
    network.train()
    for step in range(first, len(order)):
        value = _step([questions[index] for index in order[step]], network, optimizer, device)
        schedule.step()
        mean = value if step == first else 0.99 * mean + 0.01 * value
        if step % 50 == 0:
            _say(stage.name, step=step, of=len(order), loss=round(mean, 4), seconds=round(time.monotonic() - began))
        if time.monotonic() - saved > _SAVE_EVERY:
            _save(part, network, optimizer, schedule, step + 1)
            saved = time.monotonic()
    torch.save(network.state_dict(), done)
    part.unlink(missing_ok=True)


def _encoded(windows: Sequence[Example]) -> list[Encoded]:
    """A question's windows; none where every one that answers is cut off before its answer."""
    found = encoding.encoded(windows)
    cut = any(one.answered for one in windows) and not any(one.answered for one in found)
    return [] if cut else found


def _step(
    questions: Sequence[Sequence[Encoded]], network: ReaderNetwork, optimizer: torch.optim.Optimizer, device: str
) -> float:
    numbered = [(number, one) for number, windows in enumerate(questions) for one in windows]
    numbered.sort(
        key=lambda pair: len(pair[1].ids)
    )  # a question's windows differ in length: like ones are read together
    # A processor that has no bf16 of its own takes minutes for a step in it.
    half = device == "cuda" or torch.cpu.get_capabilities()["avx512_bf16"]
    edges: list[Tensor] = []
    answers: list[Tensor] = []
    known = 0  # windows whose edges are
    for first in range(0, len(numbered), _TOGETHER):
        *inputs, start, end = encoding.tensors([one for _, one in numbered[first : first + _TOGETHER]], device)
        with torch.autocast(device, torch.bfloat16, enabled=half):
            starts, ends, answer = network(*inputs)
        edges.append(edges_loss(starts, ends, start, end))
        known += int((start >= 0).sum())
        answers.append(answer)
    answered = torch.tensor([one.answered for _, one in numbered], device=device)
    group = torch.tensor([number for number, _ in numbered], device=device)
    value = sum(edges) / max(1, known) / 2 + answers_loss(torch.cat(answers), answered, group) / 2
    optimizer.zero_grad(set_to_none=True)
    value.backward()  # type: ignore[no-untyped-call]
    torch.nn.utils.clip_grad_norm_(network.parameters(), _CLIP)
    optimizer.step()
    return float(value.detach())


def _rate(step: int, steps: int, last: float) -> float:
    """Linear warm-up, then linear decay to the share `last`."""
    warm = max(1, int(_WARM_UP * steps))
    if step < warm:
        return (step + 1) / warm
    return 1.0 - (1.0 - last) * (step - warm) / max(1, steps - warm)


def _save(path: Path, network: ReaderNetwork, optimizer: torch.optim.Optimizer, schedule: object, step: int) -> None:
    aside = path.with_suffix(".writing")
    state = {"network": network.state_dict(), "optimizer": optimizer.state_dict(), "step": step}
    torch.save({**state, "schedule": schedule.state_dict()}, aside)  # type: ignore[attr-defined]
    aside.replace(path)


def _resumed(
    path: Path, network: ReaderNetwork, optimizer: torch.optim.Optimizer, schedule: object, device: str
) -> int:
    if not path.exists():
        return 0
    state = torch.load(path, map_location=device)
    network.load_state_dict(state["network"])
    optimizer.load_state_dict(state["optimizer"])
    schedule.load_state_dict(state["schedule"])  # type: ignore[attr-defined]
    return int(state["step"])


def _say(stage: str, **values: float) -> None:
    print(json.dumps({"stage": stage, **values}), flush=True)  # noqa: T201 (a program that prints)


def _mean(begun: Mapping[str, Tensor] | None, ended: Mapping[str, Tensor]) -> Mapping[str, Tensor]:
    """The weights halfway from those begun with, if any, so that what was learned before is kept.

    Wortsman et al. (2022), Robust fine-tuning of zero-shot models.
    """
    if begun is None:
        return ended
    return {name: (begun[name] + value) / 2 if value.is_floating_point() else value for name, value in ended.items()}


def main() -> None:
    """Read the arguments and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder of the public data sets")
    parser.add_argument("--reports", type=Path, required=True, help="the folder of Ofsted's reports")
    parser.add_argument("--out", type=Path, required=True, help="the file of the packed weights")
    parser.add_argument("--work", type=Path, required=True, help="where checkpoints are kept")
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--begin", type=Path, help="packed weights to go on from, instead of the first two stages")
    parser.add_argument("--steps", type=int, nargs=3, help="of the first three stages, at most")
    parser.add_argument("--compile", action="store_true", help="needs a C++ compiler; a quarter faster on a CPU")
    parser.add_argument("--threads", type=int, default=0, help="0: one for each core; fewer where others work too")
    arguments = parser.parse_args()
    if arguments.threads:
        torch.set_num_threads(arguments.threads)
    arguments.work.mkdir(parents=True, exist_ok=True)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.manual_seed(arguments.seed)
    network = ReaderNetwork().to(device)
    if arguments.compile:
        network.bert.compile(dynamic=True)
    begun = None
    if arguments.begin:
        unpack(arguments.begin, network)
        begun = {name: value.clone() for name, value in network.state_dict().items()}
    most = arguments.steps or (None, None, None)
    stages = []
    for number in range(2 if arguments.begin else 0, len(_EVERYDAY)):
        name, mixture, rate, last = _EVERYDAY[number]
        everyday = by_question(general.examples(arguments.data, arguments.seed + number, mixture))
        stages.append(Stage(name, everyday, rate, last, most[number]))
    chance = random.Random(arguments.seed + len(_EVERYDAY))
    mixed = inspection_data.gathered(arguments.reports, chance)
    mixed += chance.sample(everyday, min(len(everyday), _REPLAYED))
    chance.shuffle(mixed)
    stages.append(Stage("inspections", mixed, rate=9e-5, last=0.02))
    for number, stage in enumerate(stages):
        run(stage, network, arguments.work, device, arguments.seed + number)
    pack(
        _mean(begun, network.state_dict()), arguments.out, {"seed": str(arguments.seed), "made_by": "training/train.py"}
    )


if __name__ == "__main__":
    main()
