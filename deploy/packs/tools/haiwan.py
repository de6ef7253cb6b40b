"""Makes the fictional county 海湾县: a warped mesh of 16 × 10 cells on an invented coast, land to the north-west.

Writes organisation, grids, rosters, accounts and the street rows of units.csv; the other files are kept by hand.
"""
import math
import random

from common import COUNTY_ACCOUNTS, PACKS, Accounts, check, contains, read_csv, twice_area, write_csv, write_grids

PACK, COUNTY = PACKS / "haiwan", "350999"
LONGITUDE, LATITUDE, BEARING = 119.90, 26.60, math.radians(40)
COLUMNS, ROWS, CELL = 16, 10, 500
METRES = (111_320 * math.cos(math.radians(LATITUDE)) / 1e6, 110_780 / 1e6)  # per microdegree
# In the order of the mesh: south-west and north-east inland, then south-west and north-east on the coast.
STREETS = [
    ("望海", "Wanghai", [("观澜", "Guanlan"), ("榕荫", "Rongyin"), ("鼓楼", "Gulou"), ("文昌", "Wenchang")]),
    ("龙潭", "Longtan", [("溪口", "Xikou"), ("茶山", "Chashan"), ("梅岭", "Meiling"), ("竹洲", "Zhuzhou")]),
    ("港前", "Gangqian", [("渔港", "Yugang"), ("灯塔", "Dengta"), ("天后", "Tianhou"), ("盐埕", "Yancheng")]),
    ("松屿", "Songyu", [("松林", "Songlin"), ("金沙", "Jinsha"), ("石厝", "Shicuo"), ("白鹭", "Bailu")]),
]
rng = random.Random(350999)


def place(u, v):
    """Mesh position (column, row from the coast) to microdegrees: a bay, a headland, a wavy inland border, a turn."""
    shore = 900 * math.exp(-((u - 9) / 3.5) ** 2) - 350 * math.exp(-((u - 3.5) / 2.5) ** 2) + 60 * math.sin(2.3 * u)
    inland = 180 * math.sin(u / 2.1)
    along, across = u * CELL, v * CELL + shore * (1 - v / ROWS) + inland * v / ROWS
    east = along * math.cos(BEARING) - across * math.sin(BEARING)
    north = along * math.sin(BEARING) + across * math.cos(BEARING)
    return round(LONGITUDE * 1e6 + east / METRES[0]), round(LATITUDE * 1e6 + north / METRES[1])


def jitter(point, metres):
    return tuple(round(c + rng.uniform(-metres, metres) / m) for c, m in zip(point, METRES))


def bend(a, b, depth, share):
    """The points between a and b: midpoints moved sideways, again and again."""
    if depth == 0:
        return []
    shift = rng.uniform(-share, share)
    middle = (round((a[0] + b[0]) / 2 - shift * (b[1] - a[1])), round((a[1] + b[1]) / 2 + shift * (b[0] - a[0])))
    return bend(a, middle, depth - 1, share) + [middle] + bend(middle, b, depth - 1, share)


def mesh():
    """Cell -> ring. Neighbours take their common border from one place, so it is the same on both sides."""
    corner = {(i, j): jitter(place(i, j), 70) for i in range(COLUMNS + 1) for j in range(ROWS + 1)}
    border = {}
    for i, j in corner:
        for end, coast in (((i + 1, j), j == 0), ((i, j + 1), False)):
            if end in corner:
                border[(i, j), end] = bend(corner[i, j], corner[end], *((4, 0.17) if coast else (2, 0.08)))
    rings = {}
    for i in range(COLUMNS):
        for j in range(ROWS):
            around, ring = [(i, j), (i + 1, j), (i + 1, j + 1), (i, j + 1)], []
            for a, b in zip(around, around[1:] + around[:1]):
                ring += [corner[a]] + (border[a, b] if (a, b) in border else border[b, a][::-1])
            rings[i, j] = ring
    return rings


