"""Stairs only go down: which module may import which (the map of the house is in the README)."""

from collections.abc import Iterator

from tests.house.source import FLOORS, Import, Module, modules

RANKS = {
    # words and sums: nothing under them
    **dict.fromkeys(["choices", "states", "errors", "tasks"], 0),
    **dict.fromkeys(["identifiers", "member_list", "entente_text", "paper_file", "tariff"], 0),
    **dict.fromkeys(["pdf", "calendar"], 0),
    # what starts the house, before there are any models
    **dict.fromkeys(["environment", "postgres", "port", "stopping", "demo_folder"], 0),
    "discretion": 0,
    "models": 1,
    **dict.fromkeys(["access", "notifications"], 2),
    "services": 3,
    **dict.fromkeys(["forms", "filters", "admin_base", "http"], 4),
    **dict.fromkeys(["views", "admin", "urls", "middleware", "adapter", "context"], 5),
    **dict.fromkeys(["management", "templatetags", "settings", "apps", "wsgi", "sample_year"], 5),
}
SHARED = 3  # the last rank that a floor above may import
LENT = ("portal.admin_base", "portal.http")  # manners of pages, not pages: lent to every floor
PURE = {
    "mutuelles.member_list",
    "mutuelles.entente_text",
    "mutuelles.paper_file",
    "mutuelles.tariff",
    "documents.pdf",
    "portal.identifiers",
}
# words and rules that read no settings
PURE_MAY_IMPORT = (
    "django.utils.translation",
    "django.core.exceptions.ValidationError",
    "django.core.validators",
)


def room(name: str) -> str:
    """`services` for `documents.services.campaign`; empty for a floor itself."""
    return name.partition(".")[2].partition(".")[0]


def floor(name: str) -> str:
    return name.split(".")[0]


def rank(name: str) -> int:
    return RANKS[room(name)] if room(name) else 0


def is_pure(module: Module) -> bool:
    return any(f"{module.name}.".startswith(f"{pure}.") for pure in PURE)


def imports() -> Iterator[tuple[Module, Import]]:
    return ((module, found) for module in modules() for found in module.imports)


def ours() -> Iterator[tuple[Module, Import]]:
    return ((module, found) for module, found in imports() if floor(found.target) in FLOORS)


def place(module: Module, found: Import) -> str:
    return f"{module}:{found.line} imports {found.target}"


def is_door(module: Module) -> bool:
    """Tasks call the services above them, from inside; an app does so once it is ready."""
    return module.path.name in ("tasks.py", "apps.py")


def test_rank_every_room():
    rooms = {room(module.name) for module in modules()} - {""}

    assert rooms - RANKS.keys() == set()


def test_import_no_floor_above():
    up = [
        place(module, found)
        for module, found in ours()
        if FLOORS.index(floor(found.target)) > FLOORS.index(module.floor)
    ]

    assert up == []


def test_import_no_higher_rank_of_same_floor():
    up = [
        place(module, found)
        for module, found in ours()
        if floor(found.target) == module.floor
        and rank(found.target) > rank(module.name)
        and not (found.inline and is_door(module))
    ]

    assert up == []


def test_import_from_other_floor_what_it_shares():
    private = [
        place(module, found)
        for module, found in ours()
        if floor(found.target) != module.floor
        and rank(found.target) > SHARED
        and not found.target.startswith(LENT)
    ]

    assert private == []


def test_import_at_the_top_of_the_module():
    inline = [
        place(module, found) for module, found in imports() if found.inline and not is_door(module)
    ]

    assert inline == []


def test_import_by_full_name():
    relative = [place(module, found) for module, found in imports() if found.relative]

    assert relative == []


def test_keep_pure_modules_pure():
    impure = [
        place(module, found)
        for module, found in imports()
        if is_pure(module)
        and (
            (floor(found.target) == "django" and not found.target.startswith(PURE_MAY_IMPORT))
            or (floor(found.target) in FLOORS and rank(found.target) > 0)
            or found.target.startswith(("portal.environment", "portal.settings"))
        )
    ]

    assert impure == []


def test_know_neither_request_nor_form_in_services():
    """A service says in its arguments all that it needs: the worker and the tests call it too."""
    requests = [
        place(module, found)
        for module, found in imports()
        if rank(module.name) <= SHARED
        and room(module.name) not in ("environment", "postgres")
        and found.target.startswith(("django.http", "django.forms", "django.shortcuts"))
    ]

    assert requests == []
