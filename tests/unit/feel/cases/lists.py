"""Cases for the list functions (DMN tables 75 and 80), and those that Camunda adds."""

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
concatenate() ==> null
union() ==> null
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
sort([3, 1, 2]) ==> null
sort([1, "a"], function(x, y) x < y) ==> null
sort([2, 1], function(x) x) ==> null
sort([2, 1], function(x, y) "x") ==> null
sort(null) ==> null
duplicate values([1, 2, 3, 2, 1]) ==> [1, 2]
duplicate values(null) ==> null
partition([1, 2, 3], 2) ==> [[1, 2], [3]]
partition([1, 2, 3], 0) ==> null
"""
