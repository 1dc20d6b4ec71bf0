"""What requests of schemathesis need to know of this API that its document cannot say."""

import os
import re
import uuid

import schemathesis


@schemathesis.hook
def before_call(ctx, case, kwargs):
    # A key is for one request: with the example in all of them, all but the first would be refused, and rightly.
    # One that is no key, as of a negative test, is sent as it is.
    if case.headers and re.fullmatch("[!-~]{1,255}", case.headers.get("Idempotency-Key", "")):
        case.headers["Idempotency-Key"] = str(uuid.uuid4())
    # A cursor is what a page before has given: no schema can make one. What is none is tested in rest.test.ts.
    if case.query and "cursor" in case.query:
        del case.query["cursor"]
    # The token of the test itself stays.
    if case.path_parameters and case.path_parameters.get("token") == os.environ["SURETY_TOKEN_ID"]:
        case.path_parameters["token"] = str(uuid.uuid4())
