"""Choose for which employer one acts."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from portal.http import Request, as_key
from portal.models import Employer, Mandate
from portal.services.acting import SESSION_KEY


def employer_choose(request: Request) -> HttpResponse:
    mandates = Mandate.objects.in_force().filter(user=request.user)
    employers = Employer.objects.filter(pk__in=mandates.values("employer")).order_by("name_key")
    if request.method == "POST":
        employer = get_object_or_404(employers, pk=as_key(request.POST.get("employer", "")))
        request.session[SESSION_KEY] = employer.pk
        return redirect("documents:list")
    return render(request, "portal/employer_choose.html", {"employers": employers[:500]})
