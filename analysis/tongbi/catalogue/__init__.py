"""What is known beforehand of indicators and units: data, its loaders and its matcher.

Examples
--------
>>> from tongbi import catalogue, extract_text
>>> [s] = extract_text("2024年，全市受理行政复议申请830件。")
>>> catalogue.match(s).en
'Administrative reconsideration cases accepted'
"""

from tongbi.catalogue.indicators import Indicator, Kind, Nature, Polarity
from tongbi.catalogue.matcher import Catalogue, load, match, of_folder
from tongbi.catalogue.units import Kinship, Unit, factor, kinship, unit

__all__ = [
    "Catalogue",
    "Indicator",
    "Kind",
    "Kinship",
    "Nature",
    "Polarity",
    "Unit",
    "factor",
    "kinship",
    "load",
    "match",
    "of_folder",
    "unit",
]
