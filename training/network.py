"""The reader as a torch network: the packaged model's layers, a span head, and a head that says whether it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch import nn
from transformers import BertModel

from ofsted_qa.models.packaged import packaged_folder

if TYPE_CHECKING:
    from torch import Tensor


class ReaderNetwork(nn.Module):
    """The layers of the packaged model, trained; its embeddings, frozen, so that the package brings them."""

    def __init__(self) -> None:
        """Begin with the packaged model's weights."""
        super().__init__()
        # Every question is seen once in a stage: there is little to forget on purpose. With plain attention and
        # without its dropout a step on a CPU took three quarters of the time.
        self.bert = BertModel.from_pretrained(
            packaged_folder(),
            add_pooling_layer=False,
            attn_implementation="eager",
            hidden_dropout_prob=0.0,
            attention_probs_dropout_prob=0.0,
        )
        self.bert.embeddings.requires_grad_(requires_grad=False)
        size = self.bert.config.hidden_size
        self.span = nn.Linear(size, 2)
        self.answers = nn.Linear(size, 1)

    def forward(self, ids: Tensor, segments: Tensor, mask: Tensor, inside: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Scores for a batch of token ids, segments, mask and what may be answered from, of shape (texts, tokens).

        Gives start and end scores of shape (texts, tokens) and answers of shape (texts,). Tokens outside the
        passage's own words score -1e4, but for the first, which stands for "no answer".
        """
        hidden = self.bert(input_ids=ids, token_type_ids=segments, attention_mask=mask).last_hidden_state
        edges = self.span(hidden).float()
        outside = ~inside
        outside[:, 0] = False
        start, end = edges.masked_fill(outside.unsqueeze(-1), -1e4).unbind(-1)
        return start, end, self.answers(hidden[:, 0]).squeeze(-1).float()


def edges_loss(start_scores: Tensor, end_scores: Tensor, start: Tensor, end: Tensor) -> Tensor:
    """Cross entropy of both edges, summed over texts; targets of -100 are left out."""
    return sum(
        (nn.functional.cross_entropy(*pair, reduction="sum") for pair in ((start_scores, start), (end_scores, end))),
        start_scores.new_zeros(()),
    )


def answers_loss(answers: Tensor, answered: Tensor, group: Tensor) -> Tensor:
    """How badly the scores of whether each text answers tell the texts of a question apart, and from no answer at all.

    `answers`, `answered` (whether each does) and `group` (the number of its question, from 0 on) are of shape
    (texts,). The mean of two: the binary cross entropy of each text, and for each question a softmax over its texts
    and "no answer", whose score is 0, as at question time (contrastive estimation over a question's own negatives:
    Gao, Dai and Callan 2021, "Rethink training of BERT rerankers"). Of several texts that answer none counts against
    another. A question of one text has the same value in both.
    """
    questions = int(group.max()) + 1
    single = nn.functional.binary_cross_entropy_with_logits(answers, answered.float())
    members = nn.functional.one_hot(group, questions).bool().T  # questions x texts
    wrong = members & ~answered
    none = answers.new_zeros(questions, 1)
    against = torch.cat([none, answers.expand(questions, -1).masked_fill(~wrong, -torch.inf)], 1).logsumexp(1)
    right = torch.logaddexp(against[group], answers) - answers
    texts_right = (members & answered).sum(1)
    answerable = (torch.where(answered, right, 0.0) / texts_right[group].clamp(min=1)).sum()
    nothing = against[texts_right == 0].sum()
    return (single + (answerable + nothing) / questions) / 2
