"""What is printed of federations, facts and sources."""
