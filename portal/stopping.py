"""Every request to stop (Ctrl-C, SIGTERM, a closed terminal) becomes one KeyboardInterrupt."""

import signal
from types import FrameType

REQUESTS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def listen() -> None:
    """Even where the shell had silenced Ctrl-C, as it does for commands in the background."""
    for request in REQUESTS:
        signal.signal(request, _interrupt)


def ignore() -> None:
    """An impatient second Ctrl-C must not leave half of what is being stopped behind."""
    for request in REQUESTS:
        signal.signal(request, signal.SIG_IGN)


def _interrupt(number: int, frame: FrameType | None) -> None:
    ignore()
    raise KeyboardInterrupt
