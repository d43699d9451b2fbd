"""Every refusal this server knows, as one tree. No rule and no wording lives here: words/errors.yaml has the sentences.

QuizError                 a refusal with an `area/reason` code, shown to a person
├── Rejected              the rules of the game or of the staff pages say no, or a command in a child did (core, rounds, live, staff)
├── BadRequest            a malformed payload, unknown event or wrong number of arguments (sockets, web)
├── Unauthorized          this connection has no right to do that (sockets, web)
├── Unavailable           the server cannot keep its promise now, e.g. the disk is full (live, store)
└── BadInput              a file, folder, port or option is wrong; says where and what would be right (cli, banks)

They are raised anywhere and caught at the edges: sockets/ack.py, web/guard.py, the staff pages' own answers (web/staff/), and cli/.
Anything else is a bug and stays loud.
"""

from __future__ import annotations


class QuizError(Exception):
    """A refusal with a code; `values` fill the placeholders of its sentence; `retry` invites the same command again."""

    def __init__(self, code: str, *, retry: bool = False, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.retry = retry
        self.values = values


class Rejected(QuizError):
    """The rules say no."""


class BadRequest(QuizError):
    """The sender did not keep to the protocol."""


class Unauthorized(QuizError):
    """This connection lacks the right."""


class Unavailable(QuizError):
    """The server cannot do this now and says so; nothing was changed."""


class BadInput(QuizError):
    """Something the person at the laptop gave us is wrong: names the place and the remedy."""
