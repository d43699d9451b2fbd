"""`python -m quizserver`."""

from quizserver.cli import main

if __name__ == "__main__":
    main()
