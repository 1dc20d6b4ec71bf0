"""Invoices and payments of a small shop, kept in memory."""

import os
import secrets
from datetime import datetime, timedelta, timezone
from itertools import count

from flask import Flask, request
from flask.views import MethodView
from flask_smorest import Api, Blueprint, abort
from marshmallow import EXCLUDE, Schema, fields
from marshmallow.validate import Length, OneOf, Range, Regexp

API_TOKEN = os.environ.get("API_TOKEN", "")

app = Flask(__name__)
app.config.update(
    API_TITLE="Billing",
    API_VERSION="1.1.0",
    OPENAPI_VERSION="3.0.3",
    OPENAPI_URL_PREFIX="/",
    OPENAPI_JSON_PATH="openapi.json",
    API_SPEC_OPTIONS={
        "info": {
            "description": "Invoices and payments of a small shop.",
            "contact": {"name": "Finance team", "email": "finance@example.com"},
        },
        "servers": [{"url": "http://billing.example.com"}],
        "security": [{"bearerAuth": []}],
        "components": {"securitySchemes": {"bearerAuth": {"type": "http", "scheme": "bearer"}}},
    },
)


# Schemas

CURRENCIES = ["EUR", "USD", "GBP"]
METHODS = ["card", "transfer"]
CUSTOMER_ID = Regexp("^cus_[0-9]{1,12}$")


class OutputSchema(Schema):
    class Meta:
        unknown = EXCLUDE


class InvoiceLineInput(Schema):
    description = fields.String(required=True, validate=Length(1, 200))
    quantity = fields.Integer(required=True, validate=Range(1, 999))
    unit_price_cents = fields.Integer(required=True, validate=Range(0, 10_000_000))


class InvoiceInput(Schema):
    customer_id = fields.String(required=True, validate=CUSTOMER_ID)
    order_id = fields.UUID()
    currency = fields.String(required=True, validate=OneOf(CURRENCIES))
    lines = fields.List(fields.Nested(InvoiceLineInput), required=True, validate=Length(1, 100))


class InvoiceListQuery(OutputSchema):
    limit = fields.Integer(load_default=20, validate=Range(1, 50))
    cursor = fields.Integer(validate=Range(1), metadata={"description": "`next_cursor` of the page before"})
    customer_id = fields.String(validate=CUSTOMER_ID)


class PaymentInput(Schema):
    amount_cents = fields.Integer(required=True, validate=Range(1, 1_000_000_000))
    method = fields.String(required=True, validate=OneOf(METHODS))


class InvoiceLine(OutputSchema):
    description = fields.String(required=True)
    quantity = fields.Integer(required=True)
    unit_price_cents = fields.Integer(required=True)


class Invoice(OutputSchema):
    id = fields.Integer(required=True)
    status = fields.String(required=True, validate=OneOf(["draft", "sent", "paid"]))
    customer_id = fields.String(required=True)
    order_id = fields.UUID()
    currency = fields.String(required=True, validate=OneOf(CURRENCIES))
    lines = fields.List(fields.Nested(InvoiceLine), required=True)
    total_cents = fields.Integer(required=True)
    due_on = fields.Date(required=True)
    created_at = fields.DateTime(required=True)
    paid_at = fields.DateTime()


class InvoicePage(OutputSchema):
    items = fields.List(fields.Nested(Invoice), required=True)
    next_cursor = fields.Integer(required=True, allow_none=True)


class Payment(OutputSchema):
    id = fields.Integer(required=True)
    amount_cents = fields.Integer(required=True)
    method = fields.String(required=True, validate=OneOf(METHODS))
    received_at = fields.DateTime(required=True)


class PaymentList(OutputSchema):
    items = fields.List(fields.Nested(Payment), required=True)


# Operations

INVOICES = {}
PAYMENTS = {}
invoice_ids = count(1)
payment_ids = count(1)

LOCATION = {"Location": {"required": True, "schema": {"type": "string", "format": "uri-reference"}}}

api = Api(app)
v1 = Blueprint("v1", __name__, url_prefix="/v1")


@v1.before_request
def require_token():
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not API_TOKEN or not secrets.compare_digest(token.encode(), API_TOKEN.encode()):
        abort(
            401,
            message="Send the token of the service as `Authorization: Bearer <token>`.",
            headers={"WWW-Authenticate": "Bearer"},
        )


