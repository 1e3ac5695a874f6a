"""A twin of the starter papers: other names, days, amounts and counts in the same sentences."""
