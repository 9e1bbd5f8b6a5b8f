"""Two processes and Debian's nginx with the configuration that is shipped: one dashboard, whoever reads where."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from dashboards import PAGE_TIMEOUT_MS
from playwright.sync_api import Browser, Page, expect
from raw_requests import eventually
from several_processes import READER, Dashboard, asked_by, certificate, reader_at, secrets_for
from sign_in_fixtures import provider, sign_in
from test_dashboard import ANSWER, download
from test_returning_reader import CONNECTED, GONE, LOST, PAGES, arrive
from test_sign_in import a_sheet, sign_out, upload

from tools.proxying import OWN_NAME, Proxy, proxy
from tools.serving import free_port


@dataclass(frozen=True)
class House:
    """What stands: nginx, where readers find it, and the two processes behind it with a reader's name for each."""

    proxy: Proxy
    address: str
    dashboards: tuple[Dashboard, Dashboard]
    names: tuple[str, str]


@pytest.fixture(scope="module")
def house(example_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder, port = tmp_path_factory.mktemp("nginx"), free_port()
    data = Path(shutil.copytree(example_data, folder / "data"))
    address = f"https://localhost:{port}"
    certificate(folder)
    with ExitStack() as stack:
        openid = stack.enter_context(provider(folder / "provider.log", callbacks=[f"{address}/oauth2callback"]))
        environment = secrets_for(address, openid.address, folder / "secrets.toml")
        dashboards = Dashboard(data, folder, **environment), Dashboard(data, folder, **environment)
        for one in dashboards:
            one.start()
            stack.callback(one.stop)
        front = stack.enter_context(proxy([one.port for one in dashboards], {OWN_NAME: port}, folder))
        first, second = (reader_at(front, address, one.port) for one in dashboards)
        yield House(front, address, dashboards, (first, second))


@pytest.fixture
def reader(house: House, browser: Browser) -> Iterator[Callable[[int], Page]]:
    """Opens a browser of a reader whom nginx sends to that process; without a number to whichever it is."""
    with ExitStack() as stack:

        def come(number: int | None = None) -> Page:
            context = browser.new_context(locale="de-DE", accept_downloads=True, ignore_https_errors=True)
            stack.callback(context.close)
            context.set_default_timeout(PAGE_TIMEOUT_MS)
            if number is not None:
                context.add_cookies([{"name": READER, "value": house.names[number], "url": house.address}])
            return context.new_page()

        yield come


@pytest.mark.long
def test_a_reader_gets_a_name_and_stays_at_one_process_and_files_come_from_the_cache(
    house: House, reader: Callable[..., Page]
):
    page = reader()
    arrive(page, f"{house.address}/?partner=gifhorn")
    [cookie] = [one for one in page.context.cookies() if one["name"] == READER]
    assert (cookie["httpOnly"], cookie["secure"], cookie["sameSite"], cookie["expires"]) == (True, True, "Lax", -1)
    page.locator(f'{PAGES}[href$="/leistungen"]').click()
    expect(page).to_have_url(re.compile(r"/leistungen\?partner=gifhorn$"))
    mine = asked_by(house.proxy, cookie["value"])
    assert len({one.processes for one in mine}) == 1
    other = reader()
    arrive(other, f"{house.address}/?partner=gifhorn")
    [name] = [one["value"] for one in other.context.cookies() if one["name"] == READER]
    again = [one for one in house.proxy.asked() if one.reader == name and "/static/js/" in one.path]
    assert again
    assert all(one.from_cache for one in again)


@pytest.mark.long
def test_what_one_reader_publishes_every_other_one_sees_with_the_next_click(
    house: House, reader: Callable[..., Page], tmp_path: Path
):
    publisher, other = reader(0), reader(1)
    other.goto(house.address)
    expect(other.locator(".st-key-example-data")).to_be_visible()
    publisher.goto(f"{house.address}/daten")
    sign_in(publisher, "editor-gifhorn")
    with publisher.expect_download() as taken:
        publisher.locator(".st-key-template-gifhorn button").click()
    assert taken.value.path().stat().st_size > 10_000
    upload(publisher, a_sheet(tmp_path, "gifhorn"))
    publisher.locator(".st-key-publish button").click()
    expect(publisher.locator(".st-key-intake-published")).to_contain_text("Veröffentlicht als ozg-")
    other.locator(f'{PAGES}[href$="/leistungen"]').click()
    expect(other.locator(f"{ANSWER} h2")).to_contain_text("mindestens ein Partner 1 (")
    expect(other.locator(".st-key-example-data")).to_have_count(0)
    first, second = ({one.processes for one in asked_by(house.proxy, name)} for name in house.names)
    assert (first, second) == tuple({(one.port,)} for one in house.dashboards)


@pytest.mark.long
def test_who_signs_out_at_one_process_has_signed_out_at_the_other(house: House, reader: Callable[..., Page]):
    mine, copied = reader(0), reader(1)
    mine.goto(house.address)
    sign_in(mine, "admin")
    taken = [one for one in mine.context.cookies() if one["name"].startswith("_streamlit_user")]
    copied.context.add_cookies(taken)  # type: ignore[arg-type]
    copied.goto(house.address)
    expect(copied.locator(".st-key-account")).to_contain_text("Angemeldet als admin")
    sign_out(mine)
    copied.reload()
    expect(copied.locator(".st-key-sign-in-button button")).to_be_visible()
    expect(copied.locator(".st-key-account")).not_to_contain_text("Angemeldet als admin")


@pytest.mark.long
def test_a_killed_process_costs_its_readers_a_moment_and_files_come_also_after_its_return(
    house: House, reader: Callable[..., Page], tmp_path: Path
):
    killed, left = house.dashboards
    page = reader(0)
    arrive(page, f"{house.address}/?partner=gifhorn&stand=2022-12-31")
    killed.kill()
    expect(page.locator(LOST)).to_contain_text("Die Verbindung zum Server war unterbrochen")
    expect(page.locator(CONNECTED)).to_be_attached()
    expect(page.locator(GONE)).to_have_count(0)
    page.locator(f'{PAGES}[href$="/ausblick"]').click()
    expect(page).to_have_url(re.compile(r"/ausblick\?partner=gifhorn&stand=2022-12-31$"))
    expect(page.locator(f"{ANSWER} h2")).to_contain_text("Gifhorn")
    killed.start()
    # New requests of this reader go to the first process again; the page, with its files, is at the second one.
    page.locator(f'{PAGES}[href$="/"]').first.click()
    words = download(page, "csv", tmp_path).read_text(encoding="utf-8-sig")
    assert "Landkreis Gifhorn" in words
    assert eventually(lambda: any("/media/" in one.path for one in asked_by(house.proxy, house.names[0])))
    [*_, file] = [one for one in asked_by(house.proxy, house.names[0]) if urlsplit(one.path).path.startswith("/media/")]
    assert (file.processes, file.status) == ((killed.port, left.port), 200)


@pytest.mark.long
def test_an_upload_of_a_page_that_moved_reaches_the_process_where_the_page_is(
    house: House, reader: Callable[..., Page], tmp_path: Path
):
    killed, left = house.dashboards
    page = reader(0)
    page.goto(f"{house.address}/daten")
    sign_in(page, "editor-salzgitter")
    killed.kill()
    expect(page.locator(LOST)).to_be_visible()
    expect(page.locator(CONNECTED)).to_be_attached()
    killed.start()
    upload(page, a_sheet(tmp_path, "salzgitter"))
    page.locator(".st-key-publish button").click()
    expect(page.locator(".st-key-intake-published")).to_contain_text("Veröffentlicht als ozg-")
    [*_, file] = [one for one in asked_by(house.proxy, house.names[0]) if "/upload_file/" in one.path]
    assert (file.processes, file.status) == ((killed.port, left.port), 204)
