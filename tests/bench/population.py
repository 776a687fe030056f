"""Employers as Québec has them, made up from a seed: names of every origin, form and length.

Each is the snapshot of an « Information officielle » (documents/services/snapshot.py), ready to be
printed: no database, and the same ones in every run.
"""

import random
from collections.abc import Callable, Iterator
from typing import Any

from documents.models.document_type import OFFICIAL_INFORMATION
from documents.sample_year.invented.people import LAST_NAMES, draw_name
from documents.sample_year.invented.places import draw_place
from documents.sample_year.invented.trades import FIRMS, TAILS, TRADES
from mutuelles.entente_text.edition_2022 import EDITION
from portal.identifiers import neq_with_check_digit

Snapshot = dict[str, Any]

SITE = "https://guichet-sst.example"
YEAR, ISSUED_ON = 2022, "2021-12-15"
BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
TOKEN = 144  # characters (documents/pdf/token.py)
EDITION_FACTS = {"year": YEAR, "sha256": EDITION.sha256()}
MUTUELLES = 100
ESTABLISHMENTS = {1: 700, 2: 150, 3: 70, 4: 35, 5: 20, 6: 10, 8: 8, 10: 4, 12: 3}

ENDINGS = ("inc.", "inc.", "inc.", "ltée", "enr.", "s.e.n.c.", "s.e.n.c.r.l.", "(1987) inc.")
ENGLISH_HEADS = (
    "Maple",
    "Northern",
    "St. Lawrence",
    "Eastern Townships",
    "McAllister’s",
    "Gatineau",
)
ENGLISH_TAILS = (
    "Roofing & Sheet Metal Ltd.",
    "Auto Body Inc.",
    "Landscaping (2004) Ltd.",
    "Hardware Co. Ltd.",
    "Veterinary Services Inc.",
    "Wholesale Grocers, LLP",
)
NATIONS = (
    "Kahnawà:ke",
    "Kanehsatà:ke",
    "Ahkwesáhsne",
    "Wôlinak",
    "Odanak W8banakiak",
    "Uashat mak Mani-Utenam",
    "Pekuakamiulnuatsh",
    "Ekuanitshit",
    "Nutashkuan",
    "Wemotaci Atikamekw",
    "Kitcisakik",
    "Waskaganish Eeyou",
    "Chisasibi Wîhtâu",
    "Kawawachikamach",
    "Listuguj Mi’gmaq",
    "Wendake Yänonhchia’",
    "Kuujjuaraapik",
    "Ivujivik Sivunirmut",
)
NATIONS_HEADS = ("Pourvoirie", "Construction", "Coopérative", "Conseil de bande de", "Pêcheries")
PLACES_OF_THE_WORLD = (
    "Phở Việt Nam",
    "Nguyễn Thị Hương & Fils",
    "Bánh mì Sài Gòn",
    "Łódź Pierogi",
    "Čížek et Dvořák",
    "Kovács Győr",
    "São João da Conceição",
    "Peña y Muñoz",
    "Țăran și Șerban",
    "Şahin Doğan Işık",
    "Þórsson & Ægir",
    "Ångström Bjørnsen",
    "Ħal Għaxaq",
    "Abdel-Rahmān Haddād",
    "Oluwaseun Adebayo",
    "Singh Dhaliwal",
    "Saint-Fleur Jean-Baptiste",
    "Straßburger Bäckerei",
)
LONG = (
    "Coopérative de solidarité en soutien à domicile de la Haute-Rivière-aux-Ormes et de la région "
    "de Val-Nordet, Clairval et Mont-Chevalier",
    "Regroupement des organismes communautaires autonomes pour l’intégration au travail des "
    "personnes handicapées de la Basse-Anse-Marguerite",
    "Société de transport adapté et collectif de la Municipalité régionale de comté des "
    "Hautes-Terres (S.T.A.C.), faisant aussi affaire sous le nom de Taxibus du Grand-Portage-Neuf",
    "Corporation d’hébergement et de services aux aînés de Notre-Dame-des-Brises inc.",
    "The Eastern Townships Agricultural Cooperative and Farmers’ Mutual Supply Association Limited",
    "Association des propriétaires de machinerie lourde et d’excavation du Nord, section Abitibi",
)
# what the paper's fonts do not draw, or only by stacking accents: rare in the register
RARE = (
    "Кофейня Москва inc.",
    "ᑲᑎᕕᒃ ᐃᓕᓴᕐᓂᓕᕆᓂᖅ",
    "Kahnawà\ua789ke Tekeni",
    "شركة الأرز inc.",
    "Adébáyọ̀ & Filles ltée",
)
RARE_AMONG = 5_000

Namer = Callable[[random.Random], str]


def employers(count: int, seed: int = 2022) -> Iterator[Snapshot]:
    """`count` documents, in the order of their numbers; another seed gives other employers."""
    rng = random.Random(seed)
    mutuelles = [_mutuelle(rng, rank) for rank in range(MUTUELLES)]
    for key in range(1, count + 1):
        name = rng.choice(RARE) if key % RARE_AMONG == 0 else _name(rng)
        yield _document(rng, key, name, rng.choice(mutuelles))


