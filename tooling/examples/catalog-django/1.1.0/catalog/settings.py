"""The catalog keeps its products in memory: no database, no sessions, no admin."""

import os
import secrets

SECRET_KEY = os.environ.get("SECRET_KEY") or secrets.token_urlsafe(32)
API_TOKEN = os.environ.get("API_TOKEN", "")
DEBUG = False
ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
ROOT_URLCONF = "catalog.urls"
INSTALLED_APPS = ["rest_framework", "drf_spectacular", "catalog"]
MIDDLEWARE = ["django.middleware.common.CommonMiddleware"]
DATABASES = {}
USE_TZ = True
TIME_ZONE = "UTC"

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["catalog.authentication.BearerAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["catalog.authentication.HasToken"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "catalog.problems.answer_problem",
    "UNAUTHENTICATED_USER": None,
}

SPECTACULAR_SETTINGS = {
    "TITLE": "Catalog",
    "DESCRIPTION": "Products and categories of a small shop.",
    "VERSION": "1.1.0",
    "CONTACT": {"name": "Shop team", "email": "shop@example.com"},
    "SERVE_INCLUDE_SCHEMA": False,
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
}
