from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.pagination import PageNumberPagination
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from catalog.problems import Conflict, problems
from catalog.serializers import CategorySerializer, ProductListQuerySerializer, ProductSerializer
from catalog.store import CATEGORIES, PRODUCTS, add_product

ORDERINGS = {
    "name": lambda product: product["name"],
    "price": lambda product: product["price_cents"],
    "newest": lambda product: -product["id"],
}

LOCATION = OpenApiParameter(
    "Location", OpenApiTypes.URI_REF, OpenApiParameter.HEADER, required=True, response=[201]
)
PRODUCT_ID = OpenApiParameter("product_id", OpenApiTypes.INT, OpenApiParameter.PATH)
CATEGORY_SLUG = OpenApiParameter("slug", OpenApiTypes.STR, OpenApiParameter.PATH)


class ProductPagination(PageNumberPagination):
    page_size = 20
    page_size_query_param = "page_size"
    max_page_size = 100


@extend_schema(tags=["products"])
class ProductViewSet(GenericViewSet):
    serializer_class = ProductSerializer
    pagination_class = ProductPagination
    lookup_url_kwarg = "product_id"
    lookup_value_converter = "int"

    def get_product(self):
        product = PRODUCTS.get(self.kwargs["product_id"])
        if product is None:
            raise NotFound(f"There is no product {self.kwargs['product_id']}.")
        return product

    @extend_schema(
        summary="List products",
        parameters=[ProductListQuerySerializer],
        responses={200: ProductSerializer(many=True), **problems(400, 401, 404)},
    )
    def list(self, request):
        query = ProductListQuerySerializer(data=request.query_params)
        query.is_valid(raise_exception=True)
        category = query.validated_data.get("category")
        ordering = query.validated_data.get("ordering", "name")
        products = [product for product in PRODUCTS.values() if category in (None, product["category"])]
        page = self.paginate_queryset(sorted(products, key=ORDERINGS[ordering]))
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    @extend_schema(
        summary="Add a product",
        parameters=[LOCATION],
        responses={201: ProductSerializer, **problems(400, 401)},
    )
    def create(self, request):
        body = self.get_serializer(data=request.data)
        body.is_valid(raise_exception=True)
        product = add_product(body.validated_data)
        return Response(
            self.get_serializer(product).data,
            status=201,
            headers={"Location": f"/v1/products/{product['id']}"},
        )

    @extend_schema(
        summary="Get a product",
        parameters=[PRODUCT_ID],
        responses={200: ProductSerializer, **problems(401, 404)},
    )
    def retrieve(self, request, product_id):
        return Response(self.get_serializer(self.get_product()).data)

    @extend_schema(
        summary="Change a product",
        parameters=[PRODUCT_ID],
        responses={200: ProductSerializer, **problems(400, 401, 404)},
    )
    def partial_update(self, request, product_id):
        product = self.get_product()
        body = self.get_serializer(data=request.data, partial=True)
        body.is_valid(raise_exception=True)
        product.update(body.validated_data)
        return Response(self.get_serializer(product).data)

    @extend_schema(
        summary="Remove a product",
        parameters=[PRODUCT_ID],
        responses={204: None, **problems(401, 404, 409)},
    )
    def destroy(self, request, product_id):
        product = self.get_product()
        if product["sold"] > 0:
            raise Conflict("The product has been sold; it stays in the catalog for its orders.")
        del PRODUCTS[product["id"]]
        return Response(status=204)


@extend_schema(tags=["categories"])
class CategoryViewSet(GenericViewSet):
    serializer_class = CategorySerializer
    pagination_class = None
    lookup_url_kwarg = "slug"
    lookup_value_converter = "slug"

    @extend_schema(summary="List categories")
    def list(self, request):
        return Response(self.get_serializer(list(CATEGORIES.values()), many=True).data)

    @extend_schema(
        summary="Get a category",
        parameters=[CATEGORY_SLUG],
        responses={200: CategorySerializer, **problems(401, 404)},
    )
    def retrieve(self, request, slug):
        if slug not in CATEGORIES:
            raise NotFound(f"There is no category {slug}.")
        return Response(self.get_serializer(CATEGORIES[slug]).data)
