"""Load the sample year: steps in order, each once, each whole or not at all."""

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from documents.sample_year import ledger
from documents.sample_year.invented.scene import TODAY
from documents.sample_year.loading import (
    campaign,
    memberships,
    news,
    papers,
    people,
    projects,
    register,
    signatures,
)
from documents.sample_year.sizes import Say, Size
from portal.errors import BusinessError
from portal.models import Employer, clock


@dataclass(frozen=True)
class Step:
    """`lasting`: it commits as it goes, because other processes must see its rows."""

    name: str
    run: Callable[[Size, Say], None]
    lasting: bool = False


STEPS = (
    Step("register", register.load),
    Step("people", people.load),
    Step("memberships", memberships.load),
    Step("projects", projects.load),
    Step("signatures", signatures.load),
    Step("news", news.load),
    Step("papers", papers.load),
    Step("campaign", campaign.launch),
    Step("campaign_documents", campaign.issue, lasting=True),
    Step("campaign_readers", campaign.read),
    Step("campaign_correction", campaign.correct),
)


def is_loaded() -> bool:
    return ledger.is_done(STEPS[-1].name)


def load(size: Size, say: Say) -> None:
    """Do the steps that are not done yet; a load that was interrupted goes on where it was.

    Raises BusinessError on a register that somebody else filled.
    """
    if not ledger.is_begun() and Employer.objects.exists():
        raise BusinessError(
            _("Cette base a déjà des employeurs : l’année d’exemple veut une base vide.")
        )
    with clock.held(TODAY):
        for step in STEPS:
            if not ledger.is_done(step.name):
                _do(step, size, say)


def _do(step: Step, size: Size, say: Say) -> None:
    with nullcontext() if step.lasting else transaction.atomic():
        step.run(size, say)
        ledger.mark(step.name)
