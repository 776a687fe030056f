"""Addresses of mutuelles and of their lists of members."""

from django.urls import path

from mutuelles.views import member_list, mutuelle, project, study, year

app_name = "mutuelles"
urlpatterns = [
    path("mutuelles/", mutuelle.mutuelle_list, name="list"),
    path("mutuelles/nouvelle/", mutuelle.mutuelle_new, name="project_new"),
    path("mutuelles/<str:number>/<int:year>/projet/", project.project_detail, name="project"),
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
    path("exploitation/listes/", study.study_list, name="study_list"),
    path("exploitation/listes/<uuid:public_id>/", study.study_detail, name="study"),
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
]
