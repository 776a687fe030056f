"""The reference catalogue in words: what can be issued, whom to ask, what to read besides.

Names of documents are those that were seen (domain.md § 6); the sentences, the numbers and the
addresses are ours, and lead nowhere.
"""

from dataclasses import dataclass

from documents.choices import Subject
from documents.models.document_type import OFFICIAL_INFORMATION


@dataclass(frozen=True)
class ContactText:
    """`phone` and `fax` are the last four digits of a fictitious 1 800 555 number."""

    name: str
    purpose: str
    mailbox: str
    phone: str
    fax: str


@dataclass(frozen=True)
class TypeText:
    code: str
    subject: Subject
    title: str
    summary: str
    contact: str
    important: str = ""
    publications: tuple[str, ...] = ()


MUTUELLES = "Service à la grande entreprise et aux mutuelles de prévention"
RATES = "Service de la classification et de la tarification"
ACCOUNTS = "Service de la cotisation et des versements"
CONFORMITY = "Service de la conformité"
INSPECTION = "Direction de la prévention et de l’inspection"
CLAIMS = "Service de l’imputation et de la révision"

CONTACTS = (
    ContactText(
        MUTUELLES,
        "Pour nous joindre ou pour obtenir la liste des membres de votre mutuelle.",
        "mutuelle.prevention",
        "0142",
        "0143",
    ),
    ContactText(
        RATES, "Pour une question sur votre classification ou vos taux.", "taux", "0144", "0145"
    ),
    ContactText(
        ACCOUNTS,
        "Pour une question sur votre cotisation ou vos versements.",
        "cotisation",
        "0146",
        "0147",
    ),
    ContactText(
        CONFORMITY, "Pour une question sur l’état de votre dossier.", "conformite", "0148", "0149"
    ),
    ContactText(
        INSPECTION,
        "Pour joindre l’inspectrice ou l’inspecteur nommé dans le rapport.",
        "inspection",
        "0150",
        "0151",
    ),
    ContactText(
        CLAIMS, "Pour une question sur une décision qui vous concerne.", "decisions", "0152", "0153"
    ),
)

GUIDE = "Guide pour mieux comprendre le mode de tarification au taux personnalisé"
MUTUELLE_PAGE = "Page Web Mutuelles de prévention"
UNITS_PAGE = "Page Web Classification des employeurs"
RETROSPECTIVE_GUIDE = "Guide de la tarification rétrospective"
PAYMENTS_PAGE = "Page Web Versements périodiques"

# title, page, kind
PUBLICATIONS = (
    (GUIDE, "taux-personnalise.pdf", "PDF"),
    (MUTUELLE_PAGE, "mutuelles-de-prevention", ""),
    (UNITS_PAGE, "classification", ""),
    (RETROSPECTIVE_GUIDE, "tarification-retrospective.pdf", "PDF"),
    (PAYMENTS_PAGE, "versements-periodiques", ""),
)

OFFICIAL_SUMMARY = (
    "1) Le certificat d’appartenance de votre entreprise à une mutuelle de prévention. Imprimez "
    "autant de certificats que vous avez d’établissements.\n\n"
    "2) La copie de l’Entente relative au regroupement d’employeurs aux fins de l’assujettissement "
    "à des taux personnalisés et au calcul de ces taux. Cette Entente a été modifiée : portez une "
    "attention particulière aux clauses 5, 6 et 8.1.\n\n"
    "Pour en savoir plus sur votre mutuelle ou pour obtenir une copie complète de l’Entente, avec "
    "toutes les signatures, adressez-vous à votre gestionnaire de mutuelle ; ses coordonnées sont "
    "à la section 12.1 de l’Entente.\n\n"
    "Lisez aussi avec attention un autre document : le contrat de service qui régit votre relation "
    "d’affaires avec votre gestionnaire."
)
OFFICIAL_IMPORTANT = (
    "Si vous décidez de changer de gestionnaire de mutuelle, ou de ne plus être membre d’une "
    "mutuelle l’an prochain, vous devez en informer la Commission avant le 1er octobre."
)

