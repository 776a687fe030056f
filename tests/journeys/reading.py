"""Read a page as its reader does: tables, fields and links, with spaces made plain."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

import tinyhtml5
from django.http import HttpResponse


class Page:
    def __init__(self, response: HttpResponse) -> None:
        self.html = response.content.decode()
        self.root: Element = tinyhtml5.parse(self.html, namespace_html_elements=False)

    def table(self, heading: str) -> list[list[str]]:
        """The cells of the table that the heading of this `id` names."""
        rows = self.root.findall(f".//table[@aria-labelledby='{heading}']/tbody/tr")
        return [[words(cell) for cell in row] for row in rows]

    def links(self, heading: str) -> dict[str, str]:
        """Words and address of the links of that table."""
        links = self.root.findall(f".//table[@aria-labelledby='{heading}']/tbody//a")
        return {words(link): link.get("href", "") for link in links}

    def link(self, text: str) -> str:
        """The address of the link or form button that says this."""
        [address] = {a.get("href", "") for a in self.root.iter("a") if words(a) == text}
        return address

    def action(self, end: str) -> str:
        """The address of the form that ends so."""
        found = {form.get("action", "") for form in self.root.iter("form")}
        [address] = (address for address in found if address.endswith(end))
        return address

    def hidden(self) -> dict[str, str]:
        """What the forms of the page carry along unseen."""
        fields = (e for e in self.root.iter("input") if e.get("type") == "hidden")
        return {field.get("name", ""): field.get("value", "") for field in fields}

    def chosen(self, name: str) -> str:
        """The answer that is ticked already."""
        fields = (e for e in self.root.iter("input") if e.get("name") == name)
        [value] = (field.get("value", "") for field in fields if "checked" in field.attrib)
        return value

    def texts(self, css_class: str) -> list[str]:
        """What stands in the elements of a class."""
        return [words(e) for e in self.root.iter() if css_class in e.get("class", "").split()]

    def element(self, id: str) -> Element:
        [found] = (e for e in self.root.iter() if e.get("id") == id)
        return found


def words(element: Element) -> str:
    """All its text; no-break spaces, line ends and runs of spaces count as one space."""
    return " ".join("".join(_pieces(element)).split())


def _pieces(element: Element) -> Iterator[str]:
    if element.get("class") == "second":  # the style sheet puts it on a line of its own
        yield " "
    yield element.text or ""
    for child in element:
        yield from _pieces(child)
        yield child.tail or ""
