"""Work that takes time: one table of it, and one command that does it."""
