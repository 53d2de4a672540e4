"""Lists, filters, paths, contexts, ranges, loops, functions, types."""

from __future__ import annotations

import pytest

from cip_workflow import feel
from cip_workflow.feel import FeelBudgetError, Function, Parameter, evaluate
from cip_workflow.feel.errors import NoValue
from cip_workflow.feel.syntax import tree
from cip_workflow.feel.syntax.parser import parse_type
from tests.unit.feel.tables import check, rows

LISTS = """
[1, 2, 3][1] ==> 1
[1, 2, 3][-1] ==> 3
[1, 2, 3][0] ==> null
[1, 2, 3][4] ==> null
[1, 2, 3][-4] ==> null
[1, 2, 3][1.5] ==> null
[1, 2, 3][1e50] ==> null
[1, 2, 3][item > 1] ==> [2, 3]
[1, 2, 3][item > 9] ==> []
[1, 2, 3][true] ==> [1, 2, 3]
[1, 2, 3]["a"] ==> null
[1, 2, 3][if item < 3 then true else "a"] ==> null
[1, null, 3][item > 1] ==> [3]
[1, 2, 3][count([1, 2])] ==> 2
[][1] ==> null
[][item > 1] ==> []
[][true] ==> []
3[item > 2] ==> [3]
3[1] ==> 3
3[2] ==> null
null[1] ==> null
null[true] ==> null
"abc"[1] ==> "abc"
{a: 1}[a = 1] ==> [{a: 1}]
[{a: 1}, {a: 2}][a = 2] ==> [{a: 2}]
[{a: 1}, {a: 2}][item.a = 2] ==> [{a: 2}]
[{item: 1}, {item: 2}][item = 2] ==> [{item: 2}]
[{a: 1}, {b: 2}][b > 1] ==> [{b: 2}]
[{a: 1}, {a: null}][a < 2] ==> [{a: 1}]
[[1, 2], [3]][count(item) = 2] ==> [[1, 2]]
[1, 2, 3][item > 1][item < 3] ==> [2]
{a: [1, 2, 3]}.a[item > 1] ==> [2, 3]
[{x: 1, y: 2}, {x: 2, y: 3}].y ==> [2, 3]
[{a: {b: 1}}, {a: {b: [2]}}].a.b ==> [1, [2]]
[{x: 1}].y ==> [null]
[1].x ==> [null]
[].x ==> []
"""

CONTEXTS = """
{a: 1, b: a + 1}.b ==> 2
{a: 1, b: {c: a}}.b.c ==> 1
{a: 1}.b ==> null
{a: 1, a: 2} ==> null
{"a b": 1}.a b ==> 1
{b: a, a: 1}.b ==> null
null.a ==> null
1.5.a ==> null
{f: function(n) if n = 0 then 1 else n * f(n - 1), r: f(5)}.r ==> 120
{a: {b: null}}.a.b ==> null
"""

PROPERTIES = """
@"2026-03-04".year ==> 2026
@"2026-03-04".month ==> 3
@"2026-03-04".day ==> 4
@"2026-03-04".weekday ==> 3
@"2026-03-01".weekday ==> 7
@"2026-03-04".hour ==> null
@"2026-03-04T05:06:07.5Z".year ==> 2026
@"2026-03-04T05:06:07.5Z".hour ==> 5
@"2026-03-04T05:06:07.5Z".minute ==> 6
@"2026-03-04T05:06:07.5Z".second ==> 7.5
@"2026-03-04T05:06:07.5Z".weekday ==> 3
@"2026-03-04T05:06:07Z".time offset ==> @"PT0S"
@"2026-03-04T05:06:07+01:30".time offset ==> @"PT1H30M"
@"2026-07-04T05:06:07@Europe/London".time offset ==> @"PT1H"
@"2026-07-04T05:06:07@Europe/London".timezone ==> "Europe/London"
@"2026-07-04T05:06:07".time offset ==> null
@"2026-07-04T05:06:07Z".timezone ==> null
@"05:06:07".hour ==> 5
@"05:06:07".minute ==> 6
@"05:06:07".second ==> 7
@"05:06:07-05:00".time offset ==> @"-PT5H"
@"05:06:07@Europe/London".timezone ==> "Europe/London"
@"05:06:07@Europe/London".time offset ==> null
@"05:06:07@Etc/UTC".time offset ==> @"PT0S"
@"P1Y14M".years ==> 2
@"P1Y14M".months ==> 2
@"-P1Y2M".years ==> -1
@"-P1Y2M".months ==> -2
@"P1Y".days ==> null
@"P1DT25H61M1.5S".days ==> 2
@"P1DT25H61M1.5S".hours ==> 2
@"P1DT25H61M1.5S".minutes ==> 1
@"P1DT25H61M1.5S".seconds ==> 1.5
@"-PT90S".minutes ==> -1
@"-PT90S".seconds ==> -30
@"P1D".years ==> null
[1..10].start ==> 1
[1..10].end ==> 10
[1..10].start included ==> true
(1..10).end included ==> false
(<= 10).start ==> null
(<= 10).end ==> 10
(<= 10).end included ==> true
(> 1).start ==> 1
(> 1).start included ==> false
[@"2026-01-01", @"2025-01-01"].year ==> [2026, 2025]
"""

