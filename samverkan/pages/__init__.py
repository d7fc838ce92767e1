"""What public pages share."""
