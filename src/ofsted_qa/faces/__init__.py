"""Faces: the command line and the web chat; the only floor that builds objects."""
