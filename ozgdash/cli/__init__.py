"""The command line: ``python -m ozgdash <command>``.

Results go to standard output, everything else to standard error. Exit code 0: fine, 1: the input is wrong, 2: usage.
"""

from ozgdash.cli.program import main

__all__ = ["main"]
