"""Doors for the worker on the top floor."""

from procrastinate.contrib.django import app
from procrastinate.types import JSONValue

Arguments = dict[str, JSONValue]


@app.task(queue="campaign", retry=3)
def issue_slice(campaign_id: int) -> None:
    from documents.services import campaign

    campaign.issue_slice(campaign_id=campaign_id)


@app.task(queue="campaign", retry=3)
def issue_signed_copy(entente_id: int) -> None:
    from documents.services import signed_copy

    signed_copy.issue(entente_id=entente_id)
