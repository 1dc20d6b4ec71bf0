"""The memory of the service; one process, lost on restart."""

from datetime import datetime, timezone
from itertools import count

CATEGORIES = {
    "kitchen": {"slug": "kitchen", "name": "Kitchen"},
    "clothing": {"slug": "clothing", "name": "Clothing"},
}
PRODUCTS = {}
_ids = count(1)


def add_product(fields):
    product = {
        "description": "",
        **fields,
        "id": next(_ids),
        "average_rating": 0.0,
        "sold": 0,
        "created_at": datetime.now(timezone.utc),
    }
    PRODUCTS[product["id"]] = product
    return product


add_product({"name": "White mug", "category": "kitchen", "price_cents": 1290})
add_product({"name": "Black shirt, M", "category": "clothing", "price_cents": 2490})
