"""The report as PDF: page one, then who took part, before and after in full, every question, earlier visits, and the limits."""

from __future__ import annotations

from functools import partial

from quizserver.catalogue import say
from quizserver.reports import page_one
from quizserver.reports.charts import answer_bars, bars_height, diverging, steps_legend
from quizserver.reports.findings import LIMITS, PULSES, SKILLS, Item, Report, grouped, state_note
from quizserver.reports.paper import BAND, CARD, HEIGHT, INK_SOFT, INNER, LEAF, LILAC, LINE, MARGIN, VIOLET, VIOLET_DARK, Sheet

BOTTOM = HEIGHT - 18


def make(report: Report) -> bytes:
    """The whole document."""
    word = partial(say, lang=report.lang)
    title = " · ".join(part for part in (word("report.title"), report.school, report.date) if part)
    sheet = Sheet(title, report.lang)
    sheet.foot, sheet.page_word = word("report.foot"), word("report.page")
    page_one.draw(sheet, report)
    flow = Flow(sheet, report)
    flow.people()
    flow.pulses()
    flow.skills()
    flow.items()
    flow.earlier()
    flow.limits()
    return bytes(sheet.output())


class Flow:
    """Writes one block under another and turns the page before a block that does not fit."""

    def __init__(self, sheet: Sheet, report: Report) -> None:
        self._sheet, self._report = sheet, report
        self._word = partial(say, lang=report.lang)
        self._y = BOTTOM

    def _need(self, height: float) -> None:
        if self._y + height > BOTTOM:
            self._sheet.add_page()
            self._y = BAND + 9

    def _heading(self, text: str, with_first: float) -> None:
        """A heading never stands alone at the foot of a page: `with_first` is the height of what follows."""
        self._need(13 + with_first)
        if self._y > BAND + 10:
            self._y += 4
        self._sheet.diamond(MARGIN + 1.8, self._y + 3.2, 1.8, VIOLET)
        self._sheet.say(MARGIN + 6, self._y, text, size=14, weight="bold", width=INNER - 6)
        self._y += 9

    def _text(self, text: str, size: float = 9.5) -> None:
        self._need(self._sheet.height(text, size=size, width=INNER))
        self._y += self._sheet.say(MARGIN, self._y, text, size=size, ink=INK_SOFT) + 2

    def people(self) -> None:
        report, word = self._report, self._word
        self._heading(word("report.attendance"), 30)
        facts = [(report.heads, "heads"), (report.phones, "phones"), (report.group_phones, "shared"), (report.by_hand, "by_hand")]
        facts += [(report.threads, "threads"), (report.pledged, "pledged")]
        told = (f"{grouped(count, report.lang)} {word(f'report.fact.{name}')}" for count, name in facts if count or name == "heads")
        self._text(" · ".join(told))
        if not report.groups:
            self._text(word("report.attendance.none"))
            return
        keys = ("class", "heads", "turnout")
        widths = (INNER - 70, 30, 40)
        self._row([word(f"report.attendance.{key}") for key in keys], widths, is_head=True)
        for group in report.groups:
            turnout = "–" if group.turnout is None else f"{group.turnout} %"
            self._row([group.name, "–" if group.heads is None else str(group.heads), turnout], widths)
        if any(group.heads is None for group in report.groups):
            self._y += 1
            self._text("–  " + word("report.attendance.hidden"), 8)

    def pulses(self) -> None:
        report = self._report
        self._heading(self._word("report.pulse"), 45)
        if not any(pulse.before or pulse.after for pulse in report.pulses):
            self._text(self._word("report.pulse.none"))
            return
        for pulse in report.pulses:
            self._need(32)
            self._y += diverging(self._sheet, pulse, report.lang, self._y) + 3
        labels = next((pulse.labels for pulse in report.pulses if pulse.labels), ())
        self._y = steps_legend(self._sheet, labels, self._y)

    def skills(self) -> None:
        report, word, sheet = self._report, self._word, self._sheet
        self._heading(word("report.skills"), 26)
        half = INNER / 2 - 3
        for n, name in enumerate(SKILLS):
            x, skill = MARGIN + n * (half + 6), report.skills.get(name)
            sheet.box(x, self._y, half, 22, CARD, radius=3, edge=LINE)
            sheet.say(x + 4, self._y + 2.5, word(f"report.skill.{name}"), size=9.5, weight="semi", width=half - 8)
            if skill is None:
                sheet.say(x + 4, self._y + 10, word("report.skill.none"), size=9, ink=INK_SOFT, width=half - 8)
                continue
            sheet.box(x + 4, self._y + 10.5, half - 26, 4, LILAC, radius=2)
            sheet.box(x + 4, self._y + 10.5, (half - 26) * skill.share / 100, 4, VIOLET, radius=2)
            sheet.say(x + half - 22, self._y + 8.4, f"{skill.share} %", size=14, weight="bold", ink=VIOLET_DARK, width=18, align="R")
            of = word("report.skill.of", answers=grouped(skill.answers, report.lang), items=skill.items)
            sheet.say(x + 4, self._y + 16, of, size=8, ink=INK_SOFT, width=half - 8)
        self._y += 25

    def items(self) -> None:
        self._heading(self._word("report.items"), 40)
        if not self._report.items:
            self._text(self._word("report.items.none"))
        section = ""
        for item in self._report.items:
            self._need((7 if item.section != section else 0) + self._height_of(item))
            if item.section != section or self._y == BAND + 9:
                self._y += 1 + self._sheet.say(MARGIN, self._y, item.section.upper(), size=8, weight="bold", ink=VIOLET)
                section = item.section
            self._item(item)

    def _height_of(self, item: Item) -> float:
        text = self._sheet.height(item.text, size=10, width=INNER - 10, weight="semi")
        return text + 7 + bars_height(self._sheet, item.bars) + 6

    def _item(self, item: Item) -> None:
        sheet, word = self._sheet, self._word
        sheet.say(MARGIN, self._y, f"{item.number}", size=9, weight="bold", ink=INK_SOFT, width=9)
        self._y += sheet.say(MARGIN + 10, self._y, item.text or "–", size=10, weight="semi", width=INNER - 10) + 0.4
        notes = [word("report.item.answered", heads=item.heads)] if item.heads else []
        notes += [word(f"report.skill.{item.skill}")] if item.skill else []
        notes += [note] if (note := state_note(item, self._report.lang)) else []
        if item.right_share is not None:
            right = word("report.item.right_share", share=item.right_share)
            sheet.say(MARGIN + 10, self._y, right, size=8.5, weight="bold", ink=LEAF, width=30)
        x = MARGIN + (34 if item.right_share is not None else 10)
        self._y += sheet.say(x, self._y, " · ".join(notes), size=8.5, ink=INK_SOFT, width=INNER - 34) + 1
        self._y += answer_bars(sheet, item.bars, self._y)
        if item.wrong:
            self._y += sheet.say(MARGIN + 5, self._y, f"{word('report.item.wrong')}: {item.wrong}", size=8, ink=INK_SOFT, width=INNER - 5)
        self._y += 2.4
        sheet.rule(MARGIN, self._y, INNER)
        self._y += 2.4

    def earlier(self) -> None:
        report, word = self._report, self._word
        self._heading(word("report.earlier"), 20)
        if not report.earlier:
            self._text(word("report.earlier.none"))
            return
        names = [word(f"report.fact.{skill}") for skill in SKILLS] + [word(f"report.pulse.{key}") for key in PULSES]
        widths = (INNER - 20 - 24.0 * len(names), 20.0, *[24.0] * len(names))
        self._row([word("report.earlier.date"), word("report.attendance.heads"), *names], widths, is_head=True)
        for visit in report.earlier:
            shares = [*visit.skills.values(), *visit.pulses.values()]
            self._row([visit.date, str(visit.heads), *("–" if share is None else f"{share} %" for share in shares)], widths)
        after = {pulse.key: pulse.after for pulse in report.pulses}
        shares = [report.skills[skill].share if skill in report.skills else None for skill in SKILLS]
        shares += [side.top if (side := after.get(key)) else None for key in PULSES]
        now = [f"{share} %" if share is not None else "–" for share in shares]
        self._row([word("report.earlier.now"), str(report.heads), *now], widths, weight="bold")

    def limits(self) -> None:
        self._heading(self._word("report.limits"), 40)
        for name in LIMITS:
            text = self._word(f"report.limits.{name}")
            self._need(self._sheet.height(text, size=9.5, width=INNER - 6) + 2)
            self._sheet.diamond(MARGIN + 1.4, self._y + 2.3, 1.2, LINE)
            self._y += self._sheet.say(MARGIN + 6, self._y, text, size=9.5, width=INNER - 6) + 1.6

    def _row(self, cells: list[str], widths: tuple[float, ...], *, is_head: bool = False, weight: str = "") -> None:
        """A line of a table; the first cell is text, the others figures."""
        sheet, size = self._sheet, 8.0 if is_head else 9.5
        style = "bold" if is_head else weight
        tall = max(sheet.height(cell, size=size, width=width - 2, weight=style) for cell, width in zip(cells, widths, strict=True)) + 1.4
        self._need(tall)
        x = MARGIN
        for n, (cell, width) in enumerate(zip(cells, widths, strict=True)):
            ink = INK_SOFT if is_head else VIOLET_DARK
            sheet.say(x, self._y, cell, size=size, weight=style, ink=ink, width=width - 2, align="R" if n else "L")
            x += width
        self._y += tall
        sheet.rule(MARGIN, self._y, INNER)
        self._y += 1.2
