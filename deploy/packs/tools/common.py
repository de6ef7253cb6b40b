"""What the two generators share: reading and writing a pack, its demo accounts, and checks on the finished files."""
import csv
import json
from pathlib import Path

PACKS = Path(__file__).resolve().parent.parent
ROLES = {
    "GRID_WORKER": ("网格员", "Grid worker"), "COMMUNITY": ("社区专干", "Community officer"),
    "STREET": ("街道值班员", "Street officer"), "STREET_LEADER": ("街道分管领导", "Street leader"),
    "DISPATCHER": ("派单员", "Dispatcher"), "COMMAND_LEADER": ("值班长", "Command leader"),
    "DEPARTMENT": ("联络员", "Liaison"), "HANDLER": ("处置人员", "Handler"),
    "SUPERVISOR": ("督查考评员", "Supervisor"), "CITIZEN": ("市民", "Citizen"), "ADMIN": ("系统管理员", "Administrator"),
    "SECURITY_ADMIN": ("安全管理员", "Security administrator"), "AUDIT_ADMIN": ("审计管理员", "Audit administrator"),
}
COUNTY_ACCOUNTS = [
    ("dispatcher", "DISPATCHER"), ("dispatcher2", "DISPATCHER"), ("command-leader", "COMMAND_LEADER"),
    ("command-leader2", "COMMAND_LEADER"), ("supervisor", "SUPERVISOR"), ("admin", "ADMIN"),
    ("security-admin", "SECURITY_ADMIN"), ("audit-admin", "AUDIT_ADMIN"), ("citizen", "CITIZEN"),
]
SURNAMES = "林 陈 黄 郑 张 吴 王 刘 杨 许 郭 叶 蔡 苏 谢 邱 何 曾 周 卢".split()
GIVEN = "海生 秀英 建国 丽华 志明 晓燕 国强 美珍 文斌 雅琴 俊杰 淑贞 永福 玉兰 家豪 春梅 伟东 婉清 金水 思远".split()
FIRST = "Alex Dana Jordan Maria Sam Taylor Morgan Luis Erin Chris Robin Grace Omar Nina Victor Holly".split()
LAST = "Reyes Carter Nguyen Lopez Miller Park Brooks Garcia Hayes Kim Ortiz Walker Chen Rivera Foster Singh".split()


def read_csv(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_csv(path, header, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header.split(","))
        writer.writerows(rows)


def write_grids(path, grids):
    """grids: (code, name_zh, name_en, ring in whole microdegrees, open, counter-clockwise)."""
    lines = []
    for code, name_zh, name_en, ring in sorted(grids):
        coordinates = [[x / 1e6, y / 1e6] for x, y in ring + ring[:1]]
        lines.append(json.dumps({
            "type": "Feature", "properties": {"code": code, "nameZh": name_zh, "nameEn": name_en},
            "geometry": {"type": "Polygon", "coordinates": [coordinates]},
        }, ensure_ascii=False, separators=(",", ":")))
    text = '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"
    path.write_text(text, encoding="utf-8", newline="\n")


class Accounts:
    """Demo accounts: a user name, an invented person, and one grant."""

    def __init__(self, english, random):
        self.english, self.rows = english, []
        names = [f"{a} {b}" for a in FIRST for b in LAST] if english else [a + b for a in SURNAMES for b in GIVEN]
        random.shuffle(names)
        self.names = iter(names)

    def add(self, username, role, scope, unit="", of=""):
        title = ROLES[role][self.english]
        if of:
            title = f"{of} {title.lower()}" if self.english else of + title
        self.rows.append((username, f"{title} {next(self.names)}", role, scope, unit))

    def write(self, pack):
        """Also the rosters: each unit's liaison has all three duties."""
        write_csv(pack / "accounts.csv", "username,name,role,scopes,unit", self.rows)
        write_csv(pack / "rosters.csv", "unit,duty,account", [
            (unit, duty, username) for username, _, role, _, unit in self.rows if role == "DEPARTMENT"
            for duty in ("ON_DUTY", "DEPUTY", "LEADER")])


def twice_area(ring):
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1]))


def contains(ring, x, y):
    """Even-odd rule; the lower and left borders belong to the ring."""
    inside = False
    for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1]):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            inside = not inside
    return inside


def check(pack):
    """Reads the pack back: codes nest, references resolve, rings are closed and counter-clockwise. Answers the rings."""
    organisation = read_csv(pack / "organisation.csv")
    codes = [row["code"] for row in organisation]
    length = {"COUNTY": 6, "STREET": 9, "COMMUNITY": 12}
    assert len(set(codes)) == len(codes)
    for row in organisation:
        assert row["code"].isdigit() and len(row["code"]) == length[row["level"]], row
        assert row["level"] == "COUNTY" or row["code"][:-3] in codes, row
    units = [row["unit"] for row in read_csv(pack / "units.csv")]
    assert len(set(units)) == len(units)
    for row in read_csv(pack / "categories.csv"):
        for unit in [row["lead_unit"], *filter(None, row["assisting_units"].split(";"))]:
            assert unit == "STREET" or unit in units, row
    accounts = read_csv(pack / "accounts.csv")
    assert len({row["username"] for row in accounts}) == len({row["name"] for row in accounts}) == len(accounts)
    rings = {}
    for feature in json.loads((pack / "grids.geojson").read_text(encoding="utf-8"))["features"]:
        code, ring = feature["properties"]["code"], feature["geometry"]["coordinates"][0]
        assert len(code) == 15 and code.isdigit() and code[:-3] in codes and code not in rings, code
        assert ring[0] == ring[-1], code
        rings[code] = [(round(x * 1e6), round(y * 1e6)) for x, y in ring[:-1]]
        assert twice_area(rings[code]) > 0, code
    for row in accounts:
        for scope in row["scopes"].split(";"):
            assert scope in codes or scope in rings, row
        assert (row["unit"] in units) if row["role"] in ("DEPARTMENT", "HANDLER") else not row["unit"], row
    rosters = read_csv(pack / "rosters.csv")
    assert all(row["unit"] in units and row["account"] in {a["username"] for a in accounts} for row in rosters)
    assert {row["unit"] for row in rosters} == set(units)
    communities = {code for code in codes if len(code) == 12}
    assert {code[:12] for code in rings} == communities, communities - {code[:12] for code in rings}
    print(f"{pack.name}: {len(communities)} communities, {len(rings)} grids, {len(units)} units, {len(accounts)} grants, "
          f"{check_components(pack, units, rings)} components")
    return rings


def check_components(pack, units, rings):
    """Ids are unique, categories and owners known, every component in exactly one grid. Answers how many."""
    if not (pack / "components.geojson").exists():
        return 0
    features = json.loads((pack / "components.geojson").read_text(encoding="utf-8"))["features"]
    categories = {row["category"] for row in read_csv(pack / "categories.csv")}
    assert len({feature["properties"]["id"] for feature in features}) == len(features)
    for feature in features:
        properties, (x, y) = feature["properties"], feature["geometry"]["coordinates"]
        assert properties["category"] in categories and properties["owner"] in [*units, "STREET"], feature
        assert sum(contains(ring, round(x * 1e6), round(y * 1e6)) for ring in rings.values()) == 1, feature
    return len(features)
