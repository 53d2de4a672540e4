"""Cases for the built-in functions; the tables of ranges have their own module."""

CONVERSION = """
date("2012-12-25") - date("2012-12-24") ==> duration("P1D")
date("2012-12-25").day ==> 25
date(date and time("2012-12-25T11:00:00Z")) ==> @"2012-12-25"
date(@"2012-12-25") ==> @"2012-12-25"
date(2012, 12, 25) ==> @"2012-12-25"
date(year: 2012, month: 12, day: 25) ==> @"2012-12-25"
date(from: "2012-12-25") ==> @"2012-12-25"
date("2012-02-30") ==> null
date("2012-2-3") ==> null
date(2012, 1.5, 1) ==> null
date(2012, 1) ==> null
date(1000000000, 1, 1) ==> null
date(1e50, 1, 1) ==> null
date(null) ==> null
date(["2012-12-25"]) ==> @"2012-12-25"
string(date(-5, 1, 1)) ==> "-0005-01-01"
date and time("2012-12-24T23:59:00") ==> date and time(date("2012-12-24"), time("23:59:00"))
date and time("2012-12-24") ==> @"2012-12-24T00:00:00"
date and time(@"2012-12-24T10:00:00Z", @"23:59:00+01:00") ==> @"2012-12-24T23:59:00+01:00"
date and time(date: @"2012-12-24", time: @"10:00:00") ==> @"2012-12-24T10:00:00"
date and time(@"2012-12-24T10:00:00") ==> @"2012-12-24T10:00:00"
date and time(@"2012-12-24") ==> @"2012-12-24T00:00:00Z"
date and time("2012-12-24T24:00:00") ==> @"2012-12-25T00:00:00"
date and time("2012-12-24T25:00:00") ==> null
date and time("2012-12-24T10:60:00") ==> null
date and time("2012-12-24T10:00:00@Nowhere/Land") ==> null
date and time("2012-12-24T10:00:00+25:00") ==> null
date and time("2012-12-24T10:00:00+01:75") ==> null
date and time("2012-12-24 10:00:00") ==> null
date and time(1) ==> null
time("23:59:00z") + duration("PT2M") = time("00:01:00@Etc/UTC") ==> true
time(date and time("2012-12-25T11:00:00Z")) ==> @"11:00:00Z"
time(@"2012-12-25") ==> @"00:00:00Z"
time("T10:00:00") ==> @"10:00:00"
time(@"10:00:00") ==> @"10:00:00"
time(23, 59, 0, duration("PT0H")) ==> @"23:59:00Z"
time(23, 59, 1.5) ==> @"23:59:01.5"
time(hour: 1, minute: 2, second: 3) ==> @"01:02:03"
time(1, 2, 3, null) ==> @"01:02:03"
time(24, 0, 0) ==> null
time(1, 2, 60) ==> null
time(1, 2, 3, @"PT19H") ==> null
time("25:00:00") ==> null
time("10:00:00.123456789") ==> @"10:00:00.123456789"
number("1 000,0", " ", ",") ==> 1000
number("1,000.5", ",", ".") ==> 1000.5
number(from: "1.000,01", decimal separator: ",", grouping separator: ".") ==> 1000.01
number("1.5") ==> 1.5
number("-1.5e3") ==> -1500
number("1.5", null, null) ==> 1.5
number("1,5", null, ",") ==> 1.5
number("1.5", null, ",") ==> null
number("x", ",", ".") ==> null
number("1", "x", ".") ==> null
number("1", ",", "x") ==> null
number("1", ".", ".") ==> null
number("1e9999") ==> null
number("") ==> null
string(1.1) ==> "1.1"
string(1.10) ==> "1.1"
string(1e3) ==> "1000"
string("a") ==> "a"
string(true) ==> "true"
string(null) ==> null
string(@"2012-12-25") ==> "2012-12-25"
string(@"10:00:00.5Z") ==> "10:00:00.5Z"
string(@"2012-12-25T10:00:00@Europe/London") ==> "2012-12-25T10:00:00@Europe/London"
string(@"2012-12-25T10:00:00-01:30") ==> "2012-12-25T10:00:00-01:30"
string(@"P1DT2H") ==> "P1DT2H"
string(@"P14M") ==> "P1Y2M"
string([1, "a\\"b", null, [true]]) ==> "[1, \\"a\\\\\\"b\\", null, [true]]"
string({a: "x", "b-c": @"2012-12-25"}) ==> "{a: \\"x\\", \\"b-c\\": @\\"2012-12-25\\"}"
string([1..5)) ==> "[1..5)"
string((>= "a")) ==> ">= \\"a\\""
string([@"P1D"]) ==> "[@\\"P1D\\"]"
string(function(a, b c) 1) ==> "function(a, b c)"
string() ==> null
duration("P2Y2M") ==> duration("P26M")
duration("P1DT2H3M4.5S") ==> @"P1DT2H3M4.5S"
duration(@"P1D") ==> @"P1D"
duration("-PT24H") ==> @"-P1D"
duration("P1Y1D") ==> null
duration("P") ==> null
duration("PT") ==> null
duration(1) ==> null
years and months duration(date("2011-12-22"), date("2013-08-24")) ==> @"P1Y8M"
years and months duration(@"2013-08-24", @"2011-12-22") ==> @"-P1Y8M"
years and months duration(from: @"2015-01-31", to: @"2015-02-28") ==> @"P0M"
years and months duration(@"2015-01-01T10:00:00", @"2016-02-01") ==> @"P1Y1M"
years and months duration("2015-01-01", @"2016-02-01") ==> null
range("[1..3]") ==> [1..3]
range("]1..3[") ==> (1..3)
range("[\\"a\\"..\\"b\\"]") ==> ["a".."b"]
range("(@\\"2026-01-01\\"..date(\\"2026-02-01\\")]") ==> (@"2026-01-01"..@"2026-02-01"]
range("[3..1]") ==> null
range("[1..x]") ==> null
range("[1..\\"a\\"]") ==> null
range("[string(\\"a\\")..\\"b\\"]") ==> null
range("< 5") ==> null
range("") ==> null
range("[1") ==> null
"""

