"""Who may go where: every address of the portal × everybody of the cast → what they get."""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from http import HTTPStatus

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.contrib import admin
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from documents.models import Campaign, Document, PaperVersion
from documents.services import campaign as campaigns
from mutuelles.choices import PaperKind
from mutuelles.models import MemberList, MemberPaper, Mutuelle, Project, Signature
from mutuelles.services import member_list as lists
from mutuelles.services import paper as papers
from portal.models import OutgoingMail, User, clock
from portal.services import account
from tests.cast import TODAY, YEAR, Cast, employer, member, official
from tests.documents.services.test_paper_version import drafted
from tests.mutuelles.member_list.lists import as_csv, line
from tests.mutuelles.paper_file.files import pdf
from tests.mutuelles.signatures import record
from tests.projects import in_study

PEOPLE = ("nobody", "serge", "maude", "hubert", "rita", "simon", "odile")

# « login »: sent to sign in, and back here after; « → »: sent on elsewhere.
# Serge is a stranger, Maude acts for the employer, Hubert manages its
# mutuelle and Rita another one, Simon is staff who may consult, Odile staff of all groups.
PAGES = """
address                                 nobody  serge   maude   hubert  rita    simon   odile
portal:favicon                          →       →       →       →       →       →       →
portal:employer_choose                  login   200     200     200     200     200     200
portal:invitation                       200     200     200     200     200     200     200
portal:page                             200     200     200     200     200     200     200
documents:start                         login   →       →       →       →       →       →
documents:home                          login   200     200     →       →       →       →
documents:list                          login   200     200     →       →       →       →
documents:detail                        login   404     200     200     404     200     200
documents:pdf                           login   404     200     200     404     200     200
documents:certificate                   login   404     200     200     404     200     200
documents:withdraw                      login   404     403     403     404     403     200
documents:replace                       login   404     403     403     404     403     200
documents:mutuelle                      login   404     404     200     404     200     200
documents:mutuelle_remind               login   405     405     405     405     405     405
documents:mutuelle_export               login   404     404     200     404     200     200
documents:member_exclude                login   404     404     403     404     403     200
documents:entente_close                 login   404     404     403     404     403     200
documents:entente_copy                  login   404     404     404     404     404     404
documents:campaign_list                 login   403     403     403     403     200     200
documents:campaign_launch               login   403     403     403     403     403     200
documents:campaign_detail               login   403     403     403     403     200     200
documents:campaign_retry                login   405     405     405     405     405     405
documents:verification                  200     200     200     200     200     200     200
documents:verification_qr               200     200     200     200     200     200     200
documents:verification_list             200     200     200     200     200     200     200
documents:verification_keys             200     200     200     200     200     200     200
documents:verification_key              200     200     200     200     200     200     200
documents:verification_offline          200     200     200     200     200     200     200
mutuelles:list                          login   200     200     200     200     200     200
mutuelles:project_new                   login   403     403     200     200     403     403
mutuelles:project                       login   404     404     200     404     200     200
mutuelles:project_members               login   404     404     200     404     200     200
mutuelles:project_edit                  login   404     404     200     404     403     403
mutuelles:project_submit                login   404     404     200     404     403     403
mutuelles:project_withdraw              login   404     404     200     404     403     403
mutuelles:project_late                  login   404     404     403     404     403     200
mutuelles:states                        login   403     403     403     403     200     200
mutuelles:member_list_upload            login   404     404     200     404     403     403
mutuelles:member_list_index             login   404     404     200     404     200     200
mutuelles:member_list_model             login   200     200     200     200     200     200
mutuelles:member_list_detail            login   404     404     200     404     200     200
mutuelles:member_list_confirm           login   405     405     405     405     405     405
mutuelles:member_list_abandon           login   405     405     405     405     405     405
mutuelles:member_list_columns           login   404     404     →       404     403     403
mutuelles:member_list_mend              login   404     404     →       404     403     403
mutuelles:member_list_annotated         login   404     404     404     404     404     404
mutuelles:change_list                   login   404     404     200     404     200     200
mutuelles:study_list                    login   403     403     403     403     403     200
mutuelles:study                         login   403     403     403     403     403     200
mutuelles:study_member                  login   403     403     403     403     403     200
mutuelles:study_start                   login   405     405     405     405     405     405
mutuelles:study_decide_all              login   405     405     405     405     405     405
mutuelles:study_accept                  login   403     403     403     403     403     200
mutuelles:study_refuse                  login   403     403     403     403     403     200
mutuelles:papers                        login   404     404     404     200     200     200
mutuelles:paper_upload                  login   404     404     404     200     403     403
mutuelles:member_papers                 login   404     404     404     200     200     200
mutuelles:paper_file                    login   200     404     404     200     404     200
mutuelles:paper_check                   login   403     404     404     403     404     200
mutuelles:public_list                   200     200     200     200     200     200     200
mutuelles:public_list_csv               200     200     200     200     200     200     200
mutuelles:membership                    login   200     200     →       →       →       →
mutuelles:revocation                    login   404     200     403     404     404     404
mutuelles:reintegration_request         login   404     404     404     404     404     404
mutuelles:reintegration_list            login   403     403     403     403     403     200
mutuelles:reintegration                 login   403     403     403     403     403     404
mutuelles:activity_report               login   404     404     200     404     200     200
mutuelles:activity_report_file          login   404     404     404     404     404     404
mutuelles:activity_report_list          login   403     403     403     403     403     200
mutuelles:entente                       login   404     200     200     404     200     200
mutuelles:entente_text                  login   404     200     200     404     200     200
mutuelles:entente_changes               login   404     200     200     404     200     200
mutuelles:entente_sign                  login   404     200     404     404     404     404
mutuelles:signature_record              login   404     404     200     404     403     403
mutuelles:signature_scan                login   404     404     200     404     200     200
account_login                           200     →       →       →       →       →       →
account_logout                          →       200     200     200     200     200     200
account_inactive                        200     200     200     200     200     200     200
account_signup                          200     →       →       →       →       →       →
account_reauthenticate                  login   200     200     200     200     200     200
account_change_password                 login   200     200     200     200     200     200
account_set_password                    login   →       →       →       →       →       →
account_reset_password                  200     200     200     200     200     200     200
account_reset_password_done             200     200     200     200     200     200     200
account_reset_password_from_key         →       →       →       →       →       →       →
account_reset_password_from_key_done    200     200     200     200     200     200     200
set_language                            →       →       →       →       →       →       →
admin:index                             →       →       →       →       →       200     200
admin:login                             login   403     403     403     403     →       →
admin:logout                            →       →       →       →       →       405     405
admin:password_change                   →       →       →       →       →       200     200
admin:password_change_done              →       →       →       →       →       200     200
admin:autocomplete                      →       →       →       →       →       403     403
admin:jsi18n                            →       →       →       →       →       200     200
admin:view_on_site                      →       →       →       →       →       404     404
admin:documents_paperversion_preview    login   →       →       →       →       200     200
admin:documents_paperversion_publish    login   →       →       →       →       403     200
admin:app_list                          →       →       →       →       →       200     200
"""
# what an empty form gets
FORMS = """
address                                 nobody  serge   maude   hubert  rita    simon   odile
portal:employer_choose                  login   404     404     404     404     404     404
portal:invitation                       200     200     200     200     200     200     200
documents:withdraw                      login   404     403     403     404     403     200
documents:replace                       login   404     403     403     404     403     200
documents:entente_close                 login   404     404     403     404     403     →
documents:entente_copy                  login   404     404     404     404     404     404
documents:campaign_launch               login   403     403     403     403     403     200
documents:campaign_retry                login   403     403     403     403     403     →
documents:mutuelle_remind               login   404     404     →       404     403     403
documents:verification                  200     200     200     200     200     200     200
documents:verification_list             200     200     200     200     200     200     200
mutuelles:project_new                   login   403     403     200     200     403     403
mutuelles:project                       login   404     404     →       404     →       →
mutuelles:project_edit                  login   404     404     200     404     403     403
mutuelles:project_submit                login   404     404     →       404     403     403
mutuelles:project_withdraw              login   404     404     200     404     403     403
mutuelles:project_late                  login   404     404     403     404     403     200
mutuelles:member_list_upload            login   404     404     200     404     403     403
mutuelles:member_list_confirm           login   404     404     →       404     →       →
mutuelles:member_list_abandon           login   404     404     →       404     →       →
mutuelles:member_list_columns           login   404     404     →       404     403     403
mutuelles:member_list_mend              login   404     404     409     404     403     403
mutuelles:study_member                  login   403     403     403     403     403     200
mutuelles:study_start                   login   403     403     403     403     403     409
mutuelles:study_decide_all              login   403     403     403     403     403     →
mutuelles:study_accept                  login   403     403     403     403     403     200
mutuelles:study_refuse                  login   403     403     403     403     403     200
mutuelles:paper_upload                  login   404     404     404     200     403     403
mutuelles:member_papers                 login   404     404     404     200     403     403
mutuelles:paper_check                   login   403     404     404     403     404     200
mutuelles:entente_sign                  login   404     200     404     404     404     404
mutuelles:signature_record              login   404     404     200     404     403     403
set_language                            →       →       →       →       →       →       →
admin:documents_paperversion_publish    login   →       →       →       →       403     →
"""
# the admin, model by model: its list, and the form that adds one
LISTS = """
model                                   nobody  serge   maude   hubert  rita    simon   odile
any other                               login   →       →       →       →       200     200
auth_group                              login   →       →       →       →       403     403
portal_invitation                       login   →       →       →       →       403     200
portal_outgoingmail                     login   →       →       →       →       403     200
portal_simulationclock                  login   →       →       →       →       →       →
procrastinate_procrastinatejob          login   →       →       →       →       403     403
"""
ADDITIONS = """
model                                   nobody  serge   maude   hubert  rita    simon   odile
any other                               login   →       →       →       →       403     403
documents_documenttype                  login   →       →       →       →       403     200
documents_paperversion                  login   →       →       →       →       403     200
mutuelles_ententeedition                login   →       →       →       →       403     200
mutuelles_keydate                       login   →       →       →       →       403     200
mutuelles_managermandate                login   →       →       →       →       403     200
portal_employer                         login   →       →       →       →       403     200
portal_establishment                    login   →       →       →       →       403     200
portal_mandate                          login   →       →       →       →       403     200
portal_news                             login   →       →       →       →       403     200
portal_user                             login   →       →       →       →       403     200
"""


