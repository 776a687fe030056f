"""Clauses 5 and 6 as they stood in 2021, by number."""

from mutuelles.entente_text.writing import clause, sub

EMPLOYER = clause(
    5,
    "Obligations de l’employeur",
    sub(
        "L’employeur élabore et applique, pendant la durée de l’Entente, un programme de "
        "prévention pour chacun de ses établissements."
    ),
    sub(
        "Il met en place des moyens pour faire connaître le programme de prévention aux "
        "travailleurs."
    ),
    sub(
        "Il utilise des méthodes et des techniques propres à identifier les risques, à les "
        "éliminer et, lorsqu’ils ne peuvent l’être, à les contrôler."
    ),
    sub(
        "Il planifie les actions en santé et en sécurité du travail qu’il mettra en œuvre au "
        "cours de l’année à venir."
    ),
    sub(
        "Il désigne, avec les autres employeurs, le responsable SST. Il collabore avec lui "
        "pour améliorer sa prise en charge de la santé et de la sécurité du travail et pour "
        "corriger les situations inadéquates qui lui sont signalées."
    ),
    sub(
        "Il affiche dans chacun de ses établissements un avis indiquant qu’il est membre d’une "
        "mutuelle de prévention pour l’année {year}."
    ),
    sub(
        "Il remet au gestionnaire, dans le délai que celui-ci indique, les renseignements "
        "nécessaires à la préparation du bilan des activités de la mutuelle."
    ),
    sub(
        "Il avise le gestionnaire sans délai :",
        "de l’ouverture, du déplacement ou de la fermeture d’un établissement ;",
        "d’un changement de nom, de forme juridique ou d’adresse ;",
        "d’une fusion, d’une vente ou de toute autre opération qui touche l’entreprise.",
    ),
    sub(
        "Il demeure seul responsable du paiement de sa cotisation. Aucun employeur ne répond "
        "de la cotisation d’un autre."
    ),
    changed=True,
)

PROGRAMME = clause(
    6,
    "Programme de prévention",
    sub(
        "Les obligations relatives au programme de prévention s’appliquent à compter du "
        "1er avril {year} au nouveau membre."
    ),
    sub(
        "L’employeur dont l’adhésion est renouvelée, ou qui réintègre une mutuelle, met son "
        "programme de prévention à jour avant le 1er janvier {year}."
    ),
    sub(
        "Le programme de prévention de chaque établissement indique au moins :",
        "les risques relevés dans l’établissement et l’ordre dans lequel l’employeur entend "
        "les éliminer ou les contrôler ;",
        "les mesures retenues, la personne qui répond de chacune et son échéance ;",
        "les moyens de surveillance et d’entretien qui assurent que les risques corrigés le "
        "demeurent ;",
        "les activités d’information et de formation prévues.",
    ),
    sub(
        "Le programme est tenu à la disposition des travailleurs, qui peuvent le consulter sur "
        "demande."
    ),
    sub("L’employeur revoit le programme au moins une fois l’an."),
    sub(
        "Une copie du programme de chaque établissement est transmise au gestionnaire dans les "
        "trente jours de sa mise à jour."
    ),
    sub(
        "Le responsable SST peut en tout temps demander à voir le programme. L’employeur le "
        "lui remet sans délai, avec les documents qui en attestent l’application."
    ),
    changed=True,
)

CLAUSES = {each.number: each for each in (EMPLOYER, PROGRAMME)}