BOOLEAN = """
not(true) ==> false
not(false) ==> true
not(null) ==> null
not("x") ==> null
not(negand: true) ==> false
is(1, 1.0) ==> true
is(1, "1") ==> false
is(null, null) ==> true
is([1], [1]) ==> true
is(date("2012-12-25"), time("23:00:50")) ==> false
is(date("2012-12-25"), date("2012-12-25")) ==> true
is(time("23:00:50z"), time("23:00:50")) ==> false
is(time("23:00:50z"), time("23:00:50+00:00")) ==> true
is(@"2012-12-25T11:00:00Z", @"2012-12-25T12:00:00+01:00") ==> false
is(@"2012-07-25T11:00:00+01:00", @"2012-07-25T11:00:00@Europe/London") ==> false
is(1) ==> null
"""

STRINGS = """
substring("foobar", 3) ==> "obar"
substring("foobar", 3, 3) ==> "oba"
substring("foobar", -2, 1) ==> "a"
substring("\\U01F40Eab", 2) ==> "ab"
substring("foobar", 3, 99) ==> "obar"
substring(string: "foobar", start position: 3) ==> "obar"
substring("foobar", 3, null) ==> "obar"
substring("foobar", 0) ==> null
substring("foobar", 7) ==> null
substring("foobar", -7) ==> null
substring("foobar", 3, 0) ==> null
substring(1, 1) ==> null
string length("foo") ==> 3
string length("\\U01F40Eab") ==> 3
string length(["abc"]) ==> 3
string length(1) ==> null
upper case("aBc4") ==> "ABC4"
upper case(null) ==> null
lower case("aBc4") ==> "abc4"
lower case(null) ==> null
substring before("foobar", "bar") ==> "foo"
substring before("foobar", "xyz") ==> ""
substring before("foobar", "") ==> ""
substring before("foobar", null) ==> null
substring after("foobar", "ob") ==> "ar"
substring after("", "a") ==> ""
substring after("abc", "") ==> "abc"
substring after("abc", 1) ==> null
contains("foobar", "ooba") ==> true
contains("foobar", "of") ==> false
contains(["foobar"], "of") ==> false
contains("foobar", null) ==> null
starts with("foobar", "fo") ==> true
starts with("foobar", 1) ==> null
ends with("foobar", "r") ==> true
ends with(null, "r") ==> null
matches("foobar", "^fo*b") ==> true
matches("foobar", "^Fo*b", "i") ==> true
matches("foobar", "^fo*b", "q") ==> null
matches("foobar", "(") ==> null
matches(null, "a") ==> null
replace("banana", "a", "o") ==> "bonono"
replace("abcd", "(ab)|(a)", "[1=$1][2=$2]") ==> "[1=ab][2=]cd"
replace("abracadabra", "a.*?a", "*") ==> "*c*bra"
replace("abracadabra", "bra", "[$0]") ==> "a[bra]cada[bra]"
replace("aBa", "b", "x", "i") ==> "axa"
replace("a.b", "\\\\.", "\\\\$\\\\\\\\") ==> "a$\\\\b"
replace("ab", "(a)", "$12") ==> "a2b"
replace("ab", "(a)", "$2") ==> "b"
replace("ab", "x*", "-") ==> null
replace("ab", "a", "$") ==> null
replace("ab", "a", "\\\\x") ==> null
split("John Doe", "\\\\s") ==> ["John", "Doe"]
split("a;b;c;;", ";") ==> ["a", "b", "c", "", ""]
split("abc", ",") ==> ["abc"]
split("abc", "") ==> null
split("abc", null) ==> null
string join(["a", "b", "c"], "_and_") ==> "a_and_b_and_c"
string join(["a", "b"]) ==> "ab"
string join(["a", null, "c"], "X") ==> "aXc"
string join([], "X") ==> ""
string join("a", "X") ==> "a"
string join(["a", 1], "X") ==> null
string join(null) ==> null
extract("a1b22", "[0-9]+") ==> ["1", "22"]
extract("abc", "[0-9]") ==> []
extract(1, "a") ==> null
trim("  a b ") ==> "a b"
trim(1) ==> null
is blank("  ") ==> true
is blank("a") ==> false
is blank(null) ==> null
"""