TYPES = (
    TypeText(
        OFFICIAL_INFORMATION,
        Subject.MUTUELLE,
        "Information officielle - Mutuelle de prévention",
        OFFICIAL_SUMMARY,
        MUTUELLES,
        OFFICIAL_IMPORTANT,
        (GUIDE, MUTUELLE_PAGE),
    ),
    TypeText(
        "decision-projet",
        Subject.MUTUELLE,
        "Décision sur le projet de regroupement",
        "La décision rendue sur le projet de regroupement dont votre entreprise fait partie.",
        MUTUELLES,
        publications=(MUTUELLE_PAGE,),
    ),
    TypeText(
        "lettre-exclusion",
        Subject.MUTUELLE,
        "Lettre d’exclusion d’une mutuelle de prévention",
        "L’avis que votre entreprise est exclue de sa mutuelle, et le motif de l’exclusion.",
        MUTUELLES,
        "Une demande de réintégration doit nous parvenir avant le 1er mai de l’année d’exclusion.",
        (MUTUELLE_PAGE,),
    ),
    TypeText(
        "decision-classification",
        Subject.CLASSIFICATION,
        "Décision de classification",
        "Les unités dans lesquelles votre entreprise est classée l’an prochain, le taux de chacune "
        "et le taux de vos versements périodiques.",
        RATES,
        "Vérifiez que chaque unité décrit bien une activité de votre entreprise.",
        (UNITS_PAGE,),
    ),
    TypeText(
        "avis-taux-personnalise",
        Subject.RATING,
        "Avis de calcul du taux personnalisé",
        "Votre taux personnalisé de l’année, le taux de votre unité et les indices qui ont servi "
        "au calcul.",
        RATES,
        publications=(GUIDE,),
    ),
    TypeText(
        "calcul-taux-personnalise",
        Subject.RATING,
        "Calcul détaillé du taux personnalisé",
        "Les étapes du calcul de votre taux personnalisé, d’une année d’expérience à l’autre.",
        RATES,
        publications=(GUIDE,),
    ),
    TypeText(
        "donnees-choix-limite",
        Subject.RATING,
        "Données financières aux fins du choix de la limite",
        "Les données dont vous avez besoin pour choisir la limite par lésion de l’an prochain.",
        RATES,
        "Votre choix doit nous parvenir au plus tard le 15 décembre.",
        (RETROSPECTIVE_GUIDE,),
    ),
    TypeText(
        "document-retrospectif",
        Subject.RATING,
        "Document relatif à la tarification rétrospective",
        "L’ajustement de votre cotisation, selon le coût des lésions à la date d’évaluation.",
        RATES,
        publications=(RETROSPECTIVE_GUIDE,),
    ),
    TypeText(
        "avis-cotisation",
        Subject.ASSESSMENT,
        "Avis de cotisation",
        "Le montant de votre cotisation selon les salaires que vous avez déclarés, les versements "
        "reçus et le solde.",
        ACCOUNTS,
        "Un solde impayé à l’échéance porte intérêt.",
    ),
    TypeText(
        "lettre-versements",
        Subject.PERIODIC,
        "Lettre - Taux de versement périodique révisé",
        "Le nouveau taux à utiliser pour calculer vos versements périodiques.",
        ACCOUNTS,
        publications=(PAYMENTS_PAGE,),
    ),
    TypeText(
        "validation-conformite",
        Subject.CONFORMITY,
        "Validation de conformité",
        "La réponse à une demande sur l’état du dossier d’un entrepreneur avec qui vous traitez.",
        CONFORMITY,
    ),
    TypeText(
        "suivi-conformite",
        Subject.CONFORMITY,
        "Suivi de l’état de conformité",
        "Le changement survenu dans l’état d’un dossier que vous suivez.",
        CONFORMITY,
    ),
    TypeText(
        "attestation-conformite",
        Subject.CONFORMITY,
        "Attestation de conformité",
        "L’attestation que votre entreprise s’est acquittée de ses obligations à cette date.",
        CONFORMITY,
        "Cette attestation vaut pour la seule date qui y est inscrite.",
    ),
    TypeText(
        "rapport-intervention",
        Subject.INSPECTION,
        "Rapport d’intervention",
        "Ce qui a été constaté lors de la visite de votre établissement, et ce qui est à corriger.",
        INSPECTION,
        "Affichez une copie du rapport dans l’établissement visé.",
    ),
    TypeText(
        "decision-partage",
        Subject.COMPENSATION,
        "Décision - Partage d’imputation",
        "La part du coût d’une lésion qui est portée à votre dossier.",
        CLAIMS,
    ),
    TypeText(
        "decision-transfert",
        Subject.COMPENSATION,
        "Décision - Transfert d’imputation",
        "La réponse à votre demande de porter ailleurs le coût d’une lésion.",
        CLAIMS,
    ),
    TypeText(
        "decision-revision",
        Subject.REVIEW,
        "Décision de révision administrative",
        "La décision rendue à la suite de votre demande de révision.",
        CLAIMS,
        "Une décision de révision peut être contestée ; le délai y est indiqué.",
    ),
)
