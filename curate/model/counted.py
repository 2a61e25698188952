"""Numbers of things, in words."""


def counted(n: int, thing: str) -> str:
    """`1 record`, `2,000 records`."""
    return f"{n:,} {thing}{'' if n == 1 else 's'}"
