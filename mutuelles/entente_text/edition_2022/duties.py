"""Clauses 5 to 7: what the employer, the mutuelle and its manager owe."""

from mutuelles.entente_text.writing import clause, sub

CLAUSES = (
    clause(
        5,
        "Obligations de l’employeur",
        sub(
            "L’employeur applique, pendant la durée de l’Entente, un programme de prévention pour "
            "chacun de ses établissements. Il le met à jour et le diffuse à son personnel, "
            "conformément à la clause 6."
        ),
        sub(
            "Il met en place des moyens pour faire connaître le programme de prévention aux "
            "travailleurs et pour favoriser leur participation à la prise en charge de la santé "
            "et de la sécurité du travail."
        ),
        sub(
            "Il utilise des méthodes et des techniques propres à identifier les risques, à les "
            "éliminer et, lorsqu’ils ne peuvent l’être, à les contrôler."
        ),
        sub(
            "Il planifie les actions en santé et en sécurité du travail qu’il mettra en œuvre au "
            "cours de l’année à venir et dresse, à la fin de l’année, le bilan de celles qu’il a "
            "réalisées."
        ),
        sub(
            "Il désigne, avec les autres employeurs, le responsable SST. Il collabore avec lui "
            "pour améliorer sa prise en charge de la santé et de la sécurité du travail et pour "
            "corriger les situations inadéquates qui lui sont signalées."
        ),
        sub(
            "Il diffuse à ses travailleurs, par tout moyen qui leur permet de le consulter "
            "facilement, un avis indiquant qu’il est membre d’une mutuelle de prévention pour "
            "l’année {year}. Le certificat d’appartenance, affiché bien en vue dans "
            "l’établissement auquel il se rapporte, tient lieu de cet avis."
        ),
        sub(
            "Il remet au gestionnaire, dans le délai que celui-ci indique, les renseignements "
            "nécessaires à la préparation du bilan des activités de la mutuelle. Il conserve une "
            "copie de ce qu’il transmet."
        ),
        sub(
            "Il avise le gestionnaire sans délai :",
            "de l’ouverture, du déplacement ou de la fermeture d’un établissement ;",
            "d’un changement de nom, de forme juridique ou d’adresse ;",
            "d’une fusion, d’une vente ou de toute autre opération qui touche l’entreprise ;",
            "du remplacement de la personne autorisée à signer en son nom.",
        ),
        sub(
            "Il permet à la Commission de vérifier le respect de l’Entente, notamment de consulter "
            "le programme de prévention de chaque établissement et les documents qui en attestent "
            "l’application."
        ),
        sub(
            "Il demeure seul responsable du paiement de sa cotisation. Aucun employeur ne répond "
            "de la cotisation d’un autre."
        ),
        changed=True,
    ),
    clause(
        6,
        "Programme de prévention",
        sub(
            "Les obligations relatives au programme de prévention s’appliquent à compter du "
            "1er avril {year} au nouveau membre et au membre qui n’était pas tenu d’appliquer un "
            "tel programme en vertu d’une loi ou d’une entente antérieure. La Commission peut "
            "consentir à prolonger ce délai pour des motifs qu’elle estime raisonnables."
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
            "les activités d’information et de formation prévues, notamment pour l’accueil des "
            "nouveaux travailleurs ;",
            "les moyens pris pour faire connaître le programme et pour recueillir les "
            "observations des travailleurs.",
        ),
        sub(
            "L’employeur qui compte plusieurs établissements peut adopter des dispositions "
            "communes, pourvu que le programme de chacun tienne compte des risques qui lui sont "
            "propres."
        ),
        sub(
            "Le programme est tenu à la disposition des travailleurs par tout moyen qui leur "
            "permet de le consulter facilement, sans avoir à en faire la demande."
        ),
        sub(
            "L’employeur revoit le programme au moins une fois l’an. Il le revoit aussi lorsque "
            "survient un événement qui en montre l’insuffisance ou lorsqu’un changement apporté "
            "aux lieux, aux équipements ou à l’organisation du travail crée un risque nouveau."
        ),
        sub(
            "La revue annuelle porte sur les actions réalisées, sur celles qui ne l’ont pas été et "
            "sur les raisons de cet écart. Sa date et ses conclusions sont consignées et "
            "alimentent la planification de l’année suivante."
        ),
        sub(
            "Le responsable SST peut en tout temps demander à voir le programme. L’employeur le "
            "lui remet sans délai, avec les documents qui en attestent l’application."
        ),
        changed=True,
    ),
    clause(
        7,
        "Obligations de la mutuelle et du gestionnaire",
        sub(
            "Les employeurs désignent deux personnes pour la mutuelle : le responsable SST et la "
            "personne chargée de la correspondance avec la Commission."
        ),
        sub(
            "Le responsable SST :",
            "est l’interlocuteur principal de la Commission et peut, au besoin, déléguer ses "
            "tâches à des collaborateurs ;",
            "accompagne et soutient les employeurs dans leur prise en charge de la santé et de la "
            "sécurité du travail ;",
            "intervient pour faire corriger les situations inadéquates que la Commission lui "
            "signale.",
        ),
        sub(
            "La mutuelle poursuit les objectifs fixés dans l’exposé sommaire et met en œuvre les "
            "mesures qui y sont envisagées. Si elle doit s’en écarter, elle en informe la "
            "Commission et en donne les raisons."
        ),
        sub(
            "Au plus tard le 1er mars {next_year}, la mutuelle produit à la Commission le bilan "
            "des activités de l’année {year}. Le bilan décrit, pour chaque objectif de l’exposé "
            "sommaire :",
            "les activités mises en œuvre et les employeurs qui y ont pris part ;",
            "les résultats obtenus ;",
            "ce qui reste à faire et les mesures proposées pour y parvenir.",
        ),
        sub(
            "Le gestionnaire tient à jour la liste des employeurs et de leurs établissements. Il "
            "transmet à la Commission les avis que les employeurs lui donnent en vertu de la "
            "clause 5.8."
        ),
        sub(
            "Le gestionnaire conserve l’exemplaire de l’Entente qui porte toutes les signatures. "
            "Il en remet une copie complète à l’employeur qui le demande."
        ),
        sub(
            "Les services du gestionnaire, leur prix et leur durée sont régis par un contrat "
            "distinct, conclu entre lui et l’employeur, auquel la Commission n’est pas partie. En "
            "cas de divergence, l’Entente prévaut à l’égard de la Commission."
        ),
        sub(
            "La Commission ne se prononce ni sur la valeur de la mutuelle ni sur celle du "
            "gestionnaire. Elle s’assure que les employeurs respectent leurs engagements."
        ),
        sub(
            "Entre le 10 décembre {previous_year} et le 31 janvier {year}, la Commission met à la "
            "disposition de chaque employeur une copie de l’Entente et un certificat "
            "d’appartenance pour chacun de ses établissements."
        ),
    ),
)
