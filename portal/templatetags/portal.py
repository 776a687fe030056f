"""What templates ask for beyond variables: icons, states, dates in words, sizes.

Lists call some of these per row: a fragment that depends on nothing but its arguments is rendered
once per process and language, and kept.
"""

import re
from datetime import date
from functools import lru_cache

from django import template
from django.template.defaultfilters import floatformat
from django.template.loader import render_to_string
from django.utils.formats import number_format
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

register = template.Library()

# status: icon, tone. Colour grows with what is asked of the reader; what is done is a plain word.
STATES = {
    # documents
    "TO_CONSULT": ("mail", "ask"),
    "CONSULTED": ("eye", "plain"),
    "WITHDRAWN": ("cross", "muted"),
    "REPLACED": ("refresh", "muted"),
    # verifications; « Remplacé » is that of documents
    "VALID": ("check", "done"),
    "NOT_YET": ("clock", "warn"),
    "EXPIRED": ("calendar", "warn"),
    "REVOKED": ("cross", "late"),
    "ALTERED": ("triangle", "late"),
    "UNKNOWN": ("help", "muted"),
    # projects of grouping
    "DRAFT": ("pen", "plain"),
    "IN_STUDY": ("clock", "warn"),
    # lists of members
    "CONFIRMED": ("check", "done"),
    "FAULTY": ("triangle", "late"),
    "TO_CONFIRM": ("pen", "warn"),
    "ABANDONED": ("cross", "muted"),
    "SUBMITTED": ("clock", "plain"),
    "ACCEPTED": ("check", "done"),
    "REFUSED": ("cross", "late"),
    # papers of members, what is asked by them or for them
    "MISSING": ("triangle", "warn"),
    "RECEIVED": ("file", "plain"),
    "VERIFIED": ("check", "done"),
    "REQUESTED": ("clock", "plain"),
    "GRANTED": ("check", "done"),
    "DENIED": ("cross", "late"),
    "NOTIFIED": ("minus", "warn"),
    "ANNULLED": ("cross", "muted"),
    # signatures of an Entente
    "TO_SIGN": ("pen", "warn"),
    "SIGNED": ("check", "done"),
    "OVERDUE": ("triangle", "late"),
    # members, employers and items of a campaign
    "ACTIVE": ("check", "done"),
    "EXCLUDED": ("triangle", "late"),
    "LEFT": ("minus", "muted"),
    "GOOD": ("check", "done"),
    "BAD": ("triangle", "late"),
    "UNVERIFIED": ("help", "warn"),
    "PENDING": ("clock", "muted"),
    "ISSUED": ("check", "done"),
    "FAILED": ("triangle", "late"),
}
PLAIN = ("circle", "plain")
FIRST = re.compile(r"\b1er\b")


@lru_cache(maxsize=1024)
def _fragment(template_name: str, language: str | None, **arguments: object) -> SafeString:
    rendered = render_to_string(template_name, arguments)
    return mark_safe(rendered.strip())  # noqa: S308 (our own template, already escaped)


@register.simple_tag
def fixed(template_name: str) -> SafeString:
    """A part of the shell that is the same for every reader of a language."""
    return _fragment(template_name, get_language())


@register.simple_tag
def icon(name: str) -> SafeString:
    """A symbol of `static/portal/icons.svg`, always beside a word."""
    return _fragment("portal/icon.html", None, name=name)


@register.simple_tag
def status(value: str, label: object) -> SafeString:
    """A state as shape, word and colour."""
    symbol, tone = STATES.get(str(value), PLAIN)
    return _fragment("portal/status.html", None, symbol=symbol, tone=tone, label=str(label))


@register.simple_tag
def long_date(day: date | None, weekday: bool = False) -> SafeString | str:
    """« jeudi 16 décembre 2021 », « 1er octobre 2021 » with its superscript."""
    if day is None:
        return ""
    return _fragment("portal/long_date.html", get_language(), day=day, weekday=weekday)


@register.inclusion_tag("portal/date_block.html")
def date_block(day: date, prefix: str) -> dict[str, object]:
    """The date that holds the margin of a row: « reçu le 15 déc. 2021 » on three lines."""
    return {"day": day, "prefix": prefix}


@register.filter
def superscript(text: str) -> SafeString:
    """« 1er octobre » in a text of the database, with its superscript."""
    return mark_safe(FIRST.sub(r"1<sup>er</sup>", escape(text)))  # noqa: S308 (escaped first)


@register.filter
def thousands(number: int) -> str:
    """« 28 298 »: groups of three digits, apart by a no-break space in French."""
    return number_format(number, force_grouping=True)


@register.filter
def file_size(octets: int) -> str:
    """« 84 ko », « 1,2 Mo »: thousands of bytes, as French office software counts them."""
    if octets >= 1_000_000:
        return _("%(size)s Mo") % {"size": floatformat(octets / 1_000_000, 1)}
    return _("%(size)s ko") % {"size": max(1, round(octets / 1000))}
