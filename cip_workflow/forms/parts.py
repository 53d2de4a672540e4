"""The parts of a component that need more than one line to read: kind, limits, options, rules, looks."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from cip_workflow.forms.files import endings
from cip_workflow.forms.form import Bound, Limits, Option, Rule, Source
from cip_workflow.forms.kinds import HAS_OPTIONS, MANY_CHOICE, NUMBERS, ROWS, kind_of
from cip_workflow.forms.pattern import BadPattern, compile_pattern
from cip_workflow.forms.people import EVERYONE, organisations

if TYPE_CHECKING:
    from cip_workflow.forms.build import Builder

_LONGEST = {"text": 500, "longtext": 8000, "cpv": 20}
_CPV = r"^\d{8}(-\d)?$"
_MAX_OPTIONS = 1000
_YES_NO = {"true": True, "yes": True, "false": False, "no": False}
_MEGABYTE = 1024 * 1024


def kind_from(builder: Builder, asked: str | None) -> str:
    """The kind of answer of a component."""
    raw = builder.raw
    adorners = raw.get("appearance")
    adorners = adorners if isinstance(adorners, Mapping) else {}
    subtype = raw.get("subtype") or "date"
    if builder.type == "datetime" and subtype not in {"date", "time", "datetime"}:
        builder.wrong("form-subtype", f"has the subtype {subtype!r}.", "Use date, time or datetime.")
        subtype = "date"
    kind = kind_of(
        builder.type,
        asked,
        subtype=subtype,
        prefix=str(adorners.get("prefixAdorner") or ""),
        suffix=str(adorners.get("suffixAdorner") or ""),
    )
    values = raw.get("values")
    if kind == "choice" and isinstance(values, list) and values:
        given = [each.get("value") for each in values if isinstance(each, Mapping)]
        if set(map(repr, given)) == {"True", "False"}:
            return "boolean"
    return kind


def required_if(builder: Builder) -> Any:
    """The expression that says when an answer is needed; form-js knows only always and never."""
    needed = _validate(builder).get("required")
    return builder.properties.get("required-if") or (needed if isinstance(needed, str) else None)


def limits(builder: Builder, kind: str) -> Limits:
    """What the file says an answer must keep to."""
    validate, raw, properties = _validate(builder), builder.raw, builder.properties
    counted = kind in ROWS or kind in MANY_CHOICE or kind in {"tags", "files"}
    few, many = ("min-rows", "max-rows") if counted else ("", "")
    pattern = validate.get("pattern") or (_CPV if kind == "cpv" else None)
    checked = validate.get("validationType")
    return Limits(
        minimum=_bound(builder, properties.get(few) or validate.get("min"), few or "min"),
        maximum=_bound(builder, properties.get(many) or validate.get("max"), many or "max"),
        shortest=_bound(builder, validate.get("minLength"), "minLength"),
        longest=_bound(builder, validate.get("maxLength") or _LONGEST.get(kind), "maxLength"),
        earliest=builder.expression(properties.get("earliest"), "the property earliest"),
        latest=builder.expression(properties.get("latest"), "the property latest"),
        digits=_digits(builder, kind),
        step=_exact(raw.get("increment")) or None,
        pattern=_pattern(builder, pattern),
        format=checked if checked in {"email", "phone"} else None,
        accept=endings(str(raw.get("accept") or "")) if kind == "files" else (),
        most_bytes=int((_exact(properties.get("max-size")) or Decimal(25)) * _MEGABYTE),
        multiple=raw.get("multiple") is True,
    )


def source(builder: Builder, kind: str, asked: str | None) -> Source | None:
    """Where the options of a choice come from."""
    if kind in {"person", "people"}:
        return Source(
            group=builder.text(builder.properties.get("group") or EVERYONE, "the property group"),
            organisation=builder.text(builder.properties.get("organisation"), "the property organisation"),
        )
    if builder.type not in HAS_OPTIONS:
        return None
    raw = builder.raw
    given = [name for name in ("values", "valuesKey", "valuesExpression") if raw.get(name)]
    if len(given) > 1:
        builder.wrong("form-options", f"has options from {' and '.join(given)}.", "Keep one of them.")
    if raw.get("valuesExpression"):
        found = builder.expression(raw["valuesExpression"], "the options")
        return Source(expression=found, hints=builder.properties.hints)
    if raw.get("valuesKey"):
        return Source(variable=str(raw["valuesKey"]), hints=builder.properties.hints)
    fixed = _fixed(builder, kind)
    if not fixed and asked == "organisation":
        fixed = organisations()
    if not fixed and kind == "boolean":
        fixed = (Option(value=True, label="Yes"), Option(value=False, label="No"))
    if not fixed:
        builder.wrong("form-options", "has no options.", "Add values, a values key or a values expression.")
    return Source(fixed=fixed)


def rules(builder: Builder) -> tuple[Rule, ...]:
    """The expressions that must be true, each with its sentence."""
    found = []
    for number, text in builder.properties.rules.items():
        name = f"rule-{number}" if number else "rule"
        expression = builder.expression(text, f"the property {name}")
        message = builder.text(builder.properties.messages.get(number), f"the property {name}-message")
        if expression is None:
            continue
        if not message:
            builder.wrong(
                "form-rule", f"has the property {name} without {name}-message.", "Say what to mend."
            )
        found.append(Rule(expression=expression, message=message))
    if found and not (builder.raw.get("key") or builder.raw.get("path") or builder.type == "group"):
        builder.wrong(
            "form-rule", "has a rule, but is nothing to answer.", "Put the rule on a field or a group."
        )
    return tuple(found)


def may_prefill(builder: Builder, kind: str) -> bool:
    """Whether a variable of the case with the same name fills the field in; never a confirmation."""
    chosen = builder.properties.get("prefill").lower()
    if chosen:
        return chosen in {"true", "yes"}
    return not (kind == "flag" and _validate(builder).get("required") is True)


def child_data(builder: Builder, kind: str) -> str:
    """What signs of a child's personal data do: every free text warns, unless the form says otherwise."""
    if kind not in {"text", "longtext", "tags"}:
        return "off"
    chosen = builder.properties.get("noChildData").lower()
    if chosen:
        names = {
            "true": "warn",
            "warn": "warn",
            "refuse": "refuse",
            "strict": "refuse",
            "false": "off",
            "off": "off",
        }
        if chosen not in names:
            builder.wrong("form-child-data", f"has noChildData {chosen!r}.", "Use warn, refuse or off.")
        return names.get(chosen, "warn")
    validate = _validate(builder)
    return "off" if validate.get("pattern") or validate.get("validationType") else "warn"


