"""What fits a person, and who may refer."""
