"""The checks, one room for each kind of contradiction."""
