"""What readers propose to change."""
