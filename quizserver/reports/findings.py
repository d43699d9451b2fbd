"""What a report says, in one language, as plain values: read from the counts of counts.py, the same for PDF, spreadsheet and CSV.

The sentences are chosen by rules that can be read here. They tell the healthy norm and what still needs talking about, never a victim,
a class or a child, and never more than the counts hold. Nothing is drawn here. Next: page_one.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from quizserver.catalogue import say
from quizserver.core.facts import Json
from quizserver.core.round_type import say as in_lang
from quizserver.reports.counts import FEWEST

PULSES = ("recognise", "seek_help", "defend")
SKILLS = ("recognise", "act")
STEPS = 3
LIMITS = ("same_day", "self_report", "no_control", "ceiling", "shared", "few", "follow_up")
TELLING_CHANGE = 3
"""Points in a hundred below which "before" and "after" are called about the same."""

WEAK_BELOW = 70
GOOD_FROM = 60


@dataclass(frozen=True, slots=True)
class Bar:
    """`share` in percent of those who answered; `right` None where nothing is right or wrong."""

    label: str
    heads: int
    share: int
    right: bool | None


@dataclass(frozen=True, slots=True)
class Item:
    """One played item. `state`: told | few | empty | voided. `wrong`: the most-chosen wrong option, empty for none."""

    number: int
    section: str
    text: str
    skill: str
    state: str
    heads: int
    right_share: int | None
    bars: tuple[Bar, ...]
    wrong: str


@dataclass(frozen=True, slots=True)
class Side:
    """Answers to one pulse item at one moment: `shares` from the lowest step to the highest, `top` the share of the highest two."""

    n: int
    top: int
    shares: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Pulse:
    key: str
    text: str
    labels: tuple[str, ...]
    before: Side | None
    after: Side | None

    @property
    def change(self) -> int | None:
        return self.after.top - self.before.top if self.before and self.after else None


@dataclass(frozen=True, slots=True)
class Group:
    """`heads` and `turnout` None: too few to tell, or hidden with another one that is."""

    name: str
    heads: int | None
    turnout: int | None


@dataclass(frozen=True, slots=True)
class Skill:
    """How many of the answers to such items were right."""

    share: int
    answers: int
    items: int


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier visit to the same school, one row of the comparison."""

    date: str
    heads: int
    skills: dict[str, int | None]
    pulses: dict[str, int | None]


@dataclass(frozen=True, slots=True)
class Report:
    lang: str
    school: str
    title: str
    date: str
    minutes: int
    phones: int
    heads: int
    by_hand: int
    group_phones: int
    answers: int
    threads: int
    pledged: int
    groups: tuple[Group, ...]
    skills: dict[str, Skill]
    pulses: tuple[Pulse, ...]
    items: tuple[Item, ...]
    findings: tuple[str, ...]
    who: str
    when: str
    steps: tuple[str, ...]
    earlier: tuple[Earlier, ...]


def report(summary: Json, earlier: Sequence[Json], lang: str) -> Report:
    """The report on one visit; `earlier` are the summaries of other visits, of which those of this school before it are compared."""
    items, pulses, skills = tuple(_item(one, lang) for one in summary["items"]), _pulses(summary, lang), _skills(summary)
    attendance, visit = summary["attendance"], summary["visit"]
    return Report(
        lang=lang,
        school=visit.get("school", ""),
        title=in_lang(summary["title"], lang),
        date=date_in_words(summary["opened"], lang),
        minutes=round((summary["closed"] - summary["opened"]) / 60),
        phones=attendance["phones"],
        heads=attendance["heads"],
        by_hand=attendance["by_hand"],
        group_phones=attendance["group_phones"],
        threads=summary["threads"],
        pledged=summary["pledged"],
        answers=sum(item.heads for item in items if item.state in ("told", "voided")),
        groups=tuple(
            Group(row["name"] or say("report.no_group", lang), row["heads"], row["turnout"])
            for row in attendance["groups"]
            if row["name"] or row["heads"]
        ),
        skills=skills,
        pulses=pulses,
        items=items,
        findings=_findings(attendance, items, skills, pulses, lang),
        who=visit.get("follow_up_who", ""),
        when=visit.get("follow_up_when", ""),
        steps=(*_given_steps(visit), *[""] * STEPS)[:STEPS],
        earlier=_earlier(summary, earlier, lang),
    )


