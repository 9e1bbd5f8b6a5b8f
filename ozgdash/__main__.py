"""``python -m ozgdash``."""

import sys

from ozgdash.cli import main

sys.exit(main())
