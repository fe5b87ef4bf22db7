"""Let the hostile tests import their helpers by name."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

collect_ignore = ["fuzz.py"]  # needs atheris, which `make fuzz` brings