def date_in_words(wall: float, lang: str) -> str:
    """A day as people write it, in the time of this laptop: 25 November 2026."""
    day = datetime.fromtimestamp(wall).astimezone()
    return f"{day.day} {say('report.months', lang).split(' ')[day.month - 1]} {day.year}"


def state_note(item: Item, lang: str) -> str:
    """Why an item has no figures, empty where it has."""
    return "" if item.state == "told" else say(f"report.item.{item.state}", lang)


def grouped(number: int, lang: str) -> str:
    """4.812 in Indonesian, 4,812 in English."""
    return f"{number:,}".replace(",", "." if lang == "id" else ",")


def _given_steps(visit: Json) -> list[str]:
    steps = visit.get("steps") or []
    return [str(step) for step in (steps if isinstance(steps, list) else [steps]) if step]


def _item(one: Json, lang: str) -> Item:
    heads = one["heads"] or 0
    state = "voided" if one["voided"] else "few" if one["heads"] is None else "told" if heads else "empty"
    bars = tuple(Bar(in_lang(row["label"], lang), row["heads"], _percent(row["heads"], heads), row["right"]) for row in one["rows"])
    wrong = max((bar for bar in bars if bar.right is False), key=lambda bar: bar.heads, default=None)
    is_told = wrong is not None and wrong.heads >= FEWEST and state == "told"
    return Item(
        number=one["number"],
        section=in_lang(one["section"], lang),
        text=in_lang(one["text"], lang),
        skill=one["skill"] or "",
        state=state,
        heads=heads,
        right_share=_percent(one["right"], one["judged"]) if one["judged"] and state == "told" else None,
        bars=bars if heads else (),
        wrong=wrong.label if wrong is not None and is_told else "",
    )


def _skills(summary: Json) -> dict[str, Skill]:
    skills = {}
    for skill in SKILLS:
        of_it = [one for one in summary["items"] if one["skill"] == skill and one["judged"] and not one["voided"]]
        judged, right = sum(one["judged"] for one in of_it), sum(one["right"] for one in of_it)
        if judged >= FEWEST:
            skills[skill] = Skill(_percent(right, judged), judged, len(of_it))
    return skills


def _pulses(summary: Json, lang: str) -> tuple[Pulse, ...]:
    asked: dict[str, dict[str, Json]] = {}
    for one in summary["items"]:
        if one["pulse"] and one["moment"] and not one["voided"]:
            asked.setdefault(one["pulse"], {})[one["moment"]] = one
    pulses = []
    for key in (key for key in PULSES if key in asked):
        sides = asked[key]
        some = sides.get("after") or sides["before"]
        labels: list[Json] = next((one["rows"] for one in sides.values() if one["rows"]), [])
        words = tuple(in_lang(row["label"], lang) for row in labels)
        pulses.append(Pulse(key, in_lang(some["text"], lang), words, _side(sides.get("before")), _side(sides.get("after"))))
    return tuple(pulses)


def _side(one: Json | None) -> Side | None:
    if one is None or not one["heads"] or len(one["rows"]) < 2:
        return None
    n = one["heads"]
    heads = [row["heads"] for row in one["rows"]]
    return Side(n, _percent(heads[-1] + heads[-2], n), tuple(_percent(count, n) for count in heads))


