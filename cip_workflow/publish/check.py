"""Is a release what OCDS 1.1 wants? The rules of its release schema that bind what we publish, said in sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})")
_NEEDED = ("ocid", "id", "date", "tag", "initiationType")
#: The closed code lists of OCDS 1.1.
_TAGS = frozenset(
    {
        "planning", "planningUpdate", "tender", "tenderAmendment", "tenderUpdate", "tenderCancellation", "award",
        "awardUpdate", "awardCancellation", "contract", "contractUpdate", "contractAmendment", "implementation",
        "implementationUpdate", "contractTermination", "compiled",
    }
)  # fmt: skip
_STATUS: Mapping[str, frozenset[str]] = {
    "tender": frozenset(
        {"planning", "planned", "active", "cancelled", "unsuccessful", "complete", "withdrawn"}
    ),
    "awards": frozenset({"pending", "active", "cancelled", "unsuccessful"}),
    "contracts": frozenset({"pending", "active", "cancelled", "terminated"}),
}
_DATES = frozenset({"date", "dateSigned", "startDate", "endDate", "datePublished", "dateMet", "dateModified"})


def faults(release: Mapping[str, Any]) -> list[str]:
    """What is wrong with a release, one sentence each; an empty list when nothing is."""
    return [*_itself(release), *_sections(release), *_everywhere(release, "release")]


def _itself(release: Mapping[str, Any]) -> Iterator[str]:
    for name in _NEEDED:
        if not release.get(name):
            yield f"The release has no {name}."
    for tag in release.get("tag") or ():
        if tag not in _TAGS:
            yield f"“{tag}” is no release tag."
    if release.get("initiationType") not in (None, "tender"):
        yield "initiationType must be “tender”."
    if "#" in str(release.get("id", "")):
        yield "A release id has no #."


def _sections(release: Mapping[str, Any]) -> Iterator[str]:
    parties = {str(one.get("id")) for one in release.get("parties") or ()}
    named = [release.get("buyer") or {}]
    for section, allowed in _STATUS.items():
        found = release.get(section) or []
        for one in [found] if isinstance(found, Mapping) else found:
            if not one.get("id"):
                yield f"{section} has an entry without an id."
            if one.get("status") is not None and one["status"] not in allowed:
                yield f"“{one['status']}” is no status of {section}."
            named += one.get("suppliers") or []
    for one in named:
        if one.get("id") and str(one["id"]) not in parties:
            yield f"{one.get('name') or one['id']} is not among the parties."
    awards = {str(one.get("id")) for one in release.get("awards") or ()}
    for one in release.get("contracts") or ():
        if not one.get("awardID"):
            yield f"The contract {one.get('id')} names no award."
        elif awards and str(one["awardID"]) not in awards:
            yield f"The contract {one.get('id')} names the award {one['awardID']}, which the release does not have."


def _everywhere(value: Any, place: str) -> Iterator[str]:
    """Dates, amounts and empty values, wherever they stand."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            here = f"{place}.{name}"
            if inner is None or inner in ("", [], {}):
                yield f"{here} is empty; leave it out."
            elif name in _DATES and not (isinstance(inner, str) and _INSTANT.fullmatch(inner)):
                yield f"{here} is no date with a time and an offset."
            elif name == "amount" and not isinstance(inner, Mapping) and not _is_number(inner):
                yield f"{here} is no number."
            yield from _everywhere(inner, here)
    elif isinstance(value, list):
        for inner in value:
            yield from _everywhere(inner, place)


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)