LISTS = """
list contains([1, 2, 3], 2) ==> true
list contains([1, null], null) ==> true
list contains([1, "a"], true) ==> false
list contains([[1], [2]], [2]) ==> true
list contains(null, 1) ==> null
count([1, 2, 3]) ==> 3
count([]) ==> 0
count([1, [2, 3]]) ==> 2
count(null) ==> null
min([1, 2, 3]) ==> 1
min(3, 2) ==> 2
min("b", "a") ==> "a"
min([]) ==> null
min() ==> null
min([1, null]) ==> null
min([true]) ==> null
max(1, 2, 3) ==> 3
max([@"2026-01-01", @"2025-01-01"]) ==> @"2026-01-01"
max([]) ==> null
max([1, "a"]) ==> null
sum([1, 2, 3]) ==> 6
sum(1, 2, 3) ==> 6
sum([]) ==> null
sum([1, "a"]) ==> null
sum([1, null]) ==> null
sum([9e6144, 9e6144]) ==> null
sum() ==> null
mean([1, 2, 3]) ==> 2
mean(1, 2) ==> 1.5
mean([]) ==> null
mean([null]) ==> null
all([false, null, true]) ==> false
all(true, true) ==> true
all([]) ==> true
all([true, null]) ==> null
all(0) ==> null
all() ==> null
any([false, null, true]) ==> true
any(false) ==> false
any([]) ==> false
any([false, null]) ==> null
any(0) ==> null
any() ==> null
sublist([4, 5, 6], 1, 2) ==> [4, 5]
sublist([4, 5, 6], 2) ==> [5, 6]
sublist([4, 5, 6], -2, 1) ==> [5]
sublist([4, 5, 6], 0) ==> null
sublist([4, 5, 6], 2, 9) ==> null
sublist([4, 5, 6], 2, 0) ==> null
append([1], 2, 3) ==> [1, 2, 3]
append([1], null) ==> [1, null]
append([], [1]) ==> [[1]]
append(1, 2) ==> [1, 2]
append(null, 1) ==> null
concatenate([1, 2], [3]) ==> [1, 2, 3]
concatenate([1], 2) ==> [1, 2]
concatenate([1], null) ==> null
concatenate() ==> []
insert before([1, 3], 1, 2) ==> [2, 1, 3]
insert before([1, 3], -1, 2) ==> [1, 2, 3]
insert before([1, 3], 3, 2) ==> null
insert before([], 0, 1) ==> null
remove([1, 2, 3], 2) ==> [1, 3]
remove([1, 2, 3], -1) ==> [1, 2]
remove([1], 2) ==> null
list replace([2, 4, 7, 8], 3, 6) ==> [2, 4, 6, 8]
list replace([2, 4, 7, 8], -1, 6) ==> [2, 4, 7, 6]
list replace([2, 4, 7, 8], function(item, newItem) item < newItem, 5) ==> [5, 5, 7, 8]
list replace(list: [1, 2], match: function(a, b) a = 1, newItem: 0) ==> [0, 2]
list replace([1], 2, 0) ==> null
list replace([1], function(a) true, 0) ==> null
list replace([1], function(a, b) 1, 0) ==> null
reverse([1, 2, 3]) ==> [3, 2, 1]
reverse(null) ==> null
index of([1, 2, 3, 2], 2) ==> [2, 4]
index of([1, null], null) ==> [2]
index of([1], 2) ==> []
index of(null, 2) ==> null
union([1, 2], [2, 3]) ==> [1, 2, 3]
union([1], null) ==> null
distinct values([1, 2, 3, 2, 1.0]) ==> [1, 2, 3]
distinct values([{a: 1}, {a: 1}, null, null, [1], [1]]) ==> [{a: 1}, null, [1]]
distinct values(null) ==> null
flatten([[1, 2], [[3]], 4]) ==> [1, 2, 3, 4]
flatten([[], [[]]]) ==> []
flatten(null) ==> null
product([2, 3, 4]) ==> 24
product(2, 3, 4) ==> 24
product([]) ==> null
product([1e6000, 1e6000]) ==> null
product([true]) ==> null
median(8, 2, 5, 3, 4) ==> 4
median([6, 1, 2, 3]) ==> 2.5
median([]) ==> null
median("a") ==> null
stddev(2, 4, 7, 5) > 2.08166599946 ==> true
stddev([2, 2, 2]) ==> 0
stddev([47]) ==> null
stddev([]) ==> null
mode(6, 3, 9, 6, 6) ==> [6]
mode([6, 1, 9, 6, 1]) ==> [1, 6]
mode([]) ==> []
mode(["a"]) ==> null
sort(list: [3, 1, 4, 5, 2], precedes: function(x, y) x < y) ==> [1, 2, 3, 4, 5]
sort([3, 1, 2], function(x, y) x > y) ==> [3, 2, 1]
sort([3, 1, 2]) ==> [1, 2, 3]
sort(["b", "a"]) ==> ["a", "b"]
sort([1, "a"]) ==> null
sort([2, 1], function(x) x) ==> null
sort([2, 1], function(x, y) "x") ==> null
sort(null) ==> null
duplicate values([1, 2, 3, 2, 1]) ==> [1, 2]
duplicate values(null) ==> null
partition([1, 2, 3], 2) ==> [[1, 2], [3]]
partition([1, 2, 3], 0) ==> null
"""

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
add working days(@"2026-08-10", 20000) ==> null
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

ALL = CONVERSION + BOOLEAN + STRINGS + LISTS + NUMERIC + TEMPORAL + CONTEXTS + OURS
