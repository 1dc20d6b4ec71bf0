"""gunicorn drf_app:app"""

from typing import Any
from urllib.parse import unquote, urlsplit

import django
import work
from django.conf import settings
from django.core.wsgi import get_wsgi_application

address = urlsplit(work.DATABASE_URL)
settings.configure(
    SECRET_KEY="of a benchmark",
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF="drf_app",
    INSTALLED_APPS=["rest_framework"],
    MIDDLEWARE=["django.middleware.common.CommonMiddleware"],
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "HOST": address.hostname,
            "PORT": address.port or 5432,
            "USER": unquote(address.username or ""),
            "PASSWORD": unquote(address.password or ""),
            "NAME": address.path[1:],
            "CONN_MAX_AGE": None,
            "OPTIONS": {"server_side_binding": True},
        }
    },
    REST_FRAMEWORK={
        "UNAUTHENTICATED_USER": None,
        "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
        "DEFAULT_AUTHENTICATION_CLASSES": ["token_authentication.TokenAuthentication"],
        "DEFAULT_PERMISSION_CLASSES": [],
    },
)
django.setup()

from django.db import connection  # noqa: E402
from django.urls import path  # noqa: E402
from rest_framework.request import Request  # noqa: E402
from rest_framework.response import Response  # noqa: E402
from rest_framework.views import APIView  # noqa: E402


def view(route: dict[str, Any]) -> Any:
    statements = [(work.pyformat(each["text"]), work.named(each["parameters"])) for each in route["statements"]]

    class View(APIView):
        def get(self, request: Request) -> Response:
            with connection.cursor() as cursor:
                for text, parameters in statements:
                    cursor.execute(text, parameters)
                    work.decode(cursor.fetchall())
            return Response(route["answer"])

    return View.as_view()


urlpatterns = [path(each["name"], view(each)) for each in work.ROUTES]
app = get_wsgi_application()
