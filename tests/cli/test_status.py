from __future__ import annotations

import zipfile

import pytest

DOG_TAX, DOG_TAX_END, LICENCE, TRADE = "99001001001000", "99001001002000", "99001002001000", "99001003001000"
COUNTS = ("done", "total", "share", "not_responsible", "not_digitisable", "unknown")


def test_another_cooperation_answers_without_a_change_to_the_code(ozgdash):
    answer = ozgdash("status", "--json", "--as-of", "2026-10-31").json
    assert list(answer) == ["snapshot", "as_of", "rule", "example_data", "deadline", "rows"]
    assert (answer["as_of"], answer["rule"], answer["example_data"]) == ("2026-10-31", "leistung_rg3", False)
    assert answer["deadline"] == {"key": "ratsziel", "date": "2027-06-30", "days_past": -242}
    assert answer["rows"] == [
        {"partner": name} | dict(zip(COUNTS, counts, strict=True))
        for name, counts in {
            "auenstadt": (0, 5, None, 0, 0, 5),
            "heidekreis-nord": (0, 1, None, 4, 0, 1),
            "moordorf": (0, 4, None, 1, 0, 4),
        }.items()
    ]


def test_a_partner_appears_from_the_day_it_joined(ozgdash):
    def partners(day: str) -> list[str]:
        return [row["partner"] for row in ozgdash("status", "--json", "--as-of", day).json["rows"]]

    assert partners("30.06.2024") == ["auenstadt", "heidekreis-nord"]
    assert partners("01.07.2024") == ["auenstadt", "heidekreis-nord", "moordorf"]
    assert partners("31.12.2022") == []
    assert "gehörte noch keiner" in ozgdash("status", "--as-of", "31.12.2022").out


def test_the_newest_report_is_the_default_day(ozgdash):
    ozgdash("import", ozgdash.sheet(f"{DOG_TAX};3;;Finanzen", f"{LICENCE};2;;", f"{TRADE};;nein;"))
    answer = ozgdash("status", "--json").json
    assert answer["as_of"] == "2026-01-31"
    assert answer["rows"][0] == {"partner": "auenstadt"} | dict(zip(COUNTS, (1, 4, 0.25, 1, 0, 2), strict=True))


def test_a_total_of_zero_has_no_share(ozgdash):
    ozgdash("import", ozgdash.sheet(f"{LICENCE};;nein;", partner="heidekreis-nord"))
    (row,) = ozgdash("status", "--json", "--partner", "heidekreis-nord").json["rows"]
    assert (row["done"], row["total"], row["share"], row["not_responsible"]) == (0, 0, None, 5)
    assert "0 von 0 (–)" in ozgdash("status", "--partner", "heidekreis-nord").out


def test_partners_are_chosen_by_id_or_name_and_come_in_the_cooperation_s_order(ozgdash):
    rows = ozgdash("status", "--json", "--partner", "Moordorf", "--partner", "auenstadt").json["rows"]
    assert [row["partner"] for row in rows] == ["auenstadt", "moordorf"]


@pytest.mark.parametrize("rule", ["leistung_rg3", "buendel_rg2", "buendel_alle_rg3"])
def test_every_rule_answers(ozgdash, rule):
    ozgdash("import", ozgdash.sheet(f"{DOG_TAX};3;;", f"{DOG_TAX_END};2;;", f"{LICENCE};2;;"))
    answer = ozgdash("status", "--json", "--rule", rule, "--partner", "auenstadt").json
    expected = {"leistung_rg3": (1, 5), "buendel_rg2": (2, 4), "buendel_alle_rg3": (0, 4)}
    assert answer["rule"] == rule
    assert (answer["rows"][0]["done"], answer["rows"][0]["total"]) == expected[rule]


