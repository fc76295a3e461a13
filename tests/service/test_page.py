"""The files of the page at `/`: what is served, how, and that nothing else of the folder is."""

from __future__ import annotations

import pytest

from cd38rules.service.page import FOLDER
from tests.service.running import Service

FILES = {
    "/": "text/html; charset=utf-8",
    "/page.css": "text/css; charset=utf-8",
    **{f"/{path.name}": "text/javascript; charset=utf-8" for path in FOLDER.glob("*.js")},
    "/groups.json": "application/json",
    "/examples.json": "application/json",
    "/icon.svg": "image/svg+xml",
}


def test_every_file_of_the_page_is_served_with_its_type(service: Service) -> None:
    assert len(FILES) == len(list(FOLDER.iterdir()))
    for path, media_type in FILES.items():
        answer = service.http.get(path)
        assert (answer.status_code, answer.headers["content-type"]) == (200, media_type)
        assert answer.content == (FOLDER / (path[1:] or "index.html")).read_bytes()


@pytest.mark.parametrize("path", FILES)
def test_the_page_may_load_from_its_own_service_only(service: Service, path: str) -> None:
    headers = service.http.get(path).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'self';")
    assert "unsafe" not in policy
    assert (headers["x-frame-options"], headers["cache-control"]) == ("DENY", "no-store")


@pytest.mark.parametrize("path", ["/index.html", "/static/page.js", "/..%2fpage.py", "/%2e%2e/page.py", "/page.js/"])
def test_no_other_path_leads_into_the_folder(service: Service, path: str) -> None:
    assert service.http.get(path).status_code in (307, 404)


def test_a_file_of_the_page_takes_no_other_method(service: Service) -> None:
    assert service.post("/", b"{}").status_code == 405


def test_facts_name_the_field_that_they_are_read_from(service: Service) -> None:
    paths = {fact["name"]: fact["path"] for fact in service.http.get("/facts").json()["facts"]}
    assert paths["lungs.copd"] == "$.lungs.copd"
    assert paths["alternative.agent"] == "$.therapy.planned_alternative.agent"
    assert paths["current.agent"] == "$.therapy.current.agent"


def test_the_text_of_the_page_names_no_address_elsewhere() -> None:
    for file in FOLDER.iterdir():
        text = file.read_text("utf-8").replace("http://www.w3.org/2000/svg", "")
        assert "http://" not in text
        assert "https://" not in text
        assert "innerHTML" not in text
        assert "eval(" not in text
