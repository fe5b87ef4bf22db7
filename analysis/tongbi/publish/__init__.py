"""Publishing: the build folder, notebooks and briefings, each imported from its own module."""
