"""One of the demo people at a browser without scripts: signs in with one click, follows links, fills in and presses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from flask import Flask
from itsdangerous import URLSafeTimedSerializer

from cip_workflow import clock
from tests.processes.page import Form, Page
from tests.processes.posting import UPDATE, fill

#: A session ends after an hour without a click.
_STAYS = timedelta(minutes=59)
#: A session ends after twelve hours in any case (CIP_SESSION_HOURS); somebody signs in again before that.
_SESSION = timedelta(hours=11)
_MOST_PRESSES = 40


class Visitor:
    """A person and their browser."""

    def __init__(self, app: Flask, login: str, name: str, people: Mapping[str, str]) -> None:
        self.login, self.name, self.people = login, name, people
        self.client = app.test_client()
        self._seen: datetime | None = None
        self._began: datetime | None = None

    def get(self, address: str) -> Page:
        """A page, which must be there."""
        page = self.ask(address)
        assert page.status == 200, (self.login, address, page.status, page.said)
        return page

    def ask(self, address: str) -> Page:
        """What an address answers, after redirects."""
        self._be_there()
        page = Page(self.client.get(address))
        while page.status in {301, 302, 303}:
            page = Page(self.client.get(page.to))
        return page

    def send(self, form: Form, button: str = "") -> Page:
        """Send a form; the answer itself, whatever it is."""
        self._be_there()
        more: dict[str, Any] = {"content_type": "multipart/form-data"} if form.is_multipart else {}
        return Page(self.client.post(form.action, data=form.body(button), **more))

    def post(self, address: str, *, json: bool = False, **data: Any) -> Page:
        """Send something that no form on a page of theirs would; the answer itself."""
        self._be_there()
        with self.client.session_transaction() as cookie:
            secret = cookie.setdefault("csrf_token", "0123456789abcdef")
        key = self.client.application.config["SECRET_KEY"]
        token = URLSafeTimedSerializer(key, salt="wtf-csrf-token").dumps(secret)
        headers = {"Accept": "application/json"} if json else {}
        return Page(self.client.post(address, data={"csrf_token": token, **data}, headers=headers))

    def press(self, page: Page, text: str, **given: Any) -> Page:
        """Press the button with this text, after typing `given`; the page that follows, which must be there."""
        form = page.form(text)
        for name, value in given.items():
            form.set(name, value)
        answer = self.send(form, form.buttons()[text])
        assert answer.status == 303, (self.login, page.path, text, answer.status, answer.said)
        return self.get(answer.to)

    def follow(self, page: Page, text: str) -> Page:
        """Follow the link with this text."""
        links = page.links(text)
        assert links, f"{self.login} has no link “{text}” on {page.path}"
        return self.get(links[0])

    def typed(self, page: Page, button: str, answers: Mapping[str, Any]) -> Form:
        """The form of a page with all answers in it, after pressing what shows more of it on the way."""
        needed = ""
        for _ in range(_MOST_PRESSES):
            form = page.form(button)
            needed = fill(form, answers, self.people, updated=needed == UPDATE)
            if not needed:
                return form
            page = self.send(form, needed)
            assert page.status == 200, (self.login, needed, page.status, page.said)
        raise AssertionError(f"{page.path} never showed all questions")

    def fill_in(self, page: Page, button: str, answers: Mapping[str, Any]) -> Page:
        """Fill in the form of a page and press the button; the answer."""
        return self.send(self.typed(page, button, answers))

    def find(self, matches: Callable[[str, str], bool], *lists: str) -> str | None:
        """The address of the first task that matches by name and line, looked for in these lists, page by page."""
        for address in lists:
            page = self.get(address)
            while True:
                found = [href for href, name, line in page.rows() if matches(name, line)]
                if found:
                    return found[0]
                following = page.tree.xpath("//a[@rel='next']/@href")
                if not following:
                    break
                page = self.get(following[0])
        return None

    def _be_there(self) -> None:
        now = clock.now()
        idle = self._seen is None or not timedelta() <= now - self._seen <= _STAYS
        if idle or self._began is None or now - self._began > _SESSION:
            self._began = now
            self.client = self.client.application.test_client()
            page = Page(self.client.get("/sign-in"))
            [form] = [one for one in page.forms() if f"Sign in as {self.name}" in one.buttons()]
            answer = self.client.post(form.action, data=form.body())
            assert (answer.status_code, answer.headers["Location"]) == (303, "/"), answer.text
        self._seen = now
