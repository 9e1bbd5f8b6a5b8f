import pytest

from ozgdash.ui.permissions import allowed


@pytest.mark.parametrize("listens_on", ["127.0.0.1", "localhost", "::1"])
@pytest.mark.parametrize("called_as", ["localhost", "127.0.0.1", "::1"])
def test_who_sits_at_the_machine_may_write(listens_on, called_as):
    assert allowed(listens_on=listens_on, called_as=called_as, headers={"Host": "localhost:8501"})


@pytest.mark.parametrize(
    ("listens_on", "called_as", "headers"),
    [
        ("0.0.0.0", "localhost", {}),
        ("", "localhost", {}),
        ("192.168.1.5", "localhost", {}),
        ("127.0.0.1", "ozg.example.org", {}),
        ("127.0.0.1", "localhost.example.org", {}),
        ("127.0.0.1", "localhost", {"x-forwarded-for": "10.0.0.1"}),
        ("127.0.0.1", "localhost", {"X-Real-Ip": "10.0.0.1"}),
        ("127.0.0.1", "localhost", {"Host": "ozg.example.org"}),
        ("127.0.0.1", "localhost", {"Host": "localhost:8501", "Origin": "https://ozg.example.org"}),
        ("127.0.0.1", "", {"Host": "localhost:8501"}),
    ],
)
def test_whoever_comes_from_elsewhere_may_not(listens_on, called_as, headers):
    assert not allowed(listens_on=listens_on, called_as=called_as, headers=headers)
