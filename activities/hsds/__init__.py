"""Activities as Open Referral tells them."""
