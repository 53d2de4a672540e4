"""Random syntax trees, such as the parser could have read."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from cip_workflow.feel.syntax import tree
from cip_workflow.feel.syntax.vocabulary import is_plain

#: Names with symbols, which the reader has to know.
SPECIAL = ("Pre-bureau risk", "Profit and loss", "x/y")
PLAIN = ("a", "b c", "item", "amount", "Größe", "case 1", "partial", "sum", "contains", "floor", "date")

names = st.sampled_from(PLAIN + SPECIAL)
plain_names = st.sampled_from(PLAIN)
keys = st.sampled_from(("k", "l m", "n-o", "", "p and q", '"'))
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
numbers = st.decimals(-1000, 1000, places=2) | st.sampled_from(
    [Decimal("1e50"), Decimal("-1e-50"), Decimal(3)]
)

simple_types = st.sampled_from(
    ["number", "string", "date and time", "Any", "tPerson", "days and time duration"]
).map(tree.NamedType)
types = st.recursive(
    simple_types,
    lambda inner: (
        st.builds(tree.ListType, inner)
        | st.builds(tree.RangeType, inner)
        | st.builds(tree.ContextType, st.lists(st.tuples(plain_names, inner), max_size=2).map(tuple))
        | st.builds(tree.FunctionType, st.lists(inner, max_size=2).map(tuple), inner)
    ),
    max_leaves=4,
)

leaves = (
    st.builds(tree.Number, numbers)
    | st.builds(tree.String, texts)
    | st.builds(tree.Boolean, st.booleans())
    | st.just(tree.Null())
    | st.builds(
        tree.AtLiteral, st.sampled_from(["2026-03-01", "P1D", "P1Y", "10:00:00", "2026-03-01T10:00:00Z", "?"])
    )
    | st.builds(tree.Name, names)
)


def _iterations(inner: st.SearchStrategy[tree.Node]) -> st.SearchStrategy[tuple[tree.Iteration, ...]]:
    one = st.builds(tree.Iteration, plain_names, inner, st.none() | inner)
    return st.lists(one, min_size=1, max_size=2).map(tuple)


def _branches(inner: st.SearchStrategy[tree.Node]) -> st.SearchStrategy[tree.Node]:
    some = st.lists(inner, max_size=3).map(tuple)
    row = st.lists(inner, min_size=2, max_size=3).map(tuple)
    parameters = st.lists(st.builds(tree.Parameter, plain_names, st.none() | types), max_size=2).map(tuple)
    named = st.lists(st.tuples(plain_names, inner), min_size=1, max_size=2).map(tuple)
    return st.one_of(
        st.builds(tree.Path, inner, plain_names),
        st.builds(tree.Filter, inner, inner),
        st.builds(tree.Call, inner, some),
        st.builds(tree.NamedCall, inner, named),
        st.builds(tree.Negation, inner),
        st.builds(tree.Arithmetic, st.sampled_from(["+", "-", "*", "/", "**"]), inner, inner),
        st.builds(tree.Comparison, st.sampled_from(["=", "!=", "<", "<=", ">", ">="]), inner, inner),
        st.builds(tree.Between, inner, inner, inner),
        st.builds(tree.In, inner, st.lists(inner, min_size=1, max_size=3).map(tuple)),
        st.builds(tree.InstanceOf, inner, types),
        st.builds(tree.Conjunction, row.filter(lambda nodes: not isinstance(nodes[0], tree.Conjunction))),
        st.builds(tree.Disjunction, row.filter(lambda nodes: not isinstance(nodes[0], tree.Disjunction))),
        st.builds(tree.If, inner, inner, inner),
        st.builds(tree.For, _iterations(inner), inner),
        st.builds(tree.Quantified, st.sampled_from(["some", "every"]), _iterations(inner), inner),
        st.builds(tree.ListLiteral, some),
        st.builds(tree.ContextLiteral, st.lists(st.tuples(keys, inner), max_size=3).map(tuple)),
        st.builds(tree.RangeLiteral, inner, st.booleans(), inner, st.booleans()),
        st.builds(tree.ComparisonRange, st.sampled_from(["=", "!=", "<", "<=", ">", ">="]), inner),
        st.builds(tree.FunctionDefinition, parameters, inner, st.booleans()),
    )


expressions = st.recursive(leaves, _branches, max_leaves=12)
unary_tests = st.builds(
    tree.UnaryTests, st.lists(expressions, min_size=1, max_size=3).map(tuple), st.booleans()
) | st.just(tree.UnaryTests(()))

assert all(map(is_plain, PLAIN)) and not any(map(is_plain, SPECIAL))