def _findings(
    attendance: Json, items: Sequence[Item], skills: dict[str, Skill], pulses: Sequence[Pulse], lang: str
) -> tuple[str, ...]:
    """Three sentences: what was understood, what changed, what still needs talking about; who took part where one is missing."""
    told = [_recognised(skills, lang), _changed(pulses, lang), _open_question(items, lang), _acted(skills, lang)]
    if any(told):
        told += [_understood_best(items, lang), _took_part(attendance, lang)]
    else:
        told = [_took_part(attendance, lang), say("report.finding.no_answers", lang), say("report.finding.ask", lang)]
    return tuple(sentence for sentence in told if sentence)[:3]


def _took_part(attendance: Json, lang: str) -> str:
    if not attendance["heads"]:
        return say("report.finding.nobody", lang)
    return say("report.finding.took_part", lang, heads=attendance["heads"], phones=attendance["phones"])


def _recognised(skills: dict[str, Skill], lang: str) -> str:
    skill = skills.get("recognise")
    if skill is None:
        return ""
    level = "good" if skill.share >= GOOD_FROM else "growing"
    return say(f"report.finding.recognise_{level}", lang, share=skill.share, answers=grouped(skill.answers, lang))


def _acted(skills: dict[str, Skill], lang: str) -> str:
    skill = skills.get("act")
    return say("report.finding.act", lang, share=skill.share, answers=grouped(skill.answers, lang)) if skill else ""


def _changed(pulses: Sequence[Pulse], lang: str) -> str:
    """The pulse item with the largest change, told as it is; else the healthiest answer there was."""
    both = [pulse for pulse in pulses if pulse.change is not None]
    if both:
        most = max(both, key=lambda pulse: abs(pulse.change or 0))
        change, after, before = most.change or 0, most.after, most.before
        assert after is not None
        assert before is not None
        how = "same" if abs(change) < TELLING_CHANGE else "up" if change > 0 else "down"
        return say(f"report.finding.pulse_{how}", lang, text=most.text, before=before.top, after=after.top)
    sides = [(side.top, pulse.text) for pulse in pulses for side in (pulse.after, pulse.before) if side is not None]
    if not sides:
        return ""
    top, text = max(sides)
    return say("report.finding.pulse_once", lang, text=text, top=top)


def _open_question(items: Sequence[Item], lang: str) -> str:
    """The item that the hall found hardest, if any was hard."""
    hard = [item for item in items if item.right_share is not None and item.right_share < WEAK_BELOW and item.skill]
    if not hard:
        return ""
    hardest = min(hard, key=lambda item: item.right_share or 0)
    if hardest.wrong:
        return say("report.finding.hard_with", lang, text=hardest.text, share=hardest.right_share, wrong=hardest.wrong)
    return say("report.finding.hard", lang, text=hardest.text, share=hardest.right_share)


def _understood_best(items: Sequence[Item], lang: str) -> str:
    easy = [item for item in items if item.right_share is not None and item.right_share >= WEAK_BELOW and item.skill]
    if not easy:
        return ""
    best = max(easy, key=lambda item: item.right_share or 0)
    return say("report.finding.best", lang, text=best.text, share=best.right_share)


def _earlier(summary: Json, others: Sequence[Json], lang: str) -> tuple[Earlier, ...]:
    """Visits to the same school before this one, oldest first; written alike but for case and spaces is the same school."""
    school = _folded(summary["visit"].get("school", ""))
    before = [other for other in others if other["opened"] < summary["opened"]]
    same = [other for other in before if school and _folded(other["visit"].get("school", "")) == school]
    rows = []
    for other in sorted(same, key=lambda one: one["opened"]):
        skills = _skills(other)
        after = {pulse.key: pulse.after for pulse in _pulses(other, lang)}
        tops = {key: side.top if (side := after.get(key)) else None for key in PULSES}
        shares = {skill: skills[skill].share if skill in skills else None for skill in SKILLS}
        rows.append(Earlier(date_in_words(other["opened"], lang), other["attendance"]["heads"], shares, tops))
    return tuple(rows)


def _folded(school: str) -> str:
    return " ".join(school.casefold().split())


def _percent(part: int, whole: int) -> int:
    return min(100, round(100 * part / whole)) if whole else 0
