"""Rooms that run: the core, a clock, the journal and an outlet put together. No socket or HTTP here. Read room.py,
`handle` first.
"""
