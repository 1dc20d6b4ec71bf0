"""Orders of a small shop, kept in memory."""

import os
import secrets
from datetime import datetime, timezone
from enum import StrEnum
from typing import Annotated
from uuid import UUID, uuid4

from fastapi import APIRouter, Depends, FastAPI, Path, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

API_TOKEN = os.environ.get("API_TOKEN", "")

PRODUCTS = {
    UUID("5f1c6a3e-8f0f-4c5e-9a34-1d1f6f1d0a01"): ("MUG-WHITE", 1290),
    UUID("5f1c6a3e-8f0f-4c5e-9a34-1d1f6f1d0a02"): ("TEE-BLACK-M", 2490),
}


# Models


class ApiModel(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)


class OrderStatus(StrEnum):
    PENDING = "pending"
    SHIPPED = "shipped"
    CANCELLED = "cancelled"


class Address(ApiModel):
    recipient: Annotated[str, Field(min_length=1, max_length=200)]
    street: Annotated[str, Field(min_length=1, max_length=200)]
    postal_code: Annotated[str, Field(min_length=1, max_length=20)]
    city: Annotated[str, Field(min_length=1, max_length=100)]
    country: Annotated[str, Field(pattern="^[A-Z]{2}$", description="ISO 3166-1 alpha-2")]


class OrderItemCreate(ApiModel):
    product_id: UUID
    quantity: Annotated[int, Field(ge=1, le=999)]


class OrderCreate(ApiModel):
    customer_id: UUID
    items: Annotated[list[OrderItemCreate], Field(min_length=1, max_length=50)]
    shipping_address: Address
    purchase_order_number: Annotated[str | None, Field(max_length=40)] = None


class OrderUpdate(ApiModel):
    shipping_address: Address


class OrderItem(ApiModel):
    product_id: UUID
    sku: Annotated[str, Field(max_length=40)]
    quantity: Annotated[int, Field(ge=1, le=999)]
    unit_price_cents: Annotated[int, Field(ge=0)]


class Order(ApiModel):
    id: UUID
    status: OrderStatus
    customer_id: UUID
    items: Annotated[list[OrderItem], Field(min_length=1, max_length=50)]
    shipping_address: Address
    purchase_order_number: Annotated[str | None, Field(max_length=40)]
    total_cents: Annotated[int, Field(ge=0)]
    currency: Annotated[str, Field(pattern="^[A-Z]{3}$", description="ISO 4217")]
    created_at: datetime


class OrderPage(ApiModel):
    items: Annotated[list[Order], Field(max_length=100)]
    next_cursor: Annotated[str | None, Field(description="Pass as `cursor` for the next page; null on the last one")]


class Shipment(ApiModel):
    carrier: Annotated[str, Field(max_length=60)]
    tracking_number: Annotated[str, Field(max_length=60)]
    shipped_at: datetime


class Health(ApiModel):
    status: str


class Problem(BaseModel):
    """RFC 9457 problem details."""

    type: str
    title: str
    status: int
    detail: str


# Errors


class ProblemError(Exception):
    def __init__(self, status: int, detail: str):
        self.status = status
        self.detail = detail


TITLES = {
    401: "Not authenticated",
    404: "Not found",
    409: "Conflict",
    422: "Invalid request",
}


def problems(*statuses: int) -> dict[int | str, dict]:
    content = {"application/problem+json": {"schema": Problem.model_json_schema()}}
    return {status: {"description": TITLES[status], "content": content} for status in statuses}


def problem_response(status: int, detail: str) -> JSONResponse:
    problem = Problem(type="about:blank", title=TITLES[status], status=status, detail=detail)
    headers = {"WWW-Authenticate": "Bearer"} if status == 401 else None
    return JSONResponse(problem.model_dump(), status, headers, media_type="application/problem+json")


# Authentication


def require_token(
    credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(HTTPBearer(auto_error=False))],
) -> None:
    given = credentials.credentials if credentials else ""
    if not API_TOKEN or not secrets.compare_digest(given.encode(), API_TOKEN.encode()):
        raise ProblemError(401, "Send the token of the service as `Authorization: Bearer <token>`.")


# Operations

ORDERS: dict[UUID, Order] = {}
SHIPMENTS: dict[UUID, list[Shipment]] = {}

