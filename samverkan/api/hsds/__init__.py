"""Door 2: what every answer in Open Referral's HSDS 3.1 shares; each app maps its own kinds."""
