"""Where each demo brief stands when the demonstration is loaded."""

from __future__ import annotations

#: Where each brief stands: its open steps, or how it ended.
STANDS = {
    "Three-bed emergency assessment home (Thornfield)": "Issued",
    "Wrap-around support for fostering households": "Issued",
    "Supported accommodation for 16-17s (Hinckley, four beds)": "Issued",
    "Weekend residential short breaks for disabled children": "Issued",
    "Edge-of-care rapid response team (evenings, weekends)": "Issued",
    "Therapeutic consultation for residential staff": "Issued",
    "Step-down therapeutic home (Ashdale)": "Issued",
    "Parent and baby assessment flats": "Issued",
    "Foster carer retention helpline": "Withdrawn",
    "Care leavers’ first tenancy scheme": "Issued",
    "Supported lodgings for care leavers (three-council)": "Out of scope",
    "Young carers’ weekends away": "Rejected",
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
