"""Makes the component registry 部件 of 海湾县: 2 000 invented things along invented streets.

Every border between grids is taken for a street, and every grid has one lane across it. The owner of a component is the
lead unit of its category in categories.csv; a category with several leads would have no owner, and stops the script.
"""
import json
import math
import random

from common import PACKS, check, contains, read_csv

PACK, COUNTY, COUNT = PACKS / "haiwan", "350999", 2_000
METRES = (111_320 * math.cos(math.radians(26.6)) / 1e6, 110_780 / 1e6)  # per microdegree
# Category -> how many of a hundred, and how far from the middle of the street (metres, from and to).
KINDS = {
    "C0101": (12, 1, 3), "C0102": (10, 0, 2), "C0103": (8, 0, 2), "C0104": (10, 4, 5), "C0111": (5, 1, 3),
    "C0123": (1, 0, 4), "C0128": (4, 7, 9), "C0131": (4, 6, 8), "C0137": (18, 5, 6), "C0150": (3, 5, 7),
    "C0217": (4, 0, 1), "C0284": (5, 6, 8), "C0301": (1, 10, 18), "C0402": (15, 5, 7),
}
LANE_SHARE, STEP = 0.35, 6
rng = random.Random(3509990)


def owners():
    """Category -> owner, from the responsibility list."""
    leads = {}
    for row in read_csv(PACK / "categories.csv"):
        leads.setdefault(row["category"], set()).add(row["lead_unit"])
    registered = {category for category in leads if category.startswith("C")}
    assert registered == set(KINDS) and sum(kind[0] for kind in KINDS.values()) == 100
    assert all(len(leads[category]) == 1 for category in registered)
    return {category: next(iter(leads[category])) for category in registered}


def along(line):
    """Points and directions every few metres along a line of microdegrees, well away from its ends."""
    metres = [(x * METRES[0], y * METRES[1]) for x, y in line]
    lengths = [math.dist(a, b) for a, b in zip(metres, metres[1:])]
    places, walked = [], 0
    for (a, b), length in zip(zip(metres, metres[1:]), lengths):
        ways = ((b[0] - a[0]) / length, (b[1] - a[1]) / length)
        for n in range(1, int(length // STEP)):
            place = walked + n * STEP
            if 12 < place < sum(lengths) - 12:
                places.append(((a[0] + ways[0] * n * STEP, a[1] + ways[1] * n * STEP), ways))
        walked += length
    return places


def streets(rings):
    """Grid -> the places along its border (a street) and along the lane from one of its sides to the one opposite."""
    found = {}
    for code, ring in rings.items():
        quarter = len(ring) // 4
        lane = [ring[quarter // 2], ring[quarter // 2 + 2 * quarter]]
        found[code] = along(ring + ring[:1]), along(lane)
    return found


def place(code, ring, streets_of, kind, taken):
    """A free place on the grid's own side of a street, at the distance that suits the kind."""
    for _ in range(1_000):
        border, lane = streets_of[code]
        (x, y), (dx, dy) = rng.choice(lane if rng.random() < LANE_SHARE else border)
        aside = rng.uniform(kind[1], kind[2]) * rng.choice((-1, 1))
        point = round((x - dy * aside) / METRES[0]), round((y + dx * aside) / METRES[1])
        near = [other for other in taken.get(code, []) if math.dist(
            [c * m for c, m in zip(point, METRES)], [c * m for c, m in zip(other, METRES)]) < 3]
        if not near and contains(ring, *point):
            taken.setdefault(code, []).append(point)
            return point
    raise AssertionError(code)


def make(rings):
    owner, streets_of, taken, lines = owners(), streets(rings), {}, []
    codes = sorted(rings)
    for category, kind in KINDS.items():
        for n in range(1, COUNT * kind[0] // 100 + 1):
            code = rng.choice(codes)
            x, y = place(code, rings[code], streets_of, kind, taken)
            lines.append(json.dumps({
                "type": "Feature",
                "properties": {"id": f"{COUNTY}{category[1:]}{n:06}", "category": category, "owner": owner[category]},
                "geometry": {"type": "Point", "coordinates": [x / 1e6, y / 1e6]},
            }, separators=(",", ":")))
    text = '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"
    (PACK / "components.geojson").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    (PACK / "components.geojson").unlink(missing_ok=True)
    make(check(PACK))
    check(PACK)
