"""gunicorn flask_app:app"""

from typing import Any

import work
from flask import Flask, Response, abort, jsonify, request
from psycopg_pool import ConnectionPool

app = Flask(__name__)
pool = ConnectionPool(work.DATABASE_URL, min_size=8, max_size=8, kwargs={"autocommit": True})


def add(route: dict[str, Any]) -> None:
    statements = [(work.pyformat(each["text"]), work.named(each["parameters"])) for each in route["statements"]]
    answer = route["answer"]

    def serve() -> Response:
        if not work.is_known(request.headers.get("authorization", "")):
            abort(401)
        with pool.connection() as connection:
            for text, parameters in statements:
                work.decode(connection.execute(text, parameters).fetchall())
        return jsonify(answer)

    app.add_url_rule(f"/{route['name']}", route["name"], serve)


for each in work.ROUTES:
    add(each)
