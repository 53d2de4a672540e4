"""Cases for the range functions (DMN table 78): the standard's examples, then open ends and nulls."""

STANDARD = """
before(1, 10) ==> true
before(10, 1) ==> false
before(1, [1..10]) ==> false
before(1, (1..10]) ==> true
before(1, [5..10]) ==> true
before([1..10], 10) ==> false
before([1..10), 10) ==> true
before([1..10], 15) ==> true
before([1..10], [15..20]) ==> true
before([1..10], [10..20]) ==> false
before([1..10), [10..20]) ==> true
before([1..10], (10..20]) ==> true
after(10, 5) ==> true
after(5, 10) ==> false
after(12, [1..10]) ==> true
after(10, [1..10)) ==> true
after(10, [1..10]) ==> false
after([11..20], 12) ==> false
after([11..20], 10) ==> true
after((11..20], 11) ==> true
after([11..20], 11) ==> false
after([11..20], [1..10]) ==> true
after([1..10], [11..20]) ==> false
after([11..20], [1..11)) ==> true
after((11..20], [1..11]) ==> true
meets([1..5], [5..10]) ==> true
meets([1..5), [5..10]) ==> false
meets([1..5], (5..10]) ==> false
meets([1..5], [6..10]) ==> false
met by([5..10], [1..5]) ==> true
met by([5..10], [1..5)) ==> false
met by((5..10], [1..5]) ==> false
met by([6..10], [1..5]) ==> false
overlaps([1..5], [3..8]) ==> true
overlaps([3..8], [1..5]) ==> true
overlaps([1..8], [3..5]) ==> true
overlaps([3..5], [1..8]) ==> true
overlaps([1..5], [6..8]) ==> false
overlaps([6..8], [1..5]) ==> false
overlaps([1..5], [5..8]) ==> true
overlaps([1..5], (5..8]) ==> false
overlaps([1..5), [5..8]) ==> false
overlaps([1..5), (5..8]) ==> false
overlaps([5..8], [1..5]) ==> true
overlaps((5..8], [1..5]) ==> false
overlaps([5..8], [1..5)) ==> false
overlaps((5..8], [1..5)) ==> false
overlaps before([1..5], [3..8]) ==> true
overlaps before([1..5], [6..8]) ==> false
overlaps before([1..5], [5..8]) ==> true
overlaps before([1..5], (5..8]) ==> false
overlaps before([1..5), [5..8]) ==> false
overlaps before([1..5), (1..5]) ==> true
overlaps before([1..5], (1..5]) ==> true
overlaps before([1..5), [1..5]) ==> false
overlaps before([1..5], [1..5]) ==> false
overlaps after([3..8], [1..5]) ==> true
overlaps after([6..8], [1..5]) ==> false
overlaps after([5..8], [1..5]) ==> true
overlaps after((5..8], [1..5]) ==> false
overlaps after([5..8], [1..5)) ==> false
overlaps after((1..5], [1..5)) ==> true
overlaps after((1..5], [1..5]) ==> true
overlaps after([1..5], [1..5)) ==> false
overlaps after([1..5], [1..5]) ==> false
finishes(10, [1..10]) ==> true
finishes(10, [1..10)) ==> false
finishes([5..10], [1..10]) ==> true
finishes([5..10), [1..10]) ==> false
finishes([5..10), [1..10)) ==> true
finishes([1..10], [1..10]) ==> true
finishes((1..10], [1..10]) ==> true
finished by([1..10], 10) ==> true
finished by([1..10), 10) ==> false
finished by([1..10], [5..10]) ==> true
finished by([1..10], [5..10)) ==> false
finished by([1..10), [5..10)) ==> true
finished by([1..10], [1..10]) ==> true
finished by([1..10], (1..10]) ==> true
includes([1..10], 5) ==> true
includes([1..10], 12) ==> false
includes([1..10], 1) ==> true
includes([1..10], 10) ==> true
includes((1..10], 1) ==> false
includes([1..10), 10) ==> false
includes([1..10], [4..6]) ==> true
includes([1..10], [1..5]) ==> true
includes((1..10], (1..5]) ==> true
includes([1..10], (1..10)) ==> true
includes([1..10), [5..10)) ==> true
includes([1..10], [1..10)) ==> true
includes([1..10], (1..10]) ==> true
includes([1..10], [1..10]) ==> true
during(5, [1..10]) ==> true
during(12, [1..10]) ==> false
during(1, [1..10]) ==> true
during(10, [1..10]) ==> true
during(1, (1..10]) ==> false
during(10, [1..10)) ==> false
during([4..6], [1..10]) ==> true
during([1..5], [1..10]) ==> true
during((1..5], (1..10]) ==> true
during((1..10), [1..10]) ==> true
during([5..10), [1..10)) ==> true
during([1..10), [1..10]) ==> true
during((1..10], [1..10]) ==> true
during([1..10], [1..10]) ==> true
starts(1, [1..10]) ==> true
starts(1, (1..10]) ==> false
starts(2, [1..10]) ==> false
starts([1..5], [1..10]) ==> true
starts((1..5], (1..10]) ==> true
starts((1..5], [1..10]) ==> false
starts([1..5], (1..10]) ==> false
starts([1..10], [1..10]) ==> true
starts([1..10), [1..10]) ==> true
starts((1..10), (1..10)) ==> true
started by([1..10], 1) ==> true
started by((1..10], 1) ==> false
started by([1..10], 2) ==> false
started by([1..10], [1..5]) ==> true
started by((1..10], (1..5]) ==> true
started by([1..10], (1..5]) ==> false
started by((1..10], [1..5]) ==> false
started by([1..10], [1..10]) ==> true
started by([1..10], [1..10)) ==> true
started by((1..10), (1..10)) ==> true
coincides(5, 5) ==> true
coincides(3, 4) ==> false
coincides([1..5], [1..5]) ==> true
coincides((1..5), [1..5]) ==> false
coincides([1..5], [2..6]) ==> false
"""

