"""Pages and notices as HTML, in the right language. What stands on which address is in pages.py and facilitator.py."""

from __future__ import annotations

from functools import partial

from flask import Response, make_response, render_template, request

from quizserver.catalogue import LANGUAGES, explain, say
from quizserver.errors import QuizError
from quizserver.live.rooms import Rooms
from quizserver.protocol import PROTOCOL

LANG_COOKIE = "quizserver_lang"
"""The language somebody chose on a staff page; sent there only."""


class Renderer:
    """`release` is the part of every static address that changes with the files; `lang` the language of an empty hall."""

    def __init__(self, rooms: Rooms, release: str, lang: str) -> None:
        self._rooms = rooms
        self._lang = lang
        self.static = f"/static/{release}"

    def lang(self) -> str:
        """What the address asks for, else the language of the room: a hall reads one language unless somebody chooses."""
        room = self._rooms.current()
        asked = request.args.get("lang", "") or request.cookies.get(LANG_COOKIE, "")
        return asked if asked in LANGUAGES else room.state.lang if room else self._lang

    def page(self, template: str, surface: str, **values: object) -> Response:
        """A surface's page: thin, with the words of one language."""
        return self.page_in(self.lang(), template, surface, **values)

    def page_in(self, lang: str, template: str, surface: str, **values: object) -> Response:
        """The same in a language that is not for the visitor to choose."""
        words = f"{self.static}/words/{surface}.{lang}.js"
        sentence = partial(say, lang=lang)
        body = render_template(
            template, lang=lang, static=self.static, words=words, protocol=PROTOCOL, say=sentence, **values
        )
        return make_response(body)

    def notice(self, error: QuizError, status: int) -> Response:
        """A kind page that says why, and the way on."""
        lang = self.lang()
        title, way_on = say("page.notice.title", lang), say("page.notice.way_on", lang)
        text = explain(error, lang)
        body = render_template("notice.html", lang=lang, static=self.static, title=title, text=text, way_on=way_on)
        return make_response(body, status)
