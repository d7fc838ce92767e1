"""Swedish for what facts.json tells in English: the words that the published document must use for it."""

# The code of a person's circumstances.
SITUATION = {
    "unemployed": "unemployed",
    "on sick leave": "sick_leave",
    "at risk of ill-health": "ill_health_risk",
    "at risk of sick leave": "sick_leave_risk",
    "mental ill-health": "mental_ill_health",
    "outside the ordinary labour market": "outside_labour_market",
    "need of extensive psychiatric care": "extensive_psychiatric_care",
    "ongoing substance abuse": "substance_abuse",
    "active substance abuse": "substance_abuse",
    "awaiting a prison sentence": "awaiting_prison",
    "unga vuxna": "young_adult",
    "personer med psykisk ohälsa": "mental_ill_health",
}

# A criterion: its codes, whether any or all of them are needed, and a number of months.
CRITERIA: dict[str, tuple[list[str] | None, str | None, int | None]] = {
    "interacting physical, social and psychological problems": (["combined_problems"], None, None),
    "at risk of long dependence on society for income": (["income_support_risk"], None, None),
    "needs measures from more than one authority": (["several_authorities"], None, None),
    "needs support from more than one authority": (["several_authorities"], None, None),
    "situation not solvable by ordinary cooperation": (["ordinary_cooperation_insufficient"], None, None),
    "potential to reach the labour market cannot be ruled out": (["labour_market_potential"], None, None),
    "known to at least 2 of the bodies concerned": (["known_to_two_authorities"], None, None),
    "difficulty getting or keeping employment": (["hard_to_get_or_keep_job"], None, None),
    "known to any one of the cooperating authorities": (["known_to_one_authority"], None, None),
    "judged to need special cooperative measures": (["needs_cooperation"], None, None),
    "at risk of sick leave, or sick-listed at most 6 months": (["sick_leave_risk", "sick_leave"], "any", 6),
    "needs a cross-professional assessment": (["needs_assessment"], None, None),
    "understands and is understood in Swedish": (["speaks_swedish"], None, None),
    "somatic and psychosocial factors hinder return to work": (None, None, None),
    "needs coordinated work-oriented rehabilitation": (["needs_work_rehabilitation"], None, None),
    "needs help to be more physically active and break a passive lifestyle": (["passive_lifestyle"], None, None),
    "receives benefit from Försäkringskassan": (["benefit_forsakringskassan"], None, None),
    "judged able to train regularly three times a week for eight weeks": (["able_to_train"], None, None),
    "sent by Försäkringskassan and the municipality": (["referred_by_authority"], None, None),
    "unemployed insured persons sick-listed full time by a vårdcentral": (
        ["unemployed", "sick_leave_full", "sick_leave_by_health_centre"],
        "all",
        None,
    ),
    "unemployed women sick-listed by a vårdcentral for mental ill-health, whatever the degree": (
        ["unemployed", "woman", "sick_leave_by_health_centre", "mental_ill_health"],
        "all",
        None,
    ),
}

# Who may do what; the partners stand for "each authority".
EVERY_PARTNER = [("every partner", "refer")]
REFERRERS = {
    "each authority, by way of a contact person who raises the case in the group": EVERY_PARTNER,
    "staff of any of the cooperating bodies, through the colleague who sits in SARV": EVERY_PARTNER,
    "staff of any of the cooperating bodies, through the colleague who sits in SARA": EVERY_PARTNER,
    "officers at all four principals (the partners)": EVERY_PARTNER,
    "the treating doctor, with record notes and other documents": [("doctor", "refer")],
    "health-care staff with patient responsibility, in writing or orally": [("care_staff", "refer")],
    "officer at Arbetsförmedlingen": [("arbetsformedlingen", "refer")],
    "officer at Försäkringskassan": [("forsakringskassan", "refer")],
    "distriktsläkare": [("doctor", "refer")],
    "socialsekreterare": [("social_services", "refer")],
    "jointly through the KRAFT-team": [("team", "refer")],
    "sick-listing doctor": [("doctor", "refer")],
    "distriktsläkare in Alingsås; a prescription of physical activity comes first": [("doctor", "refer")],
    "official at Försäkringskassan or other care staff": [
        ("forsakringskassan", "initiate"),
        ("care_staff", "initiate"),
    ],
    "applications by way of the coaches": [],
    "each authority directly to the coaches": [("partner_authority", "refer")],
    "the individual gives notice of interest, in consultation with an officer at the authority concerned": [],
    "Försäkringskassan": [("forsakringskassan", "refer")],
    "Socialförvaltningen": [("social_services", "refer")],
    "Försäkringskassan may contact officials at the vårdcentral concerned": [("forsakringskassan", "initiate")],
}

