"""Clauses 10 and 11: leaving, exclusion, reinstatement; arbitration."""

from mutuelles.entente_text.writing import clause, sub

CLAUSES = (
    clause(
        10,
        "Départ, exclusion et réintégration",
        sub(
            "L’employeur qui décide de changer de gestionnaire ou de ne plus être membre d’une "
            "mutuelle pour l’année {next_year} en informe la Commission avant le "
            "1er octobre {year}. Sa décision est sans effet sur l’année {year}."
        ),
        sub(
            "La Commission peut exclure de la mutuelle l’employeur qui, selon le cas :",
            "n’applique pas de programme de prévention dans un établissement ou ne le tient pas à "
            "jour ;",
            "néglige de corriger une situation inadéquate qui lui a été signalée ;",
            "ne remet pas les renseignements nécessaires au bilan ou à une vérification ;",
            "ne remplit plus les conditions d’admissibilité ;",
            "fournit un renseignement qu’il sait inexact.",
        ),
        sub(
            "Avant d’exclure l’employeur, la Commission l’informe du manquement qu’elle lui "
            "reproche et lui donne l’occasion de présenter ses observations ou de corriger la "
            "situation dans le délai qu’elle indique."
        ),
        sub(
            "L’exclusion est prononcée par une lettre qui en donne le motif, indique l’année sur "
            "laquelle elle porte et rappelle la date limite pour demander la réintégration. Une "
            "copie de cette lettre est transmise au gestionnaire."
        ),
        sub(
            "L’employeur exclu peut demander sa réintégration. La demande est faite par écrit "
            "avant le 1er mai de l’année d’exclusion ; elle indique les mesures prises pour "
            "remédier au manquement et est accompagnée des documents qui en attestent."
        ),
        sub(
            "À défaut de demande dans ce délai, l’employeur ne peut être partie à une entente pour "
            "une deuxième année."
        ),
        sub(
            "La réintégration suppose en outre que l’employeur figure à la liste des employeurs "
            "d’une mutuelle pour l’année du renouvellement et qu’il mette son programme de "
            "prévention à jour conformément à la clause 6.2."
        ),
        sub(
            "Le départ ou l’exclusion d’un employeur ne met pas fin à l’Entente entre les autres "
            "parties. L’employeur qui n’est plus membre retire de ses établissements le "
            "certificat d’appartenance et en informe ses travailleurs."
        ),
    ),
    clause(
        11,
        "Arbitrage",
        sub(
            "Tout différend relatif à l’application de l’Entente est soumis à l’arbitrage, à "
            "l’exclusion de tout autre recours prévu par la Loi."
        ),
        sub(
            "La présente clause ne vise pas la décision que la Commission rend en vertu de la Loi "
            "ou de ses règlements et qui ne porte pas sur l’application de l’Entente. Cette "
            "décision demeure soumise aux recours qui lui sont propres."
        ),
        sub(
            "Avant de demander l’arbitrage, les parties au différend tentent de bonne foi de le "
            "régler à l’amiable. À cette fin, elles se communiquent leurs prétentions et les "
            "documents qui les appuient."
        ),
        sub(
            "La partie qui demande l’arbitrage transmet à l’autre un avis écrit qui comprend :",
            "les noms et les coordonnées des parties au différend ;",
            "la clause de l’Entente dont l’application est en cause ;",
            "un exposé des faits et des conclusions recherchées ;",
            "le nom d’une ou de plusieurs personnes proposées comme arbitres.",
        ),
        sub(
            "Le différend est tranché par un arbitre unique, choisi d’un commun accord. Si les "
            "parties ne s’entendent pas, l’arbitre est désigné suivant les règles générales qui "
            "s’appliquent à l’arbitrage conventionnel."
        ),
        sub(
            "L’arbitre est indépendant des parties, de la mutuelle et du gestionnaire. Il leur "
            "déclare sans délai tout fait propre à faire douter de son impartialité."
        ),
        sub(
            "L’arbitre règle la procédure. Il permet à chaque partie d’être entendue, décide "
            "suivant les règles de droit et les stipulations de l’Entente, et ne peut modifier "
            "celle-ci. Les séances se tiennent au Québec, en français, et à huis clos."
        ),
        sub(
            "La sentence est écrite, motivée et signée. Elle est définitive et lie les parties dès "
            "qu’elle leur est transmise."
        ),
        sub(
            "Chaque partie assume ses frais. Les honoraires et les dépenses de l’arbitre sont "
            "partagés également, à moins que la sentence n’en décide autrement."
        ),
        sub(
            "L’arbitrage ne suspend pas l’exécution de l’Entente. La cotisation demeure payable à "
            "son échéance, sous réserve du rajustement qui résulte de la sentence."
        ),
    ),
)
