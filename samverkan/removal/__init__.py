"""What is taken out of all versions for good, and the ledger of it."""
