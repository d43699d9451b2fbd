"""quizserver: an interactive classroom quiz and game server for one laptop and a hall of phones."""

__version__ = "0.1.0"
