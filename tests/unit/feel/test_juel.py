"""JUEL, as Camunda 7 files hold it, to FEEL; and what cannot be said in FEEL, with the reason."""

from __future__ import annotations

import pytest

from cip_workflow.errors import ExpressionError
from cip_workflow.feel import JuelError, evaluate
from cip_workflow.feel.juel import translate
from tests.unit.feel.tables import rows

TRANSLATIONS = r"""
# operators
${amount > 100 && status == 'open'} ==> amount > 100 and status = "open"
${a || b && c} ==> a or b and c
${(a || b) && c} ==> (a or b) and c
${a or b or c} ==> a or b or c
${a and b && c} ==> a and b and c
${!approved} ==> not(approved)
${not approved} ==> not(approved)
${a eq b} ==> a = b
${a ne 'x'} ==> a != "x"
${a lt 1 and b gt 2} ==> a < 1 and b > 2
${a le 1 or b ge 2} ==> a <= 1 or b >= 2
${a != null} ==> a != null
${a + b * 2 - 1} ==> a + b * 2 - 1
${a div 2 / b} ==> a / 2 / b
${a mod 2 == 1} ==> modulo(a, 2) = 1
${a % 2} ==> modulo(a, 2)
${-a} ==> -a
${1.5e3} ==> 1500
${nrOfCompletedInstances/nrOfInstances >= 0.6 } ==> nrOfCompletedInstances / nrOfInstances >= 0.6
${first-name} ==> first - name
# choices
${gender == 'male' ? 'Mr.' : 'Mrs.'} ==> if gender = "male" then "Mr." else "Mrs."
${a ? b : c ? d : e} ==> if a then b else if c then d else e
${empty a} ==> is empty(a)
${!empty a && not empty b} ==> not(is empty(a)) and not(is empty(b))
# paths
${order.customer.name} ==> order.customer.name
#{order.total} ==> order.total
${items[0].price} ==> items[1].price
${items[i]} ==> items[i + 1]
${order['customer']} ==> get value(order, "customer")
${order["a b"].c} ==> get value(order, "a b").c
${SYS.PROCESSINSTANCE_ID} ==> SYS.PROCESSINSTANCE_ID
# literals
${true} ==> true
${false} ==> false
${null} ==> null
${"a 'b'"} ==> "a 'b'"
${'it\'s'} ==> "it's"
# methods and functions
${execution.getVariable('x') > 3} ==> x > 3
${execution.hasVariable("x")} ==> is defined(x)
${task.getVariableLocal('x')} ==> x
${variables:get('x')} ==> x
${items.size() > 0} ==> count(items) > 0
${items.isEmpty()} ==> is empty(items)
${name.length()} ==> string length(name)
${name.toUpperCase()} ==> upper case(name)
${name.toLowerCase().trim()} ==> trim(lower case(name))
${name.startsWith('A') || name.endsWith('z')} ==> starts with(name, "A") or ends with(name, "z")
${name.matches('[a-z]+')} ==> matches(name, "[a-z]+")
${name.equals('x')} ==> name = "x"
${name.equalsIgnoreCase('X')} ==> lower case(name) = lower case("X")
${list.contains('x')} ==> if list instance of string then contains(list, "x") else list contains(list, "x")
${map.get('k')} ==> get value(map, "k")
${list.get(0)} ==> list[1]
${map.containsKey('k')} ==> is defined(get value(map, "k"))
${count.intValue() + 1} ==> count + 1
${x.toString()} ==> string(x)
${now()} ==> now()
# texts around
plain text ==> "plain text"
Dear ${name}, ==> string join(["Dear ", string(name), ","])
${a}${b} ==> string join([string(a), string(b)])
\${a} ==> "${a}"
a \#{b} ${c} ==> string join(["a #{b} ", string(c)])
"""


@pytest.mark.parametrize(("juel", "expected"), rows(TRANSLATIONS))
def test_juel_is_said_in_feel(juel, expected):
    assert translate(juel) == expected


