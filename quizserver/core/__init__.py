"""The pure core: facts in, state and views out. No Flask, socket, database, clock, randomness or thread may be named here.

Times, ids, names and seeds arrive in the command (a lint contract holds it). Read facts.py, then game.py.
"""