@dataclass(frozen=True)
class Scene:
    """One thing of each kind, for the addresses that name one."""

    cast: Cast
    document: Document
    member_list: MemberList
    project: Project
    member_paper: MemberPaper
    campaign: Campaign
    paper: PaperVersion
    invitation: str
    signature: Signature  # of another member

    def arguments(self, name: str) -> dict[str, object]:
        document = {"public_id": self.document.public_id}
        mutuelle = {"number": self.cast.mutuelle.number, "year": YEAR}
        bakery = mutuelle | {"employer": self.cast.bakery.neq}
        paper = {"pk": self.paper.pk}
        member_list = {"public_id": self.member_list.public_id}
        campaign = {"public_id": self.campaign.public_id}
        project = {"public_id": self.project.public_id}
        autos = mutuelle | {"number": self.cast.other_mutuelle.number}
        return {
            "portal:invitation": {"token": self.invitation},
            "portal:page": {"slug": "faq"},
            "documents:detail": document,
            "documents:pdf": document,
            "documents:certificate": document | {"number": f"{self.document.number}-01"},
            "documents:withdraw": document,
            "documents:replace": document,
            "documents:mutuelle": mutuelle,
            "documents:mutuelle_remind": mutuelle,
            "documents:mutuelle_export": mutuelle | {"format": "csv"},
            "documents:member_exclude": bakery,
            "documents:entente_close": mutuelle,
            "documents:entente_copy": mutuelle,
            "documents:campaign_detail": campaign,
            "documents:campaign_retry": campaign,
            "documents:verification_qr": {"token": "INCONNU"},
            "documents:verification_key": {"fingerprint": self.document.key.fingerprint},
            "mutuelles:project": mutuelle,
            "mutuelles:project_members": mutuelle,
            "mutuelles:project_edit": mutuelle,
            "mutuelles:project_submit": mutuelle,
            "mutuelles:project_withdraw": mutuelle,
            "mutuelles:project_late": mutuelle,
            "mutuelles:member_list_index": mutuelle,
            "mutuelles:member_list_upload": mutuelle,
            "mutuelles:member_list_model": {"format": "csv"},
            "mutuelles:member_list_detail": member_list,
            "mutuelles:member_list_columns": member_list,
            "mutuelles:member_list_mend": member_list,
            "mutuelles:member_list_annotated": member_list,
            "mutuelles:change_list": member_list | {"kind": "arrivees"},
            "mutuelles:member_list_confirm": member_list,
            "mutuelles:member_list_abandon": member_list,
            "mutuelles:study": project,
            "mutuelles:study_start": project,
            "mutuelles:study_decide_all": project,
            "mutuelles:study_accept": project,
            "mutuelles:study_refuse": project,
            "mutuelles:study_member": project | {"member": self.project.members.get().pk},
            "mutuelles:papers": autos,
            "mutuelles:paper_upload": autos,
            "mutuelles:member_papers": autos | {"member": self.project.members.get().pk},
            "mutuelles:paper_file": {"public_id": self.member_paper.public_id},
            "mutuelles:paper_check": {"public_id": self.member_paper.public_id},
            "mutuelles:revocation": bakery,
            "mutuelles:reintegration_request": bakery,
            "mutuelles:reintegration": {"key": 1},
            "mutuelles:activity_report": mutuelle,
            "mutuelles:activity_report_file": mutuelle,
            "mutuelles:activity_report_list": {"year": YEAR},
            "mutuelles:entente": mutuelle,
            "mutuelles:entente_text": mutuelle,
            "mutuelles:entente_changes": mutuelle,
            "mutuelles:entente_sign": bakery,
            "mutuelles:signature_record": bakery,
            "mutuelles:signature_scan": {"public_id": self.signature.public_id},
            "account_reset_password_from_key": {
                "uidb36": user_pk_to_url_str(self.cast.maude),
                "key": default_token_generator.make_token(self.cast.maude),
            },
            "admin:app_list": {"app_label": "documents"},
            "admin:documents_paperversion_preview": paper,
            "admin:documents_paperversion_publish": paper,
            "admin:view_on_site": {"content_type_id": 1, "object_id": 1},
        }.get(name, {})

    def address(self, name: str) -> str:
        """With the mark that makes it an opening, without which a document sends on to itself."""
        return reverse(name, kwargs=self.arguments(name)) + "?o=marque"


