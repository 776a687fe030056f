"""The sample year: a fictitious register, its mutuelles and two years of documents, for the demo.

`invented/` makes names and texts up from a fixed seed and knows no database; `loading/` writes
them, one step and one transaction at a time; `accounts.py` says who may sign in.
"""
