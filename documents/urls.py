"""Addresses of documents, campaigns, and the pages that show the whole house."""

from django.urls import path, re_path

from documents.views import (
    campaign,
    document,
    document_list,
    entente,
    exclusion,
    file,
    home,
    mutuelle,
    verification,
)

app_name = "documents"
urlpatterns = [
    path("", home.start, name="start"),
    path("accueil/", home.home, name="home"),
    path("documents/", document_list.document_list, name="list"),
    path("documents/<uuid:public_id>/", document.document_detail, name="detail"),
    path("documents/<uuid:public_id>/pdf/", file.document_pdf, name="pdf"),
    path(
        "documents/<uuid:public_id>/certificats/<str:number>/",
        file.certificate_pdf,
        name="certificate",
    ),
    path("documents/<uuid:public_id>/retirer/", document.document_withdraw, name="withdraw"),
    path("documents/<uuid:public_id>/remplacer/", document.document_replace, name="replace"),
    path("mutuelles/<str:number>/<int:year>/", mutuelle.mutuelle_detail, name="mutuelle"),
    path(
        "mutuelles/<str:number>/<int:year>/rappel/",
        mutuelle.mutuelle_remind,
        name="mutuelle_remind",
    ),
    path(
        "mutuelles/<str:number>/<int:year>/membres.<str:format>",
        mutuelle.mutuelle_export,
        name="mutuelle_export",
    ),
    path(
        "mutuelles/<str:number>/<int:year>/membres/<str:employer>/exclure/",
        exclusion.member_exclude,
        name="member_exclude",
    ),
    path(
        "mutuelles/<str:number>/<int:year>/entente/clore/",
        entente.entente_close,
        name="entente_close",
    ),
    path(
        "mutuelles/<str:number>/<int:year>/entente/exemplaire/",
        entente.entente_copy,
        name="entente_copy",
    ),
    path("exploitation/campagnes/", campaign.campaign_list, name="campaign_list"),
    path("exploitation/campagnes/nouvelle/", campaign.campaign_launch, name="campaign_launch"),
    path(
        "exploitation/campagnes/<uuid:public_id>/",
        campaign.campaign_detail,
        name="campaign_detail",
    ),
    path(
        "exploitation/campagnes/<uuid:public_id>/reprendre/",
        campaign.campaign_retry,
        name="campaign_retry",
    ),
    path("verifier/", verification.verification, name="verification"),
    # upper case, as the QR packs it best; people type it as they please
    re_path(r"^[Vv]/(?P<token>[^/]+)$", verification.verification_qr, name="verification_qr"),
    path("verifier/liste/", verification.verification_list, name="verification_list"),
    path("verifier/cles/", verification.verification_keys, name="verification_keys"),
    path(
        "verifier/cles/<str:fingerprint>.pem",
        verification.verification_key,
        name="verification_key",
    ),
    path("verifier/hors-ligne/", verification.verification_offline, name="verification_offline"),
]
