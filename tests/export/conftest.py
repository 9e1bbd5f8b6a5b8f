"""Charts to export; they come from the tests of figures and drawings."""

import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent.parent / folder) for folder in ("figures", "drawing")]
