"""The date of a seal, attested by an authority of RFC 3161, when `PORTAL_TIMESTAMP_URL` names one.

Its token is checked for what it is about; whether to trust who signed it is for who reads the file.
"""

import hashlib
import http.client
import secrets
import urllib.request

from asn1crypto import algos, cms, tsp
from django.conf import settings
from django.utils.translation import gettext as _

from documents.pdf.cms import TIMESTAMP_ROOM
from portal.errors import BusinessError

SECONDS = 10
# a token with its certificates takes 2 to 7 kB; the words around it in the file, a few bytes
LARGEST = TIMESTAMP_ROOM - 64
HEADERS = {"Content-Type": "application/timestamp-query"}
GRANTED = {"granted", "granted_with_mods"}


class NotDated(BusinessError):
    """The authority did not answer, or answered something else: to try again later."""


def token(signature: bytes) -> bytes:
    """The DER of the token for these bytes. Raises `NotDated`, with a sentence."""
    digest, nonce = hashlib.sha256(signature).digest(), secrets.randbits(63)
    try:
        answer = tsp.TimeStampResp.load(_asked(_request(digest, nonce)), strict=True)
        return _checked(answer, digest, nonce)
    except (OSError, http.client.HTTPException, ValueError, TypeError, KeyError) as error:
        raise NotDated(_("L’autorité d’horodatage ne répond pas : réessayez plus tard.")) from error


def _request(digest: bytes, nonce: int) -> bytes:
    content: bytes = tsp.TimeStampReq(
        {
            "version": 1,
            "message_imprint": {
                "hash_algorithm": algos.DigestAlgorithm({"algorithm": "sha256"}),
                "hashed_message": digest,
            },
            "nonce": nonce,
            "cert_req": True,
        }
    ).dump()
    return content


def _asked(request: bytes) -> bytes:
    # the scheme is http or https: the settings refuse any other
    query = urllib.request.Request(settings.TIMESTAMP_URL, request, HEADERS)  # noqa: S310
    with urllib.request.urlopen(query, timeout=SECONDS) as response:  # noqa: S310
        content: bytes = response.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise ValueError("longer than a token")
    return content


def _checked(answer: tsp.TimeStampResp, digest: bytes, nonce: int) -> bytes:
    """The token of an answer that is about our bytes, and that answers this very question."""
    if answer["status"]["status"].native not in GRANTED:
        raise ValueError("refused")
    found: cms.ContentInfo = answer["time_stamp_token"]
    info = found["content"]["encap_content_info"]["content"].parsed
    imprint = info["message_imprint"]
    about = (imprint["hash_algorithm"]["algorithm"].native, imprint["hashed_message"].native)
    if about != ("sha256", digest) or info["nonce"].native != nonce:
        raise ValueError("about something else")
    content: bytes = found.dump()
    return content
