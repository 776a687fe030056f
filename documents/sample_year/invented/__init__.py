"""What the sample year is made of: names, places and texts; pure, and the same for a same seed."""
