"""The command line as people use it: what is printed, in which form, and one sentence for what is wrong."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from asylia import __version__
from asylia.folders import data_folder
from tests.cli.running import Run, refused, wide_lines

EXAMPLE = str(data_folder("examples") / "opposition-member-overstayed.yaml")
SPLIT = str(data_folder("examples") / "embassy-staff-reason-open.yaml")


# --- what is wrong -----------------------------------------------------------------------------------------------

ANSWERS = "jurisdiction: JP\nanswers:\n  "
WRONG_CASES = [
    ("unknown fact", ANSWERS + "statless: true", "line 3: there is no fact 'statless'; did you mean 'stateless'?"),
    ("wrong type", ANSWERS + "stateless: 3", "line 3: stateless is a yes/no fact"),
    ("impossible date", ANSWERS + "born_on: 2021-02-30", "line 3: 2021-02-30 is no day"),
    ("date before all law", "jurisdiction: JP\nassessed on: 1970-01-01", "1970-01-01 lies before 1979-01-01"),
    ("unknown jurisdiction", "jurisdiction: XX", "line 1: there is no law of a jurisdiction 'XX'"),
    ("no jurisdiction", "answers: {stateless: true}", "the case names no jurisdiction; add 'jurisdiction: JP'"),
    ("empty file", "", "the file is empty"),
    ("repeated keys", "jurisdiction: JP\njurisdiction: JP", "line 2: the key 'jurisdiction' stands twice"),
    ("name field", "jurisdiction: JP\nname: A B", "line 2: 'name' would hold a name or contact"),
    ("broken YAML", "jurisdiction: [JP\n", "line 2: YAML"),
    ("broken JSON", '{"jurisdiction": "JP",}', "line 1: JSON"),
    ("contradiction", ANSWERS + "stateless: true\n  outside_country_of_nationality: true", "stateless"),
    ("wrong kinship", "jurisdiction: JP\nkinship: {former_zainichi: parent.uncle}", "'uncle' in the kinship path"),
]


@pytest.mark.parametrize("given_as", ["file", "standard input"])
@pytest.mark.parametrize(("text", "says"), [pytest.param(text, says, id=name) for name, text, says in WRONG_CASES])
def test_a_wrong_case_gets_one_sentence(run: Run, tmp_path: Path, text: str, says: str, given_as: str) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(text, encoding="utf-8")

    ran = run("assess", str(path)) if given_as == "file" else run("assess", "-", stdin=text.encode())

    assert says in refused(ran)


WRONG_BYTES = [
    ("binary", bytes(range(256)) * 40, "not text in UTF-8"),
    ("a picture", b"\x89PNG\r\n\x1a\n" + b"\x00" * 100, "not text in UTF-8"),
    ("zero bytes", b"jurisdiction: JP\x00", "binary data"),
    ("five megabytes", b"#" * 5_000_000, "bytes; a case file has at most 4,000,000"),
    ("nested", b"answers: " + b"[" * 5_000, "nested more than"),
    ("nested JSON", b'{"answers": ' + b"[" * 100_000, "nested too deep"),
]


@pytest.mark.parametrize(("raw", "says"), [pytest.param(raw, says, id=name) for name, raw, says in WRONG_BYTES])
def test_wrong_bytes_get_one_sentence(run: Run, tmp_path: Path, raw: bytes, says: str) -> None:
    path = tmp_path / "case.yaml"
    path.write_bytes(raw)

    assert says in refused(run("assess", str(path)))
    assert says in refused(run("assess", "-", stdin=raw))


def test_fifty_megabytes_get_one_sentence(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    with path.open("wb") as stream:
        stream.truncate(50_000_000)

    assert "50,000,000 bytes" in refused(run("assess", str(path)))


WRONG_OPTIONS = [
    (("--on", "2024-02-30"), "'2024-02-30' is no day of the calendar; write it as 2024-07-01"),
    (("--on", "tomorrow"), "'tomorrow' is no day of the calendar"),
    (("--on", "1978-12-31"), "1978-12-31 lies before 1979-01-01"),
    (("--in", "XX"), "there is no law of a jurisdiction 'XX' here; choose from JP"),
    (("--why", "jp.refugee_recogniton"), "did you mean 'jp.refugee_recognition'?"),
    (("--lang", "xx"), "there are no texts in 'xx'; choose from ar, en, ja"),
    (("--law", "/nowhere"), "/nowhere: there is no such law folder"),
    (("--reading", "jp.nothing"), "there is no reading 'jp.nothing'"),
]


@pytest.mark.parametrize(("options", "says"), WRONG_OPTIONS)
def test_a_wrong_option_gets_one_sentence(run: Run, options: tuple[str, ...], says: str) -> None:
    assert says in refused(run("assess", EXAMPLE, *options))


@pytest.mark.parametrize(
    "arguments",
    [
        ("assess",),
        ("nonsense",),
        ("assess", EXAMPLE, "--format", "pdf"),
        ("assess", EXAMPLE, "--nonsense"),
        ("law", "nonsense"),
    ],
)
def test_wrong_usage_ends_with_two(run: Run, arguments: tuple[str, ...]) -> None:
    ran = run(*arguments)

    assert (ran.code, ran.out) == (2, "")
    assert "Traceback" not in ran.err


def test_a_missing_case_gets_one_sentence(run: Run, tmp_path: Path) -> None:
    assert "there is no such file; check the path" in refused(run("assess", str(tmp_path / "absent.yaml")))
    assert "cannot be read" in refused(run("assess", str(tmp_path)))


@pytest.fixture
def law(tmp_path: Path) -> Path:
    """A copy of the law to break."""
    return shutil.copytree(data_folder("law"), tmp_path / "law")


def test_a_broken_law_gets_one_sentence(run: Run, law: Path) -> None:
    status = law / "japan" / "status.yaml"
    status.write_text(status.read_text(encoding="utf-8").replace("kind: status", "kind: statut", 1), encoding="utf-8")

    assert "law/japan/status.yaml, line 6: 'kind' is 'statut'" in refused(run("assess", EXAMPLE, "--law", str(law)))


def test_circular_terms_get_one_sentence(run: Run, law: Path) -> None:
    terms = law / "japan" / "terms.yaml"
    text = terms.read_text(encoding="utf-8")
    circular = text.replace("            - persecutor_state\n", "            - jp.persecutor\n", 1)
    terms.write_text(circular, encoding="utf-8")

    assert "jp.persecutor needs itself" in refused(run("assess", EXAMPLE, "--law", str(law)))


def test_cases_of_nowhere_get_one_sentence(run: Run, tmp_path: Path) -> None:
    assert "there is no such folder of cases" in refused(run("cases", "check", str(tmp_path / "absent")))
    assert "the folder holds no cases" in refused(run("cases", "check", str(tmp_path)))
    (tmp_path / "broken.yaml").write_text("id: [", encoding="utf-8")
    assert "broken.yaml, line" in refused(run("cases", "check", str(tmp_path)))


def test_nothing_is_written_beside_the_case(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text("jurisdiction: JP\nanswers: {statless: true}\n", encoding="utf-8")
    run("assess", str(path))
    path.write_text("jurisdiction: JP\nanswers: {stateless: true}\n", encoding="utf-8")
    run("assess", str(path), "--format", "json")

    assert [path] == list(tmp_path.iterdir())


# --- the contract of JSON ----------------------------------------------------------------------------------------

TOP = {
    "asylia": str, "law_version": str, "law_date": str, "assessed_on": str, "jurisdictions": list, "findings": list,
    "either_way": list, "next_question": (dict, type(None)), "questions": list, "stage": (str, type(None)),
    "stages": list, "steps": list, "deadlines": list, "rights": list, "help": list, "figures": list, "warnings": list,
}  # fmt: skip
FINDING = {
    "id": str, "jurisdiction": str, "kind": str, "nature": str, "state": str, "exact": str, "depends_on": list,
    "unverified": bool, "reasons": dict, "citations": list,
}  # fmt: skip
ELEMENTS: Mapping[str, Mapping[str, object]] = {
    "either_way": {"jurisdiction": str, "ids": list, "depends_on": list},
    "questions": {"jurisdiction": str, "fact": str, "text": str, "information": float},
    "steps": {"jurisdiction": str, "act": str},
    "warnings": {"jurisdiction": str, "text": str},
}


def _keys(content: object, keys: Mapping[str, object]) -> None:
    assert isinstance(content, dict)
    for key, kind in keys.items():
        assert key in content
        assert isinstance(content[key], kind), key  # type: ignore[arg-type]  # a type or a tuple of types


@pytest.mark.parametrize("options", [(), ("--on", "2010-07-01"), ("--lang", "ja"), ("--in", "JP"), ("--in", "all")])
def test_json_keeps_its_contract(run: Run, options: tuple[str, ...]) -> None:
    ran = run("assess", SPLIT, "--format", "json", *options)

    assert (ran.code, ran.err) == (0, "")
    content = ran.json()
    _keys(content, TOP)
    places = ["JP", "KR", "CN", "HK", "MO"] if "all" in options else ["JP"]
    assert (__version__, places) == (content["asylia"], content["jurisdictions"])
    findings = content["findings"]
    assert isinstance(findings, list)
    for finding in findings:
        _keys(finding, FINDING)
        assert finding["state"] in ("yes", "no", "open", "not_in_force")
        assert finding["exact"] in ("yes", "no", "open")
        assert finding["nature"] in ("guaranteed", "discretionary", "policy")
        assert finding["state"] in ("open", "not_in_force") or finding["state"] == finding["exact"]
        assert finding["state"] != "not_in_force" or finding["exact"] == "no"
        assert bool(finding["depends_on"]) is (finding["exact"] == "open")
    assert len(findings) == len({(finding["id"], finding["jurisdiction"]) for finding in findings})
    for name, keys in ELEMENTS.items():
        elements = content[name]
        assert isinstance(elements, list)
        for element in elements:
            _keys(element, keys)
    question = content["next_question"]
    if question is not None:
        _keys(question, {"fact": str, "text": str, "information": float})


def test_json_holds_the_case_split(run: Run) -> None:
    groups = run("assess", SPLIT, "--format", "json").json()["either_way"]

    assert isinstance(groups, list)
    assert ["jp.refugee_recognition", "jp.complementary_protection"] in [group["ids"] for group in groups]


def test_json_of_one_provision(run: Run) -> None:
    findings = run("assess", EXAMPLE, "--format", "json", "--why", "refugee_recognition").json()["findings"]

    assert isinstance(findings, list)
    assert [finding["id"] for finding in findings] == ["jp.refugee_recognition"]


def test_json_of_the_published_cases(run: Run) -> None:
    ran = run("cases", "check", "--format", "json")

    assert ran.code == 0
    content = ran.json()
    totals, results = content["totals"], content["results"]
    assert isinstance(totals, dict)
    assert isinstance(results, list)
    assert {"strict", "ordinary"} == set(totals)
    assert 0 == totals["strict"]["JP"]["contradicts"] == totals["ordinary"]["JP"]["contradicts"]
    keys = {
        "case",
        "jurisdiction",
        "mode",
        "label",
        "rule",
        "expected",
        "derivable",
        "nature",
        "state",
        "exact",
        "verdict",
    }
    for row in results:
        assert keys <= set(row)
        assert row["mode"] in ("strict", "ordinary")
        assert row["verdict"] in ("holds", "open", "contradicts", "no_rule")


def test_the_check_of_cases_prints_a_line_each_and_totals(run: Run) -> None:
    out = run("cases", "check").out

    assert "ordinary JP: " in out
    assert "needs " in out
    assert any(line.startswith("holds") for line in out.splitlines())


# --- ways to ask -------------------------------------------------------------------------------------------------


def test_standard_input_is_read(run: Run) -> None:
    raw = Path(EXAMPLE).read_bytes()

    assert run("assess", EXAMPLE).out == run("assess", "-", stdin=raw).out


def test_json_is_read_as_yaml_is(run: Run) -> None:
    yaml, as_json = (
        run("assess", "-", "--format", "json", stdin=raw).json()
        for raw in (
            b"jurisdiction: JP\nassessed on: 2024-07-01\nanswers: {stateless: true}\n",
            b'{"jurisdiction": "JP", "assessed_on": "2024-07-01", "answers": {"stateless": true}}',
        )
    )

    assert yaml == as_json


def test_the_day_asked_for_stands_before_that_of_the_case(run: Run) -> None:
    own, later = (run("assess", EXAMPLE, "--format", "json", *on).json() for on in ((), ("--on", "2024-07-01")))

    assert (own["assessed_on"], later["assessed_on"]) == ("2016-07-28", "2024-07-01")
    states = [{finding["id"]: finding["state"] for finding in content["findings"]} for content in (own, later)]
    assert states[0]["jp.complementary_protection"] == "not_in_force"
    assert states[1]["jp.complementary_protection"] != "not_in_force"


def test_place_typed_stands_in_for_that_of_the_case(run: Run) -> None:
    ran = run(
        "assess", "-", "--in", "jp", "--on", "2024-07-01", "--format", "json", stdin=b"answers: {stateless: true}\n"
    )

    assert ran.json()["jurisdictions"] == ["JP"]


def test_one_provision_in_depth(run: Run) -> None:
    whole, one = run("assess", EXAMPLE).out, run("assess", EXAMPLE, "--why", "jp.refugee_recognition").out

    assert "Recognition of refugee status" in one
    assert "Complementary" not in one.split("\n")[1]
    assert "S46" in one
    assert "S46" not in whole


def test_markdown(run: Run) -> None:
    ran = run("assess", EXAMPLE, "--format", "markdown")

    assert ran.code == 0
    assert ran.out.startswith("# ")
    assert "\n## " in ran.out
    assert "\x1b[" not in ran.out
    assert ran.out.endswith("\n")


def test_japanese(run: Run) -> None:
    english, japanese = (run("assess", EXAMPLE, "--lang", lang).out for lang in ("en", "ja"))

    assert "難民の認定" in japanese
    assert "難民の認定" not in english


def test_a_reading_is_shown_beside_the_law(run: Run) -> None:
    name = "jp.decision_flow"

    content = run("assess", SPLIT, "--reading", name, "--format", "json").json()

    readings = content["readings"]
    assert isinstance(readings, list)
    assert [name] == [reading["id"] for reading in readings]
    assert run("assess", SPLIT, "--reading", name).code == 0


@pytest.mark.parametrize(
    "options", [(), ("--lang", "ja"), ("--why", "jp.refugee_recognition"), ("--why", "int.customary", "--lang", "ja")]
)
def test_no_line_is_wider_than_eighty_columns_in_a_pipe(run: Run, options: tuple[str, ...]) -> None:
    out = run("assess", EXAMPLE, *options).out

    assert out
    assert wide_lines(out) == []
    assert "\x1b[" not in out


def test_it_says_that_it_is_no_legal_advice(run: Run) -> None:
    for options in ((), ("--format", "markdown"), ("--format", "json")):
        assert "not legal advice" in " ".join(run("assess", EXAMPLE, *options).out.split())


@pytest.mark.parametrize(
    "arguments", [("--help",), ("assess", "--help"), ("cases", "check", "--help"), ("ask", "--help")]
)
def test_help_has_an_example(run: Run, arguments: tuple[str, ...]) -> None:
    ran = run(*arguments)

    assert ran.code == 0
    assert arguments == ("--help",) or "Example: asylia" in " ".join(ran.out.split())


def test_version_and_doctor(run: Run) -> None:
    assert f"asylia {__version__}" in run("--version").out
    doctor = run("doctor")
    assert doctor.code == 0
    assert "places with law" in doctor.out


# --- as a process of its own -------------------------------------------------------------------------------------


def _process(*arguments: str, stdin: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "asylia", *arguments], input=stdin, capture_output=True, check=False, timeout=60
    )


def test_a_process_that_succeeds() -> None:
    done = _process("assess", "-", "--format", "json", stdin=Path(EXAMPLE).read_bytes())

    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["jurisdictions"] == ["JP"]


def test_a_process_that_refuses() -> None:
    done = _process("assess", "-", stdin=b"name: A B\n")

    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.count(b"\n") == 1
    assert b"standard input, line 1: 'name' would hold a name" in done.stderr


def test_a_reader_that_hangs_up_is_no_failure() -> None:
    command = f"{sys.executable} -m asylia cases check | head -n 1"

    done = subprocess.run(command, shell=True, capture_output=True, check=False, timeout=60)

    assert b"Traceback" not in done.stderr
    assert b"BrokenPipe" not in done.stderr
