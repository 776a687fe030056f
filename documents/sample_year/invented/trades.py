"""Trades of the sample year: how their houses are called, and the mutuelle that gathers them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Trade:
    """`members` employers belong to the mutuelle; `names` come first, then heads and tails."""

    code: str
    mutuelle: str
    mutuelle_name: str
    firm: int
    members: int
    heads: tuple[str, ...]
    tails: tuple[str, ...]
    places: tuple[str, ...]
    unit: str
    names: tuple[str, ...] = ()


# tails that suit any trade; trades add their own
TAILS = (
    "du Vieux-Quai",
    "des Trois-Rangs",
    "de la Côte-du-Calvaire",
    "Port-Calumet",
    "des Hautes-Terres",
    "Rang-Sainte-Anne",
    "du Grand-Portage-Neuf",
    "Val-Nordet",
    "de l’Anse-Marguerite",
    "des Quatre-Vents",
    "du Lac-Bellefeuille",
    "Rivière-aux-Ormes",
    "Mont-Chevalier",
    "de Maribourg",
    "des Sarcelles",
    "du Bois-Dormant",
)

TRADES = (
    Trade(
        "boulangerie",
        "MUT00042",
        "Mutuelle Boulange et pâtisserie",
        0,
        40,
        ("Boulangerie", "Pâtisserie", "Fournil", "Les Pains", "Viennoiseries", "Chocolaterie"),
        ("L’Épi sauvage", "La Croûte d’or", "au Levain d’antan", "du Blé noir", "Miche et Mie"),
        ("Fournil", "Comptoir", "Laboratoire", "Entrepôt de farine"),
        "99110",
        (
            "Boulangerie Quatre-Temps inc.",
            "Fournil de la Côte-du-Sud inc.",
            "Gâteries Maribourg inc.",
            "Les Pains Tremblay-Huot inc.",
            "Pâtisserie d’Aiguebelle ltée",
            "Viennoiseries du Faubourg-Vert inc.",
            "Moulin et Levain inc.",
            "Coopérative de solidarité des boulangers, pâtissiers et chocolatiers artisans de la "
            "Haute-Rivière-aux-Ormes et de la Basse-Anse-Marguerite",
            "Boulangerie Pakueshikan inc.",
            "Nine Mile Creek Bakery Ltd.",
            "9999-0142 Québec inc.",
            "Biscuiterie Thérèse Vaillancourt enr.",
        ),
    ),
    Trade(
        "transport",
        "MUT00007",
        "Mutuelle des transporteurs du fleuve",
        1,
        34,
        ("Transport", "Camionnage", "Messagerie", "Déménagement", "Remorquage"),
        ("Cap-Rouge-Nord", "Trans-Fleuve", "Longue-Route", "Vitrail Express"),
        ("Terminus", "Entrepôt", "Garage", "Répartition"),
        "99220",
        (
            "Transport Rang-Sainte-Anne inc.",
            "Transport Mishta-Shipu inc.",
            "Stanhope Corner Haulage Inc.",
            "9999-0277 Québec inc.",
        ),
    ),
    Trade(
        "scierie",
        "MUT00011",
        "Mutuelle Bois et forêt",
        1,
        30,
        ("Scierie", "Foresterie", "Bois ouvré", "Charpentes", "Sylviculture"),
        ("Pin-Blanc", "du Cèdre-Rouge", "Épinette-Noire", "des Draveurs"),
        ("Usine", "Cour à bois", "Séchoir", "Atelier"),
        "99330",
        (
            "Scierie des Hautes-Terres ltée",
            "Foresterie Nutshimit inc.",
            "Coopérative forestière Wapos",
            "Blackwater Lumber Co. Ltd.",
        ),
    ),
    Trade(
        "soudure",
        "MUT00015",
        "Mutuelle Soudure et métal",
        2,
        32,
        ("Soudure", "Acier", "Usinage", "Chaudronnerie", "Ferblanterie"),
        ("Point-Bleu", "Arc-Nord", "du Haut-Fourneau", "Métal-Ouvré"),
        ("Atelier", "Usine", "Cour d’acier", "Salle de montre"),
        "99440",
        (
            "Soudure Malartic-Nord inc.",
            "Soudure Lac-à-l’Épaule-Neuf inc.",
            "O’Malley Steelworks Inc.",
            "9999-0318 Québec inc.",
        ),
    ),
    Trade(
        "construction",
        "MUT00019",
        "Mutuelle Bâtir ensemble",
        2,
        36,
        ("Construction", "Toitures", "Rénovation", "Coffrage", "Électricité", "Plomberie"),
        ("Pierre-Angulaire", "Quatre-Murs", "du Faîte", "Fil-à-Plomb"),
        ("Bureau", "Entrepôt", "Atelier", "Chantier-école"),
        "99550",
        ("Construction Makwa inc.", "Highgate Masonry Ltd.", "9999-0423 Québec inc."),
    ),
    Trade(
        "commerce",
        "MUT00023",
        "Mutuelle Comptoirs et quincailleries",
        3,
        28,
        ("Quincaillerie", "Magasin", "Meubles", "Librairie", "Épicerie"),
        ("La Bonne-Clef", "Au Petit-Poids", "du Marché-Neuf", "La Grande-Table"),
        ("Magasin", "Entrepôt", "Comptoir", "Salle de montre"),
        "99660",
        ("Magasin général Siku inc.", "The Corner Ledger Bookshop Inc."),
    ),
    Trade(
        "restauration",
        "MUT00028",
        "Mutuelle Tables et auberges",
        0,
        30,
        ("Restaurant", "Auberge", "Casse-croûte", "Bistro", "Traiteur", "Cantine"),
        ("La Soupière", "Au Poêlon-Rouge", "Le Huard-Doré", "Chez Eugénie"),
        ("Salle à manger", "Cuisine", "Comptoir", "Auberge"),
        "99770",
        ("Auberge Nibi inc.", "Lakeside Lantern Inn Ltd.", "9999-0511 Québec inc."),
    ),
    Trade(
        "agroalimentaire",
        "MUT00031",
        "Mutuelle Champs et fromageries",
        3,
        24,
        ("Fromagerie", "Ferme", "Verger", "Érablière", "Serres", "Abattoir"),
        ("La Chèvre-Blanche", "du Trécarré", "Sucre-d’Avril", "Pomme-Neuve"),
        ("Ferme", "Usine", "Kiosque", "Entrepôt"),
        "99880",
        ("Érablière Sinzibuckwud inc.", "Maple Hollow Orchards Inc."),
    ),
    Trade(
        "mecanique",
        "MUT00036",
        "Mutuelle Garages et mécanique",
        4,
        26,
        ("Garage", "Mécanique", "Carrosserie", "Pneus", "Autos"),
        ("Quatre-Temps-Moteur", "du Carrefour-Neuf", "Bon-Frein", "La Clé-Plate"),
        ("Garage", "Atelier", "Cour", "Comptoir de pièces"),
        "99140",
        ("Garage Nanuq inc.", "Ridge Road Auto Body Ltd."),
    ),
    Trade(
        "entretien",
        "MUT00047",
        "Mutuelle Entretien et propreté",
        0,
        24,
        ("Entretien", "Conciergerie", "Buanderie", "Paysagement", "Déneigement"),
        ("Net-et-Clair", "Vitre-Vive", "Brin-d’Herbe", "Blanche-Neuve"),
        ("Bureau", "Dépôt", "Buanderie", "Serre"),
        "99250",
        ("Entretien Tournesol-du-Nord inc.", "Snowberry Landscaping Inc."),
    ),
    Trade(
        "nord",
        "MUT00053",
        "Mutuelle Communautés du Nord",
        4,
        17,
        ("Services", "Pourvoirie", "Coopérative", "Pêcheries"),
        ("Kanatakon-Neuf", "Tshiuetin-Est", "Mashteu", "Wâbiski", "Inukshuk-Bleu", "Atikuss"),
        ("Bureau", "Quai", "Entrepôt", "Camp"),
        "99360",
        ("Coopérative Siku-Nunavik-Bleu", "Pêcheries Innu-Shipit inc.", "Pourvoirie Wachiya inc."),
    ),
    Trade(
        "soins",
        "MUT00058",
        "Mutuelle Soins et mieux-être",
        4,
        15,
        ("Résidence", "Clinique", "Pharmacie", "Garderie", "Centre dentaire"),
        ("Les Jours-Clairs", "La Main-Tendue", "au Fil-des-Ans", "L’Oiseau-Mouche"),
        ("Résidence", "Clinique", "Bureau", "Installation"),
        "99470",
        ("Résidence Sainte-Opportune-du-Rang inc.", "Willow Bend Care Home Inc."),
    ),
)

# name, contact, mailbox, last digits of the telephone
FIRMS = (
    ("Gestion Prévaction inc.", "Hubert Lacasse", "prevaction", "0161"),
    ("Groupe-conseil Vigie du Fleuve inc.", "Marjolaine Bellavance", "vigie-du-fleuve", "0162"),
    ("Cabinet Rempart SST inc.", "Karim Benali", "rempart-sst", "0163"),
    ("Mutualis-Conseil du Rang ltée", "Solange Quirion", "mutualis-rang", "0164"),
    ("Prévention Boréal-Appui inc.", "Tristan Nolet", "boreal-appui", "0165"),
)
