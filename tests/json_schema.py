"""The words of JSON Schema (2020-12) that our own schemas use, and no other."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

TYPES = {"object": dict, "array": list, "string": str, "integer": int, "null": type(None)}
SAID = {"$schema", "$id", "$defs", "title", "description"}
CHECKED = {
    *("$ref", "type", "enum", "pattern", "minLength", "oneOf"),
    *("required", "properties", "additionalProperties", "items"),
}


def faults(value: Any, schema: Mapping[str, Any]) -> list[str]:
    """Where a value departs from a schema, and by which word of it."""
    return list(_faults(value, schema, schema, "$"))


def _faults(value: Any, schema: Mapping[str, Any], root: Any, where: str) -> Iterator[str]:
    if unknown := schema.keys() - SAID - CHECKED:
        raise NotImplementedError(unknown)
    if "$ref" in schema:
        yield from _faults(value, _found(schema["$ref"], root), root, where)
    yield from (f"{where}: {word}" for word in _broken(value, schema))
    if "oneOf" in schema:
        fits = [not [*_faults(value, choice, root, where)] for choice in schema["oneOf"]]
        yield from [f"{where}: oneOf"] * (fits.count(True) != 1)
    if isinstance(value, dict):
        for name, child in schema.get("properties", {}).items():
            if name in value:
                yield from _faults(value[name], child, root, f"{where}.{name}")
    if isinstance(value, list) and "items" in schema:
        for rank, child in enumerate(value):
            yield from _faults(child, schema["items"], root, f"{where}[{rank}]")


def _found(address: str, root: Any) -> Any:
    for name in address.removeprefix("#/").split("/"):
        root = root[name]
    return root


def _broken(value: Any, schema: Mapping[str, Any]) -> Iterator[str]:
    names = schema.get("type", [])
    kinds = tuple(TYPES[name] for name in ([names] if isinstance(names, str) else names))
    if kinds and not isinstance(value, kinds):
        yield "type"
    if "enum" in schema and value not in schema["enum"]:
        yield "enum"
    if isinstance(value, str):
        if "pattern" in schema and not re.search(schema["pattern"], value):
            yield "pattern"
        if len(value) < schema.get("minLength", 0):
            yield "minLength"
    if isinstance(value, dict):
        yield from (f"required {name}" for name in schema.get("required", []) if name not in value)
        if schema.get("additionalProperties") is False:
            yield from (f"unknown {name}" for name in value if name not in schema["properties"])
