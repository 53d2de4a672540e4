"""Models that use other models: prefixes, inputs of their own, and imports that lead nowhere."""

from __future__ import annotations

import pytest

from cip_workflow import dmn
from cip_workflow.dmn import ModelRefused
from tests.unit.dmn.drawn import (
    component,
    context,
    data,
    decision,
    definitions,
    foreign,
    import_,
    item,
    knowledge,
    literal,
    service,
)

LIBRARY = definitions(
    item("tPerson", of=component("name", "string")),
    data("x", "number"),
    decision("doubled", literal("x * 2"), needs="i_x"),
    knowledge("greet", literal('"Hello " + p.name'), "p: tPerson"),
    service("s", out="d_doubled", data_="i_x"),
    namespace="urn:lib",
)


def test_imported_elements_have_the_prefix_of_their_import() -> None:
    file = definitions(
        import_("lib", "urn:lib"),
        data("who", "lib.tPerson"),
        foreign(
            "[lib.greet(who), lib.doubled, lib.x, lib.s(5), who instance of lib.tPerson]",
            "Input #i_who",
            "Knowledge urn:lib#k_greet",
            "Knowledge urn:lib#s_s",
            "Decision urn:lib#d_doubled",
            "Input urn:lib#i_x",
        ),
    )
    model = dmn.load(file, imports=[LIBRARY])
    for given in ({"lib": {"x": 3}}, {"lib.x": 3}, {"x": 3}):
        value = model.evaluate("it", {"who": {"name": "Ada"}, **given}).value
        assert value[:4] == ["Hello Ada", 6, 3, 10]
    assert model.evaluate("it", {"who": {"name": 1}, "x": 3}).value[0] is None
    assert model.evaluate("lib.doubled", {"x": 4}).value == 8


def test_what_is_given_is_never_changed() -> None:
    given = {"lib": {"x": 3}, "y": [1, {"a": 2}]}
    file = definitions(
        import_("lib", "urn:lib"), foreign("[lib.doubled, lib.x, y]", "Decision urn:lib#d_doubled")
    )
    assert dmn.load(file, imports=[LIBRARY]).evaluate("it", given).value == [6, 3, [1, {"a": 2}]]
    assert given == {"lib": {"x": 3}, "y": [1, {"a": 2}]}


def test_an_import_without_a_name_adds_its_elements_as_they_are() -> None:
    file = definitions(import_("", "urn:lib"), foreign("doubled + 1", "Decision urn:lib#d_doubled"))
    assert dmn.load(file, imports=[LIBRARY]).evaluate("it", {"x": 3}).value == 7


def test_a_model_imported_twice_has_inputs_of_its_own_each_time() -> None:
    def middle(name: str) -> bytes:
        namespace = f"urn:{name}"
        return definitions(
            import_("lib", "urn:lib"),
            foreign("lib.doubled", "Decision urn:lib#d_doubled"),
            namespace=namespace,
        )

    file = definitions(
        import_("a", "urn:a"),
        import_("b", "urn:b"),
        foreign("[a.it, b.it]", "Decision urn:a#d_it", "Decision urn:b#d_it"),
    )
    model = dmn.load(file, imports=[LIBRARY, middle("a"), middle("b")])
    assert model.evaluate("it", {"a": {"lib": {"x": 1}}, "b": {"lib": {"x": 2}}}).value == [2, 4]
    assert model.evaluate("it", {"a.lib.x": 1, "b.lib.x": 2}).value == [2, 4]


def test_references_may_name_the_own_namespace() -> None:
    file = definitions(data("x"), foreign("x + 1", "Input urn:test#i_x"))
    assert dmn.load(file).evaluate("it", {"x": 1}).value == 2


def test_references_may_name_a_file_or_a_namespace_that_nobody_has() -> None:
    for before in ("model.dmn", "urn:nobody"):
        file = definitions(data("x"), foreign("x + 1", f"Input {before}#i_x"))
        assert dmn.load(file).evaluate("it", {"x": 1}).value == 2


def test_a_loaded_model_is_kept() -> None:
    file = definitions(decision("it", literal("1")))
    assert dmn.load(file, name="a.dmn") is dmn.load(file, name="a.dmn")
    assert dmn.load(file, name="a.dmn") is not dmn.load(file, name="b.dmn")


def test_imports_that_are_missing_or_circular_are_refused() -> None:
    with pytest.raises(ModelRefused, match="The imported model urn:lib is not here"):
        dmn.load(definitions(import_("lib", "urn:lib")))
    with pytest.raises(ModelRefused, match="imports itself"):
        dmn.load(definitions(import_("me", "urn:test")), imports=[definitions(import_("me", "urn:test"))])
    ring = [definitions(import_("n", f"urn:{(at + 1) % 3}"), namespace=f"urn:{at}") for at in range(3)]
    with pytest.raises(ModelRefused, match="imports itself"):
        dmn.load(ring[0], imports=ring[1:])


def test_imports_that_multiply_are_refused() -> None:
    layers = [
        definitions(*(import_(f"n{each}", f"urn:{at + 1}") for each in range(4)), namespace=f"urn:{at}")
        for at in range(12)
    ]
    with pytest.raises(ModelRefused, match="too many"):
        dmn.load(layers[0], imports=[*layers[1:], definitions(namespace="urn:12")])


def test_an_import_of_another_kind_is_a_problem() -> None:
    model = dmn.load(
        definitions(import_("p", "urn:p", "http://www.dmg.org/PMML-4_2"), decision("it", context("a = 1")))
    )
    assert "Only DMN is imported" in str(model.problems[0])
    assert model.evaluate("it", {}).value == {"a": 1}