OPEN_ENDS = """
before(1, (> 5)) ==> true
before(1, (< 5)) ==> false
before((< 5), 7) ==> true
before((> 5), 7) ==> false
before((< 5), (> 6)) ==> true
before((> 5), [1..2]) ==> false
after((> 5), 5) ==> true
after((>= 5), 5) ==> false
overlaps((> 5), [1..6]) ==> true
overlaps((> 5), (< 5)) ==> false
includes((< 5), 4) ==> true
includes((< 5), [1..5)) ==> true
includes([1..5], (< 5)) ==> false
during(9, (> 5)) ==> true
during(5, (> 5)) ==> false
starts((< 3), (< 5)) ==> true
finishes((> 5), (> 3)) ==> true
coincides((< 5), (< 5)) ==> true
coincides((< 5), (<= 5)) ==> false
overlaps before((< 5), [1..9]) ==> true
overlaps after([1..9], (< 5)) ==> true
meets([1..5], (>= 5)) ==> true
before(@"2026-01-01", @"2026-01-02") ==> true
during(@"2026-01-05", [@"2026-01-01"..@"2026-01-31"]) ==> true
before("a", ["b".."c"]) ==> true
before(1, "a") ==> null
before(null, 1) ==> null
before(1, [null..5]) ==> null
after([1..5], ["a".."b"]) ==> null
meets(1, [1..2]) ==> null
met by(1, [1..2]) ==> null
overlaps(1, 2) ==> null
overlaps before([1..2], ["a".."b"]) ==> null
overlaps after(1, [1..2]) ==> null
finishes("a", [1..2]) ==> null
finished by([1..2], "a") ==> null
includes([1..2], "a") ==> null
during("a", [1..2]) ==> null
starts("a", [1..2]) ==> null
started by([1..2], true) ==> null
coincides(1, [1..1]) ==> null
coincides(1, "a") ==> null
before(point1: 1, point2: 2) ==> true
before(range1: [1..2], range2: [3..4]) ==> true
during(range1: [1..2], range2: [0..3]) ==> true
"""
