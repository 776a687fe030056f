"""What happens during the year: a member leaves or comes back, the mutuelle hands in its bilan."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from mutuelles.access import may_prepare, may_speak_for_member, may_study
from mutuelles.choices import ReintegrationStatus, RevocationStatus
from mutuelles.forms import (
    ActivityReportForm,
    GroundsForm,
    ReintegrationForm,
    RevocationForm,
)
from mutuelles.models import ActivityReport, Membership, Mutuelle, Reintegration
from mutuelles.services import activity_report, reintegration, revocation
from mutuelles.services import entente as ententes
from portal.access import may_act_for
from portal.http import Request, as_key, as_year

DELIVERED = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox"}


@require_safe
def membership_page(request: Request) -> HttpResponse:
    """« Ma mutuelle »: the memberships of the employer for whom one acts, the newest first."""
    employer = request.acting.employer
    if employer is None:
        return redirect("documents:start")
    found = Membership.objects.filter(employer=employer).with_year()
    bound = ententes.of_employer(employer)
    years = [
        _as_shown(each) | {"has_entente": (each.mutuelle_id, each.year) in bound} for each in found
    ]
    return render(request, "mutuelles/membership.html", {"employer": employer, "years": years})


def _as_shown(membership: Membership) -> dict[str, object]:
    """A membership with what its employer may still do about it."""
    left, out = getattr(membership, "revocation", None), getattr(membership, "exclusion", None)
    leaving = left is not None and left.status == RevocationStatus.NOTIFIED
    return {
        "membership": membership,
        "revocation": left if leaving else None,
        "exclusion": out,
        "reintegration": getattr(out, "reintegration", None),
        "may_revoke": out is None and revocation.is_open(membership),
        "may_ask": out is not None
        and not hasattr(out, "reintegration")
        and reintegration.is_open(out),
    }


def _membership(request: Request, number: str, year: int, employer: str) -> Membership:
    """A membership that concerns the person: as the employer, its manager, or staff."""
    rows = Membership.objects.with_year().filter(mutuelle__number=number, year=as_year(year))
    found = get_object_or_404(rows.of_employer_named(employer))
    if not may_speak_for_member(request.user, found):
        raise Http404
    return found


def revocation_page(request: Request, number: str, year: int, employer: str) -> HttpResponse:
    """Leave at the end of the year, or stay after all."""
    member = _membership(request, number, year, employer)
    if not may_act_for(request.user, member.employer):
        raise PermissionDenied
    shown = _as_shown(member)
    form = RevocationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        _change(request, member, form.cleaned_data["reason"])
        return redirect("mutuelles:membership")
    return render(request, "mutuelles/revocation.html", shown | {"form": form})


def _change(request: Request, member: Membership, reason: str) -> None:
    """The button says what the person saw: whoever acted meanwhile is told of by the service."""
    if "annuler" in request.POST:
        left = getattr(member, "revocation", None)
        if left is None:
            raise Http404
        revocation.annul(actor=request.user, revocation=left)
        messages.success(request, gettext("La révocation est annulée : vous restez membre."))
    else:
        revocation.notify(actor=request.user, membership=member, reason=reason)
        messages.success(request, gettext("La révocation est reçue ; votre gestionnaire le sait."))


def reintegration_request(request: Request, number: str, year: int, employer: str) -> HttpResponse:
    member = _membership(request, number, year, employer)
    if not hasattr(member, "exclusion"):
        raise Http404
    form = GroundsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reintegration.request(
            actor=request.user,
            exclusion=member.exclusion,
            grounds=form.cleaned_data["grounds"],
        )
        messages.success(request, gettext("La demande est reçue : le personnel en décidera."))
        return redirect(request.path)
    context = _as_shown(member) | {"form": form}
    return render(request, "mutuelles/reintegration_request.html", context)


@require_safe
def reintegration_list(request: Request) -> HttpResponse:
    _check_staff(request)
    asked = Reintegration.objects.with_member().order_by("-requested_at")
    waiting = asked.filter(status=ReintegrationStatus.REQUESTED)
    context = {
        "waiting": waiting,
        "decided": asked.exclude(status=ReintegrationStatus.REQUESTED)[:50],
    }
    return render(request, "mutuelles/reintegration_list.html", context)


def reintegration_decide(request: Request, key: int) -> HttpResponse:
    _check_staff(request)
    asked = get_object_or_404(Reintegration.objects.with_member(), pk=as_key(str(key)))
    form = ReintegrationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reintegration.decide(
            actor=request.user,
            reintegration=asked,
            status=ReintegrationStatus(form.cleaned_data["status"]),
            reason=form.cleaned_data["reason"],
        )
        messages.success(request, gettext("La décision est enregistrée et transmise."))
        return redirect("mutuelles:reintegration_list")
    context = {"reintegration": asked, "form": form}
    return render(request, "mutuelles/reintegration_decide.html", context)


def _check_staff(request: Request) -> None:
    if not may_study(request.user):
        raise PermissionDenied


def activity_report_page(request: Request, number: str, year: int) -> HttpResponse:
    """The bilan of a mutuelle's year: what was handed in, or the form to do so."""
    visible = Mutuelle.objects.visible_to(request.user)
    mutuelle = get_object_or_404(visible, number=number)
    report = mutuelle.activity_reports.filter(year=as_year(year)).first()
    form = ActivityReportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        _submit(request, mutuelle, year, form)
        return redirect(request.path)
    context = {
        "mutuelle": mutuelle,
        "year": year,
        "report": report,
        "is_late": report is not None and activity_report.is_late(report),
        "due_on": activity_report.due_on(year),
        "form": form,
        "may_submit": report is None and may_prepare(request.user, mutuelle),
    }
    return render(request, "mutuelles/activity_report.html", context)


def _submit(request: Request, mutuelle: Mutuelle, year: int, form: ActivityReportForm) -> None:
    file = form.cleaned_data["file"]
    activity_report.submit(
        actor=request.user,
        mutuelle=mutuelle,
        year=year,
        summary=form.cleaned_data["summary"],
        content=file.read() if file else b"",
        name=str(file.name) if file else "",
    )
    messages.success(request, gettext("Le bilan est remis."))


@require_safe
def activity_report_file(request: Request, number: str, year: int) -> FileResponse:
    visible = Mutuelle.objects.visible_to(request.user)
    mutuelle = get_object_or_404(visible, number=number)
    report = get_object_or_404(mutuelle.activity_reports, year=as_year(year))
    if not report.file:
        raise Http404
    return FileResponse(
        report.file.open(),
        as_attachment=True,
        filename=report.file_name,
        content_type=report.content_type,
        headers=DELIVERED,
    )


@require_safe
def activity_report_list(request: Request, year: int) -> HttpResponse:
    """For staff: which mutuelles of a year have handed in their bilan."""
    _check_staff(request)
    mutuelles = Mutuelle.objects.with_entente(as_year(year))
    reports = {report.mutuelle_id: report for report in ActivityReport.objects.filter(year=year)}
    rows = [(mutuelle, reports.get(mutuelle.pk)) for mutuelle in mutuelles]
    context = {"year": year, "rows": rows, "due_on": activity_report.due_on(year)}
    return render(request, "mutuelles/activity_report_list.html", context)
