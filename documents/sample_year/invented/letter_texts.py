"""The words of older papers, in our own sentences: paragraphs apart, `{names}` to fill."""

FICTITIOUS = "Les montants, les taux, les indices et les unités de ce document sont fictifs."

# code of the type: text
TEXTS = {
    "decision-projet": """
Le projet de regroupement présenté pour la mutuelle « {mutuelle} » a été étudié. Il est accepté
pour l’année {next_year}.

L’Entente prend effet le 1er janvier. Elle doit être signée et retournée au plus tard le
31 décembre par la personne que désigne votre résolution ou votre procuration.

Votre programme de prévention doit être à jour dans chacun de vos établissements.
""",
    "lettre-exclusion": """
Nous vous informons que votre entreprise est exclue de la mutuelle « {mutuelle} » pour l’année
{year}. Motif : {reason}.

Vous pouvez demander votre réintégration avant le 1er mai {year}. Après cette date, l’exclusion
vaut aussi pour l’année suivante.

Votre gestionnaire de mutuelle peut vous aider à préparer cette demande.
""",
    "decision-classification": """
Voici l’unité dans laquelle votre entreprise est classée pour l’année {next_year}, selon les
activités que vous nous avez déclarées.

Si une activité a commencé, cessé ou changé, avisez-nous sans tarder : la classification peut être
revue.

{fictitious}
""",
    "avis-taux-personnalise": """
Votre taux personnalisé de l’année {year} est calculé. Il tient compte de l’expérience de votre
entreprise, comparée à celle des employeurs de la même unité.

Un indice inférieur à 1 fait baisser le taux ; un indice supérieur à 1 le fait monter.

{fictitious}
""",
    "calcul-taux-personnalise": """
Ce relevé détaille les données qui ont servi au calcul de votre taux de {year}, pour l’unité {unit}.

Comparez-les à vos registres. Une erreur se signale par écrit, pièces à l’appui.

{fictitious}
""",
    "donnees-choix-limite": """
Votre entreprise est soumise à la tarification rétrospective pour l’année {next_year}. Vous devez
choisir la limite par lésion au plus tard le 15 décembre.

Sans réponse de votre part, la limite de l’année précédente est reconduite.

{fictitious}
""",
    "document-retrospectif": """
Votre cotisation est ajustée selon le coût des lésions connu à la date d’évaluation.

Le solde est porté à votre compte. Un autre ajustement suivra.

{fictitious}
""",
    "avis-cotisation": """
Voici le calcul de votre cotisation pour l’année {last_year}, d’après les salaires que vous avez
déclarés et les versements reçus.

Un solde à payer est exigible à l’échéance inscrite à votre compte. Un montant versé en trop vous
est remboursé, ou porté au crédit de l’année en cours.

{fictitious}
""",
    "lettre-versements": """
Votre taux de versement périodique est révisé. Utilisez le nouveau taux dès la prochaine période de
paie.

Les versements déjà faits à l’ancien taux ne sont pas à reprendre : l’écart paraîtra dans votre avis
de cotisation.

{fictitious}
""",
    "validation-conformite": """
Vous avez demandé si l’entrepreneur à qui vous confiez des travaux s’acquitte de ses obligations de
financement.

À la date de cette lettre, rien dans son dossier n’indique un manquement.

Cette réponse ne vaut que pour le contrat nommé dans votre demande.
""",
    "suivi-conformite": """
L’état d’un dossier que vous suivez a changé : une déclaration attendue a été reçue, et le dossier
est de nouveau à jour.

Vous continuerez de recevoir un avis à chaque changement, jusqu’à la fin du contrat.
""",
    "attestation-conformite": """
Nous attestons que l’employeur nommé ci-dessus, à la date de ce document, a produit les déclarations
demandées et acquitté les sommes exigibles.

Cette attestation est délivrée à sa demande, pour le contrat qu’il a nommé.
""",
    "rapport-intervention": """
Un établissement a été visité : {establishment}. La visite portait sur {visit}.

Une correction est demandée. Informez-nous par écrit, photographie à l’appui, lorsqu’elle sera
faite.

Numéros fictifs : dossier {file}, rapport {report}.
""",
    "decision-partage": """
Vous avez demandé que le coût d’une lésion soit partagé, en raison d’une condition qui existait
avant elle.

Votre demande est accueillie : {part} % du coût est porté à votre dossier, et le reste à l’ensemble
des employeurs.

Cette décision est fictive et ne nomme personne.
""",
    "decision-transfert": """
Vous avez demandé que le coût d’une lésion soit porté ailleurs qu’à votre dossier, parce qu’elle
serait attribuable à un tiers.

Votre demande est refusée : les faits soumis ne montrent pas que le tiers en est la cause
principale.

Cette décision est fictive et ne nomme personne.
""",
    "decision-revision": """
Vous avez demandé la révision de votre classification dans l’unité {unit}.

{verdict}

Si cette décision ne vous satisfait pas, le délai pour la contester court à partir de sa réception.

{fictitious}
""",
}

REASONS = (
    "le bilan annuel des activités de prévention n’a pas été fourni",
    "aucun programme de prévention n’est en vigueur dans l’un de vos établissements",
)
VISITS = (
    "la protection d’une machine en mouvement",
    "l’étiquetage de produits d’entretien",
    "l’arrimage d’un palettier",
    "le dégagement d’une issue de secours",
)
VERDICTS = (
    "La décision est maintenue : l’activité décrite est bien celle de l’entreprise.",
    "La décision est modifiée : l’activité secondaire n’est plus retenue.",
)
