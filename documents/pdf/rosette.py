"""The ornaments of the paper: curves drawn by formula, so that no emblem is needed."""

from itertools import pairwise
from math import cos, pi, sin

Point = tuple[float, float]


def rosette(*, petals: int, turns: int, inner: float, size: int = 600) -> str:
    """Path data of a closed curve of `petals` waves between `inner` (0–1) and the rim.

    The radius swings `petals` times while the angle makes `turns` turns: when the two have no
    common divisor the line closes only after visiting every petal. Drawn as cubic Béziers
    whose handles follow the derivative: four a wave are smooth at any size.
    """
    steps = 4 * petals
    span = 2 * pi * turns / steps
    points = [_point(step * span, petals / turns, inner, size / 2) for step in range(steps + 1)]
    start = points[0][0]
    curves = (_curve(left, right, span) for left, right in pairwise(points))
    return f"M{_pair(start)}{''.join(curves)}Z"


def _point(angle: float, waves: float, inner: float, radius: float) -> tuple[Point, Point]:
    """Position and derivative at an angle, around the centre (radius, radius)."""
    middle, swing = radius * (1 + inner) / 2, radius * (1 - inner) / 2
    distance = middle + swing * cos(waves * angle)
    slope = -swing * waves * sin(waves * angle)
    position = (radius + distance * cos(angle), radius + distance * sin(angle))
    derivative = (
        slope * cos(angle) - distance * sin(angle),
        slope * sin(angle) + distance * cos(angle),
    )
    return position, derivative


def _curve(left: tuple[Point, Point], right: tuple[Point, Point], span: float) -> str:
    """One cubic Bézier between two points, its handles a third of the derivatives (Hermite)."""
    (start, leaving), (end, arriving) = left, right
    first = (start[0] + leaving[0] * span / 3, start[1] + leaving[1] * span / 3)
    second = (end[0] - arriving[0] * span / 3, end[1] - arriving[1] * span / 3)
    return f"C{_pair(first)} {_pair(second)} {_pair(end)}"


def _pair(point: Point) -> str:
    return f"{point[0]:.1f} {point[1]:.1f}"
