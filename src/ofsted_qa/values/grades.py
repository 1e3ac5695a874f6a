"""Grades, and the areas of children's services that they are given for."""

from enum import StrEnum


class JudgementArea(StrEnum):
    """What a grade is given for, as the JSON names it."""

    OVERALL_EFFECTIVENESS = "overall_effectiveness"
    LEADERS = "leaders"
    HELP_AND_PROTECTION = "help_and_protection"
    CHILDREN_IN_CARE = "children_in_care"
    CARE_LEAVERS = "care_leavers"
    CHILDREN_LOOKED_AFTER = "children_looked_after"
    ADOPTION = "adoption"
    LSCB = "lscb"
    SEND_OUTCOME = "send_outcome"


class Grade(StrEnum):
    """Grades; the last three are the outcomes of area SEND inspections, which are no grades."""

    OUTSTANDING = "outstanding"
    GOOD = "good"
    REQUIRES_IMPROVEMENT = "requires_improvement"
    INADEQUATE = "inadequate"
    ADEQUATE = "adequate"
    POSITIVE = "positive"
    INCONSISTENT = "inconsistent"
    SYSTEMIC_FAILINGS = "systemic_failings"
