"""« Toute personne peut vérifier un certificat »: what was shown in, a verdict out, and a log.

Whoever holds the paper holds its code, its QR or its file, and learns what the paper says and
whether it still stands; a number alone tells nothing. The log keeps the answer, never who asked.

Nothing is said of a file before it is made again and its seal is checked (`file.read`): what is
said comes from the snapshot that the seal vouches for, never from the columns beside it.
"""

import datetime as dt
import hashlib
import logging
import re
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, cast

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from documents.choices import DocumentStatus, Means, Verdict
from documents.models import Certificate, Document, SealKey, SignedCopy, Verification
from documents.pdf import token, words
from documents.pdf.metadata import PRODUCER
from documents.services import file, paper
from portal.models import clock

CODE_SIZE, GROUP = 12, 4
# what is never in a code, and the letter that it was read or typed for; an L is as much like a 1
# as like an E: it stays, and the code is unknown
MISREAD = str.maketrans("0O1IU", "QQ7JV")
NOT_OF_A_CODE = re.compile(r"[^A-Z0-9]")
# our attached data stand uncompressed in the file (documents/services/paper.py)
CLAIM = re.compile(rb'"numero": ?"(\d{4,8}(?:-\d{1,18}){1,3}(?:-R\d{1,3})?)"')
LONGEST_CLAIM = 100
# an editor that saves a file again compresses these data, and leaves its XMP as it is
PRODUCED = PRODUCER.encode()
ENDS = {
    DocumentStatus.WITHDRAWN: Verdict.REVOKED,
    DocumentStatus.REPLACED: Verdict.REPLACED,
}

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a list: as it was typed, and what was read in it."""

    text: str
    number: str = ""
    code: str = ""


@dataclass(frozen=True)
class Answer:
    """A verdict, and the document that it is about, with its certificate where there is one.

    `claimed` is the number that an altered file gives itself. `is_disputed` when the register
    itself differs from what was sealed: then nothing is said of the document.
    """

    means: Means
    verdict: Verdict
    document: Document | SignedCopy | None = None
    certificate: Certificate | None = None
    claimed: str = ""
    is_disputed: bool = False
    at: dt.datetime = field(default_factory=clock.now)

    @property
    def label(self) -> str:
        return _("Réponse impossible") if self.is_disputed else str(self.verdict.label)

    @property
    def number(self) -> str:
        if self.certificate:
            return self.certificate.number  # by which its part of the snapshot was found
        return str(self.document.snapshot["number"]) if self.document else ""

    @property
    def period(self) -> tuple[dt.date, dt.date] | None:
        return _period(self.document) if self.document else None

    @property
    def is_letter(self) -> bool:
        return bool(self.document) and self.period is None

    @property
    def ended_on(self) -> dt.date | None:
        if isinstance(self.document, Document) and self.verdict in ENDS.values():
            return self.document.status_on
        return None

    @cached_property
    def newest(self) -> Document | None:
        """The last of the documents that replace it, one after another."""
        newest, newer = None, getattr(self.document, "replaced_by", None)
        while newer:
            newest, newer = newer, getattr(newer, "replaced_by", None)
        return newest

    @property
    def newest_is_revoked(self) -> bool:
        return bool(self.newest and self.newest.has_ended)

    @property
    def replaced_by(self) -> str:
        """The number of the newest: the same establishment's certificate, if it has one."""
        newer = self.newest
        if newer is None:
            return ""
        place = self.certificate and self.certificate.establishment_id
        numbers = [c.number for c in newer.certificates.all() if c.establishment_id == place]
        return str((numbers or [newer.number])[0])

    @property
    def says(self) -> dict[str, Any]:
        """What is printed on the paper: never wages, never a rate, never health."""
        if self.document is None:
            return {}
        snapshot = self.document.snapshot
        if isinstance(self.document, SignedCopy):
            return self.document.says
        return {
            "employer": snapshot["employer"],
            "mutuelle": snapshot.get("mutuelle"),
            "firm": snapshot.get("firm"),
            "establishment": self._establishment(),
            "issued_on": dt.date.fromisoformat(snapshot["issued_on"]),
        }

    @property
    def fingerprint(self) -> str:
        return paper.fingerprint(self.document.snapshot) if self.document else ""

    @property
    def groups(self) -> list[str]:
        """The fingerprint by fours, as the paper prints it."""
        return textwrap.wrap(self.fingerprint, 4)

    @property
    def words(self) -> words.Four:
        return words.four(self.fingerprint)

    def _establishment(self) -> dict[str, str] | None:
        if self.certificate is None:
            return None
        found: dict[str, str] = _certified(self.certificate)["establishment"]
        return found


def canonical(code: str) -> str:
    """`k7qm 2t4x9rvd` as `K7QM-2T4X-9RVD`; what is misread for a letter of codes becomes it."""
    letters = NOT_OF_A_CODE.sub("", code.upper()).translate(MISREAD)
    return "-".join(letters[start : start + GROUP] for start in range(0, len(letters), GROUP))


def by_code(code: str) -> Answer:
    """The certificate of a code; a code that is wrong in any way is only unknown."""
    found = _certificates().filter(code=canonical(code)).first()
    return _logged(_about(Means.CODE, found))


def by_token(text: str) -> Answer:
    """The certificate that a QR names, once its signature is checked."""
    try:
        claim = token.read(text, _public_key)
    except token.BadToken:
        return _logged(Answer(Means.QR, Verdict.UNKNOWN))
    found = _certificates().filter(number=claim.number).first()
    answer = _about(Means.QR, found)
    if found is None or (answer.certificate and _claim(found) != claim):
        logger.critical("certificate %s: its signed QR differs from the register", claim.number)
        answer = _disputed(Means.QR)
    return _logged(answer)


