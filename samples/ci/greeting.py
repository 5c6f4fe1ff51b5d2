"""Says hello."""

import sys


def greeting(name: str) -> str:
    return f"Hello, {name or 'world'}!"


if __name__ == "__main__":
    print(greeting(" ".join(sys.argv[1:])))
