"""`python -m quizserver`. A child of the server (live/child.py) is bounded before anything large is imported."""

import os

if __name__ == "__main__":
    if limits := os.environ.pop("QUIZSERVER_CHILD", ""):
        from quizserver.live.child import live_within

        live_within(limits)

    from quizserver.cli import main

    main()