def by_sha256(sha256: str) -> Answer:
    """The issued file of these bytes, when their hash is all that is known of them."""
    return _logged(_about(Means.FILE, _issued(sha256)))


def by_file(chunks: Iterable[bytes]) -> Answer:
    """The issued file of these bytes; « altered » when they only say that they are of ours.

    The bytes are hashed and searched, never opened as a PDF. What a file says of itself is not
    looked up before the answer: it would tell which numbers exist.
    """
    digest, claimed, is_ours, tail = hashlib.sha256(), "", False, b""
    for chunk in chunks:
        digest.update(chunk)
        window = tail + chunk
        claimed = claimed or _claimed(window)
        is_ours = is_ours or PRODUCED in window
        tail = window[-LONGEST_CLAIM:]
    found = _issued(digest.hexdigest())
    if found is None and (claimed or is_ours):
        return _logged(Answer(Means.FILE, Verdict.ALTERED, claimed=claimed))
    return _logged(_about(Means.FILE, found))


def by_list(lines: Sequence[Line]) -> list[Answer]:
    """An answer for each line; the number and the code must be those of one certificate."""
    codes = [line.code for line in lines if line.number]
    found = {each.code: each for each in _certificates().filter(code__in=codes)}
    answers = [_about(Means.LIST, _of_line(line, found.get(line.code))) for line in lines]
    _log(answers)
    return answers


def _of_line(line: Line, found: Certificate | None) -> Certificate | None:
    return found if found and found.number == line.number else None


def _certificates() -> QuerySet[Certificate]:
    """With what they are read with, whatever their number; a third replacement is rare enough."""
    newer, newest = "document__replaced_by", "document__replaced_by__replaced_by"
    rows = Certificate.objects.select_related(newest)
    return rows.prefetch_related(f"{newer}__certificates", f"{newest}__certificates")


def _issued(sha256: str) -> Certificate | Document | SignedCopy | None:
    return (
        _certificates().filter(sha256=sha256).first()
        or Document.objects.filter(sha256=sha256).first()
        or SignedCopy.objects.filter(sha256=sha256).first()
    )


def _claimed(octets: bytes) -> str:
    found = CLAIM.search(octets)
    return found[1].decode() if found else ""


def _about(means: Means, found: Certificate | Document | SignedCopy | None) -> Answer:
    if found is None:
        return Answer(means, Verdict.UNKNOWN)
    certificate = found if isinstance(found, Certificate) else None
    document = found.document if isinstance(found, Certificate) else found
    if not _is_proven(found):
        return _disputed(means)
    return Answer(means, _verdict(document), document, certificate)


def _disputed(means: Means) -> Answer:
    return Answer(means, Verdict.ALTERED, is_disputed=True)


def _is_proven(found: Certificate | Document | SignedCopy) -> bool:
    """Whether its file is the one that was sealed, and its code the one that stands there."""
    try:
        file.read(found)
    except file.AlteredFile:
        return False
    if not isinstance(found, Certificate) or _certified(found)["code"] == found.code:
        return True
    logger.critical("certificate %s: its code differs from the one that was sealed", found.pk)
    return False


def _certified(certificate: Certificate) -> dict[str, Any]:
    """What the snapshot says of one certificate."""
    said = certificate.document.snapshot["certificates"]
    found: dict[str, Any] = next(each for each in said if each["number"] == certificate.number)
    return found


def _claim(certificate: Certificate) -> token.Claim:
    """What the QR of a certificate has to say."""
    first, last = _period(certificate.document) or (dt.date.min, dt.date.max)
    place = _certified(certificate)["establishment"]["number"]
    return token.Claim(certificate.number, place, first, last)


def _verdict(document: Document | SignedCopy) -> Verdict:
    """An end counts before the dates: a revoked certificate does not expire."""
    if isinstance(document, SignedCopy):
        return Verdict.VALID
    if end := ENDS.get(DocumentStatus(document.status)):
        return end
    first, last = _period(document) or (dt.date.min, dt.date.max)
    today = clock.today()
    if today < first:
        return Verdict.NOT_YET
    return Verdict.EXPIRED if today > last else Verdict.VALID


def _period(document: Document | SignedCopy) -> tuple[dt.date, dt.date] | None:
    """The calendar year of what has one; a letter has none."""
    year = document.snapshot.get("year")
    return (dt.date(year, 1, 1), dt.date(year, 12, 31)) if year else None


def _public_key(key_id: bytes) -> ec.EllipticCurvePublicKey | None:
    row = SealKey.objects.filter(fingerprint__startswith=key_id.hex()).first()
    return public_key(row) if row else None


def public_key(row: SealKey) -> ec.EllipticCurvePublicKey:
    certificate = x509.load_der_x509_certificate(bytes(row.certificate))
    return cast(ec.EllipticCurvePublicKey, certificate.public_key())  # no other kind seals


def _logged(answer: Answer) -> Answer:
    _log([answer])
    return answer


def _log(answers: Sequence[Answer]) -> None:
    Verification.objects.bulk_create(
        Verification(
            at=answer.at,
            means=answer.means,
            verdict=answer.verdict,
            certificate=answer.certificate,
            document=answer.document if isinstance(answer.document, Document) else None,
        )
        for answer in answers
    )