@pytest.fixture(autouse=True)
def silence():
    """A refusal is logged each time; here they are hundreds."""
    logging.disable(logging.ERROR)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def scene(cast) -> Scene:
    with clock.held(TODAY):
        signature = record(cast, member(cast.mutuelle, employer(9, "Moulin du Cap inc.")))
    document = official(cast.mutuelle, cast.bakery)
    member(cast.mutuelle, cast.bakery)
    member(cast.other_mutuelle, cast.garage)
    campaign = campaigns.launch(actor=cast.odile, year=YEAR, mutuelles=Mutuelle.objects.all())
    project = in_study(cast, cast.garage, mutuelle=cast.other_mutuelle)
    account.invite(actor=cast.odile, email="nouvelle@exemple.example", name="Nora Neuve")
    link = OutgoingMail.objects.get().body.split("/invitation/")[1]
    token = link.split("/")[0]
    paper = given(cast.rita, project)
    return Scene(
        cast,
        document,
        upload(cast),
        project,
        paper,
        campaign,
        drafted(cast),
        token,
        signature,
    )


def given(manager: User, project: Project) -> MemberPaper:
    return papers.receive(
        actor=manager,
        member=project.members.get(),
        kind=PaperKind.REVOCATION,
        content=pdf(),
        name="revocation.pdf",
    )


