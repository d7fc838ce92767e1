"""The coordinators' side: what waits, editing, reviewing, confirming, and publishing for a person."""
