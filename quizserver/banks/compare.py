"""What a file that was brought would change in a bank, item by item. Nothing is changed here, and nothing is asked: the pages do both.

Both come in as they are: the file as importing.py tells it, the bank as it stands on disk. What a version is: versions.py.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Literal, NamedTuple

from quizserver.banks.drafting import content_of, question_of
from quizserver.banks.versions import bare_version
from quizserver.core.facts import Json

State = Literal["new", "changed", "unchanged", "both_changed", "gone"]


class Brought(NamedTuple):
    """An item of a file. `base`: the version of ours that it was exported from, empty if it never was; `edited`: it is no longer that."""

    item: Json
    base: str = ""
    edited: bool = True


class Compared(NamedTuple):
    """One item. `now` is what stands in the bank, `theirs` what stands in the file.

    - `new`: not in the bank (`now` None).
    - `changed`: the file says something else than the bank, and the bank is as it was when the file was made, or nobody knows.
    - `unchanged`: both say the same, or only the bank has changed since.
    - `both_changed`: both were changed since; `now` None: it was deleted from the bank meanwhile.
    - `gone`: in the bank, not in the file (`theirs` None). Never to be deleted unless a person asks for just that.
    """

    id: str
    state: State
    now: Json | None
    theirs: Json | None


def compare(brought: Sequence[Brought], now: Sequence[Json], refused: Collection[str] = ()) -> list[Compared]:
    """A row for each item of the file, in its order, then those that are gone, in the bank's order.

    `now`: the items of the bank as its file has them. `refused`: ids that stand in rows which could not be taken: they are not gone.
    """
    mine = {str(item["id"]): item for item in now if "id" in item}
    rows = [_compared(one, mine.get(str(one.item["id"]))) for one in brought]
    there = {row.id for row in rows} | set(refused)
    return [*rows, *(Compared(id, "gone", item, None) for id, item in mine.items() if id not in there)]


def same(one: Json, other: Json) -> bool:
    """Whether two items say the same, however they are written and whoever has approved them: nothing that is brought is approved."""
    return content_of(question_of(one) or one) == content_of(question_of(other) or other)


def _compared(one: Brought, now: Json | None) -> Compared:
    id = str(one.item["id"])
    is_as_exported = now is not None and bare_version(now) == one.base
    state: State
    if now is None:
        state = "both_changed" if one.base else "new"
    elif same(one.item, now) or (one.base and not one.edited):
        state = "unchanged"
    else:
        state = "changed" if is_as_exported or not one.base else "both_changed"
    return Compared(id, state, now, one.item)
