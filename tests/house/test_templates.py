"""Templates: each one is used, and none holds what the Content-Security-Policy refuses."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.template import engines
from django.template.exceptions import TemplateDoesNotExist
from django.template.loaders.app_directories import get_app_template_dirs

from tests.house.source import modules, templates

# names that Django looks for by itself
OF_DJANGO = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html"}
# `admin/<floor>/<model>/<name>` takes the place of `admin/<name>`
OF_ADMIN = re.compile(r"^admin/\w+/\w+/(?=\w+\.html$)")
QUOTED = re.compile(r"""["']([\w./{}-]+\.(?:html|txt))["']""")
INLINE = re.compile(r"<style\b|<script\b(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=|javascript:", re.I)


def named() -> set[str]:
    """Every template that is named between quotes, in Python or in a template."""
    texts = [module.text for module in modules()] + list(templates().values())
    return {name for text in texts for name in QUOTED.findall(text)}


def is_named(template: str, names: set[str]) -> bool:
    """By its own name, or by an f-string such as `portal/page_{slug}.html`."""
    patterns = (re.sub(r"\\{.*?\\}", ".+", re.escape(name)) for name in names if "{" in name)
    return template in names or any(re.fullmatch(pattern, template) for pattern in patterns)


def overrides_library(template: str) -> bool:
    name = OF_ADMIN.sub("admin/", template)
    return any((folder / name).is_file() for folder in library_folders())


def library_folders() -> Iterator[Path]:
    ours = Path(settings.BASE_DIR)
    folders = (Path(folder) for folder in get_app_template_dirs("templates"))
    return (folder for folder in folders if ours not in folder.parents or ".venv" in folder.parts)


def test_use_every_template():
    names = named()

    unused = [
        template
        for template in templates()
        if template not in OF_DJANGO
        and not is_named(template, names)
        and not overrides_library(template)
    ]

    assert unused == []


def test_parse_every_template():
    faults = []

    for template in templates():
        try:
            engines["django"].get_template(template)
        except TemplateDoesNotExist as error:
            faults.append(f"{template}: {error}")

    assert faults == []


def test_write_no_inline_style_nor_script():
    inline = [
        f"{template}:{text[: found.start()].count(chr(10)) + 1} {found[0].strip()}"
        for template, text in templates().items()
        for found in INLINE.finditer(text)
    ]

    assert inline == []
