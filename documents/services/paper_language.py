"""What a template of the paper may say: the few tags and filters of Django that lay out a page.

Staff type these texts. They reach nothing but what they are given (no library, no address, no
clock, no chance, no settings), include only one another, and what they repeat is counted: a loop
that would not end is refused with a sentence.
"""

from collections.abc import Callable, Mapping
from contextvars import ContextVar
from functools import wraps
from typing import Any, cast

from django import template
from django.template import Context, Engine, Node, TemplateSyntaxError, defaultfilters, defaulttags
from django.template import loader_tags as across
from django.template.base import Parser, Token
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

PREFIX = "paper/"
LOADER = "django.template.loaders.locmem.Loader"
TAGS = ("comment", "if", "spaceless", "with")
FILTERS = (
    *("add", "capfirst", "default", "divisibleby", "first", "join", "last", "length", "lower"),
    *("pluralize", "slice", "upper", "yesno"),
)
# turns of loops and inclusions in one page: an Entente takes some three hundred
TURNS = 20_000
# characters of one page: an Entente takes some sixty thousand
LONGEST = 1_000_000
# and of a value that a filter makes: it could be doubled again and again
LONGEST_VALUE = 5_000

# what stands for a value that has no such name, until the page is refused
UNKNOWN = "\0%s\0"

register = template.Library()
_turns: ContextVar[int] = ContextVar("turns_left", default=TURNS)


class Said(TemplateSyntaxError):
    """A fault in words of ours, which are French; those of Django are not."""


class Endless(Said):
    """A page that repeats itself too much."""

    def __init__(self) -> None:
        super().__init__("la page se répète sans fin")


class PaperEngine(Engine):
    """Django's templates with these words alone, and the given sources alone."""

    default_builtins = [__name__]

    def __init__(self, sources: Mapping[str, str]) -> None:
        super().__init__(
            loaders=[(LOADER, {f"{PREFIX}{name}": text for name, text in sources.items()})],
            string_if_invalid=UNKNOWN,
        )


def rendered(engine: Engine, name: str, context: Mapping[str, Any]) -> str:
    """The page of a file. Raises `TemplateSyntaxError` or `TemplateDoesNotExist`."""
    token = _turns.set(TURNS)
    try:
        page = engine.get_template(f"{PREFIX}{name}").render(Context(dict(context)))
    except RecursionError as error:
        raise Endless from error
    finally:
        _turns.reset(token)
    if len(page) > LONGEST:
        raise Endless
    if "\0" in page:
        raise Said(f"{name} : « {page.split(chr(0))[1]} » n’a pas de valeur")
    return page


def faults(sources: Mapping[str, str]) -> dict[str, str]:
    """What is wrong with the words of a template, by the name of its file."""
    found = {}
    engine = PaperEngine(sources)
    for name in sources:
        try:
            if name.endswith(".html"):
                engine.get_template(f"{PREFIX}{name}")
        except TemplateSyntaxError as error:
            found[name] = sentence(error)
    return found


def sentence(error: TemplateSyntaxError) -> str:
    """For the author of a template: what Django says comes after, between parentheses."""
    if isinstance(error, Said):
        return str(error)
    return _("une balise ou un filtre ne se lit pas (%(fault)s)") % {"fault": error}


class Turn(Node):
    """Stands in what may be repeated, and counts."""

    def render(self, context: Context) -> str:
        left = _turns.get() - 1
        if left < 0:
            raise Endless
        _turns.set(left)
        return ""


def counted_for(parser: Parser, token: Token) -> Node:
    node = cast(Any, defaulttags.do_for(parser, token))
    node.nodelist_loop.insert(0, Turn())
    return cast(Node, node)


class CountedInclude(across.IncludeNode):
    def render(self, context: Context) -> SafeString:
        Turn().render(context)
        return super().render(context)


def counted_include(parser: Parser, token: Token) -> Node:
    node: Any = across.do_include(parser, token)
    return CountedInclude(
        node.template, extra_context=node.extra_context, isolated_context=node.isolated_context
    )


def bounded(filter: Callable[..., Any]) -> Callable[..., Any]:
    """The same filter, that makes no text without end."""

    @wraps(filter)
    def found(*arguments: Any, **options: Any) -> Any:
        value = filter(*arguments, **options)
        if isinstance(value, str) and len(value) > LONGEST_VALUE:
            raise Endless
        return value

    return found


for _name in TAGS:
    register.tag(_name, defaulttags.register.tags[_name])
for _name in ("block", "extends"):
    register.tag(_name, across.register.tags[_name])
for _name in FILTERS:
    register.filters[_name] = bounded(defaultfilters.register.filters[_name])
register.tag("for", counted_for)
register.tag("include", counted_include)