@pytest.mark.parametrize("by", ["topic", "department", "maturity"])
def test_the_rows_of_a_breakdown_add_up_to_the_partner(ozgdash, by):
    ozgdash("import", ozgdash.sheet(f"{DOG_TAX};3;;Finanzen", f"{DOG_TAX_END};4;;Finanzen", f"{LICENCE};2;;Verkehr"))
    rows = ozgdash("status", "--json", "--by", by, "--partner", "auenstadt").json["rows"]
    (whole,) = ozgdash("status", "--json", "--partner", "auenstadt").json["rows"]
    assert all(list(row)[:2] == ["partner", by] for row in rows)
    for name in ("done", "total", "unknown"):
        assert sum(row[name] for row in rows) == whole[name]
    assert len(rows) >= 3


def test_a_breakdown_by_reifegrad_is_of_services_only(ozgdash):
    result = ozgdash("status", "--by", "maturity", "--rule", "buendel_rg2")
    assert result.code == 2
    assert "leistung_rg3" in result.err


@pytest.mark.parametrize(
    ("arguments", "allowed"),
    [
        (["--partner", "Atlantis"], "auenstadt, heidekreis-nord, moordorf"),
        (["--as-of", "2099-12-31"], "Zukunft"),
        (["--topic", "Raumfahrt"], "Engagement & Hobby"),
        (["--deadline", "ozg"], "ratsziel, sdg"),
    ],
)
def test_a_value_that_does_not_exist_ends_with_1_and_names_the_allowed_ones(ozgdash, arguments, allowed):
    result = ozgdash("status", *arguments)
    assert (result.code, result.out) == (1, "")
    assert allowed in result.err


def test_another_deadline_can_be_asked_for(ozgdash):
    answer = ozgdash("status", "--json", "--deadline", "sdg", "--as-of", "2023-12-13").json
    assert answer["deadline"] == {"key": "sdg", "date": "2023-12-12", "days_past": 1}


def test_people_read_the_answer_the_day_the_rule_and_the_label(ozgdash):
    ozgdash("import", ozgdash.sheet(f"{DOG_TAX};3;;", example="ja"))
    out = ozgdash("status", "--partner", "auenstadt").out.replace("\u00a0", " ")
    assert "Stand 31.01.2026" in out
    assert "Zählweise: einzelne Leistungen ab Reifegrad 3" in out
    assert "Beispieldaten, nicht amtlich" in out
    assert "Auenstadt: 1 von 5 Leistungen" in out
    assert "1 von 5 (20,0 %)" in out
    english = ozgdash("status", "--partner", "auenstadt", "--lang", "en").out
    assert "1 of 5 (20.0%)" in english


def test_without_a_snapshot_the_build_is_offered(empty):
    result = empty("status")
    assert (result.code, result.out) == (1, "")
    assert "python -m ozgdash build" in result.err


def test_a_damaged_snapshot_is_explained(ozgdash):
    (path,) = (ozgdash.data_dir / "snapshots").glob("*.duckdb")
    path.write_bytes(path.read_bytes()[:-1000])
    result = ozgdash("status")
    assert result.code == 1
    assert "beschädigt" in result.err
    assert "rollback" in result.err


@pytest.mark.parametrize("day", ["0001-01-01", "31.12.1989", "1.1.2101", "9999-12-31"])
@pytest.mark.parametrize(
    "arguments",
    [
        ("status", "--as-of"),
        ("template", "x.xlsx", "--partner", "auenstadt", "--as-of"),
        ("import", "x.csv", "--as-of"),
        ("export", "chart", "--chart", "progress", "--out", "x.csv", "--compare"),
        ("export", "chart", "--chart", "progress", "--out", "x.csv", "--target"),
        ("export", "package", "--out", "x.zip", "--session"),
    ],
    ids=lambda words: f"{words[0]} {words[-1]}",
)
def test_a_day_that_cannot_be_reckoned_with_is_refused_with_the_days_that_can(ozgdash, arguments, day):
    result = ozgdash(*arguments, day)
    assert result.code == 2
    assert all(words in result.err for words in (day, "1990-01-01 bis 2100-12-31", "weglassen"))
    assert "Traceback" not in result.err


def test_where_nothing_is_reported_there_is_a_dash_and_no_zero(ozgdash):
    for lang, counted in (("de", "\u2013 von 5"), ("en", "\u2013 of 5")):
        out = ozgdash("status", "--partner", "auenstadt", "--as-of", "2026-10-31", "--lang", lang).out
        assert counted in out
        assert "0,0" not in out
        assert "0.0%" not in out


