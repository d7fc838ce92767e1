"""The list of activities: searched, ordered and paged."""
