"""What is printed of activities: the same facts as their pages, laid out for paper."""
