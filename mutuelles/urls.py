"""Addresses of mutuelles and of their lists of members."""

from django.urls import path

from mutuelles.views import (
    change,
    entente,
    member_list,
    mending,
    mutuelle,
    paper,
    paper_file,
    project,
    project_member,
    public,
    signature,
    study,
    study_member,
    year,
)

app_name = "mutuelles"
urlpatterns = [
    path("mutuelles/", mutuelle.mutuelle_list, name="list"),
    path("mutuelles/nouvelle/", mutuelle.mutuelle_new, name="project_new"),
    path("mutuelles/<str:number>/<int:year>/projet/", project.project_detail, name="project"),
    path(
        "mutuelles/<str:number>/<int:year>/projet/membres/",
        project_member.project_member_list,
        name="project_members",
    ),
    path(
        "mutuelles/<str:number>/<int:year>/projet/modifier/",
        project.project_edit,
        name="project_edit",
    ),
    path(
        "mutuelles/<str:number>/<int:year>/projet/soumettre/",
        project.project_submit,
        name="project_submit",
    ),
    path(
        "mutuelles/<str:number>/<int:year>/projet/retirer/",
        project.project_withdraw,
        name="project_withdraw",
    ),
    path(
        "mutuelles/<str:number>/<int:year>/projet/retard/",
        project.project_late,
        name="project_late",
    ),
    path("exploitation/etats/", mutuelle.state_list, name="states"),
    path(
        "mutuelles/<str:number>/<int:year>/liste/",
        member_list.member_list_upload,
        name="member_list_upload",
    ),
    path(
        "mutuelles/<str:number>/<int:year>/listes/",
        member_list.member_list_index,
        name="member_list_index",
    ),
    path("listes/modele.<str:format>", member_list.member_list_model, name="member_list_model"),
    path("listes/<uuid:public_id>/", member_list.member_list_detail, name="member_list_detail"),
    path(
        "listes/<uuid:public_id>/confirmer/",
        member_list.member_list_confirm,
        name="member_list_confirm",
    ),
    path(
        "listes/<uuid:public_id>/abandonner/",
        member_list.member_list_abandon,
        name="member_list_abandon",
    ),
    path(
        "listes/<uuid:public_id>/colonnes/",
        mending.member_list_columns,
        name="member_list_columns",
    ),
    path("listes/<uuid:public_id>/corriger/", mending.member_list_mend, name="member_list_mend"),
    path(
        "listes/<uuid:public_id>/annotee/",
        mending.member_list_annotated,
        name="member_list_annotated",
    ),
    path(
        "listes/<uuid:public_id>/changements/<slug:kind>/",
        change.change_list,
        name="change_list",
    ),
    path("exploitation/projets/", study.study_list, name="study_list"),
    path("exploitation/projets/<uuid:public_id>/", study.study_detail, name="study"),
    path(
        "exploitation/projets/<uuid:public_id>/<int:member>/",
        study_member.study_member,
        name="study_member",
    ),
    path("exploitation/projets/<uuid:public_id>/etudier/", study.study_start, name="study_start"),
    path(
        "exploitation/projets/<uuid:public_id>/accepter-membres/",
        study.study_decide_all,
        name="study_decide_all",
    ),
    path(
        "exploitation/projets/<uuid:public_id>/accepter/", study.study_accept, name="study_accept"
    ),
    path("exploitation/projets/<uuid:public_id>/refuser/", study.study_refuse, name="study_refuse"),
    path("mutuelles/<str:number>/<int:year>/pieces/", paper.paper_list, name="papers"),
    path(
        "mutuelles/<str:number>/<int:year>/pieces/deposer/",
        paper.paper_upload,
        name="paper_upload",
    ),
    path(
        "mutuelles/<str:number>/<int:year>/pieces/<int:member>/",
        paper.member_papers,
        name="member_papers",
    ),
    path("pieces/<uuid:public_id>/", paper_file.paper_file, name="paper_file"),
    path("pieces/<uuid:public_id>/verifier/", paper_file.paper_check, name="paper_check"),
    path("liste-des-mutuelles/", public.public_list, name="public_list"),
    path("liste-des-mutuelles.csv", public.public_list_csv, name="public_list_csv"),
    path("ma-mutuelle/", year.membership_page, name="membership"),
    path(
        "mutuelles/<str:number>/<int:year>/membres/<str:employer>/revocation/",
        year.revocation_page,
        name="revocation",
    ),
    path(
        "mutuelles/<str:number>/<int:year>/membres/<str:employer>/reintegration/",
        year.reintegration_request,
        name="reintegration_request",
    ),
    path("exploitation/reintegrations/", year.reintegration_list, name="reintegration_list"),
    path("exploitation/reintegrations/<int:key>/", year.reintegration_decide, name="reintegration"),
    path(
        "mutuelles/<str:number>/<int:year>/bilan/",
        year.activity_report_page,
        name="activity_report",
    ),
    path(
        "mutuelles/<str:number>/<int:year>/bilan/fichier/",
        year.activity_report_file,
        name="activity_report_file",
    ),
    path("exploitation/bilans/<int:year>/", year.activity_report_list, name="activity_report_list"),
    path("mutuelles/<str:number>/<int:year>/entente/", entente.entente_page, name="entente"),
    path(
        "mutuelles/<str:number>/<int:year>/entente/texte/",
        entente.entente_text,
        name="entente_text",
    ),
    path(
        "mutuelles/<str:number>/<int:year>/entente/changements/",
        entente.entente_changes,
        name="entente_changes",
    ),
    path(
        "mutuelles/<str:number>/<int:year>/entente/signer/<str:employer>/",
        signature.entente_sign,
        name="entente_sign",
    ),
    path(
        "mutuelles/<str:number>/<int:year>/entente/signatures/<str:employer>/",
        signature.signature_record,
        name="signature_record",
    ),
    path("signatures/<uuid:public_id>/copie/", signature.signature_scan, name="signature_scan"),
]
