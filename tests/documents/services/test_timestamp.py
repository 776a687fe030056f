"""The date of a seal, asked of an authority that runs beside the test."""

import datetime as dt
import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from asn1crypto import algos, cms, core, tsp

from documents.services import timestamp

SIGNATURE = b"r and s"
Authority = Callable[[tsp.TimeStampReq], bytes]


@contextmanager
def authority(settings, answer: Authority) -> Iterator[None]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            question = self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(answer(tsp.TimeStampReq.load(question)))

        def log_message(self, *args: object) -> None:
            """Nothing on the screen."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    settings.TIMESTAMP_URL = f"http://127.0.0.1:{server.server_port}/tsa"
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()


def granted(question: tsp.TimeStampReq) -> bytes:
    return response(question["message_imprint"]["hashed_message"].native, question["nonce"].native)


def about_something_else(question: tsp.TimeStampReq) -> bytes:
    return response(hashlib.sha256(b"else").digest(), question["nonce"].native)


def of_before(question: tsp.TimeStampReq) -> bytes:
    return response(question["message_imprint"]["hashed_message"].native, 12)


def refused(question: tsp.TimeStampReq) -> bytes:
    return tsp.TimeStampResp({"status": {"status": "rejection"}}).dump()


def response(digest: bytes, nonce: int) -> bytes:
    """What an authority sends, but for its own signature."""
    info = tsp.TSTInfo(
        {
            "version": 1,
            "policy": "1.2.3",
            "message_imprint": {
                "hash_algorithm": algos.DigestAlgorithm({"algorithm": "sha256"}),
                "hashed_message": digest,
            },
            "serial_number": 1,
            "gen_time": dt.datetime(2021, 12, 16, tzinfo=dt.UTC),
            "nonce": nonce,
        }
    )
    signed = cms.SignedData(
        {
            "version": "v3",
            "digest_algorithms": [],
            "encap_content_info": {
                "content_type": "tst_info",
                "content": core.ParsableOctetString(info.dump()),
            },
            "signer_infos": [],
        }
    )
    token = cms.ContentInfo({"content_type": "signed_data", "content": signed})
    return tsp.TimeStampResp({"status": {"status": "granted"}, "time_stamp_token": token}).dump()


def test_token_is_about_signature(settings):
    with authority(settings, granted):
        found = timestamp.token(SIGNATURE)

    info = cms.ContentInfo.load(found)["content"]["encap_content_info"]["content"].parsed
    imprint = info["message_imprint"]["hashed_message"].native
    assert imprint == hashlib.sha256(SIGNATURE).digest()


@pytest.mark.parametrize(
    "answer",
    [about_something_else, of_before, refused, lambda _: b"<html>", lambda _: bytes(100_000)],
)
def test_refuse_what_is_no_answer(settings, answer: Authority):
    with authority(settings, answer), pytest.raises(timestamp.NotDated) as refusal:
        timestamp.token(SIGNATURE)

    assert str(refusal.value) == "L’autorité d’horodatage ne répond pas : réessayez plus tard."


def test_refuse_when_nobody_answers(settings):
    settings.TIMESTAMP_URL = "http://127.0.0.1:1/tsa"

    with pytest.raises(timestamp.NotDated):
        timestamp.token(SIGNATURE)
