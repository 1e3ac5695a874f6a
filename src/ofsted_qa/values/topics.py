"""What a passage is about, as far as headings, labels and figures say it."""

from enum import StrEnum


class Topic(StrEnum):
    """Parts of a paper that people look for by name."""

    RECOMMENDATIONS = "recommendations"
    NEEDS_TO_IMPROVE = "needs_to_improve"
    RISKS = "risks"
    NEXT_STEPS = "next_steps"
    MONEY = "money"
