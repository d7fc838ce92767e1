"""The parameters that some page knows, by their Swedish names; to every page any other is as if it were not there."""

KNOWN = {"vid", "datum", "samtal", "fran", "till", "fore"}  # Moments, what was saved, and where a part begins.


def know(*names: str) -> None:
    """Add the parameters of an app's pages."""
    KNOWN.update(names)