LOCATION = {"required": True, "schema": {"type": "string", "format": "uri-reference"}}

OrderId = Annotated[UUID, Path(alias="orderId")]

router = APIRouter(
    prefix="/v1/orders",
    tags=["orders"],
    dependencies=[Depends(require_token)],
    responses=problems(401, 422),
)


def get_order_or_fail(order_id: UUID) -> Order:
    order = ORDERS.get(order_id)
    if order is None:
        raise ProblemError(404, f"There is no order {order_id}.")
    return order


@router.get("", summary="List orders")
def list_orders(
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    cursor: Annotated[UUID | None, Query(description="`nextCursor` of the page before")] = None,
    status: Annotated[OrderStatus | None, Query()] = None,
) -> OrderPage:
    """Oldest first."""
    found = [order for order in ORDERS.values() if status in (None, order.status)]
    ids = [order.id for order in found]
    start = ids.index(cursor) + 1 if cursor in ids else 0
    page = found[start : start + limit]
    more = start + limit < len(found)
    return OrderPage(items=page, next_cursor=str(page[-1].id) if more else None)


@router.post(
    "",
    summary="Create an order",
    status_code=201,
    responses={201: {"headers": {"Location": LOCATION}}},
)
def create_order(body: OrderCreate, response: Response) -> Order:
    items = []
    for item in body.items:
        if item.product_id not in PRODUCTS:
            raise ProblemError(422, f"There is no product {item.product_id}.")
        sku, price = PRODUCTS[item.product_id]
        items.append(OrderItem(product_id=item.product_id, sku=sku, quantity=item.quantity, unit_price_cents=price))
    order = Order(
        id=uuid4(),
        status=OrderStatus.PENDING,
        customer_id=body.customer_id,
        items=items,
        shipping_address=body.shipping_address,
        purchase_order_number=body.purchase_order_number,
        total_cents=sum(item.quantity * item.unit_price_cents for item in items),
        currency="EUR",
        created_at=datetime.now(timezone.utc),
    )
    ORDERS[order.id] = order
    response.headers["Location"] = f"/v1/orders/{order.id}"
    return order


@router.get("/{orderId}", summary="Get an order", responses=problems(404))
def get_order(order_id: OrderId) -> Order:
    return get_order_or_fail(order_id)


@router.patch("/{orderId}", summary="Change the address of an order", responses=problems(404, 409))
def update_order(order_id: OrderId, body: OrderUpdate) -> Order:
    order = get_order_or_fail(order_id)
    if order.status is not OrderStatus.PENDING:
        raise ProblemError(409, f"The order is {order.status}; only a pending order can be changed.")
    order.shipping_address = body.shipping_address
    return order


@router.post("/{orderId}/cancel", summary="Cancel an order", responses=problems(404, 409))
def cancel_order(order_id: OrderId) -> Order:
    order = get_order_or_fail(order_id)
    if order.status is OrderStatus.SHIPPED:
        raise ProblemError(409, "The order has been shipped; it can no longer be cancelled.")
    order.status = OrderStatus.CANCELLED
    return order


@router.get("/{orderId}/shipments", summary="List the shipments of an order", responses=problems(404))
def list_shipments(order_id: OrderId) -> list[Shipment]:
    get_order_or_fail(order_id)
    return SHIPMENTS.get(order_id, [])


app = FastAPI(
    title="Orders",
    version="1.0.0",
    description="Orders of a small shop.",
    contact={"name": "Shop team", "url": "https://shop.example.com"},
    servers=[{"url": "https://orders.example.com"}],
    generate_unique_id_function=lambda route: route.name,
)
app.include_router(router)


@app.get("/v1/health", tags=["health"], summary="Tell whether the service is up")
def get_health() -> Health:
    return Health(status="up")


@app.exception_handler(ProblemError)
def answer_problem(_: Request, error: ProblemError) -> JSONResponse:
    return problem_response(error.status, error.detail)


@app.exception_handler(RequestValidationError)
def answer_invalid_request(_: Request, error: RequestValidationError) -> JSONResponse:
    places = [f"{'.'.join(str(part) for part in fault['loc'])}: {fault['msg']}" for fault in error.errors()]
    return problem_response(422, "; ".join(places))
