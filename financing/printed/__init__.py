"""What is printed of money: financing streams, agreements and budgets."""
