"""`quizserver bench`: a hall of simulated phones against a fresh server, and what it measured. Nothing of the running server imports this.

wire.py is the phone (tests/sockets use it too), run.py plays and measures, table.py prints, command.py is the command.
"""
