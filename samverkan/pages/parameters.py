"""The parameters that some page knows, by their Swedish names; to every page any other is as if it were not there."""

# Moments, what was saved, and where a part begins; of the site map, too.
KNOWN = {"vid", "datum", "samtal", "fran", "till", "fore", "p"}


def know(*names: str) -> None:
    """Add the parameters of an app's pages."""
    KNOWN.update(names)
