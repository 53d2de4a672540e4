"""Cases for the numeric, temporal and context functions (DMN tables 76, 79, 81), and for our own."""

NUMERIC = """
decimal(1/3, 2) ==> .33
decimal(1.5, 0) ==> 2
decimal(2.5, 0) ==> 2
decimal(0.505, 2) ==> 0.5
decimal(1234, -2) ==> 1200
decimal(1, 6177) ==> null
decimal(1, -6112) ==> null
decimal(1, null) ==> null
floor(1.5) ==> 1
floor(-1.5) ==> -2
floor(-1.56, 1) ==> -1.6
floor(1.5, null) ==> null
ceiling(1.5) ==> 2
ceiling(-1.56, 1) ==> -1.5
ceiling("1") ==> null
round up(5.5, 0) ==> 6
round up(-1.126, 2) ==> -1.13
round up(5.5, 6176) ==> 5.5
round up(5.5) ==> null
round down(5.5, 0) ==> 5
round down(-1.126, 2) ==> -1.12
round down(5.5, 1e50) ==> null
round half up(5.5, 0) ==> 6
round half up(-1.125, 2) ==> -1.13
round half up(null, 0) ==> null
round half down(5.5, 0) ==> 5
round half down(-1.126, 2) ==> -1.13
round half down(1, "a") ==> null
abs(-10) ==> 10
abs(@"-PT5H") ==> @"PT5H"
abs(@"-P5M") ==> @"P5M"
abs("a") ==> null
modulo(12, 5) ==> 2
modulo(-12, 5) ==> 3
modulo(12, -5) ==> -3
modulo(-12, -5) ==> -2
modulo(-10.1, 4.5) ==> 3.4
modulo(1, 0) ==> null
modulo(1e100, 3) ==> null
sqrt(16) ==> 4
sqrt(-1) ==> null
log(1) ==> 0
decimal(log(10), 8) ==> 2.30258509
log(0) ==> null
exp(0) ==> 1
decimal(exp(5), 6) ==> 148.413159
exp(1e10) ==> null
odd(5) ==> true
odd(-2) ==> false
odd(1.5) ==> null
even(2) ==> true
even(0) ==> true
even(3) ==> false
even(1e40) ==> true
even("2") ==> null
"""

TEMPORAL = """
day of year(date(2019, 9, 17)) ==> 260
day of year(@"2024-12-31T10:00:00") ==> 366
day of year("x") ==> null
day of week(date(2019, 9, 17)) ==> "Tuesday"
day of week(@"-2019-09-17") ==> "Thursday"
day of week(null) ==> null
month of year(date(2019, 9, 17)) ==> "September"
month of year(1) ==> null
week of year(date(2019, 9, 17)) ==> 38
week of year(date(2003, 12, 29)) ==> 1
week of year(date(2004, 1, 4)) ==> 1
week of year(date(2005, 1, 1)) ==> 53
week of year(date(2005, 1, 3)) ==> 1
week of year(date(2005, 1, 9)) ==> 1
week of year() ==> null
last day of month(@"2024-02-05") ==> @"2024-02-29"
last day of month(@"10:00:00") ==> null
"""

CONTEXTS = """
get value({key1: "value1"}, "key1") ==> "value1"
get value({key1: "value1"}, "other") ==> null
get value({a: {b: 1}}, ["a", "b"]) ==> 1
get value({a: 1}, ["a", "b"]) ==> null
get value(1, "a") ==> null
get entries({k1: "v1", k2: 2}) ==> [{key: "k1", value: "v1"}, {key: "k2", value: 2}]
get entries({a: 1})[key = "a"].value ==> [1]
get entries([]) ==> null
context([{key: "a", value: 1}, {key: "b", value: 2, more: 3}]) ==> {a: 1, b: 2}
context([{key: "a", value: 1}, {key: "b"}]) ==> null
context([{key: 1, value: 1}]) ==> null
context([{key: "a", value: 1}, {key: "a", value: 2}]) ==> null
context([]) ==> {}
context put({x: 1}, "y", 2) ==> {x: 1, y: 2}
context put({x: 1, y: 0, z: 0}, "y", 2) ==> {x: 1, y: 2, z: 0}
context put({x: 1}, ["y"], 2) ==> {x: 1, y: 2}
context put({x: 1, y: {a: 0}}, ["y", "a"], 2) ==> {x: 1, y: {a: 2}}
context put({x: 1, y: {a: 0}}, [], 2) ==> null
context put({x: 1}, ["x", "a"], 2) ==> null
context put({x: 1}, 1, 2) ==> null
context merge([{x: 1}, {y: 2}]) ==> {x: 1, y: 2}
context merge([{x: 1, y: 0}, {y: 2}]) ==> {x: 1, y: 2}
context merge([1]) ==> null
is defined(1) ==> true
is defined(null) ==> false
is defined() ==> null
get or else(null, 2) ==> 2
get or else(1, 2) ==> 1
get or else(1) ==> null
is empty([]) ==> true
is empty("") ==> true
is empty({}) ==> true
is empty(null) ==> true
is empty([1]) ==> false
is empty(0) ==> false
is empty() ==> null
"""

OURS = """
add working days(@"2026-12-18", 5) ==> @"2026-12-29"
add working days(@"2026-04-09", -7) ==> @"2026-03-27"
add working days(@"2026-07-01T23:30:00Z", 1) ==> @"2026-07-03"
add working days(@"2026-07-01T23:30:00", 1) ==> @"2026-07-02"
add working days(@"2026-08-10", 1, [@"2026-08-11"]) ==> @"2026-08-12"
add working days(day: @"2026-08-10", days: 1) ==> @"2026-08-11"
add working days("2026-08-10", 1) ==> null
add working days(@"2026-08-10", 10001) ==> null
add working days(@"2026-08-10", 1, ["x"]) ==> null
add working days(date(12026, 1, 1), 1) ==> null
clear working days(@"2026-11-20", 5) ==> @"2026-11-27"
clear working days(@"2026-11-20", -5) ==> null
standstill end(@"2026-08-10") ==> @"2026-08-19"
standstill end(@"2026-12-23", 8) ==> @"2027-01-06"
standstill end(@"2026-12-23", 0) ==> null
count working days(@"2026-11-20", @"2026-11-27") ==> 5
count working days(@"2026-11-27", @"2026-11-20") ==> -5
count working days(1, 2) ==> null
is working day(@"2026-12-25") ==> false
is working day(@"2026-12-24") ==> true
is working day("x") ==> null
next meeting(@"2026-08-10", [@"2026-09-01", @"2026-08-12"]) ==> @"2026-08-12"
next meeting(@"2026-08-10", [@"2026-09-01", @"2026-08-12"], 7) ==> @"2026-09-01"
next meeting(@"2026-08-10", [@"2026-08-10"]) ==> null
next meeting(@"2026-08-10", ["x"]) ==> null
"""
