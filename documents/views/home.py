"""Where one lands after signing in, and the employer's home."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from documents.models import Document
from mutuelles.models import ManagerMandate
from mutuelles.services import signature as signatures
from portal.http import Request
from portal.models import News

TO_DO = 5


def start(request: Request) -> HttpResponse:
    """One's own work: documents, mutuelles, or the admin."""
    if request.acting.employer:
        return redirect("documents:list")
    if request.acting.can_choose:
        return redirect("portal:employer_choose")
    if ManagerMandate.objects.in_force().filter(user=request.user).exists():
        return redirect("mutuelles:list")
    if request.user.is_staff:
        return redirect("admin:index")
    return render(request, "portal/no_mandate.html")


def home(request: Request) -> HttpResponse:
    """« Espace employeur »: what waits to be signed or read, the way to the documents, the news."""
    employer = request.acting.employer
    if employer is None:
        return redirect("documents:start")
    visible = Document.objects.visible_to(request.user).of_employer(employer)
    context = {
        "employer": employer,
        "to_sign": signatures.awaited(employer),
        "to_do": visible.to_consult().latest_first()[:TO_DO],
        "news": News.objects.filter(published_on__lte=request.today)[:4],
    }
    return render(request, "portal/home.html", context)
