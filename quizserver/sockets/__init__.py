"""Socket.IO: one namespace per role. Turns verbs into commands and room output into events. No rule of the game lives here.

Read phone.py first; ack.py answers every verb, publish.py sends every view, pipe.py sets the server up.
"""
