"""Messages: every French text shown to a person goes through gettext, and has its English."""

import ast
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.house.source import FLOORS, ROOT, modules, templates

ENGLISH = ROOT / "portal" / "locale" / "en" / "LC_MESSAGES" / "django.po"

GETTEXT = {"_", "gettext", "gettext_lazy", "ngettext", "pgettext"}
# what xgettext reads, or what is no text: blocks of sentences, tags, variables
MARKED = re.compile(r"{% blocktranslate.*?{% endblocktranslate %}|{%.*?%}|{{.*?}}", re.S)
FRENCH = re.compile(r"[«»’àâçéèêëîïôùûœÀÉÊÎÔŒ]")


@pytest.fixture
def found(tmp_path, monkeypatch, settings) -> Path:
    """The messages of the sources as they are now, read in a copy: xgettext writes beside them."""
    for folder in (*FLOORS, "templates"):
        ignored = shutil.ignore_patterns("locale", "__pycache__")
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=ignored)
    monkeypatch.chdir(tmp_path)
    settings.LOCALE_PATHS = [tmp_path / "locale"]

    call_command("makemessages", locale=["en"], no_location=True, no_wrap=True, verbosity=0)

    return tmp_path / "locale" / "en" / "LC_MESSAGES" / "django.po"


def faults(*command: str | Path) -> list[str]:
    """What a tool of gettext complains of."""
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    return result.stderr.splitlines()


def within_f_strings(tree: ast.AST) -> Iterator[ast.Call]:
    inside = (
        part
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        for part in ast.walk(node)
    )
    for node in inside:
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in GETTEXT:
            yield node


def test_translate_every_message_and_no_other(found):
    # a message that is missing, empty, fuzzy or not used any more is a line of complaint
    complaints = faults("msgcmp", ENGLISH, found)

    assert complaints == []


def test_keep_placeholders_in_translations():
    complaints = faults("msgfmt", "--check-format", "--output-file=/dev/null", ENGLISH)

    assert complaints == []


def test_mark_no_text_within_an_f_string():
    # xgettext does not look there
    hidden = [f"{m}:{call.lineno}" for m in modules() for call in within_f_strings(m.tree)]

    assert hidden == []


def test_mark_every_text_of_a_template():
    bare = [
        f"{template}: {line.strip()}"
        for template, text in templates().items()
        if not template.startswith("paper/")
        for line in MARKED.sub("", text).splitlines()
        if FRENCH.search(line)
    ]

    assert bare == [
        'base.html: <button type="submit" class="plain" name="language" value="fr" lang="fr">'
        "Français</button>"
    ]
