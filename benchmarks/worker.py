"""The process of one contender: ``python -m benchmarks.worker MODULE:FUNCTION ARGUMENTS``.

Runs in the peers' environment, too, so it imports nothing but the standard library and the module
that it is told.
"""

from __future__ import annotations

import gc
import importlib
import json
import sys
import time


def main() -> None:
    """Prepare the work, time it once, and print the seconds and what it returned."""
    call, given = sys.argv[1:]
    module, _, name = call.partition(":")
    work = getattr(importlib.import_module(module), name)(**json.loads(given))
    gc.collect()
    start = time.perf_counter()
    told = work()
    seconds = time.perf_counter() - start
    print()
    print(json.dumps({"seconds": seconds, "told": told}))


if __name__ == "__main__":
    main()
