"""Swedish, and text, as such: pure functions that know no model."""
