"""The reader as a torch network: the packaged model's layers, a span head, and a head that says whether it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
        # Every public example is seen once, and the others in new windows each time: there is little to forget on
        # purpose. With plain attention and without its dropout a step on a CPU took three quarters of the time.
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


def loss(scores: tuple[Tensor, Tensor, Tensor], start: Tensor, end: Tensor, answered: Tensor) -> Tensor:
    """Cross entropy of both edges (targets of -100 are left out) and of whether the context answers."""
    starts, ends, answers = scores
    edges = nn.functional.cross_entropy(starts, start) + nn.functional.cross_entropy(ends, end)
    return edges / 2 + 0.5 * nn.functional.binary_cross_entropy_with_logits(answers, answered)
