"""Judging what was read: the page of a report with its evidence, and the verdicts it gives."""
