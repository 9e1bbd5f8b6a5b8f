"""Charts of OpenDocument are read as their writer's own tests read them."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "odf"))
