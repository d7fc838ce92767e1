"""Swedish for the longer things that facts.json tells in English: fragments that the document's text must hold."""

SWEDISH: dict[str, tuple[str, ...]] = {
    # The source itself
    "activities in which both the State and the Region take part": ("staten", "regionen"),
    "overview of cooperation in Sjuhärad": ("överblick över samverkan i Sjuhärad",),
    "basis for improving cooperation": ("underlag", "förbättra samverkan"),
    "written documents on existing cooperation": ("skriftliga dokument",),
    "contacts with officials in the activities": ("kontakter med tjänstemän",),
    "1950s": ("1950-talet",),
    # Activities
    "steering group of the heads of the authorities": ("styrgrupp", "chefer"),
    "coordinator group with a representative of each authority": (
        "koordinatorgrupp",
        "företrädare för varje myndighet",
    ),
    "first assessment by the group": ("första bedömning",),
    "then a cooperation meeting": ("samverkansmöte",),
    "contact, then usually a visit, then the official decides": ("kontaktar", "brukar", "besök", "beslut"),
    "the authority that raises the case, before enrolment": ("myndigheten", "ansvarar", "innan du skrivs in"),
    "the authority that raises the case": ("myndigheten", "ansvarar"),
    "enrolment decided at the coordinator group's monthly meeting": ("månadsmöte", "skrivas in"),
    "application form": ("ansökningsblankett",),
    "project for reduced sick absence; first of three teams, one per primary-care area": (
        "projektet för minskad sjukfrånvaro",
        "det första",
        "tre bedömningsteam",
        "varje primärvårdsområde",
    ),
    "EU project": ("EU-projekt",),
    "points to page 11 of a paged edition": ("sidan 11",),
    "ends when the person reaches work, practice or studies, or moves on to work rehabilitation": (
        "arbete, praktik eller studier",
        "arbetsrehabilitering",
    ),
    "map and describe the forms of cooperation": ("kartlägger och beskriver",),
    "propose new activities": ("nya verksamheter",),
    "propose changed direction for existing ones": ("annan inriktning",),
    "after the period": ("utvärdering när perioden är slut",),
    "some participants, parts of it, when needed": ("vissa deltagare", "vid behov", "valda delar"),
    # Where an address is no street address
    "vårdcentraler in Ulricehamn and Tranemo": ("Vårdcentraler i Ulricehamn", "Vårdcentraler i Tranemo"),
    "all vårdcentraler in Sjuhärad": ("Samtliga vårdcentraler i Sjuhärad",),
    # Financing streams
    "local projects need no approval by the Government or a central authority": (
        "inget godkännande",
        "regeringen",
        "central",
    ),
    "agreement State - Landstingsförbundet, December 2005": ("staten och Landstingsförbundet", "december 2005"),
    "until further notice": ("tills vidare",),
    "2003-01-01, prop. 2002/03:2, wider scope for cooperation in rehabilitation": (
        "2002/03:2",
        "1 januari 2003",
        "utökade möjligheter",
    ),
    "the State, to the landsting, after measures are taken": ("staten", "landstingen"),
    "fixed part by population": ("fast del", "invånare"),
    "variable part by fall in sick absence": ("rörlig del", "sjukfrånvaron"),
    "a samordningsförbund": ("samordningsförbund",),
    # Federations
    "number of unemployed, sick-listed or income-supported among the lowest in Västra Götaland": (
        "antalet arbetslösa, sjukskrivna",
        "försörjningsstöd",
        "till de lägsta i Västra Götaland",
    ),
    "share of working-age unemployed, sick-listed or income-supported the lowest in Västra Götaland": (
        "andelen arbetslösa, sjukskrivna",
        "försörjningsstöd",
        "yrkesverksam ålder",
        "är lägst i Västra Götaland",
    ),
    "at least 70 percent of participants reach work, practice or education": (
        "arbete, praktik eller utbildning",
        "minst 70",
        "alla deltagare",
    ),
    "100 percent have a clear coordinated goal and action plan, revised as needed": (
        "mål- och handlingsplan",
        "behövs",
    ),
    "at least 70 percent of those going on after the mapping phase in work, open-market practice or education "
    "after the project": (
        "arbete",
        "utbildning",
        "praktik på den öppna arbetsmarknaden",
        "minst 70",
        "efter kartläggningsfasen",
    ),
    "working age, in the main 18-64, needing several rehabilitation actors": ("flera aktörer inom rehabilitering",),
    "burn-out (utmattningssyndrom)": ("utmattningssyndrom",),
    "immigrants not established on the labour market": ("invandrare", "etablerat sig på arbetsmarknaden"),
    "preventive sick-leave measures": ("förebygger sjukskrivning",),
    "training for the sick-listed": ("träning", "sjukskriven"),
    "substance abusers motivated for self-support": ("missbruk", "försörja sig själva"),
    "young adults and youth at risk, focus up to 24": ("unga vuxna och ungdomar", "riskzonen", "24 år"),
    "single parents": ("ensamstående föräldrar",),
    "mental ill-health with rehabilitation potential": ("psykisk ohälsa", "rehabiliteras"),
    "no right to sickness or unemployment insurance but employable after rehabilitation": (
        "sjukförsäkringen",
        "arbetslöshetsförsäkringen",
        "efter rehabilitering",
    ),
    "mapping and investigation": ("kartläggning och utredning",),
    "work rehabilitation": ("arbetsrehabilitering",),
    "preparation for the move to work, practice or education": ("förberedelser", "arbete, praktik eller utbildning"),
}
