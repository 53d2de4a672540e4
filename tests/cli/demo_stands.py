"""Where each demo brief stands when the demonstration is loaded."""

from __future__ import annotations

#: Where each brief stands: its open steps, or how it ended. Nothing is open where the case waits for a day, for somebody
#: outside, or has failed.
STANDS = {
    "Three-bed emergency assessment home (Thornfield)": "Closed: completed",
    "Wrap-around support for fostering households": "Closed: completed",
    "Supported accommodation for 16-17s (Hinckley, four beds)": "Closed: completed",
    "Weekend residential short breaks for disabled children": "T605_handleChallenge",
    "Edge-of-care rapid response team (evenings, weekends)": "T308_boardRecommends",
    "Therapeutic consultation for residential staff": "T506_decideNoBid",
    "Step-down therapeutic home (Ashdale)": "Closed: completed",
    "Supported lodgings for care leavers (three-council)": "Closed: out of scope",
    "Counselling by video for care leavers": "T507_scoreBids ipatel, T507_scoreBids rgill",
    "Parent and baby assessment flats": "T206_decideChange",
    "Saturday clubs for autistic children": "",
    "Outreach for children who go missing": "T608_publishContractDetails",
    "Foster carer retention helpline": "Closed: withdrawn",
    "Care leavers’ first tenancy scheme": "",
    "Small homes for teenagers with complex needs": "T404_confirmRoute",
    "Trauma training for foster carers": (
        "T210_assessDataProtection, T212_assessSafeguarding, T215_decideMoreTime"
    ),
    "Young carers’ weekends away": "Closed: rejected",
    "Peer mentors for children who are new to care": "T207_appraiseOptions",
    "Family time in ordinary places": "T214_jointSignoff",
    "Night-time crisis line for foster carers": "",
    "Emotional wellbeing offer for unaccompanied young people": "T901_declareInterests ebanjo",
    "Reunification support for families after care": "T107_boardDecides",
    "Assessment home for brothers and sisters": (
        "T901_declareInterests ipatel, T901_declareInterests rgill, T903_agreeMitigation"
    ),
    "Repairs fund for supported lodgings hosts": "T105_completeBrief",
    "Sleep support for children in new placements": "T106_checkQuality",
    "Family group conferencing before proceedings": (
        "T901_declareInterests ebanjo, T901_declareInterests ghale, T901_declareInterests ipatel, T903_agreeMitigation"
    ),
    "Music and arts for children in residential homes": (
        "T901_declareInterests ebanjo, T901_declareInterests ipatel, T902_assessDeclaration"
    ),
    "Independent visitors for children placed far away": "T103_gatherLivedExperience",
    "Life story work for children who move to adoption": "T108_nominateTeam croe",
    "Mentors for boys at risk of exclusion": "T108_nominateTeam, T108_nominateTeam",
    "Driving lessons for care leavers": "T107_boardDecides nruddock",
    "Reading volunteers for foster homes": "T105_completeBrief",
    "Swimming and water safety for children in care": "T106_checkQuality ohartley",
    "Therapeutic garden at the Ashdale home": "T105_completeBrief pnandra",
    "Interpreters for unaccompanied young people": "T104_checkScope jfenn",
    "Baby massage and play for young parents": "T104_checkScope",
    "Overnight respite for parents of twins with complex needs": (
        "T101_analyseNeed hlarkin, T102_confirmFunding tkowal, T103_gatherLivedExperience kvance"
    ),
    "Holiday clubs for children with complex health needs": (
        "T101_analyseNeed, T102_confirmFunding, T103_gatherLivedExperience"
    ),
}
