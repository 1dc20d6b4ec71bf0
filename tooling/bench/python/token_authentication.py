import work
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request


class TokenAuthentication(BaseAuthentication):
    def authenticate(self, request: Request) -> tuple[None, str]:
        if not work.is_known(request.headers.get("authorization", "")):
            raise AuthenticationFailed()
        return None, "token"

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"
