"""Writes the sample year, a step at a time; each step can count on the ones before it."""
