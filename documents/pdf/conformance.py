"""What a file claims to be, held against the rules: PDF/UA-1, and the PDF/A that its XMP names."""

import io

import page
import pikepdf


def faults(content: bytes) -> list[str]:
    """The rules that the file breaks, a line for each; none when it is what it says."""
    try:
        claimed = _claimed(content)
        if not claimed:
            return ["xmp: names no part of PDF/A"]
        return [fault for profile in ("ua1", claimed) for fault in _broken(content, profile)]
    except (pikepdf.PdfError, page.PageError, ValueError) as error:
        return [f"file: {error}"]


def _claimed(content: bytes) -> str:
    """« 3a », say."""
    with pikepdf.open(io.BytesIO(content)) as pdf, pdf.open_metadata() as metadata:
        return str(metadata.pdfa_status).lower()


def _broken(content: bytes, profile: str) -> list[str]:
    report = page.validate_pdf_bytes(content, profile=profile)
    return [f"{profile} {failure.rule_id}: {failure.message}" for failure in report.failures]
