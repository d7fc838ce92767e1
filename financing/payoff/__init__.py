"""When an activity has paid for itself."""
