"""The matrix of municipality × function."""
