"""Errors of the field; a message may be shown to a person as it is."""


class BusinessError(Exception):
    """A rule of the field refuses what was asked; `str(error)` says why, in words for a person."""


class NotAllowed(BusinessError):
    """The person has no right to do this."""


class Conflict(BusinessError):
    """Someone else acted meanwhile; `str(error)` says what happened. Answered by a page (409)."""
