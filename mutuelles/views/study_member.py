"""One member of a project that staff study: what its list says, its checks, what is decided."""

from uuid import UUID

from django.contrib import messages
from django.db.models import F
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext

from mutuelles.choices import Check, Decision, ProjectStatus
from mutuelles.forms import DecideForm, OverrideForm
from mutuelles.models import MemberPaper, Membership, Project, ProjectMember
from mutuelles.services import answers, checks, decision, listed
from mutuelles.services.answers import Answer
from mutuelles.views.study import the_project
from portal.http import Request
from portal.models.keyset import keyset_page


def study_member(request: Request, public_id: UUID, member: int) -> HttpResponse:
    project = the_project(request, public_id)
    rows = checks.judged(project.members.all()).annotate(name_key=F("employer__name_key"))
    rows = rows.select_related("employer", "decided_by", "member_list")
    found = get_object_or_404(rows, pk=member)
    found.project = project
    override_form, decide_form = _forms(request, found)
    said = _act(request, found, override_form, decide_form)
    if said:
        messages.success(request, said)
        return redirect("mutuelles:study_member", public_id, member)
    return _page(request, project, found, override_form, decide_form)


def _forms(request: Request, member: ProjectMember) -> tuple[OverrideForm, DecideForm]:
    initial = {"decision": member.status, "reason": member.reason, "seen": member.status}
    return (
        OverrideForm(_sent(request, "deroger")),
        DecideForm(_sent(request, "decider"), initial=initial),
    )


def _sent(request: Request, button: str) -> QueryDict | None:
    """What was typed, where this button sent it."""
    return request.POST if button in request.POST else None


def _act(
    request: Request, member: ProjectMember, override_form: OverrideForm, decide_form: DecideForm
) -> str:
    """Do what the button says; the words that confirm it, or nothing where there is a fault."""
    if "reconnaitre" in request.POST:
        decision.recognize(actor=request.user, member=member)
        return gettext("L’employeur est reconnu.")
    if "lever" in request.POST:
        check = _check(request.POST["lever"])
        decision.lift_override(actor=request.user, member=member, check=check)
        return gettext("La dérogation est levée.")
    if override_form.is_valid():
        check, reason = _check(request.POST["deroger"]), override_form.cleaned_data["reason"]
        decision.override(actor=request.user, member=member, check=check, reason=reason)
        return gettext("La dérogation est accordée.")
    if decide_form.is_valid():
        return _decide(request, member, decide_form)
    return ""


def _check(value: str) -> Check:
    if value not in Check.values:
        raise Http404
    return Check(value)


def _decide(request: Request, member: ProjectMember, form: DecideForm) -> str:
    said = form.cleaned_data
    decision.decide_member(
        actor=request.user,
        member=member,
        decision=Decision(said["decision"]),
        reason=said["reason"],
        seen=Decision(said["seen"]),
    )
    return gettext("La décision est enregistrée.")


def _page(
    request: Request,
    project: Project,
    member: ProjectMember,
    override_form: OverrideForm,
    decide_form: DecideForm,
) -> HttpResponse:
    papers = MemberPaper.objects.visible_to(request.user).filter(member=member).standing()
    context = {
        "project": project,
        "member": member,
        "employer": member.employer,
        "answers": [
            (each, _form_of(each, request, override_form))
            for each in answers.of(project, [member])[member.pk]
        ],
        "beside": listed.beside(member),
        "papers": papers.select_related("checked_by"),
        "last_year": _last_year(project, member),
        "decide_form": decide_form,
        "override_form": override_form,
        "in_study": project.status == ProjectStatus.IN_STUDY,
        "next": _next(project, member),
    }
    return render(request, "mutuelles/study_member.html", context)


def _form_of(answer: Answer, request: Request, sent: OverrideForm) -> OverrideForm | None:
    """Each check that an override may help has a form of its own, with what was typed in it."""
    if answer.passes or answer.final or answer.override:
        return None
    form = sent if request.POST.get("deroger") == answer.check else OverrideForm()
    form.auto_id = f"id_{answer.check.value.lower()}_%s"
    return form


def _last_year(project: Project, member: ProjectMember) -> list[Membership]:
    past = Membership.objects.filter(employer=member.employer_id, year=project.year - 1)
    return list(past.select_related("mutuelle"))


def _next(project: Project, member: ProjectMember) -> ProjectMember | None:
    """The next one to decide of, by name, and round again."""
    waiting = project.members.filter(status=Decision.PENDING).exclude(pk=member.pk)
    named = waiting.annotate(name_key=F("employer__name_key")).select_related("employer")
    return next(iter(keyset_page(named, order="name_key", size=1, after=member).rows), None)
