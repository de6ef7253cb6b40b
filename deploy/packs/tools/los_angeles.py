"""Makes the Los Angeles pack from the real requests in deploy/replaying/data/la311-2020.csv.

Writes all files but pack.yaml and limits.csv, which are kept by hand.
"""
import math
import random
from collections import Counter, defaultdict
from datetime import date, datetime, timedelta
from decimal import Decimal
from statistics import median

from common import COUNTY_ACCOUNTS, PACKS, Accounts, check, contains, read_csv, write_csv, write_grids

PACK, COUNTY = PACKS / "los-angeles", "906037"
REQUESTS = PACKS.parent / "replaying" / "data" / "la311-2020.csv"
LARGEST, SMALLEST = 20_000, 625  # widths of squares in microdegrees: 0.02° halved five times
TYPES = {  # name and closing criterion in Chinese
    "Bulky Items": ("大件垃圾", "清运完成"), "Graffiti Removal": ("涂鸦清除", "清除完成"),
    "Illegal Dumping Pickup": ("偷倒垃圾清运", "清运完成"), "Metal/Household Appliances": ("金属及废旧家电", "清运完成"),
    "Homeless Encampment": ("无家者营地", "现场处置完成"), "Electronic Waste": ("电子废弃物", "清运完成"),
    "Dead Animal Removal": ("动物尸体清除", "清除完成"), "Other": ("其他", "办理完成"),
    "Single Streetlight Issue": ("单盏路灯故障", "修复完成"), "Multiple Streetlight Issue": ("多盏路灯故障", "修复完成"),
    "Report Water Waste": ("浪费用水举报", "核查完成"),
}
OWNERS = {
    "BOS": ("环境卫生局", "Bureau of Sanitation"), "OCB": ("社区美化办公室", "Office of Community Beautification"),
    "BSL": ("街道照明局", "Bureau of Street Lighting"), "ITA": ("信息技术局", "Information Technology Agency"),
    "LASAN": ("环境卫生与环境局", "LA Sanitation and Environment"),
    "LADWP": ("水电局", "Department of Water and Power"), "BSS": ("街道服务局", "Bureau of Street Services"),
}
AS_WRITTEN = {"NC", "NDC", "CC", "LA-32", "P.I.C.O.", "(CANNDU)"}
WORDS = {"NOHO": "NoHo", "MACARTHUR": "MacArthur", "OF": "of", "THE": "the", "AND": "and", "FOR": "for"}


def title(name):
    words = [word if word in AS_WRITTEN else WORDS.get(word, "/".join(map(str.capitalize, word.split("/"))))
             for word in name.split()]
    return " ".join("-".join(p[:1].upper() + p[1:] for p in w.split("-")) if "-" in w else w for w in words)


def communities(requests):
    """(district, council) -> code, by district and council number; no council comes last."""
    codes, number = {}, Counter()
    for district, council in sorted({key(r) for r in requests}, key=lambda k: (int(k[0]), not k[1], int(k[1] or 0))):
        number[district] += 1
        codes[district, council] = f"{COUNTY}{int(district):03}{number[district]:03}"
    return codes


def key(request):
    return request["council_district"], request["neighborhood_council"]


def position(request):
    return tuple(int(Decimal(request[axis]).scaleb(8)) for axis in ("longitude", "latitude"))  # whole 1e-8 degrees


