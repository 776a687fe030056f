"""The table of states says what the code does."""

import ast
import inspect
from collections.abc import Callable
from importlib import import_module
from types import ModuleType

import pytest
from django.apps import apps
from django.db.models import TextChoices

from mutuelles import choices, states
from mutuelles.states import Machine

KINDS = [machine.moves for machine in states.MACHINES]
ACTS = {act.verb for machine in states.MACHINES for acts in machine.acts.values() for act in acts}
# what a new row holds without a word
FIRST = {
    field.default
    for model in apps.get_app_config("mutuelles").get_models()
    for field in model._meta.fields
    if field.name == "status" and field.has_default()
}
# a membership comes to its end with its year: nobody writes it
UNWRITTEN = {choices.MembershipStatus.LEFT}


def test_list_every_table_of_moves():
    tables = {name: table for name, table in vars(choices).items() if name.endswith("_MOVES")}

    missing = [name for name, table in tables.items() if table not in KINDS]

    assert missing == []


@pytest.mark.parametrize("machine", states.MACHINES, ids=lambda machine: str(machine.title))
def test_name_an_act_for_every_state(machine: Machine):
    written = {status for status, acts in machine.acts.items() if acts}

    assert machine.moves.keys() - written - UNWRITTEN == set()


@pytest.mark.parametrize("machine", states.MACHINES, ids=lambda machine: str(machine.title))
def test_every_state_that_follows_has_a_row(machine: Machine):
    following = {status for row in machine.rows for status in row.after}

    assert following - {row.status for row in machine.rows} == set()


@pytest.mark.parametrize("act", sorted(ACTS))
def test_an_act_is_a_verb_of_the_services(act):
    module, _verb = act.split(".")

    found = verb_of(act)

    assert found.__module__ == f"mutuelles.services.{module}"


@pytest.mark.parametrize("machine", states.MACHINES, ids=lambda machine: str(machine.title))
def test_an_act_writes_the_state_that_it_is_named_for(machine: Machine):
    silent = [
        f"{act.verb} {status}"
        for status, acts in machine.acts.items()
        for act in acts
        if status not in FIRST and not is_given(act.verb, status) and not names(act.verb, status)
    ]

    assert silent == []


def verb_of(act: str) -> Callable[..., object]:
    module, verb = act.split(".")
    return getattr(import_module(f"mutuelles.services.{module}"), verb)


def is_given(act: str, status: TextChoices) -> bool:
    """It is a parameter of the verb: whoever calls chooses."""
    parameters = inspect.signature(verb_of(act)).parameters.values()
    return any(parameter.annotation is type(status) for parameter in parameters)


def names(act: str, status: TextChoices) -> bool:
    """Its module, or one of the services that it calls, names it: `ProjectStatus.SUBMITTED`."""
    name = f"{type(status).__name__}.{status.name}"
    trees = [ast.parse(inspect.getsource(module)) for module in modules_of(act)]
    nodes = (node for tree in trees for node in ast.walk(tree) if type(node) is ast.Attribute)
    return any(ast.unparse(node) == name for node in nodes)


def modules_of(act: str) -> list[ModuleType]:
    own = import_module(f"mutuelles.services.{act.split('.')[0]}")
    called = [each for each in vars(own).values() if inspect.ismodule(each)]
    return [own, *(each for each in called if each.__name__.startswith("mutuelles.services."))]
