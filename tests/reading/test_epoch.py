"""SOURCE_DATE_EPOCH in every command and in MkDocs: an empty one is none, and what is no number is one line."""

import os

import pytest
from click import ClickException
from click.testing import CliRunner

from planpress.cli import planpress
from planpress.commands import ALL
from planpress.model.errors import PlanpressError
from planpress.plugin.events import PlanpressPlugin
from planpress.reading import epoch

WRONG = ["abc", "-5", " 5", "1e9", "²", str(epoch.LAST + 1), "9" * 5_000]


def test_an_empty_one_is_taken_out_for_everybody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(epoch.NAME, "")
    plugin = PlanpressPlugin()
    plugin.on_startup(command="serve", dirty=False)
    plugin.on_shutdown()
    assert epoch.NAME not in os.environ


@pytest.mark.parametrize("written", ["0", "1559347200", str(epoch.LAST)])
def test_a_number_of_seconds_stays(written: str) -> None:
    environment = {epoch.NAME: written}
    epoch.settle(environment)
    assert environment == {epoch.NAME: written} and epoch.seconds(environment) == int(written)


@pytest.mark.parametrize("command", [str(command.name) for command in ALL])
def test_what_is_none_is_said_by_every_command(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(epoch.NAME, "abc")
    done = CliRunner().invoke(planpress, [command], standalone_mode=False)
    assert isinstance(done.exception, PlanpressError)
    assert str(done.exception) == 'SOURCE_DATE_EPOCH is "abc"; set it to seconds since 1970, or unset it'


@pytest.mark.parametrize("written", WRONG)
def test_what_is_none_is_one_line_of_mkdocs_and_status_2(written: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(epoch.NAME, written)
    with pytest.raises(ClickException, match="seconds since 1970") as problem:
        PlanpressPlugin().on_startup(command="build", dirty=False)
    assert problem.value.exit_code == 2 and "\n" not in str(problem.value)
