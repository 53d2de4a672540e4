"""Every built-in service task has its name, and says whether it can be taken back."""

from __future__ import annotations

from cip_workflow.operations import handlers


def test_every_module_is_a_handler_of_its_own_name() -> None:
    assert len(handlers.known()) > 30
    for type_, handler in handlers.known().items():
        assert type_.startswith(handlers.BUILT_IN)
        assert handler.run.__module__.endswith("." + type_.removeprefix(handlers.BUILT_IN).replace("-", "_"))
        assert (handler.run.__doc__ or "").strip()


def test_others_do_what_is_not_ours() -> None:
    assert handlers.find("mail:send") is None
