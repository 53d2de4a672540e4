"""Every rule of the grammar (DMN 10.3.1.2), read and printed again; and what the reader says to what is wrong."""

from __future__ import annotations

import pytest

from cip_workflow import feel
from cip_workflow.feel import FeelBudgetError, FeelSyntaxError, compile_unary, print_tree
from cip_workflow.feel.syntax import tree
from cip_workflow.feel.syntax.parser import parse, parse_unary
from tests.unit.feel.tables import rows

# What is read on the left is printed as on the right: brackets show how it was understood
READING = """
# precedence and association (rules 2 and 4)
a or b and c ==> a or b and c
(a or b) and c ==> (a or b) and c
a + b * c ==> a + b * c
(a + b) * c ==> (a + b) * c
a - b - c ==> a - b - c
a - (b - c) ==> a - (b - c)
a ** b ** c ==> a ** b ** c
a ** (b ** c) ==> a ** (b ** c)
-a ** b ==> -a ** b
-(a ** b) ==> -(a ** b)
-a.b ==> -a.b
- 5 ==> -5
a < b = c ==> a < b = c
a = b and c != d ==> a = b and c != d
a + 1 < b * 2 ==> a + 1 < b * 2
a instance of number and b ==> a instance of number and b
(a + b) instance of number ==> (a + b) instance of number
# literals (31 to 37, 64, 65)
123 ==> 123
0.50 ==> 0.5
.5 ==> 0.5
-.5 ==> -0.5
1.5e3 ==> 1500
1E-2 ==> 0.01
"a \\"b\\" \\n \\u0041 \\U01F40E" ==> "a \\"b\\" \\n A 🐎"
"\\ud83d\\udc0e" ==> "🐎"
"\\d+\\s" ==> "\\\\d+\\\\s"
true ==> true
false ==> false
null ==> null
@"2026-03-01" ==> @"2026-03-01"
@ "P1D" ==> @"P1D"
# names (25 to 30)
monthly salary ==> monthly salary
a  b	c ==> a b c
x1 + _y + ?z ==> x1 + _y + ?z
Extra days case 1 + 2 ==> Extra days case 1 + 2
été.größe ==> été.größe
🐎 ==> 🐎
# calls (38 to 42)
f() ==> f()
f(1, a b) ==> f(1, a b)
f(x: 1, start position: 2) ==> f(x: 1, start position: 2)
f(1)(2) ==> f(1)(2)
a.f(1) ==> a.f(1)
date and time("2026-03-01T10:00:00") ==> date and time("2026-03-01T10:00:00")
years and months duration(a, b) ==> years and months duration(a, b)
date and time ==> date and time
# paths and filters (43, 50)
a.b.c d ==> a.b.c d
a . b ==> a.b
a[1][b > 2].c ==> a[1][b > 2].c
(a + b)[1] ==> (a + b)[1]
@"2026-03-01T10:00:00".time offset ==> @"2026-03-01T10:00:00".time offset
# for, if, some, every (44 to 46, 63)
for i in 1..10 return i ==> for i in 1..10 return i
for i in a, j in i.b return i * j ==> for i in a, j in i.b return i * j
if a then b else c + 1 ==> if a then b else c + 1
(if a then b else c) + 1 ==> (if a then b else c) + 1
some x in a satisfies x > 1 ==> some x in a satisfies x > 1
every x in a, y in b satisfies x = y ==> every x in a, y in b satisfies x = y
some long name in a list satisfies long name ==> some long name in a list satisfies long name
# comparison (49)
a between 1 and 2 ==> a between 1 and 2
a between 1 and 2 and b ==> a between 1 and 2 and b
a in 1 ==> a in (1)
a in (1, < 2, [3..4]) ==> a in (1, < 2, [3..4])
a in <= b + 1 ==> a in (<= b + 1)
a in [1..2] ==> a in ([1..2])
a in (1..2) ==> a in ((1..2))
a in (1) + 2 ==> a in (1 + 2)
# ranges (7 to 12)
[1..2] ==> [1..2]
(1..2) ==> (1..2)
]1..2[ ==> (1..2)
[1..2) ==> [1..2)
[a.b..c[1]] ==> [a.b..(c[1])]
[1..2[ ==> [1..2)
(< 5) ==> < 5
(!= 5) ==> != 5
>= @"2026-03-01" ==> >= @"2026-03-01"
# lists, contexts, functions (53 to 59)
[] ==> []
[1, [2, "a"]] ==> [1, [2, "a"]]
{} ==> {}
{a: 1, b c: {d: a}} ==> {a: 1, b c: {d: a}}
{"a": 1, "b-c": 2, "": 3} ==> {a: 1, "b-c": 2, "": 3}
{a+b: 1, c: a+b * 2} ==> {"a+b": 1, c: a+b * 2}
function() 1 ==> function() 1
function(a, b c: number) a + b c ==> function(a, b c: number) a + b c
function(a) external {java: {class: "x"}} ==> function(a) external {java: {class: "x"}}
# types (52)
a instance of list<number> ==> a instance of list<number>
a instance of range<date and time> ==> a instance of range<date and time>
a instance of context<b: string, c d: list<Any>> ==> a instance of context<b: string, c d: list<Any>>
a instance of function<number, string> -> boolean ==> a instance of function<number, string> -> boolean
a instance of function<> -> days and time duration ==> a instance of function<> -> days and time duration
a instance of tPerson.tName ==> a instance of tPerson.tName
a instance of null ==> a instance of null
# comments and white space (61, 62)
1 // one\\n ==> 1
1 /* and */ + /* two */ 2 ==> 1 + 2
"""


