"""Cases for the conversion functions, the boolean ones, and identity (DMN tables 72, 73, 77)."""

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
range("[2..)") ==> (>= 2)
range("(2..[") ==> (> 2)
range("(..2)") ==> (< 2)
range("]..@\\"2026-01-01\\"]") ==> (<= @"2026-01-01")
range("[..2]") ==> null
range("[2..]") ==> null
range("[..]") ==> null
range("(..)") ==> null
range("(..x)") ==> null
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
