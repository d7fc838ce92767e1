"""The admin of entries: its lists, forms and sheets."""
