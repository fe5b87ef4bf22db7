"""What is known beforehand of indicators and units: data, its loaders and its matcher."""
