"""The rules of lowering, in the order in which they are applied."""

from cip_workflow.bpmn.lower.rules import (
    ad_hoc,
    assignment,
    beginnings,
    calls,
    conditions,
    decisions,
    declarations,
    empty_sub_process,
    forms,
    jobs,
    leftovers,
    loops,
    mappings,
    multi_instance,
    properties,
    schedule,
    scripts,
    several_kinds,
    timers,
    what_runs,
)

#: Each writes the neutral fields of the document as `zeebe:`.
RULES = (
    what_runs,
    declarations,
    conditions,
    assignment,
    schedule,
    forms,
    mappings,
    calls,
    decisions,
    jobs,
    scripts,
    multi_instance,
    ad_hoc,
    timers,
    properties,
)
#: These change what elements there are; the document is read anew before each.
AFTER = (leftovers, empty_sub_process, beginnings, several_kinds, loops)
