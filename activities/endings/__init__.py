"""What ends, and what is then left."""
