"""Campaigns, for staff: the list, the launch, the progress of one."""

import re
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from documents.access import may_follow_campaigns, may_launch_campaign
from documents.choices import ItemStatus
from documents.forms import CampaignForm
from documents.models import Campaign
from documents.services import campaign as campaigns
from mutuelles.models import Mutuelle
from mutuelles.models.mutuelle import year_in_preparation
from portal.http import Request

RECENT = 20
YEAR = re.compile(r"20[0-9]{2}")


def campaign_list(request: Request) -> HttpResponse:
    if not may_follow_campaigns(request.user):
        raise PermissionDenied
    all_campaigns = Campaign.objects.select_related("type", "launched_by")[:50]
    rows = [(campaign, campaigns.progress(campaign)) for campaign in all_campaigns]
    context = {"rows": rows, "may_launch": may_launch_campaign(request.user)}
    return render(request, "documents/campaign_list.html", context)


def campaign_launch(request: Request) -> HttpResponse:
    if not may_launch_campaign(request.user):
        raise PermissionDenied
    year = _year(request)
    waiting = campaigns.waiting(year)
    form = CampaignForm(
        request.POST or None,
        mutuelles=Mutuelle.objects.visible_to(request.user),
        waiting=waiting,
        initial={"mutuelles": list(waiting)},
    )
    if request.method == "POST" and form.is_valid():
        campaign = campaigns.launch(actor=request.user, year=year, **form.cleaned_data)
        messages.success(request, gettext("La campagne est lancée."))
        return redirect("documents:campaign_detail", public_id=campaign.public_id)
    return render(request, "documents/campaign_launch.html", {"form": form, "year": year})


def _year(request: Request) -> int:
    """`?annee=2022`, or the year in preparation where the address names none that can be."""
    asked = request.GET.get("annee", "")
    return int(asked) if YEAR.fullmatch(asked) else year_in_preparation(request.today)


def campaign_detail(request: Request, public_id: UUID) -> HttpResponse:
    if not may_follow_campaigns(request.user):
        raise PermissionDenied
    campaign = get_object_or_404(
        Campaign.objects.select_related("type", "launched_by"), public_id=public_id
    )
    items = campaign.items.select_related("employer", "mutuelle")
    context = {
        "campaign": campaign,
        "mutuelles": campaign.mutuelles.all(),
        "progress": campaigns.progress(campaign),
        "errors": items.filter(status=ItemStatus.FAILED).order_by("error", "id")[:100],
        "recent": items.filter(status=ItemStatus.ISSUED)
        .select_related("employer", "mutuelle", "document")
        .order_by("-done_at")[:RECENT],
        "may_launch": may_launch_campaign(request.user),
    }
    return render(request, "documents/campaign_detail.html", context)


@require_POST
def campaign_retry(request: Request, public_id: UUID) -> HttpResponse:
    campaign = get_object_or_404(Campaign, public_id=public_id)
    if not may_launch_campaign(request.user):
        raise PermissionDenied
    campaigns.retry_failed(actor=request.user, campaign=campaign)
    return redirect("documents:campaign_detail", public_id=public_id)
