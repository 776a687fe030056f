"""Each check said in words, for all the members of a page: every fact to the staff; to a manager,
nothing that names another mutuelle or another employer."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import NamedTuple

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mutuelles.choices import (
    MANDATING,
    Check,
    MembershipStatus,
    PaperKind,
    PaperStatus,
    ReintegrationStatus,
)
from mutuelles.models import (
    Exclusion,
    MemberListRow,
    MemberPaper,
    Membership,
    Mutuelle,
    Project,
    ProjectMember,
)
from mutuelles.services.checks import DECLARING
from portal.choices import RatingMode, Standing
from portal.models import Employer, Establishment


class Said(NamedTuple):
    """A sentence for the staff, and the one for a manager (empty: the same)."""

    words: str
    told: str = ""


Members = Sequence[ProjectMember]


def _registered(_project: Project, members: Members) -> dict[int, Said]:
    return {member.pk: _registration(member.employer) for member in members}


def _registration(employer: Employer) -> Said:
    if employer.standing == Standing.UNVERIFIED:
        return Said(
            _("Le registre ne connaissait pas ce numéro : l’employeur attend d’être reconnu."),
            _("Cet employeur n’est pas reconnu."),
        )
    return Said(_("Inscrit au registre : %(number)s.") % {"number": employer.designation})


def _standing(_project: Project, members: Members) -> dict[int, Said]:
    words = {
        Standing.GOOD: _("Cet employeur est en règle."),
        Standing.BAD: _("Cet employeur n’est pas en règle."),
        Standing.UNVERIFIED: _("Le registre n’en dit rien ; reconnu, il sera tenu pour en règle."),
    }
    return {member.pk: Said(words[Standing(member.employer.standing)]) for member in members}


def _rating(_project: Project, members: Members) -> dict[int, Said]:
    words = {
        RatingMode.UNIT: _("Cet employeur est au taux de l’unité."),
        RatingMode.PERSONALIZED: _("Cet employeur est au taux personnalisé."),
        RatingMode.RETROSPECTIVE: _("Cet employeur est à la tarification rétrospective."),
    }
    return {member.pk: Said(words[RatingMode(member.employer.rating_mode)]) for member in members}


def _one_mutuelle(project: Project, members: Members) -> dict[int, Said]:
    employers = [member.employer_id for member in members]
    active = Membership.objects.active(project.year).filter(employer__in=employers)
    others = active.exclude(mutuelle=project.mutuelle_id).select_related("mutuelle")
    bound = {each.employer_id: _bound(each) for each in others}
    declared = ProjectMember.objects.declared(project.year).filter(employer__in=employers)
    projects = defaultdict(list)
    for each in declared.exclude(project=project).select_related("project__mutuelle"):
        projects[each.employer_id].append(each.project)
    return {
        member.pk: bound.get(member.employer_id)
        or _declared(projects[member.employer_id], project.year)
        for member in members
    }


def _bound(membership: Membership) -> Said:
    facts = {"name": _named(membership.mutuelle), "year": membership.year}
    return Said(
        _("Déjà membre de %(name)s pour %(year)s.") % facts,
        _("Cet employeur est déjà membre d’une autre mutuelle pour %(year)s.") % facts,
    )


def _named(mutuelle: Mutuelle) -> str:
    return f"{mutuelle.name} ({mutuelle.number})"


def _declared(projects: Sequence[Project], year: int) -> Said:
    studied = [each for each in projects if each.status in DECLARING]
    facts = {
        "year": year,
        "names": ", ".join(_named(each.mutuelle) for each in studied or projects),
    }
    if studied:
        return Said(
            _("Déclaré aussi ailleurs pour %(year)s : %(names)s.") % facts,
            _("Cet employeur est déclaré aussi ailleurs pour %(year)s.") % facts,
        )
    alone = _("Aucune autre mutuelle ne le déclare pour %(year)s.") % facts
    if not projects:
        return Said(alone)
    words = _(
        "Aucun autre projet soumis ne le nomme pour %(year)s ; un brouillon, oui : %(names)s."
    )
    return Said(words % facts, alone)


def _not_out(project: Project, members: Members) -> dict[int, Said]:
    employers = [member.employer_id for member in members]
    said = {each.employer_id: _left(project) for each in _departed(project, employers)}
    exclusions = Exclusion.objects.filter(
        membership__employer__in=employers,
        membership__year__in=(project.year - 1, project.year),
    ).select_related("membership__mutuelle", "reintegration")
    for each in exclusions.order_by("membership__year"):
        said[each.membership.employer_id] = _excluded(each, project.year)
    none = Said(_("Aucune exclusion en cours."))
    return {member.pk: said.get(member.employer_id, none) for member in members}


def _departed(project: Project, employers: Sequence[int]) -> QuerySet[Membership]:
    here = Membership.objects.filter(mutuelle=project.mutuelle_id, year=project.year)
    return here.filter(employer__in=employers).exclude(status=MembershipStatus.ACTIVE)


def _left(project: Project) -> Said:
    return Said(_("Cet employeur a quitté cette mutuelle pour %(year)s.") % {"year": project.year})


def _excluded(exclusion: Exclusion, year: int) -> Said:
    facts = {
        "name": _named(exclusion.membership.mutuelle),
        "year": exclusion.membership.year,
        "day": exclusion.decided_on.isoformat(),
        "out": year,
        "return": _return(exclusion),
    }
    words = _("Exclu de %(name)s pour %(year)s, le %(day)s ; %(return)s.")
    told = _("Exclu d’une mutuelle pour %(year)s ; %(return)s.")
    return Said(words % facts, told % facts)


def _return(exclusion: Exclusion) -> str:
    """What became of its « demande de réintégration »."""
    reintegration = getattr(exclusion, "reintegration", None)
    words = {
        ReintegrationStatus.REQUESTED: _("réintégration demandée, pas encore décidée"),
        ReintegrationStatus.GRANTED: _("réintégration accordée"),
        ReintegrationStatus.DENIED: _("réintégration refusée"),
    }
    if reintegration is None:
        return _("aucune réintégration demandée : exclu une seconde année")
    return words[ReintegrationStatus(reintegration.status)]


def _establishments(_project: Project, members: Members) -> dict[int, Said]:
    rows = _rows(members)
    kept = Said(_("Aucune liste ne le décrit : ses établissements sont ceux du registre."))
    return {
        member.pk: _places(rows[member.member_list_id, member.employer_id])
        if member.member_list_id
        else kept
        for member in members
    }


Place = tuple[str, str | None]  # number of an establishment, name of another that holds it


def _rows(members: Members) -> dict[tuple[int, int], list[Place]]:
    """What the list of each names, by list and employer."""
    held = Establishment.objects.filter(number=OuterRef("establishment_number"))
    another = held.exclude(employer=OuterRef("employer"))
    rows = MemberListRow.objects.filter(
        member_list__in={member.member_list_id for member in members},
        employer__in=[member.employer_id for member in members],
    ).annotate(holder=Subquery(another.values("employer__name")))
    found = defaultdict(list)
    keys = ("member_list", "employer", "establishment_number", "holder")
    for member_list, employer, number, holder in rows.order_by("row").values_list(*keys):
        found[member_list, employer].append((number, holder))
    return found


def _places(rows: Sequence[Place]) -> Said:
    another_s = [(number, holder) for number, holder in rows if holder]
    if another_s:
        words = _("%(number)s est inscrit sous « %(name)s ».")
        told = _("L’établissement %(number)s est inscrit sous un autre employeur.")
        return Said(
            " ".join(words % {"number": number, "name": name} for number, name in another_s),
            " ".join(told % {"number": number} for number, _name in another_s),
        )
    words = ngettext(
        "%(count)s établissement déclaré, que le registre ne donne à personne d’autre.",
        "%(count)s établissements déclarés, que le registre ne donne à personne d’autre.",
        len(rows),
    )
    return Said(words % {"count": len(rows)})


def _papers(_project: Project, members: Members) -> dict[int, Said]:
    papers: dict[int, list[MemberPaper]] = defaultdict(list)
    received = MemberPaper.objects.filter(member__in=members)
    # the last of each kind; what was replaced speaks no more
    for each in received.exclude(status=PaperStatus.REPLACED).order_by("-pk"):
        papers[each.member_id].append(each)
    return {member.pk: _paper_words(member, papers[member.pk]) for member in members}


def _paper_words(member: ProjectMember, papers: Sequence[MemberPaper]) -> Said:
    """Every paper that it needs, in one sentence each; its manager reads of those that lack."""
    said = [(_paper_word(papers, kinds, name), kinds) for kinds, name in _needed(member)]
    lacking = [words for words, kinds in said if not _verified(papers, kinds)]
    return Said(" ".join(words for words, _kinds in said), " ".join(lacking))


def _needed(member: ProjectMember) -> list[tuple[set[PaperKind], str]]:
    """Kinds of which one is needed, and how they are called together."""
    needed = [(MANDATING, _("Résolution ou procuration"))]
    if getattr(member, "changes_manager"):  # noqa: B009 (annotated)
        needed.append(({PaperKind.REVOCATION}, str(PaperKind.REVOCATION.label)))
    if getattr(member, "had_revoked"):  # noqa: B009 (annotated)
        needed.append(({PaperKind.ANNULMENT}, str(PaperKind.ANNULMENT.label)))
    return needed


def _verified(papers: Sequence[MemberPaper], kinds: set[PaperKind]) -> bool:
    return any(each.kind in kinds and each.status == PaperStatus.VERIFIED for each in papers)


def _paper_word(papers: Sequence[MemberPaper], kinds: set[PaperKind], name: str) -> str:
    theirs = [each for each in papers if each.kind in kinds]
    if not theirs:
        return _("%(paper)s : manquante.") % {"paper": name}
    best = min(theirs, key=lambda each: BEST.index(PaperStatus(each.status)))
    facts = {"paper": best.get_kind_display(), "reason": best.reason.rstrip(".")}
    if best.status == PaperStatus.VERIFIED:
        return _("%(paper)s : vérifiée.") % facts
    if best.status == PaperStatus.RECEIVED:
        return _("%(paper)s : reçue, pas encore vérifiée.") % facts
    return _("%(paper)s : refusée (%(reason)s).") % facts


BEST = [PaperStatus.VERIFIED, PaperStatus.RECEIVED, PaperStatus.REFUSED]
SPEAKERS: dict[Check, Callable[[Project, Members], dict[int, Said]]] = {
    Check.REGISTERED: _registered,
    Check.STANDING: _standing,
    Check.RATING: _rating,
    Check.ONE_MUTUELLE: _one_mutuelle,
    Check.NOT_OUT: _not_out,
    Check.ESTABLISHMENTS: _establishments,
    Check.PAPERS: _papers,
}
