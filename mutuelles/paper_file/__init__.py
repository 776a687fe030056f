"""Pure: bytes of a paper in, what they are or why they are refused out; and what its name says."""
