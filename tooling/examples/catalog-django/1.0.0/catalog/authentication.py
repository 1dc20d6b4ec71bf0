import secrets

from django.conf import settings
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.plumbing import build_bearer_security_scheme_object
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.permissions import BasePermission


class BearerAuthentication(BaseAuthentication):
    def authenticate(self, request):
        scheme, _, token = get_authorization_header(request).partition(b" ")
        expected = settings.API_TOKEN.encode()
        if scheme.lower() != b"bearer" or not expected or not secrets.compare_digest(token.strip(), expected):
            return None
        return ("service", token)

    def authenticate_header(self, request):
        return "Bearer"


class HasToken(BasePermission):
    def has_permission(self, request, view):
        return request.auth is not None


class BearerAuthenticationScheme(OpenApiAuthenticationExtension):
    target_class = BearerAuthentication
    name = "bearerAuth"

    def get_security_definition(self, auto_schema):
        return build_bearer_security_scheme_object("Authorization", "Bearer")
