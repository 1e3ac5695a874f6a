"""Count how often answers repeat the words of their questions, for src/ofsted_qa/data/retention.json."""  # noqa: INP001

# Run with the Python of the environment: python scripts/count_retention.py SPANS.jsonl.gz … > retention.json
# Each line of a file: {"question", "context", "answers": [{"text", "start"}]}; lines without an answer are left out.

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from pathlib import Path

from ofsted_qa.understanding.sentences import split
from ofsted_qa.values import BlockKind
from ofsted_qa.words import stems

_FEWEST = 15  # questions that ask with a stem; below, its share is chance
_PRIOR = 5  # questions' worth of the share of all stems, added to each stem's own


def main(paths: list[str]) -> None:
    """Print the shares as JSON, a line for each stem."""
    asked: Counter[str] = Counter()
    held: Counter[str] = Counter()
    for path in paths:
        with gzip.open(Path(path), "rt", encoding="utf-8") as lines:
            for line in lines:
                _count(json.loads(line), asked, held)
    overall = held.total() / asked.total()
    shares = {
        stem: round((held[stem] + _PRIOR * overall) / (count + _PRIOR), 2)
        for stem, count in sorted(asked.items())
        if count >= _FEWEST
    }
    print(json.dumps(shares, ensure_ascii=False, indent=0))  # noqa: T201
    print(f"the share of all stems: {overall:.3f}", file=sys.stderr)  # noqa: T201


def _count(record: dict[str, object], asked: Counter[str], held: Counter[str]) -> None:
    answers, context = record["answers"], str(record["context"])
    if not isinstance(answers, list) or not answers:
        return
    start = int(answers[0]["start"])
    sentences = split(context, BlockKind.PARAGRAPH)
    index = next((place for place, (begin, end) in enumerate(sentences) if begin <= start < end), None)
    if index is None:
        return
    # The sentence that answers, and the one before it, which a reader has just read.
    run = context[sentences[max(0, index - 1)][0] : sentences[index][1]]
    words = set(stems(str(record["question"])))
    asked.update(words)
    held.update(words & set(stems(run)))


if __name__ == "__main__":
    main(sys.argv[1:])
