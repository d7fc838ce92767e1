"""Follow-ups: counted, protected and shown."""
