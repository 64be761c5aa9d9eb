"""The documentation is true: its blocks run, its links lead somewhere, it names all that there is to name."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from itertools import chain
from pathlib import Path

import pytest

from asylia.lawbook.law import Lawbook
from asylia.lawbook.rights import Matrix

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = sorted(
    [
        *ROOT.glob("*.md"),
        *DOCS.rglob("*.md"),
        ROOT / "NOTICE",
        ROOT / "cases" / "README.md",
        ROOT / "examples" / "README.md",
    ]
)
RUN = [path for path in PAGES if path.parent != ROOT / "cases" and "```" in path.read_text(encoding="utf-8")]
EXAMPLES = [path for path in sorted((ROOT / "examples").iterdir()) if path.suffix in (".yaml", ".json")]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def python(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("page", RUN, ids=name_of)
def test_every_code_block_of_a_page_runs_and_prints_what_is_shown(page: Path) -> None:
    done = python("tools/docs_outputs.py", "--check", str(page))

    assert done.returncode == 0, (
        f"mend the page, or run python tools/docs_outputs.py --write\n{done.stdout}{done.stderr}"
    )


def test_the_page_of_commands_is_what_the_commands_say() -> None:
    done = python("tools/docs_commands.py", "--check")

    assert done.returncode == 0, done.stdout + done.stderr


# --- links and paths -------------------------------------------------------------------------------------------------

LINK = re.compile(r"\]\(([^)\s]+)\)")


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_between_pages_resolve(page: Path) -> None:
    links = [link for link in LINK.findall(text_of(page)) if not link.startswith(("http:", "https:", "mailto:"))]

    broken = [link for link in links if not (page.parent / link.partition("#")[0]).exists()]
    assert broken == []


def test_every_page_of_docs_is_listed_in_its_index() -> None:
    listed = {(DOCS / link).resolve() for link in LINK.findall(text_of(DOCS / "README.md"))}

    pages = {path for path in DOCS.rglob("*.md") if path.name != "README.md"}
    assert pages - listed == set()


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_no_page_names_a_path_of_some_machine(page: Path) -> None:
    found = re.findall(r"(?<![\w.:/-])/(?:home|Users|work|root|tmp|opt|usr)/\S*|[A-Z]:\\\S+", text_of(page))

    assert found == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_files_and_folders_that_a_page_names_exist(page: Path) -> None:
    folders = "law|cases|examples|languages|src|tests|tools|docs"
    named = re.findall(rf"`((?:{folders})/[\w./-]*)`", text_of(page))

    assert [path for path in named if not (ROOT / path).exists()] == []


# --- look up: complete ------------------------------------------------------------------------------------------------


def words_in_code(page: Path) -> set[str]:
    """Everything that a page names between backticks or in its blocks, as words and as phrases."""
    text = text_of(page)
    inline = set(re.findall(r"`([^`\n]+)`", text))
    blocks = "\n".join([*re.findall(r"```.*?```", text, re.S), *inline])
    keys = set(re.findall(r"([a-z][\w -]*?)(?=:)", blocks)) | set(re.findall(r"\{([a-z][\w -]*?):", blocks))
    return inline | {key.strip(" -") for key in keys}


def keys_of(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from keys_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from keys_of(inner)


@pytest.mark.parametrize(
    "arguments",
    [
        *[("assess", str(path), "--format", "json") for path in EXAMPLES],
        ("assess", str(EXAMPLES[0]), "--format", "json", "--reading", "jp.seed_four_outcomes"),
        ("assess", str(EXAMPLES[0]), "--format", "json", "--on", "2026-11-22", "--why", "jp.north_korea_escapee"),
        ("compare", str(EXAMPLES[0]), "--format", "json"),
        ("law", "at", "2024-07-01", "--in", "JP", "--format", "json"),
        ("law", "show", "jp.removal_suspension_pending", "--format", "json"),
        ("law", "check", "--format", "json"),
        ("figures", "seeds", "--format", "json"),
        ("figures", "check", "--format", "json"),
        ("directory", "due", "--on", "2026-11-22", "--format", "json"),
        ("directory", "list", "--on", "2026-11-22", "--format", "json"),
        ("directory", "show", "support-r", "--format", "json"),
        (
            "directory",
            "find",
            "--in",
            "JP",
            "--need",
            "legal",
            "--lang",
            "my",
            "--on",
            "2026-11-24",
            "--all",
            "--format",
            "json",
        ),
        ("directory", "find", "--in", "CN", "--need", "shelter", "--own-state-threat", "--format", "json"),
        ("law", "read", "jp.seed_four_outcomes", str(EXAMPLES[0]), "--format", "json"),
        ("guide", "--answers", "examples/guide/refused-in-japan.yaml", "--on", "2026-11-23", "--format", "json"),
    ],
    ids=lambda arguments: " ".join(Path(argument).name for argument in arguments),
)
def test_every_key_of_the_output_stands_on_the_json_page(arguments: tuple[str, ...], lawbook: Lawbook) -> None:
    printed = json.loads(python("-m", "asylia", *arguments).stdout)

    unnamed = set(keys_of(printed)) - words_in_code(DOCS / "look-up" / "json.md") - set(lawbook.data.places)
    assert unnamed == set()


def test_every_key_of_checked_cases_stands_on_the_json_page() -> None:
    printed = json.loads(python("-m", "asylia", "cases", "check", "--format", "json").stdout)
    places = set(next(iter(printed["totals"].values())))

    unnamed = set(keys_of(printed)) - words_in_code(DOCS / "look-up" / "json.md") - places
    assert unnamed == set()


TAKES_A_KEY = {"has", "take", "optional", "text", "number", "flag", "day", "items", "texts", "one_of", "mapping", "get"}
HELPERS = {"_side", "_says", "_optional", "_date_fact", "_dated"}


def keys_the_loader_knows() -> set[str]:
    """Every text that a reader of `law/` takes as a key, found in its source."""
    folder = ROOT / "src" / "asylia" / "lawbook"
    found = {"full months since", "full years since"}  # put together in the code
    for path in [*folder.glob("read*.py"), folder / "conditions.py"]:
        for node in ast.walk(ast.parse(text_of(path))):
            if isinstance(node, ast.Call):
                takes = isinstance(node.func, ast.Attribute) and node.func.attr in TAKES_A_KEY
                helps = isinstance(node.func, ast.Name) and node.func.id in HELPERS
                keys = node.args[:1] if takes else node.args[1:2] if helps else []
                found |= {key.value for key in keys if isinstance(key, ast.Constant) and isinstance(key.value, str)}
            if isinstance(node, ast.AnnAssign) and isinstance(node.value, ast.Dict) and path.name == "conditions.py":
                found |= {str(ast.literal_eval(key)) for key in node.value.keys if isinstance(key, ast.Constant)}
    return found


def test_every_key_that_the_loader_knows_stands_on_the_page_of_the_format() -> None:
    pages = [words_in_code(DOCS / "look-up" / name) for name in ("law-format.md", "tables-format.md")]
    unnamed = keys_the_loader_knows() - set[str]().union(*pages)

    assert unnamed == set()


def test_sec_91_every_dependency_has_its_line_among_the_decisions() -> None:
    project = tomllib.loads(text_of(ROOT / "pyproject.toml"))
    listed = text_of(DOCS / "decisions" / "0007-dependencies.md")

    extras = project["project"]["optional-dependencies"].values()
    packages = [*project["project"]["dependencies"], *chain.from_iterable(extras), *project["dependency-groups"]["dev"]]
    names = [re.split(r"[<>=\[]", package)[0] for package in packages]
    assert [name for name in names if name not in listed] == []


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_sec_91_every_locked_package_has_one_version_and_its_hashes(name: str) -> None:
    entries = [entry for entry in re.split(r"\n(?=\S)", text_of(ROOT / name)) if not entry.startswith("#")]

    assert len(entries) >= 30
    assert [one for one in entries if not re.match(r"[\w.-]+==\S+ \\\n    --hash=sha256:[0-9a-f]{64}", one)] == []
    assert "://" not in text_of(ROOT / name)


def test_sec_91_every_dependency_at_run_time_is_used() -> None:
    """A package that no file of the source imports is one more that others can change, for nothing."""
    project = tomllib.loads(text_of(ROOT / "pyproject.toml"))
    extras = project["project"]["optional-dependencies"].values()
    wanted = {re.split(r"[<>=\[]", one)[0] for one in chain(project["project"]["dependencies"], *extras)}
    source = "\n".join(text_of(path) for path in (ROOT / "src").rglob("*.py"))
    imported = set(re.findall(r"(?m)^\s*(?:import|from) (\w+)", source))
    used = {owner.lower() for name, owners in packages_distributions().items() if name in imported for owner in owners}

    unused = {one.lower() for one in wanted} - used
    assert sorted(unused) == sorted(NEVER_IMPORTED)


NEVER_IMPORTED = ("heroicons", "tzdata")
"""Icons are named in the settings of the site; the standard library finds the zones of time by itself."""


def test_sec_94_there_is_a_way_to_report_a_weakness() -> None:
    """SEC-94: a private channel, the versions that are mended, and in how many days."""
    text = text_of(ROOT / "SECURITY.md")

    assert "private vulnerability report" in text
    assert "Supported: " in text
    for days in ("within 3 days", "within 14 days", "within 60 days"):
        assert days in text


# --- coverage ---------------------------------------------------------------------------------------------------------

COVERAGE = {
    "coverage.md": ("jp", "int"),
    "coverage-korea.md": ("kr",),
    "coverage-china.md": ("cn",),
    "coverage-hong-kong.md": ("hk",),
    "coverage-macau.md": ("mo",),
}
KINDS = {
    "rule", "weighs", "right", "text", "note", "reading", "guarantee", "deadline", "stage", "later", "outside",
}  # fmt: skip


NAME = r"[a-z0-9_]+"
COLUMN = rf"(?:`[a-z]{{2}}\.{NAME}`|[A-Z]\b)"
CELLS = re.compile(
    rf"cells? (`{NAME}`(?:(?:, | and )`{NAME}`)*) in (every column|{COLUMN}(?:, {COLUMN})*)",
)
LETTER = re.compile(rf"\(([A-Z]) `([a-z]{{2}}\.{NAME})`\)")
TABLE_KINDS = {"deadline", "stage", "guarantee"}


def coverage_of(page: str) -> str:
    return text_of(DOCS / "look-up" / page)


def places_of(page: str, lawbook: Lawbook) -> list[str]:
    return [code for code, place in lawbook.data.places.items() if place.prefix in COVERAGE[page]]


def ids_named(page: str) -> set[str]:
    prefixes = "|".join(prefix for own in COVERAGE.values() for prefix in own)
    return set(re.findall(rf"`((?:{prefixes})\.{NAME})`", coverage_of(page)))


def duties_named(page: str, lawbook: Lawbook) -> set[str]:
    treaties = "|".join(sorted({duty.id.partition(".")[0] for duty in lawbook.data.tables.duties}))
    return set(re.findall(rf"`((?:{treaties})\.{NAME})`", coverage_of(page)))


def matrices(place: str, lawbook: Lawbook) -> list[Matrix]:
    tables = lawbook.data.tables
    return [found for kind in (tables.rights, tables.guarantees) if (found := kind.get(place)) is not None]


def ids_of_tables(place: str, lawbook: Lawbook) -> dict[str, set[str]]:
    """By kind of row: the ids of a place that no provision bears."""
    tables = lawbook.data.tables
    time, procedure = tables.timetables.get(place), tables.procedures.get(place)
    named = {
        "deadline": {*time.limits, *time.counting, *time.services, *time.closures} if time else set(),
        "stage": {*procedure.stages, *procedure.custody} if procedure else set(),
    }
    columns = {name for matrix in matrices(place, lawbook) for name in matrix.columns}
    return named | {
        "column": columns,
        "guarantee": {cell.id for matrix in matrices(place, lawbook) for cell in matrix.cells if cell.id},
    }


def all_ids(place: str, lawbook: Lawbook) -> set[str]:
    prefix = lawbook.data.places[place].prefix
    provisions = {one for one in (*lawbook.data.provisions, *lawbook.data.readings) if one.partition(".")[0] == prefix}
    return provisions.union(*ids_of_tables(place, lawbook).values())


def cells_named(page: str) -> set[tuple[str, str]]:
    """Row and column of each cell named, the letters read as the text of the section gives them."""
    found: set[tuple[str, str]] = set()
    for section in re.split(r"^##+ ", coverage_of(page), flags=re.M):
        lines = section.splitlines()
        letters = dict(LETTER.findall(" ".join(line for line in lines if not line.startswith("|"))))
        for rows, columns in CELLS.findall("\n".join(line for line in lines if line.startswith("|"))):
            names = letters.values() if columns == "every column" else columns.split(", ")
            wanted = [letters.get(name, name.strip("`")) for name in names]
            found |= {(row, column) for row in re.findall(rf"`({NAME})`", rows) for column in wanted}
    return found


def cells_of(place: str, lawbook: Lawbook) -> set[tuple[str, str]]:
    return {(cell.row, cell.column) for matrix in matrices(place, lawbook) for cell in matrix.cells}


def rows_of_coverage(page: str) -> list[list[str]]:
    rows = coverage_of(page).partition("\n## ")[2].splitlines()
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows if row.startswith("| ")]
    return [row for row in cells if row[0] not in {"gist", "n", "row", "---"}]


def test_every_place_has_a_coverage_table(lawbook: Lawbook) -> None:
    covered = [prefix for own in COVERAGE.values() for prefix in own]

    assert sorted(covered) == sorted(place.prefix for place in lawbook.data.places.values())


@pytest.mark.parametrize("page", COVERAGE)
def test_the_coverage_table_names_only_what_exists(page: str, lawbook: Lawbook) -> None:
    ids = {one for place in lawbook.data.places for one in all_ids(place, lawbook)}
    duties = {duty.id for duty in lawbook.data.tables.duties}
    cells = {cell for place in lawbook.data.places for cell in cells_of(place, lawbook)}

    assert ids_named(page) - ids == set()
    assert duties_named(page, lawbook) - duties == set()
    assert cells_named(page) - cells == set()


@pytest.mark.parametrize("page", COVERAGE)
def test_all_that_the_law_holds_stands_in_the_coverage_table(page: str, lawbook: Lawbook) -> None:
    places = places_of(page, lawbook)
    ids = {one for place in places for one in all_ids(place, lawbook)}
    cells = {cell for place in places for cell in cells_of(place, lawbook)}

    assert ids - ids_named(page) == set()
    assert cells - cells_named(page) == set()


def test_every_duty_of_a_treaty_stands_in_the_coverage_table(lawbook: Lawbook) -> None:
    assert {duty.id for duty in lawbook.data.tables.duties} - duties_named("coverage.md", lawbook) == set()


@pytest.mark.parametrize("page", COVERAGE)
def test_every_row_of_the_coverage_table_has_a_kind(page: str) -> None:
    without = [row for row in rows_of_coverage(page) if not KINDS & set(row[1:3])]
    unexplained = [row for row in rows_of_coverage(page) if "outside" in row and not row[-1].startswith("because ")]

    assert without == []
    assert unexplained == []


@pytest.mark.parametrize("page", COVERAGE)
def test_a_row_of_coverage_names_something_of_its_kind(page: str, lawbook: Lawbook) -> None:
    named: dict[str, set[str]] = {kind: set() for kind in TABLE_KINDS}
    for place in lawbook.data.places:
        for kind in TABLE_KINDS:
            named[kind] |= ids_of_tables(place, lawbook)[kind]

    def carried(kind: str, where: str) -> bool:
        cell = kind == "guarantee" and CELLS.search(where) is not None
        return cell or where.startswith("the same ") or bool(named[kind] & set(re.findall(r"`([a-z0-9_.]+)`", where)))

    rows = [(row, kind) for row in rows_of_coverage(page) for kind in TABLE_KINDS & set(row[1:3])]
    assert [row for row, kind in rows if not carried(kind, row[-1])] == []


# --- examples ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_each_example_is_assessed_and_names_its_published_case(example: Path) -> None:
    done = python("-m", "asylia", "assess", str(example), "--format", "json")
    listed = text_of(ROOT / "examples" / "README.md")
    row = next(line for line in listed.splitlines() if f"`{example.name}`" in line)
    source = re.search(r"cases/[\w-]+\.yaml", row)

    assert done.returncode == 0, done.stderr
    assert source is not None
    assert (ROOT / source.group()).exists()
    assert example.suffix == ".json" or source.group() in text_of(example)


def test_the_examples_show_what_their_page_says() -> None:
    def states(name: str) -> dict[str, tuple[str, list[str]]]:
        done = python("-m", "asylia", "assess", f"examples/{name}", "--format", "json")
        answer = json.loads(done.stdout)
        groups = [" or ".join(group["ids"]) for group in answer["either_way"]]
        return {f["id"]: (f["state"], f["depends_on"]) for f in answer["findings"]} | {"either way": ("", groups)}

    one_fact = states("opposition-member-overstayed.yaml")["jp.refugee_recognition"]
    split = states("embassy-staff-reason-open.yaml")["either way"][1]
    stop = states("third-claim-removal.yaml")["jp.removal_suspension_pending"]
    duty = states("stateless-removal-order.json")["jp.removal_order_stateless"]

    assert one_fact == ("open", ["internal_relocation_reasonable"])
    assert "jp.refugee_recognition or jp.complementary_protection" in split
    assert stop[0] == "open"
    assert {"claim_filed_on", "claim_pending_administratively", "new_material_reasonable_grounds"} <= set(stop[1])
    assert duty[0] == "yes"
