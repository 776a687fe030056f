"""The code of the house as the tests of this folder read it: modules, imports, functions."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
FLOORS = ("portal", "mutuelles", "documents")  # a floor knows only those before it
TEMPLATES = ROOT / "templates"

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Import:
    """A module that is imported: `inline` within a function, `relative` with leading dots."""

    target: str
    line: int
    inline: bool
    relative: bool


@dataclass(frozen=True)
class Module:
    path: Path

    def __str__(self) -> str:
        return str(self.path.relative_to(ROOT))

    @property
    def name(self) -> str:
        """`documents.views.home`; a package goes by its own name."""
        parts = self.path.relative_to(ROOT).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @property
    def floor(self) -> str:
        return self.name.split(".")[0]

    @cached_property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def functions(self) -> Iterator[Function]:
        return (node for node in ast.walk(self.tree) if isinstance(node, Function))

    @property
    def imports(self) -> Iterator[Import]:
        inline = {id(node) for function in self.functions for node in ast.walk(function)}
        for node in ast.walk(self.tree):
            for target, level in _targets(node):
                yield Import(target, node.lineno, id(node) in inline, relative=level > 0)


def _targets(node: ast.AST) -> Iterator[tuple[str, int]]:
    if isinstance(node, ast.Import):
        yield from ((alias.name, 0) for alias in node.names)
    if isinstance(node, ast.ImportFrom):
        yield from ((f"{node.module or ''}.{alias.name}", node.level) for alias in node.names)


def modules() -> list[Module]:
    """All modules of the three floors but the migrations, which Django writes."""
    paths = sorted(path for floor in FLOORS for path in (ROOT / floor).rglob("*.py"))
    return [Module(path) for path in paths if "migrations" not in path.parts]


def templates() -> dict[str, str]:
    """The text of each template by its name."""
    return {
        str(path.relative_to(TEMPLATES)): path.read_text(encoding="utf-8")
        for path in sorted(TEMPLATES.rglob("*"))
        if path.suffix in (".html", ".txt")
    }
