"""The headings that sort a list."""

from collections.abc import Iterable

from portal.http import Request, here


def sort_links(request: Request, sorts: Iterable[str], default: str) -> dict[str, tuple[str, str]]:
    """Per column: where a click on its heading leads, and its `aria-sort` now."""
    asked = request.GET.get("tri", default)
    links = {}
    for name in sorts:
        now = {name: "ascending", f"-{name}": "descending"}.get(asked, "none")
        tri = f"-{name}" if now == "ascending" else name
        links[name.replace("-", "_")] = (here(request, tri=tri), now)
    return links
