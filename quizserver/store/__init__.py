"""What is kept on disk: the journal of facts, and the library (keys, settings). SQLAlchemy Core over SQLite.
No rule lives here.
"""