RANGES = """
[3..1] ==> null
["a"..1] ==> null
[null..null] ==> null
(< null) ==> null
(< [1]) ==> null
(= [1]) = (= [1]) ==> true
5 in {r: [1..10]}.r ==> true
5 in {r: (< 5)}.r ==> false
@"2026-03-01" in [@"2026-01-01"..@"2026-12-31"] ==> true
5 in [[1..3], [4..6]] ==> true
"""

LOOPS = """
for i in [1, 2, 3] return i * i ==> [1, 4, 9]
for i in 1..3 return i ==> [1, 2, 3]
for i in 3..1 return i ==> [3, 2, 1]
for i in 1..1 return i ==> [1]
for i in [1..3] return i ==> [1, 2, 3]
for i in (1..4) return i ==> [2, 3]
for i in [1..4) return i ==> [1, 2, 3]
for i in (1..2) return i ==> []
for i in 1..2, j in 1..2 return i * 10 + j ==> [11, 12, 21, 22]
for i in 1..2, j in 1..i return j ==> [1, 1, 2]
for d in @"2026-02-27"..@"2026-03-01" return d.day ==> [27, 28, 1]
for d in [@"2026-02-27"..@"2026-03-01") return d.day ==> [27, 28]
for i in 0..4 return if i = 0 then 1 else i * partial[-1] ==> [1, 1, 2, 6, 24]
for i in 1..3 return count(partial) ==> [0, 1, 2]
for i in 1..2 return partial ==> [[], [[]]]
for i in [] return i ==> []
for i in 5 return i ==> [5]
for i in null return i ==> null
for i in 1..null return i ==> null
for i in 1.5..3 return i ==> null
for i in "a".."c" return i ==> null
for i in (> 3) return i ==> null
for i in @"10:00:00"..@"11:00:00" return i ==> null
some i in [1, 2] satisfies i > 1 ==> true
some i in [1, 2] satisfies i > 2 ==> false
some i in [] satisfies i > 2 ==> false
some i in [1, null] satisfies i > 2 ==> null
some i in [3, null] satisfies i > 2 ==> true
some i in [1] satisfies "x" ==> null
every i in [1, 2] satisfies i > 0 ==> true
every i in [1, 2] satisfies i > 1 ==> false
every i in [] satisfies i > 1 ==> true
every i in [1, null] satisfies i > 0 ==> null
every i in [0, null] satisfies i > 0 ==> false
every i in 1..3, j in 1..3 satisfies i * j < 10 ==> true
every i in null satisfies true ==> null
some i in 1..1000000000 satisfies i = 3 ==> true
"""

FUNCTIONS = """
(function(a, b) a - b)(3, 1) ==> 2
(function(a, b) a - b)(b: 3, a: 1) ==> -2
(function(a, b) a)(a: 3) ==> 3
(function() 1)() ==> 1
(function(a) a)(1, 2) ==> null
(function(a) a)() ==> null
(function(a) a)(b: 1) ==> null
(function(a: number) a)("x") ==> null
(function(a: number) a)([5]) ==> 5
(function(a: number) a)(null) ==> null
(function(a: list<number>) count(a))([1, 2]) ==> 2
(function(a: list<number>) count(a))(["x"]) ==> null
(function(a: unheard of) a)(1) ==> null
(function(a: date and time) a)(@"2026-03-01") ==> @"2026-03-01T00:00:00Z"
(function(a: date) a)(@"2026-03-01T00:00:00") ==> null
(function(a: Any) a)(1) ==> 1
{n: 5, f: function(a) a + n, g: function(n) f(1)}.g(100) ==> 6
(function(f) f(2))(function(x) x * x) ==> 4
(function(f) f(-2))(abs) ==> 2
(function(a) function(b) a + b)(1)(2) ==> 3
1(2) ==> null
"sum"([1]) ==> null
nothing(1) ==> null
nothing(a: 1) ==> null
(function(a, b) external {java: {class: "java.lang.Math", method signature: "max(int, int)"}})(1, 2) ==> 2
(function(a) external {java: {class: "java.lang.System", method signature: "exit(int)"}})(1) ==> null
(function(a) external {pmml: {document: "x", model: "y"}})(1) ==> null
"""

