"""The text of an Entente (the yearly agreement of a mutuelle's employers), clause by clause."""
