"""The sixteen columns of a member list: the one source for the reader, the page and the model."""

from dataclasses import dataclass

from django.utils.translation import gettext_noop as _

from mutuelles.member_list import kinds
from mutuelles.member_list.cells import fold


@dataclass(frozen=True, slots=True)
class Column:
    """`heading` and `explanation` are French; a page translates the explanation as it shows it."""

    key: str
    heading: str
    explanation: str
    example: str
    aliases: tuple[str, ...] = ()
    required: bool = True
    default: str = ""
    max_length: int = 200
    kind: kinds.Kind = kinds.TEXT

    @property
    def names(self) -> set[str]:
        """Every heading that means this column, folded."""
        return {fold(name) for name in (self.key, self.heading, *self.aliases)}


COLUMNS = (
    Column(
        "employer_number",
        "NEQ ou numéro d’employeur",
        _("Les dix chiffres du NEQ, ou ENL et huit chiffres. Mettre la colonne au format Texte."),
        "1199000002",
        (
            "NEQ",
            "Numéro d’employeur",
            "No d’employeur",
            "NEQ / ENL",
            "Numéro d’entreprise du Québec",
            "NEQ or employer number",
            "Québec enterprise number",
            "Business number",
            "Employer no.",
        ),
        kind=kinds.EMPLOYER_NUMBER,
    ),
    Column(
        "employer_name",
        "Nom de l’employeur",
        _("Le nom au registre des entreprises, le même sur toutes les lignes de l’employeur."),
        "Menuiserie des Trois Saules inc.",
        (
            "Employeur",
            "Nom",
            "Raison sociale",
            "Nom de l’entreprise",
            "Employer",
            "Company",
            "Company name",
            "Legal name",
            "Business name",
        ),
        kind=kinds.EMPLOYER_NAME,
    ),
    Column(
        "street",
        "Adresse (numéro et rue)",
        _("L’adresse de l’employeur, bureau ou étage compris."),
        "214, rue des Érables, bureau 3",
        (
            "Adresse",
            "Adresse de l’employeur",
            "Numéro et rue",
            "Rue",
            "Address",
            "Street address",
            "Employer address",
            "Address (number and street)",
        ),
    ),
    Column(
        "city",
        "Ville",
        _("La ville de l’employeur."),
        "Lévis",
        ("Ville de l’employeur", "Municipalité", "Employer city", "Town", "Municipality"),
        max_length=100,
    ),
    Column(
        "province",
        "Province",
        _("La province de l’employeur ; une cellule vide veut dire Québec."),
        "Québec",
        ("Province de l’employeur", "Employer province"),
        required=False,
        default=kinds.QUEBEC,
        kind=kinds.PROVINCE,
    ),
    Column(
        "postal_code",
        "Code postal",
        _("Le code postal de l’employeur."),
        "G0X 1A9",
        ("Code postal de l’employeur", "CP", "Employer postal code"),
        kind=kinds.POSTAL_CODE,
    ),
    Column(
        "contact_name",
        "Personne-ressource",
        _("La personne qui recevra les documents de l’employeur."),
        "Maude Tremblay",
        (
            "Contact",
            "Nom de la personne-ressource",
            "Nom du contact",
            "Contact person",
            "Name of contact",
        ),
        max_length=150,
    ),
    Column(
        "contact_email",
        "Courriel",
        _("Son adresse de courriel : une invitation lui est envoyée si elle n’a pas de compte."),
        "maude.tremblay@trois-saules.example",
        (
            "Courriel de la personne-ressource",
            "Adresse de courriel",
            "Adresse courriel",
            "E-mail",
            "Email address",
            "E-mail address",
            "Mail",
        ),
        max_length=254,
        kind=kinds.EMAIL,
    ),
    Column(
        "establishment_number",
        "Numéro d’établissement",
        _("ETA et neuf chiffres. Chaque établissement figure une seule fois dans la liste."),
        "ETA990000001",
        ("No d’établissement", "Numéro de l’établissement", "ETA", "Establishment no."),
        kind=kinds.ESTABLISHMENT_NUMBER,
    ),
    Column(
        "establishment_name",
        "Nom de l’établissement",
        _("Une cellule vide veut dire le nom de l’employeur."),
        "Atelier de Lévis",
        ("Établissement", "Establishment", "Name of establishment"),
        required=False,
    ),
    Column(
        "establishment_street",
        "Adresse de l’établissement",
        _("Numéro et rue de l’établissement, qui est toujours au Québec."),
        "214, rue des Érables",
        ("Numéro et rue de l’établissement", "Establishment address", "Address of establishment"),
    ),
    Column(
        "establishment_city",
        "Ville de l’établissement",
        _("La ville de l’établissement."),
        "Lévis",
        max_length=100,
        aliases=("City of establishment", "Establishment town"),
    ),
    Column(
        "establishment_postal_code",
        "Code postal de l’établissement",
        _("Le code postal de l’établissement."),
        "G0X 1A9",
        ("CP de l’établissement", "Postal code of establishment"),
        kind=kinds.POSTAL_CODE,
    ),
    Column(
        "paper",
        "Pièce (résolution ou procuration)",
        _("Ce qui donne au signataire le pouvoir de signer : Résolution ou Procuration."),
        "Résolution",
        (
            "Pièce",
            "Résolution ou procuration",
            "Resolution or power of attorney",
            "Resolution or proxy",
            "Document",
        ),
        kind=kinds.PAPER,
    ),
    Column(
        "signatory",
        "Signataire",
        _("La personne que la résolution ou la procuration autorise à signer l’Entente."),
        "Jean-Noël Côté",
        ("Nom du signataire", "Name of signatory", "Signatory name", "Signing officer"),
    ),
    Column(
        "capacity",
        "Qualité du signataire",
        _("À quel titre cette personne signe."),
        "Président",
        (
            "Qualité",
            "Titre du signataire",
            "Fonction du signataire",
            "Title",
            "Signatory title",
            "Signatory’s title",
            "Capacity of signatory",
            "Signatory capacity",
        ),
        max_length=100,
    ),
)
COLUMN_OF = {name: column for column in COLUMNS for name in column.names}
HEADING_OF = {column.key: column.heading for column in COLUMNS}

SECOND_ESTABLISHMENT = {
    "establishment_number": "ETA990000002",
    "establishment_name": "Salle de montre",
    "establishment_street": "35, avenue du Moulin",
    "establishment_city": "Sainte-Marie",
    "establishment_postal_code": "G0S 2Y0",
}
_EXAMPLE = {column.key: column.example for column in COLUMNS} | {
    "employer_name": kinds.EXAMPLE_NAME
}
# The two lines of the model, by key: an employer of two establishments.
EXAMPLES = (_EXAMPLE, _EXAMPLE | SECOND_ESTABLISHMENT)
