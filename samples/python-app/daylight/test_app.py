import json
import unittest
from wsgiref.util import setup_testing_defaults

from daylight.app import app


def get(path, query=""):
    environ = {"PATH_INFO": path, "QUERY_STRING": query}
    setup_testing_defaults(environ)
    statuses = []
    body = b"".join(app(environ, lambda status, headers: statuses.append(status)))
    return statuses[0], json.loads(body)


class Daylight(unittest.TestCase):
    def test_midsummer_in_berlin(self):
        status, answer = get("/daylight/berlin", "date=2026-06-21")
        self.assertEqual(status, "200 OK")
        self.assertEqual((answer["sunrise"], answer["sunset"]), ("04:43", "21:33"))

    def test_midsummer_down_under(self):
        _, answer = get("/daylight/sydney", "date=2026-06-21")
        self.assertEqual((answer["sunrise"], answer["sunset"]), ("07:00", "16:54"))

    def test_the_sun_does_not_set_in_the_north(self):
        self.assertEqual(get("/daylight/tromso", "date=2026-06-21")[1]["sun"], "up")
        self.assertEqual(get("/daylight/tromso", "date=2026-12-21")[1]["sun"], "down")

    def test_an_unknown_city(self):
        status, answer = get("/daylight/atlantis")
        self.assertEqual(status, "404 Not Found")
        self.assertIn("berlin", answer["error"])

    def test_a_date_that_is_none(self):
        self.assertEqual(get("/daylight/berlin", "date=tomorrow")[0], "400 Bad Request")

    def test_health(self):
        self.assertEqual(get("/health")[1]["status"], "ok")


if __name__ == "__main__":
    unittest.main()
