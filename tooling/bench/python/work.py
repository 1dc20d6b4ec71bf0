"""
What every peer does: the token's hash among the known ones, the statements of the route, what they give decoded, and the
answer as JSON. The answer is made already: nobody here decides anything.
"""

import hashlib
import json
import os
import re
from typing import Any

with open(os.environ["BENCH_WORK"], encoding="utf-8") as file:
    _work: dict[str, Any] = json.load(file)

DATABASE_URL: str = _work["databaseUrl"]
ROUTES: list[dict[str, Any]] = _work["routes"]
_known_tokens = {_work["tokenHash"]}


def is_known(authorization: str) -> bool:
    scheme, _, secret = authorization.partition(" ")
    return scheme.lower() == "bearer" and hashlib.sha256(secret.encode()).hexdigest() in _known_tokens


def decode(rows: list[Any]) -> list[Any]:
    """Rows come as one JSON text; that nothing has changed, as an empty one."""
    return [json.loads(row[0]) if isinstance(row[0], str) and row[0].startswith("{") else row for row in rows]


def pyformat(text: str) -> str:
    """Placeholders as Django and psycopg take them."""
    return re.sub(r"\$(\d+)", r"%(p\1)s", text.replace("%", "%%"))


def named(parameters: list[Any]) -> dict[str, Any]:
    return {f"p{index + 1}": value for index, value in enumerate(parameters)}
