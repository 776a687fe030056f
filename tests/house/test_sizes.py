"""Sizes to feel at home in; the five longest functions are printed, to be looked at."""

import ast
from collections.abc import Iterator
from statistics import quantiles

from tests.house.source import ROOT, Function, Module, modules

LONGEST_MODULE = 400
LONGEST_FUNCTION = 40
LONGEST_VIEW = 20
NINE_IN_TEN = 25
STYLESHEET = ROOT / "static" / "portal" / "portal.css"
LARGEST_STYLESHEET = 35_000


def lines(function: Function) -> int:
    """From `def` to the last line."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def functions() -> Iterator[tuple[int, Module, Function]]:
    return (
        (lines(function), module, function) for module in modules() for function in module.functions
    )


def is_view(module: Module, function: Function) -> bool:
    """What an address leads to, not the parts that it is made of."""
    answers = ast.unparse(function.returns or ast.Constant(None)) == "HttpResponse"
    return ".views." in module.name and answers and not function.name.startswith("_")


def place(length: int, module: Module, function: Function) -> str:
    return f"{module}:{function.lineno} {function.name} has {length} lines"


def test_keep_modules_short():
    lengths = {str(module): module.text.count("\n") for module in modules()}

    assert {name: length for name, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_keep_functions_short():
    longest = sorted(functions(), key=lambda found: -found[0])[:5]

    print("\n".join(place(*found) for found in longest))

    assert [place(*found) for found in longest if found[0] > LONGEST_FUNCTION] == []


def test_keep_nine_functions_in_ten_shorter():
    tenths = quantiles((length for length, _module, _function in functions()), n=10)

    assert tenths[-1] <= NINE_IN_TEN


def test_keep_views_short():
    views = (found for found in functions() if is_view(*found[1:]))

    assert [place(*found) for found in views if found[0] > LONGEST_VIEW] == []


def test_keep_stylesheet_light():
    assert STYLESHEET.stat().st_size <= LARGEST_STYLESHEET