def test_an_empty_text_is_an_empty_string():
    assert translate("") == '""'


@pytest.mark.parametrize(
    ("juel", "context", "value"),
    [
        ("${amount > 100 && status == 'open'}", {"amount": 150, "status": "open"}, True),
        ("${empty a}", {"a": ""}, True),
        ("${empty a}", {"a": [1]}, False),
        ("${!empty a}", {"a": None}, False),
        ("Dear ${name}, ${n} left", {"name": None, "n": 3}, "Dear , 3 left"),
        ("${tags.contains('x')}", {"tags": ["x", "y"]}, True),
        ("${tags.contains('x')}", {"tags": "xy"}, True),
        ("${items[0].price * items.size()}", {"items": [{"price": 5}, {"price": 6}]}, 10),
        ("${map['k'] == null ? 'none' : map.k}", {"map": {}}, "none"),
    ],
)
def test_what_juel_becomes_gives_what_juel_gave(juel, context, value):
    assert evaluate(translate(juel), context) == value


@pytest.mark.parametrize(
    ("juel", "why"),
    [
        ("${genderBean.getGenderString(gender)}", "calls the Java method getGenderString of genderBean"),
        ("${execution.setVariable('x', true)}", "calls the Java method setVariable of execution"),
        ("${order.getVariable('x')}", "calls the Java method getVariable of order"),
        ("${execution.getVariable(name)}", "calls the Java method getVariable"),
        ("${execution.getVariable('a-b')}", "calls the Java method getVariable"),
        ("${name.length(1)}", "calls the Java method length"),
        ("${name.equals()}", "calls the Java method equals"),
        ("${name.equalsIgnoreCase()}", "calls the Java method equalsIgnoreCase"),
        ("${name.contains()}", "calls the Java method contains"),
        ("${name.intValue(1)}", "calls the Java method intValue"),
        ("${map.get(k)}", "calls the Java method get"),
        ("${map.containsKey()}", "calls the Java method containsKey"),
        ("${date:toDate('2000-01-01')}", "calls the function date:toDate"),
        ("${now(1)}", "calls the function now"),
        ("${variables:get(x)}", "calls the function variables:get"),
        ("${$x}", "'$x' cannot be the name of a variable"),
        ("${for > 1}", "'for' cannot be the name of a variable"),
        ("${a.in}", "'in' cannot be the name of a variable"),
        ("${instanceof}", "instance of"),
        ("${a", "the end is not expected"),
        ("${}", "} is not expected"),
        ("${a b}", "b is not expected"),
        ("${a ? b}", "':' is missing before }"),
        ("${(a}", "')' is missing before }"),
        ("${a[1}", "']' is missing before }"),
        ("${f(1, }", "} is not expected"),
        ("${a.1}", "is not expected"),
        ("${a.}", "a name must follow the '.', not }"),
        ("${a = b}", "= is not expected"),
        ("${'x}", "is not expected"),
        ("${1e99999}", "is not a number that FEEL can hold"),
        ("${" + "!" * 50 + "a}", "nested more than"),
        ("${" + "(" * 50 + "a}", "nested more than"),
        ("${a" + " + a" * 50 + "}", "operators stand in a row"),
        ("x" * 20_000, "are allowed"),
    ],
)
def test_what_feel_cannot_say_is_refused_with_the_reason(juel, why):
    with pytest.raises(JuelError) as caught:
        translate(juel)
    assert why in str(caught.value)
    assert isinstance(caught.value, ExpressionError)


def test_the_refusal_says_what_to_do_and_where():
    with pytest.raises(JuelError) as caught:
        translate("${mailBean.send(to)}")
    assert str(caught.value) == (
        "The JUEL expression '${mailBean.send(to)}' has no equivalent in FEEL: it calls the Java method send of "
        "mailBean, which does not exist here; make it a service task, or let a step before this one compute the "
        "value into a variable (character 12)."
    )