TYPES = """
1 instance of number ==> true
1 instance of string ==> false
"a" instance of string ==> true
true instance of boolean ==> true
@"2026-03-01" instance of date ==> true
@"10:00:00" instance of time ==> true
@"2026-03-01T10:00:00" instance of date and time ==> true
@"2026-03-01T10:00:00" instance of date ==> false
@"P1D" instance of days and time duration ==> true
@"P1Y" instance of years and months duration ==> true
@"P1Y" instance of dayTimeDuration ==> false
[1] instance of list<number> ==> true
[1, "a"] instance of list<number> ==> false
[1, null] instance of list<number> ==> true
[] instance of list<number> ==> true
[[1]] instance of list<list<number>> ==> true
1 instance of list<number> ==> false
{a: 1} instance of context<a: number> ==> true
{a: 1, b: 2} instance of context<a: number> ==> true
{a: "x"} instance of context<a: number> ==> false
{b: 1} instance of context<a: number> ==> false
[1..2] instance of range<number> ==> true
["a".."b"] instance of range<number> ==> false
(> 5) instance of range<number> ==> true
(function(a) a) instance of function<Any> -> Any ==> true
(function(a) a) instance of function<number, number> -> Any ==> false
(function(a: number) a) instance of function<number> -> number ==> true
(function(a: number) a) instance of function<string> -> number ==> false
(function(a: Any) a) instance of function<string> -> number ==> true
(function() "x") instance of function<> -> string ==> true
(function() "x") instance of function<> -> number ==> false
(function(a) a > 1) instance of function<number> -> boolean ==> true
abs instance of function<number> -> number ==> true
abs instance of function<string> -> number ==> false
string length instance of function<string> -> string ==> false
1 instance of function<> -> Any ==> false
null instance of null ==> true
null instance of Null ==> true
null instance of number ==> false
null instance of Any ==> false
1 instance of Any ==> true
1 instance of unheard of ==> null
1 instance of list ==> null
1 instance of list<unheard of> ==> null
1 instance of context<a: unheard of> ==> null
1 instance of function<unheard of> -> Any ==> null
"""

ALL = LISTS + CONTEXTS + PROPERTIES + RANGES + LOOPS + FUNCTIONS + TYPES


@pytest.mark.parametrize(("expression", "expected"), rows(ALL))
def test_values_with_parts_behave_as_the_standard_says(expression, expected):
    check(expression, expected)


def test_a_function_of_the_caller_can_be_called():
    def double(value):
        if value is None:
            raise NoValue("Nothing to double.")
        return value * 2

    context = {"double": Function("double", (Parameter("value"),), double)}
    assert evaluate("double(4)", context) == 8
    assert evaluate("double(value: 4)", context) == 8
    assert evaluate("sort([1, 2], function(a, b) double(a) > double(b))", context) == [2, 1]
    result = feel.compile("double(null)").run(context)
    assert (result.value, result.diagnostics[0].sentence) == (None, "Nothing to double.")


def test_types_of_a_model_can_be_named():
    types = {"tAge": parse_type("number"), "tPerson": parse_type("context<age: number>")}
    assert feel.compile("{age: 5} instance of tPerson", types=types).evaluate() is True
    assert feel.compile("[5] instance of list<tAge>", types=types).evaluate() is True
    assert feel.compile("(function(p: tPerson) p.age)({age: 5})", types=types).evaluate() == 5
    assert feel.compile("(function(p: tPerson) p.age)({})", types=types).evaluate() is None


def test_a_type_of_a_model_may_know_its_values_itself():
    class Even(tree.Type):
        def holds(self, value):
            return value % 2 == 0

    types = {"tEven": Even()}
    assert feel.compile("[2, 4] instance of list<tEven>", types=types).evaluate() is True
    assert feel.compile("3 instance of tEven", types=types).evaluate() is False
    assert feel.compile("(function(n: tEven) n)(3)", types=types).evaluate() is None


def test_functions_within_functions_have_a_limit():
    with pytest.raises(FeelBudgetError, match="deep"):
        evaluate("{f: function(n) f(n + 1), r: f(0)}.r")
    assert evaluate("{f: function(n) if n = 0 then 0 else f(n - 1), r: f(90)}.r") == 0