def test_where_nothing_is_reported_the_share_is_null_and_no_zero(ozgdash):
    for breakdown in ("partner", "topic", "department", "maturity"):
        answer = ozgdash("status", "--partner", "auenstadt", "--as-of", "2026-10-31", "--by", breakdown, "--json").json
        assert answer["rows"]
        assert {(row["done"], row["unknown"] == row["total"], row["share"]) for row in answer["rows"]} == {
            (0, True, None)
        }


GROUPS = """
[[vergleichsgruppe]]
key = "norden"
name = "Nördliche"
partner = ["99002"]
"""


def with_groups(ozgdash):
    file = ozgdash.data_dir / "cooperation.toml"
    file.write_text(file.read_text(encoding="utf-8") + GROUPS, encoding="utf-8")
    assert ozgdash("build").code == 0
    return ozgdash


@pytest.mark.parametrize("name", ["norden", "Nördliche", "NÖRDLICHE"])
def test_a_group_stands_for_its_partners(empty, name):
    rows = with_groups(empty)("status", "--json", "--as-of", "2026-10-31", "--group", name).json["rows"]
    assert [row["partner"] for row in rows] == ["heidekreis-nord", "moordorf"]


def test_a_group_and_a_partner_are_chosen_together_and_it_is_said(empty):
    out = with_groups(empty)("status", "--as-of", "2026-10-31", "--group", "norden", "--partner", "auenstadt").out
    assert "Filter: Gruppe Nördliche (2 Partner) und Partner Auenstadt; alle Themenfelder" in out
    assert all(name in out for name in ("Auenstadt", "LK Heidekreis-Nord", "Moordorf"))


def test_a_group_that_is_none_is_refused_with_those_that_are(empty):
    result = with_groups(empty)("status", "--group", "süden")
    assert (result.code, "„süden“" in result.err, "norden" in result.err) == (1, True, True)


def test_where_there_are_no_groups_the_refusal_says_how_to_make_some(ozgdash):
    result = ozgdash("status", "--group", "norden")
    assert (result.code, "cooperation.toml" in result.err) == (1, True)


def test_a_file_is_named_by_its_group(empty):
    with_groups(empty)
    arguments = ("--chart", "progress", "--format", "csv", "--as-of", "2026-10-31", "--group", "norden")
    assert empty("export", "chart", "--out", str(empty.data_dir), *arguments).code == 0
    assert [path.name for path in empty.data_dir.glob("*.csv")] == [
        "ozg-fortschritt_norden_2026-10-31_leistung_rg3.csv"
    ]


@pytest.mark.parametrize(
    ("said", "whom"), [((), "Gruppe Nördliche (2 Partner)"), (("--partner", "auenstadt"), "Partner Auenstadt")]
)
def test_a_recipe_names_groups_and_the_call_chooses_others_instead(empty, said, whom):
    with_groups(empty)
    (empty.data_dir / "recipes").mkdir()
    (empty.data_dir / "recipes" / "norden.toml").write_text(
        'groups = ["norden"]\nas_of = 2026-10-31\n', encoding="utf-8"
    )
    out = empty.data_dir / "mappe.xlsx"
    result = empty("export", "workbook", "--recipe", "norden", "--section", "situation", "--out", str(out), *said)
    assert result.code == 0, result.err
    with zipfile.ZipFile(out) as workbook:
        words = workbook.read("xl/sharedStrings.xml").decode("utf-8")
    assert f"Filter: {whom}; alle Themenfelder" in words


