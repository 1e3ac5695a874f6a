"""Start the web chat, as `ofsted-qa serve` does and with the same options."""

import sys

from ofsted_qa.faces.cli.main import main

if __name__ == "__main__":
    sys.exit(main(["serve", *sys.argv[1:]]))
