"""When the sun rises and sets, looked up in a table that was computed when the package was installed."""

from array import array
from datetime import datetime, time, timedelta, timezone
from pathlib import Path
import sys

DAYS = 366
LATITUDES_PER_DEGREE = 2
NEVER_SETS, NEVER_RISES = 32767, -32768

_table = array("h", Path(__file__).with_name("sun.table").read_bytes())
if sys.byteorder == "big":
    _table.byteswap()


def sunrise_and_sunset(date, latitude, longitude):
    """Both as aware UTC times, or both as "up" or "down" where the sun stays there all day."""
    day = date.replace(year=2024).timetuple().tm_yday - 1
    row = round((latitude + 90) * LATITUDES_PER_DEGREE)
    at = 2 * (row * DAYS + day)
    rise, set_ = _table[at : at + 2]
    if NEVER_SETS in (rise, set_):
        return "up", "up"
    if NEVER_RISES in (rise, set_):
        return "down", "down"
    noon = datetime.combine(date, time(12), timezone.utc) - timedelta(hours=longitude / 15)
    return noon + timedelta(minutes=rise / 10), noon + timedelta(minutes=set_ / 10)
