"""Trains the span reader that ships in the package; README.md beside this file says how and on what."""
