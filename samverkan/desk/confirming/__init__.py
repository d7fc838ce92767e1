"""“Stämmer fortfarande”: confirming in the admin and by a mailed link."""