@pytest.mark.parametrize(("text", "printed"), rows(READING))
def test_what_is_read_is_printed_as_it_was_understood(text, printed):
    read = parse(text.replace("\\n ==>", "\n") if "//" not in text else text.replace("\\n", "\n"))
    assert print_tree(read) == printed
    if "a+b" not in printed:
        assert parse(printed) == read


UNARY = """
1 ==> 1
1, "a", < 3 ==> 1, "a", < 3
[1..2], (3..4) ==> [1..2], (3..4)
not(1, > 5) ==> not(1, > 5)
not(a) and b ==> not(a) and b
(not(a)) ==> (not(a))
- ==> -
? > 5 and ? < 9 ==> ? > 5 and ? < 9
-5 ==> -5
"""


@pytest.mark.parametrize(("text", "printed"), rows(UNARY))
def test_unary_tests_are_read_and_printed(text, printed):
    read = parse_unary(text)
    assert print_tree(read) == printed
    assert parse_unary(printed) == read


def test_an_empty_cell_tests_nothing():
    assert parse_unary("") == parse_unary(" - ") == tree.UnaryTests(())


@pytest.mark.parametrize(
    ("text", "line", "column", "said"),
    [
        ("", 1, 1, "The expression is empty. Expected an expression."),
        ("1 +", 1, 4, "The expression ends too early. Expected an expression."),
        ("a\n  + * b", 2, 5, "'*' is not expected here. Expected an expression."),
        ("(1", 1, 3, "The expression ends too early. Expected ')'."),
        ("[1, 2", 1, 6, "The expression ends too early. Expected ']'."),
        ("[1,]", 1, 5, "The expression ends too early. Expected an expression."),
        ("{a 1}", 1, 5, "'}' is not expected here. Expected ':'."),
        ("f(1,, 2)", 1, 5, "',' is not expected here. Expected an expression."),
        ("f(a: 1, 2)", 1, 1, "Give a name to every argument, or to none."),
        ("if a then b", 1, 12, "The expression ends too early. Expected 'else'."),
        ("for x return x", 1, 15, "The expression ends too early. Expected 'in'."),
        ("for in x return x", 1, 5, "'in' is not expected here. Expected a name."),
        ("some x in y", 1, 12, "The expression ends too early. Expected 'satisfies'."),
        ("a between 1", 1, 12, "The expression ends too early. Expected 'and'."),
        ("a.", 1, 3, "The expression ends too early. Expected a name."),
        ("@5", 1, 2, "'5' is not expected here. Expected a date, time or duration in quotes."),
        ("1 2", 1, 3, "'2' is not expected here. Expected an operator or the end of the expression."),
        ('"abc', 1, 1, "This string has no end. Expected an expression."),
        ("1 /* x", 1, 3, "This comment has no end. Expected an operator or the end of the expression."),
        ("1 \\ 2", 1, 3, "'\\\\ ' has no meaning here. Expected an operator or the end of the expression."),
        ("[1..2", 1, 6, "The expression ends too early. Expected ']', ')' or '['."),
        ("1e99999", 1, 1, "'1e99999' is not a number that FEEL can hold."),
        # what people write who know other languages
        ("a == 1", 1, 3, "FEEL compares with a single '='."),
        ("a && b", 1, 3, None),
        ("a || b", 1, 3, None),
        ("!a", 1, 1, None),
        ("'a'", 1, 1, None),
        ("${a}", 1, 1, None),
        ("a ? 1 : 2", 1, 3, None),
        ("a % 2", 1, 3, None),
        ("a; b", 1, 2, None),
    ],
)
def test_a_mistake_is_told_with_its_place_and_what_was_expected(text, line, column, said):
    with pytest.raises(FeelSyntaxError) as caught:
        feel.compile(text)
    error = caught.value
    assert error.expression == text
    if said is None:
        assert error.sentence.endswith(".") or error.sentence.startswith("FEEL")
    else:
        assert str(error) == f"Line {line}, column {column}: {said}"
    assert (error.line, error.column) == (line, column)


@pytest.mark.parametrize(
    ("text", "cure"),
    [
        ("a && b", "the word 'and'"),
        ("a || b", "the word 'or'"),
        ("!a", "not(...)"),
        ("'a'", "double quotes"),
        ("${a}", "JUEL"),
        ("#{a}", "JUEL"),
        ("a > 1 ? 2 : 3", "if ... then ... else"),
        ("a % 2", "modulo(...)"),
        ("a; b", "no semicolons"),
    ],
)
def test_habits_from_other_languages_get_their_cure(text, cure):
    with pytest.raises(FeelSyntaxError) as caught:
        feel.compile(text)
    assert cure in caught.value.sentence


@pytest.mark.parametrize("text", ["not(1", "1,", "< ", "[1..", "1 2"])
def test_a_wrong_cell_is_refused_too(text):
    with pytest.raises(FeelSyntaxError):
        compile_unary(text)


def test_a_very_long_text_is_refused():
    with pytest.raises(FeelBudgetError, match="60003 characters"):
        feel.compile("1" + " " * 60_000 + "+1")
