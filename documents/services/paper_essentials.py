"""What a paper must show to be published, whatever its layout: who, what, how to verify it.

It is read in a file printed for a sample: a text beyond the page, or too small, is not there.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice, repeat

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.pdf import words
from documents.pdf.bindery import Bindery, Bound, Sheet
from documents.pdf.reading import read
from documents.services.paper import Snapshot, fingerprint
from documents.services.printing import edition_of
from portal.errors import BusinessError

LETTER = "lettre"
ENTENTE, CERTIFICATE = "entente.html", "certificate.html"
# the paper says that it is made up, in these words
SPECIMEN = ("SPÉCIMEN", "simulation")
FIELDS = {
    "note.html": (
        *("number", "issued", "employer name", "identifier", "mutuelle name", "firm name"),
        *("establishment 1 name", "words", "fingerprint start"),
    ),
    ENTENTE: ("employer name", "identifier", "mutuelle number", "mutuelle name", "firm name"),
    CERTIFICATE: (
        *("certificate", "issued", "employer name", "identifier"),
        *("establishment number", "establishment name", "establishment address"),
        *("mutuelle number", "mutuelle name"),
        *("code", "words", "fingerprint 1", "fingerprint 2"),
    ),
}
NAMES = {
    "number": gettext_lazy("numéro du document"),
    "issued": gettext_lazy("date d’émission"),
    "employer name": gettext_lazy("nom de l’employeur"),
    "identifier": gettext_lazy("numéro de l’employeur"),
    "mutuelle number": gettext_lazy("numéro de la mutuelle"),
    "mutuelle name": gettext_lazy("nom de la mutuelle"),
    "firm name": gettext_lazy("nom du gestionnaire"),
    "establishment 1 name": gettext_lazy("nom de l’établissement"),
    "establishment number": gettext_lazy("numéro de l’établissement"),
    "establishment name": gettext_lazy("nom de l’établissement"),
    "establishment address": gettext_lazy("adresse de l’établissement"),
    "certificate": gettext_lazy("numéro du certificat"),
    "code": gettext_lazy("code du certificat"),
    "words": gettext_lazy("quatre mots à comparer"),
    "fingerprint start": gettext_lazy("début de l’empreinte"),
    "fingerprint 1": gettext_lazy("empreinte des données"),
    "fingerprint 2": gettext_lazy("empreinte des données"),
}
# of a clause or of a paragraph: what stands on its first line
START = 30

# what is looked for: its name for a person, and its text
Wanted = Iterable[tuple[str, str]]


class Incomplete(BusinessError):
    """A template leaves out what its paper must show."""

    def __init__(self, template: str, missing: str) -> None:
        said = _("la page ne montre pas : %(missing)s.") % {"missing": missing}
        super().__init__(f"{template} : {said}")


class TooLong(Incomplete):
    """A certificate hangs on a wall: one page says it all."""

    def __init__(self, template: str, count: int) -> None:
        said = _("un certificat tient sur une page, et il en prend %(count)d.") % {"count": count}
        BusinessError.__init__(self, f"{template} : {said}")


def check(snapshot: Snapshot, sheets: Sequence[Sheet], bindery: Bindery, bound: Bound) -> None:
    """Raise `Incomplete` for the first template that leaves something out."""
    pages = read(bound.issued.content)
    if snapshot["kind"] == LETTER:
        _check("letter.html", _of_letter(snapshot), pages)
        return
    rest = iter(pages)
    for template, sheet in zip(_templates(), sheets, strict=False):
        own = list(islice(rest, _length(sheet, bindery)))
        if template == CERTIFICATE:
            _check_certificate(sheet, len(own))
        _check(template, _of_official(template, sheet, snapshot), own)


def _check_certificate(sheet: Sheet, count: int) -> None:
    if count != 1:
        raise TooLong(CERTIFICATE, count)
    # a picture that is asked for is drawn, or the compiler has refused the page
    if "qr" not in sheet.template.fields():
        raise Incomplete(CERTIFICATE, _("code QR"))


def _templates() -> Iterator[str]:
    return chain(["note.html", "entente.html"], repeat(CERTIFICATE))


def _length(sheet: Sheet, bindery: Bindery) -> int:
    """How many pages it takes; compiled by now, it is found in memory."""
    part, _setting = bindery.set(sheet) or bindery.laid_out(sheet, alone=False)
    return len(part.pages)


def _of_official(template: str, sheet: Sheet, snapshot: Snapshot) -> Wanted:
    for field in FIELDS[template]:
        yield str(NAMES[field]), sheet.values[field]
    edition = edition_of(snapshot) if template == ENTENTE else None
    for clause in edition.clauses if edition else ():
        for sub in clause.sub_clauses:
            # up to the first place that a value fills
            start = sub.text.partition("{")[0][:START]
            yield _("clause %(number)s") % {"number": sub.number}, start


def _of_letter(snapshot: Snapshot) -> Wanted:
    digest = fingerprint(snapshot)
    yield str(NAMES["number"]), snapshot["number"]
    yield str(NAMES["issued"]), snapshot["issued_on"][:4]
    yield str(NAMES["employer name"]), snapshot["employer"]["name"]
    yield str(NAMES["words"]), " · ".join(words.four(digest))
    yield str(NAMES["fingerprint start"]), digest[:12]
    yield _("titre"), snapshot["title"]
    yield _("sujet"), snapshot["subject"]
    for rank, text in enumerate(snapshot["paragraphs"], 1):
        yield _("paragraphe %(rank)d") % {"rank": rank}, text[:START]


def _check(template: str, wanted: Wanted, pages: Sequence[str]) -> None:
    """They show what is wanted, and each says that it is a specimen."""
    shown = _plain("".join(pages))
    missing = [name for name, text in wanted if _plain(text) not in shown]
    missing += [
        _("le mot « %(word)s »") % {"word": word}
        for word in SPECIMEN
        if not all(_plain(word) in _plain(page) for page in pages)
    ]
    if missing:
        raise Incomplete(template, ", ".join(dict.fromkeys(missing)))


def _plain(text: str) -> str:
    """Whatever its capitals and its spaces: lines break where they may."""
    return "".join(text.split()).casefold()
