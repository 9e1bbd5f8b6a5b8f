"""Signing in at a real provider in a real browser: who may read, publish, go back, and for how long."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from dashboards import Watch, command_line
from playwright.sync_api import Page, expect
from replay import Recorder, replay, uploads
from sign_in_fixtures import COOKIE_SECRET, SECRETS, Provider, provider, sign_in
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value, decode_signed_value

from ozgdash.store.connection import open_snapshot
from ozgdash.store.snapshots import Store
from tools.serving import START_TIMEOUT_S, free_port, served

HEAD = "Partner;{partner}\nStand;31.10.2026\nBeispieldaten;nein\n"
COLUMNS = "leika_schluessel;reifegrad;reifegradmodell;stufe\n99003009012001;{maturity};1.1;online\n"

SESSION_S = 90
"""Long enough to sign in and upload on a slow machine."""


@pytest.fixture(scope="module")
def own_data(example_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(example_data, tmp_path_factory.mktemp("sign-in") / "data"))


@pytest.fixture(scope="module")
def openid(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Provider]:
    with provider(tmp_path_factory.mktemp("openid") / "provider.log", dashboards=3) as running:
        yield running


@pytest.fixture(scope="module")
def own_dashboard(own_data: Path, openid: Provider, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with openid.dashboard(own_data, tmp_path_factory.mktemp("dashboard"), 0) as address:
        yield address


def current(folder: Path) -> str:
    return (folder / "snapshots" / "CURRENT").read_text()


def a_sheet(folder: Path, partner: str) -> Path:
    path = folder / f"{partner}.csv"
    path.write_text(HEAD.format(partner=partner) + COLUMNS.format(maturity=3), encoding="utf-8")
    return path


def upload(page: Page, *files: Path) -> None:
    page.locator('[class*="st-key-upload-"] input[type="file"]').set_input_files([str(file) for file in files])


def sign_out(page: Page) -> None:
    """Here and, where it asks, at the provider."""
    page.locator(".st-key-sign-out-button button").click()
    page.get_by_role("button", name="Yes, sign me out").click()
    expect(page.locator(".st-key-sign-in-button button")).to_be_visible()


def show_with_cookie(page: Page, address: str, value: str) -> None:
    """The start page for a browser whose cookie of the sign-in has this value."""
    page.context.clear_cookies(name="_streamlit_user")
    page.context.add_cookies([{"name": "_streamlit_user", "value": value, "url": address}])
    page.goto(address)


def test_without_a_sign_in_nothing_is_seen(own_dashboard: str, page: Page, watch: Watch):
    for path in ("", "/daten", "/partner?partner=gifhorn"):
        page.goto(own_dashboard + path)
        expect(page.locator(".st-key-sign-in")).to_contain_text("nur nach Anmeldung")
        expect(page.locator(".st-key-answer, .st-key-filters, [data-testid=stSidebarNav]")).to_have_count(0)
    page.locator(".st-key-foot a").first.click()
    expect(page.locator(".st-key-statement-barriers")).to_contain_text("Tabellen auf den Seiten")
    expect(page.locator(".st-key-filters, [data-testid=stSidebarNav]")).to_have_count(0)
    assert watch.console_errors == []
    assert watch.foreign_requests == []


def test_a_viewer_reads_on_the_page_asked_for_and_publishes_nothing(own_dashboard: str, page: Page):
    page.goto(f"{own_dashboard}/daten?partner=gifhorn")
    sign_in(page, "viewer")
    expect(page).to_have_url(f"{own_dashboard}/daten?partner=gifhorn")
    expect(page.locator(".st-key-account")).to_contain_text("Angemeldet als viewer")
    expect(page.locator(".st-key-account")).to_contain_text("Darf lesen")
    expect(page.locator(".st-key-intake")).to_contain_text("Hier kann nur gelesen werden")
    expect(page.locator('input[type="file"]')).to_have_count(0)
    expect(page.locator(".st-key-rollback button")).to_have_count(0)


def test_who_has_no_role_sees_nothing_and_can_sign_out(own_dashboard: str, page: Page):
    page.goto(own_dashboard)
    sign_in(page, "stranger")
    expect(page.locator(".st-key-sign-in")).to_contain_text("als stranger angemeldet, haben aber keine Rolle")
    expect(page.locator(".st-key-answer, .st-key-filters, [data-testid=stSidebarNav]")).to_have_count(0)
    sign_out(page)


@pytest.mark.long
def test_an_editor_publishes_for_the_named_partner_and_no_other(
    own_dashboard: str, own_data: Path, page: Page, tmp_path: Path
):
    before = current(own_data)
    page.goto(f"{own_dashboard}/daten")
    sign_in(page, "editor-gifhorn")
    expect(page.locator(".st-key-account")).to_contain_text("Darf veröffentlichen für: Landkreis Gifhorn")
    upload(page, a_sheet(tmp_path, "salzgitter"))
    refused = page.locator(".st-key-intake-error")
    expect(refused).to_contain_text("salzgitter.csv gehört zu Stadt Salzgitter")
    expect(page.locator(".st-key-publish button")).to_have_count(0)
    page.reload()
    upload(page, a_sheet(tmp_path, "salzgitter"), a_sheet(tmp_path, "gifhorn"))
    expect(refused).to_contain_text("salzgitter.csv gehört zu Stadt Salzgitter")
    expect(page.locator(".st-key-publish button")).to_have_count(0)
    assert current(own_data) == before
    page.reload()
    upload(page, a_sheet(tmp_path, "gifhorn"))
    page.locator(".st-key-publish button").click()
    expect(page.locator(".st-key-intake-published")).to_contain_text("Veröffentlicht als ozg-")
    assert current(own_data) != before
    with open_snapshot(own_data / "snapshots" / current(own_data).strip()) as connection:
        newest = connection.execute("SELECT imported_by, partner_id FROM import ORDER BY import_id DESC").fetchone()
    assert newest == ("editor-gifhorn", "gifhorn")
    # Going back undoes what others published: that is not for an editor.
    expect(page.locator(".st-key-snapshots")).to_be_visible()
    expect(page.locator(".st-key-rollback button")).to_have_count(0)
    Store(own_data / "snapshots").rollback(before.strip())


@pytest.mark.long
def test_an_admin_goes_back_and_signs_out(own_dashboard: str, own_data: Path, page: Page, tmp_path: Path):
    before = current(own_data)
    page.goto(f"{own_dashboard}/daten")
    sign_in(page, "admin")
    expect(page.locator(".st-key-account")).to_contain_text("Darf alles veröffentlichen")
    upload(page, a_sheet(tmp_path, "salzgitter"))
    page.locator(".st-key-publish button").click()
    expect(page.locator(".st-key-intake-published")).to_contain_text("Veröffentlicht als ozg-")
    published = current(own_data)
    page.locator(".st-key-rollback button").click()
    expect(page.locator(".st-key-snapshots")).to_contain_text("Gültig ist jetzt")
    assert current(own_data) != published
    Store(own_data / "snapshots").rollback(before.strip())
    sign_out(page)
    assert not [cookie for cookie in page.context.cookies() if cookie["name"].startswith("_streamlit_user")]
    page.goto(f"{own_dashboard}/daten")
    expect(page.locator(".st-key-sign-in")).to_contain_text("nur nach Anmeldung")


@pytest.mark.long
def test_a_cookie_that_was_tampered_with_counts_for_nothing(own_dashboard: str, page: Page):
    page.goto(own_dashboard)
    sign_in(page, "viewer")
    [cookie] = [cookie for cookie in page.context.cookies() if cookie["name"] == "_streamlit_user"]
    quote, value = ('"', cookie["value"][1:-1]) if cookie["value"].startswith('"') else ("", cookie["value"])
    claims = json.loads(decode_signed_value(COOKIE_SECRET, "_streamlit_user", value))
    assert claims["roles"] == ["ozg:viewer"]
    promoted = json.dumps(claims | {"roles": ["ozg:admin"]})
    elsewhere = create_signed_value(COOKIE_SECRET[::-1], "_streamlit_user", promoted).decode()
    # Other words under the signature of the old ones: payload, moment and signature are separated by the last two dots.
    forged = ".".join([elsewhere.rsplit(".", 2)[0], *value.rsplit(".", 2)[1:]])
    genuine = create_signed_value(COOKIE_SECRET, "_streamlit_user", promoted).decode()
    for attempt in (forged, elsewhere, value[:-1], "null", ""):
        show_with_cookie(page, own_dashboard, f"{quote}{attempt}{quote}")
        expect(page.locator(".st-key-sign-in")).to_contain_text("nur nach Anmeldung")
    # The same words with the right signature do count: it is the signature that the others lack.
    show_with_cookie(page, own_dashboard, f"{quote}{genuine}{quote}")
    expect(page.locator(".st-key-account")).to_contain_text("Darf alles veröffentlichen")


@pytest.mark.long
def test_an_editors_own_messages_publish_nothing_with_the_sign_in_of_a_viewer(
    own_dashboard: str, own_data: Path, page: Page, tmp_path: Path
):
    before = current(own_data)
    recorder = Recorder(page)
    page.goto(f"{own_dashboard}/daten")
    sign_in(page, "editor-salzgitter")
    recorder.frames.clear()
    page.reload()
    expect(page.locator(".st-key-account")).to_contain_text("Stadt Salzgitter")
    sheet = a_sheet(tmp_path, "salzgitter")
    upload(page, sheet)
    page.locator(".st-key-publish button").click()
    expect(page.locator(".st-key-intake-published")).to_be_visible()
    store, runs = Store(own_data / "snapshots"), recorder.runs()
    files = uploads(runs, sheet)
    assert files, "the recording speaks of no upload"

    store.rollback(before.strip())
    replay(own_dashboard, page, runs, files)
    assert current(own_data) != before, "the recording publishes for the editor: it is whole"

    store.rollback(before.strip())
    sign_out(page)
    page.goto(own_dashboard)
    sign_in(page, "viewer")
    said = replay(own_dashboard, page, runs, files)
    assert "Hier kann nur gelesen werden" in said
    assert current(own_data) == before

    sign_out(page)
    page.goto(own_dashboard)
    sign_in(page, "editor-gifhorn")
    said = replay(own_dashboard, page, runs, files)
    assert current(own_data) == before
    sign_out(page)
    page.goto(own_dashboard)
    said = replay(own_dashboard, page, runs, files)
    assert "nur nach Anmeldung" in said
    assert current(own_data) == before


@pytest.mark.long
def test_an_admins_own_messages_lead_nobody_else_back(own_dashboard: str, own_data: Path, page: Page, tmp_path: Path):
    before, store = current(own_data), Store(own_data / "snapshots")
    sheet = a_sheet(tmp_path, "gifhorn")
    published = command_line(own_data, "import", str(sheet), "--reason", "the sheet of a test has one row")
    assert published.returncode == 0, published.stderr
    after = current(own_data)
    assert after != before
    recorder = Recorder(page)
    page.goto(f"{own_dashboard}/daten")
    sign_in(page, "admin")
    recorder.frames.clear()
    page.reload()
    page.locator(".st-key-rollback button").click()
    expect(page.locator(".st-key-snapshots")).to_contain_text("Gültig ist jetzt")
    runs = recorder.runs()

    store.rollback(after.strip())
    replay(own_dashboard, page, runs, ())
    assert current(own_data) != after, "the recording goes back for the admin: it is whole"

    store.rollback(after.strip())
    for account in ("editor-gifhorn", "viewer"):
        sign_out(page)
        page.goto(own_dashboard)
        sign_in(page, account)
        replay(own_dashboard, page, runs, ())
        assert current(own_data) == after
    store.rollback(before.strip())


@pytest.mark.long
def test_a_sign_in_that_has_run_out_publishes_nothing_more(
    openid: Provider, own_data: Path, page: Page, tmp_path: Path
):
    before = current(own_data)
    with openid.dashboard(own_data, tmp_path, 1, OZGDASH_SESSION_HOURS=str(SESSION_S / 3600)) as address:
        page.goto(f"{address}/daten")
        sign_in(page, "editor-salzgitter")
        over = time.monotonic() + SESSION_S
        upload(page, a_sheet(tmp_path, "salzgitter"))
        expect(page.locator(".st-key-publish button")).to_be_visible()
        signed_in = next(cookie for cookie in page.context.cookies() if cookie["name"] == "_streamlit_user")
        page.wait_for_timeout(max(0, 1_000 * (over - time.monotonic())))
        page.locator(".st-key-publish button").click()
        expect(page.locator(".st-key-sign-in")).to_contain_text("Ihre Anmeldung ist abgelaufen")
        expect(page.locator(".st-key-answer, .st-key-filters")).to_have_count(0)
        page.reload()
        expect(page.locator(".st-key-sign-in")).to_contain_text("Ihre Anmeldung ist abgelaufen")
        assert signed_in in page.context.cookies(), "the browser still has it: the server does not take it any more"
    assert current(own_data) == before


@pytest.mark.long
def test_where_everybody_may_read_publishing_still_takes_a_role(
    openid: Provider, own_data: Path, page: Page, tmp_path: Path
):
    with openid.dashboard(own_data, tmp_path, 2, OZGDASH_READ="all") as address:
        page.goto(f"{address}/daten")
        expect(page.locator(".st-key-answer")).to_be_visible()
        expect(page.locator(".st-key-account")).to_contain_text("Zum Lesen braucht es keine Anmeldung")
        expect(page.locator('input[type="file"]')).to_have_count(0)
        sign_in(page, "stranger")
        expect(page.locator(".st-key-answer")).to_be_visible()
        expect(page.locator('input[type="file"]')).to_have_count(0)
        sign_out(page)
        page.goto(f"{address}/daten")
        sign_in(page, "admin")
        expect(page.locator('input[type="file"]')).to_have_count(1)


@pytest.mark.long
@pytest.mark.parametrize(
    ("written", "said"),
    [
        (
            '[auth]\nredirect_uri = "http://localhost/oauth2callback"\n',
            "fehlen im Abschnitt [auth]: cookie_secret, client_id",
        ),
        pytest.param("[auth\n", "fehlt oder ist kein gültiges TOML", marks=pytest.mark.long),
        pytest.param(
            SECRETS.format(dashboard="http://localhost", secret="short", provider="http://localhost"),  # noqa: S106
            "cookie_secret",
            marks=pytest.mark.long,
        ),
        pytest.param(
            SECRETS.format(dashboard="http://ozg.example.org", secret=COOKIE_SECRET, provider=""),
            "Erlaubt ist https",
            marks=pytest.mark.long,
        ),
    ],
)
def test_a_sign_in_that_is_not_set_up_lets_nobody_in(
    own_data: Path, page: Page, tmp_path: Path, written: str, said: str
):
    secrets = tmp_path / "secrets.toml"
    secrets.write_text(written)
    settings = {"OZGDASH_EDIT": "oidc", "STREAMLIT_SECRETS_FILES": str(secrets)}
    with served(own_data, tmp_path / "server.log", **settings) as address:
        page.goto(address)
        expect(page.locator(".st-key-error")).to_contain_text(said)
        expect(page.locator(".st-key-answer, .st-key-filters")).to_have_count(0)


@pytest.mark.long
def test_a_provider_that_does_not_answer_is_said_in_words(own_data: Path, page: Page, tmp_path: Path):
    port = free_port()
    nobody = Provider(f"http://localhost:{free_port()}", (port,))
    with nobody.dashboard(own_data, tmp_path, 0) as address:
        page.goto(address)
        page.locator(".st-key-sign-in-button button").click()
        expect(page.locator("body")).to_contain_text("Die Anmeldung ist gerade nicht möglich")
        expect(page.locator("body")).to_contain_text("Signing in is not possible")


def test_behind_tls_the_cookies_travel_over_tls_alone(own_data: Path, tmp_path: Path):
    secrets = tmp_path / "secrets.toml"
    secrets.write_text(SECRETS.format(dashboard="https://ozg.example.org", secret=COOKIE_SECRET, provider="https://x"))
    settings = {"OZGDASH_EDIT": "oidc", "STREAMLIT_SECRETS_FILES": str(secrets)}
    with served(own_data, tmp_path / "server.log", **settings) as address:
        answer = httpx.get(
            f"{address}/auth/login", headers={"Referer": f"{address}/daten?partner=gifhorn"}, timeout=START_TIMEOUT_S
        )
    cookies = answer.headers.get_list("set-cookie")
    assert any(cookie.startswith("ozgdash_back=%2Fdaten%3Fpartner%3Dgifhorn;") for cookie in cookies)
    assert all("Secure" in cookie and "HttpOnly" in cookie for cookie in cookies)


@pytest.mark.long
@pytest.mark.parametrize(
    ("account", "saves", "replaces"), [("viewer", 0, 0), ("editor-gifhorn", 1, 0), ("admin", 1, 1)]
)
def test_editors_save_recipes_and_admins_replace_them(
    own_dashboard: str, page: Page, account: str, saves: int, replaces: int
):
    page.goto(f"{own_dashboard}/ratspaket")
    sign_in(page, account)
    expect(page.locator(".st-key-council-recipes")).to_be_attached()
    expect(page.locator('[data-testid="stApp"]')).to_have_attribute("data-test-script-state", "notRunning")
    saving = page.locator(".st-key-council-save")
    expect(saving).to_have_count(saves)
    if saves:
        saving.locator("summary").click()
        expect(page.locator(".st-key-recipe-save button")).to_be_visible()
    expect(page.locator(".st-key-recipe-replace")).to_have_count(replaces)