def test_targets_are_told_by_their_day_and_to_those_whom_they_concern(ozgdash):
    head = "id;wer;was;themenfeld;fachbereich;sdg;ziel;bis;gremium;beschluss_vom;vorlage;beispiel\n"
    rows = "Z1;alle;leistung_rg3;;;;50 %;31.12.2027;Rat;01.02.2024;;\nZ2;moordorf;buendel_rg2;;;;80 %;30.06.2027;Rat;01.02.2025;25-7;\n"
    (ozgdash.data_dir / "ziele.csv").write_text(head + rows, encoding="utf-8")
    ozgdash("build")
    answer = ozgdash("status", "--json", "--by", "targets").json
    assert list(answer) == ["snapshot", "as_of", "example_data", "rows"]
    assert [(row["target"], row["partner"], row["state"], row["chance"]) for row in answer["rows"]] == [
        ("Z2", "moordorf", "unreported", None),
        ("Z1", None, "unreported", None),
    ]
    alone = ozgdash("status", "--by", "targets", "--partner", "auenstadt").out
    assert "Das eine Ziel ist mangels Meldung unbekannt." in alone
    assert "50 % (bis 31.12.2027)" in alone.replace("\u00a0", " ")
    assert "Moordorf" not in alone


def test_a_target_about_use_is_told_in_cases_and_what_is_small_is_not(ozgdash, tmp_path):
    head = "id;wer;was;themenfeld;fachbereich;sdg;ziel;bis;gremium;beschluss_vom;vorlage;beispiel\n"
    rows = "".join(f"Z-{who};{who};nutzung;;;;50 %;31.12.2027;Rat;01.02.2024;;\n" for who in ("auenstadt", "moordorf"))
    (ozgdash.data_dir / "ziele.csv").write_text(head + rows, encoding="utf-8")
    ozgdash("build")
    for who, rows in (("auenstadt", f"{DOG_TAX};3;200;20\n{LICENCE};3;100;50\n"), ("moordorf", f"{DOG_TAX};3;200;2\n")):
        path = tmp_path / f"{who}.csv"
        columns = "leika_schluessel;reifegrad;faelle_pro_jahr;faelle_digital_pro_jahr"
        path.write_text(f"Partner;{who}\nStand;31.01.2026\n{columns}\n{rows}", encoding="utf-8")
        ozgdash("import", str(path))
    told = {row["partner"]: row for row in ozgdash("status", "--by", "targets", "--json").json["rows"]}
    own, small = told["auenstadt"], told["moordorf"]
    assert (own["rule"], own["done"], own["total"], own["goal"], own["remaining"]) == ("nutzung", 70, 300, 150, 80)
    assert small["state"] == "hidden"
    counts = ("done", "total", "goal", "remaining", "path", "needed", "pace", "chance", "planned", "undated")
    assert {small[key] for key in counts} == {None}
    said = ozgdash("status", "--by", "targets").out.replace("\u00a0", " ")
    assert "23,3 % (70 von 300)" in said
    assert "nicht berechnet (zu wenige Fälle)" in said


def test_without_targets_the_status_says_so(ozgdash):
    assert ozgdash("status", "--json", "--by", "targets").json["rows"] == []
    assert "keine Ziele eingetragen" in ozgdash("status", "--by", "targets").out


def test_use_by_partner_is_told_with_what_is_small_in_words(ozgdash, tmp_path):
    path = tmp_path / "n.csv"
    columns = "leika_schluessel;reifegrad;faelle_pro_jahr;faelle_digital_pro_jahr"
    rows = f"{DOG_TAX};3;200;2\n{LICENCE};3;100;50\n{TRADE};3;7;4\n"
    path.write_text(f"Partner;auenstadt\nStand;31.01.2026\n{columns}\n{rows}", encoding="utf-8")
    ozgdash("import", str(path))
    answer = ozgdash("status", "--by", "use", "--json").json
    own = next(row for row in answer["rows"] if row["partner"] == "auenstadt")
    assert (own["digital"], own["cases"], own["known"], own["few"]) == (53, 300, 2, 1)
    assert {row["digital"] for row in answer["rows"] if row["partner"] != "auenstadt"} == {None}
    said = ozgdash("status", "--by", "use").out.replace("\u00a0", " ")
    assert "17,7 % (53 von 300)" in said
    assert "Ohne diese Zahlen, daher nicht berechnet" in said
    assert ozgdash("status", "--by", "use", "--use-below", "15").code == 2
