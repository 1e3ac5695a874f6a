"""Makes the mean of readers: `python -m training.mean FILE… --out FILE`.

Weights that were trained on from the same ones can be averaged, and the mean is often better than each (Wortsman et
al., Model soups, 2022): what a later stage forgot of inspections, the earlier weights still know.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

import torch

from training.network import ReaderNetwork
from training.pack import pack, unpack

if TYPE_CHECKING:
    from collections.abc import Sequence

    from torch import Tensor


def mean(files: Sequence[Path]) -> dict[str, Tensor]:
    """The mean of packed weights, as a state of `ReaderNetwork`.

    Raises:
        OSError: a file cannot be read.
        RuntimeError: one is no file of such weights.
    """
    states = []
    for file in files:
        network = ReaderNetwork()
        unpack(file, network)
        states.append(network.state_dict())
    return {
        name: torch.stack([state[name] for state in states]).mean(dim=0) if value.is_floating_point() else value
        for name, value in states[0].items()
    }


def main() -> None:
    """Read the arguments and write the mean."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+", help="packed weights")
    parser.add_argument("--out", type=Path, required=True, help="the file of the packed mean")
    arguments = parser.parse_args()
    pack(mean(arguments.files), arguments.out, {"made_by": "training/mean.py"})


if __name__ == "__main__":
    main()
