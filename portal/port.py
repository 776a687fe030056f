"""Is the port free? Asked before anything is installed or started: standard library only."""

import socket
import sys


def check_free(host: str, port: str) -> None:
    """Stop with a sentence that says what to do when it is not."""
    if not port.isdecimal() or not 0 < int(port) < 65536:
        raise SystemExit(f"PORT = « {port} » ne convient pas : écrire un nombre de 1 à 65535.")
    try:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as candidate:
            # as the web server does: a port that was just left counts as free
            candidate.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            candidate.bind((host, int(port)))
    except OSError as error:
        other = int(port) % 65000 + 1 if int(port) >= 1024 else 8000
        raise SystemExit(
            f"Le port {port} n’est pas libre ({error.strerror}) : en choisir un autre,"
            f" par exemple « make demo PORT={other} »."
        ) from error


if __name__ == "__main__":
    check_free(*sys.argv[1:])
