"""A WSGI application made of functions: a path pattern each, an answer that becomes JSON."""

import json
import re
from urllib.parse import parse_qsl


class NotFound(Exception):
    pass


class Routes:
    def __init__(self):
        self._routes = []

    def get(self, pattern):
        """`/daylight/{city}` calls the function with city=… and, by name, what the query string holds."""
        matcher = re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", pattern))

        def register(function):
            self._routes.append((matcher, function))
            return function

        return register

    def __call__(self, environ, start_response):
        status, answer = self._answer(environ)
        body = json.dumps(answer, ensure_ascii=False).encode()
        start_response(status, [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
        return [body]

    def _answer(self, environ):
        if environ["REQUEST_METHOD"] != "GET":
            return "405 Method Not Allowed", {"error": "only GET is answered here"}
        for matcher, function in self._routes:
            if match := matcher.fullmatch(environ["PATH_INFO"]):
                query = dict(parse_qsl(environ.get("QUERY_STRING", "")))
                try:
                    return "200 OK", function(**{**query, **match.groupdict()})
                except NotFound as error:
                    return "404 Not Found", {"error": str(error)}
                except (TypeError, ValueError) as error:
                    return "400 Bad Request", {"error": str(error)}
        return "404 Not Found", {"error": f"nothing is at {environ['PATH_INFO']}"}
