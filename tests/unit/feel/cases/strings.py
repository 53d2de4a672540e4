"""Cases for the string functions (DMN table 74), and those that Camunda adds."""

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
