"""wirecheck.toml and the environment."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from checker.errors import ConfigurationError
from checker.models.draft import Use
from checker.settings import load_settings
from checker.uses import use_from


def write(folder: Path, text: str) -> Path:
    path = folder / "wirecheck.toml"
    path.write_text(text, "utf-8")
    return path


def test_paths_in_the_file_count_from_the_file(tmp_path: Path) -> None:
    path = write(tmp_path, 'data = "d"\nrules = ["house"]\n[use]\nterritories = ["FR", "BE"]\n')
    settings = load_settings(path, {})
    assert settings.data == tmp_path / "d"
    assert settings.rules == (tmp_path / "house",)
    assert settings.use.territories == ("FR", "BE")


def test_the_environment_goes_over_the_file(tmp_path: Path) -> None:
    path = write(tmp_path, 'data = "d"\n[use]\nsite = "a.example"\n[check]\nworkers = 3\n')
    variables = {
        "WIRECHECK_DATA": "/elsewhere",
        "WIRECHECK_USE_CHANNEL": "print",
        "WIRECHECK_USE_TERRITORIES": "DE, AT",
        "WIRECHECK_CHECK_WORKERS": "1",
    }
    settings = load_settings(path, variables)
    assert settings.data == Path("/elsewhere")
    assert settings.use == Use(site="a.example", channel="print", territories=("DE", "AT"))
    assert settings.check.workers == 1


def test_all_problems_are_told_at_once_with_place_and_hint(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        '[use]\nteritories = ["FR"]\nat = "2025-01-01T10:00"\n'
        '[check]\nworkers = "two"\nrekord = true\n',
    )
    with pytest.raises(ConfigurationError) as caught:
        load_settings(path, {})
    told = str(caught.value)
    for part in ("did you mean 'territories'?", "no offset", "check.workers", "mean 'record'?"):
        assert part in told


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("chek = 1", "did you mean 'check'?"),
        ("[check]\nworkers = 'two'", "check.workers"),
        ("[check]\nworkers = -1", "must not be negative"),
        ("[audit]\nsecond = 1", "did you mean 'seconds'?"),
        ("data = 5", "data"),
        *[
            (
                f"[{section}]\n{key} = 'x'",
                f"{section}.{key}: does not belong in a section (write it above",
            )
            for section in ("use", "check", "audit", "serve")
            for key in ("data", "rules", "semantic")
        ],
        ("a = = 1", "is not TOML"),
    ],
)
def test_wrong_files_are_refused(tmp_path: Path, text: str, part: str) -> None:
    with pytest.raises(ConfigurationError, match=None) as caught:
        load_settings(write(tmp_path, text), {})
    assert part in str(caught.value)


def test_a_named_file_that_is_missing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="cannot be read"):
        load_settings(tmp_path / "no.toml", {})


def test_a_time_needs_an_offset_and_a_date_is_midnight_utc() -> None:
    assert use_from({"at": "2025-06-01"}, Use(), "use").at == datetime(2025, 6, 1, tzinfo=UTC)
    with pytest.raises(ConfigurationError, match="no offset"):
        use_from({"at": "2025-06-01T10:00:00"}, Use(), "use")


def test_what_a_use_leaves_out_stays_as_it_was() -> None:
    base = Use(site="a.example", territories=("FR",))
    assert use_from({"channel": "app", "site": None}, base, "use") == Use(
        site="a.example", channel="app", territories=("FR",)
    )