def get_invoice_or_fail(invoice_id):
    if invoice_id not in INVOICES:
        abort(404, message=f"There is no invoice {invoice_id}.")
    return INVOICES[invoice_id]


@v1.route("/invoices")
class InvoicesView(MethodView):
    @v1.doc(tags=["invoices"])
    @v1.arguments(InvoiceListQuery, location="query", error_status_code=400)
    @v1.response(200, InvoicePage)
    def get(self, query):
        """List invoices, oldest first"""
        customer = query.get("customer_id")
        found = [
            invoice
            for invoice in INVOICES.values()
            if invoice["id"] > query.get("cursor", 0) and customer in (None, invoice["customer_id"])
        ]
        page = found[: query["limit"]]
        more = len(found) > len(page)
        return {"items": page, "next_cursor": page[-1]["id"] if more else None}

    @v1.doc(tags=["invoices"])
    @v1.arguments(InvoiceInput, error_status_code=400)
    @v1.response(201, Invoice, headers=LOCATION)
    def post(self, body):
        """Create an invoice"""
        now = datetime.now(timezone.utc)
        invoice = {
            **body,
            "id": next(invoice_ids),
            "status": "draft",
            "total_cents": sum(line["quantity"] * line["unit_price_cents"] for line in body["lines"]),
            "due_on": now.date() + timedelta(days=30),
            "created_at": now,
        }
        INVOICES[invoice["id"]] = invoice
        PAYMENTS[invoice["id"]] = []
        return invoice, 201, {"Location": f"/v1/invoices/{invoice['id']}"}


@v1.route("/invoices/<int:invoice_id>")
class InvoiceView(MethodView):
    @v1.doc(tags=["invoices"])
    @v1.response(200, Invoice)
    @v1.alt_response(404, "NOT_FOUND")
    def get(self, invoice_id):
        """Get an invoice"""
        return get_invoice_or_fail(invoice_id)


@v1.route("/invoices/<int:invoice_id>/send")
class SendInvoiceView(MethodView):
    @v1.doc(tags=["invoices"])
    @v1.response(200, Invoice)
    @v1.alt_response(404, "NOT_FOUND")
    @v1.alt_response(409, "CONFLICT")
    def post(self, invoice_id):
        """Send an invoice to its customer"""
        invoice = get_invoice_or_fail(invoice_id)
        if invoice["status"] != "draft":
            abort(409, message=f"The invoice is {invoice['status']}; only a draft can be sent.")
        invoice["status"] = "sent"
        return invoice


@v1.route("/invoices/<int:invoice_id>/payments")
class PaymentsView(MethodView):
    @v1.doc(tags=["payments"])
    @v1.response(200, PaymentList)
    @v1.alt_response(404, "NOT_FOUND")
    def get(self, invoice_id):
        """List the payments of an invoice"""
        get_invoice_or_fail(invoice_id)
        return {"items": PAYMENTS[invoice_id]}

    @v1.doc(tags=["payments"])
    @v1.arguments(PaymentInput, error_status_code=400)
    @v1.response(200, Payment)
    @v1.alt_response(404, "NOT_FOUND")
    @v1.alt_response(409, "CONFLICT")
    def post(self, body, invoice_id):
        """Record a payment of an invoice"""
        invoice = get_invoice_or_fail(invoice_id)
        if invoice["status"] != "sent":
            abort(409, message=f"The invoice is {invoice['status']}; only a sent invoice can be paid.")
        payment = {**body, "id": next(payment_ids), "received_at": datetime.now(timezone.utc)}
        payments = PAYMENTS[invoice_id]
        payments.append(payment)
        if sum(entry["amount_cents"] for entry in payments) >= invoice["total_cents"]:
            invoice["status"] = "paid"
            invoice["paid_at"] = payment["received_at"]
        return payment


@v1.route("/invoices/<int:invoice_id>/payments/<int:payment_id>")
class PaymentView(MethodView):
    @v1.doc(tags=["payments"])
    @v1.response(200, Payment)
    @v1.alt_response(404, "NOT_FOUND")
    def get(self, invoice_id, payment_id):
        """Get a payment of an invoice"""
        get_invoice_or_fail(invoice_id)
        for payment in PAYMENTS[invoice_id]:
            if payment["id"] == payment_id:
                return payment
        abort(404, message=f"Invoice {invoice_id} has no payment {payment_id}.")


api.register_blueprint(v1)