def upload(cast: Cast) -> MemberList:
    content = as_csv([line()])
    return lists.upload(
        actor=cast.hubert, mutuelle=cast.mutuelle, year=YEAR, content=content, name="liste.csv"
    )


def names(resolver: URLResolver, space: str = "") -> Iterator[str]:
    """The name of every address, those of the admin's models left aside."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inside = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from names(pattern, inside)
        elif pattern.name and f"{space}{pattern.name}" not in MODEL_PAGES:
            yield f"{space}{pattern.name}"


MODELS = {f"{model._meta.app_label}_{model._meta.model_name}" for model in admin.site._registry}
MODEL_PAGES = {
    f"admin:{model}_{page}"
    for model in MODELS
    for page in ("changelist", "add", "history", "delete", "change")
}


def answer(response: HttpResponse) -> str:
    """« login », « → » or the status."""
    if response.status_code != HTTPStatus.FOUND:
        return str(response.status_code)
    return "login" if response.url.startswith("/compte/ouvrir/?") else "→"


def visitors(cast: Cast) -> dict[str, Client]:
    """Everybody with a browser of their own, signed in."""
    clients = {person: Client(raise_request_exception=False) for person in PEOPLE}
    for person in PEOPLE[1:]:
        clients[person].force_login(getattr(cast, person))
    return clients


def row(name: str, answers: Iterable[str]) -> str:
    return f"{name:<40}" + "".join(f"{each:<8}" for each in answers).rstrip()


def rows(table: str) -> list[str]:
    return table.strip("\n").splitlines()[1:]


def test_give_each_address_to_whom_it_is_for(scene):
    clients = visitors(scene.cast)

    found = [
        row(name, (answer(client.get(scene.address(name))) for client in clients.values()))
        for name in names(get_resolver())
    ]

    assert found == rows(PAGES)


def test_take_each_form_from_whom_it_is_for(scene):
    clients = visitors(scene.cast)

    def submit(client: Client, name: str) -> str:
        """What an empty form gets; whatever it changes is taken back."""
        with transaction.atomic():
            found = answer(client.post(scene.address(name)))
            transaction.set_rollback(True)
        return found

    found = [
        row(name, (submit(client, name) for client in clients.values()))
        for name in (line.split()[0] for line in rows(FORMS))
    ]

    assert found == rows(FORMS)


@pytest.mark.parametrize(("kind", "table"), [("changelist", LISTS), ("add", ADDITIONS)])
def test_open_admin_to_staff_alone(cast, kind, table):
    clients = visitors(cast)
    of_others, *exceptions = rows(table)

    found = [
        row(
            name,
            (answer(client.get(reverse(f"admin:{name}_{kind}"))) for client in clients.values()),
        )
        for name in sorted(MODELS)
    ]

    assert [each for each in found if each.split()[1:] != of_others.split()[2:]] == exceptions
