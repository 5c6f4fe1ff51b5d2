from datetime import date as Date
from datetime import datetime, timedelta
import json
from pathlib import Path
from zoneinfo import ZoneInfo

from suntable import sunrise_and_sunset
from wsgiroutes import NotFound, Routes

CITIES = json.loads(Path(__file__).with_name("cities.json").read_text())

app = Routes()


@app.get("/health")
def health():
    return {"status": "ok", "time": datetime.now().astimezone().isoformat(timespec="seconds")}


@app.get("/daylight/{city}")
def daylight(city, date=None):
    if city not in CITIES:
        raise NotFound(f"no city '{city}'; there are: {', '.join(CITIES)}")
    place = CITIES[city]
    zone = ZoneInfo(place["zone"])
    day = Date.fromisoformat(date) if date else datetime.now(zone).date()
    rise, set_ = sunrise_and_sunset(day, place["latitude"], place["longitude"])
    if isinstance(rise, str):
        return {"city": city, "date": str(day), "sun": rise}
    return {
        "city": city,
        "date": str(day),
        "sunrise": clock(rise, zone),
        "sunset": clock(set_, zone),
    }


def clock(instant, zone):
    return f"{instant.astimezone(zone) + timedelta(seconds=30):%H:%M}"
