"""Errors as RFC 9457 problem details."""

from http import HTTPStatus

from rest_framework import serializers
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.views import exception_handler

PROBLEM_TYPE = "application/problem+json"


class ProblemSerializer(serializers.Serializer):
    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    errors = serializers.DictField(
        required=False,
        child=serializers.ListField(child=serializers.CharField()),
        help_text="Messages by field",
    )


def problems(*statuses):
    return {(status, PROBLEM_TYPE): ProblemSerializer for status in statuses}


class Conflict(APIException):
    status_code = 409


def answer_problem(error, context):
    response = exception_handler(error, context)
    if response is None:
        return None
    problem = {
        "type": "about:blank",
        "title": HTTPStatus(response.status_code).phrase,
        "status": response.status_code,
        "detail": response.data["detail"] if "detail" in response.data else "The request is not valid.",
    }
    if isinstance(error, ValidationError) and isinstance(response.data, dict):
        problem["errors"] = response.data
    response.data = problem
    response.content_type = PROBLEM_TYPE
    return response
