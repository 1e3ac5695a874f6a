"""Runs the program: `python -m ofsted_qa` is `ofsted-qa`."""

import sys

from ofsted_qa.faces.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
