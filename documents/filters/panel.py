"""What the panels share: a lean select, and the sort that an address asks for."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils.safestring import SafeString


class SelectWidget(forms.Select):
    """A flat list of choices whose options are drawn once and kept.

    Django draws a template per option: half the cost of a page that has two such lists.
    """

    template_name = "portal/forms/select.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = forms.Widget.get_context(self, name, value, attrs)
        choices = tuple((str(each), str(label)) for each, label in self.choices)
        # what was typed in the address must not fill the cache
        chosen = value if value in dict(choices) else ""
        context["widget"]["options"] = _options(choices, chosen)
        return context


@lru_cache
def _options(choices: tuple[tuple[str, str], ...], chosen: str) -> SafeString:
    context = {"choices": choices, "chosen": chosen}
    return render_to_string("portal/forms/options.html", context)


def order_of(asked: str, sorts: Mapping[str, str], default: str) -> str:
    """`-emission` as `-issued_on`; the default for what is no sort."""
    sign, name = ("-", asked[1:]) if asked.startswith("-") else ("", asked)
    return f"{sign}{sorts[name]}" if name in sorts else order_of(default, sorts, default)