def columns(builder: Builder) -> tuple[tuple[str, str], ...]:
    """The columns of a table: key and label."""
    given = builder.raw.get("columns")
    if builder.type != "table":
        return ()
    if not given and not builder.raw.get("columnsExpression"):
        builder.wrong("form-table", "has no columns.", "Add a column with a key and a label.")
    found = [each for each in given if isinstance(each, Mapping)] if isinstance(given, list) else []
    return tuple(
        (str(each.get("key") or ""), str(each.get("label") or each.get("key") or "")) for each in found
    )


def look(builder: Builder, asked: str | None) -> dict[str, str]:
    """What only the page needs to know."""
    raw, found = builder.raw, builder.properties.look
    adorners = raw.get("appearance")
    for name, key in (("prefix", "prefixAdorner"), ("suffix", "suffixAdorner")):
        if isinstance(adorners, Mapping) and adorners.get(key):
            found[name] = str(adorners[key])
    if raw.get("disallowPassedDates") is True:
        found["notpassed"] = "true"
    for name in ("min-rows", "max-rows", "add-label", "summary"):
        if builder.properties.get(name):
            found[name.replace("-", "")] = builder.properties.get(name)
    if isinstance(raw.get("defaultRepetitions"), int):
        found["repetitions"] = str(raw["defaultRepetitions"])
    if raw.get("allowAddRemove") is False:
        found["fixedrows"] = "true"
    if raw.get("action") == "reset":
        found["action"] = "reset"
    for name in ("alt", "url", "height"):
        if raw.get(name):
            found[name] = str(raw[name])
    if asked:
        found["kind"] = "boolean" if asked == "yesno" else asked
    return found


def image_source(builder: Builder) -> str:
    """The address of an image; only the product's own, or one inside the file: pages load nothing from elsewhere."""
    given = str(builder.raw.get("source") or "").strip()
    if (given and not given.startswith(("/", "=", "data:image/"))) or given.startswith("//"):
        builder.wrong(
            "form-image",
            f"is an image from elsewhere: {given[:80]!r}.",
            "Use one that begins with data:image/.",
        )
    return given


def _validate(builder: Builder) -> Mapping[str, Any]:
    found = builder.raw.get("validate")
    return found if isinstance(found, Mapping) else {}


def _fixed(builder: Builder, kind: str) -> tuple[Option, ...]:
    values = builder.raw.get("values")
    found: list[Option] = []
    for each in values[:_MAX_OPTIONS] if isinstance(values, list) else []:
        value = each.get("value") if isinstance(each, Mapping) else each
        label = each.get("label", value) if isinstance(each, Mapping) else each
        if value is None or value == "" or not isinstance(value, str | int | float | bool):
            builder.wrong("form-options", f"has an option without a value ({label!r}).", "Give it one.")
            continue
        if kind == "boolean":
            if str(value).lower() not in _YES_NO:
                builder.wrong(
                    "form-options", f"is yes or no, with the option {value!r}.", "Use true and false."
                )
                continue
            value = _YES_NO[str(value).lower()]
        elif isinstance(value, int | float) and not isinstance(value, bool):
            value = Decimal(str(value))
        option = Option(value=value, label=str(label))
        if any(other.posted == option.posted for other in found):
            builder.wrong("form-options", f"has the option {option.posted!r} twice.", "Take one out.")
            continue
        found.append(
            Option(value=value, label=str(label), hint=builder.properties.hints.get(option.posted, ""))
        )
    return tuple(found)


def _bound(builder: Builder, given: Any, name: str) -> Bound:
    if given is None or given == "":
        return None
    if isinstance(given, str) and given.startswith("="):
        return builder.expression(given, f"the limit {name}")
    found = _exact(given)
    if found is None:
        return builder.expression(given, f"the limit {name}") if isinstance(given, str) else None
    return found


def _digits(builder: Builder, kind: str) -> int | None:
    if kind not in NUMBERS:
        return None
    if kind == "integer":
        return 0
    found = _exact(builder.raw.get("decimalDigits"))
    if found is not None and 0 <= found <= 20:
        return int(found)
    return 2 if kind == "money" else None


def _pattern(builder: Builder, text: Any) -> str | None:
    if not isinstance(text, str) or not text:
        return None
    try:
        return compile_pattern(text).pattern
    except BadPattern as error:
        builder.wrong("form-pattern", f"has the pattern {text!r}: {error}.", "Write it another way.")
        return None


def _exact(given: Any) -> Decimal | None:
    if isinstance(given, bool) or not isinstance(given, int | float | str):
        return None
    try:
        found = Decimal(str(given).strip())
    except InvalidOperation:
        return None
    return found if found.is_finite() else None
