"""Why a file is not taken as a paper."""


class Refused(Exception):
    """`str(error)` says what is wrong and what to do, in words for a person."""
