"""`python -m cd38rules` is the command `cd38rules`."""

from .cli.main import run

if __name__ == "__main__":
    run()
