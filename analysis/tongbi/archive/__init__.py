"""The archive: the ``reports/`` folder with its registry, facts and description.

Examples
--------
>>> from tongbi import archive
>>> reports = archive.open(archive.shipped())
>>> report = reports.report("yunling/law_based_gov_report-2024")  # a fictional city
>>> report.issuer, report.year, report.fictional
('云岭市', 2024, True)
"""

from tongbi.archive.facts import NO_PLACE, Fact
from tongbi.archive.folder import Archive, create, open, shipped
from tongbi.archive.lock import locked

__all__ = ["NO_PLACE", "Archive", "Fact", "create", "locked", "open", "shipped"]
