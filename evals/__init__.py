"""Suites of questions, what documents say of themselves, and programs that write papers to be asked about."""
