"""The reader of member lists: bytes in, rows and faults out (`reading.read`)."""
