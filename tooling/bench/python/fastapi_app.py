"""uvicorn fastapi_app:app"""

from contextlib import asynccontextmanager
from typing import Any

import asyncpg
import work
from fastapi import Depends, FastAPI, Header, HTTPException
from fastapi.responses import JSONResponse


async def prepare(connection: asyncpg.Connection) -> None:
    await connection.set_type_codec("date", schema="pg_catalog", encoder=str, decoder=str, format="text")


@asynccontextmanager
async def lifespan(app: FastAPI):
    async with asyncpg.create_pool(work.DATABASE_URL, min_size=5, max_size=20, init=prepare) as pool:
        app.state.pool = pool
        yield


app = FastAPI(lifespan=lifespan)


def check(authorization: str = Header("")) -> None:
    if not work.is_known(authorization):
        raise HTTPException(401)


def add(route: dict[str, Any]) -> None:
    statements, answer = route["statements"], route["answer"]

    async def serve() -> JSONResponse:
        async with app.state.pool.acquire() as connection:
            for statement in statements:
                work.decode(await connection.fetch(statement["text"], *statement["parameters"]))
        return JSONResponse(answer)

    app.get(f"/{route['name']}", dependencies=[Depends(check)])(serve)


for each in work.ROUTES:
    add(each)
