"""Door 2 is tested on the source catalogue."""

from tests.api.conftest import source_catalogue

__all__ = ["source_catalogue"]