def french(rng: random.Random) -> str:
    trade, somebody = rng.choice(TRADES), draw_name(rng)
    tail = rng.choice((rng.choice(TAILS), *trade.tails, somebody, f"{somebody} et Fils"))
    return f"{rng.choice(trade.heads)} {tail} {rng.choice(ENDINGS)}"


def person(rng: random.Random) -> str:
    return rng.choice(("{}", "Entreprises {} enr.", "{} et Fils ltée", "{}, CPA inc.")).format(
        draw_name(rng)
    )


def numbered(rng: random.Random) -> str:
    number = f"{rng.randint(9000, 9499)}-{rng.randint(0, 9999):04d}"
    return rng.choice((f"{number} Québec inc.", f"{number} Québec inc. ({french(rng)})"))


def federal(rng: random.Random) -> str:
    return f"{rng.randint(1_000_000, 15_999_999)} Canada Inc."


def english(rng: random.Random) -> str:
    head = rng.choice((*ENGLISH_HEADS, rng.choice(LAST_NAMES), rng.choice(LAST_NAMES)))
    return f"{head} {rng.choice(ENGLISH_TAILS)}"


def nation(rng: random.Random) -> str:
    return f"{rng.choice(NATIONS_HEADS)} {rng.choice(NATIONS)}"


def of_the_world(rng: random.Random) -> str:
    return (
        f"{rng.choice(('Restaurant', 'Épicerie', 'Soudure', ''))} {rng.choice(PLACES_OF_THE_WORLD)}"
    )


def long(rng: random.Random) -> str:
    """Up to the 200 characters that the register holds."""
    return f"{rng.choice(LONG)} {draw_place(rng).city}"[:200]


def odd(rng: random.Random) -> str:
    """What people type: marks, capitals, spaces."""
    return rng.choice(
        (
            "Chez M@x — 100 % local & bio !",
            "« L’Étoile d'Or » (9999-0142 Québec inc.)",
            "A.B.C. Réfrigération/Climatisation +",
            "Studio n° 5½ enr.",
            "L’HEUREUX, L’ÉCUYER & ASSOCIÉS, S.E.N.C.R.L.",
            "Cafe\u0301  de l'E\u0301toile",
        )
    )


KINDS: dict[Namer, int] = {
    french: 520,
    numbered: 140,
    person: 100,
    english: 90,
    of_the_world: 60,
    federal: 30,
    nation: 30,
    long: 20,
    odd: 10,
}


def _name(rng: random.Random) -> str:
    name = rng.choices(list(KINDS), list(KINDS.values()))[0](rng)
    return name.upper() if rng.random() < 0.1 else name  # as old registers have them


def _document(rng: random.Random, key: int, name: str, mutuelle: dict[str, Any]) -> Snapshot:
    number = f"{YEAR}-{mutuelle['mutuelle']['number'][3:]}-{key}"
    count = rng.choices(list(ESTABLISHMENTS), list(ESTABLISHMENTS.values()))[0]
    return {
        "kind": OFFICIAL_INFORMATION,
        "number": number,
        "title": "Information officielle - Mutuelle de prévention",
        "year": YEAR,
        "issued_on": ISSUED_ON,
        "site": SITE,
        "employer": {
            "name": name,
            "neq": neq_with_check_digit(f"1199{key:05d}") if rng.random() < 0.97 else None,
            "number": f"ENL{key:08d}",
            "address": _address(rng),
        },
        **mutuelle,
        "edition": EDITION_FACTS,
        "certificates": [
            {
                "number": f"{number}-{rank:02d}",
                "code": _code(rng),
                "token": "".join(rng.choices(BASE32, k=TOKEN)),
                "establishment": {
                    "number": f"ETA{key:06d}{rank:03d}",
                    "name": _establishment(rng, name),
                    "address": _address(rng),
                },
            }
            for rank in range(1, count + 1)
        ],
    }


def _mutuelle(rng: random.Random, rank: int) -> dict[str, Any]:
    firm, contact, mailbox, digits = FIRMS[rank % len(FIRMS)]
    trade = TRADES[rank % len(TRADES)]
    return {
        "mutuelle": {"number": f"MUT{rank + 1:05d}", "name": f"{trade.mutuelle_name} {rank + 1}"},
        "firm": {
            "name": firm,
            "address": _address(rng),
            "phone": f"1 800 555-{digits}",
            "email": f"info@{mailbox}.example",
            "contact": contact,
        },
    }


def _establishment(rng: random.Random, employer: str) -> str:
    """Its own name one time in two; otherwise the employer's, as lists have them."""
    if rng.random() < 0.5:
        return employer
    return f"{rng.choice(rng.choice(TRADES).places)} {draw_place(rng).city}"


def _address(rng: random.Random) -> str:
    place = draw_place(rng)
    code = place.postal_code.replace(" ", "\u00a0")
    return f"{place.street}, {place.city}\u00a0(Québec)\u00a0{code}"


def _code(rng: random.Random) -> str:
    letters = "".join(rng.choices(CODE_LETTERS, k=12))
    return f"{letters[:4]}-{letters[4:8]}-{letters[8:]}"
