"""Exchange with other programs: series out in open formats, figures in from spreadsheets."""
