"""Where each demo brief stands when the demonstration is loaded."""

from __future__ import annotations

#: An issued brief is with its design team, whose time is over.
_DESIGNING = "T201_planDesign, T215_decideMoreTime"
#: Where each brief stands: its open steps, or how it ended.
STANDS = {
    "Three-bed emergency assessment home (Thornfield)": _DESIGNING,
    "Wrap-around support for fostering households": _DESIGNING,
    "Supported accommodation for 16-17s (Hinckley, four beds)": _DESIGNING,
    "Weekend residential short breaks for disabled children": _DESIGNING,
    "Edge-of-care rapid response team (evenings, weekends)": _DESIGNING,
    "Therapeutic consultation for residential staff": _DESIGNING,
    "Step-down therapeutic home (Ashdale)": _DESIGNING,
    "Parent and baby assessment flats": _DESIGNING,
    "Foster carer retention helpline": "Closed: withdrawn",
    "Care leavers’ first tenancy scheme": _DESIGNING,
    "Supported lodgings for care leavers (three-council)": "Closed: out of scope",
    "Young carers’ weekends away": "Closed: rejected",
    "Emotional wellbeing offer for unaccompanied young people": "T901_declareInterests ebanjo",
    "Reunification support for families after care": "T107_boardDecides",
    "Sleep support for children in new placements": "T106_checkQuality",
    "Independent visitors for children placed far away": "T103_gatherLivedExperience",
    "Holiday clubs for children with complex health needs": (
        "T101_analyseNeed, T102_confirmFunding, T103_gatherLivedExperience"
    ),
    "Night-time crisis line for foster carers": "",
    "Assessment home for brothers and sisters": (
        "T901_declareInterests ipatel, T901_declareInterests rgill, T903_agreeMitigation"
    ),
    "Repairs fund for supported lodgings hosts": "T105_completeBrief",
    "Family group conferencing before proceedings": (
        "T901_declareInterests ebanjo, T901_declareInterests ghale, T901_declareInterests ipatel, T903_agreeMitigation"
    ),
    "Music and arts for children in residential homes": (
        "T901_declareInterests ebanjo, T901_declareInterests ipatel, T902_assessDeclaration"
    ),
    "Life story work for children who move to adoption": "T108_nominateTeam croe",
    "Mentors for boys at risk of exclusion": "T108_nominateTeam, T108_nominateTeam",
    "Driving lessons for care leavers": "T107_boardDecides nruddock",
    "Swimming and water safety for children in care": "T106_checkQuality ohartley",
    "Reading volunteers for foster homes": "T105_completeBrief",
    "Therapeutic garden at the Ashdale home": "T105_completeBrief pnandra",
    "Interpreters for unaccompanied young people": "T104_checkScope jfenn",
    "Baby massage and play for young parents": "T104_checkScope",
    "Overnight respite for parents of twins with complex needs": (
        "T101_analyseNeed hlarkin, T102_confirmFunding tkowal, T103_gatherLivedExperience kvance"
    ),
}