# Roles with their number, per cent of a post, and whether only when needed; None where nothing but words are given.
Role = tuple[str, int | None, int | None, bool]
STAFF: dict[str, list[Role] | None] = {
    "joint competence of all the authorities concerned; no head count": None,
    "joint competence of all partners; no head count": None,
    "one representative of each authority": None,
    "2 friskvårdskonsulenter and a hälsopedagog": [
        ("Friskvårdskonsulent", 2, None, False),
        ("Hälsopedagog", None, None, False),
    ],
    "sjukgymnast": [("Sjukgymnast", None, None, False)],
    "hälsocoach/koordinator; when needed psykolog/sjuksköterska, sjukgymnast, staff from Försäkringskassan, "
    "Arbetsförmedlingen, socialtjänsten": [
        ("Hälsocoach/koordinator", None, 150, False),
        ("Psykolog/sjuksköterska (psykisk ohälsa)", None, None, True),
        ("Sjukgymnast", None, None, True),
        ("Personal från Försäkringskassan", None, None, True),
        ("Personal från Arbetsförmedlingen", None, None, True),
        ("Personal från socialtjänsten", None, None, True),
    ],
    "staff with long working-life experience, private and public; access to arbetsterapeut, sjukgymnast, psykolog; "
    "no head count": [
        ("Arbetsterapeut", None, None, False),
        ("Sjukgymnast", None, None, False),
        ("Psykolog", None, None, False),
    ],
    "2 arbetsterapeuter and 1 vägledare/coach": [
        ("Arbetsterapeut", 2, None, False),
        ("Vägledare/coach", 1, None, False),
    ],
    "4 arbetsledare besides the head of the activity": [
        ("Arbetsledare", 4, None, False),
        ("Verksamhetsansvarig", None, None, False),
    ],
    "3 arbetsledare": [("Arbetsledare", 3, None, False)],
    "sjuksköterskor, no head count": [("Sjuksköterska", None, None, False)],
    "utredare/samordnare in sjukpenning and rehabilitation": [
        ("Utredare/samordnare inom sjukpenning och rehabilitering", None, None, False)
    ],
    "enhetschef samverkan at Försäkringskassan, 20 percent of a full-time post": [
        ("Enhetschef samverkan på Försäkringskassan", None, 20, False)
    ],
}
STAFF_IN_WORDS = {
    "joint competence of all the authorities concerned; no head count": ["samlad kompetens", "alla myndigheter"],
    "joint competence of all partners; no head count": ["samlad kompetens", "alla parter"],
    "one representative of each authority": ["alla samverkande myndigheter", "representanter"],
}

# What the source prints for a partner that the facts describe.
BMS = ("Bollebygd", "Mark", "Svenljunga")
PRINTED = {
    "Socialförvaltningen (three municipalities)": [f"Socialförvaltningen i {name}" for name in BMS],
    "Primärvården för Borås-Bollebygd och MUST": ["Primärvården för Borås - Bollebygd och MUST", "MUST"],
    "Kommunen": [f"Kommunen ({name})" for name in BMS],
    "Kommun": [f"Kommunen ({name})" for name in BMS],
    "Primärvården Mittens Älvsborg": ["Primärvården i Mittens Älvsborg"],
    "some companies and associations": ["en del företag och föreningar"],
}