def neighbours(cell):
    return [(cell[0] + dx, cell[1] + dy) for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1))]


def contiguous(cells):
    cells = set(cells)
    todo = [cells.pop()]
    while todo:
        near = cells.intersection(neighbours(todo.pop()))
        cells -= near
        todo += near
    return not cells


def divide():
    """Cell -> (street, community): blocks of ten cells, loosened by exchanges that leave each area in one piece.

    An exchange that leaves fewer borders inside a community or street is rarely kept, so areas stay compact.
    """
    owner = {(i, j): (2 * (j < ROWS // 2) + i // 8, i % 8 // 2) for i in range(COLUMNS) for j in range(ROWS)}
    cells = sorted(owner)

    def inner_borders(*around):
        pairs = [(owner[cell], owner[n]) for cell in around for n in neighbours(cell) if n in owner]
        return sum((a == b) + (a[0] == b[0]) for a, b in pairs)

    def in_one_piece(group):
        return (contiguous([c for c in cells if owner[c] == group])
                and contiguous([c for c in cells if owner[c][0] == group[0]]))

    for _ in range(40_000):
        one, other = rng.choice(cells), rng.choice(cells)
        a, b = owner[one], owner[other]
        if a == b or b not in map(owner.get, neighbours(one)) or a not in map(owner.get, neighbours(other)):
            continue
        before = inner_borders(one, other)
        owner[one], owner[other] = b, a
        gain = inner_borders(one, other) - before
        if rng.random() > math.exp(min(gain, 0) / 0.9) or not (in_one_piece(a) and in_one_piece(b)):
            owner[one], owner[other] = a, b
    return owner


def crosses(a, b, c, d):
    def side(p, q, r):
        turn = (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])
        return (turn > 0) - (turn < 0)
    return side(a, b, c) * side(a, b, d) <= 0 and side(c, d, a) * side(c, d, b) <= 0


def simple(ring):
    edges = list(zip(ring, ring[1:] + ring[:1]))
    return not any(crosses(*edges[m], *edges[n]) for m in range(len(edges)) for n in range(m + 2, len(edges))
                   if (m, n) != (0, len(edges) - 1))


def centroid(ring):
    x0, y0 = ring[0]
    ring = [(x - x0, y - y0) for x, y in ring]
    parts = [(a, b, a[0] * b[1] - b[0] * a[1]) for a, b in zip(ring, ring[1:] + ring[:1])]
    total = 3 * sum(part[2] for part in parts)
    return tuple(start + sum((a[k] + b[k]) * p for a, b, p in parts) / total for k, start in ((0, x0), (1, y0)))


def prove(rings):
    """Simple rings whose inner edges all occur once in each direction, inside one simple outline, tile it exactly."""
    edges = [edge for ring in rings.values() for edge in zip(ring, ring[1:] + ring[:1])]
    assert len(set(edges)) == len(edges)
    outer = {a: b for a, b in edges if (b, a) not in set(edges)}
    outline = [next(iter(outer))]
    while (following := outer[outline[-1]]) != outline[0]:
        outline.append(following)
    assert len(outline) == len(outer) and simple(outline)
    assert sum(map(twice_area, rings.values())) == twice_area(outline)
    sizes = []
    for code, ring in rings.items():
        assert simple(ring) and contains(ring, *centroid(ring)), code
        sizes.append(math.sqrt(twice_area(ring) / 2 * METRES[0] * METRES[1]))
    assert 300 < min(sizes) and max(sizes) < 700
    points = random.Random(1)
    xs, ys = [x for x, _ in outline], [y for _, y in outline]
    inside = 0
    for _ in range(5_000):
        point = points.uniform(min(xs), max(xs)), points.uniform(min(ys), max(ys))
        found = sum(contains(ring, *point) for ring in rings.values())
        assert found == contains(outline, *point), point
        inside += found
    print(f"grids {min(sizes):.0f} to {max(sizes):.0f} m (root of area); {inside} of 5000 random points inside, "
          f"each in one grid; box {min(xs) / 1e6} {min(ys) / 1e6} to {max(xs) / 1e6} {max(ys) / 1e6}")
    for code in (COUNTY + "001001001", COUNTY + "002001001"):
        x, y = centroid(rings[code])
        print(f"centroid of {code}: {x / 1e6:.6f}, {y / 1e6:.6f}")


def make_grids():
    rings, owner, grids, organisation = mesh(), divide(), [], [(COUNTY, "COUNTY", "海湾县", "Haiwan County")]
    order = [0, 2, 3, 1]  # codes: the inland town first, then along the coast
    for s, (street_zh, street_en, communities) in enumerate(STREETS[n] for n in order):
        street = f"{COUNTY}{s + 1:03}"
        organisation.append((street, "STREET", street_zh + "街道", street_en + " Subdistrict"))
        for c, (zh, en) in enumerate(communities):
            community = f"{street}{c + 1:03}"
            organisation.append((community, "COMMUNITY", zh + "社区", en + " Community"))
            cells = [cell for cell in owner if owner[cell] == (order[s], c)]
            assert len(cells) == 10 and contiguous(cells), community
            cells.sort(key=lambda cell: (-cell[1], cell[0]))
            grids += [(f"{community}{n:03}", f"{zh}社区第{n}网格", f"{en} Community Grid {n}", rings[cell])
                      for n, cell in enumerate(cells, 1)]
        assert contiguous([cell for cell in owner if owner[cell][0] == order[s]]), street
    write_csv(PACK / "organisation.csv", "code,level,name_zh,name_en", organisation)
    write_grids(PACK / "grids.geojson", grids)
    return organisation


def make_units(organisation):
    header = "unit,kind,group,name_zh,name_en"
    units = [[row[column] for column in header.split(",")] for row in read_csv(PACK / "units.csv")]
    units = [unit for unit in units if unit[1] != "STREET"]
    units += [["STREET-" + code, "STREET", "street", zh, en] for code, level, zh, en in organisation if level == "STREET"]
    write_csv(PACK / "units.csv", header, units)
    return units


def make_accounts(organisation, units):
    accounts = Accounts(False, rng)
    first = COUNTY + "001"
    accounts.add("grid", "GRID_WORKER", first + "001001")
    accounts.add("grid2", "GRID_WORKER", first + "001001")
    accounts.add("community", "COMMUNITY", first + "001")
    accounts.add("street", "STREET", first)
    accounts.add("street-leader", "STREET_LEADER", first)
    for username, role in COUNTY_ACCOUNTS:
        accounts.add(username, role, COUNTY)
    for unit, kind, _, zh, _ in units:
        username = "dept-" + unit.lower().replace("_", "-")
        if kind == "STREET":
            number = int(unit[-3:])
            username = "dept-street" if number == 1 else f"dept-street-{number}"
        accounts.add(username, "DEPARTMENT", COUNTY, unit, zh)
    accounts.add("handler", "HANDLER", COUNTY, "SANITATION", "环境卫生中心")
    accounts.add("grid-other", "GRID_WORKER", COUNTY + "002001001")
    accounts.add("community-other", "COMMUNITY", COUNTY + "002001")
    accounts.add("street-other", "STREET", COUNTY + "002")
    for code, level, _, _ in organisation:
        if level == "STREET":
            accounts.add("street-" + code, "STREET", code)
            accounts.add("street-leader-" + code, "STREET_LEADER", code)
        elif level == "COMMUNITY":
            accounts.add("community-" + code, "COMMUNITY", code)
            accounts.add(f"grid-{code}-a", "GRID_WORKER", code)
            accounts.add(f"grid-{code}-b", "GRID_WORKER", code)
    accounts.write(PACK)


if __name__ == "__main__":
    organisation = make_grids()
    make_accounts(organisation, make_units(organisation))
    prove(check(PACK))
