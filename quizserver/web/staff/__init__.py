"""The staff pages under /staff. Other blueprints there need two names: mark each view with `needs`, ask `current_staff` who it is."""

from quizserver.web.staff.guard import ANYBODY, Staff, current_staff, needs

__all__ = ["ANYBODY", "Staff", "current_staff", "needs"]
