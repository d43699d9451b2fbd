"""What the pages (web/) and the sockets (sockets/) must agree on. Nothing else may be here; docs/protocol.md has the whole."""

PROTOCOL = 1
"""Number of the wire protocol. A page that speaks another one is reloaded once."""

COOKIE = "quizserver_key"
"""Cookie that lets a facilitator's browser in."""
