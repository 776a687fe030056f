"""« Quoi de neuf », dated as in seed 000, in our own words."""

import datetime as dt

from documents.sample_year.sizes import Say, Size
from mutuelles.entente_text.typography import typeset
from portal.models import News

NEWS = (
    (
        dt.date(2021, 12, 10),
        "Certificats 2022 : envoi du 10 décembre au 31 janvier",
        "Les membres des mutuelles de prévention reçoivent ici leur certificat et la copie de "
        "l’Entente. Imprimez un certificat par établissement.",
    ),
    (
        dt.date(2021, 5, 28),
        "Nouvelle mesure d’assouplissement pour les employeurs",
        "Mesure fictive : un employeur dont les activités ont été interrompues peut demander un "
        "délai pour ses versements.",
    ),
    (
        dt.date(2021, 4, 19),
        "Nouveautés au Guichet SST",
        "La liste des documents se trie par date, par titre et par état.",
    ),
    (
        dt.date(2021, 4, 13),
        "Nouveauté au Guichet SST",
        "Chaque document montre son historique : quand il a été émis, et qui l’a consulté.",
    ),
)


def load(size: Size, say: Say) -> None:
    News.objects.bulk_create(
        News(published_on=day, title=typeset(title), body=typeset(body))
        for day, title, body in NEWS
    )