def quadtree(requests, codes):
    """(x, y, width) of a square -> its community, plus the number of requests recorded in another community."""
    points = [(*position(request), codes[key(request)]) for request in requests]
    assert all(x % (SMALLEST * 100) and y % (SMALLEST * 100) for x, y, _ in points), "a request on a border"
    squares, empty, held = {}, [], {}

    def split(x, y, width, inside):
        votes = Counter(code for _, _, code in inside)
        if not votes:
            empty.append((x, y, width))
        elif len(votes) == 1 or width == SMALLEST:
            squares[x, y, width] = min(votes, key=lambda code: (-votes[code], code))
            held[x, y, width] = votes
        else:
            half = width // 2
            for left in (x, x + half):
                for low in (y, y + half):
                    split(left, low, half, [p for p in inside if left <= p[0] / 100 < left + half
                                            and low <= p[1] / 100 < low + half])

    tiles = defaultdict(list)
    for point in points:
        tiles[tuple(c // (LARGEST * 100) * LARGEST for c in point[:2])].append(point)
    for (x, y), inside in sorted(tiles.items()):
        split(x, y, LARGEST, inside)
    moved = sum(n for square, votes in held.items() for code, n in votes.items() if code != squares[square])

    def distance(a, b):
        return math.dist(*(((x + w / 2) * 0.83, y + w / 2) for x, y, w in (a, b)))  # 0.83: cosine of the latitude

    filled = list(squares)
    for square in empty:
        squares[square] = squares[min(filled, key=lambda other: distance(square, other))]
    merge(squares)
    return squares, moved


def merge(squares):
    """Four quarters of one community become one square again."""
    width = SMALLEST
    while width < LARGEST:
        for x, y, w in sorted(squares):
            quarters = [(x + dx, y + dy, width) for dx in (0, width) for dy in (0, width)]
            if w == width and x % (2 * w) == 0 == y % (2 * w) and len({squares.get(q) for q in quarters}) == 1:
                squares[x, y, 2 * w] = squares[quarters[0]]
                for quarter in quarters:
                    del squares[quarter]
        width *= 2


def make_territory(requests):
    codes = communities(requests)
    names = {key(r): title(r["neighborhood_council_name"]) for r in requests}
    organisation = {COUNTY: ("COUNTY", "洛杉矶", "Los Angeles")}
    for (district, council), code in codes.items():
        organisation.setdefault(code[:9], ("STREET", f"第{district}议会选区", f"Council District {district}"))
        name = names[district, council] or f"Council District {district}, No Neighborhood Council"
        organisation[code] = ("COMMUNITY", name, name)
    write_csv(PACK / "organisation.csv", "code,level,name_zh,name_en", [(c, *rest) for c, rest in organisation.items()])
    squares, moved = quadtree(requests, codes)
    number, grids = Counter(), []
    for (x, y, w), code in sorted(squares.items(), key=lambda item: (-item[0][1], item[0][0])):
        number[code] += 1
        assert number[code] <= 999, code
        name = organisation[code][2]
        grids.append((f"{code}{number[code]:03}", f"{name} 第{number[code]}网格", f"{name} Grid {number[code]}",
                      [(x, y), (x + w, y), (x + w, y + w), (x, y + w)]))
    write_grids(PACK / "grids.geojson", grids)
    print(f"{moved} of {len(requests)} requests lie in a square of another community; at most "
          f"{max(number.values())} grids in a community, at least {min(number.values())}")
    return organisation


def make_categories(requests):
    by_type = defaultdict(list)
    for request in requests:
        by_type[request["type"]].append(request)
    rows = []
    for n, name in enumerate(sorted(by_type, key=lambda name: (-len(by_type[name]), name)), 1):
        owner = Counter(r["owner"] for r in by_type[name]).most_common(1)[0][0]
        days = [(datetime.fromisoformat(r["closed"]) - datetime.fromisoformat(r["created"])) / timedelta(days=1)
                for r in by_type[name] if r["closed"]]
        chinese, criterion = TYPES[name]
        rows.append((f"L{n:02}", f"L{n:02}-1", chinese, name, "如所报", "As reported", max(1, math.ceil(median(days))),
                     "WORK_DAY", "", criterion, 4, "WORK_HOUR", "false", "NONE", owner, "", "LA 311 2020"))
    write_csv(PACK / "categories.csv", "category,condition,name_zh,name_en,condition_zh,condition_en,handle_limit,"
              "handle_unit,stage,closing_criterion_zh,accept_limit,accept_unit,urgent,evidence,lead_unit,"
              "assisting_units,source", rows)


def nth(year, month, weekday, n):
    """The nth given weekday (Monday 0) of a month; -1 is the last."""
    days = [day for k in range(31) if (day := date(year, month, 1) + timedelta(k)).month == month
            and day.weekday() == weekday]
    return days[n - 1 if n > 0 else n]


def federal_holidays(year):
    """5 U.S.C. 6103; Juneteenth since the act of 17 June 2021."""
    yield date(year, 1, 1), "元旦", "New Year's Day"
    yield nth(year, 1, 0, 3), "马丁·路德·金纪念日", "Birthday of Martin Luther King, Jr."
    yield nth(year, 2, 0, 3), "华盛顿诞辰日", "Washington's Birthday"
    yield nth(year, 5, 0, -1), "阵亡将士纪念日", "Memorial Day"
    if year >= 2021:
        yield date(year, 6, 19), "六月节", "Juneteenth National Independence Day"
    yield date(year, 7, 4), "独立日", "Independence Day"
    yield nth(year, 9, 0, 1), "劳动节", "Labor Day"
    yield nth(year, 10, 0, 2), "哥伦布日", "Columbus Day"
    yield date(year, 11, 11), "退伍军人节", "Veterans Day"
    yield nth(year, 11, 3, 4), "感恩节", "Thanksgiving Day"
    yield date(year, 12, 25), "圣诞节", "Christmas Day"


def make_holidays():
    """As observed: Saturday's on Friday, Sunday's on Monday, so a New Year's Day may fall in the year before."""
    years, rows = (2020, 2021, 2025, 2026), []
    for year in range(2020, 2028):
        for day, chinese, english in federal_holidays(year):
            day += timedelta({5: -1, 6: 1}.get(day.weekday(), 0))
            if day.year in years:
                rows.append((day.isoformat(), "HOLIDAY", chinese, english))
    write_csv(PACK / "holidays.csv", "date,kind,name_zh,name_en", rows)


def make_units(organisation):
    units = [(code, "DEPARTMENT", "city", *names) for code, names in OWNERS.items()]
    units += [("STREET-" + code, "STREET", "street", *names)
              for code, (level, *names) in organisation.items() if level == "STREET"]
    write_csv(PACK / "units.csv", "unit,kind,group,name_zh,name_en", units)
    accounts = Accounts(True, random.Random(906037))
    for username, role in [("grid", "GRID_WORKER"), ("grid2", "GRID_WORKER"), ("community", "COMMUNITY"),
                           ("street", "STREET"), ("street-leader", "STREET_LEADER"), *COUNTY_ACCOUNTS]:
        accounts.add(username, role, COUNTY)
    for code, _, _, _, name in units:
        accounts.add("dept-" + code.lower().replace("_", "-"), "DEPARTMENT", COUNTY, code, name)
    accounts.write(PACK)


def prove(rings, requests):
    """Every square lies on the lattice and no two share a cell of it; every request lies strictly inside one grid."""
    owner = {}
    for code, ring in rings.items():
        (x, y), (right, top) = ring[0], ring[2]
        assert ring == [(x, y), (right, y), (right, top), (x, top)] and right - x == top - y, code
        assert not any(c % SMALLEST for c in (x, y, right, top)), code
        for column in range(x // SMALLEST, right // SMALLEST):
            for row in range(y // SMALLEST, top // SMALLEST):
                assert owner.setdefault((column, row), code) == code, code
    for request in requests:
        x, y = position(request)
        code = owner[x // (SMALLEST * 100), y // (SMALLEST * 100)]
        assert contains(rings[code], x / 100, y / 100), request
    print(f"all {len(requests)} requests lie in exactly one grid; {len(owner)} lattice cells, no overlap")


if __name__ == "__main__":
    requests = read_csv(REQUESTS)
    make_units(make_territory(requests))
    make_categories(requests)
    make_holidays()
    prove(check(PACK), requests)
