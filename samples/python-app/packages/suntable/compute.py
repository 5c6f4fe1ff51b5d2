"""Sunrise and sunset at longitude 0, for each half degree of latitude and each day of a leap year.

The position of the sun is the low-precision formula of the Astronomical Almanac (0.01 degrees).
"""

from array import array
from math import asin, atan2, cos, degrees, radians, sin
import sys

DAYS = 366
LATITUDES_PER_DEGREE = 2
NEVER_SETS, NEVER_RISES = 32767, -32768

FIRST_DAY = 8765.5  # 2024-01-01 00:00 UTC, in days since the epoch J2000
HORIZON = sin(radians(-0.833))  # refraction, and the upper edge of the disc
PASSES = 8


def sun(day):
    """The sun's declination and its hour angle at noon UTC, in radians."""
    mean_longitude = radians(280.460 + 0.9856474 * day)
    anomaly = radians(357.528 + 0.9856003 * day)
    longitude = mean_longitude + radians(1.915) * sin(anomaly) + radians(0.020) * sin(2 * anomaly)
    obliquity = radians(23.439 - 0.0000004 * day)
    declination = asin(sin(obliquity) * sin(longitude))
    ascension = atan2(cos(obliquity) * sin(longitude), cos(longitude))
    difference = mean_longitude - ascension
    return declination, atan2(sin(difference), cos(difference))


def crossing(day, latitude, direction):
    """Tenths of a minute from noon UTC until the sun crosses the horizon: direction is -1 to rise, 1 to set."""
    hours = 0.0
    for _ in range(PASSES):  # the sun moves on meanwhile, so ask again where it is by then
        declination, equation = sun(FIRST_DAY + day + 0.5 + hours / 24)
        cosine = (HORIZON - sin(latitude) * sin(declination)) / (cos(latitude) * cos(declination))
        if cosine <= -1:
            return NEVER_SETS
        if cosine >= 1:
            return NEVER_RISES
        hour_angle = radians(90) - asin(cosine)
        hours = degrees(direction * hour_angle - equation) / 15
    return round(hours * 600)


def compute():
    table = array("h")
    for step in range(-90 * LATITUDES_PER_DEGREE, 90 * LATITUDES_PER_DEGREE + 1):
        latitude = radians(max(-89.9, min(89.9, step / LATITUDES_PER_DEGREE)))
        for day in range(DAYS):
            table.append(crossing(day, latitude, -1))
            table.append(crossing(day, latitude, 1))
    if sys.byteorder == "big":
        table.byteswap()
    return table.tobytes()
